"""Tables of typed columns, and text: what most of an answer is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

Value = str | int | Fraction | date | None
Row = Mapping[str, Value]


class Kind(StrEnum):
    """What a column holds; a renderer decides alignment and notation from it alone."""

    TEXT = "text"
    COUNT = "count"
    """An integer: 1.037 in Vietnamese."""
    CHANGE = "change"
    """A signed integer: ▲ 12, = 0, ▼ 3."""
    RATE = "rate"
    """A Fraction, 0-1 and above: 50,02 %."""
    DATE = "date"
    """A date: 05/11/2024."""
    RANK = "rank"
    """A place in a ranking; None where the unit is not ranked."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its id in the machine contract, its title, what it holds."""

    id: str
    title: str
    kind: Kind = Kind.TEXT
    group: str = ""
    """The heading above several neighbouring columns; empty for none."""
    machine_only: bool = False
    """Whether only json and csv carry it; a person's table would be too wide."""
    people_only: bool = False
    """Whether json and csv leave it out: it says in words what another column tells them."""
    choices: tuple[str, ...] = ()
    """What a reader may fill in: a workbook offers it as a drop-down."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table. ``rows`` hold a value for each column id (missing means None)."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    """The row under the line; it is no unit, so machine formats keep it apart."""
    notes: tuple[str, ...] = ()
    files_only: bool = False
    """Whether only json and workbooks carry it: too long to be read from a screen or a page."""
    pages_only: bool = False
    """Whether a screen and plain text leave it out: it is for pages, workbooks and programs."""
    annex: bool = False
    """Whether a page has it behind the signature, as an annex; everything else keeps its order."""

    @property
    def machine_columns(self) -> tuple[Column, ...]:
        """The columns that json and csv carry."""
        return tuple(column for column in self.columns if not column.people_only)


@dataclass(frozen=True, slots=True)
class Text:
    """A heading with paragraphs; a paragraph of one line each."""

    title: str
    paragraphs: tuple[str, ...]
    level: int = 2
    """How deep the heading stands: 1 for a part of a report ("I. …"), 2 for what is in it."""
    is_draft: bool = False
    """Whether it was drafted from the figures for an officer to edit; a page to be edited says
    so."""
    pages_only: bool = False
    """Whether a screen, plain text and a workbook leave it out: it is for pages and programs."""
    annex: bool = False
    """Whether a page has it behind the signature; an annex of several blocks begins with
    the text that names it."""
