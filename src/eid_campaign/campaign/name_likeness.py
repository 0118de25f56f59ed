"""How one written name became another: tone style, lost marks, a dropped word, an old font.

A Vietnamese name is surname, middle words, given name; a mark more or less is another name
(Hùng, Hưng), so likeness is told word by word and the given name is looked at most strictly.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from eid_campaign.campaign.spelling import composed, folded, plain

_Y = str.maketrans("yỳýỷỹỵ", "iìíỉĩị")
_INSIDE = re.compile(r"(?<=[a-zà-ỹ])[A-ZÀ-ÝĂĐƠƯ]")
_VOWEL = re.compile("[aeiouy]")
_TONE_SIGNS = frozenset("\u0300\u0301\u0303\u0309\u0323")
_MOST_SLIPS = 2
_ALIEN = "*"

EQUAL, SHORT, MARKS, GARBLED, TONE, NEAR, OTHER = range(7)
"""What two words are to each other, the worse the greater."""

_IDS = {
    EQUAL: "name_same",
    SHORT: "name_shortened",
    MARKS: "name_marks",
    GARBLED: "name_garbled",
    TONE: "name_tone",
    NEAR: "name_typo",
}
_UNLIKE = ("name_differs", "name_surname_differs", "name_middle_differs")


class Name(NamedTuple):
    """What two written names are to each other."""

    id: str
    given_differs: bool
    surname_same: bool

    @property
    def alike(self) -> bool:
        """Whether one name may be the other, badly written."""
        return self.id not in _UNLIKE


class Word(NamedTuple):
    """A word of a name in the forms in which it is compared."""

    marked: str
    bare: str
    tone: str


def name_found(one: str, other: str, distance: Callable[[str, str], int]) -> Name:
    """Return what ``one`` and ``other`` are to each other; ``distance`` counts edits of words."""
    if one == other:
        return Name("name_same", False, True)
    here, there = words_of(one), words_of(other)
    if not here or not there:
        return Name("name_differs", True, False)
    marked = [word.marked for word in here] == [word.marked for word in there]
    if marked:
        same = composed(one).lower() == composed(other).lower()
        return Name("name_same" if same else "name_spelling", False, True)
    bare = [word.bare for word in here] == [word.bare for word in there]
    if bare and (_is_bare(here) or _is_bare(there)):
        return Name("name_unmarked", False, True)
    given = _relation(here[-1], there[-1], distance, given=True)
    surname = _relation(here[0], there[0], distance)
    found = _whole(here, there, given, surname, distance)
    return Name(found, given >= TONE, surname < NEAR)


@lru_cache(maxsize=65536)
def words_of(name: str) -> tuple[Word, ...]:
    """Return the words of a name: i for y, one style of tone, letters of old fonts as ``*``."""
    shown = _INSIDE.sub(_ALIEN, composed(name)) if not name.isupper() else name
    words = plain(shown.replace(".", ". ")).translate(_Y).split()
    return tuple(_word(word) for word in words)


def skeleton(name: str) -> tuple[str, ...]:
    """Return the words of a name without marks, i for y: what variants of it share."""
    if "." in name:
        return tuple(word.bare for word in words_of(name))
    return tuple([_bare(word) for word in name.split()])


@lru_cache(maxsize=8192)
def _bare(word: str) -> str:
    return words_of(word)[0].bare


def _word(text: str) -> Word:
    letters = [letter if folded(letter).isalpha() or letter == "." else _ALIEN for letter in text]
    marked = "".join(letters)
    return Word(marked, folded(marked), _tone(marked))


def _tone(word: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if sign in _TONE_SIGNS)


def _whole(
    here: Sequence[Word],
    there: Sequence[Word],
    given: int,
    surname: int,
    distance: Callable[[str, str], int],
) -> str:
    if len(here) != len(there):
        short, long = sorted((here, there), key=len)
        rest = iter(word.bare for word in long)
        ordered = all(word.bare in rest for word in short)
        ends = given <= MARKS and surname <= MARKS
        return "name_middle_dropped" if ordered and ends and len(short) > 1 else "name_differs"
    found = [_relation(*pair, distance) for pair in zip(here[:-1], there[:-1], strict=True)]
    if OTHER in found and given <= MARKS:
        if found[0] != OTHER:
            return "name_middle_differs"
        return "name_surname_differs" if found.count(OTHER) == 1 else "name_differs"
    found.append(given)
    slips = sum(each > SHORT for each in found)
    if OTHER in found or slips > _MOST_SLIPS or found.count(NEAR) > 1:
        return "name_differs"
    return _IDS[max(found)]


def _relation(
    one: Word, other: Word, distance: Callable[[str, str], int], *, given: bool = False
) -> int:
    if one.marked == other.marked:
        return EQUAL
    if one.bare == other.bare:
        return MARKS if one.tone == other.tone else TONE
    if _ALIEN in one.bare or _ALIEN in other.bare:
        return GARBLED if _fits_with_gaps(one.bare, other.bare) else OTHER
    short, long = sorted((one.bare, other.bare), key=len)
    if not given and _is_short(short) and long.startswith(short.rstrip(".")):
        return SHORT
    return NEAR if len(long) > 2 and distance(one.bare, other.bare) == 1 else OTHER


def _is_short(word: str) -> bool:
    """Whether a word is an abbreviation: Ng., Th, V. (a word without a vowel, or with a dot)."""
    return word.endswith(".") or not _VOWEL.search(word)


def _fits_with_gaps(one: str, other: str) -> bool:
    return len(one) == len(other) and all(
        here == there or _ALIEN in (here, there) for here, there in zip(one, other, strict=True)
    )


def _is_bare(words: Sequence[Word]) -> bool:
    return all(word.marked == word.bare for word in words)
