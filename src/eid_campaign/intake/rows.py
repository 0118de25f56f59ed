"""Which rows of a table are people, and what the other rows say about them.

A row with a number or a birth date is a person's. The others are looked at one by one: section
rows, totals, repeated headings, the sign-off block, and people of whom little is known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from eid_campaign.campaign.spelling import composed
from eid_campaign.intake.body import Body
from eid_campaign.intake.cells import clean_name
from eid_campaign.intake.columns import Columns
from eid_campaign.intake.headings import heading_key
from eid_campaign.intake.layout import Table, texts_of
from eid_campaign.intake.plain_cells import odd_days, odd_names
from eid_campaign.intake.sections import RowKind, RowSense, sense_of
from eid_campaign.intake.sheets import Cell, Sheet
from eid_campaign.intake.stage_words import read_title_stage

_FOUR_DIGITS = re.compile(r"\d\D*\d\D*\d\D*\d")
_NOT_A_NAME = re.compile(
    r"\s*(?:tổng|cộng|tong (?:cong|so)|cong:|(?:[ivx]+|\d+)?[\s.)/*:\-+]*(?:thôn|thon|xóm|xom"
    r"|khu phố|kp|tdp|tổ dân phố|bản|khu dân cư|danh sách|ấn định)\b)",
    re.IGNORECASE,
)

_EVIDENCE = (
    "birth_date", "birth_year", "birth_of_male", "birth_of_female", "citizen_id", "old_id"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """From row ``start`` (0-based) on: a village or a stage's words, the count announced."""

    start: int
    village: str = ""
    stage_words: str = ""
    count: int | None = None


@dataclass(slots=True)
class RowsFound:
    """The rows of one table, 0-based in the sheet."""

    people: list[int] = field(default_factory=list)
    nameless: list[int] = field(default_factory=list)
    """Rows with a number, a birth date or a telephone, but no name."""
    unclear: list[int] = field(default_factory=list)
    """Rows with a lonely text in the name column that may be nobody."""
    sections: list[Section] = field(default_factory=list)
    totals: list[tuple[int, int]] = field(default_factory=list)
    """Pairs (row, people it announces): "Danh sách có 45 người", "Cộng: 45"."""
    footers: list[str] = field(default_factory=list)
    """Texts of the sign-off block, which may name the day."""
    next_table: int | None = None
    """Where a heading of another shape begins."""


def find_rows(
    sheet: Sheet, table: Table, columns: Columns, body: Body, known_villages: frozenset[str]
) -> RowsFound:
    """Return which rows of ``body``, those below the heading of ``table``, are people."""
    rows = sheet.rows
    found = RowsFound()
    look = _Looker(sheet, table, columns, known_villages, found)
    suspicious = _suspicious(body, table, columns)
    start = table.body
    for row in suspicious:
        if row > start:
            found.people.extend(range(start, row))
            look.after_footer = False
        start = row + 1
        look.at(row)
        if found.next_table is not None:
            return found
    if start < len(rows):
        found.people.extend(range(start, len(rows)))
    return found


def _suspicious(body: Body, table: Table, columns: Columns) -> list[int]:
    """Return the rows that are not plainly a person's: by columns, so that long lists are fast."""
    doubtful = set(_without_evidence(body, columns))
    *firsts, last = columns.name
    odd = {name for name in body.odd(last, odd_names) if _is_no_name(name)}
    doubtful.update(_places(body.column(last), odd))
    if firsts:
        doubtful.update(_places(body.column(firsts[0]), {""}))
    ordinal = columns.at("ordinal")
    if ordinal is not None:
        cells = body.column(ordinal)  # hardly two of them alike
        words: set[Cell] = {cell for cell in cells if isinstance(cell, str) and _is_word(cell)}
        doubtful.update(_places(cells, words))
    return [at + table.body for at in sorted(doubtful)]


def _without_evidence(body: Body, columns: Columns) -> Sequence[int]:
    """Return the places of the rows that have neither a number nor a birth date."""
    silent: Sequence[int] = range(body.height)
    for index in columns.all_at(*_EVIDENCE):
        if not silent:
            break  # birth dates told already: the numbers need no look
        mute = {cell for cell in body.odd(index, odd_days) if not _tells(cell)}
        if not mute:
            return ()
        cells = body.column(index)
        silent = [at for at in silent if cells[at] in mute]
    return silent


def _places(cells: Sequence[Cell], wanted: set[Cell]) -> list[int]:
    return [at for at, cell in enumerate(cells) if cell in wanted] if wanted else []


def _is_no_name(cell: Cell) -> bool:
    return not isinstance(cell, str) or not cell or _NOT_A_NAME.match(cell) is not None


def _is_word(text: str) -> bool:
    return any(letter.isalpha() for letter in text)


