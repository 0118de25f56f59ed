"""The written files: the same for the same seed, those of the repository, and openable."""

from __future__ import annotations

import csv
import unicodedata
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import load_workbook

from eid_campaign.sample.write import (
    SampleFiles,
    write_big,
    write_campaign,
    write_truth,
    write_villages,
)

COMMITTED = Path(__file__).parents[2] / "sample_data"
WEEKS = (date(2024, 11, 5), date(2024, 11, 12), date(2024, 11, 19))

Rows = list[tuple[Any, ...]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place for one campaign, shared by the tests."""
    return tmp_path_factory.mktemp("campaign")


@pytest.fixture(scope="module")
def files(folder: Path) -> SampleFiles:
    """The sample campaign as written."""
    written = write_campaign(folder)
    write_truth(folder)
    return written


def _rows(path: Path) -> dict[str, Rows]:
    """Return the cells of each sheet; sheets keep their order."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return {"": [tuple(row) for row in csv.reader(lines, delimiter=";")]}
    book = openpyxl.load_workbook(path)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def _cells(path: Path) -> dict[str, list[list[Any]]]:
    """Return the cells of each sheet, read by the quicker reader."""
    book = load_workbook(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def _named(paths: tuple[Path, ...], part: str) -> Path:
    return next(path for path in paths if part in path.name)


def test_a_campaign_is_an_appendix_and_three_weeks(files: SampleFiles) -> None:
    """Eleven villages report twice; in the third week one does not."""
    assert files.appendix.is_file()
    assert tuple(files.weeks) == WEEKS
    assert [len(paths) for paths in files.weeks.values()] == [11, 11, 10]
    assert [path.name for path in files.weeks[WEEKS[1]]][-1] == "so ho thon 11.xlsx"
    assert "so ho thon 11.xlsx" not in [path.name for path in files.weeks[WEEKS[2]]]


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two writings of the same people differ in no byte; another seed differs."""
    first = write_villages(tmp_path / "a", people=200, seed=5)
    again = write_villages(tmp_path / "b", people=200, seed=5)
    other = write_villages(tmp_path / "c", people=200, seed=6)
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in again]
    assert [path.read_bytes() for path in first] != [path.read_bytes() for path in other]


def test_the_repository_holds_what_the_package_writes(files: SampleFiles, folder: Path) -> None:
    """sample_data is the generator's own output: the same files, the same cells.

    Text files are compared byte by byte. Workbooks are compared by cell, because the same cells
    are packed otherwise by another zlib.
    """
    written = {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
    kept = {path.relative_to(COMMITTED) for path in COMMITTED.rglob("*") if path.is_file()}
    assert kept - {Path("README.md"), Path(".gitattributes")} == written
    for name in sorted(written):
        if name.suffix == ".xlsx":
            assert _cells(COMMITTED / name) == _cells(folder / name), name
        else:
            assert (COMMITTED / name).read_bytes() == (folder / name).read_bytes(), name


def test_the_appendix_has_the_shape_of_the_plan(files: SampleFiles) -> None:
    """Three heading lines with merged cells, dotted counts as text, the total's label under TT."""
    sheet = openpyxl.load_workbook(files.appendix).active
    assert sheet is not None
    rows = [tuple(row) for row in sheet.iter_rows(values_only=True)]
    assert rows[6][:4] == (
        "TT",
        "Đơn vị",
        "Chưa thu nhận hồ sơ ĐDĐT",
        "Đã phê duyệt tài khoản ĐDĐT",
    )
    assert rows[8][3:7] == ("Đã kích hoạt", "Chưa kích hoạt", "Đã kích hoạt", "Chưa kích hoạt")
    assert rows[9][:3] == (1, "TT Phong Sơn", "7.125")
    assert rows[23] == (15, "Cẩm Tân", "2.073", "881", "84", "2.412", "306", "1.037", "390")
    assert rows[26][0] == "Tổng"
    assert not rows[26][1]
    assert rows[26][7] == "20.549"
    merged = {str(cells) for cells in sheet.merged_cells.ranges}
    assert {"A7:A9", "D7:G7", "D8:E8", "F8:G8"} <= merged


def test_thon_2_puts_the_year_under_the_sex_and_loses_zeros(files: SampleFiles) -> None:
    """Two heading lines; a year stands under Nam or Nữ; the number is a number of 11 digits."""
    (rows,) = _rows(_named(files.weeks[WEEKS[0]], "THON 2")).values()
    assert rows[5][2] == "Năm sinh"
    assert rows[6][2:4] == ("Nam", "Nữ")
    people = [row for row in rows[7:] if isinstance(row[0], int)]
    assert len(people) == 575
    assert all((row[2] is None) != (row[3] is None) for row in people)
    assert sum(isinstance(row[4], int) and 10**10 < row[4] < 10**11 for row in people) > 500
    assert sum(row[1] is None for row in people) == 1


def test_thon_3_ticks_one_stage_a_person(files: SampleFiles) -> None:
    """Three heading lines and a row of numbers; each person has one tick in six columns."""
    (rows,) = _rows(_named(files.weeks[WEEKS[0]], "Thôn 3")).values()
    assert rows[8][:3] == ("(1)", "(2)", "(3)")
    people = [row for row in rows[9:] if isinstance(row[0], int)]
    assert {sum(cell in ("x", "X") for cell in row[5:11]) for row in people} == {1}
    assert {type(row[2]) for row in people} == {str, datetime, int}


def test_thon_4_tells_the_stage_in_titles_alone(files: SampleFiles) -> None:
    """A sheet for each stage that has people: five at the baseline, six a week later."""
    before = _rows(_named(files.weeks[WEEKS[0]], "thôn 4"))
    after = _rows(_named(files.weeks[WEEKS[1]], "thôn 4"))
    assert list(before) == ["Chưa TN", "M1 chưa KH", "M1 đã KH", "M2 chưa KH", "M2 đã KH"]
    assert [name for name in after if name not in before] == ["Chờ duyệt"]
    assert before["Chưa TN"][2][0] == "DANH SÁCH CÔNG DÂN CHƯA THU NHẬN HỒ SƠ"
    assert "Trạng thái" not in [cell for row in before["Chưa TN"][:7] for cell in row]


def test_thon_7_is_a_csv_as_excel_saves_it(files: SampleFiles) -> None:
    """A mark in front, semicolons, no leading zeros, three numbers past reading."""
    path = _named(files.weeks[WEEKS[0]], "thon 7")
    assert path.read_bytes().startswith(b"\xef\xbb\xbfSTT;")
    (rows,) = _rows(path).values()
    numbers = [row[4] for row in rows[1:]]
    assert sum("E+" in number for number in numbers) == 3
    assert sum(len(number) == 11 for number in numbers) > 500


def test_thon_8_is_decomposed_and_hides_the_finished(files: SampleFiles) -> None:
    """Every text is NFD; a filter hides the rows of level 2 activated, which are still people."""
    sheet = openpyxl.load_workbook(_named(files.weeks[WEEKS[0]], "Thon 8")).active
    assert sheet is not None
    texts = [c for row in sheet.iter_rows(values_only=True) for c in row if isinstance(c, str)]
    assert [text for text in texts if text != unicodedata.normalize("NFD", text)] == []
    hidden = [row for row, look in sheet.row_dimensions.items() if look.hidden]
    said = {unicodedata.normalize("NFC", str(sheet.cell(row, 6).value)) for row in hidden}
    assert said == {"Đã kích hoạt mức 2"}


def test_thon_9_repeats_its_headings(files: SampleFiles) -> None:
    """As printed, the two heading lines come again after every 38 people."""
    (rows,) = _rows(_named(files.weeks[WEEKS[0]], "Thôn 9")).values()
    assert sum(row[0] == "STT" for row in rows) == 1 + (689 - 1) // 38


def test_thon_1_is_in_capitals_in_the_second_week_only(files: SampleFiles) -> None:
    """The second export writes the same people in capitals."""

    def names(day: date) -> list[str]:
        rows = _rows(_named(files.weeks[day], "Thôn 1"))["Sheet1"]
        return [str(row[1]) for row in rows if isinstance(row[0], int)]

    first, second, third = (names(day) for day in WEEKS)
    assert [name.upper() for name in first] == second[: len(first)]
    assert second == [name.upper() for name in third]
    assert first[0] != second[0]


def test_the_large_roster_has_one_clean_heading(tmp_path: Path) -> None:
    """Twelve columns under a title with the day, a row for each person."""
    path = tmp_path / "big.xlsx"
    write_big(path, people=500, day=date(2024, 11, 5))
    (rows,) = _rows(path).values()
    assert rows[0][0] == "DANH SÁCH CÔNG DÂN (Tính đến ngày 05/11/2024)"
    assert [cell for cell in rows[1] if cell] == [
        "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số định danh cá nhân", "Xã",
        "Thôn", "Trạng thái", "Ghi chú", "Số điện thoại", "Chủ hộ", "Đối tượng",
    ]  # fmt: skip
    assert len(rows) == 502
    assert [row[0] for row in rows[2:]] == list(range(1, 501))
