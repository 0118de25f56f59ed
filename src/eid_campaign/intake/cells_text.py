"""What a cell holds, and its text: one line, NFC, old fonts decoded, nothing invisible in it."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

from eid_campaign.campaign.problems import Severity
from eid_campaign.campaign.spelling import composed, folded
from eid_campaign.intake.legacy_text import decode_legacy

Cell = str | int | float | bool | datetime | date | time | timedelta
"""A cell as the sheet readers give it; blank is ``""``."""


class Cleaned(NamedTuple):
    """A cell made a value of ours, and what is to be said about it."""

    value: str
    kind: str = ""
    """A :class:`~eid_campaign.campaign.problems.Problem` kind; empty when nothing is to be said."""
    severity: Severity = Severity.INFO
    rest: str = ""
    """Words that stood beside the value: a remark in brackets. They belong to the note."""


def clean_text(cell: Cell) -> str:
    """Return the text of any cell: NFC, single spaces, no line breaks, old fonts decoded.

    Whole floats lose their ``.0``; days are written ``05/11/1990``; NaN is blank.
    """
    if isinstance(cell, str):
        return _clean_line(cell)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return number_text(cell)
    if isinstance(cell, date):  # a datetime too: the hour is never meant
        return f"{cell.day:02}/{cell.month:02}/{cell.year:04}"
    return str(cell)


def number_text(number: float) -> str:
    """Return a number as a person would write it: no ``.0``, no exponent where it is exact."""
    if math.isnan(number) or math.isinf(number):
        return ""
    if number.is_integer() and abs(number) < 1e16:
        return str(int(number))
    return repr(number)


def is_absent(text: str) -> bool:
    """Whether a text says that there is nothing: blank, ``-``, ``x``, ``chưa có``, ``#N/A``."""
    return folded(text).strip(" .,:;-–—_/?*…()") in _ABSENT


def table_rows(name: str) -> list[list[str]]:
    """Return the lines of a packaged ``.tsv`` without its heading."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:] if line]


def _clean_line(text: str) -> str:
    if text.isascii() and text.isprintable():
        return " ".join(text.split()) if "  " in text else text.strip()
    return one_line(decode_legacy(text))  # before the soft hyphen goes: it is the ư of TCVN3


def one_line(decoded: str) -> str:
    """Return a Unicode text as NFC with single spaces and nothing invisible in it."""
    if _UNSEEN.search(decoded):
        decoded = _UNSEEN.sub("", _UNSEEN_BETWEEN_WORDS.sub(" ", _ESCAPED.sub(" ", decoded)))
    return composed(decoded)


_ESCAPED = re.compile("_x000[9ADad]_|[\\x00-\\x1f\\x7f-\\x9f]")
# Zero-width space, joiners, direction marks, byte order mark, soft hyphen; controls, too.
_UNSEEN = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe0f\ufeff]|_x000[9ADad]_"
)
_UNSEEN_BETWEEN_WORDS = re.compile("(?<=[^\\W\\d_])\u200b+(?=[A-ZĐÀ-Ý])")
_ABSENT = frozenset({"", *(folded(row[0]) for row in table_rows("absent_words.tsv"))})
