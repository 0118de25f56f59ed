"""Every format gives the same cells: Excel's rows and columns, raw values, merges, hidden rows."""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
import xlwt
from hypothesis import given, settings
from hypothesis import strategies as st
from odf.table import CoveredTableCell, TableCell
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from eid_campaign.campaign.errors import InputRefused
from eid_campaign.intake.guard import recognised
from eid_campaign.intake.sheets import Book, Merge, open_book, open_books, spreadsheet_files
from eid_campaign.intake.sheets_excel import read_xlsx
from eid_campaign.intake.sheets_xlsx import column_of
from eid_campaign.render.formats import render
from tests.intake import workbooks
from tests.render.sample import DOCUMENT


def opened(folder: Path, name: str, content: bytes) -> Book:
    """Write a file and open it."""
    path = folder / name
    path.write_bytes(content)
    return open_book(path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", workbooks.xlsx()),
        ("a.xlsm", workbooks.xlsx()),
        ("a.xls", workbooks.xls()),
        ("a.ods", workbooks.ods()),
    ],
)
def test_the_same_list_in_every_format(tmp_path: Path, name: str, content: bytes) -> None:
    """A list is the same list whatever program saved it, and its bytes are known by their hash."""
    book = opened(tmp_path, name, content)
    [sheet] = book.sheets
    assert sheet.name == "Thôn 1"
    assert sheet.rows == workbooks.LIST
    assert book.repairs == ()
    assert book.sha256 == hashlib.sha256(content).hexdigest()


def far_down(sheet: Worksheet) -> None:
    """Put a table into D4."""
    sheet["D4"], sheet["E5"] = "Họ và tên", "NGUYỄN VĂN AN"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", workbooks.xlsx([], lambda book: far_down(book.active))),
        (
            "a.xls",
            workbooks.xls(
                [],
                lambda sheet: (
                    sheet.write(3, 3, "Họ và tên"),
                    sheet.write(4, 4, "NGUYỄN VĂN AN"),
                ),
            ),
        ),
        ("a.xlsb", workbooks.xlsb([(3, 3, "Họ và tên"), (4, 4, "NGUYỄN VĂN AN")])),
        (
            "a.ods",
            workbooks.ods(
                [],
                [
                    workbooks.ods_row(TableCell(), numberrowsrepeated=3),
                    workbooks.ods_row(
                        TableCell(numbercolumnsrepeated=3), workbooks.ods_cell("Họ và tên")
                    ),
                    workbooks.ods_row(
                        TableCell(numbercolumnsrepeated=4), workbooks.ods_cell("NGUYỄN VĂN AN")
                    ),
                ],
            ),
        ),
    ],
)
def test_rows_are_excels_rows(tmp_path: Path, name: str, content: bytes) -> None:
    """``rows[3]`` is Excel's row 4 and its fourth cell column D, wherever the table begins."""
    rows = opened(tmp_path, name, content).sheets[0].rows
    blank = [""] * 5
    assert rows == [
        blank,
        blank,
        blank,
        ["", "", "", "Họ và tên", ""],
        ["", "", "", "", "NGUYỄN VĂN AN"],
    ]


VALUES = [
    ["038056001234", 38056001234.0, True, "#"],
    [datetime.fromisoformat("2024-11-05T07:30"), time(3, 4), "  khoảng trắng ", "hai\ndòng"],
]


def test_values_stay_raw(tmp_path: Path) -> None:
    """Text keeps its zeros and blanks, numbers stay numbers, dates are dates."""
    assert opened(tmp_path, "a.xlsx", workbooks.xlsx(VALUES)).sheets[0].rows == VALUES


