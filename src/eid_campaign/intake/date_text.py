"""Birth dates as people write them: day first, with parts unknown, with words around."""

from __future__ import annotations

import re
import unicodedata

from eid_campaign.campaign.problems import Severity
from eid_campaign.campaign.spelling import folded
from eid_campaign.intake.cells_text import clean_text, is_absent
from eid_campaign.intake.date_checks import DateCell, Row, checked, from_serial, refused

_HOUR = re.compile(r"[ t]\s*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([ap]m|sa|ch|z)?$")
_AGE = re.compile(r"[(\[]?\s*\d{1,3}\s*(?:tuoi|t)\b\.?\s*[)\]]?$")
_BEFORE = re.compile(
    r"^(?:sinh nam|sinh ngay|nam sinh|ngay sinh|sinh|sn|ns|nam|ngay)(?![a-z])[\s.:]*"
)
_ABOUT = re.compile(r"^(?:khoang|tam|~|uoc|chung)\s*|\s*\(?(?:\?|khong ro|uoc)\)?$")
_WORDS = re.compile(r"\b(?:ngay|thang|thg|nam)\b\.?|thg")
_MONTH_NAMES = {
    name: str(place + 1)
    for place, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split())
}
_MONTH_NAME = re.compile(rf"\b({'|'.join(_MONTH_NAMES)})[a-z]*\b")
_LETTER_DIGITS = str.maketrans("oli|", "0111")
_PARTS = re.compile(r"[\d\s/.\-_…x?*,\\–—]+")


def from_text(text: str, row: Row) -> DateCell:
    """Return the birth date a text says, words and unknown parts around it or not."""
    words = folded(unicodedata.normalize("NFKC", clean_text(text))).strip(" '’‘`;:.,\"")
    if not words or is_absent(words):
        return refused("birth_date_not_given") if words or text.strip() else DateCell()
    words = _HOUR.sub("", words)
    if _AGE.fullmatch(words):
        return refused("birth_date_is_age")
    words = _AGE.sub("", words).strip(" ,;")
    told = _ABOUT.sub("", words)
    told = _BEFORE.sub("", told)
    about = _ABOUT.search(told) is not None or _ABOUT.search(words) is not None
    told = _ABOUT.sub("", told)
    told = _WORDS.sub("/", _MONTH_NAME.sub(lambda found: _MONTH_NAMES[found[1]], told))
    read = _from_separated(told.strip(), row)
    if read.kind == "birth_date_unreadable":
        mended = told.translate(_LETTER_DIGITS)
        if mended != told and (again := _from_separated(mended.strip(), row)).iso:
            return again._replace(kind="birth_date_letters_mended", severity=Severity.REPAIR)
    if about and read.iso and not read.kind:
        return read._replace(kind="birth_date_approximate", severity=Severity.DOUBT)
    return read


def _from_separated(text: str, row: Row) -> DateCell:
    if not _PARTS.fullmatch(text):
        return refused("birth_date_unreadable")
    numbers = re.findall(r"\d+", text)
    if not any(numbers) or not any(int(number) for number in numbers):
        return refused("birth_date_not_given")
    if len(numbers) == 1:
        return _from_one(numbers[0], row)
    if len(numbers) == 2:
        return _from_two(text, numbers, row)
    if len(numbers) > 3:
        return refused("birth_date_unreadable")
    first, second, third = numbers
    if len(first) == 4:
        return from_parts(third, second, first, row)
    return from_parts(first, second, third, row)


def _from_one(digits: str, row: Row) -> DateCell:
    if len(digits) == 4:
        return checked(0, 0, int(digits), row)
    if len(digits) == 8:
        if digits.startswith(("19", "20")) and digits[4:6] <= "12":
            return _run_together(digits[6:], digits[4:6], digits[:4], row)
        return _run_together(digits[:2], digits[2:4], digits[4:], row)
    if len(digits) == 7 and digits[3:5] in ("19", "20"):  # the zero of 05111990 is lost
        return _run_together(digits[:1], digits[1:3], digits[3:], row)
    if len(digits) == 5 and (read := from_serial(int(digits), row)):
        return read
    if len(digits) == 2 and row.number_year is not None and row.number_year % 100 == int(digits):
        return DateCell(str(row.number_year))
    # A bare 56 may be a year or an age.
    return refused("birth_year_two_digits_alone" if len(digits) <= 2 else "birth_date_unreadable")


def _run_together(day: str, month: str, year: str, row: Row) -> DateCell:
    read = from_parts(day, month, year, row)
    if read.iso and not read.kind:
        return read._replace(kind="birth_date_run_together", severity=Severity.REPAIR)
    return read


def _from_two(text: str, numbers: list[str], row: Row) -> DateCell:
    first, second = numbers
    between = text[text.index(first) + len(first) : text.rindex(second)].replace(" ", "")
    if len(first) == 4 and len(second) <= 2:
        return from_parts("", second, first, row)
    if len(second) == 4 and len(first) <= 2:
        known_month = len(between) <= 1
        return from_parts("", first if known_month else "", second, row)
    if len(second) == 2 and int(second) > 31 and len(between) <= 1:
        return from_parts("", first, second, row)
    alike = len(first) <= 2 and len(second) <= 2
    return refused("birth_date_without_year" if alike else "birth_date_unreadable")


def from_parts(day: str, month: str, year: str, row: Row) -> DateCell:
    """Return the birth date of three digit texts; a blank or zero day or month is unknown."""
    if max(len(day), len(month)) > 2 or len(year) not in (2, 4):
        return refused("birth_date_impossible")
    known = (int(day or 0), int(month or 0))
    if len(year) == 4:
        return checked(*known, int(year), row)
    return _from_short_year(*known, int(year), row)


def _from_short_year(day: int, month: int, short: int, row: Row) -> DateCell:
    if row.number_year is not None and row.number_year % 100 == short:
        return checked(day, month, row.number_year, row)
    past = checked(day, month, 1900 + short, row._replace(number_year=None))
    if 2000 + short > row.latest.year:  # only one century is left
        return (
            past._replace(kind="birth_year_two_digits", severity=Severity.REPAIR)
            if past.iso
            else past
        )
    recent = checked(day, month, 2000 + short, row._replace(number_year=None))
    read = recent if recent.iso else past
    if read.iso:
        return read._replace(kind="birth_year_two_digits", severity=Severity.DOUBT)
    return read
