"""Excel: a sheet for each table and chart, with real numbers and dates, ready to be printed on A4.

A report's parts stand on a first sheet of their own; other texts above the table they come before.

After decree 30/2020/NĐ-CP, appendix I: Times New Roman, margins 20 mm above and below, 30 mm
left, 15 mm right. The workbook is dated ``as_of``, so that the same document gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime, time
from typing import Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from eid_campaign.document import Chart, Document, Table, Text
from eid_campaign.render.values import block_title, heading, noted, one_line, people_columns
from eid_campaign.render.wrapping import line_count
from eid_campaign.render.xlsx_chart import ChartSheet, figures
from eid_campaign.render.xlsx_leaves import Leaf, leaves, sheet_names, shortened
from eid_campaign.render.xlsx_styles import FONT, Styles
from eid_campaign.render.xlsx_table import LINE_HEIGHT, UPRIGHT_COLUMNS, SheetTable, merged
from eid_campaign.wording import _, day

_A4: Final = 9
_INCHES: Final = 1 / 25.4
"""Inches in a millimetre."""
_MOST_FROZEN: Final = 12
"""Rows that may stay on the screen; more would leave no room to scroll."""
_FOOTER_LENGTH: Final = 150
_CHART_PAGE: Final = 120.0
"""Characters across a page that lies, with figures and a chart on it."""
_USUAL_WIDTH: Final = 9.0
"""Characters of a column whose width is not set."""


def render(document: Document) -> bytes:
    """Return ``document`` as a workbook."""
    out = io.BytesIO()
    sheets = list(leaves(document))
    # A copy, because xlsxwriter adds to what it is given.
    options = {"in_memory": True, "default_format_properties": dict(FONT)}
    with xlsxwriter.Workbook(out, options) as book:
        made = datetime.combine(document.as_of, time())
        # The author tells an import that this is a report and no roster; a form to be filled in
        # is to be read.
        form = any(column.choices for table in document.tables for column in table.columns)
        author = "eidc" if form else "eidc report"
        book.set_properties({"title": document.title, "author": author, "created": made})
        styles = Styles(book)
        names = sheet_names([leaf.title for leaf in sheets])
        for leaf, name in zip(sheets, names, strict=True):
            sheet = book.add_worksheet(name)
            if isinstance(leaf.block, Chart):
                _draw_chart(book, sheet, styles, document, leaf.block)
                continue
            table = leaf.block
            _set_page(sheet, document, lies=len(people_columns(table)) > UPRIGHT_COLUMNS)
            page = _Page(sheet, styles, SheetTable(table))
            page.draw(document, leaf)
            _offer_choices(book, sheet, table, page.filled)
    return out.getvalue()


class _Page:
    """A sheet that is filled from the top down."""

    def __init__(
        self, sheet: Worksheet, styles: Styles, table: SheetTable, wide: float = 0
    ) -> None:
        """Take a table, and how ``wide`` lines are that may be longer than it."""
        self._sheet = sheet
        self._styles = styles
        self._table = table
        more = max(0, int((wide - sum(table.widths)) / _USUAL_WIDTH))
        self._widths = [*table.widths, *[_USUAL_WIDTH] * more]
        self._row = 0
        self.filled = (0, 0)
        """The first row of the table's content, and the row below its last."""

    def draw(self, document: Document, leaf: Leaf) -> None:
        styles, table = self._styles, self._table.table
        self._set_columns()
        title, *others = heading(document)
        self._say([title], styles.title)
        self._say(others, styles.subtitle)
        self._say_texts(document, leaf.above)
        if self._table.columns:
            self._row += 1
            self._say([block_title(document, table)], styles.block_title)
            self._draw_table()
        self._say(noted(table.notes), styles.note)
        self._say_texts(document, leaf.below)
        self._say(noted(document.notes), styles.note)

    def draw_chart(self, book: xlsxwriter.Workbook, chart: Chart) -> None:
        """Draw the title, the figures of ``chart``, and it beside them."""
        self._set_columns()
        self._say([chart.title], self._styles.block_title)
        marks = [f"{name}: {day(when)}" for when, name in chart.marks]
        self._say([chart.caption, "; ".join(marks)], self._styles.note)
        self._row += 1
        top = self._row
        if self._table.table.rows:
            self._table.draw(self._sheet, self._styles, top)
        else:
            self._say([_("No figures yet.")], self._styles.note)
        ChartSheet(book, self._sheet, chart, self._table, top).draw()

    def _set_columns(self) -> None:
        for place, width in enumerate(self._table.widths):
            self._sheet.set_column(place, place, width)

    def _say_texts(self, document: Document, texts: Sequence[Text]) -> None:
        styles = self._styles
        for text in texts:
            self._row += 1
            style = styles.part if text.level == 1 else styles.block_title
            self._say([block_title(document, text)], style)
            if text.is_draft:
                self._say([_("(draft from the figures, to be read and edited)")], styles.note)
            self._say(text.paragraphs, styles.paragraph)

    def _draw_table(self) -> None:
        top, below = self._row, self._row + self._table.heading_rows
        self._row = self._table.draw(self._sheet, self._styles, top)
        self.filled = below, self._row
        self._sheet.repeat_rows(top, below - 1)
        if below <= _MOST_FROZEN:
            self._sheet.freeze_panes(below, self._table.naming_columns)

    def _say(self, lines: Sequence[str], style: Format) -> None:
        """Write each line that is not blank over all columns, on as many lines as it takes."""
        widths = self._widths
        for line in filter(None, map(one_line, lines)):
            merged(self._sheet, (self._row, 0, self._row, len(widths) - 1), line, style)
            # Excel fits the height of a row to its cells, but not to merged ones.
            # Widths count digits; letters are a little narrower.
            per_line = int(sum(widths) * 1.1 * 12 / style.font_size)
            self._sheet.set_row(self._row, LINE_HEIGHT * line_count(line, per_line) + 2)
            self._row += 1


