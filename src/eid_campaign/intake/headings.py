"""Headings as people write them, and the field of ours that each means.

The table is ``headings.tsv``; a new spelling is a line there. ``>`` in it parts a group heading
from the one below it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from eid_campaign.campaign.spelling import folded, plain
from eid_campaign.intake.legacy_text import by_every_font

_TABLE = Path(__file__).with_name("headings.tsv")
LONGEST_HEADING = 90
"""Longer text is a sentence, not a heading."""

NAME_FIELDS = frozenset({"full_name", "family_name", "given_name"})
BIRTH_FIELDS = frozenset({"birth_date", "birth_year"})

_PUNCTUATION = re.compile(r"[^\w#]+|_+")
_IN_BRACKETS = re.compile(r"\([^)]*\)?|\[[^\]]*\]?")
_OTHER_PERSON = re.compile(
    r"\b(chu ho|giam ho|phu trach|nguoi than|nguoi huong dan|nguoi lap|to truong|nguoi dai dien)\b"
    r"|\b(ho ten|ho va ten|ten|cccd|sdt|dien thoai|ngay sinh|nam sinh)( cua)? "
    r"(cha|bo|me|vo|chong)\b"
)
_COLLECTS = re.compile(r"\b(thu nhan|phe duyet|kich hoat|dang ky|muc [12]|m[12]|cho duyet)\b")
_NOT_A_STAGE = re.compile(
    r"\b(ngay|thoi gian|ly do|li do|nguyen nhan|can bo|nguoi|ghi chu|chi tieu)\b"
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column holds, as far as its heading tells.

    ``field`` is one of ours or empty; ``words`` the stage's words for columns ticked under a
    heading ("Đã phê duyệt TK Mức 1 Đã kích hoạt").
    """

    field: str
    words: str = ""


def heading_key(text: str) -> str:
    """Return what two typings of one heading share; marks stay: ``Số ĐT:`` gives ``số đt``."""
    return " ".join(_PUNCTUATION.sub(" ", plain(text)).split())


@lru_cache(maxsize=4096)
def field_of(heading: str, table: str = "roster") -> str:
    """Return our field for one line of a heading, or "" when it is not known.

    Marks decide first (ĐT is a telephone, DT is dân tộc), then the letters without them, then
    the text without brackets, then a known heading that begins it. A number or name of somebody
    else (chủ hộ, cán bộ phụ trách) is ``head``, ``officer`` or ``other_person``.
    """
    key = heading_key(heading)
    if not key or len(key) > LONGEST_HEADING:
        return ""
    found = _exact(key, table)
    if found or table != "roster":
        return found or _exact(heading_key(_IN_BRACKETS.sub(" ", heading)), table)
    if _OTHER_PERSON.search(folded(key)):
        return "relation" if re.search(r"\b(quan he|qh)\b", folded(key)) else "other_person"
    return (
        _exact(heading_key(_IN_BRACKETS.sub(" ", heading)), table)
        or _beginning(key)
        or _in_old_font(heading, table)
    )


def meaning_of(path: tuple[str, ...]) -> Meaning:
    """Return the meaning of a roster's column from its heading lines, the top one first."""
    leaf, groups = path[-1], path[:-1]
    key = heading_key(leaf)
    own = field_of(leaf)
    over = [field_of(group) for group in groups]
    if any(_OTHER_PERSON.search(folded(heading_key(group))) for group in groups):
        of_head = any("chu ho" in folded(heading_key(group)) for group in groups)
        return Meaning("head" if own in NAME_FIELDS and of_head else "other_person")
    if over and over[-1] in ("note", "reason"):
        return Meaning(over[-1])
    if any(field in BIRTH_FIELDS for field in over):
        part = {"ngày": "birth_day", "tháng": "birth_month", "nữ": "birth_of_female"}.get(key, "")
        part = part or {"ngay": "birth_day", "thang": "birth_month", "nu": "birth_of_female"}.get(
            folded(key), ""
        )
        if part:
            return Meaning(part)
        if folded(key) == "nam":  # Năm (year) or Nam (male): the neighbours tell, columns.py
            return Meaning("birth_year" if key == "năm" else "birth_of_male")
    if over and key in ("nam", "nữ", "nu"):
        return Meaning("male" if key == "nam" else "female")
    words = " ".join(path)
    if own in ("", "stage_tick", "state", "level") and _tells_stage(words, own):
        return Meaning("stage_tick", words)
    if not own and over and over[-1] in ("state", "level", *BIRTH_FIELDS):
        return Meaning(over[-1])
    return Meaning(own)


