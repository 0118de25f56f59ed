"""The counts of the appendix, settled by what must be equal in it.

Row: level 1 + level 2 not activated = the activation target. Column: the units add up to the
printed total, except the level-2 target's total, which the plan prints before rounding (20.549
while its rows add up to 20.551). A damaged cell is mended only where these prove the repair.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from eid_campaign.campaign.errors import InputRefused
from eid_campaign.campaign.problems import Problem, Severity
from eid_campaign.intake.cells import CountCell, clean_count
from eid_campaign.intake.sheets import Sheet
from eid_campaign.wording import N_

ROUNDED = "target_level2"
"""The field whose printed total is taken before its rows are rounded up."""


@dataclass(frozen=True, slots=True)
class CountTable:
    """Which fields a table counts and where they stand."""

    file: str
    sheet: str
    fields: tuple[str, ...]
    titles: Mapping[int, str]
    places: Mapping[str, int]


@dataclass(slots=True)
class SettledCounts:
    """A count for every field of every unit; the printed total where there is one."""

    units: list[dict[str, int]]
    total: dict[str, int] | None
    problems: list[Problem] = field(default_factory=list)


class _Grid:
    """The cells as read, and the count each of them has been settled to."""

    def __init__(self, table: CountTable, sheet: Sheet, rows: Sequence[int]) -> None:
        self.table = table
        self.rows = list(rows)
        self.cells: dict[tuple[int, str], CountCell] = {}
        self.values: dict[tuple[int, str], int | None] = {}
        for row in rows:
            for name in table.fields:
                cell = clean_count(sheet.rows[row][table.places[name]])
                self.cells[row, name] = cell
                self.values[row, name] = cell.value

    def choices(self, row: int, name: str) -> list[int]:
        cell = self.cells[row, name]
        first = [cell.value] if cell.value is not None else []
        return [*first, *cell.alternatives]

    def open(self, row: int, name: str) -> bool:
        return len(self.choices(row, name)) > 1 or self.values[row, name] is None


def settle_counts(
    table: CountTable, sheet: Sheet, units: Sequence[int], total: int | None
) -> SettledCounts:
    """Return the counts of the 0-based rows ``units`` and ``total``, with every repair listed.

    Raises InputRefused, naming the cell, where a count cannot be read or an identity fails.
    """
    rows = [*units] + ([total] if total is not None else [])
    grid = _Grid(table, sheet, rows)
    for row in rows:
        _by_row(grid, row)
    if total is not None:
        for name in table.fields:
            _by_column(grid, name, units, total)
    _blanks(grid)
    for row in rows:
        _check_row(grid, row, units, total)
    problems = _repairs(grid)
    if total is not None:
        for name in table.fields:
            problems += _check_column(grid, name, units, total)
    return SettledCounts(
        [_values(grid, row) for row in units],
        _values(grid, total) if total is not None else None,
        problems,
    )


def _values(grid: _Grid, row: int) -> dict[str, int]:
    return {name: grid.values[row, name] or 0 for name in grid.table.fields}


def _parts(grid: _Grid) -> bool:
    return "target_activation" in grid.table.fields


def _by_row(grid: _Grid, row: int) -> None:
    """Choose the reading that makes M1 + M2 not activated the activation target."""
    if not _parts(grid):
        return
    names = ("l1_approved", "l2_approved", "target_activation")
    fitting = [
        (first, second, third)
        for first in grid.choices(row, names[0])
        for second in grid.choices(row, names[1])
        for third in grid.choices(row, names[2])
        if first + second == third
    ]
    as_read = tuple(grid.values[row, name] for name in names)
    if fitting and as_read not in fitting:
        nearest = min(fitting, key=lambda f: sum(a != b for a, b in zip(f, as_read, strict=True)))
        for name, value in zip(names, nearest, strict=True):
            grid.values[row, name] = value


def _by_column(grid: _Grid, name: str, units: Sequence[int], total: int) -> None:
    """Choose readings of doubtful cells that make the column add up to its printed total."""
    slack = len(units) if name == ROUNDED else 0
    known = sum(grid.values[row, name] or 0 for row in units)
    targets = [value for value in [grid.values[total, name]] if value is not None]
    targets += [value for value in grid.choices(total, name) if value not in targets]
    for target in targets:
        if 0 <= known - target <= slack:
            grid.values[total, name] = target
            return
    doubtful = [row for row in units if grid.open(row, name) and not _proved(grid, row, name)]
    for target in targets:
        changes = _changes(grid, name, doubtful, target - known, slack)
        if changes is not None:
            grid.values.update({(row, name): value for row, value in changes.items()})
            grid.values[total, name] = target
            return


def _proved(grid: _Grid, row: int, name: str) -> bool:
    """Whether the row's own identity already proves the cell."""
    if not _parts(grid) or name not in ("l1_approved", "l2_approved", "target_activation"):
        return False
    first, second = grid.values[row, "l1_approved"], grid.values[row, "l2_approved"]
    if first is None or second is None:
        return False
    return first + second == grid.values[row, "target_activation"]


