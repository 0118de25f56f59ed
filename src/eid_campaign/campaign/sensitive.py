"""Whether a text speaks of crime or health at all, whoever is meant and whether it is over or not.

The rules of remarks ask who is exempt now; "mới ra tù" exempts nobody, yet it tells what only the
police may know (Nghị định 356/2025/NĐ-CP, Điều 4). Here a doubt hides.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from eid_campaign.campaign.note_model import lines_of
from eid_campaign.campaign.note_text import BARE, EXACT, PARTLY, Word, fit, key_of, words_of

_TABLE = Path(__file__).with_name("sensitive_words.tsv")
_Phrase = tuple[tuple[str, ...], bool]
"""(the keys of its words, whether it counts without its marks too)"""


@lru_cache(maxsize=65536)
def tells_sensitive(text: str) -> bool:
    """Whether ``text`` holds a word of ``sensitive_words.tsv``, with or without its marks."""
    words, _shown = words_of(text)
    return any(
        _stands(phrase, words, start) for phrase in _phrases() for start in range(len(words))
    )


def _stands(phrase: _Phrase, words: list[Word], start: int) -> bool:
    keys, is_bare = phrase
    taken = words[start : start + len(keys)]
    good = (EXACT, PARTLY, BARE) if is_bare else (EXACT,)
    return len(taken) == len(keys) and all(
        fit(word.key, key) in good for word, key in zip(taken, keys, strict=True)
    )


@lru_cache(maxsize=1)
def _phrases() -> tuple[_Phrase, ...]:
    return tuple(
        (tuple(map(key_of, phrase.split())), bare == "ok")
        for _line, (group, bare, _comment) in lines_of(_TABLE, 3)
        for phrase in group.split(" | ")
    )
