"""Who may have changed between two days, and how each was known on both.

Only people of whom something is recorded in between, who were decided about, or who came of an
age in between are looked at: a week of a district costs what changed, not what it holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from eid_campaign.campaign.birth_date import CHILD_AGE
from eid_campaign.campaign.moves import Face, Move
from eid_campaign.campaign.person import Person
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.own_rules import table_on
from eid_campaign.ledger.people import people


class Moved(NamedTuple):
    """One person who is otherwise on the second day; the last version of either day."""

    person: Person
    """As known on the second day."""
    before: Person | None
    """As known on the first; None for who was on no list yet."""

    @property
    def move(self) -> Move:
        """What of it is told, without the person."""
        return Move(None if self.before is None else _face(self.before), _face(self.person))


def moved(ledger: Ledger, first: date, last: date, *, elderly_age: int) -> Iterator[Moved]:
    """Yield everyone whose stage, village or standing on ``last`` is not that of ``first``, in
    the order in which they were first stored.
    """
    persons = _suspects(ledger, first, last, elderly_age)
    before = {
        each.number: each
        for each in people(ledger, first, elderly_age=elderly_age, persons=persons)
    }
    for person in people(ledger, last, elderly_age=elderly_age, persons=persons):
        found = Moved(person, before.get(person.number))
        if found.move.is_change:
            yield found


def _face(person: Person) -> Face:
    return Face(person.commune, person.village, person.stage, person.verdict.standing)


def _suspects(ledger: Ledger, first: date, last: date, elderly_age: int) -> set[int] | None:
    """Return who may have changed; None for everyone, where remarks are read by other words."""
    if table_on(ledger, first) != table_on(ledger, last):
        return None
    days = {"first": first.toordinal(), "last": last.toordinal()}
    found = {person for (person,) in ledger.connection.execute(_TOUCHED, days)}
    for age in (CHILD_AGE, elderly_age):
        # A year alone, or a month, may turn on any day of it: the whole year is looked at.
        years = {"first": str(first.year - age), "last": str(last.year - age)}
        found |= {person for (person,) in ledger.connection.execute(_OF_AGE, years)}
    return found


_TOUCHED = """
SELECT person FROM version WHERE as_of > :first AND as_of <= :last
UNION
SELECT person FROM decision WHERE as_of > :first AND as_of <= :last
UNION
SELECT person FROM decision WHERE until >= :first AND until < :last
"""
_OF_AGE = """
SELECT DISTINCT person FROM version WHERE substr(birth_date, 1, 4) BETWEEN :first AND :last
"""
