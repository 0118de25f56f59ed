"""Whether a list says of itself that it names everybody, and of which villages and stages.

The words are a table (``complete_words.tsv``), compared with their marks where a line has any:
half of all titles and most file names have none. A doubt makes a list partial, since only a
complete one tells who is missing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path

from eid_campaign.campaign.complete import Scope, stage_id
from eid_campaign.campaign.spelling import folded, plain
from eid_campaign.campaign.stages import Stage
from eid_campaign.intake.stage_words import StageWords
from eid_campaign.roster.schema import STAGE_UNKNOWN

_TABLE = Path(__file__).with_name("complete_words.tsv")


def tells_complete(lines: Iterable[str]) -> bool | None:
    """Return whether the lines of a title call the list complete (True) or partial (False).

    None where they say neither. A word of a partial list ("bổ sung", "lần 2", "chưa đầy đủ")
    beats every word of a complete one ("toàn bộ", "danh sách tất cả", "tổng hợp toàn thôn").
    """
    told = {kind for line in lines for kind in _kinds(line)}
    if "partial" in told:
        return False
    return True if "complete" in told else None


def is_complete(wanted: bool | None, lines: Sequence[str], sheet: str, file_stem: str) -> bool:
    """Return whether a table is a complete list: as ``wanted`` by option, else as its title,
    its sheet's name or else its file's name tells.
    """
    if wanted is not None:
        return wanted
    told = tells_complete([*lines, sheet])
    return bool(told if told is not None else tells_complete([file_stem.replace("_", " ")]))


def scope_of(
    places: Sequence[tuple[str, str]], stages: Sequence[int], title: StageWords, *, of_one: bool
) -> Scope:
    """Return what a complete table is complete for.

    ``places`` are (commune, village) and ``stages`` the stages of its people. Its villages are
    those of its people, only the commonest where the title names one village (``of_one``): one
    stray row must not make a whole other village missing. Its stages are those its title tells;
    else those that occur; all of them where the list tells no stage at all.
    """
    counted = Counter(places)
    villages = tuple(place for place, _rows in counted.most_common(1)) if of_one else tuple(counted)
    return Scope(villages, _stages(stages, title))


def _stages(stages: Sequence[int], title: StageWords) -> tuple[str, ...] | None:
    if title.stage is not None:
        return (title.stage.id,)
    if title.activated is not None or title.level:
        return tuple(stage.id for stage in Stage if _fits(stage, title))
    found = sorted(set(stages))
    if not set(found) - {STAGE_UNKNOWN}:
        return None
    return tuple(stage_id(stage) for stage in found)


def _fits(stage: Stage, title: StageWords) -> bool:
    """Whether a title that tells only a level, or only whether activated, is about ``stage``."""
    if stage < Stage.L1_APPROVED:
        return False
    at_level = not title.level or (title.level == 2) == stage.is_level2
    return at_level and title.activated in (None, stage.is_activated)


@lru_cache(maxsize=4096)
def _kinds(line: str) -> frozenset[str]:
    """Return which kinds of word a line of a title holds, ``complete`` and ``partial``."""
    bare = folded(line) == plain(line)
    words = _words(bare=bare)
    text = _comparable(line, bare=bare)
    if words["about"].match(text.lstrip("( ")):
        return frozenset()
    text = words["aside"].sub(" | ", text)
    return frozenset(kind for kind in ("complete", "partial") if words[kind].search(text))


def _comparable(text: str, *, bare: bool) -> str:
    return " ".join(re.findall(r"\w+|[()]", (folded if bare else plain)(text)))


@cache
def _words(*, bare: bool) -> dict[str, re.Pattern[str]]:
    """Return for each kind of the table what finds one of its words in comparable text."""
    found: dict[str, list[str]] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines()[1:]:
        kind, words, without_marks, _comment = line.split("\t")
        if bare and without_marks == "no":
            continue
        pattern = re.escape(_comparable(words.replace("#", "0"), bare=bare))
        if words.endswith("#"):
            pattern = pattern.removesuffix("0") + r"(?:\d+|[ivx]+)"
        found.setdefault(kind, []).append(pattern)
    return {
        kind: re.compile(rf"(?<!\w)(?:{'|'.join(sorted(patterns, key=len, reverse=True))})(?!\w)")
        for kind, patterns in found.items()
    }
