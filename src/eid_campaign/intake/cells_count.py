"""Counts and ticks: 7.125 is seven thousand one hundred and twenty-five, as text or as a float.

In Vietnam the dot parts thousands. A spreadsheet set to English reads it as a decimal point, so
7.125 may arrive as the number 7,125, 1.060 as 1,06 and 2.000 as 2: what can be told from the
cell alone is put right and said, the rest is offered as an alternative for the table's identities.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from eid_campaign.campaign.problems import Severity
from eid_campaign.intake.cells_text import Cell, clean_text, is_absent, table_rows


class CountCell(NamedTuple):
    """A count, or None, and what is to be said about it."""

    value: int | None
    kind: str = ""
    severity: Severity = Severity.INFO
    alternatives: tuple[int, ...] = ()
    """Other counts the cell may mean, for the identities of row and column to decide."""


_UNITS = "|".join(re.escape(row[0]) for row in table_rows("count_words.tsv"))
_UNIT = re.compile(rf"\s*[(]?\s*(?:{_UNITS})\s*[)]?[.,;]?$")
_DOTTED = re.compile(r"\d{1,3}(?:[. '’]\d{3})+(?:,0+)?")
_COMMAED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.0+)?")
_WHOLE = re.compile(r"(\d+)[.,]0")
_SHORTENED = re.compile(r"([1-9]\d{0,2})\.(\d{1,2})")
_LETTER_DIGITS = str.maketrans("oOlI", "0011")


def clean_count(cell: Cell) -> CountCell:
    """Return the count of an appendix cell; never raises, ``value`` None where there is none.

    A blank is no count but may be 0; ``-`` is 0, as tables print it. A number up to 999 may be
    thousands whose zeros were dropped: that is an alternative, not a repair.
    """
    if isinstance(cell, bool) or not isinstance(cell, (str, int, float)):
        return _unreadable("count_unreadable")
    if not isinstance(cell, str):
        return _from_number(cell)
    text = unicodedata.normalize("NFKC", clean_text(cell)).strip(" '’`")
    if not text:
        return CountCell(None, alternatives=(0,))
    if is_absent(text):
        return CountCell(0, "count_dash_is_zero")
    return _from_text(_UNIT.sub("", text.lower()).strip(" .,;:()"))


def _unreadable(kind: str) -> CountCell:
    return CountCell(None, kind, Severity.DOUBT)


def _whole(number: int) -> CountCell:
    return CountCell(number, alternatives=(number * 1000,) if 0 < number < 1000 else ())


def _from_number(number: float) -> CountCell:
    if number != number or abs(number) >= 1e9 or number < 0:
        return _unreadable("count_unreadable")
    if number == int(number):
        return _whole(int(number))
    thousands = round(number * 1000)
    if not 1 <= number < 1000:  # 0.5002 is a share; 1234.5 is nobody's count
        return _unreadable("count_is_share" if number < 1 else "count_unreadable")
    if abs(number * 1000 - thousands) > 1e-6:
        return _unreadable("count_unreadable")
    return CountCell(thousands, "count_thousands_restored", Severity.REPAIR)


def _from_text(text: str) -> CountCell:
    if text.isdecimal() and len(text) <= 9:
        return _whole(int(text))
    if _DOTTED.fullmatch(text):
        return CountCell(int(re.sub(r"[. '’]", "", text.partition(",")[0])))
    if _COMMAED.fullmatch(text):
        whole = int(text.partition(".")[0].replace(",", ""))
        return CountCell(whole, "count_comma_is_thousands", Severity.REPAIR)
    if found := _WHOLE.fullmatch(text):  # a float printed by another program: 958.0
        return _whole(int(found[1])) if len(found[1]) <= 9 else _unreadable("count_unreadable")
    if found := _SHORTENED.fullmatch(text):
        thousands = int(found[1]) * 1000 + int(found[2].ljust(3, "0"))
        return CountCell(thousands, "count_thousands_restored", Severity.REPAIR)
    mended = text.translate(_LETTER_DIGITS)
    if mended != text and any(map(str.isdigit, text)) and (again := _from_text(mended)).value:
        return again._replace(kind="count_letters_mended", severity=Severity.REPAIR)
    if text.endswith("%") or text.startswith("0."):
        return _unreadable("count_is_share")
    return _unreadable(
        "count_is_ratio" if re.fullmatch(r"[\d. ]+/[\d. ]+", text) else "count_unreadable"
    )


_TICKS = frozenset(row[0] for row in table_rows("tick_words.tsv"))


def is_tick(cell: Cell) -> bool:
    """Whether a cell of a tick column is ticked: x, v, ✓, 1, có, and what Wingdings reads as.

    Wingdings' ticks arrive as the letters under them: P, R, ü, þ, ý.
    """
    if isinstance(cell, str):
        return cell.lower() in _TICKS or clean_text(cell).strip(" .()[]").lower() in _TICKS
    return isinstance(cell, (bool, int, float)) and cell == 1
