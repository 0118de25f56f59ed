"""Rules, guards and what a remark is about, in an officer's words (small tables)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from eid_campaign.wording import _

FOLDER = Path(__file__).parent


@cache
def sentences(table: str) -> dict[str, str]:
    """Return the sentences of one table (``rule_words``, ``topics`` …) by their ids."""
    lines = (FOLDER / f"{table}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {key: words for key, _tab, words in (line.partition("\t") for line in lines)}


def rule_said(rule: str, comment: str) -> str:
    """Return what a rule says; one that nobody has worded says its own comment, or its id."""
    return _(sentences("rule_words").get(rule, "")) or comment or rule


def guard_said(comment: str) -> str:
    """Return what a guard found; one that nobody has worded keeps its comment."""
    return _(sentences("guard_words").get(comment, comment))


def topic_said(topic: str) -> str:
    """Return what an officer can do about what a remark is about; blank for nothing."""
    return _(sentences("topics").get(topic, topic))


def to_do_said(what: str) -> str:
    """Return what an officer can do about an obstacle, somebody off the list or a conflict."""
    return _(sentences("to_do").get(what, "")) or topic_said(what)
