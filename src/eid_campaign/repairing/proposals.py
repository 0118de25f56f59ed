"""What could stand in a doubtful cell: only what the cell, its row or the campaign knows.

A proposal is for a person to judge, so it may be less than proved; it is never made up. It is
personal data and stands in the workbook alone, never in a problem or an answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from eid_campaign.campaign.birth_date import BirthDate
from eid_campaign.campaign.citizen_id import LENGTH, CitizenId, fits
from eid_campaign.campaign.places import near_names, village_order
from eid_campaign.intake.cells import Cell, clean_citizen_id, clean_name, clean_text
from eid_campaign.intake.cells_swap import find_swapped_days
from eid_campaign.intake.date_checks import OLDEST
from eid_campaign.intake.legacy_text import decode_legacy
from eid_campaign.intake.villages import Fit, settle_village

MOST_NAMES = 15
"""More names are no help."""
_DAY_MONTH_YEAR = re.compile(r"\D*(\d{1,2})\D+(\d{1,2})\D+(\d{4})\D*")
_SEXES = {"M": "Nam", "F": "Nữ"}


@dataclass(frozen=True, slots=True)
class Seen:
    """A doubtful cell and what is known of its row; blank where nothing is."""

    cell: Cell
    latest: date
    """The day of the list."""
    citizen_id: str = ""
    sex: str = ""
    birth_date: str = ""
    """ISO, as it was read."""
    villages: tuple[str, ...] = ()
    """Those known in the row's commune."""
    communes: tuple[str, ...] = ()


def proposed(kind: str, seen: Seen) -> str:
    """Return what could stand in the cell a problem of ``kind`` is about, or ""."""
    value = _PROPOSERS[kind](seen) if kind in _PROPOSERS else ""
    return value if value != seen.cell else ""


def choices(kind: str, seen: Seen) -> tuple[str, ...]:
    """Return the names one of which is meant, as far as is known; none when there are many."""
    found = sorted(_CHOICES[kind](seen), key=village_order) if kind in _CHOICES else []
    return tuple(found) if len(found) <= MOST_NAMES else ()


def swapped_days(cells: Mapping[int, Cell]) -> dict[int, str]:
    """Return, by row, the dates of a column as they were meant if day and month were swapped."""
    rows = list(cells)
    finding = find_swapped_days([cells[row] for row in rows])
    found = [rows[at] for at in finding.rows] if finding else []
    return {
        row: f"{day.month:02}/{day.day:02}/{day.year}"
        for row in found
        if isinstance(day := cells[row], date)
    }


# --- citizen numbers --------------------------------------------------------------------------


def _with_zeros(seen: Seen) -> str:
    return clean_citizen_id(seen.cell).candidate


def _letters_as_digits(seen: Seen) -> str:
    return clean_citizen_id(seen.cell).citizen_id


def _old_number(seen: Seen) -> str:
    return clean_citizen_id(seen.cell).old_id


def _the_fitting_number(seen: Seen) -> str:
    """Return the one number of several in the cell that agrees with sex and birth year."""
    runs = re.findall(rf"(?<!\d)\d{{{LENGTH - 2},{LENGTH}}}(?!\d)", clean_text(seen.cell))
    numbers = {number for run in runs if (number := CitizenId.parse(run.zfill(LENGTH)))}
    year = int(seen.birth_date[:4]) if seen.birth_date else None
    fitting = [number for number in numbers if fits(number, seen.sex, year)]
    return fitting[0] if len(fitting) == 1 else ""


# --- birth dates and sexes --------------------------------------------------------------------


def _date_as_read(seen: Seen) -> str:
    """Return the date that was read, in full: written so, it is no longer in doubt."""
    return "/".join(reversed(seen.birth_date.split("-")))


def _year_of_number(seen: Seen) -> str:
    number = CitizenId.parse(seen.citizen_id)
    if number is None or (seen.sex and number.sex != seen.sex):
        return ""
    return str(number.birth_year) if number.birth_year <= seen.latest.year else ""


