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
_FAR = 3650
"""A target met in more than ten years is not met."""


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
    most: int | None = None
    """The people there are; None where that is not known."""

    @property
    def is_in_time(self) -> bool:
        """Whether the mean pace meets the target by its deadline."""
        return self.is_met or (self.short == 0 and self.middle is not None)


def outlook(
    points: Sequence[Point], against: Against, *, most: int | None = None
) -> Outlook | None:
    """Return what ``points`` (in the order of their days, none after ``against.as_of``) lead to.

    None where two known points are not there, or no target: a pace cannot be told. ``most`` is
    the number of people there are: no outlook goes beyond it.
    """
    known = [(point.day, point.achieved) for point in points if point.achieved is not None]
    if len(known) < 2 or not against.target:
        return None
    spans = _whole_weeks(known) or _since_first(known)
    if not spans:
        return None
    paces = [span.pace for span in spans]
    low, high = min(paces), max(paces)
    days = sum(span.days for span in spans)
    mean = Fraction(sum(span.gained for span in spans), days)
    left = against.days_left
    ends = [_end(against, pace, left, most) for pace in (low, mean, high)] if left else None
    return Outlook(
        weeks=days // _WEEK_DAYS,
        per_day_low=low,
        per_day=mean,
        per_day_high=high,
        low=ends[0] if ends else None,
        middle=ends[1] if ends else None,
        high=ends[2] if ends else None,
        first=_met_on(against, high, most),
        last=_met_on(against, low, most),
        short=max(0, against.target - (ends[1] if ends else against.achieved)),
        is_met=against.remaining == 0,
        most=most,
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


class _Span(NamedTuple):
    """What was gained between two days."""

    days: int
    gained: int

    @property
    def pace(self) -> Fraction:
        """People a day."""
        return Fraction(self.gained, self.days)


def _whole_weeks(known: Sequence[tuple[date, int]]) -> list[_Span]:
    """Return the spans between neighbouring points that are a week or more apart.

    A week in which nobody reported has no point of its own: its gain stands in the span that
    bridges it, and is no week of nothing.
    """
    spans = _spans(known)
    return [span for span in spans if span.days >= _WEEK_DAYS]


def _since_first(known: Sequence[tuple[date, int]]) -> list[_Span]:
    """Return the one span of a campaign younger than a week."""
    return _spans([known[0], known[-1]])


def _spans(known: Sequence[tuple[date, int]]) -> list[_Span]:
    """Return the spans between neighbours; figures that were corrected downwards gain nothing."""
    return [
        _Span((day - then).days, max(0, now - before))
        for (then, before), (day, now) in pairwise(known)
        if day > then
    ]


def _end(against: Against, pace: Fraction, left: int, most: int | None) -> int:
    end = against.achieved + _floor(pace * left)
    return end if most is None else max(against.achieved, min(end, most))


def _met_on(against: Against, pace: Fraction, most: int | None) -> date | None:
    """Return the day the target is met at ``pace``; None for never within a lifetime."""
    if not against.remaining:
        return against.as_of
    if not pace or (most is not None and most < against.target):
        return None
    days = -(-against.remaining // pace)
    return against.as_of + timedelta(days=days) if days <= _FAR else None


def _floor(value: Fraction) -> int:
    return value.numerator // value.denominator
