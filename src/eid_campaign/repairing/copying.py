"""An Excel workbook copied with everything in it, its doubtful cells marked.

openpyxl keeps formats, widths, merges, filters and formulas, but not what the formulas came to
(:mod:`formulas` puts that back).
"""

from __future__ import annotations

import io
import unicodedata
import warnings
from collections.abc import Mapping
from copy import copy

import openpyxl
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet

from eid_campaign.intake.handed_back import MARKED_ROWS, marked_columns
from eid_campaign.repairing.formulas import formula_values, with_values
from eid_campaign.repairing.marks import AUTHOR, COLOURS, PROPOSED, WIDTH, SheetMarks

_FILLS = {severity: PatternFill("solid", fgColor=f"FF{rgb}") for severity, rgb in COLOURS.items()}
_OUR_COLOURS = {f"FF{rgb}" for rgb in COLOURS.values()}
_PARTED = f"\n— {AUTHOR} —\n"
"""Stands between somebody else's comment and ours."""


def copied(raw: bytes, marks: Mapping[str, SheetMarks]) -> bytes:
    """Return the workbook ``raw`` with ``marks`` by sheet name, those of an earlier time gone.

    Raises whatever openpyxl raises for a workbook it cannot read or write.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about what it leaves out, in words for programmers
        return _copied(raw, marks)


def _copied(raw: bytes, marks: Mapping[str, SheetMarks]) -> bytes:
    book: Workbook = openpyxl.load_workbook(io.BytesIO(raw), rich_text=True)
    for sheet in book.worksheets:
        _clean(sheet)
        found = marks.get(unicodedata.normalize("NFC", sheet.title))
        if found is not None:
            _put(sheet, found)
    written = io.BytesIO()
    book.save(written)
    return with_values(written.getvalue(), formula_values(raw, book))


def _clean(sheet: Worksheet) -> None:
    """Take away what an earlier repair put there."""
    first_rows = sheet.iter_rows(max_row=min(MARKED_ROWS, sheet.max_row), values_only=True)
    ours = marked_columns(
        [["" if cell is None else str(cell) for cell in row] for row in first_rows]
    )
    for cells in sheet.iter_rows():
        for at, cell in enumerate(cells):
            if not isinstance(cell, ExcelCell):
                continue  # the covered part of a merge
            if cell.comment is not None:
                _take_back(cell, cell.comment)
            if at in ours:
                cell.value = None
                cell.style = "Normal"


def _take_back(cell: ExcelCell, comment: Comment) -> None:
    text = comment.text or ""
    before, parted, _ours = text.partition(_PARTED)
    if comment.author != AUTHOR and not parted:
        return
    cell.comment = Comment(before, comment.author) if parted else None
    if cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb in _OUR_COLOURS:
        cell.fill = PatternFill()


def _put(sheet: Worksheet, found: SheetMarks) -> None:
    for mark in found.marks:
        cell = sheet.cell(mark.row + 1, mark.column + 1)
        cell.fill = _FILLS[mark.severity]
        if not mark.comment:
            continue
        before = cell.comment
        text = f"{before.text}{_PARTED}{mark.comment}" if before else mark.comment
        comment = Comment(text, before.author if before else AUTHOR)
        comment.width, comment.height = (
            320,
            40 + 18 * sum(1 + len(line) // 45 for line in text.splitlines()),
        )
        cell.comment = comment
    _make_room(sheet, found.columns)
    for beside in found.beside:
        cell = sheet.cell(beside.row + 1, beside.column + 1)
        cell.value, cell.data_type = beside.text, "s"  # never a formula, whatever it begins with
        cell.number_format = "@"
        cell.fill = PatternFill("solid", fgColor=f"FF{PROPOSED}")
        row_font = sheet.cell(beside.row + 1, 1).font
        cell.font = Font(name=row_font.name, size=row_font.sz, bold=beside.heading)
        if beside.heading:
            cell.alignment = Alignment(wrap_text=True, vertical="center")


def _make_room(sheet: Worksheet, columns: tuple[int, ...]) -> None:
    """Give the columns of proposals a width of their own, shown even where the rest is hidden.

    One ``<col>`` may describe many columns: it is cut, for overlapping ones damage the file.
    """
    if not columns:
        return
    first, last = columns[0] + 1, columns[-1] + 1
    for name, dimension in list(sheet.column_dimensions.items()):
        low, high = dimension.min or 0, dimension.max or 0
        if high < first or low > last:
            continue
        del sheet.column_dimensions[name]
        for start, end in ((low, first - 1), (last + 1, high)):
            if start <= end:
                part = copy(dimension)
                part.index, part.min, part.max = get_column_letter(start), start, end
                sheet.column_dimensions[part.index] = part
    for column in range(first, last + 1):
        name = get_column_letter(column)
        sheet.column_dimensions[name] = ColumnDimension(sheet, index=name, width=WIDTH)
