"""How a table lies on the page: upright or across, the size of its letters, its columns' widths.

No figure and no word is ever cut in two: letters get smaller first, then the page lies down, and
a table that is too wide even then is taken apart, each part with the columns that name its rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import Final

from eid_campaign.document import Column, Kind
from eid_campaign.render.docx_measure import narrowest, width
from eid_campaign.render.docx_page import Rooms
from eid_campaign.render.docx_xml import joined
from eid_campaign.render.values import NUMERIC, one_line

PADDING: Final = 1.0
"""Millimetres a cell leaves blank on each side."""
_SLACK: Final = 0.8
"""For printers whose letters are a little wider, and for the lines of the frame."""
_ASKED: Final = 40
"""Cells of a column that are measured in full."""
_WIDEST_TEXT: Final = 60.0
"""A text wider than this takes as many lines as it needs."""
_LONGEST_WORD: Final = 40.0
"""A word wider than this, such as a file's name, may be cut after all."""


@dataclass(frozen=True, eq=False)
class Lane:
    """A column in words: what stands above it, and every cell under it."""

    column: Column
    title: str
    cells: tuple[str, ...]

    @property
    def is_text(self) -> bool:
        """Whether its cells may take more than one line."""
        return self.column.kind is Kind.TEXT

    @cached_property
    def widest(self) -> tuple[str, ...]:
        """The cells that ask for most room, widest first: the others of a long list fit too."""
        cells = {joined(cell) for cell in self.cells}
        return tuple(sorted(cells, key=lambda cell: (-width(cell, 1, bold=True), cell))[:_ASKED])

    @cached_property
    def longest_word(self) -> str:
        """The widest word of all cells."""
        words = {word for cell in self.cells for word in joined(cell).split(" ")}
        return max(sorted(words), key=lambda word: width(word, 1), default="")


