"""Off the list and conflicts: two things known that cannot both be true, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import ACTIVATED, NOT_COLLECTED, Answer, take_in

Eidc = Callable[..., Answer]
DAY = {"EIDC_AS_OF": "2024-11-19"}
WEEK_1 = (
    ("Nguyễn Văn An@01/02/1994", NOT_COLLECTED, "trẻ em"),
    ("Lê Văn Bình@01/02/2010", NOT_COLLECTED, "trẻ em"),
    ("Hà Văn Cúc", NOT_COLLECTED, "đi Hàn Quốc"),
    ("Hà Văn Dần", ACTIVATED, "đi Hàn Quốc"),
    ("Bùi Văn Giáp", NOT_COLLECTED, "đang chấp hành án phạt tù"),
    ("Bùi Văn Hợi", ACTIVATED, "đã chết"),
    ("Bùi Văn Kha", NOT_COLLECTED, "đã chết"),
    ("Bùi Văn Lâm", NOT_COLLECTED, "trùng với STT 4"),
    ("Bùi Văn Mão", NOT_COLLECTED, "sắp đi Hàn Quốc"),
)
RISEN = {"Hà Văn Cúc", "Bùi Văn Giáp", "Bùi Văn Mão"}


@pytest.fixture
def listed(campaign: Path) -> Path:
    """A village a week later: three people were activated meanwhile, the remarks stayed."""
    take_in("Thôn 3", "05/11/2024", WEEK_1)
    later = [
        (name, ACTIVATED if name.partition("@")[0] in RISEN else stage, note)
        for name, stage, note in WEEK_1
    ]
    take_in("Thôn 3", "12/11/2024", later)
    return campaign


def test_conflicts_are_listed_with_what_to_do(listed: Path, eidc: Eidc) -> None:
    """A grown child, who is away yet was activated meanwhile, the dead who log in; nobody else.

    Abroad with an account that was active before is no conflict, nor is who turned 14 this year.
    """
    rows = eidc("people", "--conflicts", "--format", "json", **DAY).rows()
    assert {row["full_name"]: row["conflict"] for row in rows} == {
        "Nguyễn Văn An": "child_by_remark",
        "Hà Văn Cúc": "away_but_active",
        "Bùi Văn Giáp": "away_but_active",
        "Bùi Văn Hợi": "deceased_but_active",
    }
    assert all(row["to_do"] for row in rows)


def test_a_week_before_nobody_had_risen(listed: Path, eidc: Eidc) -> None:
    """A conflict is of its day: facts that came later do not make one."""
    rows = eidc("people", "--conflicts", "--as-of", "2024-11-05", "--format", "json").rows()
    assert {row["conflict"] for row in rows} == {"child_by_remark", "deceased_but_active"}


def test_the_team_is_not_told_the_sensitive_remark(listed: Path, eidc: Eidc) -> None:
    """Activated from prison: the name and what to do, not where the person is."""
    team = eidc("people", "--conflicts", **DAY)
    assert "Bùi Văn Giáp" in team.out
    assert "phạt tù" not in team.out
    assert "phạt tù" in eidc("people", "--conflicts", "--audience", "police", **DAY).out


def test_the_public_sees_no_conflicts(listed: Path, eidc: Eidc) -> None:
    """They are for officers; nor is the public told to invite the dead."""
    assert eidc("people", "--conflicts", "--audience", "public", **DAY).code == 2
    off_list = ("people", "--standing", "off_list", "--audience", "public", "--format", "json")
    assert {row["to_do"] for row in eidc(*off_list, **DAY).rows()} == {""}


def test_off_the_list_comes_with_what_to_do(listed: Path, eidc: Eidc) -> None:
    """The dead and the listed twice: what to do in the national database."""
    rows = eidc("people", "--standing", "off_list", "--format", "json", **DAY).rows()
    assert {row["reason"] for row in rows} == {"deceased", "duplicate"}
    assert all("CSDLQG về DC" in row["to_do"] for row in rows)
    assert "CSDLQG" in eidc("people", "--standing", "off_list", **DAY).out


def test_the_report_counts_them(listed: Path, eidc: Eidc) -> None:
    """Counts only, each with what to do."""
    answer = eidc("report", "exempt", "--format", "json", **DAY)
    assert {row["what"]: row["people"] for row in answer.rows("off_list")} == {
        "deceased": 1,
        "duplicate": 1,
        "child_by_remark": 1,
        "away_but_active": 2,
        "deceased_but_active": 1,
    }
    assert "Bùi" not in answer.out


def test_a_decision_against_the_stage_is_a_conflict(listed: Path, eidc: Eidc) -> None:
    """An officer exempts somebody whose account is activated: shown, not settled."""
    decided = eidc("decide", "038090030004", "exempt", "abroad", "--because", "gia đình báo", **DAY)
    assert decided.code == 0, decided.all
    rows = eidc("people", "--conflicts", "--format", "json", **DAY).rows()
    assert {row["full_name"] for row in rows if row["conflict"] == "decision_against_stage"} == {
        "Hà Văn Dần"
    }
