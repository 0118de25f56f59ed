"""Numbers and days in Vietnamese words, as schools of the north teach them."""

from __future__ import annotations

import re

NUMBER = re.compile(r"(?<!\w)(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?(?!\w)")
"""A number as it is written: 1.037 or 38,77."""
_DAY = re.compile(r"\b(ngày|mùng) (\d{1,2})(?: tháng (\d{1,2}))?(?!\w)", re.IGNORECASE)
_ONES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
"""What a last digit is called after "mươi"."""
_THOUSANDS = ("", "nghìn", "triệu", "tỷ")
_FIRST_DAYS = 10
"""Days up to this are "mùng"."""


def number(value: int) -> str:
    """Return ``value`` (0 up to 999.999.999.999) in words: 1037 is "một nghìn không trăm ba
    mươi bảy".
    """
    if not value:
        return _ONES[0]
    groups = []
    while value:
        value, group = divmod(value, 1000)
        groups.append(group)
    said = []
    for power in range(len(groups) - 1, -1, -1):
        if groups[power]:
            is_first = power == len(groups) - 1
            said += [*_hundreds(groups[power], is_first=is_first), _THOUSANDS[power]]
    return " ".join(word for word in said if word)


def figure(written: str) -> str:
    """Return a number as it is written, in words: "38,77" is "ba mươi tám phẩy bảy mươi bảy"."""
    whole, _comma, part = written.partition(",")
    said = number(int(whole.replace(".", "")))
    part = part.rstrip("0")
    if not part:
        return said
    zeros = len(part) - len(part.lstrip("0"))
    return " ".join([said, "phẩy", *[_ONES[0]] * zeros, number(int(part))])


def dates(text: str) -> str:
    """Return ``text`` with days and months in words: "ngày 5 tháng 4" is "ngày mùng năm tháng
    tư".
    """
    return _DAY.sub(_date, text)


def _date(found: re.Match[str]) -> str:
    day = int(found[2])
    said = found[1] if found[1].lower() != "mùng" else ""
    if day <= _FIRST_DAYS:
        said = f"{said} mùng".strip()
    said = f"{said} {number(day)}"
    if found[3] is None:
        return said
    month = int(found[3])
    return f"{said} tháng {'tư' if month == 4 else number(month)}"


def _hundreds(group: int, *, is_first: bool) -> list[str]:
    """Behind a greater group every place is said: "không trăm", "linh"."""
    hundreds, rest = divmod(group, 100)
    tens, ones = divmod(rest, 10)
    said = [] if is_first and not hundreds else [_ONES[hundreds], "trăm"]
    if not tens:
        if ones:
            said += ["linh", _ONES[ones]] if said else [_ONES[ones]]
        return said
    if tens == 1:
        return [*said, "mười", *(["lăm" if ones == 5 else _ONES[ones]] if ones else [])]
    last = [_AFTER_TENS.get(ones, _ONES[ones])] if ones else []
    return [*said, _ONES[tens], "mươi", *last]
