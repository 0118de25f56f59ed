"""The appendix: read in every form it is handed on, mended where its identities prove it."""

from __future__ import annotations

import csv
from dataclasses import astuple, replace
from datetime import date
from pathlib import Path

import pytest

from eid_campaign.campaign.errors import InputRefused
from eid_campaign.campaign.problems import Severity
from eid_campaign.intake.appendix import unit_name
from eid_campaign.intake.reading import AppendixReading, Request
from eid_campaign.intake.recognise import read_file
from eid_campaign.intake.sheets import Cell
from tests.intake.grids import ASKED, kinds, read, sheet

HERE = Path(__file__).parent
with (HERE / "appendix_truth.csv").open(encoding="utf-8", newline="") as _file:
    TRUTH = [(row[0], *map(int, row[1:])) for row in list(csv.reader(_file))[1:]]
UNITS, TOTAL = TRUTH[:-1], TRUTH[-1]
NOT_COLLECTED, L2_APPROVED, TARGET, ACTIVATION = 1, 5, 6, 7

TOP = ["TT", "Đơn vị", "Chưa thu nhận hồ sơ ĐDDT", "Đã phê duyệt tài khoản ĐDDT", "", "", "",
       "Chỉ tiêu cấp tài khoản định danh mức 2 trong cao điểm",
       "Chỉ tiêu kích hoạt (M1+M2)"]  # fmt: skip
MIDDLE = ["", "", "", "Mức 1", "", "Mức 2", "", "", ""]
LEAVES = ["", "", "", *["Đã kích hoạt", "Chưa kích hoạt"] * 2, "", ""]
MERGES = [(0, 3, 0, 6), (1, 3, 1, 4), (1, 5, 1, 6), *[(0, c, 2, c) for c in (0, 1, 2, 7, 8)]]


def rows(*changes: tuple[int, int, Cell]) -> list[list[Cell]]:
    """Return the table with some cells changed: (unit or -1, column, cell)."""
    body: list[list[Cell]] = [[at + 1, *unit] for at, unit in enumerate(UNITS)]
    body.append(["Tổng", "", *TOTAL[1:]])
    for at, column, cell in changes:
        body[at][column + 1] = cell
    return [list(TOP), list(MIDDLE), list(LEAVES), *body]


def appendix(
    cells: list[list[Cell]], merges: list[tuple[int, int, int, int]] = MERGES
) -> AppendixReading:
    """Return the appendix that these cells are."""
    found = read(sheet(cells, "PL", merges))
    assert isinstance(found, AppendixReading)
    return found


def dotted(value: int) -> str:
    """Return 7.125 for 7125, as the plan prints it."""
    return f"{value:,}".replace(",", ".")


def floated(value: int) -> float | int:
    """Return what an English spreadsheet makes of 7.125 or 1.060: the floats 7,125 and 1,06."""
    return value / 1000 if value > 999 else value


def counts_of(found: AppendixReading) -> tuple[object, ...]:
    """Return every count of every unit, and those of the printed total."""
    total = astuple(found.printed_total)[1:8] if found.printed_total else None
    return [astuple(unit)[:8] for unit in found.units], total


TRUTH = (UNITS, TOTAL[1:])
"""What the plan prints."""


def test_the_plan_as_printed() -> None:
    """The whole plan as text: the table is found inside the prose."""
    found = read_file(HERE / "plan_cam_tan.txt", Request(today=date(2024, 11, 10)))
    assert isinstance(found, AppendixReading)
    assert counts_of(found) == TRUTH
    assert found.plan_number == "113/KH-UBND"
    assert (found.as_of, found.as_of_source) == (date(2024, 10, 30), "title")
    assert found.district == "Cẩm Thủy"
    assert found.sheets[0].heading_rows == (139, 140, 141)


@pytest.mark.parametrize("merges", [MERGES, []], ids=["merges declared", "merges lost"])
@pytest.mark.parametrize(
    "form", [lambda v: v, float, dotted, floated, lambda v: f"{v:,}", lambda v: f"{v} người"]
)
def test_every_form_of_a_number(form, merges) -> None:  # type: ignore[no-untyped-def]
    """Whole, as text with dots, as a broken float: the counts are the plan's own."""
    cells = rows()
    for row in cells[3:]:
        row[2:] = [form(value) for value in row[2:]]
    assert counts_of(appendix(cells, merges)) == TRUTH


def test_the_printed_total_of_the_targets() -> None:
    """20.549 is printed before rounding, the rows add up to 20.551: said, and nothing refused."""
    (problem,) = appendix(rows()).problems
    assert (problem.kind, problem.severity) == ("printed_total_differs", Severity.INFO)
    assert (problem.values["printed"], problem.values["sum"]) == (20549, 20551)


@pytest.mark.parametrize(
    "change",
    [
        (3, NOT_COLLECTED, 1.06),  # 1.060 of Cẩm Lương
        (10, NOT_COLLECTED, 1.4),  # 1.400 of Cẩm Tâm
        (3, NOT_COLLECTED, "1.06"),
    ],
)
def test_a_repair_is_proved_and_listed(change: tuple[int, int, Cell]) -> None:
    """A damaged cell is mended where row or column prove it, and it is said with its row."""
    found = appendix(rows(change))
    assert counts_of(found) == TRUTH
    repairs = [p for p in found.problems if p.severity is Severity.REPAIR]
    assert [p.row for p in repairs] == [change[0] + 4]


