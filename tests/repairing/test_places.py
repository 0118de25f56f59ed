"""Which cell a problem is marked on, whatever the table looks like."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from eid_campaign.intake.reading import AppendixReading
from eid_campaign.intake.recognise import read_book
from eid_campaign.intake.sheets import open_book
from eid_campaign.repairing.finding import letters
from eid_campaign.repairing.repair import repaired
from tests.repairing.faulty import REQUEST, hand_back, opened, read, said_of

SAMPLE = Path(__file__).parent.parent.parent / "sample_data"
PLAIN = ("STT", "Họ và tên", "Ngày sinh", "Số ĐDCN", "Thôn", "Trạng thái")
ACTIVE = "Mức 2 đã kích hoạt"
AN = (1, "Nguyễn Văn An", "1956", "038056000011", "Thôn 3", ACTIVE)
BA = (2, "Lê Văn Ba", "1957", "038057000022", "Thôn 3", ACTIVE)


def written(path: Path, rows: Sequence[Sequence[object]], merges: Sequence[str] = ()) -> Path:
    """Write a list; a text that begins with ``=`` is a formula, ``=…|value`` with its value."""
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("T3")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for merge in merges:
            page.merge_range(merge, "")
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    page.write_datetime(row, column, cell, day)
                elif isinstance(cell, str) and cell.startswith("="):
                    formula, _, value = cell.partition("|")
                    page.write_formula(row, column, formula, None, value)
                elif cell != "":
                    page.write(row, column, cell)
    return path


THREE_LINES = (
    ("STT", "Họ và tên", "Ngày sinh", "Số ĐDCN", "Thôn", "Đã phê duyệt TK", ""),
    ("", "", "", "", "", "Mức 2", ""),
    ("", "", "", "", "", "Đã kích hoạt", "Chưa kích hoạt"),
)
THREE_MERGES = ("A1:A3", "B1:B3", "C1:C3", "D1:D3", "E1:E3", "F1:G1", "F2:G2")


@pytest.mark.parametrize(
    ("rows", "merges", "marked"),
    [
        pytest.param(
            [PLAIN, AN, (2, "Lê Văn Ba", "=1900+57|", "038057000022", "Thôn 3", ACTIVE)],
            (),
            {"C3"},
            id="a formula without a value",
        ),
        pytest.param(
            [PLAIN, AN, (2, "Lê Văn Ba", "1957", "038057000022", "=NA()|#N/A", ACTIVE)],
            (),
            {"E3"},
            id="an error value",
        ),
        pytest.param(
            [("Danh sách có 5 người",), PLAIN, AN, BA, ("Danh sách có 5 người",)],
            (),
            {"A5"},
            id="a total that differs",
        ),
        pytest.param(
            [*THREE_LINES, (*AN[:5], "x", ""), (*BA[:5], "x", "x")],
            THREE_MERGES,
            {"F5"},
            id="ticks under three lines of headings",
        ),
        pytest.param(
            [("STT", "Họ và tên", "Ngày sinh", "", "", "Thôn"), ("", "", "Ngày", "Tháng", "Năm"),
             (1, "Nguyễn Văn An", 5, 3, 1956, "Thôn 3"), (2, "Lê Văn Ba", 31, 2, 1957, "Thôn 3")],
            ("C1:E1",),
            {"E4"},
            id="a date in three columns",
        ),
        pytest.param(
            [PLAIN, (1, "Nguyễn Văn An", "1956", "12", "Thôn 3", ACTIVE), BA,
             ("STT", "Số CCCD", "Ngày sinh", "Họ tên", "Thôn", "Tình trạng"),
             (1, "13", "1958", "Vũ Văn Cừ", "Thôn 3", ACTIVE)],
            (),
            {"D2", "B5"},
            id="two tables of different shapes",
        ),
        pytest.param(
            [PLAIN, (1, "Nguyễn Văn An", "1956", "038056000011", "ĐC", ACTIVE),
             (2, "Lê Văn Ba", "1957", "038057000022", "", ACTIVE)],
            ("E2:E3",),
            {"E2"},
            id="one merged cell for two people",
        ),
    ],
)  # fmt: skip
def test_the_cell_at_fault_is_the_one_marked(
    rows: Sequence[Sequence[object]], merges: Sequence[str], marked: set[str], tmp_path: Path
) -> None:
    """And read again, not mended, the list says the same."""
    path, out = written(tmp_path / "a.xlsx", rows, merges), tmp_path / "sua.xlsx"
    hand_back(path, out)
    sheet = opened(out)["T3"]
    assert {c.coordinate for row in sheet.iter_rows() for c in row if c.comment} == marked
    assert said_of(read(out)) == said_of(read(path))


def test_a_column_of_swapped_days_is_marked_and_proposed_cell_by_cell(tmp_path: Path) -> None:
    """The heading says what seems to have happened; every date it may have changed is yellow."""
    births: tuple[object, ...] = (
        date(1990, 5, 11),
        "25/12/1991",
        date(1992, 3, 3),
        date(1993, 1, 2),
    )
    rows = [PLAIN] + [
        (at + 1, f"Nguyễn Văn {name}", birth, "", "Thôn 3", ACTIVE)
        for at, (name, birth) in enumerate(zip(("An", "Ba", "Cừ", "Dần"), births, strict=True))
    ]
    path, out = written(tmp_path / "a.xlsx", rows), tmp_path / "sua.xlsx"
    hand_back(path, out)
    sheet = opened(out)["T3"]
    assert {c.coordinate for row in sheet.iter_rows() for c in row if c.comment} == {
        "C1",
        "C2",
        "C5",
    }
    assert (sheet["H2"].value, sheet["H5"].value) == ("05/11/1990", "01/02/1993")
    assert said_of(read(out)) == said_of(read(path))


def test_an_appendix_is_handed_back_too(tmp_path: Path) -> None:
    """A count that Excel took for 2.79 and that the totals prove to be 2.790 is green."""
    book = openpyxl.load_workbook(SAMPLE / "phu-luc-cam-thuy.xlsx")
    book["Phụ lục"]["C12"] = 2.79
    book.save(tmp_path / "phu luc.xlsx")
    read_in = open_book(tmp_path / "phu luc.xlsx")
    reading = read_book(read_in, REQUEST)
    out = tmp_path / "sua.xlsx"
    content, said = repaired(read_in, reading, reading.problems, request=REQUEST, out=out)
    out.write_bytes(content)
    assert (said.refused, said.doubtful, said.mended) == (0, 0, 1)
    assert opened(out)["Phụ lục"]["C12"].comment is not None
    again = read_book(open_book(out), REQUEST)
    assert isinstance(again, AppendixReading)
    assert isinstance(reading, AppendixReading)
    assert again.units == reading.units


@pytest.mark.parametrize(("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (702, "AAA")])
def test_columns_are_named_as_excel_names_them(column: int, name: str) -> None:
    """The comment says in which column the proposal stands."""
    assert letters(column) == name
