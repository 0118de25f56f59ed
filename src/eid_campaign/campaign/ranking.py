"""Who is first: by rate of target, and by what the week won of what was open; ties share a place.

Two rankings, because the first rewards who started ahead: a village that had done half before the
campaign leads it without moving. The second asks only what became, in the week, of the people who
still could be won.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Generic, NamedTuple, TypeVar

from eid_campaign.campaign.office import RankingRules
from eid_campaign.campaign.progress import Against

Name = TypeVar("Name")


def ranked(results: Mapping[Name, Against]) -> dict[Name, int | None]:
    """Return each unit's place: higher rate first, then fewer remaining; ties share a place
    (1, 1, 3).

    A unit with a target of 0 has no rate and no place.
    """
    return _places(
        {
            name: None if result.rate is None else (-result.rate, result.remaining)
            for name, result in results.items()
        }
    )


class Effort(NamedTuple):
    """What a week won of what was open at its start."""

    gained: int
    """People who got the account in the week."""
    open: int
    """People who could still be won when the week began: eligible or to verify, without it."""

    @property
    def share(self) -> Fraction | None:
        """Gained of open; None where nobody was open, so that nothing could be won."""
        return Fraction(self.gained, self.open) if self.open > 0 else None


def ranked_by_effort(efforts: Mapping[Name, Effort]) -> dict[Name, int | None]:
    """Return each unit's place by the share won of what was open; ties share a place.

    Who had nobody open has no place: nothing could be won there, which is no fault.
    """
    return _places(
        {
            name: None if effort.share is None else (-effort.share,)
            for name, effort in efforts.items()
        }
    )


class Named(NamedTuple, Generic[Name]):
    """Who is put forward for commendation, and who is reminded, in the order of their places."""

    commended: tuple[Name, ...]
    reminded: tuple[Name, ...]


def named(results: Mapping[Name, Against], rules: RankingRules) -> Named[Name]:
    """Return whom ``rules`` single out among the units that have reported.

    Nobody is in both: with few units the last is reminded only when it is not among the first.
    Units that share the last place that counts are all named, so that no tie is cut by chance.
    Who has the best rate of all is never reminded, low as it is: nobody has shown that more can
    be done, and on the first day all have the same.
    """
    placed = [(place, name) for name, place in ranked(results).items() if place is not None]
    placed.sort(key=lambda item: item[0])
    commended = tuple(
        name
        for place, name in placed
        if place <= rules.commend_first and _rate(results[name]) >= rules.commend_from
    )
    rest = [(place, name) for place, name in placed if name not in commended]
    best = max((_rate(results[name]) for _place, name in placed), default=Fraction(0))
    cut = rest[-rules.remind_last][0] if 0 < rules.remind_last <= len(rest) else 0
    reminded = tuple(
        name
        for place, name in rest
        if rules.remind_last
        and place >= cut
        and _rate(results[name]) < min(best, rules.remind_below)
    )
    return Named(commended, reminded)


def is_small(base: int, rules: RankingRules) -> bool:
    """Whether one person moves a unit's rate by so much that its place says little."""
    return 0 < base < rules.small_below


def _rate(result: Against) -> Fraction:
    return result.rate if result.rate is not None else Fraction(0)


def _places(keys: Mapping[Name, Sequence[Fraction | int] | None]) -> dict[Name, int | None]:
    order = sorted(tuple(key) for key in keys.values() if key is not None)
    return {
        name: None if key is None else order.index(tuple(key)) + 1 for name, key in keys.items()
    }
