"""A village's list with a fault of each kind, made by code, and ways to mend and read it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import openpyxl
import xlsxwriter

from eid_campaign.campaign.problems import Problem
from eid_campaign.intake.handed_back import MARKER
from eid_campaign.intake.reading import Request, RosterReading
from eid_campaign.intake.recognise import read_book
from eid_campaign.intake.sheets import open_book
from eid_campaign.repairing.formulas import formula_values, with_values
from eid_campaign.repairing.repair import repaired
from eid_campaign.reports.repaired import RepairSaid
from eid_campaign.roster.schema import COLUMNS

REQUEST = Request(
    today=date(2024, 11, 25),
    default_commune="Cẩm Tân",
    communes=("Cẩm Tân", "Cẩm Tú"),
    villages={"Cẩm Tân": ("Thôn 3", "Thôn Đồng Chạ", "Thôn Đồng Cầu")},
)
HEADINGS = (
    *("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số ĐDCN"),
    *("Thôn", "Trạng thái", "SĐT", "Ghi chú"),
)
ACTIVE = "Mức 2 đã kích hoạt"
FIRST = 6
"""The row, as Excel shows it, of the first person."""
ROWS: tuple[tuple[object, ...], ...] = (
    ("Nguyễn Văn An", "05/03/1956", "Nam", "038056000011", "Thôn 3", ACTIVE, "0951000001", ""),
    ("Phạm Văn Bền", "", "", 38090000022, "Thôn 3", ACTIVE, "", ""),
    ("Lê Văn Chắc", "07/08/1991", "Nam", 38090000033, "Thôn 3", ACTIVE, "", ""),
    ("Lê Thị Dịu", "1992", "Nữ", "038092000044; 038192000055", "Thôn 3", ACTIVE, "", ""),
    ("Bùi Văn Giỏi", "12/25/1990", "Nam", "038090000066", "Thôn 3", ACTIVE, "", ""),
    ("Bùi Thị Hoà", "03/05/2056", "Nữ", "", "Thôn 3", ACTIVE, "", "đi làm ăn xa"),
    ("Cao Văn Khá", "31/02/1960", "Nam", "038060000077", "Thôn 3", ACTIVE, "", ""),
    ("Cao Thị Lụa", "09/09/1961", "1", "038161000088", "Thôn 3", ACTIVE, "", ""),
    ("", "01/02/1970", "Nam", "038070000099", "Thôn 3", ACTIVE, "", ""),
    ("Đỗ Văn Mạnh", "01/02/1971", "Nam", "038071000101", "ĐC", ACTIVE, "", ""),
    ("Đỗ Thị Na", "01/02/1972", "Nữ", "038172000112", "Thôn 3", "xong xuôi", "", ""),
    ("Hà Văn Oai", "01/02/1973", "Nam", "038073000123", "Thôn 3", ACTIVE, "12", ""),
    ("Hà Văn Phúc", "01/02/1974", "Nam", 38074000134, "Thôn 3", ACTIVE, 951000002, ""),
    ("=Trần Thị ", "01/02/1975", "Nữ", "038175000145", "Thôn 3", ACTIVE, "", "+ - @"),
)
FAULTS = {
    # Kind: the cell it is about and what is proposed for it.
    "citizen_id_zeros_unproved": ("E7", "038090000022"),
    "citizen_id_zeros_disagree": ("E8", "038090000033"),
    "citizen_id_two_numbers": ("E9", "038192000055"),
    "birth_date_month_first": ("C10", "25/12/1990"),
    "birth_date_future": ("C11", "03/05/1956"),
    "birth_date_impossible": ("C12", "1960"),
    "sex_ambiguous": ("D13", "Nữ"),
    "name_missing": ("B14", ""),
    "village_ambiguous": ("F15", ""),
    "stage_unknown": ("G16", ""),
    "phone_unreadable": ("H17", ""),
    "leading_zeros_restored": ("E18", ""),
    "phone_zero_restored": ("H18", ""),
}
BY_HAND = {
    "C8": "07/08/1990",
    "B14": "Đặng Văn Quý",
    "F15": "Thôn Đồng Chạ",
    "G16": "Chưa thu nhận",
    "H17": "",
}
"""What only the village head can know."""
FORMULA = '="Hà Thị "&"Quyên"'


def faulty_xlsx(path: Path) -> Path:
    """Write the list as people make it: letterhead, merges, formulas, widths, a comment."""
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("T3")
        title = book.add_format({"bold": True, "align": "center"})
        text = book.add_format({"num_format": "@", "border": 1})
        page.merge_range("A1:I1", "CÔNG AN XÃ CẨM TÂN", title)
        page.merge_range("A2:I2", "DANH SÁCH CÔNG DÂN", title)
        page.merge_range("A3:I3", "(Tính đến ngày 05/11/2024)", title)
        page.set_column("B:B", 27.5)
        page.set_column("J:XFD", None, None, {"hidden": True})
        page.write_row("A5", HEADINGS, title)
        for at, row in enumerate(ROWS):
            page.write_formula(FIRST - 1 + at, 0, f"=ROW()-{FIRST - 1}", None, at + 1)
            for column, cell in enumerate(row, 1):
                if isinstance(cell, str) and cell:
                    page.write_string(FIRST - 1 + at, column, cell, text)
                elif cell:
                    page.write_number(FIRST - 1 + at, column, cell, text)
        last = FIRST + len(ROWS)
        page.write_row(f"A{last}", (len(ROWS) + 1, "", "02/03/1976", "Nữ", "038176000156"))
        page.write_row(f"F{last}", ("Thôn 3", ACTIVE))
        page.write_formula(f"B{last}", FORMULA, None, "Hà Thị Quyên")
        page.set_row(last - 1, None, None, {"hidden": True})
        page.write_comment("E8", "hỏi lại gia đình", {"author": "Trưởng thôn"})
        page.write_comment("B6", "xem sổ", {"author": "Trưởng thôn"})
        page.autofilter(f"A5:I{last}")
        page.freeze_panes("C6")
    return path


def rows_as_text() -> list[list[str]]:
    """Return the same list as a table of text, for the formats that know nothing else."""
    rows = [["DANH SÁCH CÔNG DÂN (Tính đến ngày 05/11/2024)"], [*HEADINGS]]
    rows += [[str(at), *map(str, row)] for at, row in enumerate(ROWS, 1)]
    return [row + [""] * (len(HEADINGS) - len(row)) for row in rows]


def read(path: Path) -> RosterReading:
    """Return what the list says."""
    reading = read_book(open_book(path), REQUEST)
    assert isinstance(reading, RosterReading)
    return reading


def hand_back(path: Path, out: Path) -> RepairSaid:
    """Write the workbook to mend, and return what was said."""
    book = open_book(path)
    reading = read_book(book, REQUEST)
    content, said = repaired(book, reading, reading.problems, request=REQUEST, out=out)
    if content:
        out.write_bytes(content)
    return said


def said_of(reading: RosterReading) -> tuple[object, ...]:
    """Return all that a reading says, to be compared; the file's and sheet's names apart."""
    people = [reading.people[name].tolist() for name in COLUMNS if name != "sheet"]
    problems = sorted(_plain(problem) for problem in reading.problems)
    return reading.as_of, reading.rows_read, people, problems


def _plain(problem: Problem) -> str:
    return f"{problem.row} {problem.kind} {problem.field} {sorted(problem.values.items())}"


def mended(path: Path, by_hand: Mapping[str, str] = {}) -> None:
    """Copy each single proposal into its cell as its reader would, then write what he knows."""
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        headed = {
            str(cell.value).removeprefix(f"{MARKER}: "): cell
            for row in sheet.iter_rows()
            for cell in row
            if str(cell.value).startswith(MARKER)
        }
        own = {
            cell.value: cell.column
            for row in sheet.iter_rows()
            for cell in row
            if cell.value in headed
        }
        for title, heading in headed.items():
            for row in range(heading.row + 1, sheet.max_row + 1):
                value = sheet.cell(row, heading.column).value
                if value:
                    sheet.cell(row, own[title]).value = value
        for at, value in by_hand.items():
            sheet[at].value = value
    before, after = path.read_bytes(), io.BytesIO()
    book.save(after)
    # Excel would keep what the formulas came to.
    path.write_bytes(with_values(after.getvalue(), formula_values(before, book)))


def opened(path: Path) -> openpyxl.Workbook:
    """Return the workbook as openpyxl sees it."""
    return openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