@pytest.mark.parametrize("epoch_1904", [False, True])
def test_dates_of_both_calendars(tmp_path: Path, epoch_1904: bool) -> None:
    """A day is the same day in a workbook that counts from 1904 (old Macs)."""

    def change(book: openpyxl.Workbook) -> None:
        if epoch_1904:
            book.epoch = CALENDAR_MAC_1904
        book.active["A1"] = date(1956, 3, 5)
        book.active["B1"] = timedelta(hours=30)

    rows = opened(tmp_path, "a.xlsx", workbooks.xlsx([], change)).sheets[0].rows
    assert rows == [[date(1956, 3, 5), timedelta(hours=30)]]


def test_dates_of_1904_in_xls(tmp_path: Path) -> None:
    """The same for an .xls."""
    book = xlwt.Workbook()
    book.dates_1904 = True
    style = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    book.add_sheet("Thôn 1").write(0, 0, date(1956, 3, 5), style)
    path = tmp_path / "a.xls"
    book.save(str(path))
    assert open_book(path).sheets[0].rows == [[date(1956, 3, 5)]]


def heading(sheet: Worksheet) -> None:
    """Draw a group heading over two columns and one over two rows."""
    sheet["A1"], sheet["B1"], sheet["B2"], sheet["C2"] = "STT", "Mức 1", "Đã", "Chưa"
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:C1")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", workbooks.xlsx([], lambda book: heading(book.active))),
        (
            "a.xls",
            workbooks.xls(
                [],
                lambda sheet: (
                    sheet.write_merge(0, 1, 0, 0, "STT"),
                    sheet.write_merge(0, 0, 1, 2, "Mức 1"),
                    sheet.write(1, 1, "Đã"),
                    sheet.write(1, 2, "Chưa"),
                ),
            ),
        ),
        (
            "a.ods",
            workbooks.ods(
                [],
                [
                    workbooks.ods_row(
                        workbooks.ods_cell("STT", numberrowsspanned=2),
                        workbooks.ods_cell("Mức 1", numbercolumnsspanned=2),
                        CoveredTableCell(),
                    ),
                    workbooks.ods_row(
                        CoveredTableCell(), workbooks.ods_cell("Đã"), workbooks.ods_cell("Chưa")
                    ),
                ],
            ),
        ),
    ],
)
def test_merges(tmp_path: Path, name: str, content: bytes) -> None:
    """Merged headings are told with their extent; the value stands in the first cell."""
    [sheet] = opened(tmp_path, name, content).sheets
    assert sheet.rows == [["STT", "Mức 1", ""], ["", "Đã", "Chưa"]]
    assert set(sheet.merges) == {Merge(0, 0, 1, 0), Merge(0, 1, 0, 2)}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "a.xlsx",
            workbooks.xlsx(
                workbooks.LIST, lambda book: setattr(book.active.row_dimensions[2], "hidden", True)
            ),
        ),
        ("a.xls", workbooks.xls(change=lambda sheet: setattr(sheet.row(1), "hidden", True))),
        (
            "a.ods",
            workbooks.ods(
                workbooks.LIST[:1],
                [
                    workbooks.ods_row(
                        *map(workbooks.ods_cell, workbooks.LIST[1]), visibility="filter"
                    )
                ],
            ),
        ),
    ],
)
def test_hidden_rows_are_read_and_told(tmp_path: Path, name: str, content: bytes) -> None:
    """A row that a filter hides is read like any other, and it is said which."""
    [sheet] = opened(tmp_path, name, content).sheets
    assert sheet.rows == workbooks.LIST
    assert sheet.hidden_rows == frozenset({1})


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets(tmp_path: Path, state: str) -> None:
    """A hidden sheet is read and marked; a sheet of charts holds no cells and is named."""

    def change(book: openpyxl.Workbook) -> None:
        book.create_chartsheet("Biểu đồ")
        old = book.create_sheet("Bản cũ")
        old["A1"] = "x"
        old.sheet_state = state

    book = opened(tmp_path, "a.xlsx", workbooks.xlsx(workbooks.LIST, change))
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [
        ("Thôn 1", False),
        ("Bản cũ", True),
    ]
    assert [(told.kind, told.sheet) for told in book.repairs] == [
        ("sheet_without_cells", "Biểu đồ")
    ]


