"""The stage of an account in a list's own words: token by token, every ``chưa`` in its clause.

The words are a table (``stage_words.tsv``). A word of the table matches itself or itself without
any mark, never with another mark. A word that is in no table makes the text unknown: a stage is
read or it is asked for, not guessed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from eid_campaign.campaign.problems import Severity
from eid_campaign.campaign.spelling import folded, plain
from eid_campaign.intake.cells_count import is_tick
from eid_campaign.intake.cells_text import Cell, clean_text
from eid_campaign.intake.stage_facts import Fact, Facts, StageWords, completed, settled
from eid_campaign.intake.stage_tokens import BREAK, UNKNOWN, meanings

__all__ = ["StageWords", "completed", "read_stage", "read_stage_text", "read_title_stage"]


@lru_cache(maxsize=4096)
def read_stage_text(text: str) -> StageWords:
    """Return the stage a status text says: "M2 đã KH", "Đã phê duyệt, chưa kích hoạt" …

    A blank has no stage and no kind. A part that is missing (the level, whether it is
    activated) leaves ``stage`` None and says so, with the part that is known.
    """
    items = meanings(text)
    if not any(map(str.isalnum, text)):
        return StageWords(None)
    if UNKNOWN in items or not set(items) - {BREAK}:
        return StageWords(None, "stage_unknown", Severity.DOUBT)
    return settled(_facts(items, neutral=True))


def read_title_stage(title: str) -> StageWords:
    """Return the stage all people of a list are in, as its title says; None where it says none.

    A title has many other words; so a verb counts only under its own ``chưa`` or ``đã`` ("Kế
    hoạch thu nhận hồ sơ" says nothing of anyone). Two groups in one title are no stage.
    """
    facts = _facts(meanings(title), neutral=False)
    said = {(fact.verb, fact.done) for fact in facts.said}
    if ("collect", False) in said and ("activate", False) in said:
        return StageWords(None, "stage_title_mixed", Severity.DOUBT)
    if not facts.said:
        return StageWords(None)
    return settled(facts)


def read_stage(level_cell: Cell, state_cell: Cell, *, state_heading: str = "") -> StageWords:
    """Return the stage of two columns: the level ("1", "M2", "II") and the state.

    A tick or a bare "rồi"/"chưa" answers the state column's heading, so that heading is needed
    ("Đã kích hoạt" + x); without it such a cell is unknown.
    """
    level = _level_of(clean_text(level_cell))
    state = _answer(state_cell, state_heading)
    if state is None:
        return StageWords(None, "stage_unknown", Severity.DOUBT, level=_number_of(level))
    read = read_stage_text(state)
    if read.kind == "stage_unknown" or read.level or not level:
        return read
    if not state:
        return read_stage_text(level)
    if re.search(r"\d|\bii?\b", level) and read.kind in ("", "stage_rejected"):
        return read
    return read_stage_text(f"{level}: {state}")


def _level_of(text: str) -> str:
    bare = folded(text).strip(" .()")
    return _BARE_LEVELS.get(bare, text)


def _number_of(level: str) -> int:
    return {"mức 1": 1, "mức 2": 2}.get(level, 0)


_BARE_LEVELS = {
    **dict.fromkeys(("1", "01", "i"), "mức 1"),
    **dict.fromkeys(("2", "02", "ii"), "mức 2"),
    "0": "chưa có",
}
_YES = frozenset("co roi da yes y ok xong 1".split())
_NO = frozenset("chua khong ko k no n 0 -".split())


def _answer(cell: Cell, heading: str) -> str | None:
    """Return a state cell as a statement; None where it answers a question we do not know."""
    text = clean_text(cell)
    bare = folded(text).strip(" .()")
    yes, no = is_tick(cell) or bare in _YES, bare in _NO
    if not yes and not no:
        return text
    asked = meanings(heading)
    if "activate" not in asked and "collect" not in asked and "approve" not in asked:
        return None
    negative = "no" in asked
    if negative and no:  # "Chưa kích hoạt: không" says too little
        return None
    words = " ".join(word for word in plain(heading).split() if word not in ("đã", "da"))
    if negative:
        return words
    return f"đã {words}" if yes else f"chưa {words}"


# --- meanings to facts ------------------------------------------------------------------------

_VERBS = frozenset(("collect", "approve", "issue", "activate", "work"))
_SAID: dict[str, tuple[str, bool]] = {
    "no_account": ("issue", False),
    "not_activated": ("activate", False),
    "not_collected": ("collect", False),
    "collected": ("collect", True),
    "pending": ("pending", True),
    "rejected": ("rejected", True),
    "locked": ("locked", True),
}
_LEVELS = {"level1": (1,), "level2": (2,), "levels": (1, 2)}


class _Clause(NamedTuple):
    said: list[tuple[str, bool]]
    levels: list[int]


def _facts(found: list[str], *, neutral: bool) -> Facts:
    """Group meanings into clauses: who is negated, and at which level.

    A clause ends at a stop, at a new ``chưa``/``đã`` after a verb, and at a level after a level.
    A verb without its own sign takes the one before it; without any, it is a statement where
    ``neutral`` is set. A ``chưa`` after which no verb comes negates a verb that had no sign
    ("Kích hoạt: chưa"), else it leaves the text unclear ("đã thu nhận chưa").
    """
    clauses = [_Clause([], [])]
    sign: bool | None = None
    unsigned: _Clause | None = None  # the clause whose last verb had no sign of its own
    hanging = False
    for meaning in found:
        clause = clauses[-1]
        opens = meaning in ("no", "yes", "no_account", BREAK)
        if (opens and clause.said) or (meaning in _LEVELS and clause.said and clause.levels):
            clause = _Clause([], [])
            clauses.append(clause)
        if meaning in _LEVELS:
            clause.levels.extend(_LEVELS[meaning])
        elif meaning in ("no", "yes"):
            sign = meaning == "yes"
            hanging = not sign
        elif meaning == UNKNOWN:
            sign, hanging = None, False
        elif meaning == "failed":
            _negate_last(clauses)
        elif meaning in _SAID:
            clause.said.append(_SAID[meaning])
            sign = False if meaning == "no_account" else sign
            hanging = False
        elif meaning in _VERBS and (sign is not None or neutral):
            clause.said.append((meaning, sign is not False))
            unsigned, hanging = (clause if sign is None else None), False
    if hanging and neutral:
        if unsigned is not None:
            unsigned.said[-1] = (unsigned.said[-1][0], False)
        else:
            clauses[-1].said.append(("dangling", True))
    return _gathered(clauses)


def _negate_last(clauses: list[_Clause]) -> None:
    for clause in reversed(clauses):
        if clause.said:
            clause.said[-1] = (clause.said[-1][0], False)
            return
    clauses[-1].said.append(("dangling", True))


def _gathered(clauses: list[_Clause]) -> Facts:
    said = (
        Fact(verb, done, tuple(clause.levels)) for clause in clauses for verb, done in clause.said
    )
    return Facts(tuple(said), tuple(level for clause in clauses for level in clause.levels))
