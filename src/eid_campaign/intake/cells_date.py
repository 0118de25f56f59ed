"""The birth date of a cell, as precise as it is written and day first, as Vietnam writes it.

ISO text travels: ``1956-05-26``, ``1956-05`` or ``1956``. A date that cannot be is refused with
its kind; a field refused does not refuse the person.
"""

from __future__ import annotations

import unicodedata
from datetime import date, datetime

from eid_campaign.intake.cells_text import Cell, clean_text, is_absent
from eid_campaign.intake.date_checks import (
    DateCell,
    Row,
    checked,
    from_real_date,
    from_serial,
    refused,
)
from eid_campaign.intake.date_text import from_parts, from_text

__all__ = ["DateCell", "clean_birth_date", "clean_three"]


def clean_birth_date(cell: Cell, *, number_year: int | None = None, latest: date) -> DateCell:
    """Return the birth date a cell says; never raises.

    ``number_year`` is the year a full citizen number of the same row tells: it settles a
    two-digit year and the century that Excel guessed. ``latest`` is the last possible day of
    birth, the day of the list. A date that is refused has ``iso == ""`` and a kind.
    """
    if type(cell) is str:
        if len(cell) == 10 and cell[2] == cell[5] == "/":
            parts = (cell[:2], cell[3:5], cell[6:])
            if all(map(str.isdigit, parts)) and cell.isascii() and "00" not in parts:
                day, month, year = map(int, parts)
                return checked(day, month, year, Row(number_year, latest))
        return from_text(cell, Row(number_year, latest)) if cell else DateCell()
    if isinstance(cell, bool) or not isinstance(cell, (int, float, date, str)):
        return refused("birth_date_unreadable")
    row = Row(number_year, latest)
    if isinstance(cell, date):
        return from_real_date(cell.date() if isinstance(cell, datetime) else cell, row)
    return from_text(cell, row) if isinstance(cell, str) else _from_number(cell, row)


def clean_three(
    day: Cell, month: Cell, year: Cell, *, number_year: int | None = None, latest: date
) -> DateCell:
    """Return the birth date of three cells; blank, 0 or ``..`` is an unknown part."""
    texts = [unicodedata.normalize("NFKC", clean_text(cell)) for cell in (day, month, year)]
    if not any(texts):
        return DateCell()
    parts = [text if text.isdecimal() else "" for text in texts]
    for text, part in zip(texts, parts, strict=True):
        if not part and not is_absent(text):
            return refused("birth_date_unreadable")
    if not parts[2]:
        return refused("birth_date_without_year" if any(parts) else "birth_date_not_given")
    return from_parts(parts[0], parts[1], parts[2], Row(number_year, latest))


def _from_number(number: float, row: Row) -> DateCell:
    if number != number:  # NaN is a blank
        return DateCell()
    if not 0 <= number <= 1e8:
        return refused("birth_date_unreadable")
    if not number:
        return refused("birth_date_not_given")
    return from_serial(number, row) or from_text(clean_text(number), row)
