"""The workbook: real numbers and dates, harmless text, ready to print."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from eid_campaign.document import Column, Document, Table
from eid_campaign.render.formats import render
from eid_campaign.render.xlsx import sheet_names

from .sample import COLUMNS, DOCUMENT, VILLAGES

Golden = Callable[[str, str], None]


def _opened(document: Document) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(render(document, "xlsx")))


def _dumped(sheet: Worksheet) -> list[str]:
    """Return the sheet in words: its page, its merged areas, each cell with its notation."""
    page = sheet.page_setup
    lines = [
        f"== {sheet.title}",
        f"page: {page.orientation or 'portrait'}, rows above: {sheet.print_title_rows}, "
        f"frozen at {sheet.freeze_panes}, filter {sheet.auto_filter.ref}",
        f"foot: {sheet.oddFooter.left.text} | {sheet.oddFooter.right.text}",
        "merged: " + " ".join(sorted(str(area) for area in sheet.merged_cells.ranges)),
    ]
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                bold = " bold" if cell.font.b else ""
                lines.append(
                    f"{cell.coordinate} [{cell.data_type} {cell.number_format}{bold}] {cell.value}"
                )
    return lines


def test_the_sample_as_a_workbook(golden: Golden) -> None:
    """Sheets, pages, merged headings, cells with their notation."""
    book = _opened(DOCUMENT)
    lines = [line for sheet in book.worksheets for line in _dumped(sheet)]
    golden("render/workbook.txt", "\n".join(lines) + "\n")


def test_a_workbook_is_dated_by_its_document() -> None:
    """Not by the day it was made."""
    assert _opened(DOCUMENT).properties.created == datetime(2024, 11, 5)  # noqa: DTZ001


def test_numbers_and_dates_are_real() -> None:
    """They can be summed and sorted; a rate above 100 % is not clipped."""
    sheet = _opened(DOCUMENT).worksheets[0]
    first = next(row for row in sheet.iter_rows() if row[1].value == "Thôn Đồng Chạ")
    values = {column.id: cell for column, cell in zip(COLUMNS, first, strict=False)}
    assert values["base"].value == 2073
    assert values["rate_b"].value == pytest.approx(41 / 39)
    assert (values["rate_b"].number_format, values["base"].number_format) == ("0.00%", "#,##0")
    assert values["finish"].value == datetime(2024, 12, 5)  # noqa: DTZ001
    assert values["finish"].number_format == "dd/mm/yyyy"


def test_text_is_text_whatever_it_says() -> None:
    """A remark, a heading or a title that begins with "=" is no formula; zeros in front stay."""
    columns = (Column("id", "=A1"), Column("remark", "Ghi chú", group='=cmd|"x"'))
    table = Table("t", "=1+1", columns, ({"id": "038094012345", "remark": "=HYPERLINK(1)"},))
    document = Document("d", "=2+2", date(2024, 11, 5), (table,), notes=("@x", "=3"))
    cells = [cell for row in _opened(document).worksheets[0].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert "038094012345" in {cell.value for cell in cells}


def test_every_cell_of_the_table_is_framed_even_where_nothing_is_known() -> None:
    """So that a printed table has no holes."""
    sheet = _opened(DOCUMENT).worksheets[0]
    total = next(row for row in sheet.iter_rows() if row[1].value == "Toàn xã")
    assert all(cell.border.left.style == "thin" for cell in total)
    assert all(cell.font.b for cell in total)


def test_columns_for_programs_are_left_out() -> None:
    """The sheet is as wide as what a person reads."""
    sheet = _opened(DOCUMENT).worksheets[0]
    assert sheet.max_column == sum(not column.machine_only for column in COLUMNS)


def test_a_wide_table_lies_down_and_a_narrow_one_stands() -> None:
    """More than seven columns are printed on A4 landscape, one page wide."""
    narrow = replace(DOCUMENT, blocks=(replace(VILLAGES, columns=COLUMNS[:7]),))
    sheets = [_opened(document).worksheets[0] for document in (DOCUMENT, narrow)]
    assert [sheet.page_setup.orientation for sheet in sheets] == ["landscape", "portrait"]
    assert {sheet.page_setup.paperSize for sheet in sheets} == {9}
    # One page wide is what Excel takes when no width is stated.
    assert {sheet.page_setup.fitToWidth for sheet in sheets} <= {None, 1}
    assert {sheet.page_setup.fitToHeight for sheet in sheets} == {0}
    assert all(sheet.sheet_properties.pageSetUpPr.fitToPage for sheet in sheets)


def test_much_text_above_a_table_does_not_freeze_the_screen() -> None:
    """Frozen rows that fill the window cannot be scrolled past."""
    text = DOCUMENT.blocks[0]
    long = replace(DOCUMENT, blocks=(replace(text, paragraphs=("Một câu.",) * 20), VILLAGES))
    assert _opened(DOCUMENT).worksheets[0].freeze_panes is not None
    assert _opened(long).worksheets[0].freeze_panes is None


# fmt: off
NAMES = [
    (["Thôn", "Thôn", "THÔN"],            ("Thôn", "Thôn (2)", "THÔN (3)")),
    (["Tuần 1/2: A*B?"],                  ("Tuần 1 2 A B",)),
    (["'[Mật]'"],                         ("Mật",)),
    (["", "History"],                     ("1", "History 1")),
    (["Chỉ tiêu thu nhận hồ sơ và kích hoạt tài khoản"] * 2,
     ("Chỉ tiêu thu nhận hồ sơ và kích", "Chỉ tiêu thu nhận hồ sơ và (2)")),
    (["x" * 40],                          ("x" * 31,)),
]
# fmt: on


@pytest.mark.parametrize(("titles", "names"), NAMES)
def test_a_sheet_has_a_name_that_excel_takes(titles: list[str], names: tuple[str, ...]) -> None:
    """At most 31 characters, none that Excel forbids, no two alike whatever the case."""
    assert sheet_names(titles) == names
    assert all(len(name) <= 31 for name in names)
