"""What the user settled by option for all files of one import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from eid_campaign.campaign.stages import Stage


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user settled by option for all files of one command."""

    as_of: date | None = None
    commune: str = ""
    village: str = ""
    dry_run: bool = False
    strict: bool = False
    headings: Mapping[str, str] = field(default_factory=dict)
    """A heading as written → our field, settled by ``--map``."""
    sheets: tuple[str, ...] = ()
    """The sheets asked for; empty for all."""
    stage: Stage | None = None
    """Of all people of whom a file says none."""
    complete: bool | None = None
    """Whether the lists name everybody of their villages; None where their titles tell."""
