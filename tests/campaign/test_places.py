"""Names of communes and villages: found however typed, never confused."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest

from eid_campaign.campaign.errors import UnknownPlace
from eid_campaign.campaign.places import (
    find_commune,
    find_village,
    match_commune,
    village_order,
)

with (Path(__file__).parent / "appendix_truth.csv").open(encoding="utf-8") as file:
    UNITS = tuple(row["unit"] for row in csv.DictReader(file))[:-1]


def nfd(text: str) -> str:
    """Return ``text`` decomposed, as a Mac writes it."""
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize("unit", UNITS)
def test_every_unit_is_found_in_every_spelling(unit: str) -> None:
    """Capitals, no marks, NFD, "xã" or "X." in front, without its "Cẩm": always the same unit."""
    plain = "".join(c for c in nfd(unit.replace("đ", "d")) if not unicodedata.combining(c))
    short = unit.split(" ", 1)[1]
    for written in (unit, unit.upper(), nfd(unit), plain, plain.lower(), f"  {unit} ", short):
        assert find_commune(written, UNITS) == unit
    if not unit.startswith("TT"):
        for written in (f"xã {unit}", f"Xã {unit.upper()}", f"X. {unit}", f"xa {plain}"):
            assert find_commune(written, UNITS) == unit


@pytest.mark.parametrize(
    "written", ["Phong Sơn", "thị trấn Phong Sơn", "TT. PHONG SON", "tt phong sơn"]
)
def test_the_town_is_found_with_and_without_its_kind(written: str) -> None:
    """The "TT" in front of Phong Sơn is thị trấn."""
    assert find_commune(written, UNITS) == "TT Phong Sơn"


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        ("Cẩm", "Cẩm Tân"),  # fits sixteen
        ("Cẩm T", "Cẩm Tú"),
        ("Cẩm Tanh", "Cẩm Tâm"),
    ],
)
def test_more_than_one_or_none_names_the_near_ones(written: str, offered: str) -> None:
    """Nothing is guessed: the error offers the names that come near."""
    with pytest.raises(UnknownPlace) as found:
        find_commune(written, UNITS)
    assert offered in str(found.value.values)


def test_likeness_never_matches() -> None:
    """With Cẩm Tân away, "Cẩm Tân" is unknown, though Cẩm Tâm differs by one letter."""
    others = [unit for unit in UNITS if unit != "Cẩm Tân"]
    assert match_commune("Cẩm Tân", others) is None
    with pytest.raises(UnknownPlace):
        find_commune("Cẩm Tân", others)


@pytest.mark.parametrize(
    ("written", "village"),
    [
        ("Thôn 1", "Thôn 1"),
        ("T1", "Thôn 1"),
        ("thon 01", "Thôn 1"),
        ("10", "Thôn 10"),
        ("T10", "Thôn 10"),
        ("THÔN 10", "Thôn 10"),
    ],
)
def test_t1_is_not_t10(written: str, village: str) -> None:
    """Spellings of one village are one; T1 and T10 are two."""
    assert find_village(written, ["Thôn 1", "Thôn 10", "Thôn 11"]) == village


def test_villages_stand_in_their_natural_order() -> None:
    """Thôn 2 comes before Thôn 10."""
    assert sorted(["Thôn 10", "Thôn 2", "Thôn 1"], key=village_order)[1] == "Thôn 2"
