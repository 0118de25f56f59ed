"""A chart on a sheet of its own: its figures as a table, and beside them a chart that reads them.

Excel draws it, so it changes with the figures. What is between the slowest and the fastest week
stands there as two thin lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from eid_campaign.document import Chart, ChartKind, Column, Kind, Panel, Role, Row, Series, Table
from eid_campaign.render.chart_colours import LINES, parts
from eid_campaign.render.values import one_line
from eid_campaign.render.xlsx_styles import FONT, number_format
from eid_campaign.render.xlsx_table import SheetTable
from eid_campaign.wording import _

_WIDE: Final = 640
"""Pixels of a chart that stands alone."""
_SMALL: Final = 330
"""Pixels of one of several panels."""
_ROW: Final = 20
_APART: Final = 3
"""Panels side by side, at least."""
_WIDEST: Final = 60.0
"""Characters; a chart stands below figures that are wider."""
_PIXELS: Final = 7.6
"""Of a character of a column's width."""
_MARKERS: Final = {"o": "circle", "s": "square", "^": "triangle", "D": "diamond"}
_HATCHES: Final = {
    "----": "light_horizontal",
    "////": "wide_upward_diagonal",
    "\\\\\\\\": "wide_downward_diagonal",
}


def figures(chart: Chart) -> Table:
    """Return the figures of ``chart``: a row for each day or name, a column for each line."""
    by_day = chart.kind is ChartKind.LINES
    first = Column("at", _("Day") if by_day else _("Unit"), Kind.DATE if by_day else Kind.TEXT)
    columns, rows = [first], dict[date | str, dict[str, Any]]()
    for name, panel, series in _columns(chart):
        group = one_line(panel.title) if len(chart.panels) > 1 else ""
        columns.append(Column(name, series.title, chart.values, group))
        for at, value in series.points:
            rows.setdefault(at, {"at": at})[name] = value
    found: list[Row] = [rows[at] for at in (sorted(rows) if by_day else rows)]
    if not by_day:
        found = [_silent(row) for row in found]
    return Table(chart.id, chart.title, tuple(columns), tuple(found))


