"""The pairs of people known on a day who may be one, each with its score, and what was settled.

An answer is remembered: one person or two is never asked again, later is shown last. Nothing here
needs numpy; settling does, and lives apart.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from rapidfuzz.distance import OSA

from eid_campaign.campaign.likeness import (
    LEAST,
    LOOK,
    Likeness,
    Listed,
    Seen,
    likeness,
    pair_code,
)
from eid_campaign.campaign.person import Person
from eid_campaign.ledger.decisions import seal
from eid_campaign.ledger.duplicate_blocks import candidates
from eid_campaign.ledger.identities import LATER, SAME, SettledPair, roots_now, settled_pairs
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.people import people

_WEEK = 7
_CACHED = "duplicates 1"
"""The key of the kept count; its number rises when the scoring changes."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A pair that may be one person: ``one`` was known first."""

    code: str
    one: Person
    other: Person
    likeness: Likeness
    later: SettledPair | None = None
    """Put off by an officer."""


class _Scored(NamedTuple):
    one: Listed
    other: Listed
    likeness: Likeness


def duplicates(
    ledger: Ledger,
    as_of: date,
    *,
    elderly_age: int,
    commune: str = "",
    village: str = "",
    min_score: int = LEAST,
) -> tuple[Duplicate, ...]:
    """Return the open pairs known on ``as_of``, the likeliest first, those put off last.

    ``commune`` and ``village`` ask for pairs of which at least one person is there.
    """
    settled = _answers(ledger)
    found = [
        each
        for each in _scored(ledger, as_of, settled)
        if each.likeness.score >= min_score
        and any(_is_at(person, commune, village) for person in (each.one, each.other))
    ]
    known = _people(ledger, as_of, elderly_age, found)
    sealed = seal(ledger)
    pairs = [
        Duplicate(
            pair_code(sealed, each.one.number, each.other.number),
            known[each.one.number],
            known[each.other.number],
            each.likeness,
            settled.get(frozenset((each.one.number, each.other.number))),
        )
        for each in found
    ]
    return tuple(
        sorted(
            pairs,
            key=lambda pair: (
                pair.later is not None,
                -pair.likeness.score,
                pair.one.number,
                pair.other.number,
            ),
        )
    )


def pair_of(
    ledger: Ledger, as_of: date, one: int, other: int, *, elderly_age: int
) -> Duplicate | None:
    """Return any two people side by side, however little they look like one.

    None where one of them is not known on ``as_of``, or both are one person already.
    """
    asked = _Scored(Listed(one), Listed(other), Likeness(0, ()))
    known = _people(ledger, as_of, elderly_age, [asked])
    if len({one, other} & known.keys()) < 2:
        return None
    pair = {each.number: each for each in _listed(ledger, as_of) if each.number in (one, other)}
    scored = _score(pair[one], pair[other], _Lists(ledger, as_of))
    code = pair_code(seal(ledger), one, other)
    later = _answers(ledger).get(frozenset((one, other)))
    if later is not None and later.verdict != LATER:
        later = None
    first, second = scored.one.number, scored.other.number
    return Duplicate(code, known[first], known[second], scored.likeness, later)


def count_open(ledger: Ledger, as_of: date) -> int:
    """Return how many pairs an officer has to look at; kept until anything changes.

    Pairs that are rather two people, and those put off, are not counted. The first call after a
    change compares the people anew: some 0,15 s for a commune.
    """
    key = (as_of.toordinal(), _CACHED, ledger.revision)
    kept = ledger.connection.execute(
        "SELECT counts FROM tally_cache WHERE as_of = ? AND rules = ? AND revision = ?", key
    ).fetchone()
    if kept is not None:
        return int(kept[0])
    settled = _answers(ledger)
    count = sum(
        each.likeness.score >= LOOK
        and frozenset((each.one.number, each.other.number)) not in settled
        for each in _scored(ledger, as_of, settled)
    )
    # Keeping it only saves time: a ledger that is being written, or may only be read, is fine.
    with suppress(sqlite3.OperationalError):
        ledger.connection.execute(
            "INSERT OR REPLACE INTO tally_cache (as_of, rules, revision, counts)"
            " VALUES (?, ?, ?, ?)",
            (*key, str(count)),
        )
    return count


