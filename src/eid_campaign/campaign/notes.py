"""What a remark (Ghi chú) argues for: a standing with its reason, and the words that say so.

Method and order follow the plan's seven categories (part "Công an xã") and Luật Căn cước 2023,
Điều 29. The remark is read alone: age and stage are weighed in :mod:`eligibility`. A wrong
exemption hides a citizen and is worse than a miss: what is unsure is TO_VERIFY.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from eid_campaign.campaign.note_engine import Match, dropped, kept, matches_of
from eid_campaign.campaign.note_pieces import Piece, expanded, pieces_of
from eid_campaign.campaign.note_rules import tables
from eid_campaign.campaign.note_text import MAX_WORDS, Word, words_of
from eid_campaign.campaign.standings import EXEMPTING, Reason, Standing

_EVIDENCE = ("NO_PHONE", "USES_PHONE", "OLD", "CHILD")
_TIME_ONLY = frozenset(", date duration short_unit since".split())
"""A clause of nothing else says when its neighbour began: *đi Nhật (2022)*."""


class Finding(NamedTuple):
    """What one remark says, before age and stage are known."""

    standing: Standing = Standing.ELIGIBLE
    reason: Reason = Reason.NONE
    rule: str = ""
    """The line of ``notes.tsv`` that decided; empty when the remark has nothing of it."""
    matched: str = ""
    """The words of the remark that decided."""
    topic: str = ""
    """What an eligible person's remark is about: ``no_card``, ``sim``, ``departing_soon`` …"""
    no_phone: bool = False
    uses_phone: bool = False
    old: bool = False
    child: bool = False
    until: str = ""
    """The end of an exemption, as an ISO date as precise as written (2027, 2025-03)."""
    since: str = ""
    """When it began, likewise; a beginning still ahead exempts nobody yet."""
    categories: tuple[Reason, ...] = ()
    """Every category the remark speaks of the person, in the order of the table."""


@lru_cache(maxsize=65536)
def read_note(text: str, own: str = "") -> Finding:
    """Return what a remark says, by the tables and a commune's ``own``; 150 words at most."""
    words, shown = words_of(text)
    if not words:
        return Finding()  # most people have no remark: no table is read for them
    known = tables(own)
    full = expanded(words, known)
    if not full:
        return Finding()
    pieces = pieces_of(full, known)
    matches = matches_of(pieces, known)
    return _weighed(matches, pieces, full, shown, len(words) > MAX_WORDS)


def _weighed(
    matches: list[Match], pieces: list[Piece], words: list[Word], shown: str, too_long: bool
) -> Finding:
    denied = {match.rule.reason for match in matches if match.guard and match.guard.taints}
    evidence = {
        match.rule.decision: match
        for match in reversed(matches)
        if match.rule.decision in _EVIDENCE and not dropped(match)
    }
    sure = {name for name, match in evidence.items() if kept(match) and not too_long}
    deciding = _deciding(matches, denied, too_long)
    standing, topic = Standing.ELIGIBLE, ""
    if deciding is not None:
        standing = _standing(deciding, denied, too_long)
        topic = deciding.rule.topic
        if dropped(deciding) and deciding.guard is not None:
            topic = deciding.guard.topic
    live = [match for match in matches if not dropped(match) and match.rule.reason]
    until, since = _term(deciding, pieces) if standing is Standing.EXEMPT else ("", "")
    return Finding(
        standing=standing,
        reason=deciding.rule.reason if deciding and not dropped(deciding) else Reason.NONE,
        rule=deciding.rule.id if deciding else "",
        matched=_words(deciding, pieces, words, shown),
        topic=topic if standing is Standing.ELIGIBLE else "",
        no_phone="NO_PHONE" in sure and "USES_PHONE" not in evidence,
        uses_phone="USES_PHONE" in sure,
        old="OLD" in evidence,
        child="CHILD" in evidence,
        until=until,
        since=since,
        categories=tuple(dict.fromkeys(match.rule.reason for match in live)),
    )


def _deciding(matches: list[Match], denied: set[Reason], too_long: bool) -> Match | None:
    """Return the first match of the table that counts.

    Of one reason the strongest match speaks for all; a dropped one is remembered only where
    nothing else is said.
    """
    live = [match for match in matches if not dropped(match)]
    for match in live:
        if match.rule.decision not in ("USES_PHONE", "ELIGIBLE"):
            same = [other for other in live if other.rule.reason is match.rule.reason]
            return max(same, key=lambda other: _strength(other, denied, too_long))
    for match in matches:
        if dropped(match):
            return match
    return next((match for match in live if match.rule.decision == "ELIGIBLE"), None) or next(
        iter(live), None
    )


def _strength(match: Match, denied: set[Reason], too_long: bool) -> tuple[bool, int]:
    standing = _standing(match, denied, too_long)
    return standing in (Standing.EXEMPT, Standing.OFF_LIST), -match.rule.order


def _standing(match: Match, denied: set[Reason], too_long: bool) -> Standing:
    decision = match.rule.decision
    if dropped(match) or decision in ("ELIGIBLE", "USES_PHONE"):
        return Standing.ELIGIBLE
    if decision in ("EXEMPT", "OFF_LIST"):
        weak = not kept(match) or match.rule.reason in denied or too_long
        return Standing.TO_VERIFY if weak else Standing[decision]
    if decision == "NO_PHONE" and kept(match):
        return Standing.ELIGIBLE
    return Standing.TO_VERIFY


def _term(match: Match | None, pieces: list[Piece]) -> tuple[str, str]:
    if match is None or match.rule.reason not in EXEMPTING:
        return "", ""
    until = next((piece.value for piece in pieces if piece.kind == "until" and piece.value), "")
    apart = {piece.clause for piece in pieces if piece.kind not in _TIME_ONLY}
    apart.discard(pieces[match.start].clause)
    began = [piece.value for piece in pieces if piece.kind == "date" and piece.clause not in apart]
    return until, max(began, default="")


def _words(match: Match | None, pieces: list[Piece], words: list[Word], shown: str) -> str:
    if match is None:
        return ""
    first, last = pieces[match.start].first, pieces[match.end - 1].last - 1
    return shown[words[first].start : words[last].end]
