"""Which figure of a report a person means, and how a village's share of a target came about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from eid_campaign.campaign.plan import UNLISTED


class Asked(NamedTuple):
    """A figure as somebody read it from a report."""

    value: int | None
    """A whole number; None for a rate."""
    rate: Fraction | None
    """A rate as printed, 0-1 and above; None for a whole number."""
    unit: Fraction
    """How much the last digit printed stands for."""

    def means(self, value: object) -> bool:
        """Whether a report that printed ``value`` printed this figure."""
        if self.rate is None:
            return isinstance(value, int) and abs(value) == self.value
        if isinstance(value, bool) or not isinstance(value, Fraction | int):
            return False
        # Half up, as reports round.
        printed = (Fraction(value) / self.unit + Fraction(1, 2)).__floor__() * self.unit
        return printed == self.rate


_WHOLE = re.compile(r"[+−-]?(\d{1,3}(?:[.,\s]\d{3})+|\d+)")
_RATE = re.compile(r"(\d+)(?:[.,](\d+))?\s*%")


def asked_figure(text: str) -> Asked | None:
    """Return the figure that ``text`` writes: 1037, 1.037, 1,037, 38,77 %; None for none."""
    text = text.strip()
    found = _RATE.fullmatch(text)
    if found:
        digits = found[2] or ""
        unit = Fraction(1, 100 * 10 ** len(digits))
        return Asked(None, int(found[1] + digits) * unit, unit)
    found = _WHOLE.fullmatch(text)
    if found:
        return Asked(int(re.sub(r"\D", "", found[1])), None, Fraction(1))
    return None


class Share(NamedTuple):
    """How a village's target came about of the commune's, by largest remainder."""

    exact: Fraction
    """The village's share before rounding."""
    rounded_up: bool
    """Whether it got one of what was left over."""
    left_over: int
    """How many were left when every village had the whole part of its share."""
    place: int
    """The place of its remainder among the villages', 1 for the largest."""


def share_of(total: int, bases: Mapping[str, int], village: str, *, rest: int = 0) -> Share | None:
    """Return the share of ``village``; ``rest`` is the base of villages not listed yet.

    See :func:`eid_campaign.campaign.plan.split_by_largest_remainder`, which splits so.
    """
    weights = {**bases, UNLISTED: rest}
    whole = sum(weights.values())
    if not whole or village not in bases:
        return None
    exact = {name: Fraction(total * weight, whole) for name, weight in weights.items()}
    left = total - sum(share.__floor__() for share in exact.values())
    order = sorted(
        weights, key=lambda name: (-(exact[name] - exact[name].__floor__()), -weights[name])
    )
    place = order.index(village) + 1
    return Share(exact[village], place <= left, left, place)


class Source(NamedTuple):
    """Rows of one sheet in which people are told of."""

    file: str
    sheet: str
    rows: tuple[int, ...]
    """1-based, ascending; a row of several people once."""
    people: int


def gathered(rows: Iterable[tuple[str, str, int]]) -> tuple[Source, ...]:
    """Return (file, sheet, row) of each person, gathered by sheet, the largest first."""
    found: dict[tuple[str, str], list[int]] = {}
    for file, sheet, row in rows:
        found.setdefault((file, sheet), []).append(row)
    sources = [
        Source(file, sheet, tuple(sorted(set(numbers))), len(numbers))
        for (file, sheet), numbers in found.items()
    ]
    return tuple(sorted(sources, key=lambda each: (-each.people, each.file, each.sheet)))


def ranges(rows: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Return ascending rows as (first, last) of each unbroken run."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and row == found[-1][1] + 1:
            found[-1] = found[-1][0], row
        else:
            found.append((row, row))
    return tuple(found)
