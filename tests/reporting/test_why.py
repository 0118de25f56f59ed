"""``eidc why``: any figure of a report is traced to base, rate, rounding, file, sheet and row."""

from __future__ import annotations

from fractions import Fraction

import openpyxl
import pytest

from eid_campaign.campaign.tracing import asked_figure, gathered, ranges, share_of
from tests.cli.conftest import SAMPLE, Answer, typed


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1037", 1037),
        ("1.037", 1037),
        ("1,037", 1037),
        ("1 037", 1037),
        ("39.673", 39673),
        ("−3", 3),
        ("+12", 12),
        (" 390 ", 390),
        ("10.37", None),
        ("abc", None),
        ("", None),
    ],
)
def test_a_figure_is_read_as_reports_print_it(text: str, value: int | None) -> None:
    """With the thousands' sign of either language, a sign of change, or none."""
    found = asked_figure(text)
    assert (found.value if found else None) == value


@pytest.mark.parametrize(
    ("text", "rate", "is_it"),
    [
        ("38,77 %", Fraction(402, 1037), True),  # 38,7656…
        ("38.77%", Fraction(402, 1037), True),
        ("38,76 %", Fraction(402, 1037), False),
        ("39 %", Fraction(402, 1037), True),
        ("105,13 %", Fraction(41, 39), True),
        ("50 %", Fraction(1, 2), True),
        ("100 %", 1, True),
    ],
)
def test_a_rate_is_meant_as_it_is_rounded(text: str, rate: Fraction | int, is_it: bool) -> None:
    """To as many decimals as are written, half up."""
    asked = asked_figure(text)
    assert asked is not None
    assert asked.means(rate) is is_it
    assert not asked.means(None)
    assert not asked.means("39")


def test_a_villages_share_is_explained_by_its_remainder() -> None:
    """1.037 among 185 of 2.073: 92,54…; by hand 4 are left over when all got the whole part."""
    bases = {
        f"Thôn {number}": base
        for number, base in enumerate((185, 190, 258, 152, 235, 181, 187, 157, 228, 179, 121), 1)
    }
    first = share_of(1037, bases, "Thôn 1")
    assert first is not None
    assert first.exact == Fraction(1037 * 185, 2073)
    assert (first.left_over, first.rounded_up) == (4, True)
    wholes = sum((share_of(1037, bases, name).exact).__floor__() for name in bases)  # type: ignore[union-attr]
    assert wholes + first.left_over == 1037
    assert sum(share_of(1037, bases, name).rounded_up for name in bases) == 4  # type: ignore[union-attr]
    assert share_of(1037, {}, "Thôn 1") is None


def test_rows_are_gathered_by_sheet_and_told_as_ranges() -> None:
    """Two people of one row are two people and one row."""
    sources = gathered([("a", "S", 8), ("a", "S", 9), ("a", "S", 9), ("b", "S", 1), ("a", "S", 12)])
    assert [(each.file, each.rows, each.people) for each in sources] == [
        ("a", (8, 9, 12), 4),
        ("b", (1,), 1),
    ]
    assert ranges(sources[0].rows) == ((8, 9), (12, 12))


def _why(*words: str) -> Answer:
    return typed("why", *words, "--as-of", "2024-11-19")


@pytest.mark.usefixtures("sample")
def test_the_plans_own_target_goes_back_to_the_appendix() -> None:
    """1.037: published, 50 % of 2.073 is 1.036,5 and rounded up; the row is that of the file."""
    answer = _why("1.037")
    assert answer.code == 0
    assert "50,00 % của mẫu số 2.073 là 1.036,50, làm tròn lên 1.037" in answer.out
    book = SAMPLE / "phu-luc-cam-thuy.xlsx"
    row = _row_of(book.as_posix(), "Cẩm Tân")
    assert f"dòng {row}" in answer.out


def _row_of(path: str, unit: str) -> int:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return next(
        cell.row for line in sheet.iter_rows() for cell in line if str(cell.value).endswith(unit)
    )


@pytest.mark.usefixtures("sample")
def test_a_count_of_people_goes_back_to_as_many_people_in_files() -> None:
    """The people of the sources are the figure, each in a list that was imported."""
    answer = _why("402", "--figure", "issued", "--format", "json")
    rows = answer.rows("sources")
    assert sum(row["people"] for row in rows) == 402
    imported = {row["file"] for row in typed("imports", "--format", "json").rows("imports")}
    assert {row["file"] for row in rows} <= imported


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ("635", "Chỉ tiêu 1.037 trừ đã đạt 402, không dưới 0: 635."),
        ("38,77 %", "Đã đạt 402 chia cho chỉ tiêu 1.037."),
        ("390", "mức 1 84 + mức 2 306 = 390"),
        ("212", "402 đến 19/11/2024 trừ 190 đến 12/11/2024: 212."),
        ("42", "Số ngày sau 19/11/2024 đến hết hạn 31/12/2024."),
        ("60,00 %", "4.275"),
    ],
)
def test_what_is_computed_is_told_with_its_parts(figure: str, said: str) -> None:
    """Remaining, rates, gains, days and the own rate of TT Phong Sơn."""
    answer = _why(figure)
    assert answer.code == 0
    assert said in answer.out


@pytest.mark.usefixtures("sample")
def test_a_village_is_told_how_its_share_came_about() -> None:
    """Thôn 1: 93 of the commune's 1.037."""
    answer = _why("93", "--village", "1")
    assert "1.037 × 185 / 2.073 = 92,54" in answer.out


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(("figure", "code"), [("987654", 5), ("một nghìn", 2)])
def test_what_stands_nowhere_is_said(figure: str, code: int) -> None:
    """Neither a figure of no report nor a text is explained."""
    assert _why(figure).code == code
