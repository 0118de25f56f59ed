"""Numbers and days in English words."""

from __future__ import annotations

import re

MONTHS = {
    "Jan": "January",
    "Feb": "February",
    "Mar": "March",
    "Apr": "April",
    "May": "May",
    "Jun": "June",
    "Jul": "July",
    "Aug": "August",
    "Sep": "September",
    "Oct": "October",
    "Nov": "November",
    "Dec": "December",
}
NUMBER = re.compile(r"(?<!\w)(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?!\w)")
"""A number as it is written: 1,037 or 38.77."""
_DATE = re.compile(rf"(?<!\w)(\d{{1,2}}) ({'|'.join(MONTHS.values())})(?!\w)")
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
_THOUSANDS = ("", " thousand", " million", " billion")
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
    "twenty": "twentieth",
    "thirty": "thirtieth",
}


def number(value: int) -> str:
    """Return ``value`` (0 up to 999,999,999,999) in words."""
    if not value:
        return _ONES[0]
    said: list[str] = []
    for power in range(len(_THOUSANDS) - 1, -1, -1):
        group = value // 1000**power % 1000
        if group:
            joined = "and " if said and not power and group < 100 else ""
            said.append(f"{joined}{_hundreds(group)}{_THOUSANDS[power]}")
    return " ".join(said)


def figure(written: str) -> str:
    """Return a number as it is written, in words: "38.77" is "thirty-eight point seven seven"."""
    whole, _point, part = written.partition(".")
    said = number(int(whole.replace(",", "")))
    digits = " ".join(_ONES[int(digit)] for digit in part.rstrip("0"))
    return f"{said} point {digits}" if digits else said


def dates(text: str) -> str:
    """Return ``text`` with days in words: "5 November" is "the fifth of November"."""
    return _DATE.sub(lambda found: f"the {_ordinal(int(found[1]))} of {found[2]}", text)


def _ordinal(day: int) -> str:
    tens, hyphen, last = number(day).rpartition("-")
    return f"{tens}{hyphen}{_ORDINALS.get(last, last + 'th')}"


def _hundreds(group: int) -> str:
    hundreds, rest = divmod(group, 100)
    below = _below_hundred(rest) if rest else ""
    if not hundreds:
        return below
    return f"{_ONES[hundreds]} hundred{' and ' if below else ''}{below}"


def _below_hundred(value: int) -> str:
    if value < len(_ONES):
        return _ONES[value]
    tens, ones = divmod(value, 10)
    return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
