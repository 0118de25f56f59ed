"""The page for a browser: what stands in it, nothing of it taken for markup, nothing from outside.

What a browser makes of it is in ``test_html_browser.py``.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from fractions import Fraction
from html.parser import HTMLParser
from typing import Any

import pytest

from eid_campaign.document import Column, Document, Kind, Table, Text, Tile, Tiles
from eid_campaign.render.formats import render
from eid_campaign.wording import use_language

from .sample import DOCUMENT, REPORT, TILES

Golden = Callable[[str, str], None]
HARMLESS = "§§ "
HOSTILE = "</title></style></script><script>alert(1)</script><b onclick='x'>\" ' & {{ 7*7 }}"
DRAWING = re.compile(r'<div class="drawing .*?</svg>\s*</div>', re.DOTALL)


def _page(document: Document) -> str:
    return render(document, "html").decode()


def _body(document: Document) -> str:
    """Return what the page says: its body less the script, the drawings and blank lines."""
    body = _page(document).partition("<body>")[2].partition("<script>")[0]
    lines = DRAWING.sub("", body).splitlines()
    return "\n".join(line for line in lines if line.strip()) + "\n"


@pytest.mark.parametrize(
    ("document", "language", "name"),
    [(DOCUMENT, "vi", "page_vi"), (DOCUMENT, "en", "page_en"), (REPORT, "vi", "page_report_vi")],
)
def test_the_sample_as_a_page(document: Document, language: str, name: str, golden: Golden) -> None:
    """Headings, tables with grouped headings, tiles, letterhead, notes; drawings aside."""
    use_language(language)
    golden(f"render/{name}.html", _body(document))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_names_its_language(language: str) -> None:
    """So that a screen reader speaks it as what it is."""
    use_language(language)
    assert _page(DOCUMENT).startswith(f'<!doctype html>\n<html lang="{language}">')


class _Markup(HTMLParser):
    """Gathers tags with the names of their attributes, and the text between them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.text = ""
        self.feed(DRAWING.sub("", page))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _value in attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def _with(words: str, value: Any) -> Any:
    """Return ``value`` with ``words`` before every text in it, names of columns included."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return words + value if value else value
    if isinstance(value, tuple):
        return tuple(_with(words, each) for each in value)
    if isinstance(value, dict):
        return {_with(words, key): _with(words, each) for key, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        changed = {each.name: _with(words, getattr(value, each.name)) for each in fields(value)}
        return replace(value, **changed)
    return value


@pytest.mark.parametrize("document", [DOCUMENT, REPORT], ids=["document", "report"])
def test_nothing_a_document_says_becomes_markup(document: Document) -> None:
    """With a script in every field the page has the very tags and attributes it has without."""
    harmless, hostile = (_Markup(_page(_with(words, document))) for words in (HARMLESS, HOSTILE))
    assert hostile.tags == harmless.tags
    assert [tag for tag, _names in hostile.tags].count("script") == 1
    # As many times as the harmless words; a title may be told twice, in the contents and above.
    said = re.sub(r"\s+", " ", hostile.text)
    assert said.count("<script>alert(1)</script>") == harmless.text.count(HARMLESS)
    assert "{{ 7*7 }}" in said


@pytest.mark.parametrize("document", [DOCUMENT, REPORT], ids=["document", "report"])
def test_nothing_is_fetched_from_anywhere(document: Document) -> None:
    """No address but anchors in the page itself and an empty icon; the policy forbids the rest."""
    page = re.sub(r'\bxmlns(:\w+)?="[^"]*"', "", _page(document))
    outside = r"""https?:|ftp:|@import|url\(\s*["']?(?!#)|\bsrc\s*=|\bhref="(?!#|data:,")|//cdn"""
    assert not re.search(outside, page, re.IGNORECASE)
    assert 'content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;;' in page


def test_a_change_is_told_by_sign_and_word_not_by_colour() -> None:
    """An arrow to be seen, a word to be heard, the sign for both; no change has its own sign."""
    columns = (Column("village", "Thôn"), Column("change", "Thay đổi", Kind.CHANGE))
    rows = tuple({"village": "Thôn 1", "change": value} for value in (12, -3, 0, None))
    page = _body(Document("d", "Thử", date(2024, 11, 5), (Table("t", "Bảng", columns, rows),)))
    told = [_Markup(cell).text.strip() for cell in re.findall(r"<td.*?</td>", page)]
    assert told == ["▲tăng 12", "▼giảm 3", "=không đổi", "–"]


def test_cells_carry_the_bare_value_they_are_sorted_by() -> None:
    """1.037 as 1037, a rate with six decimals, an ISO day; nothing where nothing is known."""
    cells = dict(re.findall(r'data-value="([^"]*)">([^<]*)<', _body(DOCUMENT)))
    assert cells["1037"] == "1.037"
    assert cells["0.500482"] == "50,05 %"
    assert cells["2024-12-05"] == "05/12/2024"
    assert 'class="rate">–<' in _body(DOCUMENT)


@pytest.mark.parametrize(
    ("rate", "level", "above"),
    [
        (Fraction(0), "0%", False),
        (Fraction(1, 3), "33.3%", False),
        (Fraction(1), "100%", False),
        (Fraction(41, 39), "100%", True),
        (Fraction(3), "100%", True),
    ],
)
def test_a_tile_is_as_full_as_its_rate(rate: Fraction, level: str, above: bool) -> None:
    """Full is full, and above 100 % it says so in words."""
    tiles = replace(TILES, tiles=(Tile("Thôn 1", rate, "nói"),))
    page = _body(Document("d", "Thử", date(2024, 11, 5), (tiles,)))
    assert re.findall(r'style="height: ([^"]*)"', page) == [level]
    assert ("trên 100 %" in page) is above


def test_a_tile_without_a_report_is_not_one_at_zero() -> None:
    """It has no level at all, and a look of its own."""
    tiles = Tiles("m", "Bản đồ", (Tile("Thôn 3", None, "chưa báo cáo"),), "Chú thích.")
    page = _body(Document("d", "Thử", date(2024, 11, 5), (tiles,)))
    assert '<li class="tile silent">' in page
    assert "height:" not in page


@pytest.mark.parametrize(
    ("levels", "tags"),
    [((1, 2, 2, 1), ["h2", "h3", "h3", "h2"]), ((2, 2), ["h2", "h2"]), ((2, 3), ["h2", "h3"])],
)
def test_headings_leave_out_no_level(levels: tuple[int, ...], tags: list[str]) -> None:
    """The first below the title of the page is always of the second level."""
    texts = tuple(Text(f"Mục {number}", ("Câu.",), level) for number, level in enumerate(levels))
    page = _body(Document("d", "Thử", date(2024, 11, 5), texts))
    assert re.findall(r"<(h[2-6])", page) == tags


def test_what_is_only_for_files_and_chats_is_left_out() -> None:
    """No table for files only, no column for programs, no card, chat text, speech, next step."""
    hidden = Table("h", "Bảng dài", (Column("a", "Cột dài"),), ({"a": "ô dài"},), files_only=True)
    text = _Markup(_page(replace(REPORT, blocks=(*REPORT.blocks, hidden)))).text
    for words in ("Bảng dài", "Mã thôn", "📌", "Kính thưa", "212 còn 635"):
        assert words not in text
    assert "eidc report" not in _Markup(_page(DOCUMENT)).text


def test_ids_are_unique_in_the_page() -> None:
    """Anchors, captions and what drawings refer to; two drawings of a chart included."""
    ids = re.findall(r'\bid="([^"]*)"', DRAWING.sub("", _page(REPORT)))
    assert len(ids) == len(set(ids))


def test_a_page_without_charts_loads_only_its_template_engine() -> None:
    """And the table of formats not even that."""
    code = (
        "import sys; from eid_campaign.render.formats import render, FORMATS\n"
        "from tests.render.sample import DOCUMENT\n"
        "before = {'jinja2'} & set(sys.modules); render(DOCUMENT, 'html')\n"
        "print(before, {'matplotlib', 'numpy', 'xlsxwriter'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set() set()"
