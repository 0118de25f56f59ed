"""The rows below a heading, taken apart into columns once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

from eid_campaign.intake.sheets import Cell, Sheet

FindOdd = Callable[[set[Cell]], set[Cell]]


class Body:
    """Columns of rows that are equally long, each with its distinct cells.

    A hundred thousand rows are far apart in memory: they are walked through once, for all
    columns together, because going back to them for each column costs more than any question.
    """

    def __init__(self, rows: Sequence[Sequence[Cell]]) -> None:
        self._width = len(rows[0]) if rows else 1
        self.height = len(rows)
        self._cells = list(chain.from_iterable(rows))
        self._columns: dict[int, list[Cell]] = {}
        self._distinct: dict[int, set[Cell]] = {}
        self._odd: dict[tuple[int, FindOdd], set[Cell]] = {}

    def column(self, index: int) -> list[Cell]:
        """Return the cells of a 0-based column; nobody may change the list."""
        if index not in self._columns:
            self._columns[index] = self._cells[index :: self._width]
        return self._columns[index]

    def distinct(self, index: int) -> set[Cell]:
        """Return the distinct cells of a column; nobody may change the set."""
        if index not in self._distinct:
            cells = self.column(index)
            firsts: dict[Cell, Cell] = {}
            alike = list(map(firsts.setdefault, cells, cells))
            if all(isinstance(cell, str) for cell in firsts):  # 1 and True are not alike
                # Each text once: whoever walks along the column again finds it near.
                self._columns[index] = alike
            self._distinct[index] = set(firsts)
        return self._distinct[index]

    def odd(self, index: int, find: FindOdd) -> set[Cell]:
        """Return the distinct cells of a column that ``find`` calls odd, asked once."""
        if (index, find) not in self._odd:
            self._odd[index, find] = find(self.distinct(index))
        return self._odd[index, find]


class Taker:
    """Takes the cells of a column for the rows of people."""

    def __init__(self, sheet: Sheet, body: Body, start: int, rows: list[int]) -> None:
        """``body`` begins at row ``start`` of the sheet; ``rows`` are the people's."""
        self._sheet = sheet
        self._body = body
        self._start = start
        self._all = rows == list(range(start, start + body.height))
        self.places = rows

    def one(self, index: int | None) -> list[Cell]:
        """Return a column's cells; blanks where there is no such column."""
        if index is None:
            return [""] * len(self.places)
        column = self._body.column(index)
        if self._all:
            return column
        return [column[row - self._start] for row in self.places]

    def distinct(self, index: int | None) -> set[Cell]:
        """Return the distinct cells of :meth:`one`."""
        if index is not None and self._all:
            return self._body.distinct(index)
        return set(self.one(index))

    def odd(self, index: int, find: FindOdd) -> set[Cell]:
        """Return the distinct cells of :meth:`one` that ``find`` calls odd."""
        return self._body.odd(index, find) if self._all else find(self.distinct(index))

    def filled_down(self, index: int) -> list[Cell]:
        """Return a column with each vertical merge's value on all of its rows."""
        cells = self.one(index)
        spans = {
            row: merge.top
            for merge in self._sheet.merges
            if merge.left <= index <= merge.right and merge.bottom > merge.top
            for row in range(merge.top + 1, merge.bottom + 1)
        }
        if not spans:
            return cells
        return [
            self._sheet.rows[spans[row]][index] if cell == "" and row in spans else cell
            for row, cell in zip(self.places, cells, strict=True)
        ]
