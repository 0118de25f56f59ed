"""The day a roster is of: from its title, else from its file's name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from eid_campaign.campaign.spelling import folded

_NUMERIC = r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})"
_WORDS = r"(\d{1,2})\s*thang\s*(\d{1,2})\s*nam\s*(\d{4})"
_DAY = re.compile(rf"(?:{_WORDS}|{_NUMERIC})")
_STATED = re.compile(
    r"(?:tinh (?:den|toi)|den het|den ngay|so lieu (?:den )?|cap nhat (?:den )?|chot (?:den )?"
    r"|ra soat (?:den )?)\s*(?:het )?(?:thoi diem )?(?:ngay )?:?\s*" + _DAY.pattern
)
_PLACE_AND_DATE = re.compile(r"^[^\d]{0,60}?\bngay\s*" + _DAY.pattern + r"\W*$")
_OF_SOMETHING_ELSE = re.compile(
    r"\b(ke hoach|cong van|nghi dinh|quyet dinh|thong tu|chi thi|luat|sinh|kem theo|so \d+)\b"
)

_FILE_YEAR_FIRST = re.compile(r"(?<!\d)(20\d\d)[\s._-]?(\d{2})[\s._-]?(\d{2})(?!\d)")
_FILE_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[\s._-](\d{1,2})[\s._-](20\d\d)(?!\d)")
_FILE_CLOSE = re.compile(r"(?<!\d)(\d{2})(\d{2})[\s._-]?(20\d\d)(?!\d)")
_FILE_SHORT_YEAR = re.compile(r"(?<!\d)(\d{1,2})[._-](\d{1,2})[._-](\d{2})(?!\d)")
_FILE_WORDS = re.compile(r"ngay\s*(\d{1,2})\s*thang\s*(\d{1,2})\s*nam\s*(\d{4})")


def find_stated_day(lines: Iterable[str]) -> date | None:
    """Return the day of "(Tính đến ngày 05/11/2024)", "đến hết ngày 5 tháng 11 năm 2024"."""
    for line in lines:
        text = folded(line)
        for found in _STATED.finditer(text):
            if "sinh" in text[max(0, found.start() - 25) : found.start()].split():
                continue  # "công dân sinh đến ngày …" limits the births
            day = _day_of(found.groups())
            if day:
                return day
    return None


def find_signed_day(lines: Iterable[str]) -> date | None:
    """Return the day of a place-and-date line, "Cẩm Tân, ngày 05 tháng 11 năm 2024"."""
    for line in lines:
        text = folded(line).strip(" ().,;/")
        found = _PLACE_AND_DATE.match(text)
        if found and not _OF_SOMETHING_ELSE.search(text):
            day = _day_of(found.groups())
            if day:
                return day
    return None


def find_any_day(lines: Iterable[str]) -> date | None:
    """Return the first full day written in ``lines``, whatever it is of."""
    for line in lines:
        for found in _DAY.finditer(folded(line)):
            day = _day_of(found.groups())
            if day:
                return day
    return None


def find_file_day(stem: str) -> date | None:
    """Return the day a file's name tells: 2024-11-05, 05-11-2024, 05.11.2024, 0511 2024.

    A day without its year tells nothing.
    """
    text = folded(stem).replace("_", "-")
    for pattern in (_FILE_WORDS, _FILE_DAY_FIRST, _FILE_YEAR_FIRST, _FILE_CLOSE, _FILE_SHORT_YEAR):
        for found in pattern.finditer(text):
            parts = found.groups()
            if pattern is _FILE_YEAR_FIRST:
                parts = parts[::-1]
            year = f"20{parts[2]}" if len(parts[2]) == 2 else parts[2]
            day = _day_of((parts[0], parts[1], year))
            if day:
                return day
    return None


def _day_of(parts: Iterable[str | None]) -> date | None:
    numbers = [int(part) for part in parts if part]
    if len(numbers) != 3:
        return None
    try:
        return date(numbers[2], numbers[1], numbers[0])
    except ValueError:
        return None
