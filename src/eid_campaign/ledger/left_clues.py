"""What is known around people who left the list: who is listed in their place, their household."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from eid_campaign.campaign.left import Candidate, Left, differs_by_one
from eid_campaign.campaign.spelling import folded
from eid_campaign.ledger.identities import TWO, roots_now, settled_pairs
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.sightings import Sightings, lists_up_to


class Clues(NamedTuple):
    """What is known around one person who left the list."""

    candidates: tuple[Candidate, ...]
    """Who on that list or a later one may be the same person; nobody whom an officer called
    another one.
    """
    staying: int
    """Others of the household who are still listed."""
    leaving: int
    """Others of the household who left the lists too."""


def clues(ledger: Ledger, as_of: date, gone: Sequence[Left]) -> dict[int, Clues]:
    """Return by person what is known around each of ``gone`` on ``as_of``."""
    if not gone:
        return {}
    sightings = Sightings(ledger, lists_up_to(ledger, as_of))
    own = _faces(ledger, as_of, "person", [each.person for each in gone])
    namesakes: dict[tuple[str, str], list[_Face]] = defaultdict(list)
    births = {face.birth_date for face in own.values() if face.birth_date}
    for face in _faces(ledger, as_of, "birth_date", births).values():
        namesakes[face.named].append(face)
    houses: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    named = {face.household for face in own.values() if face.household}
    for face in _faces(ledger, as_of, "household", named).values():
        houses[face.home].append(face.person)
    leaving = {each.person for each in gone}
    two = _called_two(ledger)
    fresh: dict[date, _Fresh] = {}
    found: dict[int, Clues] = {}
    for each in gone:
        if each.day not in fresh:
            fresh[each.day] = _fresh(ledger, as_of, sightings, each.day)
        now, face = fresh[each.day], own[each.person]
        home = houses[face.home] if face.household else []
        others = [person for person in home if person != each.person]
        near = (one for one in now.by_village[face.commune, face.village] if _near(face, one))
        faces = {one.person: one for one in (*namesakes.get(face.named, ()), *near)}
        found[each.person] = Clues(
            tuple(
                _candidate(one, is_new=one.person in now.persons)
                for one in faces.values()
                if one.person not in leaving
                and sightings.holds(now.seen, one.person)
                and frozenset((each.person, one.person)) not in two
            ),
            sum(sightings.holds(now.seen, person) for person in others),
            sum(person in leaving for person in others),
        )
    return found


def _called_two(ledger: Ledger) -> frozenset[frozenset[int]]:
    """Return the pairs that an officer called two people."""
    roots = roots_now(ledger)
    return frozenset(
        frozenset(roots.get(person, person) for person in (pair.kept, pair.other))
        for pair in settled_pairs(ledger)
        if pair.verdict == TWO
    )


class _Face(NamedTuple):
    person: int
    citizen_id: str
    full_name: str
    birth_date: str
    commune: str
    village: str
    household: str

    @property
    def named(self) -> tuple[str, str]:
        return folded(self.full_name), self.birth_date

    @property
    def home(self) -> tuple[str, str, str]:
        return self.commune, self.village, self.household


class _Fresh(NamedTuple):
    """Who is on the lists since a day, and who of them was on none before."""

    seen: int
    persons: frozenset[int]
    by_village: dict[tuple[str, str], list[_Face]]


def _fresh(ledger: Ledger, as_of: date, sightings: Sightings, day: date) -> _Fresh:
    seen = sightings.since(day.toordinal())
    persons = frozenset(sightings.persons(seen & ~sightings.before(day.toordinal())))
    by_village: dict[tuple[str, str], list[_Face]] = defaultdict(list)
    for face in _faces(ledger, as_of, "person", persons).values():
        by_village[face.commune, face.village].append(face)
    return _Fresh(seen, persons, by_village)


def _near(face: _Face, other: _Face) -> bool:
    return differs_by_one(face.citizen_id, other.citizen_id)


def _candidate(face: _Face, *, is_new: bool) -> Candidate:
    return Candidate(*face[:6], is_new=is_new)


def _faces(ledger: Ledger, as_of: date, column: str, values: Iterable[object]) -> dict[int, _Face]:
    """Return by person their last version up to ``as_of``, of those who have one of ``values``."""
    wanted = sorted(map(str, values)) if column != "person" else list(values)
    if not wanted:
        return {}
    persons = f"person IN (SELECT person FROM version WHERE {column} IN {_LISTED})"
    rows = ledger.connection.execute(
        _LAST.format(who=f"person IN {_LISTED}" if column == "person" else persons),
        (json.dumps(wanted), as_of.toordinal()),
    )
    words = dict(ledger.connection.execute("SELECT id, text FROM word"))
    return {row[0]: _Face._make((*row[:4], words[row[4]], words[row[5]], row[6])) for row in rows}


_LISTED = "(SELECT value FROM json_each(?))"
_LAST = """
SELECT person, citizen_id, full_name, birth_date, commune, village, household FROM version
WHERE {who} AND as_of <= ? AND import_id IN (SELECT id FROM import WHERE undone_by IS NULL)
ORDER BY person, as_of, import_id
"""
"""Everyone's versions in order: the last one of each is kept."""
