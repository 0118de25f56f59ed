"""Pairs among the people a ledger knows, what settling them does, and that it is remembered."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest

from eid_campaign.ledger.database import IN_MEMORY
from eid_campaign.ledger.duplicate_merging import merge, tried
from eid_campaign.ledger.duplicates import Duplicate, count_open, duplicates, pair_of
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.log import entries
from eid_campaign.ledger.people import people
from eid_campaign.ledger.rosters import add_roster
from eid_campaign.ledger.settling import settle
from eid_campaign.ledger.undo import redo, undo
from tests.drawn import BASELINE, ME, WEEK_2, WEEK_3, roster

ALL = date(2024, 12, 31)


def ledger_of(*lists: tuple[date, str]) -> Ledger:
    """Return a ledger in memory with drawn lists, each of its day."""
    ledger = Ledger.open(IN_MEMORY)
    for at, (day, drawn) in enumerate(lists):
        add_roster(ledger, roster(drawn, day, file=f"danh sách {at + 1}.xlsx"), ME)
    return ledger


def found(ledger: Ledger, as_of: date = ALL, **asked: str | int) -> tuple[Duplicate, ...]:
    """Return the open pairs."""
    return duplicates(ledger, as_of, elderly_age=60, **asked)  # type: ignore[arg-type]


def drawn(pairs: tuple[Duplicate, ...]) -> list[tuple[str, str, str]]:
    """Return pairs as (name, name, band)."""
    return [(each.one.full_name, each.other.full_name, each.likeness.band) for each in pairs]


TWICE = """
    full_name      citizen_id  stage          note
    Bùi Văn Hoà    #10         not_collected  đi làm xa
    Lê Thị Nga     #500        not_collected  -
"""
AGAIN = """
    full_name      citizen_id  stage          village
    Bui Van Hoa    #11         l2_activated   Thôn 2
"""


def test_a_person_listed_twice_across_villages_and_weeks() -> None:
    """Found, with what speaks for it; the one known first stands first."""
    with ledger_of((BASELINE, TWICE), (WEEK_2, AGAIN)) as ledger:
        [pair] = found(ledger)
    assert drawn((pair,)) == [("Bùi Văn Hoà", "Bui Van Hoa", "one")]
    assert {"number_digit", "name_unmarked", "birth_same"} <= set(pair.likeness.reasons)
    assert (pair.one.source_file, pair.other.source_row) == ("danh sách 1.xlsx", 5)


def test_only_what_was_known_on_the_day() -> None:
    """A week earlier there was but one of the two."""
    with ledger_of((BASELINE, TWICE), (WEEK_2, AGAIN)) as ledger:
        assert found(ledger, BASELINE) == ()


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"village": "Thôn 1"}, 1),
        ({"village": "Thôn 2"}, 1),
        ({"village": "Thôn 3"}, 0),
        ({"commune": "Cẩm Tân"}, 1),
        ({"commune": "Cẩm Vân"}, 0),
        ({"min_score": 100}, 0),
        ({"min_score": 65}, 1),
    ],
)
def test_what_is_asked_for(asked: dict[str, str | int], count: int) -> None:
    """A pair belongs to the place of either person; points are asked from so many on."""
    with ledger_of((BASELINE, TWICE), (WEEK_2, AGAIN)) as ledger:
        assert len(found(ledger, **asked)) == count


NAMESAKES = """
    full_name     citizen_id  household
    Phạm Văn Long  #10        Phạm Văn Sáu
    Phạm Văn Long  #987       Phạm Văn Tư
"""


def test_namesakes_on_one_list_are_rather_two() -> None:
    """Two good numbers on the same list: shown last, as two people, and never counted as open."""
    with ledger_of((BASELINE, NAMESAKES)) as ledger:
        assert [each.likeness.band for each in found(ledger)] == ["two"]
        assert count_open(ledger, ALL) == 0


TWINS = """
    full_name      citizen_id  household
    Phạm Văn Hùng  #10         Phạm Văn Sáu
    Phạm Văn Hưng  #11         Phạm Văn Sáu
