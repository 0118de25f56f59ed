"""What is wrong with a row: a value, never an exception, and never the cell's own text."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class Severity(StrEnum):
    """What became of the row."""

    REFUSED = "refused"
    """The row could not be kept."""
    DOUBT = "doubt"
    """The row is kept; a field of it was left out or should be looked at."""
    REPAIR = "repair"
    """A field was mended beyond doubt, and it is said."""
    INFO = "info"
    """Nothing is wrong; the reader should know."""


class Problem(NamedTuple):
    """Something to say about a row, a column or a file.

    ``row`` is the 1-based row of the sheet as Excel shows it, 0 for the whole sheet.
    ``field`` is our field name (``citizen_id``, ``birth_date`` …) or empty.
    ``values`` fill the sentence for ``kind``: counts, days, headings; never names or numbers
    of people.
    """

    kind: str
    """One of the keys of ``reports/problem_words.py``, e.g. ``citizen_id_wrong_length``."""
    severity: Severity
    file: str
    sheet: str = ""
    row: int = 0
    field: str = ""
    values: Mapping[str, object] = MappingProxyType({})
