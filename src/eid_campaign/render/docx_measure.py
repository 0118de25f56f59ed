"""How wide a text is in Times New Roman, so that columns and rules fit what stands in them.

The widths are those of the font, which Liberation Serif shares; a letter with marks is as wide
as its letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final
from unicodedata import normalize

_MM_PER_POINT: Final = 25.4 / 72
_HORN: Final = 60
"""What ơ and ư are wider than o and u."""


def _table(*lines: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for line in lines:
        width, letters = line.split(maxsplit=1)
        found |= dict.fromkeys(letters, int(width))
    return found | {" ": 250, "\u00a0": 250}


# Thousandths of the font's size.
_REGULAR: Final = _table(
    "180 '",
    "200 |",
    "250 .,",
    "278 /:;\\ijlt",
    "333 !()-[]`fIr",
    "389 sJ",
    '408 "',
    "444 ?acez",
    "500 #$*_0123456789bdghknopquvxyđ–",
    "556 FPS",
    "564 +<=>−",
    "611 ELTZ",
    "667 BCR",
    "722 ADGHKNOQUVXYwĐ",
    "778 &m",
    "833 %",
    "889 M",
    "921 @",
    "944 W",
    "1000 …",
)
_BOLD: Final = _table(
    "250 .,",
    "278 '/\\il",
    "333 !()-[]`:;fjt",
    "389 Is",
    "444 crez",
    "500 #$*_0123456789agovxyJ?–",
    '556 bdhknpquđ"S',
    "570 +<=>−",
    "611 FP",
    "667 BELTZ",
    "722 ACDNRUVXYwĐ",
    "778 GHKOQ",
    "833 &m",
    "930 @",
    "944 M",
    "1000 %W…",
)
_UNKNOWN: Final = 800
_BLANK: Final = 0.25


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how many millimetres ``text`` takes in a line at ``size`` points."""
    return _ems(text, bold) * size * _MM_PER_POINT


def narrowest(text: str, lines: int, size: float, *, bold: bool = False) -> float:
    """Return the least room, to a tenth of the size, in which ``text`` takes at most ``lines``."""
    return _narrowest(text, lines, bold) * size * _MM_PER_POINT


@lru_cache(maxsize=65536)
def _ems(text: str, bold: bool) -> float:
    table = _BOLD if bold else _REGULAR
    thousandths = 0
    for letter in normalize("NFD", text):
        if letter == "\u031b":
            thousandths += _HORN
        elif not "\u0300" <= letter <= "\u036f":
            thousandths += table.get(letter, _UNKNOWN)
    return thousandths / 1000


@lru_cache(maxsize=4096)
def _narrowest(text: str, lines: int, bold: bool) -> float:
    if lines == 1:
        return _ems(text, bold)
    words = [_ems(word, bold) for word in text.split(" ")]
    room = max(max(words), _ems(text, bold) / lines)
    while _lines_at(words, room) > lines:
        room += 0.1
    return room


def _lines_at(words: Sequence[float], room: float) -> int:
    lines, used = 1, -_BLANK
    for word in words:
        if used >= 0 and used + _BLANK + word > room:
            lines, used = lines + 1, word
        else:
            used += _BLANK + word
    return lines