def test_two_thousand_that_became_two() -> None:
    """2.000 read as 2 is found by the column's printed total, and by the row where it counts."""
    cells = [
        list(TOP), list(MIDDLE), list(LEAVES),
        [1, "Cẩm Tân", 2, 881, 84, 2412, 3, 1000, 3084],
        [2, "Cẩm Vân", 2717, 1878, 213, 1563, 296, 1359, 509],
        ["Tổng", "", 4717, 2759, 297, 3975, 3296, 2359, 3593],
    ]  # fmt: skip
    found = appendix(cells)
    assert (found.units[0].not_collected, found.units[0].l2_approved) == (2000, 3000)
    repaired = [(p.kind, p.row, p.field) for p in found.problems]
    assert repaired == [
        ("count_settled_by_totals", 4, "not_collected"),
        ("count_settled_by_totals", 4, "l2_approved"),
    ]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ((14, L2_APPROVED, 307), ["row 18", "Mức 2 ▸ Chưa kích hoạt", "307", "306"]),
        ((14, ACTIVATION, ""), ["row 18", "Chỉ tiêu kích hoạt (M1+M2)", "390"]),
        ((14, ACTIVATION, 391), ["row 18", "Chỉ tiêu kích hoạt (M1+M2)", "391", "390"]),
        ((14, NOT_COLLECTED, 2074), ["row 21", "Chưa thu nhận hồ sơ ĐDDT", "39673", "39674"]),
        ((-1, NOT_COLLECTED, 39670), ["row 21", "39670", "39673"]),
        ((14, TARGET, 1137), ["row 21", "20549", "20651"]),
        ((-1, TARGET, 20560), ["row 21", "20560", "20551"]),
        ((14, NOT_COLLECTED, "abc"), ["row 18", "no count"]),
        ((14, NOT_COLLECTED, 0.5), ["row 18", "no count"]),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(
    change: tuple[int, int, Cell], named: list[str]
) -> None:
    """The refusal names the cell: row, heading, what stands there and what was expected."""
    with pytest.raises(InputRefused) as refused:
        appendix(rows(change))
    for words in named:
        assert words in str(refused.value)


def test_a_unit_named_twice_is_refused() -> None:
    """Two rows of one unit would be counted twice."""
    cells = rows()
    cells[4][1] = "xã Cẩm Quý"
    with pytest.raises(InputRefused, match="Cẩm Quý"):
        appendix(cells)


def test_a_later_table_without_targets() -> None:
    """A successive table of the same shape brings the five counts and its own day."""
    cells = [row[:7] for row in rows()]
    found = appendix([["(Tính đến ngày 15/11/2024)", "", "", "", "", "", ""], *cells], [])
    assert [astuple(unit)[:6] for unit in found.units] == [unit[:6] for unit in UNITS]
    assert {unit.target_level2 for unit in found.units} == {None}
    assert (found.as_of, found.as_of_source) == (date(2024, 11, 15), "title")
    assert kinds(found) == []


def test_without_a_total_row() -> None:
    """A table that prints no total has none."""
    found = appendix(rows()[:-1])
    assert (len(found.units), found.printed_total) == (17, None)


def test_the_total_labelled_in_the_name_column_and_a_sign_off() -> None:
    """The row “Tổng cộng” is no unit wherever it stands; nor is who signed below."""
    cells = rows()
    cells[-1][:2] = ["", "Tổng cộng"]
    cells += [["", "", "", "", "", "", "", "CHỦ TỊCH", ""], ["", "Lê Hữu Mẫu", *[""] * 7]]
    assert counts_of(appendix(cells)) == TRUTH


def test_a_blank_where_nobody_is() -> None:
    """A blank and a dash are no people, once the table's sums agree."""
    cells = rows((5, 3, ""), (5, ACTIVATION, 130))
    cells[-1][4], cells[-1][8] = TOTAL[3] - 10, TOTAL[7] - 10
    found = appendix(cells)
    assert found.units[5].l1_approved == 0
    assert "count_blank_is_zero" in kinds(found)


def test_csv_with_semicolons(tmp_path: Path) -> None:
    """Excel's csv of a Vietnamese machine: semicolons and dotted thousands."""
    path = tmp_path / "phu luc.csv"
    text = "\n".join(
        ";".join(dotted(cell) if isinstance(cell, int) else str(cell) for cell in row)
        for row in rows()
    )
    path.write_text(text, encoding="utf-8-sig")
    found = read_file(path, ASKED)
    assert isinstance(found, AppendixReading)
    assert counts_of(found) == TRUTH


def test_a_roster_beside_a_summary_is_a_roster() -> None:
    """A workbook of people whose last sheet counts them is no appendix."""
    people = sheet("STT | Họ và tên | Năm sinh | Thôn\n1 | Nguyễn Văn An | 1980 | 1", "DS")
    found = read(people, sheet(rows(), "TH", MERGES))
    assert not isinstance(found, AppendixReading)


def test_the_option_settles_the_day() -> None:
    """--as-of beats the title."""
    asked = replace(ASKED, as_of=date(2024, 11, 1))
    found = read(sheet(rows(), "PL", MERGES), asked=asked)
    assert isinstance(found, AppendixReading)
    assert (found.as_of, found.as_of_source) == (date(2024, 11, 1), "option")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Cẩm Tân", "Cẩm Tân"),
        ("xã Cẩm Tân", "Cẩm Tân"),
        ("X. Cẩm Tân", "Cẩm Tân"),
        ("CẨM TÂN", "Cẩm Tân"),
        ("TT Phong Sơn", "TT Phong Sơn"),
        ("Thị trấn Phong Sơn", "TT Phong Sơn"),
        ("TT. PHONG SƠN", "TT Phong Sơn"),
    ],
)
def test_the_names_of_units(written: str, name: str) -> None:
    """A commune loses its word, the town keeps it."""
    assert unit_name(written) == name
