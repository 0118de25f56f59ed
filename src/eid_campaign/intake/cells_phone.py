"""Phones: digits as text, the first of several, the zero a spreadsheet dropped put back."""

from __future__ import annotations

import re
import unicodedata

from eid_campaign.campaign.problems import Severity
from eid_campaign.intake.cells_text import Cell, Cleaned, clean_text, is_absent, table_rows

_RUN = re.compile(r"\+?\d(?:[ .\-()]{0,2}\d)*")
_MOBILE = re.compile(r"0[35789]\d{8}")
_LANDLINE = re.compile(r"02\d{8,9}")
_OLD_PREFIXES = {row[0]: row[1] for row in table_rows("old_phone_prefixes.tsv")}


def clean_phone(cell: Cell) -> Cleaned:
    """Return a phone as digits, ``""`` where there is none; never raises.

    Nine digits with a mobile's first digit get their zero back: in the phone's column they are
    no CMND. +84 becomes 0; the 11-digit mobiles of before 2018 get their prefix of today. Words
    without a phone ("không dùng") come back as ``rest``: they are evidence for the note.
    """
    if isinstance(cell, str) and _MOBILE.fullmatch(cell) and not _is_filler(cell):
        return Cleaned(cell)
    if isinstance(cell, bool) or not isinstance(cell, (str, int, float)):
        return Cleaned("", "phone_unreadable", Severity.DOUBT)
    text = unicodedata.normalize("NFKC", clean_text(cell))
    if not text:
        return Cleaned("")
    runs = _phones_in(text)
    found = [phone for phone in map(_as_phone, runs) if phone.value]
    if len(found) == 1 or (found and len(set(found)) == 1):
        return found[0]
    if found:
        return found[0]._replace(kind="phone_several", severity=Severity.INFO)
    if not any(map(str.isdigit, text)):
        rest = "" if len(text) < 3 else text
        if is_absent(text):
            return Cleaned("", "phone_not_given", Severity.INFO, rest)
        return Cleaned("", "phone_not_a_number", Severity.INFO, rest)
    return Cleaned("", "phone_unreadable", Severity.DOUBT)


def _phones_in(text: str) -> list[str]:
    runs = []
    for run in _RUN.findall(text):
        digits = _digits(run)
        pieces = [piece for piece in re.split(r"[ .\-()]+", run) if piece]
        several = len(digits) > 12 and all(len(_digits(piece)) >= 9 for piece in pieces)
        if len(digits) == 20 and not several:  # 0912 345 678 0987 654 321
            runs += [digits[:10], digits[10:]]
        else:
            runs += map(_digits, pieces) if several else [digits]
    return runs


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter in "0123456789")


def _is_filler(phone: str) -> bool:
    return len(set(phone[2:])) == 1 and phone[2] == "0"


def _as_phone(digits: str) -> Cleaned:
    if digits.startswith("00"):
        digits = digits[2:]
    if digits.startswith("84") and len(digits) >= 11:
        digits = "0" + digits[2:].removeprefix("0")
    if (_MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits)) and not _is_filler(digits):
        return Cleaned(digits)
    for known in (digits, "0" + digits):
        if len(known) == 11 and known[:4] in _OLD_PREFIXES:
            today = _OLD_PREFIXES[known[:4]] + known[4:]
            return Cleaned(today, "phone_prefix_renewed", Severity.REPAIR)
    if len(digits) == 9 and digits[0] in "35789" and not _is_filler("0" + digits):
        return Cleaned("0" + digits, "phone_zero_restored", Severity.REPAIR)
    return Cleaned("")
