"""Charts: every kind, what is not known, many panels; SVG that fits any page, PNG of its width."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from fractions import Fraction
from xml.etree import ElementTree

import pytest
from PIL import Image

from eid_campaign.document import Chart, ChartKind, Kind, Panel, Series
from eid_campaign.render.chart_scale import day_steps, round_steps, step_said
from eid_campaign.render.charts import chart_png, chart_svg
from eid_campaign.wording import use_language

from .sample import BARS, DAYS, LINES, SMALL_MULTIPLES, STACKED

ONE_POINT = replace(
    LINES, id="one", marks=(), panels=(Panel("", (Series("a", "Đã cấp", ((DAYS[0], 12),)),)),)
)
UNKNOWN = replace(
    LINES,
    id="unknown",
    panels=(Panel("", (Series("a", "Đã cấp", tuple((day, None) for day in DAYS)),)),),
)
EMPTY = replace(LINES, id="empty", panels=())
THIRTY = replace(
    SMALL_MULTIPLES,
    id="thirty",
    panels=tuple(
        replace(SMALL_MULTIPLES.panels[number % 11], title=f"Thôn {number}") for number in range(30)
    ),
    marks=LINES.marks,
)
OVER = replace(
    LINES,
    id="over",
    values=Kind.RATE,
    panels=(
        Panel("", (Series("a", "Tỷ lệ", ((DAYS[0], Fraction(0)), (DAYS[2], Fraction(23, 20)))),)),
    ),
)
SILENT = Chart(
    "silent",
    "Chưa ai báo cáo",
    ChartKind.BARS,
    (Panel("", (Series("a", "Tỷ lệ", (("Thôn 1", None), ("Thôn 2", None))),)),),
    "Chưa thôn nào báo cáo.",
    values=Kind.RATE,
)
ALL = (
    LINES, SMALL_MULTIPLES, STACKED, BARS, ONE_POINT, UNKNOWN, EMPTY, THIRTY, OVER, SILENT,
    replace(STACKED, id="none", panels=(Panel("", ()),)),
)  # fmt: skip
_SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("chart", ALL, ids=lambda chart: chart.id)
@pytest.mark.parametrize("width", [95, 165])
def test_every_chart_is_an_element_for_a_page(chart: Chart, width: float) -> None:
    """Well formed, without prolog, named for who cannot see it, its width in millimetres."""
    svg = chart_svg(chart, width_mm=width)
    assert svg.startswith("<svg ")
    root = ElementTree.fromstring(svg)
    assert (root.tag, root.get("role"), root.get("width")) == (f"{_SVG}svg", "img", f"{width}mm")
    title = root.find(f"{_SVG}title")
    assert title is not None
    assert title.text == chart.caption
    # A style sheet would change the page around it, a script or a link would leave it.
    assert not re.search(r"<style|<script|<metadata|<!--|https?://(?!www\.w3\.org)", svg)


@pytest.mark.parametrize("chart", ALL, ids=lambda chart: chart.id)
def test_a_picture_has_the_width_asked_for(chart: Chart) -> None:
    """165 mm at 200 points an inch are 1299 pixels; the ground is white."""
    picture = Image.open(io.BytesIO(chart_png(chart, width_mm=165)))
    assert picture.format == "PNG"
    assert picture.width == pytest.approx(165 / 25.4 * 200, abs=1)
    assert picture.convert("RGB").getpixel((picture.width - 1, picture.height - 1)) == (255,) * 3


def test_the_same_chart_gives_the_same_bytes() -> None:
    """In another process too, so that neither chance nor clock gets in."""
    code = (
        "import hashlib; from eid_campaign.wording import use_language; use_language('vi');"
        "from tests.render.sample import BARS, LINES, STACKED;"
        "from eid_campaign.render.charts import chart_png, chart_svg;"
        "print([hashlib.sha256(made).hexdigest() for chart in (LINES, STACKED, BARS) for made in"
        " (chart_svg(chart, width_mm=165).encode(), chart_png(chart, width_mm=165))])"
    )
    done = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        for _time in range(2)
    ]
    assert done[0].stdout == done[1].stdout != ""


def test_two_charts_of_a_page_share_no_id() -> None:
    """Else one would borrow the other's letters."""
    ids = [
        set(re.findall(r' id="([^"]+)"', chart_svg(chart, width_mm=165)))
        for chart in (LINES, STACKED, BARS)
    ]
    assert all(ids)
    assert len(set.union(*ids)) == sum(map(len, ids))


