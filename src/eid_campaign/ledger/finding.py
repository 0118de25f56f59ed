"""Finding a person: by citizen number, by code, by name, by household."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from eid_campaign.campaign.decisions import find_coded
from eid_campaign.campaign.person import Person
from eid_campaign.campaign.spelling import folded, plain
from eid_campaign.ledger.decisions import seal
from eid_campaign.ledger.identities import roots_now
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.people import people


def with_number(
    ledger: Ledger, number: str, as_of: date, *, elderly_age: int
) -> tuple[Person, ...]:
    """Return who has the citizen number, or had it in an earlier list, or the ledger's code."""
    coded = find_coded(seal(ledger), number)
    if coded is not None:
        return _of(ledger, [roots_now(ledger).get(coded, coded)], as_of, elderly_age)
    digits = "".join(sign for sign in number if sign not in " .-\u00a0")
    if not (digits.isascii() and digits.isdecimal()):
        return ()
    rows = ledger.connection.execute(
        "SELECT DISTINCT person FROM version WHERE citizen_id = ?", (digits,)
    )
    found = _of(ledger, [person for (person,) in rows], as_of, elderly_age)
    return tuple(person for person in found if person.citizen_id == digits) or found


def with_name(
    ledger: Ledger, name: str, as_of: date, *, elderly_age: int, village: str = ""
) -> tuple[Person, ...]:
    """Return who is called ``name``: as typed with its marks, else without them."""
    rows = ledger.connection.execute("SELECT DISTINCT person, full_name FROM version").fetchall()
    for form in (plain, folded):
        wanted = form(name)
        persons = sorted({person for person, full_name in rows if form(full_name) == wanted})
        found = tuple(
            person
            for person in _of(ledger, persons, as_of, elderly_age)
            if form(person.full_name) == wanted and (not village or person.village == village)
        )
        if found:
            return found
    return ()


def household_of(
    ledger: Ledger, person: Person, as_of: date, *, elderly_age: int
) -> tuple[Person, ...]:
    """Return the people whose list names the same household in the same village.

    Only the person where the list names none.
    """
    if not person.household:
        return (person,)
    rows = ledger.connection.execute(
        "SELECT DISTINCT person FROM version WHERE household = ?", (person.household,)
    )
    found = _of(ledger, [number for (number,) in rows], as_of, elderly_age)
    home = (person.commune, person.village, person.household)
    return tuple(each for each in found if (each.commune, each.village, each.household) == home)


def _of(
    ledger: Ledger, persons: Sequence[int], as_of: date, elderly_age: int
) -> tuple[Person, ...]:
    if not persons:
        return ()
    return tuple(people(ledger, as_of, elderly_age=elderly_age, persons=persons))
