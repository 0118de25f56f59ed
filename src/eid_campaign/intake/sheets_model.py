"""What any file becomes: sheets of cells, as Excel numbers them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from eid_campaign.campaign.problems import Problem

Cell = str | int | float | bool | datetime | date | time | timedelta
"""What a cell holds, raw; a blank is ``""``."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, 0-based and inclusive; its value stands in the top left cell."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. ``rows[i]`` is Excel's row i + 1, from column A on; all rows equally long."""

    name: str
    """NFC; empty for a text file, which has no sheets."""
    rows: list[list[Cell]]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    """Whether Excel hides the sheet (hidden or very hidden)."""
    hidden_rows: frozenset[int] = frozenset()
    """0-based rows that are hidden by hand or by a filter; they hold people like any other."""
    uncached: tuple[tuple[int, int], ...] = ()
    """0-based cells (row, column) that hold a formula without its value."""
    errors: tuple[tuple[int, int], ...] = ()
    """0-based cells (row, column) that hold an error value (#N/A), read as blank."""


@dataclass(frozen=True, slots=True)
class Book:
    """A file as read: where it stood, which bytes it had, what it holds."""

    path: Path
    sha256: str
    """Of the very bytes that were read."""
    sheets: tuple[Sheet, ...]
    repairs: tuple[Problem, ...] = ()
    """What was guessed or mended to read it, and what could not be: encoding, broken quotes …"""


def squared(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Return ``rows`` made equally long with blanks, without the blank rows at the end."""
    while rows and not any(cell != "" for cell in rows[-1]):
        rows.pop()
    width = max(map(len, rows), default=0)
    for row in rows:
        if len(row) < width:
            row.extend([""] * (width - len(row)))
    return rows