def _offer_choices(
    book: xlsxwriter.Workbook, sheet: Worksheet, table: Table, filled: tuple[int, int]
) -> None:
    """Put a drop-down on the cells of the columns that have choices.

    The choices stand on a hidden sheet: Excel takes no more than 255 characters in the cell's own
    rule.
    """
    for place, column in enumerate(people_columns(table)):
        if not column.choices or not table.rows:
            continue
        lists = book.add_worksheet()
        lists.hide()
        lists.write_column(0, 0, column.choices)
        source = f"='{lists.get_name()}'!$A$1:$A${len(column.choices)}"
        rule = {"validate": "list", "source": source}
        sheet.data_validation(filled[0], place, filled[1] - 1, place, rule)


def _draw_chart(
    book: xlsxwriter.Workbook, sheet: Worksheet, styles: Styles, document: Document, chart: Chart
) -> None:
    _set_page(sheet, document, lies=True)
    sheet.fit_to_pages(1, 1)  # A chart is not cut in two.
    table = SheetTable(figures(chart), for_chart=True)
    _Page(sheet, styles, table, _CHART_PAGE).draw_chart(book, chart)


def _set_page(sheet: Worksheet, document: Document, *, lies: bool) -> None:
    sheet.set_paper(_A4)
    if lies:
        sheet.set_landscape()
    sheet.set_margins(left=30 * _INCHES, right=15 * _INCHES, top=20 * _INCHES, bottom=20 * _INCHES)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    source, when = shortened(one_line(document.source), _FOOTER_LENGTH), day(document.as_of)
    left = source if when in source else " · ".join(filter(None, [source, when]))
    left = left.replace("&", "&&")
    right = _("Page {page} of {pages}", page="&P", pages="&N")
    # The blank after the size keeps a leading digit of the text out of it.
    font = '&"Times New Roman,Italic"&10 '
    sheet.set_footer(f"&L{font}{left}&R{font}{right}")
