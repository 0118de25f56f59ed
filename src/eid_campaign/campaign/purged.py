"""What a purge removed: counts for a receipt that names nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

BASIS = "Điều 14 Luật 91/2025/QH15"
"""The law on the protection of personal data: deletion when its purpose is over, or on request."""


@dataclass(frozen=True, slots=True)
class Purged:
    """What was removed, or would be, without a name: counts by id, and the log's head."""

    what: str
    """``person``, ``before`` or ``campaign``."""
    basis: str
    counts: Mapping[str, int]
    who: str
    at: str
    """When, UTC, ISO form."""
    dry_run: bool
    entry: int = 0
    """Of a purge that left a log: its entry; else the last entry there was."""
    head: str = ""
    """The hash of that entry."""
    mentions: int = 0
    """Remarks of other people that hold the name."""
    files: tuple[int, ...] = ()
    """Entries of the log whose file is named after the person: the log cannot be changed."""
    before: date | None = None
    left: tuple[str, ...] = ()
    """What could not be done after the removal itself: ``room``, ``journal``, ``copy``."""
    elsewhere: tuple[str, ...] = ()
    """Files that ``eidc backup`` wrote, by their names in the log: eidc cannot reach them."""
