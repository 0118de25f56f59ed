"""The page in a real browser: it is sorted, read on a phone and in the dark.

On paper it is in ``test_html_paper.py``.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from eid_campaign.document import Column, Document, Kind, Table
from eid_campaign.render.formats import render

from .browser import Browser
from .sample import REPORT, TILES
from .test_html import HOSTILE, _with

MEASURES = (Path(__file__).parent / "measures.js").read_text(encoding="utf-8")
MONTH = date(2024, 11, 1)


VILLAGES = ("Thôn Đồng Chạ", "Thôn Eo Lê", "Thôn 11", "Thôn Dương", "Thôn 3")
UNSORTED = Table(
    "t",
    "Bảng",
    (
        Column("village", "Thôn"),
        Column("base", "Mẫu số", Kind.COUNT, "Nhóm"),
        Column("change", "Thay đổi", Kind.CHANGE, "Nhóm"),
        Column("finish", "Dự kiến xong", Kind.DATE),
    ),
    tuple(
        {"village": village, "base": base, "change": change, "finish": finish}
        for village, base, change, finish in zip(
            VILLAGES,
            (2073, 980, None, 45, 1037),
            (12, -3, 0, -14, 9),
            (date(2024, 12, 5), None, date(2025, 1, 2), date(2024, 11, 30), date(2024, 12, 31)),
            strict=True,
        )
    ),
    total={"village": "Toàn xã", "base": 4135},
)
SORTABLE = Document("d", "Thử", MONTH, (UNSORTED,))


def _first_column(browser: Browser) -> list[str]:
    """Return what the rows are named, from the top down, the total too."""
    found: list[str] = browser.ask(
        "return [...document.querySelectorAll('tbody tr, tfoot tr')]"
        ".map((row) => row.cells[0].textContent)"
    )
    return found


def _press(browser: Browser, column: int, how: str = "click") -> str | None:
    """Press the heading of ``column`` and return its aria-sort."""
    heading = browser.driver.find_element(By.CSS_SELECTOR, f"th[data-column='{column}']")
    button = heading.find_element(By.TAG_NAME, "button")
    if how == "click":
        button.click()
    else:
        button.send_keys(how)
    return heading.get_attribute("aria-sort")


@pytest.mark.parametrize(
    ("column", "upwards", "downwards"),
    [
        # Vietnamese: d before đ before e; 3 before 11.
        (0, (4, 2, 3, 0, 1), (1, 0, 3, 2, 4)),
        # As numbers, not as letters: 45, 980, 1.037, 2.073; what is not known is last both ways.
        (1, (3, 1, 4, 0, 2), (0, 4, 1, 3, 2)),
        (2, (3, 1, 2, 4, 0), (0, 4, 2, 1, 3)),
        # As days, not as they are written: 30/11/2024 before 02/01/2025.
        (3, (3, 0, 4, 2, 1), (2, 4, 0, 3, 1)),
    ],
    ids=["text", "count", "change", "date"],
)
def test_a_heading_sorts_upwards_downwards_and_back(
    browser: Browser, column: int, upwards: tuple[int, ...], downwards: tuple[int, ...]
) -> None:
    """Three presses, three orders; the total stays last in each."""
    browser.open(render(SORTABLE, "html"))
    for state, order in (("ascending", upwards), ("descending", downwards), (None, range(5))):
        assert _press(browser, column) == state
        assert _first_column(browser) == [*(VILLAGES[place] for place in order), "Toàn xã"]


def test_the_keyboard_sorts_and_the_order_is_told(browser: Browser) -> None:
    """Enter and the space bar press a heading; only one heading says that it sorts."""
    browser.open(render(SORTABLE, "html"))
    assert _press(browser, 0, Keys.ENTER) == "ascending"
    assert _press(browser, 1, Keys.SPACE) == "ascending"
    assert browser.ask("return document.querySelectorAll('[aria-sort]').length") == 1
    told = browser.ask("return document.querySelector('[role=status]').textContent")
    assert told == "Đã xếp tăng dần theo Mẫu số"


@pytest.mark.parametrize("hostile", [False, True], ids=["report", "hostile"])
def test_the_page_asks_for_nothing_and_complains_of_nothing(
    browser: Browser, hostile: bool
) -> None:
    """No request, no error on the console, one script, even with a script in every field."""
    browser.open(render(_with(HOSTILE, REPORT) if hostile else REPORT, "html"))
    _press(browser, 0)
    assert browser.requested() == []
    assert browser.complaints() == []
    assert browser.ask("return document.scripts.length") == 1
    assert browser.ask("return document.querySelectorAll('[onclick]').length") == 0


def test_a_script_that_got_in_would_not_run(browser: Browser) -> None:
    """The policy lets only the page's own script run, whatever a mistake lets through."""
    page = render(REPORT, "html").replace(b"</main>", b"<script>document.title='x'</script></main>")
    browser.open(page)
    assert browser.ask("return document.title") == REPORT.title
    assert any("Content Security Policy" in said for said in browser.complaints())