"""


def test_twins_are_never_shown() -> None:
    """Born on one day in one house: two people even with neighbouring numbers."""
    with ledger_of((BASELINE, TWINS)) as ledger:
        assert found(ledger) == ()


OLD = """
    full_name     citizen_id  birth_date
    Hà Văn Quang  #10         1990-05-03
    Lê Thị Nga    #500        1990-06-01
"""
NEW = """
    full_name     citizen_id    birth_date
    Hà Văn Quang  038088654321  1988-05-03
    Lê Thị Nga    #500          1990-06-01
"""


def test_a_number_corrected_is_one_person() -> None:
    """The old number has left the village's list, the new one fits the corrected birth year."""
    with ledger_of((BASELINE, OLD), (WEEK_2, NEW)) as ledger:
        known = [each for each in people(ledger, ALL, elderly_age=60) if "Quang" in each.full_name]
        pairs = found(ledger)
    if len(known) == 1:
        assert pairs == ()  # the list itself has made them one
    else:
        assert drawn(pairs) == [("Hà Văn Quang", "Hà Văn Quang", "one")]
        assert "number_corrected" in pairs[0].likeness.reasons


def test_what_merging_would_give_is_what_it_gives() -> None:
    """The preview stores nothing, and says who comes of it and which rows are joined."""
    with ledger_of((BASELINE, TWICE), (WEEK_2, AGAIN)) as ledger:
        [pair] = found(ledger)
        before = ledger.revision
        would_be = tried(ledger, pair.one, pair.other, ALL, elderly_age=60, chosen=False)
        assert ledger.revision == before
        assert len(found(ledger)) == 1
        settle(ledger, pair.one.number, pair.other.number, "same", ME)
        known = {each.number: each for each in people(ledger, ALL, elderly_age=60)}
        assert known[pair.one.number] == would_be.person
        assert pair.other.number not in known
        assert (would_be.person.note, would_be.person.village) == ("đi làm xa", "Thôn 2")
        assert [row.file for row in would_be.rows] == ["danh sách 1.xlsx", "danh sách 2.xlsx"]


def test_the_chosen_one_keeps_number_and_name() -> None:
    """What the newer list says worse does not replace what an officer chose."""
    with ledger_of((BASELINE, TWICE), (WEEK_2, AGAIN)) as ledger:
        [pair] = found(ledger)
        would_be = tried(ledger, pair.one, pair.other, ALL, elderly_age=60, chosen=True).person
    assert (would_be.full_name, would_be.citizen_id) == (pair.one.full_name, pair.one.citizen_id)
    assert would_be.stage == pair.other.stage


def test_a_merge_and_the_facts_chosen_with_it_are_one_entry() -> None:
    """Stored, undone and redone together; the log names the facts, not their values."""
    with ledger_of((BASELINE, TWICE), (WEEK_2, AGAIN)) as ledger:
        [pair] = found(ledger)
        before, start = list(people(ledger, ALL, elderly_age=60)), ledger.revision
        facts = {"full_name": pair.one.full_name, "citizen_id": pair.one.citizen_id}
        number = merge(ledger, pair.one, pair.other, ALL, ME, facts=facts, reason="")
        assert (number, ledger.revision) == (start + 1, start + 1)
        after = list(people(ledger, ALL, elderly_age=60))
        [one] = [each for each in after if each.number == pair.one.number]
        assert (one.full_name, one.citizen_id) == (pair.one.full_name, pair.one.citizen_id)
        [entry] = entries(ledger.connection, 1)
        assert entry.details["facts"] == ["citizen_id", "full_name"]
        undo(ledger, number, ME)
        assert list(people(ledger, ALL, elderly_age=60)) == before
        redo(ledger, None, ME)
        assert list(people(ledger, ALL, elderly_age=60)) == after
        assert undo(ledger, None, ME).target == number
        assert list(people(ledger, ALL, elderly_age=60)) == before


