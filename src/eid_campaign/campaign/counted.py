"""The figures that tell at a glance what a change makes of a campaign."""

from __future__ import annotations

from typing import NamedTuple

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
