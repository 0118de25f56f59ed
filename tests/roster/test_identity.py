"""Who is who: which known person a row speaks of, and which rows speak of the same one."""

from __future__ import annotations

import numpy as np
import pytest

from eid_campaign.roster.identity import NEW, Faces, Identified
from eid_campaign.roster.identity import identified as identified_among
from eid_campaign.roster.schema import Frame, empty
from tests.drawn import people, shown


def identified(known: Frame, roster: Frame) -> Identified:
    """Identify among people each listed in one way."""
    return identified_among(Faces.plain(known, np.arange(1, len(known) + 1)), roster)


HEADER = "citizen_id  full_name  birth_date  village"

CASES = {
    "the number finds the person, whatever else is written": (
        ["#1  Nguyễn Văn An  1990-05-03  Thôn 1"],
        ["#1  NGUYEN VAN AN  1990-05-03  Thôn 2"],
        [0],
    ),
    "a corrected name under the same number and birth date is the same person": (
        ["#1  Nguyễn Văn An  1990-05-03  Thôn 1"],
        ["#1  Nguyễn Văn Ân Đức  1990-05-03  Thôn 1"],
        [0],
    ),
    "a corrected birth date under the same number and name is the same person": (
        ["#1  Nguyễn Văn An  1990-05-03  Thôn 1"],
        ["#1  Nguyễn Văn An  1991-03-05  Thôn 1"],
        [0],
    ),
    "no number in week 1, a number in week 2: the same person": (
        ["-   Nguyễn Văn An  1990-05-03  Thôn 1"],
        ["#1  Nguyễn Văn An  1990-05-03  Thôn 1"],
        [0],
    ),
    "a number known, missing this week: the same person": (
        ["#1  Nguyễn Văn An  1990-05-03  Thôn 1"],
        ["-   Nguyễn Văn An  1990-05-03  Thôn 1"],
        [0],
    ),
    "neither has a number: name, birth date and village tell": (
        ["-  Nguyễn Văn An  1990-05-03  Thôn 1"],
        ["-  NGUYỄN VĂN AN  1990-05-03  Thôn 1"],
        [0],
    ),
    "another village without a number is another person": (
        ["-  Nguyễn Văn An  1990-05-03  Thôn 1"],
        ["-  Nguyễn Văn An  1990-05-03  Thôn 2"],
        [NEW],
    ),
    "another birth date without a number is another person": (
        ["-  Nguyễn Văn An  1990-05-03  Thôn 1"],
        ["-  Nguyễn Văn An  1990-05-04  Thôn 1"],
        [NEW],
    ),
    "namesakes born on one day with two numbers stay two": (
        ["#1  Nguyễn Văn An  1990-05-03  Thôn 1"],
        ["#2  Nguyễn Văn An  1990-05-03  Thôn 1"],
        [NEW],
    ),
    "namesakes with numbers: each finds their own": (
        ["#1  Nguyễn Văn An  1990-05-03  Thôn 1", "#2  Nguyễn Văn An  1990-05-03  Thôn 1"],
        ["#2  Nguyễn Văn An  1990-05-03  Thôn 1", "#1  Nguyễn Văn An  1990-05-03  Thôn 1"],
        [1, 0],
    ),
    "two namesakes with numbers known, one row without: nobody is guessed": (
        ["#1  Nguyễn Văn An  1990-05-03  Thôn 1", "#2  Nguyễn Văn An  1990-05-03  Thôn 1"],
        ["-   Nguyễn Văn An  1990-05-03  Thôn 1"],
        [NEW],
    ),
    "one of two namesakes is found by number, the row without is the other": (
        ["#1  Nguyễn Văn An  1990-05-03  Thôn 1", "#2  Nguyễn Văn An  1990-05-03  Thôn 1"],
        ["#1  Nguyễn Văn An  1990-05-03  Thôn 1", "-   Nguyễn Văn An  1990-05-03  Thôn 1"],
        [0, 1],
    ),
    "twins have two names: each is found by their own": (
        ["-  Lê Thị Bình  1990-05-03  Thôn 1", "-  Lê Thị Bảo  1990-05-03  Thôn 1"],
        ["-  Lê Thị Bảo  1990-05-03  Thôn 1", "#5  Lê Thị Bình  1990-05-03  Thôn 1"],
        [1, 0],
    ),
}


