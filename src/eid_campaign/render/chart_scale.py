"""Scales of a chart: from values to millimetres, and the round figures that stand beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from eid_campaign.document import Kind
from eid_campaign.wording import count, day, rate, rounded

Number = int | Fraction
_DAYS: Final = (1, 2, 7, 14, 28, 56, 91, 182, 364)
"""Steps of days a reader can count in; whole weeks, since reports come weekly."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from ``low`` to ``high`` on millimetres from ``start`` to ``end``."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float | Fraction) -> float:
        """Return where ``value`` lies."""
        share = (float(value) - self.low) / ((self.high - self.low) or 1)
        return self.start + share * (self.end - self.start)


def round_steps(highest: Number, most: int) -> list[Fraction]:
    """Return round figures from 0 to ``highest``, at most ``most`` steps."""
    top = max(Fraction(highest), Fraction(1, 1000))
    size = Fraction(1, 10**6)
    while size * 10 * most < top:
        size *= 10
    step = next(size * part for part in (1, 2, 5, 10, 20) if size * part * most >= top)
    return [step * place for place in range(int(top // step) + 1)]


def figure(value: Number, kind: Kind) -> str:
    """Return ``value`` as it stands beside a line or a bar: 1.037 or 50,02 %."""
    return rate(Fraction(value)) if kind is Kind.RATE else count(rounded(Fraction(value), 0))


def step_said(value: Fraction, kind: Kind) -> str:
    """Return a round figure of a scale: 200 or 40 %; blank for a part of a person."""
    if kind is Kind.RATE:
        whole = value * 100
        return f"{count(int(whole))} %" if whole.denominator == 1 else rate(value)
    return count(int(value)) if value.denominator == 1 else ""


def day_said(when: date) -> str:
    """Return a day without its year: 05/11, or 5 Nov."""
    return day(when)[: -len(" 2024")]


def day_steps(first: date, last: date, most: int) -> Iterator[date]:
    """Return days from ``first`` to ``last``, the same number apart, at most ``most``."""
    span = (last - first).days
    fitting = (step for step in _DAYS if span // step < max(most, 1))
    step = next(fitting, max(span, 1))
    for passed in range(0, span + 1, step):
        yield first + timedelta(days=passed)
