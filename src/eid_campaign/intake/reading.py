"""What a file says: the value that goes from intake to the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from eid_campaign.campaign.complete import Scope
from eid_campaign.campaign.problems import Problem
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.units import UnitCounts
from eid_campaign.roster.schema import Frame


@dataclass(frozen=True, slots=True)
class Remembered:
    """What was settled by hand for an earlier file, and holds for all of its make."""

    number: int
    make: str
    headings: Mapping[str, str]
    """A heading as written → our field."""
    sheets: tuple[str, ...] = ()
    """The sheets that are read; empty for all."""


@dataclass(frozen=True, slots=True)
class SpellingSeen:
    """A village as a file writes it; ``village`` is empty where it could not be told."""

    commune: str
    spelling: str
    village: str
    people: int
    tied: bool = False
    """Whether it was taken for the village because it was tied to it by hand."""


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
    village_spellings: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """(commune, a spelling as tied by hand) → the village it means."""
    headings: Mapping[str, str] = field(default_factory=dict)
    """Settled by ``--map``: a heading as written → our field."""
    sheets: tuple[str, ...] = ()
    """Settled by ``--sheet``: only these are read."""
    stage: Stage | None = None
    """Settled by ``--stage``: of all people of whom the file says none."""
    complete: bool | None = None
    """Settled by ``--complete`` or ``--partial``; None where the titles tell."""
    remembered: tuple[Remembered, ...] = ()
    """Settled for earlier files; used for files of the same make."""


@dataclass(frozen=True, slots=True)
class ColumnFound:
    """A column of a table: what it was settled to (empty: not used) and its heading."""

    index: int
    """0-based, in the sheet."""
    field: str
    title: str


@dataclass(frozen=True, slots=True)
class TableFound:
    """Where a table stands in its sheet; rows are 0-based."""

    heading_first: int
    heading_last: int
    columns: tuple[ColumnFound, ...]
    """From left to right."""


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
    make: str = ""
    """What the headings share with other files of its make; see ``by_hand.make_of``."""
    by_hand: tuple[tuple[str, str], ...] = ()
    """Pairs (their heading, our field) that were settled by hand, now or earlier."""
    tables: tuple[TableFound, ...] = ()
    """From top to bottom."""


@dataclass(frozen=True, slots=True)
class RosterReading:
    """A roster: people in the schema of ``roster.schema``, and what was wrong."""

    path: Path
    sha256: str
    as_of: date
    as_of_source: str
    """``option``, ``title``, ``file_name`` or ``today``."""
    people: Frame
    problems: tuple[Problem, ...]
    rows_read: int
    """Rows that are meant as people: ``len(people)`` + the refused."""
    sheets: tuple[SheetUnderstanding, ...] = ()
    spellings: tuple[SpellingSeen, ...] = ()
    """The villages as they are written."""
    chosen_sheets: tuple[str, ...] = ()
    """The sheets that were chosen by hand; empty for all."""
    remembered: tuple[int, ...] = ()
    """The numbers of what was remembered from earlier files and used."""
    complete: tuple[Scope, ...] = ()
    """The villages and stages of which it names everybody; none for a partial list."""

    @property
    def rows_refused(self) -> int:
        """Rows that could not be kept; each has a REFUSED problem."""
        return self.rows_read - len(self.people)


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
