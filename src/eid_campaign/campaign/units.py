"""The unit we count by, as the plan's appendix states it."""

from __future__ import annotations

from dataclasses import dataclass, field


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
    sheet: str = field(default="", compare=False)
    """Where it was read, for who asks why; blank where that was not kept."""
    row: int = field(default=0, compare=False)
    """1-based, as Excel shows it."""
