"""From problems to marks: where each cell is, what its comment says, what is proposed for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from eid_campaign.campaign.problems import Problem, Severity
from eid_campaign.intake.handed_back import MARKED_ROWS, MARKER
from eid_campaign.intake.reading import AppendixReading, Request, RosterReading
from eid_campaign.intake.sheets import Book, Sheet
from eid_campaign.repairing.marks import COLOURS, Beside, Mark, SheetMarks
from eid_campaign.repairing.places import Place, Places
from eid_campaign.repairing.proposals import Seen, choices, proposed, swapped_days
from eid_campaign.reports.problem_words import SEVERITIES, field_said, problem_said
from eid_campaign.wording import N_, _

REFUSED_SAID = N_("Nothing of this row was taken in.")
PROPOSED_SAID = N_("A proposal stands in column {column}: copy it into this cell if it is right.")
CHOICES_SAID = N_("Write one of: {names}.")
LONGEST_TITLE = 60
MOST_MENDED_SAID = 2000
"""Excel needs minutes for a hundred thousand comments; the other mended cells are only green."""
SWAPPED = "birth_days_swapped"
_WORST_FIRST = list(COLOURS)


@dataclass(slots=True)
class _Cell:
    """What was found about one cell."""

    problems: list[Problem] = field(default_factory=list)
    field: str = ""
    proposal: str = ""
    choices: tuple[str, ...] = ()
    """Names of which one is meant: a cell holding all of them would be read as a new name."""


def found_marks(
    book: Book,
    reading: RosterReading | AppendixReading,
    problems: Iterable[Problem],
    request: Request,
) -> dict[str, SheetMarks]:
    """Return what to put on each sheet, by its name; nothing for sheets without a problem."""
    places = Places(book.sheets, reading.sheets)
    rows = _Rows(reading, request)
    cells: dict[Place, _Cell] = {}
    for problem in problems:
        sheet = places.sheet_of(problem)
        if problem.severity not in COLOURS or sheet is None:
            continue
        for place in places.of_problem(problem):
            cell = cells.setdefault(place, _Cell())
            cell.problems.append(problem)
            if problem.severity is Severity.REPAIR or not problem.row or cell.proposal:
                continue
            seen = rows.seen(places, sheet, place, problem)
            cell.proposal, cell.field = proposed(problem.kind, seen), problem.field
            cell.choices = cell.choices or choices(problem.kind, seen)
        if problem.kind == SWAPPED:
            _add_swapped(cells, places, sheet, problem)
    return {
        sheet.name: _on_sheet(sheet, places, here)
        for sheet in book.sheets
        if (here := {place: cell for place, cell in cells.items() if place.sheet == sheet.name})
    }


class _Rows:
    """What the reading says of a row."""

    def __init__(self, reading: RosterReading | AppendixReading, request: Request) -> None:
        self._latest: date = reading.as_of or request.today
        self._request = request
        self._facts: dict[tuple[str, int], tuple[str, str, str, str]] = {}
        self._villages: dict[str, set[str]] = {c: set(v) for c, v in request.villages.items()}
        if isinstance(reading, RosterReading):
            self._take(reading)

    def _take(self, reading: RosterReading) -> None:
        wanted = {(problem.sheet, problem.row) for problem in reading.problems}
        people = reading.people
        names = ("sheet", "row", "citizen_id", "sex", "birth_date", "commune", "village")
        for sheet, row, *facts, village in zip(*(people[n].tolist() for n in names), strict=True):
            if village:
                self._villages.setdefault(facts[3], set()).add(village)
            if (sheet, row) in wanted:
                self._facts[sheet, row] = (facts[0], facts[1], facts[2], facts[3])

    def seen(self, places: Places, sheet: Sheet, place: Place, problem: Problem) -> Seen:
        """Return a doubtful cell with what is known of its row."""
        nothing = ("", "", "", "")
        number, sex, birth, commune = self._facts.get((sheet.name, problem.row), nothing)
        own = commune or self._request.commune or self._request.default_commune
        # Where a field has no column its problem stands on another cell of the row.
        has_column = places.column_of(sheet, place.row, problem.field) is not None
        return Seen(
            cell=places.cell(sheet, place.row, place.column) if has_column else "",
            latest=self._latest,
            citizen_id=number,
            sex=sex,
            birth_date=birth,
            villages=tuple(self._villages.get(own, ())),
            communes=self._request.communes,
        )


def _add_swapped(cells: dict[Place, _Cell], places: Places, sheet: Sheet, problem: Problem) -> None:
    """Mark each date that the swap would change, with the date as it was meant."""
    tables = places.tables(sheet)
    ends = [table.heading_first for table in tables[1:]] + [len(sheet.rows)]
    for table, end in zip(tables, ends, strict=True):
        column = places.column_of(sheet, table.heading_first, problem.field)
        if column is None:
            continue
        below = range(table.heading_last + 1, end)
        for row, text in swapped_days({r: places.cell(sheet, r, column) for r in below}).items():
            cell = cells.setdefault(Place(sheet.name, row, column), _Cell())
            cell.problems.append(problem)
            cell.proposal, cell.field = text, problem.field


def _on_sheet(sheet: Sheet, places: Places, cells: Mapping[Place, _Cell]) -> SheetMarks:
    columns = _proposal_columns(sheet, places, cells)
    beside = [
        Beside(place.row, columns[cell.field][0], cell.proposal)
        for place, cell in cells.items()
        if cell.proposal
    ]
    for column, title in columns.values():
        heading = f"{MARKER}: {title[:LONGEST_TITLE]}"
        rows = _heading_rows(sheet, places, {b.row for b in beside if b.column == column})
        beside += [Beside(row, column, heading, heading=True) for row in rows]
    marks = []
    mended = 0
    for place, cell in cells.items():
        severity = min((p.severity for p in cell.problems), key=_WORST_FIRST.index)
        beside_at = columns[cell.field][0] if cell.proposal else None
        mended += severity is Severity.REPAIR
        silent = severity is Severity.REPAIR and mended > MOST_MENDED_SAID
        comment = "" if silent else _comment(cell, beside_at)
        marks.append(Mark(place.row, place.column, severity, comment))
    return SheetMarks(tuple(marks), tuple(beside))


def _proposal_columns(
    sheet: Sheet, places: Places, cells: Mapping[Place, _Cell]
) -> dict[str, tuple[int, str]]:
    """Return column and title for each field with proposals, to the right of everything."""
    first: dict[str, Place] = {}
    for place, cell in sorted(cells.items()):
        if cell.proposal:
            first.setdefault(cell.field, place)
    rows = {place.row for place in cells} | {t.heading_first for t in places.tables(sheet)}
    free = _first_free_column(sheet, rows)
    found: dict[str, tuple[int, str]] = {}
    for field_name, place in sorted(first.items(), key=lambda pair: pair[1].column):
        own = places.column_of(sheet, place.row, field_name)
        title = places.title_of(sheet, own) if own is not None else ""
        found[field_name] = (free + len(found), title or field_said(field_name))
    return found


def _first_free_column(sheet: Sheet, rows: Iterable[int]) -> int:
    """Return a column beyond every value, an empty one between, and beyond merges of ``rows``."""
    last = max((at for cells in sheet.rows for at in _last_filled(cells)), default=0)
    wanted = sorted(rows)
    reach = (m.right for m in sheet.merges if any(m.top <= row <= m.bottom for row in wanted))
    return max(last, *reach, 0) + 2


def _last_filled(cells: Sequence[object]) -> Iterator[int]:
    for at in range(len(cells) - 1, -1, -1):
        if cells[at] != "":
            yield at
            return


def _heading_rows(sheet: Sheet, places: Places, rows: set[int]) -> list[int]:
    """Return where a column's heading stands: over each table it serves, and near the top."""
    over = [[t for t in places.tables(sheet) if t.heading_first <= row][-1:] for row in rows]
    found = sorted({table.heading_last for tables in over for table in tables}) or [0]
    return found if found[0] < MARKED_ROWS else [0, *found]


def _comment(cell: _Cell, proposal_column: int | None) -> str:
    lines = []
    for problem in cell.problems:
        severity = _(SEVERITIES[problem.severity])
        line = f"{severity[:1].upper()}{severity[1:]}: {problem_said(problem)}"
        if line not in lines:
            lines.append(line)
    if any(problem.severity is Severity.REFUSED for problem in cell.problems):
        lines.append(_(REFUSED_SAID))
    if cell.choices and proposal_column is None:
        lines.append(_(CHOICES_SAID, names=", ".join(cell.choices)))
    if proposal_column is not None:
        lines.append(_(PROPOSED_SAID, column=letters(proposal_column)))
    return "\n".join(lines)


def letters(column: int) -> str:
    """Return a 0-based column as Excel shows it: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