def appendix_field(path: tuple[str, ...]) -> str:
    """Return the field of an appendix's column from its heading lines, or ""."""
    known = field_of(path[-1], "appendix") if len(path) == 1 else ""
    if known:
        return known
    words = folded(heading_key(" ".join(path)))
    if re.search(r"\b(chi tieu|ct)\b", words):
        activation = re.search(r"\b(kich hoat|kh)\b", words)
        return "target_activation" if activation else "target_level2"
    if re.search(r"ty le|%|trong (ky|ngay|tuan)|luy ke", words):
        return ""
    level = re.search(r"\b(?:muc(?: do)? ?0?|m)([12])\b", words)
    state = re.search(r"\b(da|chua)( duoc)? (kich hoat|kh)\b", words)
    if level and state:
        return f"l{level[1]}_{'activated' if state[1] == 'da' else 'approved'}"
    if re.search(r"\bchua (thu nhan|dang ky|cap|lam|tn)\b", words):
        return "not_collected"
    return field_of(path[-1], "appendix")


def _tells_stage(words: str, own: str) -> bool:
    text = folded(heading_key(words))
    if _NOT_A_STAGE.search(text):
        return False
    if own == "stage_tick":
        return True
    # "Trạng thái kích hoạt" is a column to write in; "Đã kích hoạt mức 2" one to tick.
    return own == "" and bool(_COLLECTS.search(text)) and len(text) <= LONGEST_HEADING


def _exact(key: str, table: str) -> str:
    marked, unmarked, joined = _spellings(table)
    letters = folded(key)
    return marked.get(key) or unmarked.get(letters) or joined.get(letters.replace(" ", ""), "")


def _in_old_font(heading: str, table: str) -> str:
    """Return the field of a heading that is right as it stands and known only when decoded.

    ``Soá CCCD`` is spelt like Vietnamese; that no heading is so, and one is as VNI shows it, tells.
    """
    if heading.isascii():
        return ""
    made = (_exact(heading_key(decoded), table) for decoded in by_every_font(heading))
    return next(filter(None, made), "")


def _beginning(key: str) -> str:
    letters = folded(key)
    for alias, field in _beginnings():
        if letters.startswith(alias) and letters[len(alias) : len(alias) + 1] == " ":
            return field
    return ""


@cache
def _spellings(table: str) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    marked: dict[str, str] = {}
    unmarked: dict[str, str] = {}
    joined: dict[str, str] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines()[1:]:
        of_table, field, heading = line.split("\t")
        if of_table != table:
            continue
        key = heading_key(heading)
        marked.setdefault(key, field)
        unmarked.setdefault(folded(key), field)
        joined.setdefault(folded(key).replace(" ", ""), field)
    return marked, unmarked, joined


@cache
def _beginnings() -> tuple[tuple[str, str], ...]:
    """Headings long enough to be recognised by their beginning, the longest first."""
    _, unmarked, _ = _spellings("roster")
    # "Thôn 1", "Xã Cẩm Tân" and "Công dân chưa …" begin like headings and are none.
    barred = ("village", "commune")
    allowed = {k: f for k, f in unmarked.items() if k != "cong dan" and f not in barred}
    long_enough = [key for key in allowed if len(key) >= 6 or " " in key]
    single = ["cccd", "cmnd", "sdt"]  # "CCCD 12 số"
    return tuple(
        (key, allowed[key]) for key in sorted({*long_enough, *single}, key=len, reverse=True)
    )
