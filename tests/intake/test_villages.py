"""Villages: one village however it is typed, and no two villages taken for one."""

from __future__ import annotations

import unicodedata

import pytest

from eid_campaign.intake.villages import Fit, kind_in_heading, settle_village

KNOWN = (
    "Thôn 1",
    "Thôn 3",
    "Thôn 10",
    "Thôn Đồng Chạ",
    "Thôn Đồng Chiêng",
    "TDP Tử Niêm",
    "Bản Ngọc",
)


@pytest.mark.parametrize(
    ("written", "village"),
    [
        ("Thôn 3", "Thôn 3"),
        ("thon 3", "Thôn 3"),
        ("THÔN 03", "Thôn 3"),
        ("Thôn số 3", "Thôn 3"),
        ("Thôn 3, xã Cẩm Tân", "Thôn 3"),
        ("Thôn 3 (45 người)", "Thôn 3"),
        ("T3", "Thôn 3"),
        ("T.3", "Thôn 3"),
        ("3", "Thôn 3"),
        ("3.0", "Thôn 3"),
        ("T1", "Thôn 1"),
        ("T10", "Thôn 10"),
        ("10", "Thôn 10"),
        ("ĐỒNG CHẠ", "Thôn Đồng Chạ"),
        ("dong cha", "Thôn Đồng Chạ"),
        ("Thôn Đồng Chạ", "Thôn Đồng Chạ"),
        (unicodedata.normalize("NFD", "Thôn Đồng Chạ"), "Thôn Đồng Chạ"),
        ("Đ. Chạ", "Thôn Đồng Chạ"),
        ("tử niêm", "TDP Tử Niêm"),
        ("Tổ dân phố Tử Niêm", "TDP Tử Niêm"),
        ("TN", "TDP Tử Niêm"),
        ("Bản Ngọc", "Bản Ngọc"),
    ],
)
def test_a_known_village_is_found(written: str, village: str) -> None:
    """Case, marks, zeros, the word for it and a fitting abbreviation do not matter."""
    assert settle_village(written, KNOWN) == (settle_village(village, KNOWN))
    assert settle_village(written, KNOWN).name == village


@pytest.mark.parametrize(
    ("written", "fit"),
    [("ĐC", Fit.AMBIGUOUS), ("Đ. Ch", Fit.AMBIGUOUS), ("XKT", Fit.UNREADABLE), ("", Fit.NONE)],
)
def test_what_could_be_two_villages_is_not_guessed(written: str, fit: Fit) -> None:
    """An abbreviation that fits two villages, or none, stays open."""
    found = settle_village(written, KNOWN)
    assert (found.name, found.fit) == ("", fit)


@pytest.mark.parametrize(
    ("written", "kind", "village"),
    [
        ("Thôn 4", "Thôn", "Thôn 4"),
        ("4", "Thôn", "Thôn 4"),
        ("2", "Khu phố", "Khu phố 2"),
        ("KP2", "Thôn", "Khu phố 2"),
        ("THÔN DO TRUNG", "Thôn", "Thôn Do Trung"),
        ("Do Trung", "Thôn", "Thôn Do Trung"),
        ("Làng Chuối", "Thôn", "Làng Chuối"),
    ],
)
def test_a_new_village_is_taken_as_it_is(written: str, kind: str, village: str) -> None:
    """A village nobody knew yet gets its full name."""
    found = settle_village(written, (), kind=kind)
    assert (found.name, found.fit) == (village, Fit.NEW)


def test_the_kind_comes_from_the_heading() -> None:
    """A bare number under "Khu phố" is a khu phố."""
    assert kind_in_heading("Khu phố/TDP") == "Khu phố"
    assert kind_in_heading("Địa bàn") == "Thôn"
