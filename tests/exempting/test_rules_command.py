"""``eidc rules``: listed, tried, adopted from a day on, dropped; past reports stay."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import NOT_COLLECTED, Answer, take_in

Eidc = Callable[..., Answer]
DAY = {"EIDC_AS_OF": "2024-11-19"}
TABLE = "absent_unknown\tEXEMPT\ttheo đoàn hát chèo lưu động\n"


@pytest.fixture
def listed(campaign: Path) -> Path:
    """A campaign with one village: two people with a remark only the commune understands."""
    take_in(
        "Thôn 3",
        "05/11/2024",
        [
            ("Nguyễn Văn An", NOT_COLLECTED, "theo đoàn hát chèo lưu động"),
            ("Lê Văn Bình", NOT_COLLECTED, "theo đoàn hát chèo lưu động"),
            ("Hà Văn Cúc", NOT_COLLECTED, "con theo đoàn hát chèo lưu động"),
            ("Hà Văn Dần", NOT_COLLECTED, ""),
        ],
    )
    (campaign / "moi.tsv").write_text(TABLE, encoding="utf-8")
    return campaign


def exempt(eidc: Eidc, day: str) -> int:
    """Return how many are exempt on a day."""
    rows = eidc("targets", "--by", "village", "--as-of", day, "--format", "json").rows()
    return int(rows[0]["exempt"])


def test_rules_are_listed_by_category(campaign: Path, eidc: Eidc) -> None:
    """Each with its category, decision, what it matches, example and source; no ledger needed."""
    rows = eidc("rules", "--category", "abroad", "--format", "json").rows("rules")
    assert {row["category"] for row in rows} == {"abroad"}
    assert {row["source"] for row in rows} == {"built_in"}
    assert all(row["matches"] and row["example"] for row in rows)
    every = eidc("rules", "--format", "json").rows("rules")
    assert len(every) > 80
    assert {row["decision"] for row in every} >= {"exempt", "off_list", "to_verify", "no_phone"}


def test_a_table_is_tried_before_it_is_adopted(listed: Path, eidc: Eidc) -> None:
    """Who would move, from where to where, distinct remarks first; nothing is stored."""
    answer = eidc("rules", "test", "moi.tsv", "--format", "json", **DAY)
    assert answer.code == 0
    (move,) = answer.rows("moves")
    assert (move["from_standing"], move["to_standing"]) == ("eligible", "exempt")
    assert (move["to_reason"], move["people"]) == ("absent_unknown", 2)
    (remark,) = answer.rows("remarks")
    assert (remark["note"], remark["people"]) == ("theo đoàn hát chèo lưu động", 2)
    assert [row["full_name"] for row in answer.rows("people")] == ["Nguyễn Văn An", "Lê Văn Bình"]
    assert exempt(eidc, "2024-11-19") == 0


def test_a_trial_shows_no_number_and_no_sensitive_remark(listed: Path, eidc: Eidc) -> None:
    """Masked for the team, without people for figures, whole for the police."""
    table = listed / "tu.tsv"
    table.write_text("in_prison\tTO_VERIFY\thát chèo lưu động\n", encoding="utf-8")
    team = eidc("rules", "test", table, **DAY)
    assert not re.search(r"\d{9}", team.all)
    assert "lưu động" not in team.all
    assert "phạt tù" not in team.all
    figures = eidc("rules", "test", table, "--audience", "figures", **DAY)
    assert "Nguyễn Văn An" not in figures.all
    police = eidc("rules", "test", table, "--audience", "police", **DAY)
    assert "lưu động" in police.all
    assert re.search(r"\d{12}", police.all)


def test_an_adopted_table_holds_from_its_day_on(listed: Path, eidc: Eidc) -> None:
    """Yesterday's report says what it said yesterday; today's reads the commune's words."""
    assert exempt(eidc, "2024-11-19") == 0
    assert eidc("rules", "adopt", "moi.tsv", **DAY).code == 0
    assert (exempt(eidc, "2024-11-18"), exempt(eidc, "2024-11-19")) == (0, 2)
    assert (listed / "quy-tac.tsv").read_text(encoding="utf-8") == TABLE
    rows = eidc("rules", "--category", "absent_unknown", "--format", "json", **DAY).rows("rules")
    assert next(row["source"] for row in rows) == "own"
    found = eidc("people", "--standing", "exempt", "--format", "json", **DAY).rows()
    assert {row["reason"] for row in found} == {"absent_unknown"}


