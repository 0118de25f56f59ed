"""Why somebody may have left the list: one line a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from eid_campaign.campaign.left import Candidate, Guess, Missing, Sure, Why, differs_by_one, guess
from eid_campaign.campaign.notes import read_note

BINH = Missing(
    citizen_id="038070000002",
    full_name="Lê Văn Bình",
    birth_date="1970-02-01",
    commune="Cẩm Tân",
    village="Thôn 1",
    finding=read_note(""),
    day=date(2024, 11, 12),
    one_stage=True,
)
NEW = Candidate(9, "038070000092", "Lê Văn Bình", "1970-02-01", "Cẩm Tân", "Thôn 1", is_new=True)


@pytest.mark.parametrize(
    ("remark", "birth", "staying", "leaving", "told"),
    [
        ("đã chết", "1970-02-01", 0, 0, (Guess.DECEASED, Sure.LIKELY, Why.REMARK)),
        ("đi làm ăn xa", "1970-02-01", 2, 0, (Guess.REGISTERED_ELSEWHERE, Sure.LIKELY, Why.REMARK)),
        ("cắt khẩu đi nơi khác", "1970-02-01", 0, 0, (Guess.MOVED, Sure.LIKELY, Why.REMARK)),
        ("", "1940", 1, 0, (Guess.DECEASED, Sure.POSSIBLE, Why.AGE_HOUSEHOLD_STAYS)),
        ("", "1940", 0, 0, (Guess.DECEASED, Sure.WEAK, Why.AGE)),
        ("", "1940", 0, 3, (Guess.MOVED, Sure.POSSIBLE, Why.HOUSEHOLD_LEFT)),
        ("", "1944-11-13", 1, 0, (Guess.REGISTERED_ELSEWHERE, Sure.WEAK, Why.ADULT_OF_LIST)),
        ("", "1944-11-12", 1, 0, (Guess.DECEASED, Sure.POSSIBLE, Why.AGE_HOUSEHOLD_STAYS)),
        ("", "1970-02-01", 0, 2, (Guess.MOVED, Sure.POSSIBLE, Why.HOUSEHOLD_LEFT)),
        ("", "1970-02-01", 1, 2, (Guess.REGISTERED_ELSEWHERE, Sure.WEAK, Why.ADULT_OF_LIST)),
        ("", "2010-11-13", 1, 0, (Guess.CHILD, Sure.LIKELY, Why.UNDER_AGE)),
        ("", "", 0, 0, (Guess.UNKNOWN, Sure.WEAK, Why.NONE)),
        ("tai biến nằm một chỗ", "1955", 1, 0, (Guess.DECEASED, Sure.POSSIBLE, Why.ILLNESS)),
    ],
)
def test_guess_from_remark_age_and_household(
    remark: str, birth: str, staying: int, leaving: int, told: tuple[Guess, Sure, Why]
) -> None:
    """A remark comes first, then the age, then the household."""
    missing = replace(
        BINH, finding=read_note(remark), birth_date=birth, staying=staying, leaving=leaving
    )
    assert guess(missing)[:3] == told


def test_a_list_of_everybody_is_not_left_by_who_registers() -> None:
    """Only a list of some stages is left by who goes on."""
    assert guess(replace(BINH, one_stage=False)).guess is Guess.UNKNOWN


@pytest.mark.parametrize(
    ("other", "told"),
    [
        pytest.param(
            NEW,
            (Guess.NUMBER_CORRECTED, Sure.LIKELY, Why.SAME_NAME_AND_BIRTH),
            id="same name and birth, one digit off",
        ),
        pytest.param(
            replace(NEW, citizen_id=""),
            (Guess.NUMBER_CORRECTED, Sure.LIKELY, Why.SAME_NAME_AND_BIRTH),
            id="same name and birth, no number",
        ),
        pytest.param(
            replace(NEW, citizen_id="038070004711"),
            (Guess.NUMBER_CORRECTED, Sure.POSSIBLE, Why.SAME_NAME_AND_BIRTH),
            id="a namesake of the same day with a sound number of their own",
        ),
        pytest.param(
            replace(NEW, birth_date="1970-12-01"),
            (Guess.NUMBER_CORRECTED, Sure.LIKELY, Why.ONE_DIGIT_OFF),
            id="one digit off, same name",
        ),
        pytest.param(
            replace(NEW, full_name="Hà Thị Én", birth_date="1981-01-09"),
            (Guess.NUMBER_CORRECTED, Sure.WEAK, Why.ONE_DIGIT_OFF),
            id="one digit off and nothing else",
        ),
        pytest.param(
            replace(NEW, citizen_id="", village="Thôn 2"),
            (Guess.MOVED, Sure.LIKELY, Why.OTHER_VILLAGE),
            id="on another village's list",
        ),
        pytest.param(
            replace(NEW, is_new=False),
            (Guess.REGISTERED_ELSEWHERE, Sure.WEAK, Why.ADULT_OF_LIST),
            id="known before as another person",
        ),
    ],
)
def test_guess_from_who_is_listed_instead(other: Candidate, told: tuple[Guess, Sure, Why]) -> None:
    """Two sound numbers may be two people: they are never more than possibly one."""
    assert guess(BINH, [other])[:3] == told


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("038070000002", "038070000003", True),
        ("038070000012", "038070000021", True),
        ("038070000002", "038070000002", False),
        ("038070000012", "038070001002", False),
        ("038070000002", "", False),
        ("", "", False),
    ],
)
def test_one_digit_off(one: str, other: str, told: bool) -> None:
    """One digit, or two neighbours that changed places."""
    assert differs_by_one(one, other) is told


def test_who_alone_may_be_the_same_person_is_told() -> None:
    """A namesake who is as likely leaves it open; one who is less likely does not."""
    elsewhere = replace(NEW, citizen_id="", village="Thôn 2")
    found = guess(BINH, [elsewhere])
    assert (found.other, found.sole, found.in_another_village) == (9, True, True)
    namesake = replace(elsewhere, person=10, village="Thôn 3")
    assert not guess(BINH, [elsewhere, namesake]).sole
    with_own_number = replace(namesake, citizen_id="038070004711")
    found = guess(BINH, [with_own_number, elsewhere])
    assert (found.other, found.sole) == (9, True)
