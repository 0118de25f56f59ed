"""Rows of cells on a screen, each cell wrapped in its width; ``rich`` measures and wraps.

Which columns stand side by side, and how wide, is settled in :mod:`eid_campaign.render.layout`;
what is left is to fill lines, a tenth of the work of a table that finds its own widths.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from eid_campaign.render.layout import GAP


class Cell(NamedTuple):
    """A cell: its text, how many characters wide, where the text stands in it."""

    text: str
    width: int
    align: str = "left"
    """``left``, ``right`` or ``center``."""


class Line(NamedTuple):
    """A row of cells, or a rule (no cells), in one style."""

    cells: tuple[Cell, ...]
    style: str = ""
    at_bottom: bool = False
    """Whether cells of fewer lines than their neighbours stand at the foot of the row."""


def drawn(lines: Sequence[Line], width: int, console: Console) -> Text:
    """Return ``lines`` as one text; a rule is ``width`` long."""
    said = Text(no_wrap=True, overflow="ignore", end="")
    for line in lines:
        filled = _filled(line, console) if line.cells else ["─" * width]
        for written in filled:
            said.append(written, line.style or None)
            said.append("\n")
    return said


def _filled(line: Line, console: Console) -> Iterator[str]:
    """Yield what stands in each line of a row, blanks at its end included."""
    columns = [_wrapped(cell, console) for cell in line.cells]
    height = max(map(len, columns))
    above = [height - len(column) if line.at_bottom else 0 for column in columns]
    for at in range(height):
        yield (" " * GAP).join(
            [
                _aligned(column[at - skipped] if 0 <= at - skipped < len(column) else "", cell)
                for cell, column, skipped in zip(line.cells, columns, above, strict=True)
            ]
        )


def _wrapped(cell: Cell, console: Console) -> list[str]:
    if "\n" not in cell.text and cell_len(cell.text) <= cell.width:
        return [cell.text]
    lines = Text(cell.text).wrap(console, cell.width, overflow="fold")
    return [line.plain.rstrip() for line in lines]


def _aligned(text: str, cell: Cell) -> str:
    blanks = cell.width - cell_len(text)
    if cell.align == "right":
        return " " * blanks + text
    if cell.align == "center":
        return " " * (blanks // 2) + text + " " * (blanks - blanks // 2)
    return text + " " * blanks
