"""What a file says: the value that goes from intake to the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pandas as pd

from eid_campaign.campaign.problems import Problem


@dataclass(frozen=True, slots=True)
class Request:
    """What the reader may know beforehand, and what the user settled by option."""

    today: date
    as_of: date | None = None
    """The day of the rosters, settled by ``--as-of``."""
    commune: str = ""
    """Settled by ``--commune`` (canonical name); else the campaign's own commune is the default."""
    village: str = ""
    """Settled by ``--village``: all people of the file are of this village."""
    default_commune: str = ""
    """The campaign's own commune, where a file names none."""
    communes: tuple[str, ...] = ()
    """The communes known: from the appendix and the campaign file."""
    villages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Known village names by commune."""


@dataclass(frozen=True, slots=True)
class SheetUnderstanding:
    """How one sheet was understood, for the reader of ``--dry-run``."""

    sheet: str
    heading_rows: tuple[int, ...] = ()
    """1-based rows of the heading; empty when the sheet was skipped."""
    fields: tuple[tuple[str, str], ...] = ()
    """Pairs (their heading, our field)."""
    ignored: tuple[str, ...] = ()
    """Headings of columns that hold nothing we use."""
    skipped: str = ""
    """Why the sheet was skipped (a Problem kind), or empty."""
    rows: int = 0
    """Rows of people found, kept or refused."""


@dataclass(frozen=True, slots=True)
class RosterReading:
    """A roster: people in the schema of ``roster.schema``, and what was wrong."""

    path: Path
    sha256: str
    as_of: date
    as_of_source: str
    """``option``, ``title``, ``file_name`` or ``today``."""
    people: pd.DataFrame
    problems: tuple[Problem, ...]
    rows_read: int
    """Rows that are meant as people: ``len(people)`` + the refused."""
    sheets: tuple[SheetUnderstanding, ...] = ()

    @property
    def rows_refused(self) -> int:
        """Rows that could not be kept; each has a REFUSED problem."""
        return self.rows_read - len(self.people)


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """A row of the appendix: people of 14 and over by stage, and the published targets."""

    unit: str
    not_collected: int
    l1_activated: int
    l1_approved: int
    """Approved at level 1, not activated."""
    l2_activated: int
    l2_approved: int
    """Approved at level 2, not activated."""
    target_level2: int | None = None
    target_activation: int | None = None


@dataclass(frozen=True, slots=True)
class AppendixReading:
    """The district's table that fixes the targets (or a later table of the same shape)."""

    path: Path
    sha256: str
    as_of: date | None
    """The day the table says it is of ("ngày 30/10/2024", "Tính đến ngày …"), if it says one."""
    as_of_source: str
    plan_number: str
    """As printed, e.g. ``113/KH-UBND``; empty where there is none."""
    district: str
    units: tuple[UnitCounts, ...]
    printed_total: UnitCounts | None
    problems: tuple[Problem, ...]
    sheets: tuple[SheetUnderstanding, ...] = ()
