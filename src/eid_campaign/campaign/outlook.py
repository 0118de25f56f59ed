"""Where a target will stand at its deadline if the pace of the last weeks holds.

No promise: the slowest and the fastest of the last whole weeks give a range, their mean the
middle. Computed from counts alone, in whole numbers and fractions.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from eid_campaign.campaign.progress import Against

MOST_WEEKS = 4
"""So many weeks back the pace is taken from: older ones were another campaign."""
_WEEK_DAYS = 7


class Point(NamedTuple):
    """What was achieved of a target by the end of a day; None where nothing was known."""

    day: date
    achieved: int | None


class Outlook(NamedTuple):
    """What the pace of the last weeks leads to."""

    weeks: int
    """Whole weeks the pace was taken from; 0 where less than one has passed."""
    per_day_low: Fraction
    per_day: Fraction
    """People a day: the mean of the weeks."""
    per_day_high: Fraction
    low: int | None
    """Achieved at the deadline at the slowest week's pace; None without a deadline ahead."""
    middle: int | None
    high: int | None
    first: date | None
    """The day the target would be met at the fastest week's pace; None for never."""
    last: date | None
    """The same at the slowest week's pace."""
    short: int
    """What would be missing at the deadline at the mean pace; 0 when it would be met."""
    is_met: bool
    """Whether the target is met already."""

    @property
    def is_in_time(self) -> bool:
        """Whether the mean pace meets the target by its deadline."""
        return self.is_met or (self.short == 0 and self.middle is not None)


def outlook(points: Sequence[Point], against: Against) -> Outlook | None:
    """Return what ``points`` (in the order of their days, the last on ``against.as_of``) lead to.

    None where two known points are not there, or no target: a pace cannot be told.
    """
    known = [(point.day, point.achieved) for point in points if point.achieved is not None]
    if len(known) < 2 or not against.target:
        return None
    whole = _weekly(known)
    paces = whole or _since_first(known)
    if not paces:
        return None
    low, high = min(paces), max(paces)
    mean = sum(paces, Fraction(0)) / len(paces)
    left = against.days_left
    ends = [against.achieved + _floor(pace * left) for pace in (low, mean, high)] if left else None
    return Outlook(
        weeks=len(whole),
        per_day_low=low,
        per_day=mean,
        per_day_high=high,
        low=ends[0] if ends else None,
        middle=ends[1] if ends else None,
        high=ends[2] if ends else None,
        first=_met_on(against, high),
        last=_met_on(against, low),
        short=max(0, against.target - (ends[1] if ends else against.achieved)),
        is_met=against.remaining == 0,
    )


def week_ends(as_of: date, baseline: date | None) -> tuple[date, ...]:
    """Return the days whose counts the pace is taken from: the ends of the last weeks, earliest
    first, none before ``baseline``, which stands in for the first where no whole week has passed.
    """
    days = [as_of - timedelta(days=_WEEK_DAYS * back) for back in range(MOST_WEEKS + 1)]
    found = [day for day in days if baseline is None or day >= baseline]
    if len(found) == 1 and baseline is not None and baseline < as_of:
        found.append(baseline)
    return tuple(reversed(found))


def _weekly(known: Sequence[tuple[date, int]]) -> list[Fraction]:
    """Return the pace of each whole week between neighbouring points, people a day."""
    return [
        Fraction(max(0, now - before), _WEEK_DAYS)
        for (then, before), (day, now) in pairwise(known)
        if (day - then).days == _WEEK_DAYS
    ]


def _since_first(known: Sequence[tuple[date, int]]) -> list[Fraction]:
    """Return the one pace of a campaign younger than a week."""
    (first, before), (last, now) = known[0], known[-1]
    days = (last - first).days
    return [Fraction(max(0, now - before), days)] if days > 0 else []


def _met_on(against: Against, pace: Fraction) -> date | None:
    if not against.remaining:
        return against.as_of
    if not pace:
        return None
    return against.as_of + timedelta(days=-(-against.remaining // pace))


def _floor(value: Fraction) -> int:
    return value.numerator // value.denominator
