"""Whom an import saw, what each row told of them, and where the row stands: two small blobs.

They cost a few bytes where a row says nothing new, and let everything be computed anew without
an import, or with it again.
"""

from __future__ import annotations

import zlib
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from eid_campaign.roster.identity import Positions
from eid_campaign.roster.merge import TOLD_ALL


class Told(NamedTuple):
    """What an import told, a row a person in ascending order of their numbers."""

    persons: Positions
    bits: NDArray[np.uint16]
    """A bit a fact, see ``roster.merge``."""
    rows: NDArray[np.int32]
    """The row of the sheet; 0 where the record tells it."""
    sheets: NDArray[np.int32]
    """The word of the sheet; 0 where the record tells it."""

    def only(self, some: NDArray[np.bool_]) -> Told:
        """Return what was told of ``some`` of the people."""
        return Told(self.persons[some], self.bits[some], self.rows[some], self.sheets[some])


def packed(persons: Positions) -> bytes:
    """Return who was seen as a small blob: one bit a person, compressed."""
    bits = np.zeros(int(persons.max(initial=0)) + 1, dtype=bool)
    bits[persons] = True
    return zlib.compress(np.packbits(bits).tobytes(), level=1)


def unpacked(seen: bytes) -> Positions:
    """Return the people of :func:`packed`, in ascending order."""
    if not seen:
        return np.zeros(0, dtype=np.int64)
    return np.flatnonzero(np.unpackbits(np.frombuffer(zlib.decompress(seen), dtype=np.uint8)))


def packed_told(
    persons: Positions,
    bits: NDArray[np.uint16],
    rows: NDArray[np.int32],
    sheets: NDArray[np.int32],
) -> bytes:
    """Return what rows told as a blob; nothing where every row is of somebody new.

    Rows that are kept under one person are laid together; the first says where it stands.
    """
    if len(bits) == 0 or bool((bits == TOLD_ALL).all()):
        return b""
    order = np.argsort(persons, kind="stable")
    _whose, firsts = np.unique(persons[order], return_index=True)
    together = np.bitwise_or.reduceat(bits[order], firsts).astype(np.uint16)
    # Rows mostly follow one another: what is kept is the step from one to the next.
    steps = np.diff(rows[order][firsts].astype(np.int32), prepend=np.int32(0)).astype(np.int32)
    places = sheets[order][firsts].astype(np.int32)
    return zlib.compress(together.tobytes() + steps.tobytes() + places.tobytes(), level=1)


def told(seen: bytes, blob: bytes) -> Told:
    """Return what an import saw and told, from its two blobs."""
    persons = unpacked(seen)
    count = len(persons)
    if not blob:
        nothing = np.zeros(count, dtype=np.int32)
        return Told(persons, np.full(count, TOLD_ALL, dtype=np.uint16), nothing, nothing)
    plain = zlib.decompress(blob)
    bits = np.frombuffer(plain, dtype=np.uint16, count=count)
    steps = np.frombuffer(plain, dtype=np.int32, count=count, offset=2 * count)
    sheets = np.frombuffer(plain, dtype=np.int32, count=count, offset=6 * count)
    return Told(persons, bits, np.cumsum(steps, dtype=np.int32), sheets)
