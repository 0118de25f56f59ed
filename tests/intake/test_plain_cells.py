"""What is proved plain for a whole column is what each cell's cleaner makes of it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eid_campaign.intake.cells import (
    Cell,
    clean_birth_date,
    clean_name,
    clean_phone,
    clean_text,
)
from eid_campaign.intake.plain_cells import (
    odd_days,
    odd_names,
    odd_phones,
    odd_texts,
    plain_days,
)

LATEST = date(2024, 11, 5)
PIECES = "Nguyễn Hoàng Lê LÃ Văn Thị THANH Hoà Vaên V¨n Hå Loïc An A nam ghi chó sè Đ Ð ế 1 (x) -"
TEXTS = st.lists(st.sampled_from(PIECES.split()), min_size=1, max_size=4).map(" ".join)
LINES = st.one_of(
    TEXTS,
    st.tuples(TEXTS, st.sampled_from(["", " ", "  ", "\n", "\u00a0", "\u200b", "_x000D_"])).map(
        "".join
    ),
    st.text(max_size=12),
)
DAYS = st.one_of(
    st.dates(date(1890, 1, 1), date(2030, 12, 31)).map(lambda day: day.strftime("%d/%m/%Y")),
    st.from_regex(r"[0-3][0-9]/[01][0-9]/(?:1[89]|20)[0-9]{2}", fullmatch=True),
    st.sampled_from(["", "1956", "5/5/1956", "01/01/1956\n01/01/1957", "０1/01/1956"]),
)


@given(st.lists(LINES, max_size=8))
@settings(deadline=None, max_examples=300)
def test_plain_texts_stay_as_they_are(cells: list[str]) -> None:
    """A text that is not called odd is its own clean text."""
    odd = odd_texts(cells)
    assert {cell: clean_text(cell) for cell in cells if cell not in odd} == {
        cell: cell for cell in cells if cell not in odd
    }


@given(st.sets(LINES, max_size=8))
@settings(deadline=None, max_examples=300)
def test_plain_names_stay_as_they_are(cells: set[Cell]) -> None:
    """A name that is not called odd is clean, and nothing is to be said about it."""
    for cell in cells - odd_names(cells):
        read = clean_name(cell)
        assert (read.value, read.kind, read.rest) == (cell, "", "")


@given(st.lists(DAYS, max_size=8))
@settings(deadline=None, max_examples=300)
def test_plain_days_are_what_the_cleaner_reads(cells: list[str]) -> None:
    """A day told without the cleaner is the cleaner's, and nothing is to be said about it."""
    distinct: set[Cell] = set(cells)
    for cell, iso in plain_days(distinct, odd_days(distinct), LATEST).items():
        read = clean_birth_date(cell, latest=LATEST)
        assert (read.iso, read.kind) == (iso, "")


@given(st.lists(st.from_regex(r"(?:0[0-9]{8,10})?", fullmatch=True), max_size=8))
@settings(deadline=None, max_examples=200)
def test_plain_phones_are_what_the_cleaner_reads(cells: list[str]) -> None:
    """A phone that is not called odd is clean; so is a blank."""
    for cell in set(cells) - odd_phones(cells):
        read = clean_phone(cell)
        assert (read.value, read.kind, read.rest) == (cell, "", "")


@pytest.mark.parametrize(
    "odd",
    [
        912345678,
        912345678.0,
        True,
        date(1990, 5, 1),
        "0912345678\n0912345678",
        "0912345678\n",
        "\n",
        "0900000000",
        " 0912345678",
    ],
    ids=repr,
)
@pytest.mark.parametrize("size", [1, 1023, 1024, 5000])
def test_one_odd_cell_is_found_among_many(odd: Cell, size: int) -> None:
    """A number, a day or two lines in one cell hide behind no number of good cells."""
    good: list[Cell] = [f"09{place:08}" for place in range(1, size)]
    assert odd_phones([*good, odd, *good]) == {odd}


def test_a_good_column_has_no_odd_cells() -> None:
    """Names as lists hold them are all taken as they stand."""
    names: set[Cell] = {"NGUYỄN VĂN AN", "Lê Thanh Hà", "Hoàng Thị Mai", "Bùi Văn Tài"}
    assert odd_names(names) == set()


@pytest.mark.parametrize(
    "name",
    ["ấn định Văn An", "Tổng cộng", "Thôn Đồng Chạ", "Nguyễn", "Lê  Văn An", "Lê Vaên An", ""],
)
def test_what_is_no_plain_name(name: str) -> None:
    """Headings, lone words, double spaces and old fonts are left to be looked at."""
    assert odd_names({name}) == {name}