@pytest.mark.parametrize(
    ("cell", "uncached", "value"),
    [
        ('<c r="B2"><f>1+1</f></c>', True, ""),
        ('<c r="B2"><f>1+1</f><v></v></c>', True, ""),
        ('<c r="B2"><f>1+1</f><v/></c>', True, ""),
        ('<c r="B2"><f t="shared" si="0"/></c>', True, ""),
        ('<c r="B2" s="0"><f ca="1">A1/2</f></c>', True, ""),
        ('<c s="0" r="B2"><f>1+1</f></c>', True, ""),
        ('<c r="B2"><f>1+1</f><v>2</v></c>', False, 2.0),
        ('<c r="B2" t="str"><f>A1</f><v>x</v></c>', False, "x"),
        ('<c r="B2" t="str"><f>IF(A1,"",1)</f><v></v></c>', False, ""),
        ('<c s="0" t="str" r="B2"><f>IF(A1,"",1)</f><v></v></c>', False, ""),
        ('<c r="B2"><v>2</v></c>', False, 2.0),
    ],
)
def test_formulas(tmp_path: Path, cell: str, uncached: bool, value: object) -> None:
    """A formula gives its saved value; one saved without a value is told, not taken for blank."""
    rows = f'<row r="1"><c r="C1"><v>7</v></c></row><row r="2">{cell}<c r="C2"><v>8</v></c></row>'
    [sheet] = opened(tmp_path, "a.xlsx", workbooks.xlsx_of_xml(rows)).sheets
    assert sheet.rows == [["", "", 7.0], ["", value, 8.0]]
    assert sheet.uncached == (((1, 1),) if uncached else ())


def test_error_values_are_told(tmp_path: Path) -> None:
    """A cell that shows #N/A reads as blank, and its row is told."""
    book = opened(tmp_path, "a.xlsx", workbooks.xlsx([["a", "b"], ["x", "#N/A"]]))
    assert book.sheets[0].rows == [["a", "b"], ["x", ""]]
    assert [(told.kind, told.sheet, told.row) for told in book.repairs] == [
        ("cell_error", "Thôn 1", 2)
    ]


@pytest.mark.parametrize(
    "cells",
    [
        '<x:row r="2"><x:c r="B2" t="str"><x:v>An</x:v></x:c></x:row>',
        "<row r='2'><c r='B2' t='str'><v>An</v></c></row>",
        '<row r="2"><c t="str" r="B2"><v>An</v></c></row>',
        '<row r="1"/><row><c/><c t="str"><v>An</v></c></row>',
        '<row r="2"><c r="B2" t="str" s="0" cm="1"><v>An</v></c></row>',
    ],
)
def test_workbooks_of_other_programs(tmp_path: Path, cells: str) -> None:
    """Prefixes, single quotes, another order and cells without references read the same."""
    rows = opened(tmp_path, "a.xlsx", workbooks.xlsx_of_xml(cells)).sheets[0].rows
    assert rows == [["", ""], ["", "An"]]


def test_names_are_composed(tmp_path: Path) -> None:
    """A sheet or file named on a Mac (letters and marks apart) has the name anyone would type."""
    apart = unicodedata.normalize("NFD", "Đồng Chạ")
    book = opened(tmp_path, f"{apart}.csv", workbooks.xlsx(name=apart))
    assert book.sheets[0].name == "Đồng Chạ"
    assert book.repairs[0].file == "Đồng Chạ.csv"


@pytest.mark.parametrize("name", ["a.xls", "a.csv", "danh sách"])
def test_content_decides(tmp_path: Path, name: str) -> None:
    """A workbook under a wrong name is read as what it is, and it is said."""
    book = opened(tmp_path, name, workbooks.xlsx())
    assert book.sheets[0].rows == workbooks.LIST
    [told] = book.repairs
    assert (told.kind, told.values["content"]) == ("suffix_differs", "xlsx")


