"""From what a text says of an account (verbs, done or not, at which level) to its stage."""

from __future__ import annotations

from typing import NamedTuple

from eid_campaign.campaign.problems import Severity
from eid_campaign.campaign.stages import Stage


class StageWords(NamedTuple):
    """The stage some words say, or None with the kind of what is missing."""

    stage: Stage | None
    kind: str = ""
    severity: Severity = Severity.INFO
    level: int = 0
    """The level named, 1 or 2; 0 where none or both are."""
    activated: bool | None = None
    """Whether it is said to be activated; None where nothing is said."""


class Fact(NamedTuple):
    """One statement: ``collect``, ``approve``, ``issue``, ``activate``, ``work``, ``pending`` …"""

    verb: str
    done: bool
    levels: tuple[int, ...]


class Facts(NamedTuple):
    """All statements of a text, and every level it names."""

    said: tuple[Fact, ...]
    levels: tuple[int, ...]


def settled(facts: Facts) -> StageWords:
    """Return the stage the statements amount to; the highest where two levels are told apart.

    Source: the plan's appendix (columns by level and activation); a dossier returned is one to
    be collected again.
    """
    named = sorted(set(facts.levels))
    if len(named) < 2 or not any(fact.levels for fact in facts.said):
        return _at_level(facts.said, named)
    by_level = [
        _at_level(tuple(fact for fact in facts.said if _speaks_of(fact, level)), [level])
        for level in named
    ]
    together = any(len(fact.levels) > 1 for fact in facts.said)
    if together and not all(fact.done for fact in facts.said):
        return _at_level(facts.said, named)  # "M1+M2 chưa kích hoạt": either
    for read in by_level:
        if read.stage is None:
            lower_only = by_level[1].stage is Stage.NOT_COLLECTED
            return by_level[0] if lower_only else read
    return max(by_level, key=lambda read: read.stage or 0)


def completed(words: StageWords, title: StageWords) -> StageWords:
    """Return a row's words with the level or the activation they lack taken from the title.

    A blank row is in the stage of the title; a row that says its own stage keeps it.
    """
    if not words.kind and words.stage is None:
        return title
    if words.kind not in ("stage_without_level", "stage_without_activation"):
        return words
    level = words.level or title.level
    activated = title.activated if words.activated is None else words.activated
    if activated is None or not level:
        return words._replace(level=level, activated=activated)
    return _with_level(level, activated=activated)


def _speaks_of(fact: Fact, level: int) -> bool:
    return not fact.levels or level in fact.levels


def _at_level(said: tuple[Fact, ...], named: list[int]) -> StageWords:
    level = named[0] if len(named) == 1 else 0
    done = {fact.verb for fact in said if fact.done}
    open_ = {fact.verb for fact in said if not fact.done}
    words = _stage_of(done, open_, level)
    if "locked" in done:
        return words._replace(kind="stage_locked", severity=Severity.DOUBT)
    return words


def _stage_of(done: set[str], open_: set[str], level: int) -> StageWords:
    untouched = open_ & {"collect", "issue", "work"}
    if "dangling" in done:
        return _unclear("stage_unclear", level)
    if "pending" in done and done & {"activate", "issue", "approve"}:
        return _unclear("stage_contradictory", level)
    if done & open_ or ("activate" in done and (untouched or "approve" in open_)):
        return _unclear("stage_contradictory", level)
    if "rejected" in done and "activate" not in done:
        return StageWords(Stage.NOT_COLLECTED, "stage_rejected", Severity.DOUBT, level)
    if "activate" in done:
        return _with_level(level, activated=True)
    if "pending" in done or "approve" in open_:
        return StageWords(Stage.COLLECTED, level=level)
    if "collect" in done and not done & {"approve", "issue"}:
        if "activate" in open_:  # approved or not? "đã thu nhận, chưa kích hoạt" leaves it open
            return _unclear("stage_unclear", level)
        return StageWords(Stage.COLLECTED, level=level)
    if untouched:
        return StageWords(Stage.NOT_COLLECTED, level=level)
    if "activate" in open_:
        return _with_level(level, activated=False)
    if done & {"approve", "issue"}:
        return _unclear("stage_without_activation", level)
    if level and not done:
        return _unclear("stage_without_activation", level)
    return _unclear("stage_unclear", level)


def _unclear(kind: str, level: int) -> StageWords:
    return StageWords(None, kind, Severity.DOUBT, level)


def _with_level(level: int, *, activated: bool) -> StageWords:
    if not level:
        return StageWords(None, "stage_without_level", Severity.DOUBT, 0, activated)
    lower, upper = (
        (Stage.L1_ACTIVATED, Stage.L2_ACTIVATED)
        if activated
        else (Stage.L1_APPROVED, Stage.L2_APPROVED)
    )
    return StageWords(lower if level == 1 else upper, level=level, activated=activated)
