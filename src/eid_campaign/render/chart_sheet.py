"""A sheet to draw on in millimetres from its upper left corner, saved as SVG or PNG.

matplotlib puts the shapes on it, without its axes and their layout: these cost most of its time,
and a chart that knows the width of its own words needs none.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal

import matplotlib
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from matplotlib.text import Text
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D

from eid_campaign.render.chart_svg import for_a_page

INK: Final = "#1b1b1d"
"""Axes and words; in SVG the colour of the page's own text. No other shape may have it."""
SIZE: Final = 8.0
"""Points of the usual letters."""
_INCH: Final = 25.4
_POINT: Final = _INCH / 72
_FOLDER = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
_FACES = {
    (False, False): "DejaVuSans.ttf",
    (True, False): "DejaVuSans-Bold.ttf",
    (False, True): "DejaVuSans-Oblique.ttf",
    (True, True): "DejaVuSans-BoldOblique.ttf",
}
_SETTINGS: Any = {
    "svg.fonttype": "path",
    "text.parse_math": False,
    "text.usetex": False,
    "hatch.linewidth": 0.5,
    "path.simplify": False,
}

Points = Sequence[tuple[float, float]]
Dash = str | tuple[float, tuple[float, ...]]
"""Solid ("-"), or from where on and how long strokes and gaps are."""


class Sheet:
    """A sheet ``width`` mm wide; how high it is, is said when it is saved."""

    def __init__(self, width: float) -> None:
        self.width = width
        self._figure = Figure(facecolor="none")
        self._down = Affine2D()
        self._places = self._down + self._figure.dpi_scale_trans
        self._drawn = 0

    def line(
        self,
        points: Points,
        *,
        colour: str = INK,
        width: float = 0.6,
        dash: Dash = "-",
        marker: str = "",
        alpha: float = 1.0,
    ) -> None:
        """Draw a line through ``points``, with a mark on each if asked for."""
        xs, ys = zip(*points, strict=True)
        linestyle: Any = dash
        self._add(
            Line2D(
                xs,
                ys,
                color=colour,
                linewidth=width,
                linestyle=linestyle,
                marker=marker or None,
                markersize=width * 2.2,
                markeredgewidth=0,
                alpha=alpha,
                solid_capstyle="butt",
                solid_joinstyle="round",
                dash_capstyle="butt",
                antialiased=True,
            )
        )

    def shape(
        self,
        points: Points,
        fill: str,
        *,
        alpha: float = 1.0,
        edge: str = "none",
        hatch: str = "",
        hatch_colour: str = "#111111",
    ) -> None:
        """Fill the shape with the corners ``points``; its edge is drawn over a hatch."""
        common: dict[str, Any] = {"closed": True, "linewidth": 0.5, "joinstyle": "miter"}
        fresh = Polygon(points, facecolor=fill, edgecolor="none", alpha=alpha, **common)
        self._add(fresh)
        if hatch:
            # A hatch takes the colour of the edge, so it is a shape of its own.
            self._add(
                Polygon(
                    points, facecolor="none", edgecolor=hatch_colour, hatch=hatch,
                    closed=True, linewidth=0,
                )
            )  # fmt: skip
        if edge != "none":
            self._add(Polygon(points, facecolor="none", edgecolor=edge, **common))

    def box(self, x: float, y: float, width: float, height: float, fill: str, **look: Any) -> None:
        """Fill a rectangle with its upper left corner at ``x``, ``y``; looks as of ``shape``."""
        right, below = x + width, y + height
        self.shape(((x, y), (right, y), (right, below), (x, below)), fill, **look)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = SIZE,
        bold: bool = False,
        italic: bool = False,
        align: Literal["left", "center", "right"] = "left",
        colour: str = INK,
    ) -> None:
        """Write ``words`` on the baseline ``y``, so that ``x`` is their left, center or right."""
        font = _font(size, bold, italic)
        self._add(
            Text(
                x, y, words, color=colour, fontproperties=font, horizontalalignment=align,
                verticalalignment="baseline", parse_math=False,
            )
        )  # fmt: skip

    def _add(self, artist: Artist) -> None:
        # Later ones lie above earlier ones, whatever they are.
        self._drawn += 1
        artist.set_zorder(self._drawn)
        artist.set_transform(self._places)
        self._figure.add_artist(artist)

    def _cut(self, height: float) -> None:
        self._figure.set_size_inches(self.width / _INCH, height / _INCH)
        self._down.clear().scale(1 / _INCH, -1 / _INCH).translate(0, height / _INCH)

    def png(self, height: float, dpi: int) -> bytes:
        """Return the sheet on white, with nothing in it that tells when or by what it was made."""
        self._cut(height)
        self._figure.set_facecolor("white")
        self._figure.set_dpi(dpi)
        out = io.BytesIO()
        with matplotlib.rc_context(_SETTINGS):
            canvas: Any = FigureCanvasAgg(self._figure)
            canvas.print_png(out, metadata={"Software": None})
        return out.getvalue()

    def svg(self, height: float, name: str, title: str) -> str:
        """Return the sheet as an element of its own ids, which begin with ``name``."""
        self._cut(height)
        out = io.StringIO()
        with matplotlib.rc_context(_SETTINGS | {"svg.hashsalt": f"chart {name}"}):
            canvas: Any = FigureCanvasSVG(self._figure)
            canvas.print_svg(out, metadata={"Date": None})
        return for_a_page(out.getvalue(), (self.width, height), name, title, ink=INK)


def width_of(words: str, *, size: float = SIZE, bold: bool = False) -> float:
    """Return how many mm ``words`` take."""
    return _width(words, bold) * size


def fitted(words: str, room: float, *, size: float = SIZE, bold: bool = False) -> str:
    """Return ``words``, cut with "…" where they are wider than ``room`` mm."""
    if width_of(words, size=size, bold=bold) <= room:
        return words
    while words and width_of(words + "…", size=size, bold=bold) > room:
        words = words[:-1].rstrip()
    return words + "…"


@lru_cache(maxsize=4096)
def _width(words: str, bold: bool) -> float:
    """Return the width in mm at a size of one point."""
    size = 100.0
    found = text_to_path.get_text_width_height_descent(words, _font(size, bold, False), False)
    return float(found[0]) * _POINT / size


@lru_cache(maxsize=64)
def _font(size: float, bold: bool, italic: bool) -> FontProperties:
    # By its file: a search by name would find other fonts on other machines.
    return FontProperties(fname=_FOLDER / _FACES[bold, italic], size=size)
