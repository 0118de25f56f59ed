"""Counts of the appendix: the dot parts thousands, whatever a spreadsheet made of it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eid_campaign.intake.cells import Cell, clean_count


@pytest.mark.parametrize(
    ("cell", "value", "kind"),
    [
        ("7.125", 7125, ""),
        ("39.673", 39673, ""),
        ("1.037.000", 1037000, ""),
        ("1 037", 1037, ""),
        ("1\u00a0037", 1037, ""),
        ("1.037 người", 1037, ""),
        ("45 trường hợp", 45, ""),
        ("2073", 2073, ""),
        (958, 958, ""),
        (958.0, 958, ""),
        ("958.0", 958, ""),
        (7.125, 7125, "count_thousands_restored"),
        (2.79, 2790, "count_thousands_restored"),
        (1.06, 1060, "count_thousands_restored"),
        ("1.06", 1060, "count_thousands_restored"),
        (39.673, 39673, "count_thousands_restored"),
        ("7,125", 7125, "count_comma_is_thousands"),
        ("1.O37", 1037, "count_letters_mended"),
        ("-", 0, "count_dash_is_zero"),
        ("Không", 0, "count_dash_is_zero"),
        ("", None, ""),
        ("1037/2073", None, "count_is_ratio"),
        ("50%", None, "count_is_share"),
        (0.5002, None, "count_is_share"),
        ("50,02", None, "count_unreadable"),
        (1234.5, None, "count_unreadable"),
        (-5, None, "count_unreadable"),
        (True, None, "count_unreadable"),
        (date(2005, 12, 7), None, "count_unreadable"),
        ("Cẩm Tân", None, "count_unreadable"),
    ],
)
def test_a_count_is_read_as_printed(cell: Cell, value: int | None, kind: str) -> None:
    """7.125 is 7125 as text and as a float; a share or a ratio is no count."""
    read = clean_count(cell)
    assert (read.value, read.kind) == (value, kind)


@pytest.mark.parametrize(
    ("cell", "alternatives"),
    [(2, (2000,)), (2.0, (2000,)), ("2", (2000,)), (958, (958000,)), (2073, ()), ("", (0,))],
)
def test_what_the_cell_alone_cannot_tell_is_offered(
    cell: Cell, alternatives: tuple[int, ...]
) -> None:
    """2 may be 2.000 typed into an English Excel: the table's identities decide."""
    assert clean_count(cell).alternatives == alternatives


@given(st.integers(1000, 999_999))
def test_thousands_survive_every_spreadsheet(count: int) -> None:
    """Printed with dots, read as an English float or kept whole, a count comes back."""
    printed = f"{count:,}".replace(",", ".")
    assert clean_count(printed).value == count
    assert clean_count(count).value == count
    as_float = clean_count(float(printed))
    assert count in (as_float.value, *as_float.alternatives)


@given(st.one_of(st.text(), st.text("0123456789., /%-"), st.integers(), st.floats()))
def test_any_cell_gives_a_count_or_none(cell: Cell) -> None:
    """The cleaner never raises and never counts below nought."""
    read = clean_count(cell)
    assert read.value is None or read.value >= 0
