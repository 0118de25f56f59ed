"""Who was seen by which list, as bits: a list is one number, a bit a person.

Plain integers of the standard library: reports ask this, and they load no numpy.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from eid_campaign.ledger.identities import roots_now
from eid_campaign.ledger.ledger import Ledger

_ANY = re.compile(rb"[^\0]", re.DOTALL)
"""A byte in which somebody is."""


class Listed(NamedTuple):
    """A roster that counts: its day (an ordinal), what it is complete for, whom it names."""

    number: int
    day: int
    file: str
    complete: str
    seen: bytes
    """A bit a person, the first in the highest bit of the first byte."""


class Sightings:
    """Who was seen when and where, of the rosters up to a day."""

    def __init__(self, ledger: Ledger, lists: Iterable[Listed]) -> None:
        self.lists = sorted(lists, key=lambda one: (one.day, one.number))
        self._bytes = max((len(one.seen) for one in self.lists), default=0)
        self._heirs = roots_now(ledger)
        self._days: dict[int, int] = {}
        self._at: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        bits = {one.number: self._number(one.seen) for one in self.lists}
        for one in self.lists:
            self._days[one.day] = self._days.get(one.day, 0) | bits[one.number]
        for number, commune, village, day in ledger.connection.execute(_PLACES):
            if number in bits:
                self._at[commune, village].append((day, bits[number]))

    def since(self, day: int) -> int:
        """Return who is on a list of ``day`` or a later one, as bits."""
        found = 0
        for of_day, bits in self._days.items():
            if of_day >= day:
                found |= bits
        return self._same(found)

    def before(self, day: int, places: Iterable[tuple[str, str]] | None = None) -> int:
        """Return who is on a list earlier than ``day``, of one of ``places`` if given, as bits."""
        found = 0
        if places is None:
            for of_day, bits in self._days.items():
                if of_day < day:
                    found |= bits
        else:
            for place in places:
                for of_day, bits in self._at.get(place, ()):
                    if of_day < day:
                        found |= bits
        return self._same(found)

    def persons(self, bits: int) -> Iterator[int]:
        """Yield the people of ``bits``, in ascending order."""
        for found in _ANY.finditer(bits.to_bytes(self._bytes, "big")):
            byte = found[0][0]
            for place in range(8):
                if byte & 0x80 >> place:
                    yield found.start() * 8 + place

    def bits(self, persons: Iterable[int]) -> int:
        """Return ``persons`` as bits; the opposite of :meth:`persons`."""
        seen = bytearray(self._bytes)
        for person in persons:
            seen[person >> 3] |= 0x80 >> (person & 7)
        return int.from_bytes(seen, "big")

    def holds(self, bits: int, person: int) -> bool:
        """Whether ``person`` is among ``bits``."""
        at = self._bytes * 8 - 1 - person
        return at >= 0 and bool(bits >> at & 1)

    def _number(self, seen: bytes) -> int:
        return int.from_bytes(seen.ljust(self._bytes, b"\0"), "big")

    def _same(self, bits: int) -> int:
        """Return ``bits`` with people who were made one seen where either was seen."""
        for other, kept in self._heirs.items():
            if self.holds(bits, other):
                at = self._bytes * 8 - 1 - kept
                bits |= 1 << at if at >= 0 else 0
        return bits


def lists_up_to(ledger: Ledger, as_of: date) -> list[Listed]:
    """Return the rosters that count up to ``as_of``, with whom they name."""
    rows = ledger.connection.execute(
        "SELECT id, as_of, file, complete, seen FROM import"
        " WHERE kind = 'roster' AND undone_by IS NULL AND as_of <= ?",
        (as_of.toordinal(),),
    )
    return [
        Listed(number, day, file, complete, zlib.decompress(seen) if seen else b"")
        for number, day, file, complete, seen in rows
    ]


def any_complete(ledger: Ledger, as_of: date) -> bool:
    """Whether a list up to ``as_of`` that counts is complete: else nobody can have left."""
    (found,) = ledger.connection.execute(
        "SELECT EXISTS (SELECT 1 FROM import WHERE kind = 'roster' AND complete <> ''"
        " AND undone_by IS NULL AND as_of <= ?)",
        (as_of.toordinal(),),
    ).fetchone()
    return bool(found)


_PLACES = """
SELECT import_id, commune, village, as_of FROM import_village
JOIN import ON import.id = import_id WHERE kind = 'roster' AND undone_by IS NULL
"""
