"""A table on a sheet: headings on one or two lines, rows of real numbers, the total in bold."""

from __future__ import annotations

from datetime import date, datetime, time
from fractions import Fraction
from itertools import groupby
from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from eid_campaign.document import Column, Kind, Row, Table, Value
from eid_campaign.render.values import (
    NUMERIC,
    checked,
    one_line,
    people_columns,
    shown_row,
)
from eid_campaign.render.wrapping import line_count, narrowest
from eid_campaign.render.xlsx_styles import Styles
from eid_campaign.wording import _

LINE_HEIGHT: Final = 16.5
"""Points of a line of Times New Roman 12."""
UPRIGHT_COLUMNS: Final = 7
"""Columns that still fit on an upright page."""
_MARGIN: Final = 3
"""Characters a cell leaves blank."""
_HANDWRITING: Final = 14
"""The least width of a column that stands empty, to be written into."""
_PAGE_WIDTH: Final = 76
"""Characters across an upright A4 page; a narrower table is widened to it."""


class SheetTable:
    """A table that knows its columns' widths, to be drawn on a sheet from a row on."""

    def __init__(self, table: Table, *, for_chart: bool = False) -> None:
        """Take ``table``; what is unknown is blank ``for_chart``, which would draw a dash as 0."""
        self.table = table
        self.columns = people_columns(table)
        self.widths = _widths(self.columns, table, 0 if for_chart else _PAGE_WIDTH)
        self._unknown_is_blank = for_chart
        self.heading_rows = 2 if any(column.group for column in self.columns) else 1

    @property
    def naming_columns(self) -> int:
        """How many leading columns name a row, and stay on the screen."""
        for place, column in enumerate(self.columns[:3]):
            if column.kind is Kind.TEXT:
                return place + 1
        return 1

    def draw(self, sheet: Worksheet, styles: Styles, top: int) -> int:
        """Draw headings, rows and total from row ``top`` (from 0) on; return the row below."""
        self._draw_headings(sheet, styles, top)
        first = row = top + self.heading_rows
        for values in self.table.rows:
            self._draw_row(sheet, styles, row, values)
            row += 1
        last_column = len(self.columns) - 1
        if row > first:
            sheet.autofilter(first - 1, 0, row - 1, last_column)
            # A citizen number is text that looks like a number; it must not be "corrected".
            area = f"A{first + 1}:XFD{row}"
            sheet.ignore_errors({"number_stored_as_text": area})
        else:
            merged(sheet, (row, 0, row, last_column), _("No rows."), styles.cell(Kind.TEXT))
            row += 1
        if self.table.total is not None:
            self._draw_row(sheet, styles, row, self.table.total, total=True)
            row += 1
        return row

    def _draw_headings(self, sheet: Worksheet, styles: Styles, top: int) -> None:
        bottom = top + self.heading_rows - 1
        titles = [one_line(column.title) for column in self.columns]
        place, group_lines, lines = 0, 1, 1
        for group, members in groupby(self.columns, lambda column: column.group):
            run = range(place, place + len(list(members)))
            if group:
                width = sum(self.widths[column] for column in run)
                group_lines = max(group_lines, _heading_lines(one_line(group), width))
                merged(sheet, (top, run[0], top, run[-1]), one_line(group), styles.heading)
            for column in run:
                taken = _heading_lines(titles[column], self.widths[column])
                # A heading without a group has the group's line too.
                lines = max(lines, taken if group else taken - self.heading_rows + 1)
                over = (bottom if group else top, column, bottom, column)
                merged(sheet, over, titles[column], styles.heading)
            place = run.stop
        if self.heading_rows == 2:
            sheet.set_row(top, group_lines * LINE_HEIGHT + 4)
        sheet.set_row(bottom, lines * LINE_HEIGHT + 4)

    def _draw_row(
        self, sheet: Worksheet, styles: Styles, row: int, values: Row, *, total: bool = False
    ) -> None:
        said = shown_row(self.columns, values, total=total)
        if all(len(text) <= width for text, width in zip(said, self.widths, strict=True)):
            sheet.set_row(row, LINE_HEIGHT + 2)  # Else Excel makes the row as high as its text.
        for place, column in enumerate(self.columns):
            style = styles.cell(column.kind, total=total)
            value = checked(values.get(column.id), column.kind)
            # What is missing is said in words ("–"), or a blank cell with its border.
            missing = "" if self._unknown_is_blank else said[place]
            _write(sheet, (row, place), missing if value is None else value, style)


def merged(sheet: Worksheet, area: tuple[int, int, int, int], text: str, style: Format) -> None:
    """Write ``text`` over ``area`` (first row, column, last row, column), which may be a cell.

    As text whatever it says: a title may begin with "=".
    """
    if area[:2] != area[2:]:
        sheet.merge_range(*area, "", style)
    sheet.write_string(area[0], area[1], text, style)


def _write(sheet: Worksheet, cell: tuple[int, int], value: Value, style: Format) -> None:
    if isinstance(value, date):
        sheet.write_datetime(*cell, datetime.combine(value, time()), style)
    elif isinstance(value, int | Fraction):
        sheet.write_number(*cell, float(value), style)
    elif value:
        sheet.write_string(*cell, value, style)
    else:
        sheet.write_blank(*cell, None, style)


def _widths(columns: tuple[Column, ...], table: Table, page: int) -> list[float]:
    """Return the widths in characters: from the content, evenly widened to a ``page``."""
    rows = [shown_row(columns, row) for row in (*table.rows, *filter(None, [table.total]))]
    heading_lines, widest = (2, 45) if len(columns) <= UPRIGHT_COLUMNS else (4, 30)
    widths: list[float] = []
    for place, column in enumerate(columns):
        content = max(map(len, (*(row[place] for row in rows), *column.choices)), default=0)
        longest = content if column.kind in NUMERIC else min(content, widest)
        empty = bool(table.rows) and not any(row.get(column.id) for row in table.rows)
        to_fill_in = empty and column.kind not in NUMERIC
        least = _HANDWRITING if to_fill_in else narrowest(one_line(column.title), heading_lines)
        widths.append(_MARGIN + max(longest, least))
    if not widths:
        return [_PAGE_WIDTH]
    factor = max(page / max(sum(widths), 1), 1)
    return [round(width * factor, 1) for width in widths]


def _heading_lines(text: str, width: float) -> int:
    return line_count(text, max(int(width) - 1, 1))