class _Lists:
    """Which lists name whom, and which villages they cover, up to a day."""

    def __init__(self, ledger: Ledger, as_of: date) -> None:
        rows = ledger.connection.execute(
            "SELECT id, as_of, seen FROM import WHERE kind = 'roster' AND undone_by IS NULL"
            " AND as_of <= ?",
            (as_of.toordinal(),),
        ).fetchall()
        self._bits = {number: zlib.decompress(seen) if seen else b"" for number, _day, seen in rows}
        self._days = {number: day for number, day, _seen in rows}
        self._covered: dict[tuple[str, str], int] = {}
        for number, commune, village in ledger.connection.execute(
            "SELECT import_id, commune, village FROM import_village"
        ):
            day = self._days.get(number, 0)
            for place in ((commune, village), (commune, "")):
                self._covered[place] = max(self._covered.get(place, 0), day)
        self._naming: dict[int, set[int]] = {}
        self._were: dict[int, list[int]] = {}
        for person, kept in roots_now(ledger).items():
            self._were.setdefault(kept, []).append(person)

    def naming(self, person: int) -> set[int]:
        """Return the imports that name a person, or who was made one with them."""
        if person not in self._naming:
            places = [(at >> 3, 0x80 >> (at & 7)) for at in (person, *self._were.get(person, ()))]
            self._naming[person] = {
                number
                for number, bits in self._bits.items()
                for byte, bit in places
                if byte < len(bits) and bits[byte] & bit
            }
        return self._naming[person]

    def ordered(self, one: Listed, other: Listed) -> tuple[Listed, Listed, Seen]:
        """Return the two, the one known first before the other, and how they stand on lists."""
        here, there = self.naming(one.number), self.naming(other.number)
        if not here or not there:
            return min(one, other), max(one, other), Seen.APART
        days, their_days = self._of(here), self._of(there)
        if (their_days[0], other.number) < (days[0], one.number):
            one, other, days, their_days = other, one, their_days, days
        if here & there:
            return one, other, Seen.SAME_LIST
        left_out = self._covered.get((one.commune, one.village), 0) >= their_days[0]
        if days[-1] < their_days[0] and left_out:
            return one, other, Seen.FOLLOWED
        near = any(abs(day - other_day) < _WEEK for day in days for other_day in their_days)
        return one, other, Seen.SAME_WEEK if near else Seen.APART

    def _of(self, numbers: Iterable[int]) -> list[int]:
        return sorted(self._days[number] for number in numbers)


def _scored(
    ledger: Ledger, as_of: date, settled: Mapping[frozenset[int], SettledPair]
) -> Iterator[_Scored]:
    known = _listed(ledger, as_of)
    lists = _Lists(ledger, as_of)
    for at, there in candidates(known):
        one, other = known[at], known[there]
        answer = settled.get(frozenset((one.number, other.number)))
        if answer is not None and answer.verdict != LATER:
            continue
        # No other way of standing on the lists scores higher: most pairs end here.
        if not (_may_be(one, other) or _may_be(other, one)):
            continue
        scored = _score(one, other, lists)
        if scored.likeness.score >= LEAST:
            yield scored


def _may_be(one: Listed, other: Listed) -> bool:
    return likeness(one, other, Seen.FOLLOWED, OSA.distance).score >= LEAST


def _score(one: Listed, other: Listed, lists: _Lists) -> _Scored:
    first, second, seen = lists.ordered(one, other)
    return _Scored(first, second, likeness(first, second, seen, OSA.distance))


def _answers(ledger: Ledger) -> dict[frozenset[int], SettledPair]:
    """Return what was answered of two who are two in the ledger, by whom they are now."""
    roots = roots_now(ledger)
    return {
        frozenset((roots.get(each.kept, each.kept), roots.get(each.other, each.other))): each
        for each in settled_pairs(ledger)
        if each.verdict != SAME
    }


def _is_at(person: Listed, commune: str, village: str) -> bool:
    return (not commune or person.commune == commune) and (not village or person.village == village)


def _people(
    ledger: Ledger, as_of: date, elderly_age: int, found: Sequence[_Scored]
) -> dict[int, Person]:
    persons = {person.number for each in found for person in (each.one, each.other)}
    if not persons:
        return {}
    asked = people(ledger, as_of, elderly_age=elderly_age, persons=persons)
    return {person.number: person for person in asked}


def _listed(ledger: Ledger, as_of: date) -> list[Listed]:
    words = dict(ledger.connection.execute("SELECT id, text FROM word"))
    return [
        Listed(person, number, name, born, sex, words[commune], words[village], home, phone, old)
        for person, number, name, born, sex, commune, village, home, phone, old in (
            ledger.connection.execute(_LAST, (as_of.toordinal(),))
        )
    ]


_LAST = """
SELECT person, citizen_id, full_name, birth_date, sex, commune, village, household, phone, old_id
FROM (
    SELECT *, lead(person) OVER (ORDER BY person, as_of, import_id) AS next_person
    FROM version
    WHERE as_of <= ? AND import_id IN (SELECT id FROM import WHERE undone_by IS NULL)
)
WHERE next_person IS NOT person
"""
"""Each person's last version up to a day, as far as people are compared by it."""
