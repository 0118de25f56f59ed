"""What the log tells of each entry, and what a check of the ledger found."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple


class Entry(NamedTuple):
    """One line of the log."""

    number: int
    kind: str
    """``import``, ``undo``, ``decide``, ``export`` …"""
    at: str
    """When it was recorded, UTC, ISO form."""
    local: datetime | None
    """The same on this computer's clock; None where ``at`` is no time."""
    who: str
    details: Mapping[str, object]
    """Files, hashes, counts, the ledger's own numbers; never anybody's name or number."""
    undone_by: int | None
    """The later entry that took it back; None while it holds."""


class Finding(NamedTuple):
    """Something in the ledger that is not as it should be; never anybody's name or number."""

    kind: str
    entry: int | None
    """The entry of the log from which on, or whose rows; None where it cannot be told."""
    values: Mapping[str, object] = MappingProxyType({})


class Noted(NamedTuple):
    """A figure of the national system, kept beside what the ledger counted when it was asked."""

    unit: str
    """Blank for all units together."""
    village: str
    """Blank for the unit as a whole."""
    figure: str
    number: int
    """The system's."""
    counted: int
    """The ledger's own of then."""


class Checked(NamedTuple):
    """What a check found."""

    findings: tuple[Finding, ...]
    """None when all is well."""
    checks: tuple[str, ...]
    """The ids of what was checked, in that order."""
    entries: int
    """Entries of the log."""
    sealed_from: int
    """The first entry whose rows are sealed on their own; those before are sealed together."""
    code: str
    """Of the log's head, 12-7F3A-91C2; blank where nothing is sealed."""
    asserted: tuple[tuple[int, date, Noted], ...] = ()
    """Figures of the system that are held: entry, day, figure."""
