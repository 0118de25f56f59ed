"""What makes two people look like one, rule by rule."""

from __future__ import annotations

import pytest
from rapidfuzz.distance import OSA

from eid_campaign.campaign.likeness import (
    POINTS,
    TWINS,
    Likeness,
    Listed,
    Seen,
    find_pair,
    likeness,
    number_slip,
    pair_code,
)
from eid_campaign.campaign.name_likeness import name_found
from eid_campaign.reports.duplicates_words import BANDS, FACTS, REASONS

AN = Listed(
    1,
    citizen_id="038090123456",
    full_name="Nguyễn Văn An",
    birth_date="1990-05-03",
    sex="M",
    commune="Cẩm Tân",
    village="Thôn 1",
)


def scored(seen: Seen = Seen.APART, /, **changed: str) -> Likeness:
    """Return the likeness of An and of the same man listed with what is ``changed``."""
    return likeness(AN, AN._replace(number=2, **changed), seen, OSA.distance)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Lê Thị Hoà", "Lê Thị Hòa", "name_spelling"),
        ("Lê Thị Thuý", "Lê Thị Thúy", "name_spelling"),
        ("Lê Thị Lý", "Lê Thị Lí", "name_spelling"),
        ("LÊ THỊ HOA", "Lê Thị Hoa", "name_same"),
        ("Đỗ Văn Đức", "Do Van Duc", "name_unmarked"),
        ("Đỗ Văn Đức", "DO VAN DUC", "name_unmarked"),
        ("Bùi Văn Tân", "Bùi Văn Tăn", "name_marks"),
        ("Bùi Đức Tân", "Bùi Dức Tân", "name_marks"),
        ("Bùi Văn Hùng", "Bùi Văn Hưng", "name_tone"),
        ("Bùi Văn Hùng", "Bùi Văn Hùngg", "name_typo"),
        ("Bùi Thị Lan", "Bùi Lan", "name_middle_dropped"),
        ("Nguyễn Thị Lan", "Ng. Thị Lan", "name_shortened"),
        ("Nguyễn Thị Lan", "Ng Thị Lan", "name_shortened"),
        ("Nguyễn Văn Bình", "Nguyễn V¨n B×nh", "name_garbled"),
        ("Bùi Thị Hồng Vân", "Bùi Thị Thanh Vân", "name_middle_differs"),
        ("Bùi Văn An", "Hoàng Văn An", "name_surname_differs"),
        ("Bùi Văn An", "Bùi Văn Kiên", "name_differs"),
        ("Bùi Văn An", "Trần Thị Kiên", "name_differs"),
        ("Bùi An", "An", "name_differs"),
    ],
)
def test_two_written_names(one: str, other: str, expected: str) -> None:
    """How one name became the other is told by id, whichever stands first."""
    assert name_found(one, other, OSA.distance).id == expected
    assert name_found(other, one, OSA.distance).id == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("038090123456", "038090123457", "number_digit"),
        ("038090123456", "038080123456", "number_digit"),
        ("038090123456", "038090124356", "number_swapped"),
        ("038090123456", "038009123456", "number_swapped"),
        ("038090012345", "038090123450", "number_shifted"),
        ("038090123456", "038090123456", ""),
        ("038090001234", "038090012349", "number_shifted"),
        ("038090123456", "038090124365", ""),
        ("038090000010", "038090000500", ""),
        ("038090123456", "038090234567", ""),
        ("038090123456", "038090654321", ""),
    ],
)
def test_one_slip_between_two_numbers(one: str, other: str, expected: str) -> None:
    """A digit, two neighbours, a lost and an added zero; two slips are no slip."""
    assert number_slip(one, other) == expected
    assert number_slip(other, one) == expected


