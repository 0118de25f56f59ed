"""What ``eidc import --repair`` adds to a sheet, left out when the sheet is read again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from eid_campaign.campaign.spelling import composed
from eid_campaign.intake.sheets_model import Cell, Sheet

MARKER = "Đề nghị (eidc)"
"""Begins the heading of every column of proposals, in whatever language the user is served."""
MARKED_ROWS = 60
"""The marker stands in one of the first rows of its column."""


def is_marker(value: object) -> bool:
    """Whether a cell's value begins a column of proposals."""
    return isinstance(value, str) and composed(value).casefold().startswith(MARKER.casefold())


def marked_columns(rows: Sequence[Sequence[Cell]]) -> frozenset[int]:
    """Return the 0-based columns of proposals."""
    return frozenset(
        index for row in rows[:MARKED_ROWS] for index, cell in enumerate(row) if is_marker(cell)
    )


def without_proposals(sheet: Sheet) -> Sheet:
    """Return ``sheet`` as it was before proposals were put beside it.

    They are blanked before anything is looked at, so that a workbook handed back and not mended
    says exactly what it said before.
    """
    ours = marked_columns(sheet.rows)
    if not ours:
        return sheet
    rows: list[list[Cell]] = [
        ["" if index in ours else cell for index, cell in enumerate(row)] for row in sheet.rows
    ]
    return replace(sheet, rows=rows)