def test_a_merge_stopped_at_its_facts_is_no_merge() -> None:
    """When the facts cannot be written, the two are not made one either."""
    with ledger_of((BASELINE, TWICE), (WEEK_2, AGAIN)) as ledger:
        [pair] = found(ledger)
        before, revision = list(people(ledger, ALL, elderly_age=60)), ledger.revision
        facts = {"no_such": None}
        with pytest.raises(sqlite3.IntegrityError):
            merge(ledger, pair.one, pair.other, ALL, ME, facts=facts, reason="")  # type: ignore[arg-type]
        assert (list(people(ledger, ALL, elderly_age=60)), ledger.revision) == (before, revision)


@pytest.mark.parametrize(
    ("verdict", "left", "put_off"), [("same", 0, 0), ("two", 0, 0), ("later", 1, 1)]
)
def test_an_answer_is_remembered_and_can_be_undone(verdict: str, left: int, put_off: int) -> None:
    """One or two is never asked again, later is shown marked; undone, the pair is open again."""
    with ledger_of((BASELINE, TWICE), (WEEK_2, AGAIN)) as ledger:
        [pair] = found(ledger)
        assert count_open(ledger, ALL) == 1
        number = settle(ledger, pair.one.number, pair.other.number, verdict, ME)
        add_roster(ledger, roster(AGAIN, WEEK_3, file="danh sách 3.xlsx"), ME)
        now = found(ledger)
        assert len(now) == left
        assert sum(each.later is not None for each in now) == put_off
        assert count_open(ledger, ALL) == 0
        undo(ledger, number, ME)
        [again] = found(ledger)
        assert (again.code, again.later) == (pair.code, None)
        assert count_open(ledger, ALL) == 1


def test_put_off_comes_last() -> None:
    """The likeliest pair goes behind all others once it was put off."""
    lists = """
    full_name      citizen_id  birth_date
    Bùi Văn Hoà    #10         1990-05-03
    Bùi Văn Hòa    -           1990-05-03
    Đỗ Thị Mỵ      -           1971-03-04
    Đỗ Thị Mỵ      -           1971-04-03
    """
    with ledger_of((BASELINE, lists)) as ledger:
        first, second = found(ledger)
        settle(ledger, first.one.number, first.other.number, "later", ME)
        assert [each.code for each in found(ledger)] == [second.code, first.code]


def test_two_people_stay_two_when_one_of_them_is_made_one_with_a_third() -> None:
    """An answer is given on a person, whoever else turns out to be that person."""
    with ledger_of(
        (BASELINE, TWICE),
        (WEEK_2, AGAIN),
        (WEEK_3, AGAIN.replace("#11", "#12").replace("Thôn 2", "Thôn 3")),
    ) as ledger:
        assert len(found(ledger)) == 3
        persons = sorted({p.number for each in found(ledger) for p in (each.one, each.other)})
        settle(ledger, persons[0], persons[1], "two", ME)
        settle(ledger, persons[1], persons[2], "same", ME)
        assert found(ledger) == ()


def test_any_two_people_can_be_looked_at() -> None:
    """Side by side also where nobody would think of it; not where one of them is not known."""
    with ledger_of((BASELINE, TWICE), (WEEK_2, AGAIN)) as ledger:
        nga = next(p for p in people(ledger, ALL, elderly_age=60) if "Nga" in p.full_name)
        [pair] = found(ledger)
        other = pair_of(ledger, ALL, pair.one.number, nga.number, elderly_age=60)
        assert other is not None
        assert other.likeness.band == ""
        assert pair_of(ledger, ALL, pair.one.number, 999, elderly_age=60) is None
        assert pair_of(ledger, BASELINE, pair.one.number, pair.other.number, elderly_age=60) is None
