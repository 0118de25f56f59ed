"""A review sheet comes back: its answers row by row; a roster it is not.

It is known by its headings, which are the same in every language (``campaign.conclusions``), or
by the ids that a text file has in their place.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from eid_campaign.campaign.conclusions import HEADINGS, find_conclusion
from eid_campaign.campaign.problems import Problem, Severity
from eid_campaign.campaign.review import Answer
from eid_campaign.campaign.spelling import composed, plain
from eid_campaign.intake.sheets_model import Book, Cell, Sheet

_HEADING_ROWS = 60
_CODE = re.compile(r"\d+ ?- ?[A-Za-z]+")
_DAY = re.compile(r"(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_FIELDS = {plain(title): field for field, title in HEADINGS.items()} | {
    field: field for field in HEADINGS
}


@dataclass(frozen=True, slots=True)
class ReviewReading:
    """What a review sheet says; ``rows_read = answers + open_rows + refused``."""

    path: Path
    sha256: str
    answers: tuple[Answer, ...]
    open_rows: int
    """Rows without a conclusion, or with one for later."""
    problems: tuple[Problem, ...]
    rows_read: int


def find_review(book: Book) -> ReviewReading | None:
    """Return what a review sheet says, None for any other file.

    A row that cannot be understood has a REFUSED problem and leaves the others alone.
    """
    tables = [(sheet, at) for sheet in book.sheets if (at := _heading(sheet)) is not None]
    if not tables:
        return None
    file = unicodedata.normalize("NFC", book.path.name)
    answers: list[Answer] = []
    problems: list[Problem] = []
    rows_read = open_rows = 0
    for sheet, (row, columns) in tables:
        for said in _rows(sheet, row, columns, file):
            rows_read += 1
            if said is None:
                open_rows += 1
            elif isinstance(said, Problem):
                problems.append(said)
            else:
                answers.append(said)
    return ReviewReading(
        book.path, book.sha256, tuple(answers), open_rows, tuple(problems), rows_read
    )


def _heading(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """Return the 0-based row of the headings and the column of each field."""
    for index, row in enumerate(sheet.rows[:_HEADING_ROWS]):
        columns = {
            _FIELDS[text]: at
            for at, cell in enumerate(row)
            if isinstance(cell, str) and (text := plain(cell)) in _FIELDS
        }
        if len(columns) == len(HEADINGS):
            return index, columns
    return None


def _rows(
    sheet: Sheet, heading: int, columns: dict[str, int], file: str
) -> Iterator[Answer | Problem | None]:
    """Yield each row's answer, its problem, or None where it is still open."""
    for index, cells in enumerate(sheet.rows[heading + 1 :], start=heading + 2):
        code, words, until, because = (cells[columns[field]] for field in HEADINGS)
        told = [_text(cell) for cell in (words, until, because)]
        # Notes stand below the table, merged from its first column on.
        if not _CODE.fullmatch(_text(code)) and not any(told):
            continue
        yield _answer(Place(file, sheet.name, index), _text(code), told, until)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands."""

    file: str
    sheet: str
    row: int

    def refused(self, kind: str, field: str) -> Problem:
        """Return the problem that refuses the row."""
        return Problem(kind, Severity.REFUSED, self.file, self.sheet, self.row, field)


def _answer(place: Place, code: str, told: Sequence[str], until: Cell) -> Answer | Problem | None:
    words, _until, because = told
    if not code:
        return place.refused("review_code_missing", "code")
    if not words:
        return None
    conclusion = find_conclusion(words)
    if conclusion is None:
        return place.refused("review_conclusion_unknown", "conclusion")
    if conclusion.standing is None:
        return None
    last, readable = _last_day(until)
    if not readable:
        return place.refused("review_until_unreadable", "until")
    return Answer(
        place.sheet, place.row, code, conclusion.standing, conclusion.reason, last, because
    )


def _last_day(cell: Cell) -> tuple[date | None, bool]:
    """Return the last day a cell says, the month's last where it names the month alone, and
    whether it can be read.
    """
    if isinstance(cell, date):
        return (cell.date() if isinstance(cell, datetime) else cell), True
    text = _text(cell)
    if not text:
        return None, True
    if found := _ISO.fullmatch(text):
        year, month, day = found[1], found[2], found[3]
    elif found := _DAY.fullmatch(text):
        day, month, year = found[1], found[2], found[3]
    else:
        return None, False
    try:
        last = int(day) if day else monthrange(int(year), int(month))[1]
        return date(int(year), int(month), last), True
    except ValueError:
        return None, False


def _text(cell: Cell) -> str:
    return composed(cell) if isinstance(cell, str) else "" if cell is None else str(cell)
