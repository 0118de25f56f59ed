"""How pieces of a remark are judged: rules that fit, and the guards that weaken or drop them.

The knowledge is in ``notes.tsv`` and ``note_guards.tsv``; nothing here names a Vietnamese word.
"""

from __future__ import annotations

from typing import NamedTuple

from eid_campaign.campaign.note_model import Guard, Rule, Tables
from eid_campaign.campaign.note_pieces import Piece, matched

_DROPPED, _WEAKENED, _KEPT = 0, 1, 2
_VERBS = frozenset(
    "go fly over at work go_work learn labour settle crew study_abroad trainee".split()
)


class Match(NamedTuple):
    """A rule that fits some pieces, and what the guards left of it."""

    rule: Rule
    start: int
    end: int
    left: int
    """0 dropped, 1 weakened to a review, 2 kept."""
    guard: Guard | None


def matches_of(pieces: list[Piece], known: Tables) -> list[Match]:
    """Return every rule that fits somewhere, in the order of the table, guards applied."""
    places: dict[str, list[int]] = {}
    for place, piece in enumerate(pieces):
        places.setdefault(piece.kind, []).append(place)
    found: list[Match] = []
    for place, piece in enumerate(pieces):
        for rule in known.rules.get(piece.kind, ()):
            end = matched(rule.pattern, pieces, place)
            if end is not None:
                found.append(_guarded(rule, place, end, pieces, places))
    found.sort(key=lambda match: (match.rule.order, match.start))
    return found


def _guarded(
    rule: Rule, start: int, end: int, pieces: list[Piece], places: dict[str, list[int]]
) -> Match:
    left, by = _KEPT, None
    if any(piece.hint for piece in pieces[start:end]):
        left = _WEAKENED
    for guard in rule.guards:
        if guard.kinds.isdisjoint(places) or (left == _WEAKENED and guard.outcome == "verify"):
            continue
        at = [place for kind in guard.kinds & places.keys() for place in places[kind]]
        if any(_acts(guard, place, start, end, pieces) for place in at):
            by = guard
            left = _DROPPED if guard.outcome == "eligible" else _WEAKENED
            if left == _DROPPED:
                break
    return Match(rule, start, end, left, by)


def _acts(guard: Guard, place: int, start: int, end: int, pieces: list[Piece]) -> bool:
    """Whether the guard's piece stands where the guard looks."""
    if start <= place < end:
        return False
    here, clause = pieces[place].clause, pieces[start].clause
    where = guard.where
    if where == "remark":
        return True
    if where == "clause":
        return here == clause
    if where == "before":
        return here == clause and place < start
    if where == "ago":
        return here == clause and place < start and not _gone_again(place, start + 1, pieces)
    if where == "after":
        return here == clause and place >= end
    if where == "opening":  # where a subject stands: no verb before it
        return here == clause and place < start and not _verb_before(place, here, pieces)
    if where in ("later", "later_again"):
        again = any(piece.kind == "again" for piece in pieces[place:])
        return place >= end and again == (where == "later_again")
    if where == "earlier":
        return here < clause and not _gone_again(place, start + 1, pieces)
    return here < clause and not _verb_before(place, here, pieces)


def _verb_before(place: int, clause: int, pieces: list[Piece]) -> bool:
    return any(piece.kind in _VERBS for piece in pieces[:place] if piece.clause == clause)


def _gone_again(place: int, stop: int, pieces: list[Piece]) -> bool:
    return any(piece.kind in ("again", "now") for piece in pieces[place + 1 : stop])


def kept(match: Match) -> bool:
    """Whether no guard touched the match."""
    return match.left == _KEPT


def dropped(match: Match) -> bool:
    """Whether a guard took the match away."""
    return match.left == _DROPPED
