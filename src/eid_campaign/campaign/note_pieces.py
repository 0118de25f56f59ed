"""A remark as pieces: abbreviations written out, known phrases found, small phrases joined.

The knowledge is in ``note_spellings.tsv``, ``note_words.tsv`` and ``note_phrases.tsv``; nothing
here names a Vietnamese word.
"""

from __future__ import annotations

from typing import NamedTuple

from eid_campaign.campaign.note_model import Pattern, Phrase, Tables
from eid_campaign.campaign.note_text import BARE, PARTLY, WRONG, Word, bare_of, fit, only_d_marked

_ANCHORS = (frozenset("^"), frozenset("$"))
_CLAUSE_OPENERS = frozenset(("now", "but"))


class Piece(NamedTuple):
    """A phrase of the remark: its kind, its words, and whether it is only a hint."""

    kind: str
    first: int
    last: int
    """The index after its last word."""
    hint: bool = False
    value: str = ""
    clause: int = 0


class Fit(NamedTuple):
    """How many words of a phrase have other marks, some marks left out, no marks."""

    wrong: int
    partly: int
    bare: int


def expanded(words: list[Word], known: Tables) -> list[Word]:
    """Return the words with the usual abbreviations written out."""
    out: list[Word] = []
    for place, word in enumerate(words):
        full = known.spellings.get(word.key) if word.sort == "word" else None
        if word.key == "0" and place + 1 < len(words) and words[place + 1].sort == "word":
            full = known.spellings.get("ko")  # "0 có", "0 dùng": a nought for "không"
        if full is None:
            out.append(word)
        else:
            out += [word._replace(key=key, bare=bare_of(key), sort="word") for key in full]
    return out


def pieces_of(words: list[Word], known: Tables) -> list[Piece]:
    """Return the remark as pieces: the longest known phrase at each word, then the rewrites."""
    unmarked = not any(word.marked for word in words)
    pieces: list[Piece] = []
    place = 0
    while place < len(words):
        piece = _piece_at(words, place, known, unmarked)
        if piece.kind in _CLAUSE_OPENERS and pieces and pieces[-1].kind != ",":
            pieces.append(Piece(",", place, place))
        pieces.append(piece)
        place = piece.last
    pieces = _names_apart(pieces, words)
    present = {piece.kind for piece in pieces}
    for rewrite in known.rewrites:
        if not present.isdisjoint(rewrite.pattern[0].kinds):
            pieces = _rewritten(pieces, rewrite.kind, rewrite.pattern)
            present.add(rewrite.kind)
    return _with_clauses(pieces)


def _piece_at(words: list[Word], place: int, known: Tables, unmarked: bool) -> Piece:
    word = words[place]
    if word.sort == "stop":
        return Piece(",", place, place + 1)
    if word.sort == "ask":
        return Piece("question", place, place + 1)
    if word.sort == "date" and word.value.startswith("until "):
        return Piece("until", place, place + 1, value=word.value[6:])
    if word.sort in ("date", "daymonth"):
        return Piece(word.sort, place, place + 1, value=word.value)
    best = _best_phrase(words, place, known, unmarked)
    if best is None:
        return Piece(_unknown(word, place), place, place + 1)
    phrase, fitted = best
    unsure = phrase.bare in ("verify", "alone") and (
        fitted.bare > 0 or _without_own_marks(phrase, unmarked)
    )
    hint = fitted.wrong > 0 or fitted.partly > 0 or unsure
    return Piece(phrase.kind, place, place + len(phrase.words), hint)


def _best_phrase(
    words: list[Word], place: int, known: Tables, unmarked: bool
) -> tuple[Phrase, Fit] | None:
    """Return the phrase that fits best here: no wrong marks, then the longest, then the nearest.

    Without any marks in the remark the cautious reading is the nearest: *co* is cô, not có.
    """
    best: tuple[Phrase, Fit] | None = None
    best_rank: tuple[int, ...] = ()
    for phrase in known.phrases.starting(words[place].bare):
        fitted = _fit_phrase(words, place, phrase, known, unmarked)
        if fitted is None:
            continue
        near = int(phrase.kind in known.cautious) if unmarked else -fitted.bare - fitted.partly
        rank = (int(fitted.wrong == 0), len(phrase.words), int(phrase.capital), near)
        if best is None or rank > best_rank:
            best, best_rank = (phrase, fitted), rank
    return best


