"""What was settled by hand: which heading is which field, which sheets are read, for which make.

Files of one make have the same headings and the same ending: a village that sends its list every
week sends one make, and what was settled for one of them holds for the next.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from eid_campaign.campaign.errors import InputRefused
from eid_campaign.campaign.problems import Problem, Severity
from eid_campaign.campaign.spelling import composed, folded
from eid_campaign.intake.headings import heading_key
from eid_campaign.intake.layout import Column, Table, find_roster, nearest_heading, texts_of
from eid_campaign.intake.reading import Request, SheetUnderstanding
from eid_campaign.intake.sheets import Book, Sheet
from eid_campaign.wording import N_

UNWANTED = "sheet_not_wanted"
_MAKE_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Settled:
    """A book with the sheets wanted, and the headings settled by hand for each of them."""

    book: Book
    headings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By sheet: (a heading as written → our field)."""
    sheets: tuple[str, ...] = ()
    """The sheets wanted, where they were chosen; empty for all."""
    used: tuple[int, ...] = ()
    """Numbers of the remembered mappings that were used."""
    left_out: tuple[str, ...] = ()
    """The sheets that were not wanted."""

    def of_sheet(self, sheet: Sheet) -> Mapping[str, str]:
        """Return the headings settled for ``sheet``."""
        return self.headings.get(sheet.name, {})

    def understandings(self) -> tuple[SheetUnderstanding, ...]:
        """Return a line for each sheet left out."""
        return tuple(SheetUnderstanding(name, skipped=UNWANTED) for name in self.left_out)

    def problems(self, file: str) -> tuple[Problem, ...]:
        """Return what is to be said of the sheets left out."""
        return tuple(Problem(UNWANTED, Severity.INFO, file, name) for name in self.left_out)


def settle(book: Book, request: Request) -> Settled:
    """Return ``book`` as the user, now or for an earlier file of its make, wants it read.

    Raises InputRefused for a sheet the book does not have.
    """
    if not (request.headings or request.sheets or request.remembered):
        return Settled(book)
    own: dict[str, Mapping[str, str]] = {}
    numbers: dict[str, int] = {}
    lasting: list[str] = []
    for sheet in book.sheets:
        for one in request.remembered:
            table = find_roster(sheet, headings=one.headings)
            if table is not None and make_of(table, book.path.name) == one.make:
                own[sheet.name], numbers[sheet.name] = one.headings, one.number
                lasting += one.sheets
                break
    wanted = _wanted(book, request.sheets) if request.sheets else _present(book, lasting)
    names = {sheet.name for sheet in wanted} if wanted else {sheet.name for sheet in book.sheets}
    return Settled(
        # A sheet asked for by name is read even when Excel hides it.
        replace(book, sheets=tuple(replace(sheet, hidden=False) for sheet in wanted))
        if wanted
        else book,
        {name: {**own.get(name, {}), **request.headings} for name in names},
        tuple(sheet.name for sheet in wanted if sheet.name),
        tuple(dict.fromkeys(number for name, number in numbers.items() if name in names)),
        tuple(sheet.name for sheet in book.sheets if sheet.name not in names),
    )


def make_of(table: Table, file: str) -> str:
    """Return what the files of one make share: the headings, folded, and the ending."""
    headings = [_key(column.title) for column in table.columns]
    text = "\n".join([Path(file).suffix.lower(), *headings])
    return hashlib.sha256(text.encode()).hexdigest()[:_MAKE_LENGTH]


def placed_by_hand(table: Table, headings: Mapping[str, str], file: str) -> dict[int, str]:
    """Return our field by 0-based column for the ``headings`` that ``table`` has.

    Raises InputRefused for a heading that several columns have.
    """
    placed: dict[int, str] = {}
    for heading, ours in headings.items():
        fitting = _fitting(table.columns, heading)
        if len(fitting) > 1:
            raise InputRefused(
                N_("In {file} several columns are headed “{heading}”."),
                N_("Name the one meant with the heading above it: {titles}."),
                file=file,
                heading=heading,
                titles=", ".join(f"“{column.title}”" for column in fitting),
            )
        for column in fitting:
            placed[column.index] = ours
    return placed


def check_headings(settled: Settled, request: Request, file: str) -> None:
    """Raise InputRefused, naming those there are, for a heading by option that no sheet has."""
    if not request.headings:
        return
    tables = [
        table
        for sheet in settled.book.sheets
        if (table := find_roster(sheet, headings=settled.of_sheet(sheet))) is not None
    ]
    columns = [column for table in tables for column in table.columns]
    # Without a table the heading of its names is missing: that is said, and not of this one.
    titles = _titles(columns, settled.book.sheets)
    loose = [] if columns else [Column(0, (title,)) for title in titles]
    for heading in request.headings:
        if not _fitting([*columns, *loose], heading):
            raise InputRefused(
                N_("{file} has no heading “{heading}”."),
                N_("Its headings are: {titles}."),
                file=file,
                heading=heading,
                titles=", ".join(titles) or "–",
            )


def _titles(columns: Sequence[Column], sheets: Iterable[Sheet]) -> list[str]:
    if columns:
        return list(dict.fromkeys(column.title for column in columns))
    near = [(found, sheet) for sheet in sheets if (found := nearest_heading(sheet)) is not None]
    if not near:
        return []
    best, sheet = max(near, key=lambda pair: len(pair[0].fields))
    return [text for text in texts_of(sheet.rows[best.row]) if text]


def _fitting(columns: Iterable[Column], heading: str) -> list[Column]:
    """Return the columns meant: the whole heading, or its lowest line; marks tell Năm and Nam."""
    wanted = _key(heading)
    found = [c for c in columns if _key(c.title) == wanted]
    found = found or [c for c in columns if _key(c.path[-1]) == wanted]
    if len(found) > 1:
        marked = heading_key(heading)
        with_marks = [c for c in found if marked in (heading_key(c.title), heading_key(c.path[-1]))]
        found = with_marks or found
    return found


def _key(heading: str) -> str:
    return folded(heading_key(heading))


def _wanted(book: Book, names: Sequence[str]) -> tuple[Sheet, ...]:
    if len(book.sheets) == 1 and not book.sheets[0].name:
        return book.sheets  # a text file has no sheets to choose from
    missing = [name for name in names if not _present(book, [name])]
    if missing:
        raise InputRefused(
            N_("{file} has no sheet “{name}”."),
            N_("Its sheets are: {names}."),
            file=unicodedata.normalize("NFC", book.path.name),
            name=missing[0],
            names=", ".join(sheet.name for sheet in book.sheets),
        )
    return _present(book, names)


def _present(book: Book, names: Iterable[str]) -> tuple[Sheet, ...]:
    """Return the sheets named; one that is named exactly goes before those named so folded."""
    found = set()
    for name in names:
        exact = [sheet.name for sheet in book.sheets if sheet.name == composed(name)]
        alike = [s.name for s in book.sheets if folded(s.name) == folded(composed(name))]
        found.update(exact or alike)
    return tuple(sheet for sheet in book.sheets if sheet.name in found)
