"""Colours of charts that the colour-blind tell apart, each with a mark or a hatch of its own."""

from __future__ import annotations

from typing import Final, NamedTuple

LINES: Final = (("#0072b2", "o"), ("#d55e00", "s"), ("#009e73", "^"), ("#cc79a7", "D"))
"""Colours of Okabe and Ito that show on white and on black, each with a mark of its own."""


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
