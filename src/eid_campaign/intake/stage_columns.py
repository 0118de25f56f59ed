"""The stage of each row: from a status column, a level beside it, ticks under headings, a title.

A stage is never guessed from half of it: words that tell no stage leave it open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from eid_campaign.campaign.spelling import folded
from eid_campaign.campaign.stages import Stage
from eid_campaign.intake.cells import clean_text, is_tick
from eid_campaign.intake.columns import Columns
from eid_campaign.intake.sheets import Cell
from eid_campaign.intake.stage_words import (
    StageWords,
    read_stage,
    read_stage_text,
    read_title_stage,
)
from eid_campaign.roster.schema import STAGE_UNKNOWN

NO_TITLE = StageWords(None)
"""Of a list whose title tells no stage."""

_NO = frozenset({"", "0", "-", "khong", "k", "ko", "chua", "false", "/"})
_DATED = re.compile(r"\d{1,2}\s*[/.\-]\s*\d{1,2}")
_EXCLUDING = (
    {Stage.L1_APPROVED, Stage.L1_ACTIVATED},
    {Stage.L2_APPROVED, Stage.L2_ACTIVATED},
)
_BY_PARTS = {
    (1, False): Stage.L1_APPROVED,
    (1, True): Stage.L1_ACTIVATED,
    (2, False): Stage.L2_APPROVED,
    (2, True): Stage.L2_ACTIVATED,
}


@dataclass(frozen=True, slots=True)
class StageOfRow:
    """A stage, or -1, with a kind of problem; without either the row says nothing."""

    stage: int = STAGE_UNKNOWN
    kind: str = ""


@dataclass(frozen=True, slots=True)
class StageColumns:
    """The columns that tell a stage: of states, of levels, and those ticked, with headings."""

    states: tuple[tuple[int, str], ...]
    levels: tuple[int, ...]
    ticks: tuple[tuple[int, str], ...]

    @property
    def indexes(self) -> tuple[int, ...]:
        """All of them, in the order in which :func:`stage_of_cells` takes their cells."""
        states = tuple(index for index, _ in self.states)
        return states + self.levels + tuple(index for index, _ in self.ticks)


def find_stage_columns(columns: Columns) -> StageColumns:
    """Return the columns of a table that tell the stage."""
    return StageColumns(
        tuple((p.column.index, p.column.path[-1]) for p in columns.placed if p.field == "state"),
        columns.all_at("level"),
        tuple((p.column.index, p.words) for p in columns.ticks),
    )


def stage_of_cells(found: StageColumns, cells: Sequence[Cell], title: StageWords) -> StageOfRow:
    """Return the stage that the cells of a row tell, ``title`` completing what they leave open.

    ``cells`` stand in the order of ``found.indexes``. A title ("… đã phê duyệt nhưng chưa kích
    hoạt"), a section or a sheet's name tells the rest where a column tells the level only. A
    row that says nothing has neither stage nor kind.
    """
    middle = len(found.states) + len(found.levels)
    level = next((c for c in cells[len(found.states) : middle] if clean_text(c)), "")
    reads = [
        read_stage(level, cell, state_heading=heading)
        for (_, heading), cell in zip(found.states, cells, strict=False)
        if clean_text(cell)
    ]
    ticked, unclear = _ticked(found, cells[middle:], level)
    reads += ticked
    if not reads and level != "":
        reads = [read_stage(level, "")]
    if not reads:
        return StageOfRow(kind="stage_unknown" if unclear else "")
    completed = [_completed(read, title) for read in reads]
    stages = {read.stage for read in completed if read.stage is not None}
    kinds = [read.kind for read in completed if read.kind]
    if len(stages) < len({read.stage for read in completed}) and not stages:
        return StageOfRow(kind=kinds[0] if kinds else "stage_unknown")
    if any(pair <= stages for pair in _EXCLUDING) or (
        len(stages) > 1 and Stage.NOT_COLLECTED in stages
    ):
        return StageOfRow(kind="stage_contradictory")
    if any(read.kind == "stage_unknown" for read in completed):
        return StageOfRow(kind="stage_unknown")
    return StageOfRow(int(max(stages)), kinds[0] if kinds else ("stage_unknown" if unclear else ""))


def title_stage(*texts: str) -> StageWords:
    """Return the stage that the first of ``texts`` tells which tells one, or a part of one."""
    part = NO_TITLE
    for text in texts:
        read = read_title_stage(text) if text else NO_TITLE
        if read.stage is not None:
            return read
        if part.activated is None and (read.activated is not None or read.level):
            part = read
    return part


def _completed(read: StageWords, title: StageWords) -> StageWords:
    """Take from the title the level or the state that the row leaves open."""
    if read.stage is not None or read.kind in ("stage_unknown", "stage_contradictory"):
        return read
    level = read.level or title.level
    activated = title.activated if read.activated is None else read.activated
    if activated is None and title.stage is not None and title.stage >= Stage.L1_APPROVED:
        activated = title.stage.is_activated
    stage = _BY_PARTS.get((level, activated)) if activated is not None else None
    return read._replace(stage=stage, kind="") if stage is not None else read


def _ticked(
    found: StageColumns, cells: Sequence[Cell], level: Cell
) -> tuple[list[StageWords], bool]:
    """Return what the headings of ticked cells say, and whether a cell was no tick and no no."""
    told: list[StageWords] = []
    unclear = False
    for (_, words), cell in zip(found.ticks, cells, strict=True):
        text = clean_text(cell)
        if not is_tick(cell) and folded(text).strip(" .") in _NO:
            continue
        if is_tick(cell) or _DATED.match(text):  # the day it was done is a tick, too
            told.append(_of_heading(words, level))
            continue
        both = [read_stage_text(f"{words} {text}"), read_stage_text(text)]
        read = next((one for one in both if one.stage is not None), None)
        if read is None:
            unclear = True
        else:
            told.append(read)
    return told, unclear


def _of_heading(words: str, level: Cell) -> StageWords:
    """Read a heading: every word of it, else its statements only, as in a title."""
    read = read_stage(level, words)
    if read.stage is None and read.kind == "stage_unknown":
        loose = read_title_stage(words)
        if loose.stage is not None or loose.activated is not None or loose.level:
            return loose
    return read
