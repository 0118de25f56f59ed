"""What a week brought: counts of two days compared, places in the ranking, who is silent."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from eid_campaign.campaign.progress import WEEK, Counts, Progress
from eid_campaign.campaign.ranking import Effort, ranked


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
    achieved_level2: int | None = None
    """Gained in the week of what the campaign file holds against target A; None when silent."""
    achieved_level2_week_before: int | None = None
    achieved_activation_week_before: int | None = None
    """Gained in the week before this one; None when not known."""
    rank_before: int | None = None
    """Place by rate of the level-2 target a week ago; None where it was not known, or nobody had
    achieved anything yet."""
    effort: Effort | None = None
    """What of the people open a week ago was won; None when silent or not known."""

    @property
    def issued_change(self) -> int | None:
        """The week's gain against the gain of the week before."""
        if self.issued is None or self.issued_week_before is None:
            return None
        return self.issued - self.issued_week_before

    @property
    def achieved_level2_change(self) -> int | None:
        """The same of what is held against target A."""
        if self.achieved_level2 is None or self.achieved_level2_week_before is None:
            return None
        return self.achieved_level2 - self.achieved_level2_week_before

    @property
    def achieved_activation_change(self) -> int | None:
        """The same of the activation of the accounts approved at the baseline."""
        if self.achieved_activation is None or self.achieved_activation_week_before is None:
            return None
        return self.achieved_activation - self.achieved_activation_week_before

    @property
    def moved(self) -> int | None:
        """Places gained in the ranking since last week, negative for lost; None when not known."""
        if self.rank is None or self.rank_before is None:
            return None
        return self.rank_before - self.rank


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
    ranks_before = _ranks_before(week_before)
    progress_ago = {place_of(line): line for line in week_before}
    progress_long_ago = {place_of(line): line for line in two_weeks_before}
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
                achieved_level2=_achieved(line, progress_ago.get(name)) if current else None,
                achieved_level2_week_before=(
                    _achieved(progress_ago[name], progress_long_ago.get(name))
                    if name in reported_before and before
                    else None
                ),
                achieved_activation_week_before=(
                    _gain(before, earlier, "achieved_activation")
                    if name in reported_before
                    else None
                ),
                rank_before=ranks_before.get(name),
                effort=effort(line, progress_ago.get(name)) if current else None,
            )
        )
    return tuple(lines)


def effort(now: Progress, before: Progress | None) -> Effort | None:
    """Return what the week won of who was open when it began; None where that is not known.

    Open are the eligible and those to verify without an account that counts; where standings are
    not known, everybody of the base without one.
    """
    if before is None or before.counts is None:
        return None
    counts = before.counts
    people = counts.base_level2 if counts.base_eligible is None else counts.base_eligible
    achieved = before.level2.achieved
    return Effort(now.level2.achieved - achieved, max(0, people - achieved))


def _achieved(now: Progress, before: Progress | None) -> int:
    return now.level2.achieved - (0 if before is None else before.level2.achieved)


def _ranks_before(lines: Sequence[Progress]) -> dict[Place, int | None]:
    """Return last week's places; none where all stood at nothing, which is no ranking."""
    known = {place_of(line): line.level2 for line in lines if line.counts}
    return ranked(known) if any(result.achieved for result in known.values()) else {}


def _gain(now: Counts | None, before: Counts | None, name: str) -> int | None:
    if now is None:
        return None
    return int(getattr(now, name)) - (0 if before is None else int(getattr(before, name)))
