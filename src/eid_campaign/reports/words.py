"""The words for what is counted, in the user's language, so that every report says them alike."""

from __future__ import annotations

from typing import NamedTuple

from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import Reason, Standing
from eid_campaign.wording import N_, _

STAGES = {
    Stage.NOT_COLLECTED: N_("not collected"),
    Stage.COLLECTED: N_("collected, waiting for approval"),
    Stage.L1_APPROVED: N_("level 1, not activated"),
    Stage.L1_ACTIVATED: N_("level 1, activated"),
    Stage.L2_APPROVED: N_("level 2, not activated"),
    Stage.L2_ACTIVATED: N_("level 2, activated"),
}
STANDINGS = {
    Standing.ELIGIBLE: N_("eligible"),
    Standing.EXEMPT: N_("exempt"),
    Standing.TO_VERIFY: N_("to verify"),
    Standing.OFF_LIST: N_("off the list"),
}
REASONS = {
    Reason.CHILD: N_("child under 14"),
    Reason.ELDERLY_WITHOUT_PHONE: N_("old, uses no phone"),
    Reason.IN_PRISON: N_("serving a prison sentence"),
    Reason.ABROAD: N_("abroad"),
    Reason.IN_FACILITY: N_("in a compulsory facility"),
    Reason.MOVED_AWAY: N_("moved to another province"),
    Reason.ABSENT_UNKNOWN: N_("absent, address unknown"),
    Reason.DECEASED: N_("deceased"),
    Reason.DUPLICATE: N_("listed twice"),
    Reason.ILL: N_("seriously ill or disabled"),
    Reason.MILITARY_SERVICE: N_("military service"),
    Reason.WRONG_DETAILS: N_("wrong details"),
    Reason.TEMPORARY_RESIDENT: N_("temporary resident"),
}
COMPARED = {
    "collected": N_("collected"),
    "issued": N_("level-2 accounts issued"),
    "activated": N_("level-2 accounts activated"),
}


def stage_said(stage: Stage | None) -> str:
    """Return a stage in words; "unknown" for None."""
    return _("unknown") if stage is None else _(STAGES[stage])


def reason_said(reason: Reason) -> str:
    """Return a reason in words; blank for none."""
    return _(REASONS[reason]) if reason else ""


def unit_said(unit: str) -> str:
    """Return a unit with its kind in front: "xã Cẩm Tân"; a town keeps its own "TT"."""
    return unit if unit.upper().startswith("TT ") else _("commune {name}", name=unit)


class Campaign(NamedTuple):
    """What a report is of: one commune, or the district when ``commune`` is blank."""

    commune: str
    district: str
    is_default: bool
    """Whether no campaign file was found and the built-in one is used."""

    @property
    def place(self) -> str:
        """The place in words."""
        if self.commune:
            return unit_said(self.commune)
        return _("{district} district", district=self.district) if self.district else _("all units")
