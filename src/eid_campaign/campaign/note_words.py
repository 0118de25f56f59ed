"""The vocabulary of remarks: abbreviations written out, and phrases with what they are."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from eid_campaign.campaign.note_model import Phrase, TableError, lines_of
from eid_campaign.campaign.note_text import bare_of, key_of

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


def read_phrases(path: Path) -> tuple[dict[str, tuple[Phrase, ...]], frozenset[str]]:
    """Return the phrases by first word without marks, longest first, and the kinds they have."""
    found: dict[str, list[Phrase]] = {}
    seen: dict[tuple[tuple[tuple[str, str], ...], bool], int] = {}
    kinds: set[str] = set()
    for number, (kind, bare, words, _) in lines_of(path, 4):
        if bare not in BARE_WORTH:
            raise TableError(path.name, number, f"{bare!r} instead of ok, verify, alone or exact")
        kinds.add(kind)
        for text in words.split(" | "):
            capital = text.startswith("=")
            meant = tuple(map(_word, text.lstrip("=").lower().split()))
            if not meant:
                raise TableError(path.name, number, "an empty phrase")
            if (meant, capital) in seen:
                taken = seen[meant, capital]
                raise TableError(
                    path.name, number, f"{text!r} can never match: line {taken} takes it"
                )
            seen[meant, capital] = number
            found.setdefault(meant[0][1], []).append(Phrase(meant, kind, bare, capital))
    for phrases in found.values():
        phrases.sort(key=_longest_first)
    return {first: tuple(phrases) for first, phrases in found.items()}, frozenset(kinds)


def _longest_first(phrase: Phrase) -> tuple[int, bool]:
    return -len(phrase.words), not phrase.capital


@lru_cache(maxsize=4096)
def _word(word: str) -> tuple[str, str]:
    key = key_of(word)
    return key, bare_of(key)
