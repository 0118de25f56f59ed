"""The vocabulary of remarks: abbreviations written out, and phrases with what they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from eid_campaign.campaign.note_model import Phrase, TableError, lines_of
from eid_campaign.campaign.note_text import bare_of, key_of

_Written = tuple[str, str, str]
"""A phrase in lower case, behind = where only capitals count; its kind; its worth."""

BARE_WORTH = ("ok", "verify", "alone", "exact")


def read_spellings(path: Path) -> dict[str, tuple[str, ...]]:
    """Return the full words of each abbreviation."""
    spellings: dict[str, tuple[str, ...]] = {}
    for number, (short, full, _) in lines_of(path, 3):
        key = key_of(short.strip().lower())
        if not key or not full.strip():
            raise TableError(path.name, number, "an empty spelling")
        if key in spellings:
            raise TableError(path.name, number, f"{short!r} stands twice")
        spellings[key] = tuple(key_of(word) for word in full.split())
    return spellings


class PhraseBook:
    """The phrases by their first word without marks; they are made when that word is met.

    Of some 4.000 phrases a remark meets a few, and one person's history holds one remark.
    """

    def __init__(
        self, written: Mapping[str, Sequence[_Written]], more: Sequence[Phrase] = ()
    ) -> None:
        self._written = written
        self._more = tuple(more)
        self._made: dict[str, tuple[Phrase, ...]] = {}

    def starting(self, first: str) -> tuple[Phrase, ...]:
        """Return the phrases whose first word is ``first`` without marks, longest first."""
        made = self._made.get(first)
        if made is None:
            found = [_phrase(*each) for each in self._written.get(first, ())]
            found += [phrase for phrase in self._more if phrase.words[0][1] == first]
            made = self._made[first] = tuple(sorted(found, key=_longest_first))
        return made

    def __iter__(self) -> Iterator[Phrase]:
        for first in {**self._written, **{each.words[0][1]: () for each in self._more}}:
            yield from self.starting(first)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The key of every word: written like this it is no other word half marked."""
        words = {
            word for group in self._written.values() for each in group for word in _words(each[0])
        }
        own = {key for phrase in self._more for key, _bare in phrase.words}
        return frozenset(map(key_of, words)) | own

    def with_more(self, more: Iterable[Phrase]) -> PhraseBook:
        """Return a book that has ``more`` phrases, too."""
        return PhraseBook(self._written, (*self._more, *more))


def read_phrases(path: Path) -> tuple[PhraseBook, frozenset[str]]:
    """Return the phrases, and the kinds they have; see :func:`check_phrases` for what is wrong."""
    found: dict[str, list[_Written]] = {}
    kinds: set[str] = set()
    groups: dict[str, list[_Written]] = {}  # by the first word as it is written
    for _number, kind, bare, text in _lines(path):
        kinds.add(kind)
        first = text.partition(" ")[0]
        group = groups.get(first)
        if group is None:
            bare_first = bare_of(key_of(first.removeprefix("=")))
            group = groups[first] = found.setdefault(bare_first, [])
        group.append((text, kind, bare))
    return PhraseBook(found), frozenset(kinds)


def check_phrases(path: Path) -> None:
    """Raise TableError for a phrase that is empty, worth nothing known, or taken by another."""
    seen: dict[tuple[tuple[tuple[str, str], ...], bool], int] = {}
    for number, kind, bare, text in _lines(path):
        if bare not in BARE_WORTH:
            raise TableError(path.name, number, f"{bare!r} instead of ok, verify, alone or exact")
        phrase = _phrase(text, kind, bare)
        if not phrase.words:
            raise TableError(path.name, number, "an empty phrase")
        meant = phrase.words, phrase.capital
        if meant in seen:
            raise TableError(
                path.name, number, f"{text!r} can never match: line {seen[meant]} takes it"
            )
        seen[meant] = number


def _lines(path: Path) -> Iterator[tuple[int, str, str, str]]:
    """Yield line number, kind, worth and text of each phrase."""
    for number, (kind, bare, words, _) in lines_of(path, 4):
        for text in words.lower().split(" | "):
            yield number, kind, bare, text


def _phrase(text: str, kind: str, bare: str) -> Phrase:
    keys = [key_of(word) for word in _words(text)]
    return Phrase(tuple([(key, bare_of(key)) for key in keys]), kind, bare, text.startswith("="))


def _words(text: str) -> list[str]:
    return text.removeprefix("=").split()


def _longest_first(phrase: Phrase) -> tuple[int, bool]:
    return -len(phrase.words), not phrase.capital