def test_a_table_may_hold_from_a_day_to_come(listed: Path, eidc: Eidc) -> None:
    """Until then nothing changes; a later word takes its place."""
    assert eidc("rules", "adopt", "moi.tsv", "--from", "25/11/2024", **DAY).code == 0
    assert (exempt(eidc, "2024-11-24"), exempt(eidc, "2024-11-25")) == (0, 2)
    assert eidc("rules", "drop", "--from", "2024-11-22", **DAY).code == 0
    assert exempt(eidc, "2024-11-25") == 0


def test_dropping_leaves_past_reports_as_they_were(listed: Path, eidc: Eidc) -> None:
    """From the day of the drop the built-in rules hold alone."""
    eidc("rules", "adopt", "moi.tsv", **DAY)
    assert eidc("rules", "drop", EIDC_AS_OF="2024-11-21").code == 0
    days = ("2024-11-18", "2024-11-20", "2024-11-21")
    assert [exempt(eidc, day) for day in days] == [0, 2, 0]
    again = eidc("rules", "drop", EIDC_AS_OF="2024-11-21")
    assert "không thay đổi gì" in again.out


def test_past_days_are_refused(listed: Path, eidc: Eidc) -> None:
    """A changed rule never rewrites past reports."""
    for command in ("adopt moi.tsv", "drop"):
        answer = eidc("rules", *command.split(), "--from", "2024-11-18", **DAY)
        assert answer.code == 2
        assert "báo cáo cũ" in answer.err


def test_adopting_is_logged_without_the_words(listed: Path, eidc: Eidc) -> None:
    """Who, when, which file by its hash, how many rules; twice the same is once."""
    eidc("rules", "adopt", "moi.tsv", **DAY)
    again = eidc("rules", "adopt", "moi.tsv", **DAY)
    assert "đang được áp dụng rồi" in again.out
    with sqlite3.connect("eidc.ledger") as ledger:
        rows = ledger.execute(
            "SELECT who, details FROM operation WHERE kind = 'rules_adopt'"
        ).fetchall()
    ledger.close()
    ((who, details),) = rows
    assert who == "trucban"
    assert '"rules": 1' in details
    assert '"from": "2024-11-19"' in details
    assert "lưu động" not in details


def test_a_table_that_exempts_wrongly_is_not_adopted(listed: Path, eidc: Eidc) -> None:
    """The trial shows which example turns; adopting is refused and nothing is stored."""
    table = listed / "sai.tsv"
    table.write_text("abroad\tEXEMPT\tcon trai đi Nhật\n", encoding="utf-8")
    tried = eidc("rules", "test", table, "--format", "json", **DAY)
    assert [row["note"] for row in tried.rows("examples")] == ["con trai đi Nhật"]
    assert eidc("rules", "adopt", table, **DAY).code == 4
    assert not (listed / "quy-tac.tsv").exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_excel_and_notepad_may_have_written_it(listed: Path, eidc: Eidc, encoding: str) -> None:
    """UTF-8 with or without a mark, and Excel's Unicode text."""
    table = listed / "e.txt"
    table.write_bytes(TABLE.encode(encoding))
    assert eidc("rules", "adopt", table, **DAY).code == 0
    assert exempt(eidc, "2024-11-19") == 2


@pytest.mark.parametrize("content", [b"PK\x03\x04\0\0", "lưu động".encode("cp1258", "replace")])
def test_what_is_no_text_is_refused(listed: Path, eidc: Eidc, content: bytes) -> None:
    """A workbook or another encoding: said how to save it."""
    table = listed / "x.tsv"
    table.write_bytes(content + b"\xff\xf0")
    answer = eidc("rules", "adopt", table, **DAY)
    assert answer.code == 4
    assert "Unicode Text" in answer.err


def test_the_example_table_can_be_adopted_as_it_is(listed: Path, eidc: Eidc) -> None:
    """What ``start`` writes is a table; it overwrites nothing."""
    assert eidc("rules", "start").code == 0
    assert eidc("rules", "adopt", "quy-tac-moi.tsv", **DAY).code == 0
    assert eidc("rules", "start").code == 2


def test_what_own_words_call_sensitive_is_hidden_from_the_team(listed: Path, eidc: Eidc) -> None:
    """Over or not, and of somebody else: the remark is the police's alone."""
    table = listed / "tu.tsv"
    table.write_text("in_prison\tTO_VERIFY\ttheo đoàn hát chèo lưu động\n", encoding="utf-8")
    assert "hát chèo" in eidc("people", "--format", "csv", **DAY).out
    assert eidc("rules", "adopt", table, **DAY).code == 0
    assert "hát chèo" not in eidc("people", "--format", "csv", **DAY).out
    assert "hát chèo" in eidc("people", "--audience", "police", "--format", "csv", **DAY).out
