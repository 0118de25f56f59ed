"""A table that is told cell by cell, with spans: html, docx and Excel's XML become rows."""

from __future__ import annotations

from eid_campaign.intake.sheets_model import Cell, Merge, Sheet, squared
from eid_campaign.intake.sheets_package import stray_cell

FREE_CELLS = 2_000_000
"""Blank cells a sheet may have beside its written ones."""
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384


class Grid:
    """Rows under construction. A cell that spans rows pushes the cells below it to the right."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._rows: list[list[Cell]] = []
        self._merges: list[Merge] = []
        self._covered_to: dict[int, int] = {}
        self._written = 0
        self._width = 0

    @property
    def height(self) -> int:
        """Rows so far."""
        return len(self._rows)

    def new_row(self, at: int | None = None) -> None:
        """Begin the next row, or row ``at`` (0-based), with blank rows before it."""
        target = len(self._rows) if at is None else max(at, len(self._rows))
        if target >= MOST_ROWS or (target - len(self._rows)) > FREE_CELLS // 10:
            raise stray_cell(self._file)
        while len(self._rows) <= target:
            self._rows.append([])

    def put(self, value: Cell, across: int = 1, down: int = 1, at: int | None = None) -> None:
        """Write the next free cell of the row, or column ``at``, spanning ``across`` and down."""
        if not self._rows:
            self.new_row()
        current = len(self._rows) - 1
        row = self._rows[current]
        column = len(row) if at is None else max(at, len(row))
        while self._covered_to.get(column, -1) >= current:
            column += 1
        across, down = max(across, 1), max(down, 1)
        if column + across > MOST_COLUMNS:
            raise stray_cell(self._file)
        row.extend([""] * (column - len(row)))
        row.append(value)
        row.extend([""] * (across - 1))
        self._written += 1
        self._width = max(self._width, len(row))
        if len(self._rows) * self._width > FREE_CELLS + 4 * self._written:
            raise stray_cell(self._file)
        if across > 1 or down > 1:
            self._merges.append(Merge(current, column, current + down - 1, column + across - 1))
            self._covered_to.update(
                dict.fromkeys(range(column, column + across), current + down - 1)
            )

    def widen(self, row: int, column: int) -> None:
        """Say that the cell at ``row``, ``column`` reaches down to the row being written."""
        for index, merge in enumerate(self._merges):
            if (merge.top, merge.left) == (row, column):
                self._merges[index] = Merge(row, column, self.height - 1, merge.right)
                return
        self._merges.append(Merge(row, column, self.height - 1, column))

    def sheet(self, name: str, *, hidden_rows: frozenset[int] = frozenset()) -> Sheet:
        """Return the finished sheet; spans are cut to the rows there are."""
        rows = squared(self._rows)
        last = len(rows) - 1
        merges = tuple(
            Merge(merge.top, merge.left, min(merge.bottom, last), merge.right)
            for merge in self._merges
            if merge.top <= last
        )
        return Sheet(name, rows, merges, hidden_rows=hidden_rows)
