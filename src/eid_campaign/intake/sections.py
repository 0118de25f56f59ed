"""Rows that are nobody: section rows, totals, repeated headings, the sign-off block."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from eid_campaign.campaign.spelling import composed, folded
from eid_campaign.intake.headings import field_of, heading_key
from eid_campaign.intake.layout import is_numbering
from eid_campaign.intake.villages import village_key


class RowKind(Enum):
    """What a row is that carries neither a number nor a birth date."""

    BLANK = auto()
    HEADING = auto()
    SECTION = auto()
    TOTAL = auto()
    FOOTER = auto()
    TITLE = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class RowSense:
    """The kind of a row; a section's village as written, a total's announced count."""

    kind: RowKind
    village: str = ""
    text: str = ""
    count: int | None = None


_NUMBERED = re.compile(r"^(?:(?:[ivxlc]+|\d{1,2}|[a-h])\s*[.)/\-:]+\s*|[*+•\-–]+\s*)+")
_VILLAGE_ROW = re.compile(
    r"^(?:(?:thôn|thon|xóm|xom|khu phố|khu pho|kp|tdp|tổ dân phố|to dan pho|khu dân cư|bản|làng|ấp"
    r"|đội|khu|tổ|phố)\b[\s.:]*(?!trưởng|phó|truong|pho\b)\S|t[\s.]?\d{1,2}\b)"
)
_TOTAL = re.compile(
    r"^(?:tổng|cộng|tong cong|tong so|tong:|cong:|lũy kế|cộng dồn|toàn (?:xã|thôn))\b"
)
_ANNOUNCED = re.compile(
    r"(?:danh sach|an dinh|tong|cong|gom|co)\b[^\d]*?(\d[\d.]*)\s*(?:\([^)]*\)?\s*)?"
    r"(?:nguoi|cong dan|truong hop|nhan khau|khau|tai khoan|ho so)\b"
)
_SECTION_COUNT = re.compile(
    r"\(?\s*(?::|có|gồm|-)?\s*(\d{1,5})\s*(?:người|nguoi|trường hợp|tr\.h"
    r"|truong hop|công dân|cong dan|nhân khẩu|khẩu|th)\b\.?\s*\)?"
)
_CLOSING = re.compile(
    r"^(?:danh sach (?:nay )?(?:co|gom)\b|an dinh danh sach|nguoi lap|lap bieu|nguoi tong hop"
    r"|truong (?:thon|cong an|ban|khu|xom|to)|thon truong|tm[. ]|kt[. ]|tl[. ]|q[. ]"
    r"|noi nhan|xac nhan"
    r"|chu tich|pho chu tich|can bo lap|can bo tong hop|cong an xa|ubnd|uy ban|bi thu|dai dien"
    r"|pho truong|\(ky|ky[, ]|ky ten|da ky|thu truong|chi huy|to truong|nguoi ra soat|nguoi kiem)"
)
_PLACE_AND_DATE = re.compile(r"\bngay\b[\s.…_\d/]*\bthang\b[\s.…_\d/]*\bnam\b")
_LEGEND = re.compile(r"^(?:ghi chu|chu thich|luu y|chu giai|note)\s*[:\-]|^\*+\s*(?:ghi chu|luu y)")
_TITLE = re.compile(
    r"^(?:danh sach|cong hoa xa hoi|doc lap|uy ban nhan dan|ubnd|cong an (?:huyen|xa|tinh)|mau so"
    r"|phu luc|bieu (?:so|mau)|\(tinh den|tinh den ngay|so:|ra soat|bang tong hop|ds )"
)


def sense_of(
    texts: Sequence[str],
    *,
    headings: Sequence[frozenset[str]],
    known_villages: frozenset[str],
) -> RowSense:
    """Return what a row says that carries neither a number nor a birth date.

    ``texts`` are its cells as clean text; ``headings`` the keys of each heading line of the
    table; ``known_villages`` the keys of known villages, which need no word for what they are.
    """
    filled = [text for text in texts if text]
    if not filled:
        return RowSense(RowKind.BLANK)
    if is_numbering(texts) or _repeats(filled, headings):
        return RowSense(RowKind.HEADING)
    words = [text for text in filled if not re.fullmatch(r"[\d.,]+|[IVXLC]+[.)]?|[*+\-]+", text)]
    if not words:
        return RowSense(RowKind.OTHER)
    first = _NUMBERED.sub("", composed(words[0]).lower()) or composed(words[0]).lower()
    numbers = [int(text) for text in filled if re.fullmatch(r"\d{1,5}", text)]
    letters = folded(first)
    announced = next((n for w in words if (n := _announced(w)) is not None), None)
    if _TOTAL.match(first):
        single = numbers[0] if len(numbers) == 1 else None
        return RowSense(RowKind.TOTAL, count=announced if announced is not None else single)
    if any(_CLOSING.match(folded(word).strip()) for word in words) or any(
        _PLACE_AND_DATE.search(folded(word)) for word in words
    ):
        return RowSense(RowKind.FOOTER, count=announced)
    if _LEGEND.match(letters):
        return RowSense(RowKind.FOOTER)
    if len(words) <= 2 and (village := _village_of_row(words, first, known_villages)):
        count = _SECTION_COUNT.search(" ".join(words).lower())
        last = (
            numbers[-1]
            if numbers and texts.index(str(numbers[-1])) > texts.index(words[0])
            else None
        )
        return RowSense(RowKind.SECTION, village, words[0], int(count[1]) if count else last)
    if _TITLE.match(letters):
        return RowSense(RowKind.TITLE, text=words[0])
    if len(words) == 1:
        return RowSense(RowKind.OTHER, text=words[0])
    return RowSense(RowKind.OTHER)


def _village_of_row(words: list[str], first: str, known: frozenset[str]) -> str:
    if len(words) == 2 and not _SECTION_COUNT.search(words[1].lower()):
        return ""
    original = composed(words[0])
    text = original[len(original) - len(first) :] if original.lower().endswith(first) else original
    text = re.sub(r"\s*[(:\-–]\s*(?:có|gồm)?\s*\d+\s*\D*$", "", text).strip(" :.-–*")
    text = re.sub(r"\s*\(.*$", "", text)
    if _VILLAGE_ROW.match(first) and len(text) <= 60:
        return text
    return text if village_key(text) in known and village_key(text) else ""


def _announced(text: str) -> int | None:
    found = _ANNOUNCED.search(folded(text))
    return int(found[1].replace(".", "")) if found and found[1].strip(".") else None


def _repeats(filled: list[str], headings: Sequence[frozenset[str]]) -> bool:
    """Whether the row is a printed page's heading again: nearly all of its cells are headings."""
    keys = [heading_key(text) for text in filled]
    for line in headings:
        same = sum(key in line for key in keys)
        if same >= 2 and same >= 0.8 * len(keys):
            return True
    known = sum(bool(field_of(text)) for text in filled)
    return len(filled) >= 3 and known >= 0.8 * len(keys)
