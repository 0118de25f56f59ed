"""The column whose days and months a spreadsheet swapped: found and proposed, never applied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from eid_campaign.intake.cells_text import Cell

_DAY_FIRST = re.compile(r"\s*'?(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(?:\d{4}|\d{2})\s*")


class SwapFinding(NamedTuple):
    """A column of birth dates in which day and month look swapped."""

    dates: int
    """Real dates, none of which has a day beyond the twelfth."""
    texts: int
    """Dates left as text, all of which have a day beyond the twelfth."""
    rows: tuple[int, ...]
    """Places (0-based) of the real dates that the swap would change."""


def find_swapped_days(cells: Sequence[Cell]) -> SwapFinding | None:
    """Return the finding if the column was typed day first on a month-first Windows, else None.

    There "05/11/1990" becomes 11 May, while "25/12/1990" cannot be read and stays text. So a
    column is suspected that mixes real dates and text, without a real date after the twelfth
    and without a text up to the twelfth.
    """
    dates: list[int] = []
    changed: list[int] = []
    texts = 0
    for place, cell in enumerate(cells):
        if isinstance(cell, date):
            if cell.day > 12:
                return None
            dates.append(place)
            if cell.day != cell.month:
                changed.append(place)
        elif isinstance(cell, str) and (found := _DAY_FIRST.fullmatch(cell)):
            day, month = int(found[1]), int(found[2])
            if 1 <= day <= 12:
                return None
            texts += 1 <= month <= 12 and day <= 31
    if len(dates) < 2 or not texts or not changed:
        return None
    return SwapFinding(len(dates), texts, tuple(changed))


def count_month_first(odd: Iterable[Cell], cells: Sequence[Cell]) -> tuple[int, int]:
    """Return how many texts can only be month first, and how many may be either; or (0, 0).

    Two of ``odd`` like 4/16/1995, and no day beyond the twelfth in the first place of any cell,
    make a column of an American export: its 5/3/1990 is 3 May there and 5 March here.
    """
    only = sum(_is_month_first(cell) for cell in odd)
    if only < 2:
        return 0, 0
    told = [found for cell in cells if isinstance(cell, str) and (found := _DAY_FIRST.match(cell))]
    if any(int(found[1]) > 12 for found in told):
        return 0, 0
    either = sum(int(found[2]) <= 12 and found[1] != found[2] for found in told)
    return (only, either) if either else (0, 0)


def _is_month_first(cell: Cell) -> bool:
    found = _DAY_FIRST.fullmatch(cell) if isinstance(cell, str) else None
    return found is not None and 1 <= int(found[1]) <= 12 < int(found[2]) <= 31
