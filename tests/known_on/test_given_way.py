"""What gave way to a newer answer, or holds again, is known as it was at each time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.ledger.identities import settled_pairs
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.past import as_known
from eid_campaign.ledger.people import people
from eid_campaign.ledger.rosters import add_roster
from eid_campaign.ledger.settled import mappings, remember, tie, ties
from eid_campaign.ledger.settling import settle
from eid_campaign.ledger.undo import redo, undo
from tests.checking import life
from tests.drawn import BASELINE, ME, WEEK_2, roster

TWO_PEOPLE = """
citizen_id  full_name      village
#1          Nguyễn Văn An  Thôn 1
#2          Nguyễn Văn Ân  Thôn 1
"""


def _two_then_same(ledger: Ledger) -> None:
    settle(ledger, 1, 2, "two", ME)
    settle(ledger, 2, 1, "later", ME)


def _other_village(ledger: Ledger) -> None:
    first = tie(ledger, "Cẩm Tân", "Xóm Mới", "Thôn 1", ME)
    tie(ledger, "Cẩm Tân", "Xóm Mới", "Thôn 2", ME, over=first.number)


def _other_heading(ledger: Ledger) -> None:
    remember(ledger, "make", "a.xlsx", {"A": "full_name"}, (), ME)
    remember(ledger, "make", "b.xlsx", {"B": "full_name"}, (), ME)


def _known(ledger: Ledger) -> tuple[object, ...]:
    return settled_pairs(ledger), ties(ledger), mappings(ledger)


@pytest.mark.parametrize("say", [_two_then_same, _other_village, _other_heading])
def test_each_moment_is_answered_as_it_was(say: Callable[[Ledger], None], tmp_path: Path) -> None:
    """Said, said anew, taken back, said again, the first one after the second: all are told."""
    path = tmp_path / "eidc.ledger"
    answered: dict[int, tuple[object, ...]] = {}
    with Ledger.open(path) as ledger:
        add_roster(ledger, roster(TWO_PEOPLE), ME)
        say(ledger)
        newer = ledger.revision
        older = newer - 1
        for step in (
            *(lambda: undo(ledger, newer, ME), lambda: redo(ledger, newer, ME)),
            *(lambda: undo(ledger, newer, ME), lambda: undo(ledger, older, ME)),
            *(lambda: redo(ledger, newer, ME), lambda: redo(ledger, older, ME)),
            lambda: undo(ledger, None, ME),
        ):
            answered[ledger.revision] = _known(ledger)
            step()
        answered[ledger.revision] = _known(ledger)
    assert len(set(map(repr, answered.values()))) >= 3
    for moment, known in answered.items():
        with Ledger.open(path) as then:
            as_known(then, moment)
            assert _known(then) == known, moment
    assert life.found_in(path) == []


def test_two_are_not_called_two_again_while_they_are_one(tmp_path: Path) -> None:
    """Two, taken back, then one: the first answer counts again only when the second does not."""
    with Ledger.open(tmp_path / "eidc.ledger") as ledger:
        add_roster(ledger, roster(TWO_PEOPLE), ME)
        two = settle(ledger, 1, 2, "two", ME)
        undo(ledger, two, ME)
        one = settle(ledger, 1, 2, "same", ME)
        before = _known(ledger), ledger.revision
        with pytest.raises(UsageProblem) as refused:
            redo(ledger, two, ME)
        assert refused.value.values["later"] == one
        assert (_known(ledger), ledger.revision) == before
        undo(ledger, one, ME)
        redo(ledger, two, ME)
        assert [pair.number for pair in settled_pairs(ledger)] == [two]
        redo(ledger, one, ME)
        assert [pair.number for pair in settled_pairs(ledger)] == [one]


def test_two_made_one_otherwise_are_not_made_one_twice(tmp_path: Path) -> None:
    """One, taken back, one the other way round: the first counts again when the second does not."""
    with Ledger.open(tmp_path / "eidc.ledger") as ledger:
        add_roster(ledger, roster(TWO_PEOPLE), ME)
        first = settle(ledger, 1, 2, "same", ME)
        undo(ledger, first, ME)
        second = settle(ledger, 2, 1, "same", ME)
        with pytest.raises(UsageProblem) as refused:
            redo(ledger, first, ME)
        assert refused.value.values["later"] == second


def test_three_are_one_by_two_answers_in_whatever_order(tmp_path: Path) -> None:
    """One, taken back, one of them with a third, the first again: all three are one."""
    path = tmp_path / "eidc.ledger"
    with Ledger.open(path) as ledger:
        add_roster(ledger, roster(TWO_PEOPLE + "#3          Nguyễn Văn Ấn  Thôn 1\n"), ME)
        first = settle(ledger, 1, 2, "same", ME)
        undo(ledger, first, ME)
        settle(ledger, 3, 2, "same", ME)
        redo(ledger, first, ME)
        assert len(list(people(ledger, BASELINE, elderly_age=60))) == 1
        with pytest.raises(UsageProblem):
            settle(ledger, 1, 2, "two", ME)
    assert life.found_in(path) == []


def test_who_was_made_one_and_taken_back_is_known_by_the_next_list(tmp_path: Path) -> None:
    """Two made one, their only list taken back: another list that names one of them is not lost."""
    head, row = "\nfull_name      village\n", "Nguyễn Văn An  Thôn 1\n"
    path = tmp_path / "eidc.ledger"
    with Ledger.open(path) as ledger:
        add_roster(ledger, roster(head + row + row, file="1.xlsx"), ME)
        settle(ledger, 2, 1, "same", ME)
        undo(ledger, 1, ME)
        assert not list(people(ledger, BASELINE, elderly_age=60))
        add_roster(ledger, roster(head + row, file="2.xlsx"), ME)
        assert [each.full_name for each in people(ledger, BASELINE, elderly_age=60)] == [
            "Nguyễn Văn An"
        ]
    assert life.found_in(path) == []


def test_who_was_made_one_and_taken_back_comes_back_in_two_rows(tmp_path: Path) -> None:
    """Two made one, their only list taken back: a list that names both again names one person."""
    head = "\nfull_name      village\n"
    path = tmp_path / "eidc.ledger"
    with Ledger.open(path) as ledger:
        both = "Nguyễn Văn An  -\nNguyễn Văn An  Thôn 1\n"
        add_roster(ledger, roster(head + both, file="1.xlsx"), ME)
        settle(ledger, 2, 1, "same", ME)
        undo(ledger, 1, ME)
        added = add_roster(ledger, roster(head + both, file="2.xlsx"), ME)
        assert (added.merge.new, added.merge.same) == (1, 1)
        assert [each.village for each in people(ledger, BASELINE, elderly_age=60)] == ["Thôn 1"]
        redo(ledger, 1, ME)
        assert len(list(people(ledger, BASELINE, elderly_age=60))) == 1
    assert life.found_in(path) == []


def test_namesakes_after_one_made_of_two_was_taken_back(tmp_path: Path) -> None:
    """Two made one, their only list taken back: two namesakes in one place are two people still."""
    head, row = "\nfull_name      birth_date  village\n", "Nguyễn Văn An  1990        -\n"
    path = tmp_path / "eidc.ledger"
    with Ledger.open(path) as ledger:
        add_roster(ledger, roster(head + row + "Nguyễn Văn An  1990  Thôn 1\n", file="1.xlsx"), ME)
        settle(ledger, 2, 1, "same", ME)
        undo(ledger, 1, ME)
        add_roster(ledger, roster(head + row + row, file="2.xlsx"), ME)
        assert len(list(people(ledger, BASELINE, elderly_age=60))) == 2
    assert life.found_in(path) == []


def test_who_was_made_one_is_found_as_each_list_names_them(tmp_path: Path) -> None:
    """No numbers, two villages, made one: both lists of the week after name that one person."""
    head = "\nfull_name      birth_date  village\n"
    path = tmp_path / "eidc.ledger"
    with Ledger.open(path) as ledger:
        lists = [head + f"Nguyễn Văn An  1990-05-03  Thôn {village}\n" for village in (1, 2)]
        for number, text in enumerate(lists):
            add_roster(ledger, roster(text, file=f"{number}.xlsx"), ME)
        settle(ledger, 1, 2, "same", ME)
        for number, text in enumerate(lists):
            late = roster(text, WEEK_2, file=f"{number}b.xlsx")
            assert add_roster(ledger, late, ME).merge.new == 0
        assert len(list(people(ledger, WEEK_2, elderly_age=60))) == 1
    assert life.found_in(path) == []


THREE = TWO_PEOPLE + "#3          Nguyễn Văn Ấn  Thôn 1\n"


def test_two_who_are_one_by_way_of_a_third_are_called_two_no_more(tmp_path: Path) -> None:
    """One and three are two, but both are one with the second: the last answer is believed, and
    either of the two that make them one brings the first answer back when it is undone.
    """
    path = tmp_path / "eidc.ledger"
    answered: dict[int, tuple[object, ...]] = {}
    with Ledger.open(path) as ledger:
        add_roster(ledger, roster(THREE), ME)
        two = settle(ledger, 3, 1, "two", ME)
        first = settle(ledger, 2, 1, "same", ME)
        last = settle(ledger, 2, 3, "same", ME)
        assert [pair.number for pair in settled_pairs(ledger)] == [first, last]
        for refused in (undo, redo):
            with pytest.raises(UsageProblem, match="given way") as told:
                refused(ledger, two, ME)
            assert told.value.values["later"] == last
        for one in (first, last):
            answered[ledger.revision] = _known(ledger)
            undo(ledger, one, ME)
            assert two in [pair.number for pair in settled_pairs(ledger)]
            answered[ledger.revision] = _known(ledger)
            redo(ledger, one, ME)
            assert two not in [pair.number for pair in settled_pairs(ledger)]
        answered[ledger.revision] = _known(ledger)
    for moment, known in answered.items():
        with Ledger.open(path) as then:
            as_known(then, moment)
            assert _known(then) == known, moment
    assert life.found_in(path) == []


def test_an_answer_stays_away_while_the_two_are_one_otherwise(tmp_path: Path) -> None:
    """What it gave way to is undone, but by now another answer makes the two one."""
    path = tmp_path / "eidc.ledger"
    with Ledger.open(path) as ledger:
        add_roster(ledger, roster(THREE), ME)
        two = settle(ledger, 3, 1, "two", ME)
        first = settle(ledger, 2, 1, "same", ME)
        last = settle(ledger, 3, 2, "same", ME)
        undo(ledger, first, ME)
        other = settle(ledger, 1, 3, "same", ME)
        undo(ledger, last, ME)
        assert [pair.number for pair in settled_pairs(ledger)] == [other]
        undo(ledger, other, ME)
        assert [pair.number for pair in settled_pairs(ledger)] == [two]
    assert life.found_in(path) == []
