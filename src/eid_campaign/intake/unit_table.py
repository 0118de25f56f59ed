"""Counts handed in by a unit: eidc's own table, known by the ids of its columns.

It comes as csv, as json, or as a workbook whose last sheet carries the ids; the sheet for people
in front of it must not say otherwise.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from eid_campaign.campaign.errors import InputRefused
from eid_campaign.campaign.places import match_commune
from eid_campaign.campaign.unit_tables import COLUMNS, FIGURES, LEVELS, UnitFigures, find_fault
from eid_campaign.intake.reading import Request
from eid_campaign.intake.sheets_model import Book, Cell, Sheet
from eid_campaign.wording import N_

SHOWN = "not_collected l1_activated l1_approved l2_activated l2_approved".split()
"""The figures of the sheet for people, in its order, after the name."""
_HEADING_ROWS = 60
_WHOLE = re.compile(r"-?\d{1,9}")
_AGAIN = N_("Ask the unit to write it anew (eidc export tally), and import that file unchanged.")


@dataclass(frozen=True, slots=True)
class UnitTableReading:
    """A table of counts as handed in, all of one day."""

    path: Path
    sha256: str
    as_of: date
    baseline: date | None
    rows: tuple[UnitFigures, ...]


def find_unit_table(book: Book, request: Request) -> UnitTableReading | None:
    """Return the counts that ``book`` hands in, None for any other file.

    Raises InputRefused, naming the cell, where a count is none or contradicts another.
    """
    for sheet in book.sheets:
        found = _heading(sheet)
        if found is not None:
            return _read(book, sheet, *found, request)
    return None


def _heading(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """Return the 0-based row of the ids and the column of each."""
    for index, row in enumerate(sheet.rows[:_HEADING_ROWS]):
        if "counted_level2" not in row:
            continue
        columns = {name: row.index(name) for name in COLUMNS if name in row}
        if len(columns) == len(COLUMNS):
            return index, columns
    return None


def _read(
    book: Book, sheet: Sheet, heading: int, columns: Mapping[str, int], request: Request
) -> UnitTableReading:
    file = unicodedata.normalize("NFC", book.path.name)
    rows: list[UnitFigures] = []
    days: set[tuple[date, date | None]] = set()
    for number, cells in enumerate(sheet.rows[heading + 1 :], start=heading + 2):
        told = {name: cells[at] for name, at in columns.items()}
        if not any(str(told[name]).strip() for name in COLUMNS[1:]):
            break  # below the table, the notes of a workbook stand in its first column
        as_of = _day(file, number, "as_of", told["as_of"])
        baseline = _day(file, number, "baseline", told["baseline"]) if told["baseline"] else None
        days.add((as_of, baseline))
        row = _row(file, number, told, request)
        if any(row[:3] == before[:3] for before in rows):
            raise _refused(file, number, "unit")
        rows.append(row)
    if len(days) != 1:
        raise InputRefused(N_("{file} holds counts of no day, or of several."), _AGAIN, file=file)
    (as_of, baseline), *_others = days
    if as_of > request.today:
        raise InputRefused(
            N_("{file} is of {day}, a day still to come."),
            _AGAIN,
            file=file,
            day=as_of.strftime("%d/%m/%Y"),
        )
    _check_sheet_for_people(book, sheet, rows, file)
    return UnitTableReading(book.path, book.sha256, as_of, baseline, tuple(rows))


def _row(file: str, number: int, told: Mapping[str, Cell], request: Request) -> UnitFigures:
    figures = {}
    for name in FIGURES:
        written = told[name]
        whole = isinstance(written, float) and written.is_integer()
        text = str(int(written) if whole and isinstance(written, float) else written).strip()
        if isinstance(written, bool) or not _WHOLE.fullmatch(text):
            raise _refused(file, number, name)
        figures[name] = int(text)
    level, unit, village = (str(told[name]).strip() for name in ("level", "unit", "village"))
    unit = unicodedata.normalize("NFC", unit)
    if level not in LEVELS or not unit:
        raise _refused(file, number, "unit" if not unit else "level")
    unit = match_commune(unit, request.communes) or unit
    row = UnitFigures(level, unit, unicodedata.normalize("NFC", village), figures)
    fault = find_fault(row)
    if fault:
        raise _refused(file, number, fault)
    return row


def _day(file: str, row: int, name: str, written: Cell) -> date:
    try:
        return written if type(written) is date else date.fromisoformat(str(written)[:10])
    except ValueError:
        raise _refused(file, row, name) from None


def _check_sheet_for_people(
    book: Book, sheet: Sheet, rows: Sequence[UnitFigures], file: str
) -> None:
    """Refuse a workbook in which somebody mended a figure where people read it, and there alone."""
    if sheet is book.sheets[0] or not sheet.name:
        return
    front = book.sheets[0]
    want = [[row.figures[name] for name in SHOWN] for row in rows]
    have = [
        [cell for cell in cells if isinstance(cell, int | float) and not isinstance(cell, bool)]
        for cells in front.rows
    ]
    # The ordinal stands in front of a row's counts.
    numbered: dict[int, list[int | float]] = {}
    for cells in have:
        if len(cells) > len(SHOWN):
            numbered.setdefault(int(cells[0]), cells[1 : 1 + len(SHOWN)])
    for ordinal, counts in enumerate(want, start=1):
        if numbered.get(ordinal) != counts:
            raise InputRefused(
                N_(
                    "{file}: row {ordinal} of the first sheet is not what the sheet for eidc"
                    " says; somebody changed one of them."
                ),
                _AGAIN,
                file=file,
                ordinal=ordinal,
            )


def _refused(file: str, row: int, column: str) -> InputRefused:
    return InputRefused(
        N_("{file}, row {row}, column {column}: this cannot be a count handed in by eidc."),
        _AGAIN,
        file=file,
        row=row,
        column=column,
    )
