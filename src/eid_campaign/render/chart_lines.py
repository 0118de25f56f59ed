"""Lines of a chart over days: cumulative against the target, or what remains; small multiples."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Final, NamedTuple

from eid_campaign.document import Chart, Panel, Role, Series
from eid_campaign.render.chart_colours import LINES
from eid_campaign.render.chart_key import Entry, draw_key
from eid_campaign.render.chart_plot import DASHES, DOTS, Area, Place, Plot, step_room
from eid_campaign.render.chart_scale import Scale, day_said
from eid_campaign.render.chart_sheet import INK, Dash, Sheet, fitted, width_of
from eid_campaign.render.values import one_line

_NARROW: Final = 36.0
"""The least width of a panel of small multiples."""
_NARROWEST: Final = 29.0
_MANY: Final = 32
"""More panels than these stand closer, to stay on one page of A4."""
_GAP: Final = 4.5
_TITLE: Final = 5.0
_MARK_LINE: Final = 3.9
_DAYS_LINE: Final = 4.6
_TALLEST: Final = 225.0
_WIDE: Final = 120.0


def draw_lines(sheet: Sheet, chart: Chart) -> float:
    """Draw ``chart`` from the upper edge down; return how high it is."""
    drawn = _Lines(sheet, chart)
    y = draw_key(sheet, drawn.key())
    return drawn.draw_grid(y) if len(chart.panels) > 1 else drawn.draw_alone(y)


class _Mark(NamedTuple):
    """The name of a day above the plot, on a line counted from below."""

    x: float
    words: str
    right: float
    line: int

    def baseline(self, top: float) -> float:
        """Return where it is written above a plot that begins at ``top``."""
        return top - 1 - self.line * _MARK_LINE


class _Lines:
    """What all panels of a chart share: the days, and how each series looks."""

    def __init__(self, sheet: Sheet, chart: Chart) -> None:
        self._sheet, self._chart = sheet, chart
        series = [series for panel in chart.panels for series in panel.series]
        days = {day for each in series for day, _value in each.points if isinstance(day, date)}
        days |= {day for day, _name in chart.marks}
        self._first, self._last = min(days), max(days)
        if self._first == self._last:  # A single day stands in the middle of a week.
            self._first -= timedelta(days=3)
            self._last += timedelta(days=3)
        actual = dict.fromkeys(each.id for each in series if each.role is Role.ACTUAL)
        self._looks = {name: LINES[place % len(LINES)] for place, name in enumerate(actual)}
        self._steps = 5 if len(chart.panels) == 1 else 3
        self._left = max(step_room(panel, chart.values, self._steps) for panel in chart.panels)

    def key(self) -> Iterator[Entry]:
        """Return an entry for each way of drawing, once for all panels."""
        titles: dict[tuple[Role, str], Series] = {}
        for panel in self._chart.panels:
            for each in panel.series:
                titles.setdefault((each.role, each.id if each.role is Role.ACTUAL else ""), each)
        for (role, name), each in titles.items():
            words = one_line(each.title)
            if role is Role.ACTUAL:
                colour, marker = self._looks[name]
                yield Entry(words, partial(self._line_sample, colour, 1.8, "-", marker))
            elif role is Role.TARGET:
                yield Entry(words, partial(self._line_sample, INK, 1.0, "-", ""))
            elif role is Role.OUTLOOK:
                yield Entry(words, partial(self._line_sample, LINES[0][0], 1.4, DASHES, ""))
        low, high = titles.get((Role.LOW, "")), titles.get((Role.HIGH, ""))
        if low and high:
            yield Entry(f"{one_line(low.title)} – {one_line(high.title)}", self._area_sample)
        if len(self._chart.panels) > 1:
            for when, name in self._chart.marks:
                yield Entry(_mark_said(when, name), self._mark_sample)

    def draw_alone(self, y: float) -> float:
        """Draw the only panel over the whole width; return where it ends."""
        panel, width = self._chart.panels[0], self._sheet.width
        if panel.title:
            y += _TITLE
            title = fitted(one_line(panel.title), width, bold=True)
            self._sheet.text(0, y - 1.6, title, bold=True)
        right = width - Plot.end_room(panel, self._chart.values, self._last)
        days = Scale(self._first.toordinal(), self._last.toordinal(), self._left, right)
        marks = list(self._marks(days))
        top = y + (max((mark.line for mark in marks), default=0) + 1) * _MARK_LINE
        below = top + (60.0 if width > _WIDE else 50.0)
        for mark in marks:
            self._sheet.text(mark.right, mark.baseline(top), mark.words, align="right")
        lines = [(mark.x, mark.baseline(top) - 2.4) for mark in marks]
        plot = self._plot(panel, days, Area(top, below), lines)
        plot.draw(large=True)
        plot.name_days()
        return below + _DAYS_LINE

    def draw_grid(self, y: float) -> float:
        """Draw the panels side by side and one below the other; return where they end."""
        panels, width = self._chart.panels, self._sheet.width
        least = _NARROW if len(panels) <= _MANY else _NARROWEST
        columns = max(min(int((width + _GAP) // (least + _GAP)), len(panels)), 1)
        rows = -(-len(panels) // columns)
        wide = (width - _GAP * (columns - 1)) / columns
        room = (_TALLEST - y - _DAYS_LINE) / rows - _TITLE - 2
        high = max(min(26.0, room, wide * 0.7), 11.0)
        for place, panel in enumerate(panels):
            row, column = divmod(place, columns)
            left = column * (wide + _GAP)
            top = y + row * (high + _TITLE + 2) + _TITLE
            title = fitted(one_line(panel.title), wide, bold=True)
            self._sheet.text(left, top - 1.9, title, bold=True)
            days = Scale(
                self._first.toordinal(), self._last.toordinal(),
                left + self._left, left + wide - 1.5,
            )  # fmt: skip
            lines = [(days(when.toordinal()), top) for when, _name in self._chart.marks]
            plot = self._plot(panel, days, Area(top, top + high), lines)
            plot.draw(large=False)
            if place + columns >= len(panels):  # Nothing below it: the days stand here.
                plot.name_days()
        return y + rows * (high + _TITLE + 2) + _DAYS_LINE - 1

    def _plot(self, panel: Panel, days: Scale, area: Area, marks: list[Place]) -> Plot:
        return Plot(
            self._sheet, panel, kind=self._chart.values, days=days, area=area,
            steps=self._steps, looks=self._looks, marks=marks,
        )  # fmt: skip

    def _marks(self, days: Scale) -> Iterator[_Mark]:
        """Return the names of days, each on a line where no other mark's line goes through it."""
        placed: list[_Mark] = []
        for when, name in sorted(self._chart.marks):
            x, words = days(when.toordinal()), _mark_said(when, name)
            wide = width_of(words)
            # Left of its line, so that later lines pass beside it; unless it would stick out.
            right = x - 0.8 if x - 0.8 >= wide else min(x + 0.8 + wide, self._sheet.width)
            line = 0
            for other in placed:
                if max(other.x, other.right) + 1.5 > right - wide:
                    line = max(line, other.line + 1)
            placed.append(_Mark(x, words, right, line))
        yield from placed

    def _line_sample(
        self, colour: str, line: float, dash: Dash, marker: str, x: float, y: float, width: float
    ) -> None:
        self._sheet.line(((x, y), (x + width, y)), width=line, dash=dash, colour=colour)
        if marker:
            self._sheet.line(((x + width / 2, y),), width=line, marker=marker, colour=colour)

    def _area_sample(self, x: float, y: float, width: float) -> None:
        self._sheet.box(x, y - 1.3, width, 2.6, LINES[0][0], alpha=0.22)

    def _mark_sample(self, x: float, y: float, width: float) -> None:
        middle = x + width / 2
        self._sheet.line(((middle, y - 1.6), (middle, y + 1.6)), width=0.8, dash=DOTS)


def _mark_said(when: date, name: str) -> str:
    """Return the name of a day with the day, unless it says it."""
    said = day_said(when)
    return one_line(name) if said in name else f"{one_line(name)} {said}"
