"""The phrases of a commune's own table, laid to the built-in vocabulary and tried by themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eid_campaign.campaign.errors import InputRefused
from eid_campaign.campaign.note_model import Phrase, Tables
from eid_campaign.campaign.note_pieces import expanded, pieces_of
from eid_campaign.campaign.note_text import bare_of, key_of, words_of
from eid_campaign.campaign.note_words import PhraseBook
from eid_campaign.campaign.own_rules import OwnLine

_UNMARKED = "verify"
"""What an own phrase is worth without its marks: a hint, which never exempts."""
_UNKNOWN = ("other", "name", "num")

Spellings = dict[str, tuple[str, ...]]
_Key = tuple[tuple[str, str], ...]


def kinds_of_own(own: Sequence[OwnLine]) -> frozenset[str]:
    """Return the kinds of words that own lines bring."""
    return frozenset(line.rule for line in own if not line.like)


def with_own_words(
    spellings: Spellings, phrases: PhraseBook, own: Sequence[OwnLine], file: str
) -> tuple[Spellings, PhraseBook]:
    """Return both with the own lines' words; InputRefused for a phrase that is there already.

    Without a ``file`` the table was adopted long ago: what a newer eidc knows by itself is left
    to it, so that no report stops.
    """
    known = {phrase.words: phrase for phrase in phrases}
    seen: dict[_Key, int] = {}
    shorts = dict(spellings)
    more: list[Phrase] = []
    for line in own:
        meant = known.get(_key(line.like, shorts)) if line.like else None
        for text in line.phrases:
            words = _key(text, shorts)
            if file:
                _check_new(text, words, line, known, seen, file)
            elif words in known or not words:
                continue
            if line.like and meant is None:
                if not file and len(words) != 1:
                    continue
                shorts[_short(text, words, line, file)] = _full(line.like)
                continue
            kind, bare = (meant.kind, meant.bare) if meant else (line.rule, _UNMARKED)
            more.append(Phrase(words, kind, bare, False))
            seen[words] = line.line
    return shorts, phrases.with_more(more)


def check_own(known: Tables, own: Sequence[OwnLine], file: str) -> None:
    """Raise InputRefused for a line of which a phrase, read alone, is not what the line says."""
    for line in own:
        for text in line.phrases:
            pieces = pieces_of(expanded(words_of(text)[0], known), known)
            kinds = [piece.kind for piece in pieces]
            fits = not set(kinds) <= set(_UNKNOWN) if line.like else kinds == [line.rule]
            if not fits:
                raise InputRefused(
                    "{file}, line {line}: “{phrase}” can never match.",
                    "Write it as it stands in a remark: words only, without full stops, commas,"
                    " dates.",
                    file=file,
                    line=line.line,
                    phrase=text,
                )


def _key(text: str, spellings: Mapping[str, tuple[str, ...]]) -> _Key:
    """Return a phrase's words as remarks are compared: abbreviations written out."""
    keys: list[str] = []
    for word in words_of(text.lower())[0]:
        full = spellings.get(word.key) if word.sort == "word" else None
        keys += full or (word.key,)
    return tuple((key, bare_of(key)) for key in keys)


def _check_new(
    text: str,
    words: _Key,
    line: OwnLine,
    known: Mapping[_Key, Phrase],
    seen: Mapping[_Key, int],
    file: str,
) -> None:
    if not words:
        raise InputRefused(
            "{file}, line {line}: “{phrase}” can never match.",
            "Write it as it stands in a remark: words only, without full stops, commas, dates.",
            file=file,
            line=line.line,
            phrase=text,
        )
    if words in seen:
        raise InputRefused(
            "{file}, line {line}: “{phrase}” can never match: line {taken} has it already.",
            "Take it out of one of the two lines.",
            file=file,
            line=line.line,
            phrase=text,
            taken=seen[words],
        )
    if words in known:
        raise InputRefused(
            "{file}, line {line}: “{phrase}” can never match: eidc knows these words already.",
            "Take it out, or write a longer phrase that says more: of two phrases the longer"
            " one counts.",
            file=file,
            line=line.line,
            phrase=text,
        )


def _short(text: str, words: _Key, line: OwnLine, file: str) -> str:
    """Return the key of an abbreviation: one word that stands for several."""
    if len(words) != 1:
        raise InputRefused(
            "{file}, line {line}: “{like}” are no words that eidc knows.",
            "Write words of its tables (eidc rules shows examples), or leave the column blank"
            " and say what the phrase means.",
            file=file,
            line=line.line,
            like=line.like,
        )
    return words[0][0]


def _full(text: str) -> tuple[str, ...]:
    return tuple(key_of(word) for word in text.lower().split())
