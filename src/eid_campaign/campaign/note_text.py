"""A remark cut into words that can be compared: tone and letters apart, dates, ends of clauses."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from eid_campaign.campaign.spelling import composed

EXACT, BARE, PARTLY, WRONG = 0, 1, 2, 3
"""How a written word fits a word of the tables: the same, no marks, some left out, others.

*thông kê* for *thống kê* is a reader's error like *quân triệt* for *quán triệt*: partly marked
and wrongly marked words are worth a review at best.
"""

MAX_WORDS = 150
"""Longer remarks are read this far only, and then never exempt anybody."""

_PLAIN = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
# Twelve vowels, six tones each: level, grave, acute, hook, tilde, dot.
_VOWEL = {letter: _PLAIN[place - place % 6] for place, letter in enumerate(_PLAIN)}
_TONE = {letter: str(place % 6) for place, letter in enumerate(_PLAIN) if place % 6}
_LETTERS = str.maketrans(_VOWEL)
_FOLD = str.maketrans("ăâđêôơư", "aadeoou")
_I_OR_Y = re.compile(r"(?<![^\W\d_])([hklmst])i(?!\w)")

_READ = re.compile(
    r"""
    (?P<range>(?:19|20)\d\d\s*[-–]\s*(?P<range_end>(?:19|20)\d\d)(?!\d))
  | (?P<dmy>(?<!\d)(?P<dmy_d>\d{1,2})[/.-](?P<dmy_m>\d{1,2})[/.-](?P<dmy_y>(?:19|20)\d\d)(?!\d))
  | (?P<my>(?:\bt|\btháng\s*|\bthang\s*)?(?<!\d)(?P<my_m>\d{1,2})
        (?:[/.-]|\s*(?:năm|nam)\s+)(?P<my_y>(?:19|20)\d\d)(?!\d))
  | (?P<year>(?<!\d)(?P<year_y>(?:19|20)\d\d)(?!\d))
  | (?P<dm>(?<!\d)\d{1,2}/\d{1,2}(?!\d)|(?:\bt|\btháng\s*|\bthang\s*)\d{1,2}(?!\w))
  | (?P<num>\d+)
  | (?P<abbr>(?<!\w)[^\W\d_](?:[./][^\W\d_])+(?!\w))
  | (?P<word>[^\W\d_]+)
  | (?P<ask>\?)
  | (?P<stop>(?<![^\W\d_])-|-(?![^\W\d_])|[,;.()+/:\[\]|\n–—])
    """,
    re.VERBOSE,
)

_SORTS = ("word", "stop", "num", "range", "dmy", "my", "year", "dm", "abbr", "ask")


class Word(NamedTuple):
    """A written word: to compare, without marks, its place, and what sort of token it is."""

    key: str
    bare: str
    start: int
    end: int
    sort: str
    """``word``, ``num``, ``date``, ``daymonth``, ``ask`` or ``stop``."""
    value: str = ""
    """The ISO date of a ``date``; ``until`` for the end of a range of years."""
    capital: bool = False
    marked: bool = False
    """Whether it was written with marks."""


@lru_cache(maxsize=16384)
def key_of(word: str) -> str:
    """Return a lower-case word as its letters and its tone: *ngoài* and *ngòai* are one.

    i and y are one after a single h, k, l, m, s or t (*Mĩ*, *Mỹ*).
    """
    if word.isascii():
        letters, tone = word, ""
    else:
        letters = word.translate(_LETTERS)
        tone = "".join([_TONE[letter] for letter in word if letter in _TONE])
    return (_I_OR_Y.sub(r"\1y", letters) if "i" in letters else letters) + tone


@lru_cache(maxsize=16384)
def bare_of(key: str) -> str:
    """Return a key without any mark."""
    return key.translate(_FOLD).rstrip("12345") if not key.isdigit() else key


def only_d_marked(key: str) -> bool:
    """Whether a key has no mark but, perhaps, the bar of đ."""
    return key.replace("đ", "d") == bare_of(key)


def fit(written: str, meant: str) -> int | None:
    """Return EXACT, BARE, PARTLY or WRONG for a written key, None for another word."""
    if written == meant:
        return EXACT
    if bare_of(written) != bare_of(meant):
        return None
    if written == bare_of(written):
        return BARE
    letters, tone = _split(written)
    meant_letters, meant_tone = _split(meant)
    if tone not in ("", meant_tone):
        return WRONG
    left_out = all(
        have in (want, want.translate(_FOLD))
        for have, want in zip(letters, meant_letters, strict=True)
    )
    return PARTLY if left_out else WRONG


def _split(key: str) -> tuple[str, str]:
    letters = key.rstrip("12345")
    return letters, key[len(letters) :]


def words_of(text: str) -> tuple[list[Word], str]:
    """Return the words of a remark, and the composed text their places refer to."""
    shown = composed(text)
    lowered = shown.lower()
    if len(lowered) != len(shown):  # a capital that grows when lowered (İ); places would shift
        shown = lowered
    shouting = shown.isupper()
    words: list[Word] = []
    for found in _READ.finditer(lowered):
        words.append(_word(found, shown, shouting))
        if len(words) > MAX_WORDS:
            break
    return words, shown


def _word(found: re.Match[str], shown: str, shouting: bool) -> Word:
    sort = next(name for name in _SORTS if found[name] is not None)
    text, start, end = found[0], found.start(), found.end()
    if sort == "range":
        return Word(text, text, start, end, "date", "until " + found["range_end"])
    if sort == "dmy":
        day = int(re.match(r"\d+", text)[0])  # type: ignore[index]
        return Word(text, text, start, end, "date", _iso(found["dmy_y"], int(found["dmy_m"]), day))
    if sort == "my":
        return Word(text, text, start, end, "date", _iso(found["my_y"], int(found["my_m"])))
    if sort == "year":
        return Word(text, text, start, end, "date", found["year_y"])
    if sort == "dm":
        return Word(text, text, start, end, "daymonth")
    if sort in ("num", "ask", "stop"):
        return Word(text, text, start, end, sort)
    plain = text.replace(".", "")
    key = key_of(plain)
    bare = bare_of(key)
    capital = shouting or shown[start].isupper()
    return Word(key, bare, start, end, "word", "", capital, key != bare)


def _iso(year: str, month: int, day: int = 0) -> str:
    if not 1 <= month <= 12:
        return year
    return f"{year}-{month:02}-{day:02}" if 1 <= day <= 28 else f"{year}-{month:02}"
