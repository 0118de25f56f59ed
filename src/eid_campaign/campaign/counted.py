"""The figures that tell at a glance what a change makes of a campaign."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from eid_campaign.campaign.progress import Progress
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import Standing
from eid_campaign.campaign.tally import Group, Tally


class Counted(NamedTuple):
    """How many people, by what is asked of them most."""

    people: int
    eligible: int
    not_collected: int
    level2: int
    """Who holds a level-2 account, activated or not."""
    activated: int
    """Who has activated an account, of level 1 or 2."""
    base_level2: int
    """Who had no dossier at the baseline: what the level-2 target is a share of."""
    base_activation: int
    """Whose account was approved and not activated at the baseline: the activation target."""

    @classmethod
    def of(cls, tally: Tally) -> Counted:
        """Return the figures of a tally."""
        return cls(
            tally.total(),
            tally.total(lambda group: group.standing in (Standing.ELIGIBLE, Standing.TO_VERIFY)),
            tally.total(lambda group: group.stage in (Stage.NOT_COLLECTED, None)),
            tally.total(lambda group: group.stage in (Stage.L2_APPROVED, Stage.L2_ACTIVATED)),
            tally.total(_is_activated),
            tally.total(lambda group: group.baseline is Stage.NOT_COLLECTED),
            tally.total(
                lambda group: group.baseline is not None and group.baseline.is_pending_activation
            ),
        )


def _is_activated(group: Group) -> bool:
    return group.stage is not None and group.stage.is_activated


class TargetsCounted(NamedTuple):
    """Both targets and what is held against them, all lines together; None where none tells it.

    Of people, tables handed in or the appendix, whatever a unit's targets are counted from.
    """

    target_level2: int | None
    base_level2: int | None
    collected: int | None
    issued: int | None
    activated: int | None
    """Of the base: whose level-2 account is activated."""
    target_activation: int | None
    base_activation: int | None
    achieved_activation: int | None

    @classmethod
    def of(cls, lines: Sequence[Progress]) -> TargetsCounted:
        """Return the figures of ``lines`` as the total of ``eidc targets`` sums them."""
        told = [line.counts for line in lines if line.counts is not None]
        return cls(
            _sum([line.target.level2 for line in lines]),
            _sum([line.target.base_level2 for line in lines]),
            _sum([counts.collected for counts in told]),
            _sum([counts.issued for counts in told]),
            _sum([counts.activated for counts in told]),
            _sum([line.target.activation for line in lines]),
            _sum([line.target.base_activation for line in lines]),
            _sum([counts.achieved_activation for counts in told]),
        )


def _sum(figures: Sequence[int]) -> int | None:
    return sum(figures) if figures else None
