"""The page in a real browser: it is sorted, printed, read on a phone and in the dark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from math import hypot
from pathlib import Path
from typing import Any

import pytest
from pypdf import PageObject
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from eid_campaign.document import Column, Document, Kind, Table
from eid_campaign.render.formats import render

from .browser import Browser, started
from .sample import COLUMNS, REPORT, TILES
from .test_html import HOSTILE, _with

MEASURES = (Path(__file__).parent / "measures.js").read_text(encoding="utf-8")
MONTH = date(2024, 11, 1)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for all tests of this file."""
    with started(tmp_path_factory.mktemp("browser")) as found:
        yield found


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


def _mark(number: int) -> str:
    """Return a remark of some lines that shows where it begins and where it ends."""
    middle = "nhiều người đi làm ăn xa chưa về " * (1 + number % 7)
    return f"mở{number}mở {middle}đóng{number}đóng"


LONG = Table(
    "long",
    "Bảng dài",
    (*COLUMNS[1:9], Column("remark", "Cuối hàng")),
    tuple({"village": f"Thôn {number}", "remark": _mark(number)} for number in range(1, 61)),
    total={"village": "Toàn xã", "base": 3053},
)


def test_paper_is_a4_with_whole_rows_under_repeated_headings(browser: Browser) -> None:
    """Every sheet of a long table has both lines of headings and no row is cut; one total."""
    browser.open(render(replace(REPORT, blocks=(LONG, *REPORT.blocks)), "html"))
    printed = browser.printed()
    sizes = {tuple(round(float(side)) for side in page.mediabox[2:]) for page in printed.pages}
    assert sizes == {(595, 842), (842, 595)}
    texts = [" ".join(page.extract_text().split()) for page in printed.pages]
    sheets = [text for text in texts if "mở" in text]
    assert len(sheets) > 2
    numbers = []
    for text in sheets:
        begun, ended = (re.findall(rf"{word}(\d+){word}", text) for word in ("mở", "đóng"))
        assert begun == ended
        numbers += begun
        for heading in ("Chỉ tiêu B", "Cuối hàng", "Đã kích hoạt"):
            assert heading in text, "the headings are not repeated"
    assert numbers == [str(number) for number in range(1, 61)]
    assert sum(text.count("3.053") for text in texts) == 2  # LONG's and the report's own


def _letters(page: PageObject) -> list[float]:
    """Return the height in points of every text on a sheet."""
    heights: list[float] = []

    def seen(text: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:
        if text.strip():
            heights.append(size * hypot(tm[2], tm[3]) * hypot(cm[2], cm[3]))

    page.extract_text(visitor_text=seen)
    return heights


CROWDED = Table(
    "crowded",
    "Bảng rộng",
    tuple(
        Column(f"{column.id}{copy}", column.title, column.kind, f"{column.group} {copy}")
        for copy in (1, 2)
        for column in COLUMNS[:11]
    ),
    ({"village1": "Thôn Đồng Chạ", "base1": 20735, "rate_a1": 1, "target_a2": 103745},) * 3,
)


def test_the_widest_table_is_printed_whole_and_can_be_read(browser: Browser) -> None:
    """Twenty-two columns on a sheet on its side: nothing beyond its edge, letters of 8 points."""
    browser.open(render(Document("d", "Thử", MONTH, (CROWDED,)), "html"))
    (sheet,) = [page for page in browser.printed().pages if page.mediabox.width > 600]
    assert min(_letters(sheet)) >= 8
    browser.ask("document.body.style.width = '262mm'")  # the width inside the margins
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    room, table = browser.ask(
        "return ['.scroll', 'table'].map((name) => document.querySelector(name))"
        ".map((found) => found.getBoundingClientRect().width)"
    )
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert table <= room + 0.5


def test_tiles_and_signature_stay_together_on_paper(browser: Browser) -> None:
    """A map is on one sheet with its caption, a signature with its name; colours are printed."""
    browser.open(render(REPORT, "html"))
    kept = browser.ask(
        "return getComputedStyle(document.querySelector('.tile .level')).printColorAdjust"
    )
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    printing = browser.ask(
        "return getComputedStyle(document.querySelector('.tile .level')).printColorAdjust"
    )
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    assert (kept, printing) == ("economy", "exact")
    texts = [page.extract_text() for page in browser.printed().pages]
    for first, last in (("Bản đồ các thôn", "Ô càng đầy"), ("KT. TRƯỞNG", "Lê Văn Mẫu")):
        assert [first in text for text in texts] == [last in text for text in texts]


def test_a_letter_is_signed_on_paper_only(browser: Browser) -> None:
    """On a screen it tells whose report it is; number, addressees and signer are for paper."""
    browser.open(render(REPORT, "html"))
    on_screen = browser.ask("return document.body.innerText")
    on_paper = " ".join(page.extract_text() for page in browser.printed().pages)
    assert "CÔNG AN XÃ MẪU SƠN" in on_screen
    assert "CÔNG AN XÃ MẪU SƠN" in on_paper
    for words in ("Số: ……/BC-CAX", "Kính gửi:", "Nơi nhận:", "Lê Văn Mẫu"):
        assert words not in on_screen
        assert words in on_paper
