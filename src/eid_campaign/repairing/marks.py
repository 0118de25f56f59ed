"""What is put on a sheet that is handed back: coloured cells, comments, proposals beside."""

from __future__ import annotations

from dataclasses import dataclass

from eid_campaign.campaign.problems import Severity

COLOURS = {Severity.REFUSED: "FFC7CE", Severity.DOUBT: "FFEB9C", Severity.REPAIR: "C6EFCE"}
"""Excel's own red, yellow and green of a bad, a neutral and a good cell; the worst comes first."""
PROPOSED = "DDEBF7"
"""The colour of a proposed value."""
AUTHOR = "eidc"
"""Whose comments these are, so that the next repair takes them away."""
WIDTH = 24
"""Characters a column of proposals is wide."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell to look at, 0-based, with its comment, which may be blank."""

    row: int
    column: int
    severity: Severity
    comment: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A text in a column of proposals, 0-based."""

    row: int
    column: int
    text: str
    heading: bool = False


@dataclass(frozen=True, slots=True)
class SheetMarks:
    """Everything put on one sheet."""

    marks: tuple[Mark, ...] = ()
    beside: tuple[Beside, ...] = ()

    @property
    def columns(self) -> tuple[int, ...]:
        """The columns of proposals, from left to right."""
        return tuple(sorted({text.column for text in self.beside}))
