"""What the marks of a chart mean: colours that the colour-blind tell apart, and the key."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from eid_campaign.render.chart_sheet import SIZE, Sheet, fitted, width_of

LINES: Final = (("#0072b2", "o"), ("#d55e00", "s"), ("#009e73", "^"), ("#cc79a7", "D"))
"""Colours of Okabe and Ito that show on white and on black, each with a mark of its own."""
_SAMPLE: Final = 7.0
"""How wide a sample is."""
_LINE: Final = 4.6


class Part(NamedTuple):
    """How a part of a bar is filled."""

    fill: str
    hatch: str
    words: str
    """The colour of what is written on it."""


_DARK, _LIGHT = "#141414", "#fafafa"
# The further an account, the darker, so that grey print keeps the order; every second one is
# hatched besides. The hues are those of viridis.
_PARTS: Final = (
    Part("#ececec", "", _DARK),
    Part("#fde725", "----", _DARK),
    Part("#7ad151", "", _DARK),
    Part("#22a884", "////", _DARK),
    Part("#2a788e", "", _LIGHT),
    Part("#414487", "\\\\\\\\", _LIGHT),
    Part("#440154", "", _LIGHT),
)


def parts(number: int) -> list[Part]:
    """Return ``number`` ways of filling, from light to dark, as far apart as can be."""
    last = len(_PARTS) - 1
    if number > len(_PARTS):
        return [_PARTS[place % len(_PARTS)] for place in range(number)]
    # The hue before the last is as good an end as the last, and less like black ink.
    last = last if number == len(_PARTS) else last - 1
    return [_PARTS[round(place * last / max(number - 1, 1))] for place in range(number)]


class Entry(NamedTuple):
    """A line of the key: draws its sample in a box from (x, y) to (x + width, y)."""

    words: str
    sample: Callable[[float, float, float], None]


def draw_key(sheet: Sheet, entries: Iterable[Entry]) -> float:
    """Draw the key along the upper edge, on as many lines as it takes; return how high it is."""
    x, y = 0.0, _LINE - 1
    for entry in entries:
        words = fitted(entry.words, sheet.width - _SAMPLE - 1.5)
        taken = _SAMPLE + 1.5 + width_of(words) + 5
        if x and x + taken - 5 > sheet.width:
            x, y = 0.0, y + _LINE
        entry.sample(x, y - 1.05, _SAMPLE)
        sheet.text(x + _SAMPLE + 1.5, y, words, size=SIZE)
        x += taken
    return y + 2.6 if x else 0.0
