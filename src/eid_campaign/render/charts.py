"""A chart as SVG to be put into a page, or as PNG: the one place that draws ``Chart`` blocks.

Neither the title nor the caption is in the picture: the page says them beside it. Sizes are
those on paper: letters stay as large whatever the width, so ask for the width that is shown
(165 mm on A4; 95 mm for a phone of 360 pixels).
"""

from __future__ import annotations

import logging
from functools import lru_cache
from importlib import import_module
from typing import Protocol, cast

from eid_campaign.document import Chart
from eid_campaign.wording import language


class _Drawing(Protocol):
    def svg(self, chart: Chart, width_mm: float) -> str: ...

    def png(self, chart: Chart, width_mm: float, dpi: int) -> bytes: ...


def chart_svg(chart: Chart, *, width_mm: float) -> str:
    """Return ``chart`` as an ``<svg>`` element: no prolog, ids of its own, letters as shapes.

    Axes and words are in ``currentColor``, the ground is left out: it suits light and dark pages.
    """
    return _svg(chart, width_mm, language())


def chart_png(chart: Chart, *, width_mm: float, dpi: int = 200) -> bytes:
    """Return ``chart`` as PNG on white, ``width_mm`` wide at ``dpi``."""
    return _png(chart, width_mm, dpi, language())


# The language is in the key, because words and numbers in the picture depend on it.
@lru_cache(maxsize=64)
def _svg(chart: Chart, width_mm: float, _language: str) -> str:
    return _drawing().svg(chart, width_mm)


@lru_cache(maxsize=64)
def _png(chart: Chart, width_mm: float, dpi: int, _language: str) -> bytes:
    return _drawing().png(chart, width_mm, dpi)


def _drawing() -> _Drawing:
    # It tells of its list of fonts in English; nobody here needs to know.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    # Named, not imported: matplotlib takes a second to load, and few documents have charts.
    return cast("_Drawing", import_module("eid_campaign.render.chart_drawing"))
