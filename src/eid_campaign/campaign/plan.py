"""The plan: bases, rates, targets, how a target is rounded and split, and why it is what it is.

Source: the plan of Cẩm Tân (5/11/2024), part II, and its appendix (Kế hoạch 113/KH-UBND,
30/10/2024). Target A: level-2 accounts for a share of the people not collected at the baseline.
Target B: activation of all accounts approved but not activated at the baseline. Never added up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from eid_campaign.campaign.units import UnitCounts

ALL = Fraction(1)
COMPARABLE = ("collected", "issued", "activated")


UNLISTED = "\0unlisted"
"""Stands for the villages whose rosters are not there yet when a target is split."""


def rounded_up(rate: Fraction, base: int) -> int:
    """Return ``ceil(rate × base)`` in integers: 0,55 × 100 is 55, never 56."""
    return -(-rate.numerator * base // rate.denominator)


def parse_rate(text: str) -> Fraction:
    """Return the rate written as ``50%``, ``0.55`` or ``0,55``; ValueError otherwise."""
    written = text.strip().replace(",", ".")
    if written.endswith("%"):
        return Fraction(written[:-1].strip()) / 100
    return Fraction(written)


def split_by_largest_remainder(total: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Return shares of ``total`` in proportion to ``weights`` that sum to it exactly.

    The sum of rounded-up village targets would exceed the commune's; here every village gets
    the whole part of its share, and what is left goes to the largest remainders (equal ones:
    the heavier first, then in the order given).
    """
    whole = sum(weights.values())
    if whole == 0:
        return dict.fromkeys(weights, 0)
    shares = {name: total * weight // whole for name, weight in weights.items()}
    left = total - sum(shares.values())
    order = sorted(weights, key=lambda name: (-(total * weights[name] % whole), -weights[name]))
    for name in order[:left]:
        shares[name] += 1
    return shares


class Rules(NamedTuple):
    """What the campaign file fixes: days, rates, what is compared."""

    baseline: date | None = None
    rate: Fraction = Fraction(1, 2)
    unit_rates: Mapping[str, Fraction] = MappingProxyType({})
    deadline_level2: date | None = None
    deadline_activation: date | None = None
    compare: str = "issued"
    """Which of ``COMPARABLE`` is held against target A."""
    elderly_age: int = 60


class Target(NamedTuple):
    """The two targets of one unit."""

    unit: str
    base_level2: int
    rate_level2: Fraction
    level2: int
    """What counts: the published target where there is one, else the computed."""
    level2_published: int | None
    level2_computed: int
    base_activation: int
    activation: int
    activation_published: int | None
    own_rate: bool = False
    """Whether the unit's rate is not the campaign's."""


class Appendix(NamedTuple):
    """The appendix as imported: the units' counts and the printed total."""

    units: tuple[UnitCounts, ...]
    printed_total: UnitCounts | None = None
    plan_number: str = ""
    district: str = ""
    as_of: date | None = None
    file: str = ""


def unit_rate(counts: UnitCounts, rules: Rules) -> Fraction:
    """Return the unit's own rate: of the campaign file, else the one its target tells.

    A published target that the campaign's rate does not give, but exactly one whole percentage
    does, was set at that percentage (TT Phong Sơn: 4.275 of 7.125 is 60 %).
    """
    if counts.unit in rules.unit_rates:
        return rules.unit_rates[counts.unit]
    published = counts.target_level2
    if published is None or rounded_up(rules.rate, counts.not_collected) == published:
        return rules.rate
    told = [
        Fraction(percent, 100)
        for percent in range(1, 101)
        if rounded_up(Fraction(percent, 100), counts.not_collected) == published
    ]
    return told[0] if len(told) == 1 else rules.rate


def target_of(counts: UnitCounts, rules: Rules) -> Target:
    """Return the targets of a unit of the appendix."""
    rate = unit_rate(counts, rules)
    computed = rounded_up(rate, counts.not_collected)
    pending = counts.l1_approved + counts.l2_approved
    published = counts.target_level2
    return Target(
        unit=counts.unit,
        base_level2=counts.not_collected,
        rate_level2=rate,
        level2=computed if published is None else published,
        level2_published=published,
        level2_computed=computed,
        base_activation=pending,
        activation=pending if counts.target_activation is None else counts.target_activation,
        activation_published=counts.target_activation,
        own_rate=rate != rules.rate,
    )


def target_without_appendix(unit: str, base: int, pending: int, rules: Rules) -> Target:
    """Return the targets of a unit known from its rosters only: ``ceil(rate × base)``."""
    counts = UnitCounts(unit, base, 0, pending, 0, 0)
    return target_of(counts, rules)


def village_targets(
    commune: Target, bases: Mapping[str, int], pending: Mapping[str, int]
) -> dict[str, Target]:
    """Return each village's targets; those of level 2 sum to the commune's exactly.

    ``bases`` and ``pending`` count each village's people not collected, and approved but not
    activated, at the baseline. Activation is 100 % of the village's own list. Where villages
    have not handed in their rosters, the rest of the commune's base keeps its share of the
    target: nobody is asked for another village's people.
    """
    rest = max(0, commune.base_level2 - sum(bases.values()))
    shares = split_by_largest_remainder(commune.level2, {**bases, UNLISTED: rest})
    return {
        village: Target(
            unit=commune.unit,
            base_level2=base,
            rate_level2=commune.rate_level2,
            level2=shares[village],
            level2_published=None,
            level2_computed=shares[village],
            base_activation=pending[village],
            activation=pending[village],
            activation_published=None,
            own_rate=commune.own_rate,
        )
        for village, base in bases.items()
    }


class TotalGap(NamedTuple):
    """Why the printed total of level-2 targets differs from the sum of its rows."""

    printed: int
    summed: int
    unrounded: Fraction
    """The sum of ``rate × base`` before rounding."""
    rounded_units: tuple[str, ...]
    """The units whose own target was rounded up."""

    @property
    def is_rounding(self) -> bool:
        """Whether rounding explains it: the printed total is the unrounded sum."""
        return self.printed == self.unrounded


def total_gap(appendix: Appendix, rules: Rules) -> TotalGap | None:
    """Return the gap between the printed total and the rows' sum, or None without one."""
    total = appendix.printed_total
    if total is None or total.target_level2 is None:
        return None
    summed = sum(unit.target_level2 or 0 for unit in appendix.units)
    if summed == total.target_level2:
        return None
    exact = {unit.unit: unit_rate(unit, rules) * unit.not_collected for unit in appendix.units}
    return TotalGap(
        printed=total.target_level2,
        summed=summed,
        unrounded=sum(exact.values(), Fraction(0)),
        rounded_units=tuple(name for name, share in exact.items() if share.denominator != 1),
    )


def published_differs(targets: Sequence[Target]) -> tuple[Target, ...]:
    """Return the targets whose published figure is not the computed one."""
    return tuple(
        target
        for target in targets
        if target.level2_published is not None and target.level2_published != target.level2_computed
    )
