"""What a picture shows, without how it is drawn: charts and the map of villages as tiles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar, Literal

from eid_campaign.document.tables import Kind


class ChartKind(StrEnum):
    """How the series of a chart are to be read."""

    LINES = "lines"
    """Over days: cumulative figures with a target line, or what remains (a burn-down)."""
    STACKED = "stacked"
    """A bar for each name, made of its series: stages by village."""
    BARS = "bars"
    """A bar for each name, longest first as given: a ranking."""


class Role(StrEnum):
    """What a series is to the reader; the drawing tells them apart not by colour alone."""

    ACTUAL = "actual"
    TARGET = "target"
    """The target, or the line on which it would just be met."""
    OUTLOOK = "outlook"
    """Where it goes at the pace of the last weeks: dashed."""
    LOW = "low"
    HIGH = "high"
    """The edges of the outlook: an area between them."""


@dataclass(frozen=True, slots=True)
class Series:
    """One line, or one part of each bar."""

    id: str
    title: str
    points: tuple[tuple[date | str, int | Fraction | None], ...]
    """(day or name, value); None where nothing is known."""
    role: Role = Role.ACTUAL


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a chart with its own title: one village of small multiples."""

    title: str
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: one panel, or small multiples that share their scale of days."""

    id: str
    title: str
    kind: ChartKind
    panels: tuple[Panel, ...]
    caption: str
    """What it shows, in a sentence: under the picture, and in its place for who cannot see it."""
    values: Kind = Kind.COUNT
    """COUNT or RATE: how the scale is written."""
    marks: tuple[tuple[date, str], ...] = ()
    """Days with a name, such as a deadline: an upright line."""
    annex: bool = False
    """Whether a page has it behind the signature, as an annex; everything else keeps its order."""
    is_chart: ClassVar[Literal[True]] = True


@dataclass(frozen=True, slots=True)
class Tile:
    """One village on the map of tiles."""

    name: str
    rate: Fraction | None
    """Its rate of the target, above 1 too; None where nothing was reported."""
    said: str
    """What stands on it under the name, in words and figures."""


@dataclass(frozen=True, slots=True)
class Tiles:
    """The villages side by side, each a tile that is fuller the higher its rate."""

    id: str
    title: str
    tiles: tuple[Tile, ...]
    caption: str
    annex: bool = False
    """Whether a page has it behind the signature, as an annex; everything else keeps its order."""
    is_chart: ClassVar[Literal[False]] = False
