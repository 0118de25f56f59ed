"""Who is one person and who is two: settled pairs, remembered and never asked again.

A row is kept under the number its citizen number or name leads to; that two such numbers are one
person is said beside, so that taking it back separates exactly what was joined.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from typing import NamedTuple

from eid_campaign.ledger import log
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.replaced import replace, restore
from eid_campaign.ledger.written import TABLE_OF

SAME, TWO, LATER = "same", "two", "later"


class SettledPair(NamedTuple):
    """What was settled of two people; ``number`` is the entry in the log."""

    number: int
    kept: int
    other: int
    verdict: str
    """``same``, ``two`` or ``later``."""
    reason: str
    """Why, as an id; ``number_changed`` where an import settled it by itself."""
    who: str
    at: str


def settled_pairs(ledger: Ledger) -> tuple[SettledPair, ...]:
    """Return the pairs that are settled and were not taken back, in their order."""
    rows = ledger.connection.execute(
        "SELECT i.id, kept, other, verdict, reason, who, at FROM identity i"
        " JOIN operation o ON o.id = i.id WHERE undone_by IS NULL ORDER BY i.id"
    )
    return tuple(SettledPair(*row) for row in rows)


def write_pair(
    ledger: Ledger,
    kept: int,
    other: int,
    verdict: str,
    author: log.Author,
    reason: str,
    *,
    facts: Collection[str] = (),
) -> int:
    """Write what was settled, inside the caller's transaction; return its entry.

    ``facts`` are the names of those put right with it: the log tells which, never what they are.
    """
    details = {"kept": kept, "other": other, "verdict": verdict, "reason": reason}
    details |= {"facts": sorted(facts)} if facts else {}
    number = log.append(ledger.connection, "identity", author, details)
    ledger.connection.execute(
        "INSERT INTO identity VALUES (?, ?, ?, ?, ?, NULL)", (number, kept, other, verdict, reason)
    )
    return number


def answers_like(connection: sqlite3.Connection, number: int) -> list[int]:
    """Return the other "two" or "later" that hold of the pair of answer ``number``: it replaces
    them.
    """
    rows = connection.execute(
        "SELECT id FROM identity WHERE verdict <> 'same' AND undone_by IS NULL"
        " AND id <> ?1 AND EXISTS (SELECT 1 FROM identity n WHERE n.id = ?1"
        " AND (n.kept, n.other) IN (VALUES (identity.kept, identity.other),"
        " (identity.other, identity.kept)))",
        (number,),
    )
    return [int(other) for (other,) in rows]


def called_two(ledger: Ledger, one: int, other: int) -> list[int]:
    """Return the answers that hold by which two, or whom they were made one with, are two people:
    made one, they would deny them.
    """
    roots = roots_now(ledger)
    asked = {roots.get(person, person) for person in (one, other)}
    return [
        pair.number
        for pair in settled_pairs(ledger)
        if pair.verdict == TWO
        and {roots.get(person, person) for person in (pair.kept, pair.other)} == asked
    ]


def give_way(ledger: Ledger, entry: int) -> None:
    """Let every "two" or "later" whose two are one person give way to what makes them one, and
    hold again once they are two: by one answer or by several, as of ``entry``.
    """
    roots = roots_now(ledger)
    for number, kept, other, holds in ledger.connection.execute(
        "SELECT a.id, a.kept, a.other, a.undone_by IS NULL FROM identity a"
        " LEFT JOIN identity s ON s.id = a.undone_by AND s.verdict = 'same'"
        " WHERE a.verdict <> 'same' AND (a.undone_by IS NULL OR s.id IS NOT NULL)"
    ).fetchall():
        are_one = roots.get(kept, kept) == roots.get(other, other)
        if holds and are_one:
            joined = made_one_since(ledger, number)
            assert joined is not None
            replace(ledger.connection, TABLE_OF["identity"], [number], joined, entry)
        elif not holds and not are_one:
            restore(ledger.connection, TABLE_OF["identity"], [number], entry)


def made_one_since(ledger: Ledger, number: int) -> int | None:
    """Return the last entry that makes one of the two of answer ``number``, which holds no more;
    None where they are two.
    """
    pair = ledger.connection.execute(
        "SELECT kept, other FROM identity WHERE id = ?", (number,)
    ).fetchone()
    roots = roots_now(ledger)
    ends = {roots.get(person, person) for person in pair}
    if len(ends) > 1:
        return None
    joined = [
        each.number
        for each in settled_pairs(ledger)
        if each.verdict == SAME and roots.get(each.kept, each.kept) in ends
    ]
    return max(joined)


def roots_now(ledger: Ledger) -> dict[int, int]:
    """Return who was made one with another → the person they are, as it is settled now."""
    pairs = ledger.connection.execute(
        "SELECT other, kept FROM identity WHERE verdict = 'same' AND undone_by IS NULL ORDER BY id"
    )
    return followed(pairs)


def roots_at(ledger: Ledger, entry: int) -> dict[int, int]:
    """Return the same as it was settled after an earlier entry of the log."""
    pairs = ledger.connection.execute(
        "SELECT other, kept FROM identity i WHERE verdict = 'same' AND id <= ?1"
        " AND NOT EXISTS (SELECT 1 FROM taken_back t WHERE t.target = i.id AND t.id <= ?1"
        " AND (t.redone_by IS NULL OR t.redone_by > ?1)) ORDER BY id",
        (entry,),
    )
    return followed(pairs)


def all_joined(persons: Iterable[int], pairs: Iterable[tuple[int, int]]) -> set[int]:
    """Return ``persons`` and everyone whom ``pairs`` join to them, also by way of others."""
    known, found = list(pairs), set(persons)
    more = found
    while more:
        more = {each for pair in known if not found.isdisjoint(pair) for each in pair} - found
        found |= more
    return found


def followed(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return who was made one with another → the person they are, of (other, kept) in their order.

    Each joins all that ``other`` is by then to all that ``kept`` is: two answers of the same pair,
    or of one person with two others, never part whom they say to be one.
    """
    into: dict[int, int] = {}

    def end_of(person: int) -> int:
        while person in into:
            person = into[person]
        return person

    for other, kept in pairs:
        one, end = end_of(other), end_of(kept)
        if one != end:
            into[one] = end
    return {person: end_of(person) for person in into}