def test_what_is_referred_to_is_there() -> None:
    """Letters and hatches are found under their new ids."""
    svg = chart_svg(STACKED, width_mm=165)
    used = set(re.findall(r'(?:href="#|url\(#)([^")]+)', svg))
    assert used <= set(re.findall(r' id="([^"]+)"', svg))


def test_words_and_axes_take_the_colour_of_the_page() -> None:
    """So that they are seen on a dark one; nothing is left in the drawing's own ink."""
    svg = chart_svg(LINES, width_mm=165)
    assert "currentColor" in svg
    assert "#1b1b1d" not in svg
    assert "#000000" not in svg


def test_a_caption_cannot_write_markup() -> None:
    """It is escaped in the title."""
    svg = chart_svg(replace(BARS, caption="<b>1 & 2</b>"), width_mm=95)
    assert "<title>&lt;b&gt;1 &amp; 2&lt;/b&gt;</title>" in svg


def test_stages_are_told_apart_without_colour() -> None:
    """Some parts of a bar are hatched, and each has an edge."""
    svg = chart_svg(STACKED, width_mm=165)
    assert svg.count("<pattern ") >= 2
    assert "stroke: currentColor" in svg


def test_an_outlook_is_dashed_and_has_an_area() -> None:
    """It is not taken for what was achieved."""
    svg = chart_svg(LINES, width_mm=165)
    assert "stroke-dasharray" in svg
    assert re.search(r"(fill-)?opacity: 0\.22", svg)


def test_the_language_is_the_readers() -> None:
    """Asked for again in English, the same chart is drawn anew."""
    vietnamese = chart_svg(LINES, width_mm=165)
    use_language("en")
    assert chart_svg(LINES, width_mm=165) != vietnamese


def test_many_panels_stay_on_one_page() -> None:
    """Thirty villages are no higher than A4 less its margins."""
    root = ElementTree.fromstring(chart_svg(THIRTY, width_mm=165))
    assert float(str(root.get("height")).removesuffix("mm")) <= 230


def test_drawing_is_not_loaded_before_it_is_needed() -> None:
    """A document without a chart does not wait for matplotlib."""
    code = "import sys, eid_campaign.render.charts; print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


# fmt: off
STEPS = [
    # highest, most     figures beside the scale
    (1037,           5, ["0", "500", "1.000"]),
    (12,             5, ["0", "5", "10"]),
    (3,              5, ["0", "1", "2", "3"]),
    (1,              5, ["0", "", "", "", "", "1"]),
    (0,              5, ["0"]),
]
# fmt: on


@pytest.mark.parametrize(("highest", "most", "said"), STEPS)
def test_a_scale_has_round_figures(highest: int, most: int, said: list[str]) -> None:
    """Whole people only; a part of a person is not written."""
    steps = [step_said(step, Kind.COUNT) for step in round_steps(highest, most)]
    assert [step for step in steps if step] == [step for step in said if step]


def test_a_scale_of_rates_goes_beyond_the_whole() -> None:
    """115 % is on it."""
    said = [step_said(step, Kind.RATE) for step in round_steps(Fraction(23, 20), 5)]
    assert said == ["0 %", "50 %", "100 %"]


def test_days_are_whole_weeks_apart() -> None:
    """As the reports come; never more than asked for."""
    days = list(day_steps(date(2024, 11, 5), date(2024, 12, 31), 5))
    assert days == [date(2024, 11, 5), date(2024, 11, 19), date(2024, 12, 3), date(2024, 12, 17),
                    date(2024, 12, 31)]  # fmt: skip
