"""What the marks of a chart mean: a sample of each with its words, above the chart."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from eid_campaign.render.chart_sheet import SIZE, Sheet, fitted, width_of

_SAMPLE: Final = 7.0
"""How wide a sample is."""
_LINE: Final = 4.6


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
