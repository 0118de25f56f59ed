"""The figures that can be asked for, what each means, and where one stands in a report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from eid_campaign.campaign.week import WeekLine
from eid_campaign.document import Row
from eid_campaign.reports.period_rows import name_of
from eid_campaign.wording import N_, _

TITLES = {
    "base_level2": N_("not collected at the baseline"),
    "rate_level2": N_("rate of the target"),
    "target_level2": N_("target of level-2 accounts"),
    "collected": N_("collected"),
    "issued": N_("level-2 accounts issued"),
    "activated": N_("level-2 accounts activated"),
    "collected_in_week": N_("collected in the week"),
    "issued_in_week": N_("issued in the week"),
    "activated_in_week": N_("activated in the week"),
    "issued_change": N_("issued, against last week"),
    "rate_achieved_level2": N_("% of the level-2 target"),
    "remaining_level2": N_("level-2 accounts remaining"),
    "needed_per_day_level2": N_("level-2 accounts needed per day"),
    "days_left_level2": N_("days left for level-2 accounts"),
    "base_activation": N_("not activated at the baseline"),
    "target_activation": N_("target of activation"),
    "achieved_activation": N_("approved accounts activated since"),
    "achieved_activation_in_week": N_("approved accounts activated in the week"),
    "rate_achieved_activation": N_("% of the activation target"),
    "remaining_activation": N_("activations remaining"),
    "needed_per_day_activation": N_("activations needed per day"),
    "days_left_activation": N_("days left for activation"),
    "eligible": N_("eligible"),
    "exempt": N_("exempt"),
    "to_verify": N_("to verify"),
    "off_list": N_("off the list"),
    "base_eligible": N_("eligible and to verify"),
    "rate_issued_of_eligible": N_("issued of the eligible"),
}
"""Every figure that can be asked for, in the order of the reports."""

MEANS = {
    "base_level2": N_("People of 14 and over whose dossier was not collected at the baseline."),
    "collected": N_("People of the base who are past “not collected” now."),
    "issued": N_("People of the base who hold a level-2 account now, activated or not."),
    "activated": N_("People of the base whose level-2 account is activated."),
    "base_activation": N_("People approved but not activated at the baseline, either level."),
    "achieved_activation": N_("Of those approved at the baseline: activated now, either level."),
    "eligible": N_("People of the base whom no rule and no decision exempts."),
    "exempt": N_("People of the base who cannot have an account: eidc report exempt."),
    "to_verify": N_("People of the base who are to verify; they count as eligible until decided."),
    "off_list": N_("People of the base who are deceased or listed twice."),
}
"""What is counted, by figure."""


class Place(NamedTuple):
    """A line of a report, or the sum of its lines."""

    line: WeekLine | None
    """None for the sum."""
    row: Row
    lines: Sequence[WeekLine]
    """All lines of the report, for the sum and for a village's share."""

    @property
    def name(self) -> str:
        """What the place is called."""
        return name_of(self.line.now) if self.line is not None else _("Total")


class Traced(NamedTuple):
    """One place where the figure stands."""

    figure: str
    place: Place
