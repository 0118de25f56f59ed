"""What is proposed for a doubtful cell: what is known, and nothing that is not."""

from __future__ import annotations

from datetime import date

import pytest

from eid_campaign.intake.cells import Cell
from eid_campaign.repairing.proposals import Seen, choices, proposed, swapped_days

LATEST = date(2024, 11, 5)
MAN_1990, WOMAN_1992 = "038090000066", "038192000055"


@pytest.mark.parametrize(
    ("kind", "cell", "row", "value"),
    [
        ("citizen_id_zeros_unproved", 38090000022, {}, "038090000022"),
        ("citizen_id_zeros_unproved", 1090000022.0, {}, "001090000022"),
        ("citizen_id_zeros_disagree", "38090000033", {}, "038090000033"),
        ("citizen_id_letters_unproved", "O38090000066", {}, MAN_1990),
        ("citizen_id_two_numbers", f"038092000044; {WOMAN_1992}", {"sex": "F"}, WOMAN_1992),
        (
            "citizen_id_two_numbers",
            f"{MAN_1990} (cũ 038091000066)",
            {"birth_date": "1990-05"},
            MAN_1990,
        ),
        ("citizen_id_two_numbers", "038092000044; 038092000055", {"sex": "M"}, ""),
        ("citizen_id_two_numbers", f"{MAN_1990}; {WOMAN_1992}", {}, ""),
        ("citizen_id_scientific", "3,8094E+10", {"sex": "M"}, ""),
        ("citizen_id_wrong_length", "0380900000660", {"sex": "M"}, ""),
        ("old_id_zero_restored", 12345679, {}, "012345679"),
    ],
)
def test_a_number_is_proposed_where_its_digits_are_there(
    kind: str, cell: Cell, row: dict[str, str], value: str
) -> None:
    """Lost zeros, letters for digits, one of two numbers; digits that are gone stay gone."""
    assert proposed(kind, Seen(cell, LATEST, **row)) == value


@pytest.mark.parametrize(
    ("kind", "cell", "row", "value"),
    [
        ("birth_date_month_first", "12/25/1990", {}, "25/12/1990"),
        ("birth_date_month_first", "12/25/1990", {"citizen_id": "038095000066"}, "1995"),
        ("birth_date_future", "03/05/2056", {}, "03/05/1956"),
        ("birth_date_future", date(2056, 5, 3), {}, "03/05/1956"),
        ("birth_date_future", 2056, {}, "1956"),
        ("birth_date_future", "03/05/2956", {}, ""),
        ("birth_date_future", "29/02/2100", {}, "29/02/2000"),
        ("birth_year_two_digits", "3/5/56", {"birth_date": "1956-05-03"}, "03/05/1956"),
        ("birth_date_approximate", "khoảng 1956", {"birth_date": "1956"}, "1956"),
        ("birth_date_impossible", "31/02/1990", {"citizen_id": MAN_1990, "sex": "M"}, "1990"),
        ("birth_date_impossible", "31/02/1990", {"citizen_id": MAN_1990, "sex": "F"}, ""),
        ("birth_date_impossible", "31/02/1990", {}, ""),
        ("birth_date_is_age", "34 tuổi", {"citizen_id": MAN_1990}, "1990"),
    ],
)
def test_a_birth_date_is_proposed_that_can_be_meant(
    kind: str, cell: Cell, row: dict[str, str], value: str
) -> None:
    """Day first, a century earlier, as it was read; else the year the citizen number tells."""
    assert proposed(kind, Seen(cell, LATEST, **row)) == value


@pytest.mark.parametrize(
    ("number", "value"), [(MAN_1990, "Nam"), (WOMAN_1992, "Nữ"), ("", "")], ids=str
)
def test_a_sex_is_proposed_as_the_number_tells_it(number: str, value: str) -> None:
    """A code that can be read two ways is settled by the fourth digit of the number."""
    assert proposed("sex_ambiguous", Seen("1", LATEST, citizen_id=number)) == value


@pytest.mark.parametrize(
    ("kind", "written", "known", "value"),
    [
        ("village_ambiguous", "ĐC", ("Thôn 3", "Thôn Đồng Chạ", "Thôn Đồng Cầu"),
         ("Thôn Đồng Cầu", "Thôn Đồng Chạ")),
        ("village_unknown", "XYZ", ("Thôn 10", "Thôn 2"), ("Thôn 2", "Thôn 10")),
        ("village_unknown", "XYZ", tuple(f"Thôn {n}" for n in range(1, 30)), ()),
        ("village_missing", "", ("Thôn 2",), ("Thôn 2",)),
        ("village_missing", "", (), ()),
    ],
)  # fmt: skip
def test_villages_are_proposed_from_those_known(
    kind: str, written: str, known: tuple[str, ...], value: tuple[str, ...]
) -> None:
    """Those that fit; all of the commune where none does, if they are few."""
    seen = Seen(written, LATEST, villages=known)
    assert choices(kind, seen) == value
    assert proposed(kind, seen) == ""


def test_the_one_village_that_fits_is_proposed() -> None:
    """The only one in the commune is a choice, no proposal, where it does not fit."""
    assert proposed("village_unknown", Seen("ĐC", LATEST, villages=("Thôn Đồng Chạ",))) == (
        "Thôn Đồng Chạ"
    )
    assert proposed("village_unknown", Seen("ĐC", LATEST, villages=("Thôn 3",))) == ""


def test_a_name_of_an_old_font_is_proposed_in_unicode() -> None:
    """A name with a digit in it that was typed in TCVN3 (domain §3.5)."""
    assert proposed("name_has_digits", Seen("NguyÔn V¨n B×nh 2", LATEST)) == "Nguyễn Văn Bình 2"
    assert proposed("name_has_digits", Seen("Nguyễn Văn Bình 2", LATEST)) == ""


def test_a_strange_commune_gets_the_nearest_names() -> None:
    """As they are spelt in the appendix."""
    seen = Seen("Cẩm Tâm", LATEST, communes=("Cẩm Tân", "Phong Sơn"))
    assert choices("commune_unknown", seen) == ("Cẩm Tân",)


def test_swapped_days_are_proposed_the_other_way_round() -> None:
    """Typed 05/11/1990 on a month-first Windows: stored as 11 May, meant as 5 November."""
    column: dict[int, Cell] = {
        6: date(1990, 5, 11),
        7: "25/12/1991",
        8: date(1992, 3, 3),
        9: date(1993, 1, 2),
    }
    assert swapped_days(column) == {6: "05/11/1990", 9: "01/02/1993"}
    assert swapped_days({**column, 10: date(1990, 5, 13)}) == {}