def test_files_of_a_folder(tmp_path: Path) -> None:
    """Folders are walked in natural order; lock files and other kinds are left aside."""
    for name in (
        "Thôn 10.xlsx",
        "Thôn 2.xls",
        "~$Thôn 2.xls",
        ".DS_Store",
        "ảnh.jpg",
        "nhóm/a.csv",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    named = tmp_path / "ảnh.jpg"
    read, aside = spreadsheet_files([tmp_path, tmp_path / "Thôn 2.xls"])
    assert [path.name for path in read] == ["a.csv", "Thôn 2.xls", "Thôn 10.xlsx"]
    assert {path.name for path in aside} == {"~$Thôn 2.xls", ".DS_Store", "ảnh.jpg"}
    assert spreadsheet_files([named]) == ([named], [])


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_a_report_of_our_own_in_a_folder_is_no_roster(tmp_path: Path, ending: str) -> None:
    """Its tables of counts are left aside; named outright it is read."""
    path = tmp_path / f"báo cáo.{ending}"
    path.write_bytes(render(DOCUMENT, ending))
    assert spreadsheet_files([tmp_path]) == ([], [path])
    assert spreadsheet_files([path]) == ([path], [])


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    """A misspelt path stops before anything is read."""
    with pytest.raises(InputRefused, match="not there"):
        spreadsheet_files([tmp_path / "gone.xlsx"])


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_many_files_keep_their_order(tmp_path: Path, count: int) -> None:
    """Several files come back in the order asked for; a bad one is a refusal among them."""
    paths = []
    for number in range(count):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(workbooks.xlsx([[float(number)]]) if number != 1 else b"%PDF")
        paths.append(path)
    found = list(open_books(paths))
    assert len(found) == count
    for number, book in enumerate(found):
        if number == 1:
            assert isinstance(book, InputRefused)
        else:
            assert isinstance(book, Book)
            assert book.sheets[0].rows == [[float(number)]]


@given(st.integers(0, 16_383))
def test_columns_are_counted_as_excel_does(column: int) -> None:
    """A … Z, AA … ZZ, AAA … XFD count 0 … 16383."""
    assert column_of(get_column_letter(column + 1)) == column


def rectangles() -> st.SearchStrategy[list[list[str]]]:
    """Draw tables of up to 60 columns and 130 rows, blank cells among them."""
    cell = st.sampled_from(["", "An", "Bình"])
    return st.integers(1, 60).flatmap(
        lambda width: st.lists(
            st.lists(cell, min_size=width, max_size=width), min_size=1, max_size=130
        )
    )


def bounds(rows: list[list[str]]) -> list[list[str]]:
    """Return what is left when blank rows below and blank columns to the right are cut."""
    height = max((row for row, cells in enumerate(rows, 1) if any(cells)), default=0)
    width = max((i for cells in rows for i, cell in enumerate(cells, 1) if cell), default=0)
    return [cells[:width] for cells in rows[:height]]


@given(rectangles())
@settings(deadline=None, max_examples=30)
def test_any_rectangle_comes_back(rows: list[list[str]]) -> None:
    """Whatever is written is read, to the last filled row and column."""
    cells = "".join(
        f'<row r="{top}">'
        + "".join(
            f'<c r="{get_column_letter(left)}{top}" t="str"><v>{cell}</v></c>'
            for left, cell in enumerate(row, 1)
            if cell
        )
        + "</row>"
        for top, row in enumerate(rows, 1)
    )
    raw = workbooks.xlsx_of_xml(cells)
    _, package = recognised(raw, "a.xlsx")
    assert package is not None
    (sheet,), _ = read_xlsx(raw, package)
    assert sheet.rows == bounds(rows)
