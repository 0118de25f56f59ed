"""The weeks of a campaign one after another: what each brought, and who reported in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from eid_campaign.campaign.day import Gains, days_of, gained
from eid_campaign.campaign.progress import WEEK, Progress
from eid_campaign.campaign.week import Place, place_of

MOST_WEEKS = 26
"""So many weeks stand apart; what lies before is one line with the earliest of them."""


class Week(NamedTuple):
    """What a week brought to all units together."""

    first: date
    last: date
    gains: Gains | None
    """None where nobody reported in it: unknown, which is not zero."""
    reported: int
    """So many units reported in it."""


def week_ends_since(baseline: date, last: date, week_end: date) -> tuple[date, ...]:
    """Return ``baseline``, the last days of the weeks since, and ``last``.

    Weeks end on the weekday of ``week_end``, as the weekly reports' do; the first and the last
    may be shorter than seven days.
    """
    if last <= baseline:
        return (baseline,)
    days, day = {last}, week_end
    while day > baseline and len(days) < MOST_WEEKS:
        if day <= last:
            days.add(day)
        day -= WEEK
    return (baseline, *sorted(days))


def weeks(
    progress: Sequence[Sequence[Progress]],
    ends: Sequence[date],
    days: Mapping[Place, Collection[date]],
) -> tuple[Week, ...]:
    """Return the weeks between ``ends``; ``progress`` has every unit's line on each of them."""
    found = []
    for (then, before), (day, now) in pairwise(zip(ends, progress, strict=True)):
        ago = {place_of(line): line.counts for line in before}
        reported = [place_of(line) for line in now if not missed([then, day], days, place_of(line))]
        gains = [
            gained(line.counts, ago.get(place_of(line))) for line in now if line.counts is not None
        ]
        found.append(
            Week(
                first=then + timedelta(days=1),
                last=day,
                gains=sum(gains, Gains()) if reported and gains else None,
                reported=len(reported),
            )
        )
    return tuple(found)


def missed(
    ends: Sequence[date], days: Mapping[Place, Collection[date]], place: Place
) -> tuple[date, ...]:
    """Return the last days of the weeks between ``ends`` in which a place did not report."""
    known = days_of(days, place)
    return tuple(
        last for before, last in pairwise(ends) if not any(before < day <= last for day in known)
    )
