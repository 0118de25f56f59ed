"""Bars of a chart: a ranking with its values, or the stages of each village on one bar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Final

from eid_campaign.document import Chart, ChartKind, Kind, Panel, Role
from eid_campaign.render.chart_colours import LINES, Part, parts
from eid_campaign.render.chart_key import Entry, draw_key
from eid_campaign.render.chart_scale import Number, Scale, figure
from eid_campaign.render.chart_sheet import INK, SIZE, Sheet, fitted, width_of
from eid_campaign.render.values import one_line
from eid_campaign.wording import _

_GAP: Final = 2.0
"""Between a name, its bar and its value."""
_BASELINE: Final = 1.05
"""From the middle of a line of words down to its baseline."""
_HATCHES: Final = ("", "////", "----", "xxxx")


@dataclass(frozen=True, slots=True)
class _Bar:
    name: str
    values: tuple[tuple[str, Number], ...]
    """(id of the series, value), without what is not known."""
    target: Number | None

    def length(self, *, stacked: bool) -> Number:
        values = [value for _id, value in self.values]
        return sum(values) if stacked else max([*values, self.target or 0])


def draw_bars(sheet: Sheet, chart: Chart) -> float:
    """Draw ``chart`` from the upper edge down; return how high it is."""
    return _Bars(sheet, chart).draw()


class _Bars:
    """The bars with what all panels share: the room for names, the scale, the fillings."""

    def __init__(self, sheet: Sheet, chart: Chart) -> None:
        self._sheet, self._chart = sheet, chart
        self._stacked = chart.kind is ChartKind.STACKED
        self._has_whole = chart.values is Kind.RATE and not self._stacked
        self._panels = [(one_line(panel.title), _bars_of(panel)) for panel in chart.panels]
        series = [series for panel in chart.panels for series in panel.series]
        self._titles = {each.id: one_line(each.title) for each in series if _is_bar(each.role)}
        looks = parts(len(self._titles)) if self._stacked else _plain(len(self._titles))
        self._looks = dict(zip(self._titles, looks, strict=True))
        self._target = next((each.title for each in series if not _is_bar(each.role)), "")
        every = [bar for _title, bars in self._panels for bar in bars]
        longest = max((bar.length(stacked=self._stacked) for bar in every), default=0)
        if chart.values is Kind.RATE:
            longest = max(longest, 1)  # The whole is always on the scale.
        names = max((width_of(bar.name) for bar in every), default=0)
        self._room = min(names, sheet.width * 0.4)
        ends = max(
            (width_of(end, bold=True) for bar in every for end in self._ends(bar)), default=0
        )
        start = self._room + _GAP if self._room else 0
        self._scale = Scale(0, float(longest), start, sheet.width - ends - _GAP)

    def draw(self) -> float:
        y = draw_key(self._sheet, self._key())
        for title, bars in self._panels:
            if title:
                y += 4
                self._sheet.text(0, y - 1, fitted(title, self._sheet.width, bold=True), bold=True)
            if self._has_whole:
                y += 0 if title else 3.4
                self._sheet.text(self._scale(1), y - 1, "100 %", size=SIZE - 1, align="center")
            top = y
            for bar in bars:
                y = self._draw_bar(bar, y)
            self._draw_edges(top, y)
            y += 1
        return y

    def _draw_bar(self, bar: _Bar, y: float) -> float:
        """Draw ``bar`` below ``y``; return where the next one begins."""
        rows = 1 if self._stacked else max(len(bar.values), 1)
        thick = 5.0 if self._stacked else 3.8 if rows == 1 else 3.2
        below = y + rows * thick + 1.8
        name = fitted(bar.name, self._room)
        self._sheet.text(0, (y + below) / 2 + _BASELINE, name)
        at = y + 0.9
        if not bar.values:
            words = _("not reported")
            baseline = at + thick / 2 + _BASELINE
            self._sheet.text(self._scale(0) + _GAP / 2, baseline, words, italic=True)
        elif self._stacked:
            self._draw_parts(bar, at, thick)
        else:
            for place, value in enumerate(bar.values):
                self._draw_value(value, at + place * thick, thick)
        if bar.target is not None and not self._stacked:
            x = self._scale(bar.target)
            self._sheet.line(((x, y + 0.3), (x, below - 0.3)), width=1.6)
        return below

    def _draw_parts(self, bar: _Bar, y: float, thick: float) -> None:
        passed: Number = 0
        for name, value in bar.values:
            left, right = self._scale(passed), self._scale(passed + value)
            passed += value
            if value <= 0:
                continue
            look, said = self._looks[name], figure(value, self._chart.values)
            self._sheet.box(
                left, y, right - left, thick, look.fill,
                hatch=look.hatch, hatch_colour=look.words, edge=INK,
            )  # fmt: skip
            wide = width_of(said, size=SIZE - 1)
            if wide + 1.4 > right - left:
                continue  # No room: the total at the end and the table beside have the figures.
            middle, half = (left + right) / 2, wide / 2 + 0.5
            if look.hatch:
                self._sheet.box(middle - half, y + 0.9, 2 * half, thick - 1.8, look.fill)
            self._sheet.text(
                middle, y + thick / 2 + _BASELINE - 0.1, said,
                size=SIZE - 1, align="center", colour=look.words,
            )  # fmt: skip
        end = self._scale(passed) + _GAP / 2
        self._sheet.text(
            end, y + thick / 2 + _BASELINE, figure(passed, self._chart.values), bold=True
        )

    def _draw_value(self, value: tuple[str, Number], y: float, thick: float) -> None:
        look, zero, end = self._looks[value[0]], self._scale(0), self._scale(value[1])
        self._sheet.box(
            zero, y, max(end - zero, 0), thick, look.fill, hatch=look.hatch, hatch_colour="#fafafa"
        )
        said, baseline = figure(value[1], self._chart.values), y + thick / 2 + _BASELINE
        wide, whole = width_of(said, bold=True), self._scale(1)
        if not self._has_whole or not end < whole < end + wide + _GAP:
            self._sheet.text(end + _GAP / 2, baseline, said, bold=True)
        elif end - zero > wide + _GAP:  # In the bar, where the line of the whole would cross it.
            x = end - _GAP / 2
            self._sheet.text(x, baseline, said, bold=True, align="right", colour="#fafafa")
        else:
            self._sheet.text(whole + _GAP / 2, baseline, said, bold=True)

    def _draw_edges(self, top: float, below: float) -> None:
        zero = self._scale(0)
        self._sheet.line(((zero, top), (zero, below)), width=0.7)
        if self._has_whole:
            whole = self._scale(1)
            self._sheet.line(((whole, top), (whole, below)), width=0.8, dash="--")

    def _ends(self, bar: _Bar) -> Iterator[str]:
        if self._stacked and bar.values:
            yield figure(bar.length(stacked=True), self._chart.values)
        elif bar.values:
            yield from (figure(value, self._chart.values) for _id, value in bar.values)

    def _key(self) -> Iterator[Entry]:
        if len(self._titles) > 1 or self._stacked:
            for name, title in self._titles.items():
                yield Entry(title, partial(self._sample, self._looks[name]))
        if self._target:
            yield Entry(one_line(self._target), self._target_sample)

    def _sample(self, look: Part, x: float, y: float, width: float) -> None:
        colour = look.words if self._stacked else "#fafafa"
        self._sheet.box(
            x, y - 1.4, width, 2.8, look.fill, hatch=look.hatch, hatch_colour=colour, edge=INK
        )

    def _target_sample(self, x: float, y: float, width: float) -> None:
        middle = x + width / 2
        self._sheet.line(((middle, y - 1.6), (middle, y + 1.6)), width=1.6)


def _is_bar(role: Role) -> bool:
    return role is not Role.TARGET


def _plain(number: int) -> list[Part]:
    return [
        Part(LINES[place % len(LINES)][0], _HATCHES[place % len(_HATCHES)], INK)
        for place in range(number)
    ]


def _bars_of(panel: Panel) -> list[_Bar]:
    """Return a bar for each name, in the order in which the names first stand."""
    names = dict.fromkeys(name for series in panel.series for name, _value in series.points)
    found = []
    for name in names:
        values: list[tuple[str, Number]] = []
        target: Fraction | int | None = None
        for series in panel.series:
            value = dict(series.points).get(name)
            if value is None:
                continue
            if _is_bar(series.role):
                values.append((series.id, value))
            else:
                target = value
        found.append(_Bar(one_line(str(name)), tuple(values), target))
    return found
