"""Small sheets drawn as text, and what is read of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from eid_campaign.campaign.stages import Stage
from eid_campaign.intake.reading import AppendixReading, Request, RosterReading
from eid_campaign.intake.recognise import read_book
from eid_campaign.intake.sheets import Book, Cell, Merge, Sheet
from eid_campaign.intake.sheets_model import squared

COMMUNES = ("TT Phong Sơn", "Cẩm Tâm", "Cẩm Tân", "Cẩm Tú", "Cẩm Vân")
ASKED = Request(today=date(2024, 11, 30), communes=COMMUNES, default_commune="Cẩm Tân")


def grid(text: str) -> list[list[Cell]]:
    """Return the cells of a drawn sheet: a line a row, ``|`` between cells, a ``.`` a blank row."""
    lines = [line.strip() for line in text.strip("\n").splitlines()]
    rows: list[list[Cell]] = []
    for line in lines:
        if line:
            rows.append([] if line == "." else [cell.strip() for cell in line.split("|")])
    return rows


def sheet(
    drawn: str | Sequence[Sequence[Cell]],
    name: str = "Sheet1",
    merges: Sequence[tuple[int, int, int, int]] = (),
    **more: object,
) -> Sheet:
    """Return a sheet of a drawing or of cells; merges are (top, left, bottom, right), 0-based."""
    rows = grid(drawn) if isinstance(drawn, str) else [list(row) for row in drawn]
    made = Sheet(name, squared(rows), tuple(Merge(*merge) for merge in merges))
    return replace(made, **more)  # type: ignore[arg-type]


def read(
    *sheets: Sheet | str, file: str = "ds.xlsx", asked: Request = ASKED
) -> RosterReading | AppendixReading:
    """Return what a file of these sheets says."""
    made = tuple(sheet(one) if isinstance(one, str) else one for one in sheets)
    return read_book(Book(Path(file), "0" * 64, made), asked)


def roster(*sheets: Sheet | str, file: str = "ds.xlsx", asked: Request = ASKED) -> RosterReading:
    """Return the roster that these sheets are."""
    found = read(*sheets, file=file, asked=asked)
    assert isinstance(found, RosterReading)
    assert found.rows_read == len(found.people) + found.rows_refused
    refused = [problem for problem in found.problems if problem.severity.value == "refused"]
    assert len(refused) == found.rows_refused, "each refused row has one problem"
    return found


def column(found: RosterReading, name: str) -> list[str]:
    """Return a column of the people read; stages by their id, "" where none is told."""
    values = list(found.people[name])
    if name == "stage":
        return [Stage(value).id if value >= 0 else "" for value in values]
    return values


def kinds(found: RosterReading | AppendixReading) -> list[str]:
    """Return the kinds of problems, sorted, each once."""
    return sorted({problem.kind for problem in found.problems})
