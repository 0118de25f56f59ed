"""Which cell of a sheet a problem is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from eid_campaign.campaign.problems import Problem
from eid_campaign.intake.reading import SheetUnderstanding, TableFound
from eid_campaign.intake.sheets import Cell, Sheet

COLUMNS_OF = {
    "birth_date": (
        "birth_date",
        "birth_year",
        "birth_of_male",
        "birth_of_female",
        "birth_day",
        "birth_month",
    ),
    "full_name": ("full_name", "family_name", "given_name"),
    "sex": ("sex", "male", "female", "birth_of_male", "birth_of_female"),
    "stage": ("state", "level", "stage_tick"),
    "village": ("village", "address", "address_now"),
    "note": ("note", "reason"),
}
"""Where a field of ours can stand, the best first; other fields stand in a column of their own."""


LARGEST_MERGE, MOST_COVERED = 10_000, 2_000_000
"""Cells of a merge, and of all merges, that are looked at."""


class Place(NamedTuple):
    """A cell, 0-based."""

    sheet: str
    row: int
    column: int


class Places:
    """The sheets of a book as they were understood."""

    def __init__(self, sheets: Iterable[Sheet], understood: Iterable[SheetUnderstanding]) -> None:
        self._sheets = {sheet.name: sheet for sheet in sheets}
        self._tables = {u.sheet: u.tables for u in understood if u.tables}
        self._covered = {name: _covered(sheet) for name, sheet in self._sheets.items()}

    def sheet_of(self, problem: Problem) -> Sheet | None:
        """Return the sheet a problem is about; of the whole file: the first list."""
        name = problem.sheet
        if not name and name not in self._tables:
            name = next(iter(self._tables), name)
        return self._sheets.get(name)

    def tables(self, sheet: Sheet) -> tuple[TableFound, ...]:
        """Return the tables found in ``sheet``, from top to bottom."""
        return self._tables.get(sheet.name, ())

    def cell(self, sheet: Sheet, row: int, column: int) -> Cell:
        """Return what stands at a place; blank beyond the sheet."""
        inside = row < len(sheet.rows) and column < len(sheet.rows[row])
        return sheet.rows[row][column] if inside else ""

    def column_of(self, sheet: Sheet, row: int, field: str) -> int | None:
        """Return the column in which ``field`` stands, or should stand, for the 0-based ``row``."""
        table = self._table_over(sheet, row)
        if table is None or not field:
            return None
        found = [
            column.index
            for wanted in COLUMNS_OF.get(field, (field,))
            for column in table.columns
            if column.field == wanted
        ]
        filled = [index for index in found if self.cell(sheet, row, index) != ""]
        return next(iter(filled or found), None)

    def title_of(self, sheet: Sheet, column: int) -> str:
        """Return the heading of a column."""
        found = (c for table in self.tables(sheet) for c in table.columns if c.index == column)
        return next((c.title for c in found), "")

    def of_problem(self, problem: Problem) -> list[Place]:
        """Return the cells a problem is about; none for a sheet that is not in the book."""
        sheet = self.sheet_of(problem)
        if sheet is None:
            return []
        row = problem.row - 1
        if row < 0:
            return [self._heading(sheet, problem.field)]
        exact = {"formula_without_value": sheet.uncached, "cell_error": sheet.errors}
        places = [at for at in exact.get(problem.kind, ()) if at[0] == row]
        if not places:
            column = self.column_of(sheet, row, problem.field)
            places = [(row, self._first_filled(sheet, row) if column is None else column)]
        return [self._anchored(sheet, *place) for place in places]

    def _table_over(self, sheet: Sheet, row: int) -> TableFound | None:
        over = [table for table in self.tables(sheet) if table.heading_first <= row]
        return over[-1] if over else next(iter(self.tables(sheet)), None)

    def _heading(self, sheet: Sheet, field: str) -> Place:
        tables = self.tables(sheet)
        if not tables:
            return self._anchored(sheet, 0, self._first_filled(sheet, 0))
        table = next(
            (t for t in tables if self.column_of(sheet, t.heading_first, field) is not None),
            tables[0],
        )
        column = self.column_of(sheet, table.heading_first, field)
        if column is None:
            column = table.columns[0].index
        lines = range(table.heading_last, table.heading_first - 1, -1)
        row = next((line for line in lines if self.cell(sheet, line, column) != ""), lines[-1])
        return self._anchored(sheet, row, column)

    def _first_filled(self, sheet: Sheet, row: int) -> int:
        table = self._table_over(sheet, row)
        columns: Sequence[int] = [column.index for column in table.columns] if table else ()
        cells = sheet.rows[row] if row < len(sheet.rows) else []
        everywhere = range(len(cells))
        return next((at for at in (*columns, *everywhere) if self.cell(sheet, row, at) != ""), 0)

    def _anchored(self, sheet: Sheet, row: int, column: int) -> Place:
        # A merged range has one cell: a comment on any other is never seen.
        row, column = self._covered[sheet.name].get((row, column), (row, column))
        return Place(sheet.name, row, column)


def _covered(sheet: Sheet) -> dict[tuple[int, int], tuple[int, int]]:
    width = max(map(len, sheet.rows), default=0)
    covered: dict[tuple[int, int], tuple[int, int]] = {}
    for merge in sheet.merges:
        rows = range(merge.top, min(merge.bottom + 1, len(sheet.rows)))
        columns = range(merge.left, min(merge.right + 1, width))
        if len(rows) * len(columns) > LARGEST_MERGE:
            continue
        covered.update(
            ((row, column), (merge.top, merge.left)) for row in rows for column in columns
        )
        if len(covered) > MOST_COVERED:
            break  # nobody's list: a mark may then stand where it is not seen
    return covered