@pytest.mark.parametrize(("known", "roster", "found"), CASES.values(), ids=list(CASES))
def test_who_a_row_speaks_of(known: list[str], roster: list[str], found: list[int]) -> None:
    """The number tells; without one name, birth date and village; never a guess between two."""
    who = identified(people("\n".join([HEADER, *known])), people("\n".join([HEADER, *roster])))
    assert who.found.tolist() == found
    assert who.clashes == ()


def test_one_number_with_two_names_stays_with_the_first() -> None:
    """Of two people under one number in a file the second is kept, without the number."""
    who = identified(
        empty(),
        people(f"{HEADER}\n#1  Nguyễn Văn An  1990-05-03  Thôn 1\n#1  Lê Thị Bình  1971  Thôn 1"),
    )
    assert shown(who.roster, "citizen_id", "full_name") == [
        ("#1", "Nguyễn Văn An"),
        ("-", "Lê Thị Bình"),
    ]
    assert [(clash.kind, clash.position) for clash in who.clashes] == [("citizen_id_twice", 1)]
    assert who.repeats.tolist() == [-1, -1]


def test_a_person_listed_twice_is_one_person_with_all_that_is_said() -> None:
    """Two rows of one person are one; what the second adds is kept, and the later stage."""
    who = identified(
        empty(),
        people(
            """
            citizen_id  full_name      stage          phone       note
            #1          Nguyễn Văn An  not_collected  -           đi làm ăn
            #1          nguyễn văn an  l2_approved    0950000001  -
            """
        ),
    )
    assert who.repeats.tolist() == [-1, 0]
    assert [(clash.kind, clash.position) for clash in who.clashes] == [("listed_twice", 1)]
    assert shown(who.roster, "full_name", "stage", "phone", "note")[0] == (
        "Nguyễn Văn An",
        "l2_approved",
        "0950000001",
        "đi làm ăn",
    )


@pytest.mark.parametrize(
    ("born", "repeats"),
    [("1990-05-03", [-1, 0]), ("1990", [-1, -1]), ("-", [-1, -1])],
    ids=["born on the same day: one person", "the year alone: two people", "no birth date: two"],
)
def test_the_same_name_twice_without_numbers(born: str, repeats: list[int]) -> None:
    """Two rows without numbers are one person only when name, full birth date and village agree."""
    row = f"-  Nguyễn Văn An  {born}  Thôn 1"
    who = identified(empty(), people(f"{HEADER}\n{row}\n{row}"))
    assert who.repeats.tolist() == repeats


@pytest.mark.parametrize(
    ("born", "written", "is_conflict"),
    [
        ("1990-05-03", "1990-05-03", False),
        ("1990-05-03", "1990", False),
        ("1990", "1990-05-03", False),
        ("1990-05-03", "1971-01-30", True),
        ("1990-05-03", "-", True),
    ],
)
def test_a_number_of_another_person(born: str, written: str, is_conflict: bool) -> None:
    """Under a known number another name is a conflict unless the birth date agrees."""
    who = identified(
        people(f"{HEADER}\n#1  Nguyễn Văn An  {born}  Thôn 1"),
        people(f"{HEADER}\n#1  Trần Thị Hoa  {written}  Thôn 1"),
    )
    assert [clash.kind for clash in who.clashes] == ["identity_conflict"] * is_conflict


def test_namesakes_without_numbers_are_found_again_in_their_order() -> None:
    """The same file twice must find the same people, namesakes of one birth year too."""
    drawn = f"{HEADER}\n" + "\n".join(["-  Nguyễn Văn An  1990  Thôn 1"] * 3)
    assert identified(people(drawn), people(drawn)).found.tolist() == [0, 1, 2]


def test_a_person_thrice_once_without_a_number_and_twice_with_anothers() -> None:
    """All three rows are one person's, who is kept without the number."""
    known = people(f"{HEADER}\n#1  Nguyễn Văn An  1990-05-03  Thôn 1")
    row = "Trần Thị Hoa  1971-01-30  Thôn 1"
    who = identified(known, people(f"{HEADER}\n-  {row}\n#1  {row}\n#1  {row}"))
    assert who.repeats.tolist() == [-1, 0, 0]
    assert who.found.tolist() == [NEW, NEW, NEW]
    assert who.holders == ((1, 0),)
