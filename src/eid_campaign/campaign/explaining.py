"""Why a standing is what it is: the rules that fit a remark, what spoke against them, the ages.

The verdict itself is :mod:`eligibility`'s; here nothing is decided, only told.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from eid_campaign.campaign.birth_date import CHILD_AGE, BirthDate, birthday
from eid_campaign.campaign.decisions import Decision
from eid_campaign.campaign.eligibility import ELDERLY_AGE
from eid_campaign.campaign.note_engine import Match, dropped, kept, matches_of
from eid_campaign.campaign.note_model import Guard, Rule, lines_of
from eid_campaign.campaign.note_pieces import Piece, expanded, pieces_of
from eid_campaign.campaign.note_rules import FOLDER, tables
from eid_campaign.campaign.note_text import MAX_WORDS, Word, words_of
from eid_campaign.campaign.notes import Finding, read_note
from eid_campaign.campaign.own_rules import PREFIX, own_lines
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import Reason, Verdict
from eid_campaign.campaign.turning import Turn, judge_of, turning_days, turns

_DAY = timedelta(days=1)
_BEFORE = frozenset("before ago opening earlier earlier_start".split())
_AFTER = frozenset("after later later_again".split())
_SAME_CLAUSE = frozenset("before ago opening clause after".split())


class Heard(NamedTuple):
    """A rule that fits some words of a remark, and what became of it."""

    rule: Rule
    words: str
    outcome: str
    """``decided`` or ``weighed`` (evidence beside the birth date), or why it did not: ``outranked``
    (another rule comes first), ``dropped`` or ``weakened`` by a guard, ``unmarked`` (words without
    marks are only a hint), ``denied`` (another part of the remark denies it), ``too_long`` (the
    remark was not read to its end).
    """
    decides: bool
    comment: str
    """What the rule's line says of itself."""
    guard: str
    """What the guard's line of ``note_guards.tsv`` says; blank where there was none."""
    guard_words: str


class Reached(NamedTuple):
    """Whether an age is reached on a day; None where the birth date is not known that well."""

    age: int
    reached: bool | None
    first: date
    """The first day on which it may be reached."""
    last: date
    """The day on which it is reached whatever the unknown part is."""


class Explanation(NamedTuple):
    """All that made one standing on one day, and the days ahead on which it changes."""

    note: str
    as_of: date
    birth: BirthDate | None
    stage: Stage | None
    finding: Finding
    verdict: Verdict
    comment: str
    """What the deciding rule's line says of itself; blank where no line of a table decided."""
    decision: Decision | None
    """What an officer decided last, whether it holds still or not."""
    heard: tuple[Heard, ...]
    ages: tuple[Reached, ...]
    ahead: tuple[Turn, ...]


def explained(
    note: str,
    *,
    birth: BirthDate | None,
    stage: Stage | None,
    as_of: date,
    elderly_age: int = ELDERLY_AGE,
    decision: Decision | None = None,
    own: str = "",
) -> Explanation:
    """Return why a person with this remark, birth date and stage stands so on ``as_of``.

    ``own`` is the text of the commune's own table of words that holds on that day.
    """
    finding = read_note(note, own)
    judge = judge_of(finding, birth, stage, elderly_age, decision)
    days = turning_days(finding, birth, elderly_age, decision)
    found = judge(as_of)
    return Explanation(
        note=note,
        as_of=as_of,
        birth=birth,
        stage=stage,
        finding=finding,
        verdict=found,
        comment=_rule_comment(found.rule, own),
        decision=decision,
        heard=heard(note, own),
        ages=tuple(_ages(birth, finding, as_of, elderly_age)),
        ahead=turns(judge, days, as_of + _DAY, date.max),
    )


