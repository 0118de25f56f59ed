"""A file that is no Excel workbook, written anew as one with its doubtful cells marked.

The cells are written as they were read: text stays text, whatever it looks like.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.worksheet import Worksheet

from eid_campaign.campaign.problems import Severity
from eid_campaign.intake.sheets import Cell, Sheet
from eid_campaign.repairing.marks import AUTHOR, COLOURS, PROPOSED, WIDTH, SheetMarks

UNNAMED = "Danh sách"
"""The sheet of a text file, which has none."""
LONGEST_NAME, LONGEST_TEXT = 31, 32_767
LONG_NUMBER, LONGEST_NUMBER = 1e8, 1e15
"""Whole numbers between them are shown in full, which Excel would write as 3.8E+10."""
MERGED_CELLS = 200_000
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]|^'|'$")
_WIDEST, _NARROWEST, _MEASURED = 45, 6, 200
_DAYS, _HOURS = "dd/mm/yyyy", "hh:mm"
_TEXT = "@"
_OF_FORMULAS = ("=", "+", "-", "@")


def rewritten(sheets: Sequence[Sheet], marks: Mapping[str, SheetMarks]) -> bytes:
    """Return a workbook of ``sheets`` with ``marks`` by sheet name."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "nan_inf_to_errors": True}) as book:
        formats = _Formats(book)
        names: list[str] = []
        for sheet in sheets:
            names.append(_free_name(sheet.name, names))
            page = book.add_worksheet(names[-1])
            _write_sheet(page, sheet, marks.get(sheet.name, SheetMarks()), formats)
            if sheet.hidden and any(not other.hidden for other in sheets):
                page.hide()
            elif all(other.hidden for other in sheets[: len(names) - 1]):
                page.activate()  # Excel refuses a workbook whose open sheet is hidden
                page.set_first_sheet()
    return made.getvalue()


class _Formats:
    """One format for each look."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._known: dict[tuple[tuple[str, object], ...], Any] = {}

    def of(self, **look: object) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self._known:
            self._known[key] = self._book.add_format(look)
        return self._known[key]


def _write_sheet(page: Worksheet, sheet: Sheet, found: SheetMarks, formats: _Formats) -> None:
    severities = {(mark.row, mark.column): mark.severity for mark in found.marks}
    cells_left = MERGED_CELLS
    for merge in sheet.merges:
        cells_left -= (merge.bottom - merge.top + 1) * (merge.right - merge.left + 1)
        if cells_left < 0:
            break  # each becomes a cell of the file; nobody's list has so many
        with suppress(XlsxWriterException):  # overlapping or of one cell: nothing of it is lost
            page.merge_range(merge.top, merge.left, merge.bottom, merge.right, "")
    for row, cells in enumerate(sheet.rows):
        for column, cell in enumerate(cells):
            severity = severities.pop((row, column), None)
            if cell != "" or severity is not None:
                _write(page, row, column, cell, severity, formats)
        if row in sheet.hidden_rows:
            page.set_row(row, options={"hidden": True})
    for (row, column), severity in severities.items():
        _write(page, row, column, "", severity, formats)
    for mark in found.marks:
        if not mark.comment:
            continue
        page.write_comment(
            mark.row,
            mark.column,
            mark.comment,
            {"author": AUTHOR, "x_scale": 2.5, "y_scale": 0.5 + len(mark.comment) / 150},
        )
    for column, width in enumerate(_widths(sheet)):
        page.set_column(column, column, width)
    if found.columns:
        page.set_column(found.columns[0], found.columns[-1], WIDTH)
    for beside in found.beside:
        look = {"bold": True, "text_wrap": True} if beside.heading else {}
        style = formats.of(num_format=_TEXT, bg_color=f"#{PROPOSED}", **look)
        page.write_string(beside.row, beside.column, beside.text, style)


def _write(
    page: Worksheet,
    row: int,
    column: int,
    cell: Cell,
    severity: Severity | None,
    formats: _Formats,
) -> None:
    look: dict[str, object] = {"bg_color": f"#{COLOURS[severity]}"} if severity else {}
    if isinstance(cell, date) and cell.year < 1900:
        cell = f"{cell.day:02}/{cell.month:02}/{cell.year}"  # Excel has no earlier days
    if cell == "" and not isinstance(cell, bool):
        page.write_blank(row, column, None, formats.of(num_format=_TEXT, **look))
    elif isinstance(cell, str):
        if cell.startswith(_OF_FORMULAS):
            look["quote_prefix"] = True
        page.write_string(row, column, cell[:LONGEST_TEXT], formats.of(num_format=_TEXT, **look))
    elif isinstance(cell, bool):
        page.write_boolean(row, column, cell, formats.of(**look))
    elif isinstance(cell, (int, float)):
        if LONG_NUMBER <= abs(cell) < LONGEST_NUMBER and cell == int(cell):
            look["num_format"] = "0"
        page.write_number(row, column, cell, formats.of(**look))
    elif isinstance(cell, (date, datetime)):
        page.write_datetime(row, column, cell, formats.of(num_format=_DAYS, **look))
    elif isinstance(cell, (time, timedelta)):
        page.write_datetime(row, column, cell, formats.of(num_format=_HOURS, **look))


def _widths(sheet: Sheet) -> list[int]:
    """Return how wide each column's texts are, merged titles left aside."""
    merged = {(merge.top, merge.left) for merge in sheet.merges}
    widths = [_NARROWEST] * max(map(len, sheet.rows), default=0)
    for row, cells in enumerate(sheet.rows[:_MEASURED]):
        filled = sum(cell != "" for cell in cells)
        for column, cell in enumerate(cells):
            if filled > 2 and (row, column) not in merged:
                length = 11 if isinstance(cell, date) else len(str(cell)) + 1
                widths[column] = max(widths[column], min(length, _WIDEST))
    return widths


def _free_name(wanted: str, taken: Sequence[str]) -> str:
    """Return a name that Excel takes: short, without its signs, used once."""
    base = _FORBIDDEN.sub(" ", wanted).strip()[:LONGEST_NAME] or UNNAMED
    used = {name.casefold() for name in taken}
    name, number = base, 2
    while name.casefold() in used:
        tail = f" ({number})"
        name, number = base[: LONGEST_NAME - len(tail)] + tail, number + 1
    return name