@dataclass(frozen=True, slots=True)
class ChartSheet:
    """A sheet with the figures of a chart from row ``top`` on."""

    book: Workbook
    sheet: Worksheet
    chart: Chart
    table: SheetTable
    top: int

    def draw(self) -> None:
        """Put the chart right of its figures, or its panels below them."""
        first = self.top + self.table.heading_rows
        rows = len(self.table.table.rows)
        if not rows:
            return
        if len(self.chart.panels) == 1:
            drawn = self._panel(self.chart.panels[0], first, rows)
            high = 360 if self.chart.kind is ChartKind.LINES else 110 + _ROW * rows
            drawn.set_size({"width": _WIDE, "height": max(high, 220)})
            beside = sum(self.table.widths) <= _WIDEST
            corner = (self.top, len(self.table.columns) + 1) if beside else (first + rows + 1, 0)
            self.sheet.insert_chart(*corner, drawn)
            return
        across = max(_APART, int(sum(self.table.widths) * _PIXELS // (_SMALL + 8)))
        for place, panel in enumerate(self.chart.panels):
            drawn = self._panel(panel, first, rows)
            drawn.set_size({"width": _SMALL, "height": 220})
            down, right = divmod(place, across)
            options = {"x_offset": right * (_SMALL + 8), "y_offset": down * 228}
            self.sheet.insert_chart(first + rows + 1, 0, drawn, options)

    def _panel(self, panel: Panel, first: int, rows: int) -> Any:
        kind = self.chart.kind
        shape = {"type": "line"} if kind is ChartKind.LINES else {"type": "bar"}
        if kind is ChartKind.STACKED:
            shape["subtype"] = "stacked"
        drawn = self.book.add_chart(shape)
        name, actual = self.sheet.get_name(), 0
        for column, (_id, its, series) in enumerate(_columns(self.chart), 1):
            if its is not panel:
                continue
            look = self._look(series, actual)
            actual += series.role is Role.ACTUAL
            drawn.add_series(
                {
                    "name": one_line(series.title),
                    "categories": [name, first, 0, first + rows - 1, 0],
                    "values": [name, first, column, first + rows - 1, column],
                }
                | look
            )
        self._finish(drawn, panel)
        return drawn

    def _look(self, series: Series, place: int) -> dict[str, Any]:
        """Return how Excel draws ``series``, the ``place``th of what was achieved."""
        if self.chart.kind is ChartKind.LINES:
            return _line(series.role, place)
        if self.chart.kind is ChartKind.BARS:
            labels = {"value": True, "num_format": number_format(self.chart.values)}
            return {
                "fill": {"color": LINES[place % len(LINES)][0]},
                "data_labels": labels,
                "gap": 50,
            }
        part = parts(len(self.chart.panels[0].series))[place]
        hatch = {"pattern": _HATCHES.get(part.hatch), "fg_color": part.words, "bg_color": part.fill}
        return {
            **({"pattern": hatch} if part.hatch else {"fill": {"color": part.fill}}),
            "border": {"color": "#404040", "width": 0.5},
            "gap": 40,
        }

    def _days_apart(self, alone: bool) -> int:
        """Return how many days, in whole weeks, lie between two that are named on the axis."""
        rows = self.table.table.rows
        first, last = rows[0]["at"], rows[-1]["at"]
        assert isinstance(first, date)
        assert isinstance(last, date)
        return max(7, -(-(last - first).days // (10 if alone else 3) // 7) * 7)

    def _finish(self, drawn: Any, panel: Panel) -> None:
        chart, alone = self.chart, len(self.chart.panels) == 1
        font = {"name": FONT["font_name"], "size": 10 if alone else 9}
        title = one_line(chart.title if alone else panel.title)
        drawn.set_title({"name": title, "name_font": font | {"size": 12, "bold": True}})
        values = {
            "num_format": "0%" if chart.values is Kind.RATE else "#,##0",
            "num_font": font,
            "min": 0,
            "major_gridlines": {"visible": True, "line": {"color": "#D0D0D0"}},
        }
        if chart.kind is ChartKind.LINES:
            days = {"date_axis": True, "num_format": "dd/mm", "num_font": font}
            unit = {"major_unit": self._days_apart(alone), "major_unit_type": "days"}
            drawn.set_x_axis(days | unit)
            drawn.set_y_axis(values)
            # A target has its two ends only.
            drawn.show_blanks_as("span")
        else:
            # The first name is on top, as it is in the table.
            drawn.set_y_axis({"reverse": True, "num_font": font})
            drawn.set_x_axis(values)
        if alone and len(panel.series) > 1:
            drawn.set_legend({"position": "bottom", "font": font})
        else:
            drawn.set_legend({"none": True})


def _silent(row: Row) -> Row:
    """Return ``row`` with a word behind its name where nothing was reported: a bar has no room."""
    if any(value is not None for name, value in row.items() if name != "at"):
        return row
    return {**row, "at": f"{row['at']} ({_('not reported')})"}


def _columns(chart: Chart) -> Iterator[tuple[str, Panel, Series]]:
    """Return each series with its panel and the id of its column."""
    for number, panel in enumerate(chart.panels):
        for place, series in enumerate(panel.series):
            yield f"p{number}s{place}", panel, series


def _line(role: Role, place: int) -> dict[str, Any]:
    colour, mark = LINES[place % len(LINES)]
    if role is Role.ACTUAL:
        marker = {
            "type": _MARKERS[mark],
            "size": 5,
            "fill": {"color": colour},
            "border": {"color": colour},
        }
        return {"line": {"color": colour, "width": 2}, "marker": marker}
    plain: dict[str, Any] = {"marker": {"type": "none"}}
    if role is Role.TARGET:
        return plain | {"line": {"color": "#1B1B1D", "width": 1.25}}
    dash = "dash" if role is Role.OUTLOOK else "round_dot"
    width = 1.5 if role is Role.OUTLOOK else 1
    return plain | {"line": {"color": LINES[0][0], "width": width, "dash_type": dash}}
