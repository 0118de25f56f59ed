"""The terminal: readable at any width, complete at every width."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eid_campaign.document import Column, Document, Kind, Row, Table
from eid_campaign.render.terminal import draw
from eid_campaign.render.values import shown_row
from eid_campaign.wording import use_language

from .sample import COLUMNS, DOCUMENT, ROWS, TOTAL, VILLAGES

Golden = Callable[[str, str], None]
_PERSONS = tuple(column for column in COLUMNS if not column.machine_only)


def _drawn(document: Document, width: int = 80) -> str:
    return draw(document, width=width, colour=False, encoding_ok=True)


def _only(table: Table) -> Document:
    return Document("one", "Một bảng", date(2024, 11, 5), (table,))


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_sample_on_a_screen(language: str, width: int, golden: Golden) -> None:
    """What a person sees at 80 and at 120 columns."""
    use_language(language)
    golden(f"render/screen_{width}_{language}.txt", _drawn(DOCUMENT, width))


@pytest.mark.parametrize("width", range(30, 201, 10))
def test_no_figure_is_ever_cut(width: int) -> None:
    """Every cell of every row is on the screen in one piece, and no line is longer than it."""
    said = _drawn(_only(replace(VILLAGES, columns=_PERSONS[:-1])), width)
    assert max(map(len, said.split("\n"))) <= width
    words = " ".join(said.split())
    for row in ROWS:
        for column, cell in zip(_PERSONS, shown_row(_PERSONS, row), strict=True):
            if column.kind is not Kind.TEXT:
                assert cell in words
    for title in ("Xếp thứ", "Mẫu số", "Đã kích hoạt", "Dự kiến xong"):
        assert set(title.split()) <= set(words.split())


@given(
    counts=st.lists(st.integers(10**9, 10**12), min_size=1, max_size=12),
    rows=st.integers(1, 3),
    width=st.integers(40, 130),
)
@settings(deadline=None, max_examples=30)
def test_no_figure_is_cut_however_large(counts: list[int], rows: int, width: int) -> None:
    """A column of billions is never shortened, at 40 columns or at 130."""
    columns = [Column(f"c{n}", f"Cột số {n}", Kind.COUNT) for n, _count in enumerate(counts)]
    row: Row = {"unit": "Toàn huyện"} | {f"c{n}": number for n, number in enumerate(counts)}
    table = Table("t", "Bảng", (Column("unit", "Đơn vị"), *columns), (row,) * rows)
    said = _drawn(_only(table), width)
    assert max(map(len, said.split("\n"))) <= width
    for number in counts:
        assert said.count(f"{number:,}".replace(",", ".")) >= rows


def test_a_wide_table_of_several_rows_becomes_panels_that_name_their_rows() -> None:
    """At 60 columns every panel repeats the village, so that no figure stands alone."""
    said = _drawn(_only(VILLAGES), 60)
    panels = said.count("Toàn xã")
    assert panels > 1
    assert len(re.findall(r"^ +1  Thôn Đồng", said, re.MULTILINE)) == panels
    assert len(re.findall(r"^ +2  Thôn Eo", said, re.MULTILINE)) == panels


def test_a_wide_table_of_one_row_becomes_a_list() -> None:
    """One commune on a narrow screen: a line for each figure, under its group's heading."""
    table = replace(VILLAGES, rows=(ROWS[0],), total=None, notes=())
    lines = [re.sub(r"\s{2,}", "|", line.strip()) for line in _drawn(_only(table)).split("\n")]
    at = lines.index("Chỉ tiêu A – cấp tài khoản định danh mức 2")
    assert lines[at + 1 : at + 4] == ["Chỉ tiêu|1.037", "Đã cấp mức 2|519", "Tỷ lệ|50,05 %"]


def test_a_list_shows_the_total_beside_the_row() -> None:
    """Where one village is shown with the commune's total, both figures stand on the line."""
    table = replace(VILLAGES, rows=(ROWS[0],), total=TOTAL)
    lines = [line.split() for line in _drawn(_only(table)).split("\n")]
    assert ["Đã", "cấp", "mức", "2", "519", "617"] in lines


def test_colour_is_the_callers_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Escape codes come with colour only, and the words are the same."""
    monkeypatch.delenv("NO_COLOR")
    coloured = draw(DOCUMENT, width=80, colour=True, encoding_ok=True)
    assert "\x1b[" in coloured
    plain = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in plain.split("\n")] == _drawn(DOCUMENT).split("\n")


def test_the_environment_has_no_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """FORCE_COLOR, COLUMNS or a dumb terminal change nothing: the caller has decided."""
    before = _drawn(DOCUMENT)
    for name, value in {"FORCE_COLOR": "1", "COLUMNS": "20", "TERM": "dumb"}.items():
        monkeypatch.setenv(name, value)
    assert _drawn(DOCUMENT) == before


@pytest.mark.parametrize("encoding", ["cp437", "cp1258"])
def test_rules_and_dashes_have_an_ascii_form(encoding: str) -> None:
    """On an old console whatever is not a Vietnamese letter can be shown."""
    said = draw(DOCUMENT, width=80, colour=False, encoding_ok=False)
    lost = {sign for sign in said if not sign.isalpha() and sign.encode(encoding, "ignore") == b""}
    assert lost == set()


def test_a_village_name_cannot_write_markup_or_escapes() -> None:
    """Brackets are shown as they are; an escape character is not passed on."""
    row = {"village": "[bold]Thôn 1[/bold] :smile: \x1b[2J"}
    said = _drawn(_only(Table("t", "Bảng", (Column("village", "Thôn"),), (row,))))
    assert "[bold]Thôn 1[/bold] :smile: [2J" in said


def test_a_percent_sign_stays_with_its_number() -> None:
    """A line of a paragraph never begins with "%"."""
    for width in range(30, 90):
        assert not re.search(r"^%", _drawn(DOCUMENT, width), re.MULTILINE)