def _day_first(seen: Seen) -> str:
    found = _DAY_MONTH_YEAR.fullmatch(clean_text(seen.cell))
    return _date(seen, int(found[2]), int(found[1]), int(found[3])) if found else ""


def _a_century_earlier(seen: Seen) -> str:
    text = clean_text(seen.cell)
    found = _DAY_MONTH_YEAR.fullmatch(text)
    if found:
        return _date(seen, int(found[1]), int(found[2]), int(found[3]) - 100)
    return _date(seen, 0, 0, int(text) - 100) if re.fullmatch(r"\d{4}", text) else ""


def _date(seen: Seen, day: int, month: int, year: int) -> str:
    """Return a date a living person can have that does not disagree with the number, else its
    year.
    """
    told = _year_of_number(seen)
    try:
        born = BirthDate(year, month, day)
    except ValueError:
        return told
    possible = born.earliest <= seen.latest and seen.latest.year - year <= OLDEST
    if not possible or told not in ("", str(year)):
        return told
    return f"{day:02}/{month:02}/{year}" if month else str(year)


def _sex_of_number(seen: Seen) -> str:
    number = CitizenId.parse(seen.citizen_id)
    return _SEXES[number.sex] if number else ""


# --- names and places -------------------------------------------------------------------------


def _name_in_unicode(seen: Seen) -> str:
    if not isinstance(seen.cell, str) or decode_legacy(seen.cell) == seen.cell:
        return ""
    return clean_name(seen.cell).value


def _the_fitting_village(seen: Seen) -> str:
    fitting = _fitting_villages(seen)
    return fitting[0] if len(fitting) == 1 else ""


def _villages(seen: Seen) -> Sequence[str]:
    """Return the known villages that can be meant; all of them where none can be told."""
    return _fitting_villages(seen) or seen.villages


def _fitting_villages(seen: Seen) -> list[str]:
    written = clean_text(seen.cell)
    return [v for v in seen.villages if settle_village(written, [v]).fit is Fit.KNOWN]


def _every_village(seen: Seen) -> Sequence[str]:
    return seen.villages


def _communes(seen: Seen) -> Sequence[str]:
    return near_names(clean_text(seen.cell), seen.communes)


_PROPOSERS: Mapping[str, Callable[[Seen], str]] = {
    "citizen_id_zeros_unproved": _with_zeros,
    "citizen_id_zeros_disagree": _with_zeros,
    "citizen_id_letters_unproved": _letters_as_digits,
    "citizen_id_two_numbers": _the_fitting_number,
    "old_id_zero_restored": _old_number,
    "birth_date_month_first": _day_first,
    "birth_date_future": _a_century_earlier,
    "birth_year_century_mended": _date_as_read,
    "birth_year_two_digits": _date_as_read,
    "birth_year_shown_as_date": _date_as_read,
    "birth_date_approximate": _date_as_read,
    "birth_date_impossible": _year_of_number,
    "birth_date_is_age": _year_of_number,
    "birth_date_too_old": _year_of_number,
    "birth_date_unreadable": _year_of_number,
    "birth_date_without_year": _year_of_number,
    "birth_year_two_digits_alone": _year_of_number,
    "sex_ambiguous": _sex_of_number,
    "sex_both": _sex_of_number,
    "sex_unreadable": _sex_of_number,
    "name_fonts_mixed": _name_in_unicode,
    "name_has_digits": _name_in_unicode,
    "name_letters_lost": _name_in_unicode,
    "name_one_word": _name_in_unicode,
    "village_ambiguous": _the_fitting_village,
    "village_unknown": _the_fitting_village,
}
_CHOICES: Mapping[str, Callable[[Seen], Sequence[str]]] = {
    "village_ambiguous": _villages,
    "village_unknown": _villages,
    "village_missing": _every_village,
    "commune_unknown": _communes,
}
