"""The page as a real browser prints it: A4, whole rows, repeated headings, a letter to sign."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from math import hypot
from typing import Any

from pypdf import PageObject

from eid_campaign.document import Column, Document, Table
from eid_campaign.render.formats import render

from .browser import Browser
from .sample import COLUMNS, REPORT

MONTH = date(2024, 11, 1)


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


def test_a_list_is_on_the_sheet_of_its_title(browser: Browser) -> None:
    """A wide table takes the title above it and the foot below it onto its side."""
    browser.open(render(Document("d", "Danh sách", MONTH, (CROWDED,), source="Nguồn"), "html"))
    (sheet,) = browser.printed().pages
    text = sheet.extract_text()
    assert sheet.mediabox.width > sheet.mediabox.height
    assert all(words in text for words in ("Danh sách", "Bảng rộng", "Nguồn:"))


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
