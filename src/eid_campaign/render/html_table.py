"""A table for the page: headings on one or two lines, cells with what they are sorted by."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Final

from eid_campaign.document import Column, Kind, Row, Table
from eid_campaign.render.values import (
    NUMERIC,
    machine,
    noted,
    one_line,
    people_columns,
    shown_row,
)
from eid_campaign.wording import count

_UPRIGHT_COLUMNS: Final = 7
"""Columns that still fit on an upright sheet of A4."""
_DENSE_COLUMNS: Final = 11
"""Columns that fit there in small letters, in the body of a letter, which is not to be turned."""
_CALM_COLUMNS: Final = 14
"""Columns that a sheet on its side bears in letters of the usual size."""
_ON_A_PHONE: Final = 3
"""Columns that a phone shows side by side."""

_SHORT: Final = 20
"""Letters of a text no longer than this, such as a village's name."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading cell over ``span`` columns and ``height`` lines."""

    title: str
    span: int
    height: int
    column: int
    """The place of its column; -1 for the heading of a group, which sorts nothing."""
    kind: str
    edge: bool
    """Whether a group begins here."""
    names_row: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it is read, and the bare value it is sorted by (blank where there is none)."""

    said: str
    raw: str
    kind: str
    names_row: bool
    edge: bool
    short: bool = False
    """Whether it stays on its line wherever there is room."""
    direction: str = ""
    """``up``, ``down`` or ``same`` for a change."""


@dataclass(frozen=True, slots=True)
class TableView:
    """What the template draws."""

    anchor: str
    title: str
    caption: str
    """What the table is called where its title is not shown."""
    headings: tuple[tuple[Heading, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...]
    width: int
    notes: tuple[str, ...]
    in_body: bool = False
    """Whether the text of a letter goes on around it."""
    kind: str = "table"

    @property
    def sortable(self) -> bool:
        """Whether an order can be chosen."""
        return len(self.rows) > 1

    @property
    def wide(self) -> bool:
        """Whether it is printed on a sheet on its side."""
        return self.width > (_DENSE_COLUMNS if self.in_body else _UPRIGHT_COLUMNS)

    @property
    def dense(self) -> bool:
        """Whether it is printed upright, in small letters."""
        return self.width > _UPRIGHT_COLUMNS and not self.wide

    @property
    def crowded(self) -> bool:
        """Whether it is printed in small letters, too."""
        return self.width > _CALM_COLUMNS

    @property
    def scrolls(self) -> bool:
        """Whether a phone may have to scroll it, which the keyboard has to reach."""
        return self.width > _ON_A_PHONE


def table_view(
    table: Table, anchor: str, title: str, caption: str, *, in_body: bool = False
) -> TableView:
    """Return ``table`` as it is drawn; ``in_body``: the text of a letter goes on around it."""
    columns = people_columns(table)
    edges = tuple(
        place > 0 and column.group != columns[place - 1].group
        for place, column in enumerate(columns)
    )
    total = table.total
    return TableView(
        anchor,
        title,
        caption,
        headings=_headings(columns, edges),
        rows=tuple(_cells(columns, edges, row) for row in table.rows),
        total=_cells(columns, edges, total, total=True) if total is not None else (),
        width=len(columns),
        notes=noted(table.notes),
        in_body=in_body,
    )


def _headings(
    columns: tuple[Column, ...], edges: tuple[bool, ...]
) -> tuple[tuple[Heading, ...], ...]:
    """Return the line of headings, or groups above and their columns below."""
    height = 2 if any(column.group for column in columns) else 1
    above: list[Heading] = []
    below: list[Heading] = []
    naming = _naming(columns)
    for group, run in groupby(enumerate(columns), lambda placed: placed[1].group):
        members = list(run)
        first = members[0][0]
        if group:
            above.append(Heading(one_line(group), len(members), 1, -1, "group", edges[first]))
        line, lines = (below, 1) if group else (above, height)
        line += [
            Heading(
                one_line(column.title), 1, lines, place, column.kind, edges[place], place == naming
            )
            for place, column in members
        ]
    return tuple(tuple(line) for line in (above, below) if line)


def _cells(
    columns: tuple[Column, ...], edges: tuple[bool, ...], row: Row, *, total: bool = False
) -> tuple[Cell, ...]:
    naming = _naming(columns)
    return tuple(
        _cell(column, row, said, names_row=place == naming, edge=edges[place])
        for place, (column, said) in enumerate(
            zip(columns, shown_row(columns, row, total=total), strict=True)
        )
    )


def _cell(column: Column, row: Row, said: str, *, names_row: bool, edge: bool) -> Cell:
    value = machine(row.get(column.id), column.kind)
    is_sorted_by_value = value is not None and column.kind is not Kind.TEXT
    direction = ""
    if column.kind is Kind.CHANGE and isinstance(value, int):
        direction = "up" if value > 0 else "down" if value < 0 else "same"
        said = count(abs(value))  # the page draws the sign apart, with a word to be heard
    raw = str(value) if is_sorted_by_value else ""
    return Cell(said, raw, column.kind, names_row, edge, len(said) <= _SHORT, direction)


def _naming(columns: tuple[Column, ...]) -> int:
    """Return the place of the column that names a row: the first that holds no number."""
    for place, column in enumerate(columns):
        if column.kind not in NUMERIC:
            return place
    return 0
