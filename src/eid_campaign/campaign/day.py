"""What a day brought, against the day before; rosters come on some days only.

A place without a report of the day is silent, which is not zero. Where the report before is older
than yesterday, what "the day" brought came since then, and is said so.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from eid_campaign.campaign.progress import Counts, Progress
from eid_campaign.campaign.ranking import ranked
from eid_campaign.campaign.week import Place, place_of


class Gains(NamedTuple):
    """What a stretch of days brought; less than 0 where something was taken back."""

    collected: int = 0
    issued: int = 0
    activated: int = 0
    achieved_activation: int = 0

    def __add__(self, other: object) -> Gains:
        """Return the two together."""
        if not isinstance(other, Gains):
            return NotImplemented
        return Gains(*(one + two for one, two in zip(self, other, strict=True)))


def gained(now: Counts, before: Counts | None) -> Gains:
    """Return what was gained; all of ``now`` where nothing was known before."""
    ago = before or Counts()
    return Gains(*(getattr(now, name) - getattr(ago, name) for name in Gains._fields))


class DayLine(NamedTuple):
    """One unit's or village's day."""

    now: Progress
    gains: Gains | None
    """Gained in the day; None when silent."""
    last_report: date | None
    """The day of the last report up to the day asked about; None for never."""
    since: date | None
    """The day since which the gain came: that of the report before, or the baseline."""
    rank: int | None = None
    """Place by rate of the level-2 target; None where one line stands alone."""
    rank_activation: int | None = None
    rank_before: int | None = None
    """The place of the day before."""

    @property
    def reported(self) -> bool:
        """Whether a report of the day itself is there."""
        return self.last_report == self.now.level2.as_of


def compare_day(
    now: Sequence[Progress],
    day_before: Sequence[Progress],
    days: Mapping[Place, Collection[date]],
    *,
    baseline: date | None = None,
) -> tuple[DayLine, ...]:
    """Return each line's day; ``days`` are the days of each place's reports.

    The first report of a place that comes after ``baseline`` tells what came since then.
    """
    ago = {place_of(line): line for line in day_before}
    ranks, ranks_activation, ranks_before = _ranks(now, day_before)
    lines = []
    for line in now:
        place, as_of = place_of(line), line.level2.as_of
        reports = sorted(day for day in days_of(days, place) if day <= as_of)
        is_silent = not reports or reports[-1] < as_of or line.counts is None
        before = ago[place].counts if place in ago else None
        # Nothing is a gain from before the baseline: the appendix itself may be older.
        since = [day for day in (*reports, baseline) if day is not None and day < as_of]
        lines.append(
            DayLine(
                now=line,
                gains=None if is_silent or line.counts is None else gained(line.counts, before),
                # The appendix that fixes the targets is no report of anybody.
                last_report=reports[-1] if reports and line.counts is not None else None,
                since=max(since, default=None),
                rank=ranks.get(place),
                rank_activation=ranks_activation.get(place),
                rank_before=ranks_before.get(place),
            )
        )
    return tuple(lines)


def days_of(days: Mapping[Place, Collection[date]], place: Place) -> set[date]:
    """Return the days of a place's reports; a commune has reported when a village of it has."""
    commune, village = place
    if village:
        return set(days.get(place, ()))
    return {day for (unit, _village), known in days.items() if unit == commune for day in known}


def gained_since(lines: Sequence[DayLine]) -> date | None:
    """Return the day since which the gains of ``lines`` came, where that is not yesterday's.

    The latest of the reports before the day's own; None where it is yesterday's, or where there
    is none.
    """
    told = [line.since for line in lines if line.gains is not None and line.since is not None]
    if not told or max(told) >= lines[0].now.level2.as_of - timedelta(days=1):
        return None
    return max(told)


_Ranks = dict[Place, int | None]


def _ranks(now: Sequence[Progress], before: Sequence[Progress]) -> tuple[_Ranks, _Ranks, _Ranks]:
    if len(now) < 2:
        return {}, {}, {}
    ago = {place_of(line): line.level2 for line in before if line.counts}
    return (
        ranked({place_of(line): line.level2 for line in now if line.counts}),
        ranked({place_of(line): line.activation for line in now if line.counts}),
        # Where all stood at nothing there was no order yet to move in.
        ranked(ago) if any(result.achieved for result in ago.values()) else {},
    )
