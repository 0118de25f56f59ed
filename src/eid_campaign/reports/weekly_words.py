"""Difficulties and what to do about them, in the words of a report that leaves the office."""

from __future__ import annotations

from eid_campaign.campaign.exempting import OTHER
from eid_campaign.reports.exempt_tables import OBSTACLES
from eid_campaign.reports.rule_words import to_do_said
from eid_campaign.wording import N_, _

# A letter names no commands: these stand in the place of the sentences for the officer.
_SOLUTIONS = {
    "old": N_("Visit at home: ask whether the person uses a telephone."),
    "to_verify": N_("Verify person by person, with the heads of the villages."),
}


def obstacle_said(name: str) -> str:
    """Return a difficulty in words."""
    return (
        _("other reasons (illness among them)") if name == OTHER else _(OBSTACLES.get(name, name))
    )


def solution_said(name: str) -> str:
    """Return what can be done about a difficulty."""
    return _(_SOLUTIONS[name]) if name in _SOLUTIONS else to_do_said(name)
