"""What a title, a sheet's name or a file's name says: commune, village."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from eid_campaign.campaign.places import commune_key, match_commune
from eid_campaign.campaign.spelling import composed, folded, plain
from eid_campaign.intake.villages import settle_village, village_key

_COMMUNE = re.compile(r"\b(?:xa|thi tran|tt|phuong)\b[\s:.]*")
_VILLAGE = re.compile(
    r"\b(?:thon|ban|lang|xom|khu pho|kp|tdp|to dan pho|khu dan cu|ap|doi)\b[\s:.]*(?:so\s+)?"
    r"|(?<![\w.])t[\s.]?(?=\d{1,2}\b)"
)
_MARKED_KINDS = {"ban": "bản", "lang": "làng", "ap": "ấp", "doi": "đội"}
"""Kinds that without marks are other words: ban (ủy ban), doi (đối tượng)."""
_NOT_BEFORE = re.compile(r"\b(truong|bi thu|pho|cac|tung|nguoi)\s*$")
_ENDS = r"\s*[,;()\[\]/\n–—_]|\s-|-\s|\b\d{4}\b|\b\d{1,2}[./-]\d"
_MARKED_ENDS = re.compile(
    _ENDS + r"|\b(?:chưa|đã|có|xã|tỉnh|năm|cần|không|từ|thuộc|huyện|ngày|lần|sửa|mới|danh|tại|thị"
    r"|được|cấp|đến|và|số|mức|kích|thu nhận|phê|chờ|tổng|gồm|hoàn|hiện|ở|trên|vneid"
    r"|định|tk|m1|m2)\b"
)
_UNMARKED_ENDS = re.compile(
    _ENDS
    + r"|\b(?:chua|da|xa|huyen|ngay|lan|sua|moi|final|ds|danh sach|muc|kich|thu nhan|phe duyet"
    r"|cho duyet|tong|copy|vneid|dinh danh|tk|m1|m2|kh|tn|tuan|ban cuoi|baseline|week)\b"
)
_NO_PLACE = re.compile(
    r"^(sheet|trang tinh|trang|ds|danh sach|du lieu|data|mau|th|tong|bang|ket qua|bao cao|list|book"
    r"|chua|da|muc|m1|m2|kh|tn|tre em|nguoi|copy|new|moi|nam|nu)\b|\d"
)


def find_commune_in(lines: Iterable[str], known: Sequence[str]) -> tuple[str, str]:
    """Return (the commune the lines name, or a name that is no known commune).

    ``CÔNG AN XÃ CẨM TÂN`` and ``TT Phong Sơn`` name one; the bare name of a known commune does
    too where no line has the word, but "huyện Cẩm Thủy" never does. Both are empty where the
    lines name none; where they name two, both come in the second place.
    """
    texts = [unicodedata.normalize("NFC", composed(line)) for line in lines]
    named: list[str] = []
    strange: list[str] = []
    for text in texts:
        for found in _COMMUNE.finditer(folded(text)):
            rest = text[found.end() :]
            commune = _starts_with_known(rest, known)
            if commune:
                named.append(commune)
            elif not known or folded(found[0]).strip(" :.") != "tt":
                strange.extend(_capitalised(rest, at_most=2))
    if not named:
        named = [name for text in texts for name in _bare(text, known)]
    found_names = list(dict.fromkeys(named))
    if len(found_names) == 1:
        return found_names[0], ""
    if len(found_names) > 1:
        return "", ", ".join(found_names)
    if strange and not known:
        return strange[0], ""
    return "", strange[0] if strange else ""


def find_village_in(lines: Iterable[str], known: Sequence[str], *, unmarked: bool = False) -> str:
    """Return the village the lines name, as written with its kind, or "".

    ``unmarked`` allows small letters ("DS chua kich hoat thon 1", a file's name). Two villages
    named in the lines name none.
    """
    found_names: dict[str, str] = {}
    for line in lines:
        text = composed(line)
        letters = folded(text)
        for found in _VILLAGE.finditer(letters):
            kind = found[0].strip(" :.")
            marked_kind = text[found.start() : found.end()].strip(" :.").lower()
            if _NOT_BEFORE.search(letters[: found.start()]) or (
                _MARKED_KINDS.get(kind, marked_kind) != marked_kind
            ):
                continue
            rest = text[found.end() :]
            name = _cut(rest)
            if not name or not (unmarked or name[0].isupper() or name[0].isdigit()):
                continue
            longest = _longest_known(rest, known)
            if not longest and len(name.split()) > 4:
                continue
            written = longest or text[found.start() : found.end()] + name
            found_names.setdefault(village_key(written), written)
    return next(iter(found_names.values())) if len(found_names) == 1 else ""


def village_of_sheet(name: str, known: Sequence[str]) -> str:
    """Return the village a sheet is named after ("Thôn 1", "T1", "Đồng Chạ (2)"), or ""."""
    text = re.sub(r"\s*\(\d+\)$", "", composed(name))
    found = find_village_in([text], known, unmarked=True)
    if found:
        return found
    if settle_village(text, known).name in known:
        return text
    words = text.split()
    marked = folded(text) != text.lower()
    if marked and 1 <= len(words) <= 4 and not _NO_PLACE.search(folded(text)):
        return text
    return ""


def read_address(text: str, known_communes: Sequence[str]) -> tuple[str, str]:
    """Return (village, commune) of "Thôn 3, Xã Cẩm Tân, Huyện Cẩm Thủy", as written.

    Either is empty where the address does not say it. A part without a word for what it is
    counts as the village only when it stands right before the commune.
    """
    parts = [part.strip() for part in re.split(r"[,;\n]|\s+-\s+", composed(text)) if part.strip()]
    village = commune = ""
    for at, part in enumerate(parts):
        letters = folded(part)
        if not village and re.match(_VILLAGE.pattern + r"(?=\S)", letters):
            village = part
            inside = _COMMUNE.search(letters)  # "Thôn 3 xã Cẩm Tân" without a comma
            if inside:
                village, commune = part[: inside.start()].strip(), part[inside.end() :].strip()
        elif not commune:
            told = re.match(r"(?:xa|x|thi tran|tt|phuong|p)\b[\s:.]*(?=\S)", letters)
            bare = match_commune(part, known_communes) if at or len(parts) == 1 else None
            if told or bare:
                commune = part[told.end() :] if told else part
                if (
                    not village
                    and at
                    and not re.match(r"(so|sn|ngo|duong)\b", folded(parts[at - 1]))
                ):
                    village = parts[at - 1]
    return village, commune


def _starts_with_known(rest: str, known: Sequence[str]) -> str:
    letters = folded(rest)
    fitting = [n for n in known if re.match(re.escape(commune_key(n)) + r"\b", letters)]
    return max(fitting, key=len) if fitting else ""


def _bare(text: str, known: Sequence[str]) -> list[str]:
    letters = folded(text)
    return [
        name
        for name in known
        if re.search(rf"(?<!huyen )(?<!h\. )(?<!h\.)\b{re.escape(commune_key(name))}\b", letters)
    ]


def _capitalised(rest: str, *, at_most: int) -> list[str]:
    words = []
    for word in re.split(r"\s+", rest.strip()):
        bare = word.strip(".,;:()-")
        if not bare or not bare[0].isupper() or folded(bare) in ("chua", "da", "huyen", "nam"):
            break
        words.append(bare)
        if len(words) == at_most or word != bare:
            break
    return [" ".join(words).title()] if words else []


def _cut(rest: str) -> str:
    rest = composed(rest)
    unmarked = folded(rest) == rest.lower()
    found = _UNMARKED_ENDS.search(folded(rest)) if unmarked else _MARKED_ENDS.search(plain(rest))
    return (rest[: found.start()] if found else rest).strip(" .:,-_")


def _longest_known(rest: str, known: Sequence[str]) -> str:
    letters = folded(rest).strip(" .:")
    fitting = [name for name in known if re.match(re.escape(village_key(name)) + r"\b", letters)]
    return max(fitting, key=len) if fitting and not letters[:1].isdigit() else ""
