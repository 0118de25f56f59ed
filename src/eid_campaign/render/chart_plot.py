"""One panel of lines: grid, area of the outlook, target, what was achieved, figures beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from eid_campaign.document import Kind, Panel, Role, Series
from eid_campaign.render.chart_colours import LINES
from eid_campaign.render.chart_scale import (
    Number,
    Scale,
    day_said,
    day_steps,
    figure,
    round_steps,
    step_said,
)
from eid_campaign.render.chart_sheet import INK, SIZE, Dash, Sheet, width_of

DASHES: Final[Dash] = (0, (3.2, 1.8))
DOTS: Final[Dash] = (0, (1, 1.5))
_SMALL: Final = SIZE - 1
_HIGH: Final = 2.9
"""How high a figure is."""
_APART: Final = 14.0
"""Millimetres that a day on the axis takes."""
_ENDS: Final = (Role.TARGET, Role.OUTLOOK, Role.LOW, Role.HIGH)
_MOST_MARKED: Final = 16
"""More points than these have no marks of their own."""


Place = tuple[float, float]


class Area(NamedTuple):
    """From where to where a panel goes down the sheet."""

    top: float
    below: float


def step_room(panel: Panel, kind: Kind, steps: int) -> float:
    """Return how much room the figures left of ``panel`` take."""
    said = (step_said(step, kind) for step in round_steps(_highest(panel), steps))
    return max(width_of(words, size=_SMALL) for words in said) + 1.5


def _highest(panel: Panel) -> Number:
    values = [value for each in panel.series for _day, value in each.points if value is not None]
    return max([*values, 0])


class Plot:
    """A panel with its scales."""

    def __init__(
        self,
        sheet: Sheet,
        panel: Panel,
        *,
        kind: Kind,
        days: Scale,
        area: Area,
        steps: int,
        looks: Mapping[str, tuple[str, str]],
        marks: Sequence[Place],
    ) -> None:
        self._sheet, self._panel, self._kind, self._days = sheet, panel, kind, days
        self._area, self._looks, self._marks = area, looks, marks
        highest = _highest(panel)
        self._steps = round_steps(highest, steps)
        # A little room above the highest figure, but not up to the next round one.
        self._values = Scale(0, float(highest or 1) * 1.06, area.below, area.top)

    @staticmethod
    def end_room(panel: Panel, kind: Kind, last: date) -> float:
        """Return how much room right of ``panel`` the figures of the last day take."""
        said = [figure(value, kind) for _series, value in _ends(panel, last)]
        return max((width_of(words) for words in said), default=0) + 2

    def draw(self, *, large: bool) -> None:
        """Draw the panel; a large one has the figures of its lines' ends beside it."""
        self._draw_steps()
        for x, top in self._marks:
            self._sheet.line(((x, top), (x, self._area.below)), width=0.8, dash=DOTS)
        self._draw_outlook()
        for each in self._panel.series:
            if each.role is Role.TARGET:
                self._draw_series(each, width=1.0)
            elif each.role is Role.OUTLOOK:
                self._draw_series(each, colour=LINES[0][0], width=1.4, dash=DASHES)
        for each in self._panel.series:
            if each.role is Role.ACTUAL:
                colour, marker = self._looks[each.id]
                self._draw_series(each, colour=colour, width=1.8 if large else 1.3, marker=marker)
        if large:
            self._say_ends()
        self._say_last(large=large)

    def name_days(self) -> None:
        """Write the days below the panel."""
        first, last = (date.fromordinal(int(end)) for end in (self._days.low, self._days.high))
        most = int((self._days.end - self._days.start) // _APART) + 1
        below = self._area.below
        for when in day_steps(first, last, max(most, 2)):
            x = self._days(when.toordinal())
            self._sheet.line(((x, below), (x, below + 0.9)), width=0.6)
            half = width_of(day_said(when), size=_SMALL) / 2
            middle = min(max(x, half), self._sheet.width - half)
            self._sheet.text(middle, below + 3.9, day_said(when), size=_SMALL, align="center")

    def _draw_steps(self) -> None:
        left, right = self._days.start, self._days.end
        for place, step in enumerate(self._steps):
            y = self._values(step)
            self._sheet.line(
                ((left, y), (right, y)), width=0.4 if place else 0.8, alpha=0.3 if place else 1
            )
            said = step_said(step, self._kind)
            self._sheet.text(left - 1.2, y + 0.9, said, size=_SMALL, align="right")

    def _draw_outlook(self) -> None:
        edges = {each.role: self._points(each) for each in self._panel.series}
        low, high = edges.get(Role.LOW, []), edges.get(Role.HIGH, [])
        if len(low) > 1 and len(high) > 1:
            self._sheet.shape([*low, *reversed(high)], LINES[0][0], alpha=0.22)

    def _draw_series(
        self,
        series: Series,
        *,
        colour: str = INK,
        width: float,
        dash: Dash = "-",
        marker: str = "",
    ) -> None:
        marked = marker if len(series.points) <= _MOST_MARKED else ""
        # Where nothing is known the line is broken.
        for known, run in groupby(series.points, lambda point: point[1] is not None):
            points = [self._place(point) for point in run] if known else []
            if len(points) > 1:
                self._sheet.line(points, colour=colour, width=width, dash=dash, marker=marked)
            elif points:
                self._sheet.line(points, colour=colour, width=width * 1.3, marker=marker or "o")

    def _points(self, series: Series) -> list[Place]:
        return [self._place(point) for point in series.points if point[1] is not None]

    def _place(self, point: tuple[date | str, Number | None]) -> Place:
        when, value = point
        assert isinstance(when, date)
        return self._days(when.toordinal()), self._values(value or 0)

    def _say_ends(self) -> None:
        """Write the last figures of target and outlook at the right edge, none over another."""
        last = date.fromordinal(int(self._days.high))
        ends = {figure(value, self._kind): value for _series, value in _ends(self._panel, last)}
        highest = self._area.below + 9
        for said, value in sorted(ends.items(), key=lambda end: end[1]):
            highest = min(self._values(value) + 1.05, highest - 3.2)
            self._sheet.text(self._days.end + 1.4, highest, said)

    def _say_last(self, *, large: bool) -> None:
        """Write the last figure of each line of what was achieved where nothing is in its way."""
        size = SIZE if large else _SMALL
        taken = list(self._along())
        for each in self._panel.series:
            points = self._points(each)
            if each.role is not Role.ACTUAL or not points:
                continue
            value = [value for _day, value in each.points if value is not None][-1]
            said = figure(value, self._kind)
            wide = width_of(said, size=size, bold=True)
            left, below = min(
                self._around(points[-1], wide), key=lambda place: _hits(place, wide, taken)
            )
            # No further figure is written here.
            taken += [(left + wide * part / 4, below - 1.2) for part in range(5)] * 3
            self._sheet.text(
                left, below, said, size=size, bold=True, colour=self._looks[each.id][0]
            )

    def _around(self, point: Place, wide: float) -> Iterator[Place]:
        """Return where a figure may stand beside ``point``, inside the panel, best first."""
        x, y = point
        left, right = self._days.start + 0.4, max(self._days.end - wide, self._days.start)
        for dx, dy in (
            (-wide - 1.2, -1.2), (1.4, 3.6), (1.4, -1.2), (-wide - 1.2, 3.6),
            (-wide / 2, -1.8), (-wide / 2, 4.2), (1.8, 1.05), (-wide - 1.8, 1.05),
        ):  # fmt: skip
            below = min(max(y + dy, self._area.top + 2.4), self._area.below - 0.6)
            yield min(max(x + dx, left), right), below

    def _along(self) -> Iterator[Place]:
        """Return points along all lines, about a millimetre apart."""
        for each in self._panel.series:
            for (x, y), (x2, y2) in pairwise(self._points(each)):
                steps = int(max(abs(x2 - x), abs(y2 - y))) + 1
                for step in range(steps + 1):
                    yield x + (x2 - x) * step / steps, y + (y2 - y) * step / steps
        for x, top in self._marks:
            yield from ((x, y) for y in range(int(top), int(self._area.below)))


def _hits(place: Place, wide: float, taken: Sequence[Place]) -> int:
    left, below = place
    return sum(
        left - 0.5 <= x <= left + wide + 0.5 and below - _HIGH <= y <= below + 0.6 for x, y in taken
    )


def _ends(panel: Panel, last: date) -> Iterator[tuple[Series, Number]]:
    for each in panel.series:
        if each.role in _ENDS and each.points:
            when, value = each.points[-1]
            if when == last and value is not None:
                yield each, value