def heard(note: str, own: str = "") -> tuple[Heard, ...]:
    """Return the rules that fit ``note``, the deciding one first, then as in the table.

    What only repeats a part of longer words to the same end is left out.
    """
    words, shown = words_of(note)
    if not words:
        return ()
    known = tables(own)
    full = expanded(words, known)
    if not full:
        return ()
    pieces = pieces_of(full, known)
    finding = read_note(note, own)
    matches = matches_of(pieces, known)
    denied = {match.rule.reason for match in matches if match.guard and match.guard.taints}
    found: list[Heard] = []
    told: list[Match] = []
    for match in matches:
        said = _words(match.start, match.end, pieces, full, shown)
        decides = (match.rule.id, said) == (finding.rule, finding.matched)
        decides = decides and not any(each.decides for each in found)
        if not decides and any(_repeats(match, other) for other in told):
            continue
        told.append(match)
        why = _outcome(match, decides, finding, denied, len(words) > MAX_WORDS)
        guard = match.guard if why in ("dropped", "weakened") else None
        found.append(
            Heard(
                rule=match.rule,
                words=said,
                outcome=why,
                decides=decides,
                comment=_rule_comment(match.rule.id, own),
                guard=_guard_comments().get(guard.order, "") if guard else "",
                guard_words=_guard_words(match, guard, pieces, full, shown) if guard else "",
            )
        )
    return tuple(sorted(found, key=lambda each: not each.decides))


def _rule_comment(rule: str, own: str) -> str:
    """Return what a line of ``notes.tsv`` or of the commune's own table says of itself."""
    if rule.startswith(PREFIX):
        return next((line.comment for line in own_lines(own) if line.rule == rule), "")
    return _rule_comments().get(rule, "")


def _repeats(match: Match, other: Match) -> bool:
    return (
        match.rule.reason is other.rule.reason
        and match.left == other.left
        and other.start <= match.start
        and match.end <= other.end
    )


def _outcome(
    match: Match, decides: bool, finding: Finding, denied: set[Reason], too_long: bool
) -> str:
    if dropped(match):
        return "dropped"
    if not kept(match) and match.rule.decision != "TO_VERIFY":  # which nothing weakens
        return "weakened" if match.guard is not None else "unmarked"
    asked_for = match.rule.decision in ("EXEMPT", "OFF_LIST")
    if asked_for and match.rule.reason in denied:
        return "denied"
    if asked_for and too_long:
        return "too_long"
    evidence = (
        (match.rule.decision == "NO_PHONE" and finding.no_phone)
        or (match.rule.decision == "USES_PHONE" and finding.uses_phone)
        or match.rule.decision in ("OLD", "CHILD")
    )
    return "decided" if decides else "weighed" if evidence else "outranked"


def _ages(
    birth: BirthDate | None, finding: Finding, as_of: date, elderly_age: int
) -> Iterator[Reached]:
    if birth is None:
        return
    asked = [CHILD_AGE]
    if finding.reason is Reason.ELDERLY_WITHOUT_PHONE or finding.old or finding.no_phone:
        asked.append(elderly_age)
    for age in asked:
        may, must = birth.may_have_reached(age, as_of), birth.must_have_reached(age, as_of)
        yield Reached(
            age,
            None if may and not must else must,
            birthday(birth.earliest, age),
            birthday(birth.latest, age),
        )


def _guard_words(
    match: Match, guard: Guard, pieces: list[Piece], words: list[Word], shown: str
) -> str:
    """Return the words of the remark that the guard looks at, joined where there are several."""
    clause = pieces[match.start].clause
    found = []
    for place, piece in enumerate(pieces):
        if piece.kind not in guard.kinds or match.start <= place < match.end:
            continue
        wrong_side = (guard.where in _BEFORE and place >= match.end) or (
            guard.where in _AFTER and place < match.start
        )
        if not wrong_side and (guard.where not in _SAME_CLAUSE or piece.clause == clause):
            found.append(_words(place, place + 1, pieces, words, shown))
    return " … ".join(dict.fromkeys(text for text in found if text))


def _words(start: int, end: int, pieces: list[Piece], words: list[Word], shown: str) -> str:
    first, last = pieces[start].first, pieces[end - 1].last - 1
    return shown[words[first].start : words[last].end] if last >= first else ""


@lru_cache(maxsize=1)
def _rule_comments() -> dict[str, str]:
    return {cells[0]: cells[5] for _line, cells in lines_of(FOLDER / "notes.tsv", 7)}


@lru_cache(maxsize=1)
def _guard_comments() -> dict[int, str]:
    return {line: cells[6] for line, cells in lines_of(FOLDER / "note_guards.tsv", 8)}
