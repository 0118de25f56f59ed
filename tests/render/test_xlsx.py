"""The workbook: real numbers and dates, harmless text, ready to print."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from xml.etree import ElementTree

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from eid_campaign.document import Chart, Column, Document, Table, Text
from eid_campaign.render.formats import render
from eid_campaign.render.xlsx import sheet_names

from .sample import BARS, COLUMNS, DOCUMENT, LINES, REPORT, SMALL_MULTIPLES, STACKED, VILLAGES

Golden = Callable[[str, str], None]
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


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


def _parts(document: Document) -> list[ElementTree.Element]:
    """Return the charts of the workbook as they stand in the file."""
    with zipfile.ZipFile(io.BytesIO(render(document, "xlsx"))) as book:
        names = sorted(name for name in book.namelist() if name.startswith("xl/charts/chart"))
        return [ElementTree.fromstring(book.read(name)) for name in names]


def test_a_report_has_a_sheet_for_each_table_and_chart_then_one_for_its_words() -> None:
    """A workbook opens on the first table; the parts of the report stand together at the end."""
    book = _opened(REPORT)
    assert book.sheetnames == [
        "Kết quả từng thôn",
        "Lũy kế cấp tài khoản mức 2 so",
        "Từng thôn so với chỉ tiêu",
        "Các bước theo thôn",
        "Xếp thứ theo tỷ lệ chỉ tiêu",
        "Dòng không đọc được",
        "Báo cáo tuần, xã Mẫu Sơn",
    ]
    words = [cell.value for row in book.worksheets[-1].iter_rows() for cell in row if cell.value]
    parts = ("I. Kết quả thực hiện", "1. Thu nhận, cấp và kích hoạt", "II. Khó khăn, vướng mắc")
    places = [words.index(part) for part in parts]
    assert places == sorted(places)
    assert "(dự thảo theo số liệu, cần đọc lại và sửa)" in words


def test_texts_stand_above_the_table_they_come_before() -> None:
    """And behind the last table below it; none is left out or said twice."""
    texts = [Text(f"Mục {n}", (f"Câu {n}.",)) for n in range(4)]
    blocks = (texts[0], VILLAGES, texts[1], texts[2], replace(VILLAGES, title="Hai"), texts[3])
    book = _opened(replace(DOCUMENT, blocks=blocks))
    said = [
        [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
        for sheet in book.worksheets
    ]
    assert [[n for n in range(4) if f"Câu {n}." in words] for words in said] == [[0], [1, 2, 3]]
    second = said[1]
    assert second.index("Câu 2.") < second.index("Toàn xã") < second.index("Câu 3.")


def test_the_filter_covers_heading_and_rows_but_not_the_total() -> None:
    """A sum must not be sorted among the villages; heading rows repeat and stay on the screen."""
    sheet = _opened(DOCUMENT).worksheets[0]
    rows = {row[1].value: row[1].row for row in sheet.iter_rows()}
    first, last = rows["Thôn Đồng Chạ"], rows["Thôn 3"]
    assert sheet.auto_filter.ref == f"A{first - 1}:L{last}"
    assert rows["Toàn xã"] == last + 1
    assert sheet.print_title_rows == f"${first - 2}:${first - 1}"
    assert sheet.freeze_panes == f"C{first}"


def test_the_foot_names_source_and_day() -> None:
    """On every sheet, the charts' too."""
    for sheet in _opened(REPORT).worksheets:
        assert "3 danh sách của các thôn && phụ lục · 19/11/2024" in sheet.oddFooter.left.text


def test_a_change_has_its_sign_by_its_notation() -> None:
    """The cell stays a number that can be summed."""
    sheet = _opened(DOCUMENT).worksheets[0]
    cell = next(row for row in sheet.iter_rows() if row[1].value == "Thôn Eo Lê")[9]
    assert (cell.value, cell.number_format) == (-3, '"▲ "#,##0;"▼ "#,##0;"= "0')


def test_charts_read_the_figures_beside_them() -> None:
    """They change with the cells: each series refers to the sheet it stands on."""
    charts = _parts(REPORT)
    assert len(charts) == 1 + len(SMALL_MULTIPLES.panels) + 1 + 1
    for chart in charts:
        formulas = [each.text or "" for each in chart.iter(f"{_CHART}f")]
        assert formulas
        assert all(re.fullmatch(r"'[^']+'!\$[A-Z]+\$\d+:\$[A-Z]+\$\d+", each) for each in formulas)
    kinds = {tag for chart in charts for tag in ("lineChart", "barChart")
             if chart.find(f".//{_CHART}{tag}") is not None}  # fmt: skip
    assert kinds == {"lineChart", "barChart"}


def test_the_figures_of_a_chart_are_numbers_and_what_is_unknown_is_blank() -> None:
    """A dash would be drawn as 0; a bar that is not there says why beside its name."""
    book = _opened(REPORT)
    lines, ranking = book["Lũy kế cấp tài khoản mức 2 so"], book["Xếp thứ theo tỷ lệ chỉ tiêu"]
    rows = {row[0].value: [cell.value for cell in row[1:3]] for row in lines.iter_rows()}
    assert rows[datetime(2024, 11, 12)] == [190, None]  # noqa: DTZ001
    assert rows[datetime(2024, 12, 31)] == [None, 1037]  # noqa: DTZ001
    rates = {row[0].value: row[1] for row in ranking.iter_rows()}
    assert rates["1. Thôn Đồng Chạ"].value == pytest.approx(41 / 39)
    assert rates["1. Thôn Đồng Chạ"].number_format == "0.00%"
    assert rates["Thôn 3 (chưa báo cáo)"].value is None


def test_stages_are_told_apart_without_colour() -> None:
    """Some parts of a bar are hatched."""
    stacked = _parts(replace(REPORT, blocks=(STACKED,)))[0]
    grouping = stacked.find(f".//{_CHART}grouping")
    assert grouping is not None
    assert grouping.get("val") == "stacked"
    assert list(stacked.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}pattFill"))


@pytest.mark.parametrize("chart", [replace(LINES, panels=()), replace(BARS, panels=())])
def test_a_chart_without_figures_says_so(chart: Chart) -> None:
    """Instead of an empty frame."""
    sheet = _opened(replace(REPORT, blocks=(chart,))).worksheets[0]
    assert "Chưa có số liệu." in [cell.value for row in sheet.iter_rows() for cell in row]
