"""Days of villages drawn by their figures, for the texts that are made of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from eid_campaign.campaign.day import DayLine, compare_day
from eid_campaign.campaign.plan import Rules, target_of
from eid_campaign.campaign.progress import Counts, Progress, progress
from eid_campaign.campaign.situation import Known
from eid_campaign.campaign.tally import Tally
from eid_campaign.campaign.units import UnitCounts
from eid_campaign.reports.told import Told, told_of_day
from eid_campaign.reports.words import Campaign

DAY, YESTERDAY = date(2024, 11, 20), date(2024, 11, 19)
RULES = Rules(
    baseline=date(2024, 11, 5),
    deadline_level2=date(2024, 12, 31),
    deadline_activation=date(2024, 11, 30),
)


def line(unit: str, figures: Sequence[int] | None, day: date = DAY) -> Progress:
    """Return a commune's day: base, collected, issued, activated, pending, of them activated.

    Without figures nothing was ever reported.
    """
    base, collected, issued, activated, pending, achieved = figures or (10, 0, 0, 0, 4, 0)
    target = target_of(UnitCounts(unit, base, 0, pending, 0, 0), RULES)
    counts = Counts(base, collected, issued, activated, pending, achieved) if figures else None
    return progress(target, counts, RULES, day)


def day_of(
    now: Sequence[Progress],
    before: Sequence[Progress],
    reports: dict[tuple[str, str], tuple[date, ...]],
    commune: str = "",
) -> tuple[tuple[DayLine, ...], Told]:
    """Return the lines of a day and what is told of them."""
    lines = compare_day(now, before, reports)
    known = Known(now[0].level2.as_of, RULES, None, Tally(DAY, {}), {}, {})
    return lines, told_of_day(known, lines, Campaign(commune, "Mường", is_default=False))
