"""The words of a status text as meanings, by the table ``stage_words.tsv``, longest first."""

from __future__ import annotations

import re

from eid_campaign.campaign.spelling import folded, plain
from eid_campaign.intake.cells_text import clean_text, table_rows

UNKNOWN = "?"
BREAK = "|"
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[,;.:()\n/&+\-–]")
# TKĐDĐT and VNeID in the many ways people misspell them.
_ACCOUNT = re.compile(r"(?:tk)?[dđ]{2,4}t|vne?[il]?d")
_LEVELS_TOGETHER = re.compile(
    r"\b(?:mức|muc|m)\s*0?1\s*(?:,|và|va|\+|&|/|-)\s*(?:mức|muc|m)?\s*0?2\b"
)
_TABLE: dict[tuple[str, ...], str] = {
    tuple(plain(words).split()): meaning for words, meaning in table_rows("stage_words.tsv")
}
# A lone filler counts with its marks only: con (child) is not còn, xa (far) is not xã.
_MARKLESS = {
    tuple(map(folded, words)): meaning
    for words, meaning in _TABLE.items()
    if len(words) > 1 or meaning != "filler"
}
_LONGEST = max(map(len, _TABLE))


def meanings(text: str) -> list[str]:
    """Return the meanings of a text in order; ``|`` where a clause ends, ``?`` unknown words."""
    words = _LEVELS_TOGETHER.sub("both levels", plain(clean_text(text)))
    tokens = ["tk" if _ACCOUNT.fullmatch(token) else token for token in _TOKEN.findall(words)]
    found: list[str] = []
    place = 0
    while place < len(tokens):
        meaning, length = _longest_at(tokens, place)
        place += length
        if meaning:
            found.append(meaning)
    return found


def _longest_at(tokens: list[str], place: int) -> tuple[str, int]:
    for length in range(min(_LONGEST, len(tokens) - place), 0, -1):
        words = tuple(tokens[place : place + length])
        if meaning := _TABLE.get(words) or _without_some_marks(words):
            return ("" if meaning == "filler" else meaning), length
    token = tokens[place]
    if tokens[place : place + 2] == ["both", "levels"]:
        return "levels", 2
    if token.isdigit():
        return "", 1
    return (BREAK if not token[0].isalnum() else UNKNOWN), 1


def _without_some_marks(words: tuple[str, ...]) -> str:
    """Return the meaning of words some of which lack all their marks ("kich hoạt")."""
    bare = tuple(map(folded, words))
    meaning = _MARKLESS.get(bare, "")
    if not meaning or bare == words:
        return meaning
    for known in _TABLE:
        if len(known) == len(words) and all(
            word in (right, folded(right)) for word, right in zip(words, known, strict=True)
        ):
            return _TABLE[known]
    return ""
