"""A birth date against the calendar, a human life and the day of the list."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from eid_campaign.campaign.birth_date import BirthDate
from eid_campaign.campaign.problems import Severity

OLDEST = 115
"""Years of age beyond which a date is taken for a mistake."""


class DateCell(NamedTuple):
    """A birth date, ISO or ``""``, and what is to be said about it."""

    iso: str = ""
    kind: str = ""
    severity: Severity = Severity.INFO

    @property
    def year(self) -> int | None:
        """The year, where the date tells one."""
        return int(self.iso[:4]) if self.iso else None


class Row(NamedTuple):
    """What the row and the list know beside the cell."""

    number_year: int | None
    latest: date


def refused(kind: str) -> DateCell:
    """Return no date and why."""
    return DateCell("", kind, Severity.INFO if kind == "birth_date_not_given" else Severity.DOUBT)


def checked(day: int, month: int, year: int, row: Row) -> DateCell:
    """Return the date if it exists and lies within a human life; an unknown part is 0."""
    try:
        born = BirthDate(year, month, day if month else 0)
    except ValueError:
        swapped = day <= 12 < month <= 31
        return refused("birth_date_month_first" if swapped else "birth_date_impossible")
    if born.earliest > row.latest:
        return _from_the_future(born, row)
    if row.latest.year - year > OLDEST and row.number_year != year:
        return refused("birth_date_too_old")
    if row.number_year is not None and row.number_year == year - 100:
        return _a_century_earlier(born, Severity.REPAIR)
    return DateCell(born.iso)


def _from_the_future(born: BirthDate, row: Row) -> DateCell:
    # Excel reads a two-digit year up to 29 as 20xx: who was born in 1929 is in 2029.
    if row.number_year is not None:
        if row.number_year == born.year - 100:
            return _a_century_earlier(born, Severity.REPAIR)
    elif row.latest.year < born.year <= 2029:
        return _a_century_earlier(born, Severity.DOUBT)
    return refused("birth_date_future")


def _a_century_earlier(born: BirthDate, severity: Severity) -> DateCell:
    try:
        earlier = BirthDate(born.year - 100, born.month, born.day)
    except ValueError:  # 29 February 2000 has no 1900
        return refused("birth_date_impossible")
    return DateCell(earlier.iso, "birth_year_century_mended", severity)


def from_real_date(day: date, row: Row) -> DateCell:
    """Return the birth date of a cell that a spreadsheet holds as a date."""
    serial = (day - EPOCH).days
    if 1900 <= serial <= row.latest.year and row.latest.year - day.year > OLDEST - 10:
        # The year 1956 in a cell formatted as a date shows, and is read, as 9 May 1905.
        severity = Severity.REPAIR if row.number_year == serial else Severity.DOUBT
        return DateCell(str(serial), "birth_year_shown_as_date", severity)
    return checked(day.day, day.month, day.year, row)


EPOCH = date(1899, 12, 30)
FIRST_SERIAL = 5000
"""September 1913 as a serial number; smaller numbers are years or nonsense."""


def from_serial(number: float, row: Row) -> DateCell | None:
    """Return the date of an Excel serial number; None for a number that is none."""
    if not FIRST_SERIAL <= number <= (row.latest - EPOCH).days + 1:
        return None
    read = from_real_date(EPOCH + timedelta(days=int(number)), row)
    if read.iso and not read.kind:
        return read._replace(kind="birth_date_from_serial", severity=Severity.REPAIR)
    return read
