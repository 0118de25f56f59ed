"""The ledger held against the national system: which figures, how far apart, why as far as known.

The system is the truth and the ledger is explained against it, never the other way round. A
difference is explained only by people the ledger can name a reason for; what is left is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from eid_campaign.campaign.stages import Stage

SINCE_BASELINE = (
    "collected",
    "issued",
    "activated",
    "achieved_activation",
    "base_level2",
    "base_activation",
)
"""Figures of the people who were on the lists at the baseline, as ``eidc targets`` has them."""

STAGES: Mapping[str, Stage] = {
    "not_collected": Stage.NOT_COLLECTED,
    "waiting": Stage.COLLECTED,
    "l1_approved": Stage.L1_APPROVED,
    "l1_activated": Stage.L1_ACTIVATED,
    "l2_approved": Stage.L2_APPROVED,
    "l2_activated": Stage.L2_ACTIVATED,
}
"""Figures of a stage: everybody on the lists who stands there, but for children."""

FIGURES = (*SINCE_BASELINE, *STAGES)

REASONS = (
    "known_later",
    "waiting_3",
    "waiting_7",
    "approved_later",
    "level1_before",
    "turned_14",
    "came_later",
    "moved_in",
    "moved_out",
    "left",
    "off_list",
    "moved_away",
)
"""What the ledger can know of a difference, the surest first; a person is counted under one."""


class Asserted(NamedTuple):
    """A figure as the system has it of a place on a day."""

    unit: str
    """Blank for all units together."""
    village: str
    """Blank for the unit as a whole."""
    figure: str
    number: int


class Held(NamedTuple):
    """A figure of the system beside the ledger's own."""

    asserted: Asserted
    counted: int | None
    """None where the ledger has no list of the place: unknown, which is not zero."""
    reasons: Mapping[str, int]
    """Reason → how many people of the difference it explains."""

    @property
    def difference(self) -> int | None:
        """What the system has more than the ledger; negative where it has less."""
        return None if self.counted is None else self.asserted.number - self.counted

    @property
    def explained(self) -> int | None:
        """The part of the difference that the ledger knows a reason for, with its sign."""
        if self.difference is None:
            return None
        return sum(self.reasons.values()) * (1 if self.difference > 0 else -1)

    @property
    def unexplained(self) -> int | None:
        """The rest."""
        if self.difference is None or self.explained is None:
            return None
        return self.difference - self.explained
