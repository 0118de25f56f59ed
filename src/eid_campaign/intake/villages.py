"""A village as it is written, and the one village it means.

``Thôn 3``, ``T3``, ``thon 3``, ``thôn 03`` and ``3`` are one; ``T1`` and ``T10`` are not. A
named village is matched exactly after folding; an abbreviation counts only where it fits
exactly one known village.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from eid_campaign.campaign.spelling import composed, folded, plain, without_marks

_KINDS = {
    "to dan pho": "Tổ dân phố",
    "khu dan cu": "Khu dân cư",
    "khu pho": "Khu phố",
    "tdp": "Tổ dân phố",
    "kdc": "Khu dân cư",
    "kp": "Khu phố",
    "thon": "Thôn",
    "lang": "Làng",
    "ban": "Bản",
    "xom": "Xóm",
    "pho": "Phố",
    "khu": "Khu",
    "doi": "Đội",
    "ap": "Ấp",
    "to": "Tổ",
    "t": "Thôn",
}
_KIND = re.compile(r"^(" + "|".join(_KINDS) + r")\b[\s.:]*(?:so\s+)?")
_SHORT_NUMBER = re.compile(r"^(t|kp|tdp|k)[\s.]*(\d{1,2})$")
_NUMBER = re.compile(r"^0*(\d{1,3})(?:\.0)?([a-z]?)$")
_AFTER = re.compile(r"\s*[,(;].*$|\s+-\s+.*$|[\s.:;,]+$")
MARKED_KINDS = ("thôn", "bản", "làng", "xóm", "khu phố", "tổ dân phố", "ấp", "đội", "phố", "tổ")


_MARKED_KIND = re.compile(
    r"\b(?:" + "|".join(("khu dân cư", *sorted(MARKED_KINDS, key=len, reverse=True))) + r")\b"
)


class Fit(StrEnum):
    """How a written village was settled."""

    KNOWN = "known"
    NEW = "new"
    AMBIGUOUS = "village_ambiguous"
    UNREADABLE = "village_unknown"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Village:
    """The canonical name, empty where it could not be settled, and how it was."""

    name: str
    fit: Fit
    near: tuple[str, ...] = ()
    """The known villages that an ambiguous spelling fits."""


@dataclass(frozen=True, slots=True)
class _Parts:
    kind: str
    rest: str
    shown: str


def settle_village(written: str, known: Iterable[str], *, kind: str = "Thôn") -> Village:
    """Return the village that ``written`` means.

    ``known`` are canonical names of the commune; ``kind`` is put before a bare number or a
    bare name (the heading's own word: Thôn, Bản, Khu phố). A name unlike any known one is new
    and taken as it is; an abbreviation that fits several known villages, or none, is not guessed.
    """
    parts = _parts_of(written)
    if not parts.rest:
        return Village("", Fit.NONE)
    names = list(known)
    exact = [name for name in names if plain(name) == plain(composed(written))]
    if len(exact) == 1:
        return Village(exact[0], Fit.KNOWN)
    fitting = _fitting(parts, names)
    if len(fitting) == 1:
        return Village(fitting[0], Fit.KNOWN)
    if len(fitting) > 1:
        return Village("", Fit.AMBIGUOUS, tuple(fitting))
    if _NUMBER.match(parts.rest):
        return Village(f"{parts.kind or kind} {parts.shown}", Fit.NEW)
    if _is_abbreviation(parts):
        shortened = [name for name in names if _abbreviates(parts.rest, _parts_of(name).rest)]
        if len(shortened) == 1:
            return Village(shortened[0], Fit.KNOWN)
        return Village("", Fit.AMBIGUOUS if shortened else Fit.UNREADABLE, tuple(shortened))
    return Village(f"{parts.kind or kind} {parts.shown}", Fit.NEW)


def kind_in_heading(heading: str) -> str:
    """Return the kind of village a heading names first ("Khu phố/TDP" gives "Khu phố").

    With its marks it may stand anywhere ("Bạn ở thôn nào?"), without them at the beginning.
    """
    marked = _MARKED_KIND.search(plain(composed(heading)))
    if marked:
        return _KINDS[folded(marked[0])]
    if folded(heading) != plain(heading):
        return "Thôn"
    found = _KIND.match(folded(heading).replace("ten ", ""))
    return _KINDS[found[1]] if found else "Thôn"


def spelling_key(written: str) -> str:
    """Return what two typings of one spelling share: marks and the kind's word stay."""
    return plain(written).strip(" .:;,*-+")


def kind_and_rest(written: str) -> tuple[str, str]:
    """Return ("Thôn", "đ.c") of "Thôn Đ.C": the word for what it is, and the key of the rest."""
    text = spelling_key(written)
    found = _KIND.match(folded(text))
    if not found or found[1] == "t" or found.end() >= len(text):
        return "", text
    return _KINDS[found[1]], text[found.end() :].strip()


def village_key(written: str) -> str:
    """Return what spellings of one village share, whatever their kind is called."""
    return _parts_of(written).rest


def _parts_of(written: str) -> _Parts:
    text = _AFTER.sub("", composed(written)).strip(" .:;,*-+")
    letters = folded(text)
    short = _SHORT_NUMBER.match(letters)
    if short:
        number = str(int(short[2]))
        return _Parts("" if short[1] in "tk" else _KINDS[short[1]], number, number)
    found = _KIND.match(letters)
    # Folding keeps the length of NFC text, so the same cut serves both.
    cut = found.end() if found and found.end() < len(letters) else 0
    kind = _KINDS[found[1]] if found and cut else ""
    if found and cut and found[1] == "t" and not letters[cut].isdigit():
        kind, cut = "", 0
    shown, rest = text[cut:].strip(), letters[cut:].strip()
    number_found = _NUMBER.match(rest)
    if number_found:
        rest = f"{int(number_found[1])}{number_found[2]}"
        return _Parts(kind, rest, rest.upper())
    return _Parts(kind, rest, _title_case(shown))


def _fitting(parts: _Parts, names: list[str]) -> list[str]:
    same = [(name, _parts_of(name)) for name in names]
    same = [(name, other) for name, other in same if other.rest == parts.rest]
    of_kind = [name for name, other in same if other.kind == parts.kind]
    if of_kind:
        return of_kind
    return [name for name, other in same if not parts.kind or not other.kind]


def _is_abbreviation(parts: _Parts) -> bool:
    words = parts.rest.replace(".", " ").split()
    if "." in parts.rest and len(words) > 1:
        return True
    return all(len(word) == 1 or not re.search(r"[aeiouy]", word) for word in words)


def _abbreviates(short: str, full: str) -> bool:
    """Whether ``dc`` or ``d cha`` abbreviates ``dong cha``."""
    words, full_words = short.replace(".", " ").split(), full.split()
    if len(words) == len(full_words) > 1:
        return all(b.startswith(a) for a, b in zip(words, full_words, strict=True))
    return "".join(words) == "".join(word[0] for word in full_words)


def _title_case(text: str) -> str:
    if any(letter.islower() for letter in without_marks(text)):
        return text[:1].upper() + text[1:] if not text.islower() else text.title()
    # Abbreviations stay; str.title is right for composed letters.
    return text if len(text) <= 2 else text.title()
