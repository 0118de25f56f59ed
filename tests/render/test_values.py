"""Values look as a Vietnamese clerk writes them, and are rounded in whole numbers."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eid_campaign.document import Column, Kind, Value
from eid_campaign.render.values import machine, one_line, shown, shown_row
from eid_campaign.wording import rounded, use_language

# fmt: off
LOOKS = [
    # kind         value                   vi             en
    (Kind.COUNT,   0,                      "0",           "0"),
    (Kind.COUNT,   1037,                   "1.037",       "1,037"),
    (Kind.COUNT,   1234567,                "1.234.567",   "1,234,567"),
    (Kind.COUNT,   -1037,                  "−1.037",      "−1,037"),
    (Kind.CHANGE,  12,                     "▲ 12",        "▲ 12"),
    (Kind.CHANGE,  0,                      "= 0",         "= 0"),
    (Kind.CHANGE,  -3,                     "▼ 3",         "▼ 3"),
    (Kind.CHANGE,  1200,                   "▲ 1.200",     "▲ 1,200"),
    (Kind.RATE,    Fraction(1037, 2073),   "50,02 %",     "50.02 %"),
    (Kind.RATE,    Fraction(0),            "0,00 %",      "0.00 %"),
    (Kind.RATE,    1,                      "100,00 %",    "100.00 %"),
    (Kind.RATE,    Fraction(41, 39),       "105,13 %",    "105.13 %"),
    (Kind.RATE,    Fraction(25),           "2.500,00 %",  "2,500.00 %"),
    (Kind.DATE,    date(2024, 11, 5),      "05/11/2024",  "5 Nov 2024"),
    (Kind.RANK,    1,                      "1",           "1"),
    (Kind.TEXT,    "Cẩm Tân",              "Cẩm Tân",     "Cẩm Tân"),
    (Kind.TEXT,    2024,                   "2024",        "2024"),
]
# fmt: on


@pytest.mark.parametrize(("kind", "value", "vi", "en"), LOOKS)
def test_a_value_looks_as_the_language_writes_it(
    kind: Kind, value: Value, vi: str, en: str
) -> None:
    """1.037 · 50,02 % · 05/11/2024 in Vietnamese; 1,037 · 50.02 % · 5 Nov 2024 in English."""
    assert shown(value, kind) == vi
    use_language("en")
    assert shown(value, kind) == en


@pytest.mark.parametrize("kind", Kind)
def test_what_is_not_known_is_a_dash(kind: Kind) -> None:
    """A rate without a base, or a unit without a rank, is "–" and for programs null."""
    assert shown(None, kind) == "–"
    assert machine(None, kind) is None


# fmt: off
HALVES = [
    # exact share         percent      as a float it would be
    (Fraction(1, 800),    "0,13 %"),  # 0,125 %: half up, Python's round gives 0,12
    (Fraction(3, 800),    "0,38 %"),  # 0,375 %
    (Fraction(201, 20000), "1,01 %"),  # 1,005 %: a float is just below the half
    (Fraction(5001, 100000), "5,00 %"),  # 5,001 %
    (Fraction(9999, 10000), "99,99 %"),
    (Fraction(99996, 100000), "100,00 %"),
]
# fmt: on


@pytest.mark.parametrize(("share", "percent"), HALVES)
def test_a_rate_is_rounded_half_up(share: Fraction, percent: str) -> None:
    """Exactly half-way goes up, whatever a float would make of it."""
    assert shown(share, Kind.RATE) == percent


@given(st.fractions(min_value=0, max_value=3), st.integers(0, 6))
def test_rounding_is_never_more_than_half_a_unit_off(share: Fraction, places: int) -> None:
    """And it is off by a half only upwards."""
    error = rounded(share, places) - share * 10**places
    assert Fraction(-1, 2) < error <= Fraction(1, 2)


@given(st.fractions(min_value=0, max_value=3))
def test_a_programs_rate_is_the_exact_rate_to_six_places(share: Fraction) -> None:
    """0.500241 for 1037/2073."""
    value = machine(share, Kind.RATE)
    assert isinstance(value, float)
    assert round(value * 10**6) == rounded(share, 6)


# fmt: off
CONFUSED = [
    (Kind.COUNT,  "1.037"),
    (Kind.COUNT,  Fraction(1, 2)),
    (Kind.CHANGE, date(2024, 11, 5)),
    (Kind.RATE,   "50 %"),
    (Kind.RANK,   "nhất"),
    (Kind.DATE,   "05/11/2024"),
    (Kind.TEXT,   Fraction(1, 2)),
]
# fmt: on


@pytest.mark.parametrize(("kind", "value"), CONFUSED)
def test_a_column_holds_only_its_kind(kind: Kind, value: Value) -> None:
    """A text in a number column would be neither aligned nor made harmless, so it is refused."""
    with pytest.raises(TypeError, match=kind):
        shown(value, kind)
    with pytest.raises(TypeError, match=kind):
        machine(value, kind)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Thôn  1\nThôn 2\t3", "Thôn 1 Thôn 2 3"),
        ("\x1b[31mThôn 1\x07", "[31mThôn 1"),
        ("Ca\u0302\u0309m Ta\u0302n", "Cẩm Tân"),
    ],
)
def test_a_text_is_composed_and_stays_on_its_line(text: str, plain: str) -> None:
    """A village name cannot move the cursor, colour the screen or upset the widths."""
    assert one_line(text) == plain


def test_a_total_has_no_rank_text_or_date_but_may_lack_a_rate() -> None:
    """Where a sum can have no value the cell is blank; where it could, it is a dash."""
    columns = tuple(Column(kind.value, kind.value, kind) for kind in Kind)
    said = dict(zip(Kind, shown_row(columns, {}, total=True), strict=True))
    assert {kind for kind, text in said.items() if text == ""} == {Kind.TEXT, Kind.RANK, Kind.DATE}
    assert {kind for kind, text in said.items() if text == "–"} == set(Kind) - {
        Kind.TEXT, Kind.RANK, Kind.DATE,
    }  # fmt: skip