LONG_WORD = "Đồng" * 40
PHONE = replace(
    REPORT,
    title=f"Báo cáo {LONG_WORD}",
    blocks=(*REPORT.blocks, replace(TILES, tiles=(replace(TILES.tiles[0], name=LONG_WORD),))),
)


@pytest.mark.parametrize("document", [REPORT, PHONE, SORTABLE], ids=["report", "long", "small"])
def test_a_phone_never_scrolls_the_page_sideways(browser: Browser, document: Document) -> None:
    """At 360 pixels only a table's own box scrolls, and no letter is below 12 pixels."""
    browser.open(render(document, "html"), width=360)
    page, window = browser.ask("return [document.documentElement.scrollWidth, innerWidth]")
    assert page <= window == 360
    assert browser.ask(f"{MEASURES}; return small(12)") == []


def test_the_name_of_a_row_stays_in_sight(browser: Browser) -> None:
    """A wide table scrolls inside its box under the name of the village."""
    browser.open(render(REPORT, "html"), width=360)
    left, box, scrolled = browser.ask(
        "const box = document.querySelector('.scroll'); box.scrollLeft = 300;"
        "const left = (at) => at.getBoundingClientRect().left;"
        "return [left(box.querySelector('tbody th')), left(box), box.scrollLeft]"
    )
    assert (left, scrolled) == (box, 300)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_every_text_stands_out_from_its_ground(browser: Browser, dark: bool, width: int) -> None:
    """Contrast is at least 4.5:1, on the full part of a tile too; dark is dark."""
    browser.open(render(REPORT, "html"), width=width, dark=dark)
    assert browser.ask(f"{MEASURES}; return texts().length") > 60
    assert browser.ask(f"{MEASURES}; return faint(4.5)") == []
    ground = browser.ask(f"{MEASURES}; return luminance(grounds(document.body)[0])")
    assert (ground < 0.1) is dark


@pytest.mark.parametrize(("width", "name"), [(1280, "broad"), (360, "narrow")])
def test_a_chart_is_seen_once_and_called_by_its_caption(
    browser: Browser, width: int, name: str
) -> None:
    """Of its two drawings the one that fits the screen is shown, whole, named by the caption."""
    browser.open(render(REPORT, "html"), width=width)
    drawings = browser.driver.find_elements(By.CSS_SELECTOR, ".drawing")
    seen = [drawing for drawing in drawings if drawing.is_displayed()]
    assert len(drawings) == 2 * len(seen) == 2 * len(REPORT.charts)
    assert {drawing.get_attribute("class") for drawing in seen} == {f"drawing {name}"}
    assert [each.accessible_name for each in seen] == [each.caption for each in REPORT.charts]
    assert all(0 < drawing.rect["width"] <= width - 32 for drawing in seen)
