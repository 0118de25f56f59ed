"""Numbers, days and hours as they are read aloud, in Vietnamese of the north or in English.

Our own, because num2words reads Vietnamese wrongly for a loudspeaker of Thanh Hóa (0.5.14: 1.037
"một nghìn lẻ ba mươi bảy", 24 "hai mươi bốn", 0,05 "không phẩy năm"): schools teach "một nghìn
không trăm ba mươi bảy", "hai mươi tư", "không phẩy không năm".
"""

from __future__ import annotations

import re
from collections.abc import Callable

from eid_campaign.reports import spoken_en, spoken_vi
from eid_campaign.wording import language

_SHORT_VI = {
    "UBND": "Ủy ban nhân dân",
    "CCCD": "căn cước công dân",
    "NVH": "nhà văn hóa",
    "TT": "thị trấn",
}
_DATE_VI = re.compile(r"(?<!\w)(ngày )?(\d{1,2})/(\d{1,2})(?:/(\d{4}))?(?!\w)", re.IGNORECASE)
_HOUR_VI = re.compile(r"(?<!\w)(\d{1,2}) ?[hg:] ?(\d{2})?(?!\w)")
_DATE_EN = re.compile(rf"(?<!\w)(\d{{1,2}}) ({'|'.join(spoken_en.MONTHS)}) (\d{{4}})(?!\w)")
_START = re.compile(r"(?:^|(?<=[.!?] ))[a-z]")
_PHONE = re.compile(r"(?<![\w.])(?:1[89]00|0\d{1,3})(?:[ .]?\d){4,}(?!\w)")


def sentence(text: str) -> str:
    """Return ``text`` with days and hours as full words of a sentence, numbers as digits."""
    if language() == "en":
        return _DATE_EN.sub(lambda m: f"{m[1]} {spoken_en.MONTHS[m[2]]} {m[3]}", text)
    for short, full in _SHORT_VI.items():
        text = re.sub(rf"\b{short}\b", full, text)
    return _DATE_VI.sub(_date_vi, _HOUR_VI.sub(_hour_vi, text))


def in_words(text: str) -> str:
    """Return a ``sentence`` with every number in words; a telephone number digit by digit."""
    if language() == "en":
        text = spoken_en.dates(_PHONE.sub(lambda m: _digits(m[0], spoken_en.number), text))
        text = spoken_en.NUMBER.sub(lambda m: spoken_en.figure(m[0]), text)
        return _START.sub(lambda m: m[0].upper(), text)
    text = _PHONE.sub(lambda m: _digits(m[0], spoken_vi.number), text)
    return spoken_vi.NUMBER.sub(lambda m: spoken_vi.figure(m[0]), spoken_vi.dates(text))


def _digits(phone: str, read: Callable[[int], str]) -> str:
    """Groups stay apart by a comma, which is a breath."""
    groups = re.split(r"[ .]", phone)
    return ", ".join(" ".join(read(int(digit)) for digit in group) for group in groups)


def _date_vi(found: re.Match[str]) -> str:
    day, month, year = int(found[2]), int(found[3]), found[4]
    if not (1 <= day <= 31 and 1 <= month <= 12) or found[0] == "24/7":  # round the clock
        return f"{found[1] or ''}{day} trên {month}"
    said = f"{found[1] or 'ngày '}{day} tháng {month}"
    return f"{said} năm {year}" if year else said


def _hour_vi(found: re.Match[str]) -> str:
    return f"{found[1]} giờ {found[2]}" if found[2] else f"{found[1]} giờ"
