"""What a week brought: counts of two days compared, places in the ranking, who is silent."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from eid_campaign.campaign.progress import WEEK, Counts, Progress
from eid_campaign.campaign.ranking import ranked


class WeekLine(NamedTuple):
    """One unit's or village's week."""

    now: Progress
    reported: bool
    """Whether a roster or a table of this week is there; silent is not zero."""
    collected: int | None
    """Gained in the week; None when silent."""
    issued: int | None
    activated: int | None
    achieved_activation: int | None
    issued_week_before: int | None
    """Gained in the week before this one; None when not known."""
    rank: int | None
    """Place by rate of the level-2 target."""
    rank_activation: int | None

    @property
    def issued_change(self) -> int | None:
        """The week's gain against the gain of the week before."""
        if self.issued is None or self.issued_week_before is None:
            return None
        return self.issued - self.issued_week_before


Place = tuple[str, str]
"""(commune, village); the village is blank for the commune as a whole."""


def place_of(line: Progress) -> Place:
    """Return the place a line is of."""
    return line.target.unit, line.village


def reported(days: Mapping[Place, Collection[date]], week_end: date) -> frozenset[Place]:
    """Return the places with a report in the seven days that end on ``week_end``.

    ``days`` are the days of each place's rosters or tables; a commune has reported when one of
    its villages has.
    """
    found = {
        place
        for place, known in days.items()
        if any(week_end - WEEK < day <= week_end for day in known)
    }
    return frozenset(found | {(commune, "") for commune, _village in found})


def compare_week(
    now: Sequence[Progress],
    week_before: Sequence[Progress],
    two_weeks_before: Sequence[Progress],
    *,
    reported: Collection[Place],
    reported_before: Collection[Place],
) -> tuple[WeekLine, ...]:
    """Return each line's week. ``reported`` are the places with a report in these seven days,
    ``reported_before`` those with one in the seven days before.
    """
    ago = {place_of(line): line.counts for line in week_before}
    long_ago = {place_of(line): line.counts for line in two_weeks_before}
    ranks = ranked({place_of(line): line.level2 for line in now if line.counts})
    ranks_activation = ranked({place_of(line): line.activation for line in now if line.counts})
    lines = []
    for line in now:
        name = place_of(line)
        current = line.counts if name in reported else None
        before, earlier = ago.get(name), long_ago.get(name)
        lines.append(
            WeekLine(
                now=line,
                reported=name in reported,
                collected=_gain(current, before, "collected"),
                issued=_gain(current, before, "issued"),
                activated=_gain(current, before, "activated"),
                achieved_activation=_gain(current, before, "achieved_activation"),
                issued_week_before=(
                    _gain(before, earlier, "issued") if name in reported_before else None
                ),
                rank=ranks.get(name),
                rank_activation=ranks_activation.get(name),
            )
        )
    return tuple(lines)


def _gain(now: Counts | None, before: Counts | None, name: str) -> int | None:
    if now is None:
        return None
    return int(getattr(now, name)) - (0 if before is None else int(getattr(before, name)))
