"""Where a table goes on a screen of a given width, so that no figure is ever cut.

A wide table is first narrowed by wrapping headings and texts on words; when that is not enough
its columns are split into panels, each beginning with the columns that name the row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from eid_campaign.document import Kind, Row, Table
from eid_campaign.render.values import NUMERIC, one_line, people_columns, shown_row
from eid_campaign.render.wrapping import narrowest

GAP: Final = 2
"""Blanks between two columns."""
_SHORT: Final = 20
"""A text no longer than this, such as a village's name, stays on its line if at all possible."""


class Lane(NamedTuple):
    """A column of a table in words: what stands above it, its cells, its total."""

    title: str
    group: str
    numeric: bool
    cells: tuple[str, ...]
    total: str
    date: bool = False

    @property
    def entries(self) -> tuple[str, ...]:
        """The cells with the total."""
        return (*self.cells, self.total)


class Panel(NamedTuple):
    """Lanes side by side, each with its width; together at most as wide as the screen."""

    lanes: tuple[Lane, ...]
    widths: tuple[int, ...]

    @property
    def width(self) -> int:
        """The width of all lanes with the gaps between them."""
        return sum(self.widths) + GAP * (len(self.widths) - 1)

    def spans(self) -> list[tuple[str, int]]:
        """Return the group over each run of neighbouring lanes, and how wide the run is."""
        runs = []
        for group, members in groupby(zip(self.lanes, self.widths, strict=True), _group):
            widths = [width for _lane, width in members]
            runs.append((group, sum(widths) + GAP * (len(widths) - 1)))
        return runs


class _Shape(NamedTuple):
    """How many lines a heading and a text may take."""

    heading: int
    text: int


# From the calmest to the most crowded; a table takes the first that fits. Headings wrap before
# texts do: a heading of five lines is read once, a village on two lines doubles every row.
_CALM = _Shape(2, 1)
_READABLE = (_Shape(1, 1), _CALM, _Shape(3, 1), _Shape(4, 1), _Shape(5, 1), _Shape(3, 2))
_SHAPES = (*_READABLE, _Shape(4, 2), _Shape(4, 4))
_LAST = _Shape(5, 12)


def lanes_of(table: Table) -> tuple[Lane, ...]:
    """Return what a person is shown of ``table``, column by column."""
    columns = people_columns(table)
    rows: list[Row] = list(table.rows)
    cells = [shown_row(columns, row) for row in rows]
    total = shown_row(columns, table.total, total=True) if table.total is not None else None
    return tuple(
        Lane(
            one_line(column.title),
            one_line(column.group),
            column.kind in NUMERIC,
            tuple(row[place] for row in cells),
            total[place] if total else "",
            column.kind is Kind.DATE,
        )
        for place, column in enumerate(columns)
    )


def panels(lanes: Sequence[Lane], width: int) -> list[Panel]:
    """Return ``lanes`` in as few panels of at most ``width`` as a reader can bear.

    Only a screen narrower than one row name and one column gets a panel wider than itself.
    """
    whole = _fitted(lanes, width, _SHAPES)
    if whole:
        return [whole]
    names = _naming(lanes)
    found: list[Panel] = []
    current: list[Lane] = []
    for part in _parts(lanes[names:], lanes[:names], width):
        trial = [*current, *part]
        if current and not _fitted([*lanes[:names], *trial], width, _READABLE):
            found.append(_panel(lanes[:names], current, width))
            trial = list(part)
        current = trial
    return [*found, _panel(lanes[:names], current, width)]


def fits_calmly(lanes: Sequence[Lane], width: int) -> bool:
    """Return whether ``lanes`` fit with headings of two lines and texts of one."""
    return _fitted(lanes, width, (_CALM,)) is not None


def _panel(names: Sequence[Lane], others: Sequence[Lane], width: int) -> Panel:
    lanes = [*names, *others]
    return _fitted(lanes, width, (*_SHAPES, _LAST)) or Panel(tuple(lanes), _widths(lanes, _LAST))


def _naming(lanes: Sequence[Lane]) -> int:
    """Return how many leading lanes name a row: a number or a rank, then the first text."""
    for place, lane in enumerate(lanes[:2]):
        if not lane.numeric:
            return place + 1
    return min(1, len(lanes) - 1)


def _parts(lanes: Iterable[Lane], names: Sequence[Lane], width: int) -> list[tuple[Lane, ...]]:
    """Return runs of one group that fit beside the names; a longer run is taken apart."""
    parts: list[tuple[Lane, ...]] = []
    for group, members in groupby(lanes, lambda lane: lane.group):
        run = tuple(members)
        if group and _fitted([*names, *run], width, _READABLE):
            parts.append(run)
        else:
            parts.extend((lane,) for lane in run)
    return parts


def _fitted(lanes: Sequence[Lane], width: int, shapes: Iterable[_Shape]) -> Panel | None:
    for shape in shapes:
        panel = Panel(tuple(lanes), _widths(lanes, shape))
        if panel.width <= width:
            return _eased(panel, width) if shape.text > 1 else panel
    return None


def _eased(panel: Panel, width: int) -> Panel:
    """Return ``panel`` with the room that is left given to its wrapped texts, a column at a time
    to the one that takes most lines.
    """
    longest = [max(map(len, lane.entries), default=0) for lane in panel.lanes]
    widths = list(panel.widths)
    for _blank in range(width - panel.width):
        wrapped = [
            place
            for place, lane in enumerate(panel.lanes)
            if not lane.numeric and not lane.date and widths[place] < longest[place]
        ]
        if not wrapped:
            break
        neediest = max(wrapped, key=lambda place: longest[place] / widths[place])
        widths[neediest] += 1
    return Panel(panel.lanes, tuple(widths))


def _widths(lanes: Sequence[Lane], shape: _Shape) -> tuple[int, ...]:
    widths: list[int] = []
    for group, members in groupby(lanes, lambda lane: lane.group):
        run = [_width(lane, shape) for lane in members]
        missing = narrowest(group, max(2, shape.heading - 1)) - sum(run) - GAP * (len(run) - 1)
        # The last column of a group makes room for a group heading longer than its columns.
        widths += [*run[:-1], run[-1] + max(missing, 0)]
    return tuple(widths)


def _width(lane: Lane, shape: _Shape) -> int:
    entries = max(map(len, lane.entries), default=0)
    if not lane.numeric and not lane.date and (entries > _SHORT or shape is _LAST):
        entries = max(narrowest(entry, shape.text) for entry in set(lane.entries))
    return max(narrowest(lane.title, shape.heading), entries, 1)


def _group(member: tuple[Lane, int]) -> str:
    return member[0].group
