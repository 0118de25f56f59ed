"""Who is listed under a number already known as another's is kept, without the number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from eid_campaign.ledger.checking import Asked, check
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.people import people
from eid_campaign.ledger.rosters import Added, Roster, add_roster
from eid_campaign.ledger.undo import redo, undo
from tests.checking.life import RULES
from tests.drawn import BASELINE, ME, WEEK_2, WEEK_3, roster, shown

HEADER = "citizen_id  full_name       birth_date  village  stage"
DUNG = "#4          Phạm Thị Dung   1983-05-03  Thôn 1   not_collected"
LIEN = "#4          Hoàng Kim Liên  1983-08-07  Thôn 2   collected"
A = roster(f"{HEADER}\n{DUNG}", BASELINE, file="a.xlsx")
B = roster(f"{HEADER}\n{LIEN}", WEEK_2, file="b.xlsx")
DUNG_WITH, DUNG_WITHOUT = (
    (number, "Phạm Thị Dung", "Thôn 1", "NOT_COLLECTED") for number in ("038090000004", "")
)
LIEN_WITH, LIEN_WITHOUT = (
    (number, "Hoàng Kim Liên", "Thôn 2", "COLLECTED") for number in ("038090000004", "")
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger of the test's own."""
    with Ledger.open(tmp_path / "eidc.ledger") as opened:
        yield opened


def told(ledger: Ledger, day: date = WEEK_3) -> list[tuple[str, ...]]:
    """Return who is known on a day, the check being silent."""
    assert check(Asked(ledger, WEEK_3, RULES, None)).findings == ()
    return sorted(
        (p.citizen_id, p.full_name, p.village, p.stage.name if p.stage is not None else "")
        for p in people(ledger, day, elderly_age=60)
    )


def kinds(added: Added) -> list[str]:
    """Return the kinds of problems that were said."""
    return [problem.kind for problem in added.problems]


def test_the_second_is_kept_without_the_number(ledger: Ledger) -> None:
    """Both are known, the first unchanged, and the conflict is said and counted."""
    add_roster(ledger, A, ME)
    added = add_roster(ledger, B, ME)
    assert kinds(added) == ["identity_conflict"]
    merge = added.merge
    assert (merge.new, merge.changed, merge.same, merge.conflict) == (0, 0, 0, 1)
    assert shown(merge.written, "citizen_id", "full_name") == [("-", "Hoàng Kim Liên")]
    assert told(ledger, BASELINE) == [DUNG_WITH]
    assert told(ledger, WEEK_2) == [LIEN_WITHOUT, DUNG_WITH]


def test_the_older_list_taken_in_last(ledger: Ledger) -> None:
    """Whom each list names is known from its day on; the number stays where it was first."""
    add_roster(ledger, B, ME)
    assert kinds(add_roster(ledger, A, ME)) == ["identity_conflict"]
    assert told(ledger, BASELINE) == [DUNG_WITHOUT]
    assert told(ledger, WEEK_2) == [DUNG_WITHOUT, LIEN_WITH]


@pytest.mark.parametrize("first", [A, B], ids=["a first", "b first"])
@pytest.mark.parametrize("lines", [(DUNG, LIEN), (LIEN, DUNG)], ids=["dung above", "lien above"])
def test_next_week_both_are_found_again(
    ledger: Ledger, first: Roster, lines: tuple[str, str]
) -> None:
    """A list that repeats both, in either order, brings nobody new and moves no number."""
    second = B if first is A else A
    add_roster(ledger, first, ME)
    add_roster(ledger, second, ME)
    before = told(ledger)
    third = add_roster(ledger, roster("\n".join((HEADER, *lines)), WEEK_3), ME)
    assert third.merge.new == 0
    assert len(third.merge.written) == 0
    assert told(ledger) == before
    again = add_roster(ledger, roster(f"{HEADER}\n{LIEN}", WEEK_3, file="c.xlsx"), ME)
    assert again.merge.new == len(again.merge.written) == 0
    assert told(ledger) == before


def test_a_later_list_moves_her_on(ledger: Ledger) -> None:
    """What next week says under the same wrong number is laid over her, not over the first."""
    add_roster(ledger, A, ME)
    add_roster(ledger, B, ME)
    moved = LIEN.replace("collected", "l2_activated")
    assert kinds(add_roster(ledger, roster(f"{HEADER}\n{moved}", WEEK_3), ME)) == [
        "identity_conflict"
    ]
    assert told(ledger) == [(*LIEN_WITHOUT[:3], "L2_ACTIVATED"), DUNG_WITH]


def test_below_her_in_a_later_list_the_first_keeps_her_number(ledger: Ledger) -> None:
    """Where both stand in one list it is she of whom the number is known who bears it there."""
    add_roster(ledger, A, ME)
    moved = DUNG.replace("Thôn 1", "Thôn 3")
    added = add_roster(ledger, roster(f"{HEADER}\n{LIEN}\n{moved}", WEEK_2), ME)
    assert kinds(added) == ["citizen_id_twice"]
    both = [LIEN_WITHOUT, (*DUNG_WITH[:2], "Thôn 3", DUNG_WITH[3])]
    assert told(ledger) == both
    undo(ledger, 1, ME)
    assert told(ledger) == both


@pytest.mark.parametrize("target", [1, 2])
@pytest.mark.parametrize("order", [(A, B), (B, A)], ids=["a first", "b first"])
def test_each_can_be_taken_back(ledger: Ledger, order: tuple[Roster, Roster], target: int) -> None:
    """Without one list the other's person stays as she is; done again, both are as before."""
    for each in order:
        add_roster(ledger, each, ME)
    both = told(ledger)
    undo(ledger, target, ME)
    gone = order[target - 1].people["full_name"][0]
    assert told(ledger) == [person for person in both if person[1] != gone]
    redo(ledger, target, ME)
    assert told(ledger) == both


def test_taken_in_again_after_the_first_was_taken_back(ledger: Ledger) -> None:
    """A list that names her once nothing of the first counts gives her the number."""
    add_roster(ledger, A, ME)
    add_roster(ledger, B, ME)
    undo(ledger, 1, ME)
    assert told(ledger) == [LIEN_WITHOUT]
    assert kinds(add_roster(ledger, roster(f"{HEADER}\n{LIEN}", WEEK_3), ME)) == []
    assert told(ledger) == [LIEN_WITH]


def test_known_under_a_number_of_her_own(ledger: Ledger) -> None:
    """Who is known by name, birth date and village under another number keeps that number."""
    own = LIEN.replace("#4", "#5")
    add_roster(ledger, roster(f"{HEADER}\n{DUNG}\n{own}"), ME)
    moved = LIEN.replace("collected", "l2_activated")
    assert kinds(add_roster(ledger, roster(f"{HEADER}\n{moved}", WEEK_2), ME)) == [
        "identity_conflict"
    ]
    assert told(ledger) == [
        DUNG_WITH,
        ("038090000005", "Hoàng Kim Liên", "Thôn 2", "L2_ACTIVATED"),
    ]
