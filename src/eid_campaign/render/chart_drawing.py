"""Draws a chart on a sheet: the key above, then what its kind asks for."""

from __future__ import annotations

from eid_campaign.document import Chart, ChartKind
from eid_campaign.render.chart_bars import draw_bars
from eid_campaign.render.chart_lines import draw_lines
from eid_campaign.render.chart_sheet import SIZE, Sheet
from eid_campaign.render.values import one_line
from eid_campaign.wording import _


def svg(chart: Chart, width_mm: float) -> str:
    """Return ``chart`` as an element for a page; its caption says it to who cannot see it."""
    sheet, height = _drawn(chart, width_mm)
    return sheet.svg(height, chart.id, one_line(chart.caption or chart.title))


def png(chart: Chart, width_mm: float, dpi: int) -> bytes:
    """Return ``chart`` as a picture on white."""
    sheet, height = _drawn(chart, width_mm)
    return sheet.png(height, dpi)


def _drawn(chart: Chart, width_mm: float) -> tuple[Sheet, float]:
    """Return the sheet with ``chart`` on it, and how high it is."""
    sheet = Sheet(width_mm)
    if not any(series.points for panel in chart.panels for series in panel.series):
        sheet.text(width_mm / 2, 8, _("No figures yet."), size=SIZE, italic=True, align="center")
        return sheet, 12
    draw = draw_lines if chart.kind is ChartKind.LINES else draw_bars
    return sheet, draw(sheet, chart)