def _changes(
    grid: _Grid, name: str, rows: Sequence[int], missing: int, slack: int
) -> dict[int, int] | None:
    """Return the one smallest set of other readings that adds ``missing``; None where none or two.

    Sums are built up reading by reading: at most 20 doubtful cells are tried.
    """
    reached: dict[int, list[dict[int, int]]] = {0: [{}]}
    for row in rows[:20]:
        now = grid.values[row, name] or 0
        for gained, ways in list(reached.items()):
            for value in grid.choices(row, name):
                if value != now:
                    for way in ways[:2]:
                        more = reached.setdefault(gained + value - now, [])
                        if len(more) < 4:
                            more.append({**way, row: value})
    fitting = [
        way for gained, ways in reached.items() if 0 <= gained - missing <= slack for way in ways
    ]
    if not fitting:
        return None
    fewest = min(map(len, fitting))
    best = [way for way in fitting if len(way) == fewest]
    return best[0] if len(best) == 1 else None


def _blanks(grid: _Grid) -> None:
    """A blank is 0 once nothing contradicts it; a cell nobody can read refuses the file."""
    for (row, name), value in grid.values.items():
        if value is not None:
            continue
        cell = grid.cells[row, name]
        if cell.kind:
            raise _refused(
                grid, row, name, N_("{file}, row {row}, column “{heading}”: no count can be read.")
            )
        grid.values[row, name] = 0


def _check_row(grid: _Grid, row: int, units: Sequence[int], total: int | None) -> None:
    if not _parts(grid):
        return
    first = grid.values[row, "l1_approved"] or 0
    second = grid.values[row, "l2_approved"] or 0
    third = grid.values[row, "target_activation"] or 0
    if first + second == third:
        return
    name, expected = "target_activation", first + second
    if total is not None:
        for part, other in (("l1_approved", second), ("l2_approved", first)):
            if _column_gap(grid, part, units, total):
                name, expected = part, third - other
    raise _refused(
        grid,
        row,
        name,
        N_(
            "{file}, sheet {sheet}, row {row}, column “{heading}”: {found} stands there, but level "
            "1 + level 2 not activated and the activation target ask for {expected}."
        ),
        found=grid.values[row, name],
        expected=expected,
    )


def _column_gap(grid: _Grid, name: str, units: Sequence[int], total: int) -> int:
    return sum(grid.values[row, name] or 0 for row in units) - (grid.values[total, name] or 0)


def _check_column(grid: _Grid, name: str, units: Sequence[int], total: int) -> list[Problem]:
    gap = _column_gap(grid, name, units, total)
    printed = grid.values[total, name] or 0
    if gap == 0:
        return []
    if name == ROUNDED and 0 < gap < len(units):
        values = {"printed": printed, "sum": printed + gap, "heading": _title(grid, name)}
        table = grid.table
        kind = "printed_total_differs"
        return [Problem(kind, Severity.INFO, table.file, table.sheet, total + 1, name, values)]
    raise _refused(
        grid,
        total,
        name,
        N_(
            "{file}, sheet {sheet}, row {row}, column “{heading}”: the total is printed as "
            "{found}, but the rows above add up to {expected}."
        ),
        found=printed,
        expected=printed + gap,
    )


def _repairs(grid: _Grid) -> list[Problem]:
    problems = []
    for (row, name), value in grid.values.items():
        cell = grid.cells[row, name]
        kind = cell.kind
        if value != cell.value:
            kind = "count_blank_is_zero" if not value else "count_settled_by_totals"
        elif cell.severity is not Severity.REPAIR:
            continue
        table = grid.table
        values = {"heading": _title(grid, name), "value": value}
        severity = Severity.INFO if kind == "count_blank_is_zero" else Severity.REPAIR
        problems.append(Problem(kind, severity, table.file, table.sheet, row + 1, name, values))
    return problems


def _title(grid: _Grid, name: str) -> str:
    return grid.table.titles.get(grid.table.places[name], name)


def _refused(grid: _Grid, row: int, name: str, message: str, **values: object) -> InputRefused:
    return InputRefused(
        message,
        N_("Correct that cell, or the ones it is computed from, and import the file again."),
        file=grid.table.file,
        sheet=grid.table.sheet or "1",
        row=row + 1,
        heading=_title(grid, name),
        **values,
    )
