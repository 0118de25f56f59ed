"""Somebody without a number who left one village's list and stands on another's: one person."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Answer, typed

HEADING = "STT,Họ và tên,Ngày sinh,Giới tính,Số ĐDCN,Thôn,Tình trạng\n"
AN = "1,Nguyễn Văn An,03/05/1956,Nam,038056000101,Thôn 1,Chưa thu nhận\n"
BINH = "2,Trần Thị Bình,12/06/1960,Nữ,,{village},{stage}\n"
DUNG = "3,Phạm Thị Dung,07/08/1985,Nữ,038185000404,Thôn 2,Chưa thu nhận\n"
BINH_BEFORE = BINH.format(village="Thôn 1", stage="Chưa thu nhận")
BINH_NOW = BINH.format(village="Thôn 2", stage="Mức 2 đã kích hoạt")
NAMESAKE = "4,Trần Thị Bình,12/06/1960,Nữ,,Thôn 3,Chưa thu nhận\n"
DAY = "2024-11-12"


def _listed(name: str, day: str, *rows: str) -> None:
    title = f"DANH SÁCH TOÀN BỘ CÔNG DÂN (tính đến ngày {day})\n\n"
    Path(name).write_text(title + HEADING + "".join(rows), encoding="utf-8")
    answer = typed("import", name, EIDC_AS_OF=DAY)
    assert answer.code == 0, answer.all


@pytest.fixture
def campaign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A campaign in which Bình was in Thôn 1 and is in Thôn 2 by the next week's list."""
    monkeypatch.chdir(tmp_path)
    assert typed("init", "--preset", "cam-thuy-2024", EIDC_AS_OF=DAY).code == 0
    _listed("a.csv", "05/11/2024", AN, BINH_BEFORE, DUNG)
    return tmp_path


def _left(*options: str, lang: str = "vi") -> Answer:
    answer = typed("left", *options, lang=lang, EIDC_AS_OF=DAY)
    assert answer.code == 0, answer.all
    return answer


def _commands(answer: Answer) -> list[list[str]]:
    """Return what the answer says to type that settles a pair, as words."""
    return [found.split() for found in re.findall(r"eidc (duplicates --merge \S+)", answer.out)]


def test_the_pair_is_merged_as_advised_and_leaves_the_queue(campaign: Path) -> None:
    """What is typed as it stands makes one person of two, who counts once, as activated."""
    _listed("b.csv", "12/11/2024", AN, BINH_NOW, DUNG)
    told = _left("--format", "text")
    assert "ở thôn khác (nhiều khả năng)" in told.out
    assert "moved_away" not in told.out
    (command,) = _commands(told)
    assert [row["pair"] for row in _left("--format", "json").rows("left")] == [command[-1]]
    merged = typed(*command, EIDC_AS_OF=DAY)
    assert merged.code == 0, merged.all
    assert _left("--format", "json").rows("left") == []
    people = typed("people", "--format", "json", EIDC_AS_OF=DAY).rows()
    assert [
        (row["village"], row["stage"], row["standing"])
        for row in people
        if row["full_name"] == "Trần Thị Bình"
    ] == [("Thôn 2", "l2_activated", "eligible")]


def test_two_who_come_into_question_are_left_to_the_officer(campaign: Path) -> None:
    """No pair is named where two of the same name and day stand on other lists."""
    _listed("b.csv", "12/11/2024", AN, BINH_NOW, DUNG, NAMESAKE)
    told = _left("--format", "text")
    assert _commands(told) == []
    assert "eidc duplicates" in told.out
    assert [row["pair"] for row in _left("--format", "json").rows("left")] == [""]


def test_whom_an_officer_called_two_people_is_not_guessed_again(campaign: Path) -> None:
    """After "two people" nothing is known of where the one who left is."""
    _listed("b.csv", "12/11/2024", AN, BINH_NOW, DUNG)
    (command,) = _commands(_left("--format", "text"))
    answer = typed("duplicates", "--two", command[-1], EIDC_AS_OF=DAY)
    assert answer.code == 0, answer.all
    rows = _left("--format", "json").rows("left")
    assert [(row["guess"], row["other_code"]) for row in rows] == [("unknown", "")]


def test_figures_tell_no_code(campaign: Path) -> None:
    """Counts are for those who may see nobody: the advice names no person's code there."""
    _listed("b.csv", "12/11/2024", AN, BINH_NOW, DUNG)
    figures = _left("--audience", "figures", "--format", "text", lang="en")
    assert "In another village" in figures.out
    assert _commands(figures) == []


def test_a_move_away_is_advised_for_another_province_only(campaign: Path) -> None:
    """A remark that the household registration was cut keeps the decision, said for whom."""
    gone = BINH_BEFORE.replace("Chưa thu nhận", "Chưa thu nhận,cắt khẩu đi nơi khác")
    heading = HEADING.replace("Tình trạng", "Tình trạng,Ghi chú")
    title = "DANH SÁCH TOÀN BỘ CÔNG DÂN (tính đến ngày 05/11/2024)\n\n"
    Path("a2.csv").write_text(title + heading + AN.strip() + ",\n" + gone, encoding="utf-8")
    assert typed("import", "a2.csv", EIDC_AS_OF=DAY).code == 0
    _listed("b.csv", "12/11/2024", AN, DUNG)
    told = " ".join(_left("--format", "text", lang="en").out.split())
    assert "if to another province: eidc decide CODE exempt moved_away" in told
