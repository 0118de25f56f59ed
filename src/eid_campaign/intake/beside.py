"""Lists side by side on one sheet, as printed to save paper: each is read by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from eid_campaign.intake.headings import heading_key, meaning_of
from eid_campaign.intake.layout import Column, Table, find_roster
from eid_campaign.intake.sheets import Cell, Sheet


def lists_beside(sheet: Sheet, headings: Mapping[str, str]) -> list[Sheet]:
    """Return ``sheet`` once for each list that stands side by side with others, from the left.

    In each the columns of the other lists are blank from the heading on. What stands above
    belongs to all, unless each list has something there ("Thôn 1" and "Thôn 2"). A sheet with
    one list comes back as it is.
    """
    table = find_roster(sheet, headings=headings)
    blocks = _repeated(table) if table is not None else []
    if table is None or len(blocks) < 2:
        return [sheet]
    starts = [0, *(block[0].index for block in blocks[1:]), max(map(len, sheet.rows))]
    spans = list(pairwise(starts))
    return [replace(sheet, rows=_only(sheet.rows, table.heading_first, at, spans)) for at in spans]


def _repeated(table: Table) -> list[tuple[Column, ...]]:
    """Return the columns as blocks with the same headings in the same order, or nothing."""
    columns = table.columns
    keys = [tuple(map(heading_key, column.path)) for column in columns]
    fields = [meaning_of(column.path).field for column in columns]
    for size in range(2, len(columns) // 2 + 1):
        if len(columns) % size or keys != keys[:size] * (len(columns) // size):
            continue
        if len(set(fields[:size]) - {""}) >= 2 and {"full_name", "given_name"} & set(fields[:size]):
            return [columns[at : at + size] for at in range(0, len(columns), size)]
    return []


def _only(
    rows: list[list[Cell]], heading: int, span: tuple[int, int], spans: list[tuple[int, int]]
) -> list[list[Cell]]:
    kept: list[list[Cell]] = []
    for at, row in enumerate(rows):
        filled = sum(any(cell != "" for cell in row[start:end]) for start, end in spans)
        if at < heading and filled < 2:  # a title of all the lists
            kept.append(row)
            continue
        start, end = span
        kept.append([cell if start <= i < end else "" for i, cell in enumerate(row)])
    return kept