def _unknown(word: Word, place: int) -> str:
    if word.sort == "num":
        return "num"
    return "name" if word.capital and place > 0 else "other"


def _without_own_marks(phrase: Phrase, unmarked: bool) -> bool:
    """A word that has no marks at all (Nga) is a hint only in a remark written without marks."""
    return unmarked and all(key == bare for key, bare in phrase.words)


def _fit_phrase(
    words: list[Word], place: int, phrase: Phrase, known: Tables, unmarked: bool
) -> Fit | None:
    """Return how the phrase fits the words from ``place`` on, None where it does not."""
    wanted = phrase.words
    if place + len(wanted) > len(words) or (phrase.capital and not words[place].capital):
        return None
    hows = [0, 0, 0, 0]
    for (key, plain), word in zip(wanted, words[place : place + len(wanted)], strict=True):
        if word.key == key:
            continue
        if word.bare != plain or word.sort != "word":
            return None
        how = fit(word.key, key)
        if how is None or (how != WRONG and not unmarked and word.key in known.phrases.vocabulary):
            return None  # con is con, not còn, where marks are written at all
        hows[how] += 1
    fitted = Fit(hows[WRONG], hows[PARTLY], hows[BARE])
    return fitted if _forgiven(fitted, phrase, words[place], unmarked) else None


def _forgiven(fitted: Fit, phrase: Phrase, first: Word, unmarked: bool) -> bool:
    """Whether a phrase may be written so: short phrases forgive little (bố đi is not bỏ đi)."""
    if not any(fitted):
        return True
    if phrase.bare == "exact" or (phrase.bare == "alone" and not unmarked):
        return False
    length = len(phrase.words)
    if fitted.wrong and (
        fitted.wrong * 2 > length or sum(len(plain) for _, plain in phrase.words) < 7
    ):
        return False
    return not (fitted.partly and length == 1 and not only_d_marked(first.key))


def _names_apart(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """Return the pieces with short country names inside longer names taken out (Đức Xá)."""
    out = list(pieces)
    for place, piece in enumerate(pieces):
        if piece.kind not in ("country_short", "country_lower"):
            continue
        named = words[piece.first]
        before = pieces[place - 1] if place else None
        after = pieces[place + 1] if place + 1 < len(pieces) else None
        near = [other for other in (before, after) if other and other.kind in ("other", "name")]
        if not near:
            continue
        capitals = all(words[other.first].capital for other in near)
        shouting = all(word.capital for word in words if word.sort == "word")
        if capitals and named.capital and not shouting:
            out[place] = piece._replace(kind="name")
        elif capitals or not named.capital or (before in near):
            out[place] = piece._replace(kind="country_unclear")
    return out


def _rewritten(pieces: list[Piece], kind: str, pattern: Pattern) -> list[Piece]:
    out: list[Piece] = []
    place = 0
    while place < len(pieces):
        end = matched(pattern, pieces, place)
        if end is None or end == place:
            out.append(pieces[place])
            place += 1
            continue
        span = pieces[place:end]
        value = next((piece.value for piece in span if piece.value), "")
        hint = any(piece.hint for piece in span)
        out.append(Piece(kind, span[0].first, span[-1].last, hint, value))
        place = end
    return out


def _with_clauses(pieces: list[Piece]) -> list[Piece]:
    clause = 0
    out = []
    for piece in pieces:
        clause += piece.kind == ","
        out.append(piece._replace(clause=clause))
    return out


def matched(pattern: Pattern, pieces: list[Piece], place: int, step: int = 0) -> int | None:
    """Return where the pattern ends that starts at ``place``, or None. Gaps take at most five."""
    if step == len(pattern):
        return place
    atom = pattern[step]
    if atom.kinds in _ANCHORS:
        if "^" in atom.kinds:
            at_edge = place == 0 or pieces[place - 1].kind == ","
        else:
            at_edge = place == len(pieces) or pieces[place].kind == ","
        return matched(pattern, pieces, place, step + 1) if at_edge else None
    most = 0
    while (
        most < atom.most and place + most < len(pieces) and pieces[place + most].kind in atom.kinds
    ):
        most += 1
    for taken in range(most, atom.least - 1, -1):
        end = matched(pattern, pieces, place + taken, step + 1)
        if end is not None:
            return end
    return None