def _tells(cell: Cell) -> bool:
    if isinstance(cell, str):
        return _FOUR_DIGITS.search(cell) is not None
    if isinstance(cell, (date, datetime)):
        return True
    return not isinstance(cell, bool) and isinstance(cell, (int, float)) and cell >= 1000


class _Looker:
    """Looks at suspicious rows one after the other, remembering whether the list was signed."""

    def __init__(
        self,
        sheet: Sheet,
        table: Table,
        columns: Columns,
        known_villages: frozenset[str],
        found: RowsFound,
    ) -> None:
        self.after_footer = False
        self._sheet = sheet
        self._table = table
        self._columns = columns
        self._known = known_villages
        self._found = found
        lines = sheet.rows[table.heading_first : table.heading_last + 1]
        self._headings = [
            frozenset(heading_key(text) for text in texts_of(line) if text) for line in lines
        ]
        self._lines = [texts_of(line) for line in lines]
        self._ordinal = columns.at("ordinal")
        self._numbered = self._ordinal is not None and any(
            _is_number(row[self._ordinal]) for row in sheet.rows[table.body : table.body + 50]
        )
        self._evidence = columns.all_at(*_EVIDENCE)
        self._weak = columns.all_at(
            "phone", "sex", "male", "female", "stage_tick", "state", "village"
        )

    def at(self, row: int) -> None:
        """Put one row where it belongs."""
        cells = self._sheet.rows[row]
        texts = texts_of(cells)
        sense = sense_of(texts, headings=self._headings, known_villages=self._known)
        name = " ".join(texts[index] for index in self._columns.name if texts[index])
        solid = any(_tells(cells[index]) for index in self._evidence)
        numbered = self._ordinal is not None and _is_number(cells[self._ordinal])
        named = bool(name) and bool(clean_name(name).value)
        match sense.kind:
            case RowKind.BLANK:
                return
            case RowKind.HEADING:
                self._heading(row, texts)
            case RowKind.SECTION if not (solid and numbered):
                self.after_footer = False
                self._found.sections.append(Section(row, sense.village, "", sense.count))
            case RowKind.TOTAL:
                self._total(row, sense)
            case RowKind.FOOTER if not (named and (solid or numbered)):
                self.after_footer = True
                self._total(row, sense)
                self._found.footers.extend(text for text in texts if text)
            case RowKind.TITLE if not solid:
                self._title(row, sense)
            case _:
                self._maybe_person(row, texts, sense, named, solid or numbered, solid)

    def _maybe_person(
        self, row: int, texts: list[str], sense: RowSense, named: bool, counted: bool, solid: bool
    ) -> None:
        weak = any(texts[index] for index in self._weak)
        phone = any(len(re.sub(r"\D", "", texts[i])) >= 9 for i in self._columns.all_at("phone"))
        if not named:
            if solid or (phone and not self.after_footer):
                self.after_footer = False
                self._found.nameless.append(row)
            elif sense.text and not counted:
                self._title(row, sense)
            return
        if counted or (weak and not self.after_footer):
            self.after_footer = False
            self._found.people.append(row)
        elif self.after_footer:
            return
        elif sense.text and read_title_stage(sense.text).stage is not None:
            self._title(row, sense)
        elif not self._numbered:
            self._found.people.append(row)
        elif self._spans_table(row) and not self._columns.all_at("village"):
            self._found.sections.append(Section(row, sense.text))
        else:
            self._found.unclear.append(row)

    def _spans_table(self, row: int) -> bool:
        return any(m.top == row == m.bottom and m.right - m.left >= 2 for m in self._sheet.merges)

    def _title(self, row: int, sense: RowSense) -> None:
        if sense.text and read_title_stage(sense.text).stage is not None:
            self._found.sections.append(Section(row, "", sense.text))
            self.after_footer = False

    def _total(self, row: int, sense: RowSense) -> None:
        if sense.count is not None:
            self._found.totals.append((row, sense.count))

    def _heading(self, row: int, texts: list[str]) -> None:
        """Skip a repeated heading; a heading of another shape ends this table."""
        self.after_footer = False
        if texts in self._lines or not any(texts):
            return
        keys = {heading_key(text) for text in texts if text}
        if any(keys <= line for line in self._headings) and self._same_places(texts):
            return
        if sum(1 for text in texts if text) >= 3 and not all(
            _is_number(text) or len(text) <= 4 for text in texts if text
        ):
            self._found.next_table = row

    def _same_places(self, texts: list[str]) -> bool:
        return any(
            all(
                not text or heading_key(text) == heading_key(line[at])
                for at, text in enumerate(texts)
            )
            for line in self._lines
        )


def _is_number(cell: Cell) -> bool:
    if isinstance(cell, bool):
        return False
    if isinstance(cell, (int, float)):
        return True
    return isinstance(cell, str) and bool(re.fullmatch(r"\s*\d{1,6}[.)]?\s*", composed(cell)))
