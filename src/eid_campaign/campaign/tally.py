"""Answers travel as counts: how many people for each unit, village, stages, standing, reason.

A tally is small, additive and holds no person: every target, rate, rank and report is computed
from tallies alone, and a commune can send its tally upward without sending a name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import Reason, Standing


class Group(NamedTuple):
    """People who are alike in all that is counted."""

    commune: str
    village: str
    baseline: Stage | None
    """The stage at the baseline; None for who was under 14 or not on a list then."""
    stage: Stage | None
    """The stage now; None where no roster tells it."""
    standing: Standing
    reason: Reason


@dataclass(frozen=True, slots=True)
class Tally:
    """The number of people in each group on a day."""

    as_of: date
    counts: Mapping[Group, int]

    def __add__(self, other: Tally) -> Tally:
        """Return the two together: a district is the sum of its communes."""
        return Tally(self.as_of, Counter(self.counts) + Counter(other.counts))

    def total(self, wanted: Callable[[Group], bool] = lambda group: True) -> int:
        """Return how many people are in the groups that ``wanted`` takes."""
        return sum(count for group, count in self.counts.items() if wanted(group))

    def within(self, commune: str = "", village: str = "") -> Tally:
        """Return the part of one commune, or of one village of it."""
        return Tally(
            self.as_of,
            {
                group: count
                for group, count in self.counts.items()
                if (not commune or group.commune == commune)
                and (not village or group.village == village)
            },
        )

    def split(self, key: Callable[[Group], str]) -> dict[str, Tally]:
        """Return the parts by ``key``, in the order they come."""
        parts: dict[str, dict[Group, int]] = {}
        for group, count in self.counts.items():
            parts.setdefault(key(group), {})[group] = count
        return {name: Tally(self.as_of, counts) for name, counts in parts.items()}

    @property
    def communes(self) -> tuple[str, ...]:
        """The communes with people, in alphabetical order."""
        return tuple(sorted({group.commune for group in self.counts}))


def tally_of(as_of: date, groups: Iterable[Group]) -> Tally:
    """Return the tally of people given one by one."""
    return Tally(as_of, Counter(groups))