@pytest.mark.parametrize(
    ("seen", "changed", "band", "reason"),
    [
        (Seen.APART, {"birth_date": "1985-11-20", "full_name": "Lê B"}, "look", "number_same"),
        (Seen.APART, {"citizen_id": "038090123457"}, "one", "number_digit"),
        (Seen.SAME_LIST, {"citizen_id": "038080123456"}, "one", "number_unfit"),
        (Seen.APART, {"citizen_id": ""}, "one", "number_missing"),
        (Seen.APART, {"citizen_id": "", "birth_date": "1990-03-05"}, "one", "birth_swapped"),
        (Seen.APART, {"citizen_id": "", "birth_date": "1990"}, "look", "birth_year"),
        (Seen.APART, {"citizen_id": "", "birth_date": ""}, "look", "birth_unknown"),
        (Seen.APART, {"citizen_id": "", "birth_date": "1971-12-30"}, "", "birth_differs"),
        (Seen.APART, {"citizen_id": "", "village": ""}, "one", "village_missing"),
        (Seen.APART, {"citizen_id": "", "commune": "Cẩm Vân"}, "look", "commune_differs"),
        (Seen.SAME_LIST, {"citizen_id": "038090777888"}, "two", "numbers_two_valid"),
        (Seen.SAME_WEEK, {"citizen_id": "038090777888"}, "two", "same_week"),
        (Seen.APART, {"citizen_id": "038090777888"}, "look", "numbers_two_valid"),
        (Seen.FOLLOWED, {"citizen_id": "038090777888"}, "one", "number_relisted"),
        (
            Seen.FOLLOWED,
            {"citizen_id": "038088777888", "birth_date": "1988-05-03"},
            "one",
            "number_corrected",
        ),
        (
            Seen.FOLLOWED,
            {"citizen_id": "038190777888", "sex": "F"},
            "one",
            "sex_corrected",
        ),
        (Seen.SAME_LIST, {"citizen_id": "038190777888", "sex": "F"}, "", "sex_differs"),
    ],
)
def test_what_speaks_for_and_against(
    seen: Seen, changed: dict[str, str], band: str, reason: str
) -> None:
    """One fact changed at a time: where the pair is shown, and a reason that is named."""
    found = scored(seen, **changed)
    assert reason in found.reasons
    assert found.band == band


def test_which_facts_agree_and_differ() -> None:
    """A blank neither agrees nor differs; another way to place a tone agrees."""
    hoa = AN._replace(full_name="Lê Thị Hoà", household="Lê Văn Sáu", phone="")
    other = hoa._replace(number=2, full_name="Lê Thị Hòa", citizen_id="", village="Thôn 2")
    found = likeness(hoa, other, Seen.APART, OSA.distance)
    assert found.agree == ("full_name", "birth_date", "sex", "household")
    assert found.differ == ("village",)


@pytest.mark.parametrize(
    ("given", "other_number", "band"),
    [
        ("Kiên", "038090777888", ""),
        ("Kiên", "", ""),
        ("Ấn", "038090777888", ""),
        ("Kiên", "038090123457", ""),
        ("Kiên", "038090123456", "look"),
    ],
)
def test_twins(given: str, other_number: str, band: str) -> None:
    """Twins are two whatever their numbers; under one number one of them is mistyped."""
    home = AN._replace(household="Nguyễn Văn Sáu")
    twin = home._replace(number=2, full_name=f"Nguyễn Văn {given}", citizen_id=other_number)
    found = likeness(home, twin, Seen.APART, OSA.distance)
    assert found.band == band
    assert (TWINS in found.reasons) == (other_number != AN.citizen_id)


def test_every_reason_fact_and_band_has_its_words() -> None:
    """Whatever a score rests on can be said to an officer."""
    assert set(REASONS) == {*POINTS, TWINS}
    assert set(BANDS) == {"one", "look", "two", ""}
    assert set(FACTS) >= set(scored().agree)


@pytest.mark.parametrize("typed", ["57-91-{}", " 57-91-{} ", "57-91-{}".lower()])
def test_a_pair_is_found_by_its_code(typed: str) -> None:
    """Whichever of the two is named first, and however the code is typed."""
    letters = pair_code("seal", 91, 57).rpartition("-")[2]
    assert pair_code("seal", 57, 91) == f"57-91-{letters}"
    assert find_pair("seal", typed.format(letters)) == (57, 91)


@pytest.mark.parametrize(
    "typed", ["", "57", "57-91", "57-91-AAAA", "x-91-KTBN", "91-57-{}", "1-2-3"]
)
def test_no_pair_by_a_wrong_code(typed: str) -> None:
    """A code mistyped, of another ledger or no code at all names nobody."""
    letters = pair_code("seal", 57, 91).rpartition("-")[2]
    assert find_pair("seal", typed.format(letters)) is None
    assert find_pair("another", f"57-91-{letters}") is None