@dataclass(frozen=True, slots=True)
class Layout:
    """Lanes that stand side by side in one table, and how."""

    lanes: tuple[Lane, ...]
    across: bool
    size: float
    widths: tuple[float, ...]
    """In millimetres, with their padding."""
    first: int = 0
    """How many parts of the same table stand before it."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """How the page lies, how large letters are, how many lines headings and texts may take."""

    across: bool
    size: float
    heading: int
    text: int
    name: float = 2.5
    """A text no wider than this for each point of its letters, such as a village's name, stays on
    its line."""


# From the best to read to the most crowded; a table takes the first it fits in. An upright page
# with small letters comes before a page that lies down where the text goes on around the table:
# turning the report leaves half of two pages white.
_SHAPES: Final = (
    _Shape(False, 12, 3, 2),
    _Shape(False, 11, 4, 2),
    _Shape(False, 10, 5, 2),
    _Shape(False, 9, 6, 3),
    _Shape(True, 12, 4, 2),
    _Shape(True, 11, 4, 3),
    _Shape(True, 10, 6, 4),
    _Shape(True, 9, 8, 8),
    _Shape(True, 8, 12, 20),
    _Shape(True, 8, 12, 2, 0),
    _Shape(True, 8, 12, 20, 0),
)


def layouts(lanes: Sequence[Lane], rooms: Rooms) -> list[Layout]:
    """Return ``lanes`` in one table, or in as few as they fit in."""
    whole = _fitted(lanes, rooms)
    if whole or len(lanes) < 2:
        return [whole or _forced(lanes, rooms)]
    names, others = lanes[: _naming(lanes)], lanes[_naming(lanes) :]
    parts = _parts(names, others, len(others), rooms)
    # As many in each part as in the others, or the last is left with one.
    parts = _parts(names, others, -(-len(others) // len(parts)), rooms)
    return [
        replace(_fitted(part, rooms) or _forced(part, rooms), first=place)
        for place, part in enumerate(parts)
    ]


def _parts(
    names: Sequence[Lane], others: Sequence[Lane], most: int, rooms: Rooms
) -> list[list[Lane]]:
    """Return ``others`` in parts that fit beside ``names``, at most ``most`` in each."""
    found: list[list[Lane]] = [[*names]]
    for lane in others:
        part = found[-1]
        own = len(part) - len(names)
        if own and (own == most or not _fitted([*part, lane], rooms)):
            found.append([*names])
        found[-1].append(lane)
    return found


def _naming(lanes: Sequence[Lane]) -> int:
    """Return how many leading lanes name a row: a number or a rank, then the first text."""
    for place, lane in enumerate(lanes[:3]):
        if lane.is_text:
            return place + 1
    return 1


def _fitted(lanes: Sequence[Lane], rooms: Rooms) -> Layout | None:
    for shape in _SHAPES:
        too_small = not shape.across and shape.size < rooms.smallest_upright
        if too_small or shape.size > rooms.largest:
            continue
        room = rooms.across if shape.across else rooms.upright
        widths = _widths(lanes, shape)
        if sum(widths) <= room:
            spread = _spread(lanes, widths, shape.size, room)
            return Layout(tuple(lanes), shape.across, shape.size, spread)
    return None


def _forced(lanes: Sequence[Lane], rooms: Rooms) -> Layout:
    """Return a layout as wide as the page for lanes that fit in none: a word is cut."""
    last = _SHAPES[-1]
    widths = _widths(lanes, last)
    share = rooms.across / max(sum(widths), 1)
    return Layout(tuple(lanes), True, last.size, tuple(each * share for each in widths))


def _widths(lanes: Sequence[Lane], shape: _Shape) -> list[float]:
    """Return the widths that ``shape`` asks for."""
    widths: list[float] = []
    for group, members in groupby(lanes, lambda lane: one_line(lane.column.group)):
        run = [_width(lane, shape) for lane in members]
        if group:
            blank = 2 * PADDING + _SLACK
            least = narrowest(group, max(2, shape.heading // 2), shape.size, bold=True) + blank
            run = [each + max(least - sum(run), 0) / len(run) for each in run]
        widths += run
    return widths


def _width(lane: Lane, shape: _Shape) -> float:
    size = shape.size
    title = narrowest(lane.title, shape.heading, size, bold=True)
    if lane.is_text:
        word = min(width(lane.longest_word, size), _LONGEST_WORD)
        cells = max((word, *(_text_room(cell, shape) for cell in lane.widest)))
    else:
        # Bold, because the total stands in the same column.
        cells = _line(lane, size)
    return max(title, cells) + 2 * PADDING + _SLACK


def _line(lane: Lane, size: float) -> float:
    """Return how wide the cells are on one line."""
    return max((width(cell, size, bold=True) for cell in lane.widest[:1]), default=0.0)


def _text_room(cell: str, shape: _Shape) -> float:
    whole = width(cell, shape.size, bold=True)
    if whole <= shape.size * shape.name:
        return whole
    return min(narrowest(cell, shape.text, shape.size), _WIDEST_TEXT)


def _spread(
    lanes: Sequence[Lane], widths: Sequence[float], size: float, room: float
) -> tuple[float, ...]:
    """Return ``widths`` widened to the whole page: texts to one line and headings to two first."""
    missing = [
        max(_wanted(lane, size) - have, 0.0) for lane, have in zip(lanes, widths, strict=True)
    ]
    share = min((room - sum(widths)) / sum(missing), 1.0) if any(missing) else 0.0
    grown = [have + gap * share for have, gap in zip(widths, missing, strict=True)]
    factor = room / max(sum(grown), 1)
    return tuple(each * factor for each in grown)


def _wanted(lane: Lane, size: float) -> float:
    title = narrowest(lane.title, 2, size, bold=True)
    return max(title, _line(lane, size) if lane.is_text else 0.0) + 2 * PADDING + _SLACK


def right_aligned(column: Column) -> bool:
    """Return whether the cells of ``column`` are read digit under digit."""
    return column.kind in NUMERIC and column.kind is not Kind.RANK
