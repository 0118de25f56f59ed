"""``eidc explain``, ``person``, ``calendar`` as typed, and what they keep to themselves."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Answer

Eidc = Callable[..., Answer]


def fields(answer: Answer, table: str = "decision") -> dict[str, Any]:
    """Return {field: value} of a table of labels."""
    assert answer.code == 0, answer.err
    return {row["field"]: row["value"] for row in answer.rows(table)}


def test_a_remark_alone_is_explained(tmp_path: Path, eidc: Eidc, monkeypatch: Any) -> None:
    """Standing, words, rule, what took the force away, and what to do; no ledger is needed."""
    monkeypatch.chdir(tmp_path)
    typed = ("explain", "đi XKLĐ Nhật đã về", "--born", "1990", "--as-of", "2024-11-05")
    found = fields(eidc(*typed, "--format", "json"))
    assert found == {
        "standing": "eligible",
        "rule": "abroad_go",
        "matched": "đi XKLĐ Nhật",
        "guard": "over",
        "age_14": "yes",
        "topic": "returned",
    }
    said = eidc(*typed).out
    assert "“đã về”" in said
    assert "mời đến làm" in said
    assert not list(tmp_path.glob("*.ledger"))


@pytest.mark.parametrize(
    ("born", "as_of", "standing"),
    [
        ("20/11/2010", "2024-11-19", "exempt"),
        ("20/11/2010", "2024-11-20", "eligible"),
        ("20/11/2010", "2024-11-21", "eligible"),
        ("2010", "2024-11-20", "to_verify"),
        ("11/2010", "2030-01-01", "eligible"),
    ],
)
def test_the_day_asked_about_may_be_still_to_come(
    tmp_path: Path, eidc: Eidc, monkeypatch: Any, born: str, as_of: str, standing: str
) -> None:
    """A remark needs no facts, so any day can be asked about."""
    monkeypatch.chdir(tmp_path)
    answer = eidc("explain", "chưa gặp", "--born", born, "--as-of", as_of, "--format", "json")
    assert fields(answer)["standing"] == standing


@pytest.mark.parametrize("born", ["hôm qua", "31/02/1990", "2031", ""])
def test_what_is_no_birth_date_is_said(
    tmp_path: Path, eidc: Eidc, monkeypatch: Any, born: str
) -> None:
    """With an example of how to write it; a blank is none given."""
    monkeypatch.chdir(tmp_path)
    answer = eidc("explain", "đi Nhật", "--born", born, "--as-of", "2024-11-05")
    assert answer.code == (2 if born else 0)
    assert not born or "05/11/1990" in answer.err


def test_a_person_with_sources_and_changes(village: Path, eidc: Eidc) -> None:
    """Each fact with its day and source, each change with both values, each stage."""
    answer = eidc("person", "038090000001", "--format", "json")
    assert fields(answer, "facts")["stage"] == "l2_approved"
    since = {row["field"]: (row["since"], row["source"]) for row in answer.rows("facts")}
    assert since["full_name"] == ("2024-11-05", 1)
    assert since["stage"] == ("2024-11-12", 2)
    changed = [(r["as_of"], r["field"], r["before"], r["after"]) for r in answer.rows("changes")]
    assert changed == [
        ("2024-11-12", "stage", "not_collected", "l2_approved"),
        ("2024-11-12", "phone", "*******001", "*******002"),
    ]
    assert [row["stage"] for row in answer.rows("stages")] == ["not_collected", "l2_approved"]
    sources = [(row["file"], row["row"]) for row in answer.rows("sources")]
    assert sources == [("a.csv", 4), ("b.csv", 4)]
    assert fields(answer)["topic"] == "works_elsewhere"


def test_a_person_as_known_on_an_earlier_day(village: Path, eidc: Eidc) -> None:
    """What the second roster said is not known yet."""
    answer = eidc("person", "Nguyễn Văn An", "--as-of", "2024-11-06", "--format", "json")
    assert fields(answer, "facts")["stage"] == "not_collected"
    assert answer.rows("changes") == []


@pytest.mark.parametrize(
    "written", ["hà thị cúc", "HA THI CUC", "038 185 000003", "038.185.000003"]
)
def test_a_person_is_found_however_typed(village: Path, eidc: Eidc, written: str) -> None:
    """Without marks, in capitals, a number with blanks or dots."""
    answer = eidc("person", written, "--format", "json")
    found = fields(answer)
    assert (found["standing"], found["reason"]) == ("exempt", "abroad")
    assert (found["until"], found["ahead"]) == ("2025-03", "2025-04-01")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["Phạm Thị Hoa"], 6),
        (["Ngô Văn Nào"], 6),
        (["038090999999"], 6),
        (["12345"], 2),
        ([], 2),
    ],
    ids=str,
)
def test_who_cannot_be_told_apart_or_found(
    village: Path, eidc: Eidc, words: list[str], code: int
) -> None:
    """The error says what to do next and shows no number."""
    answer = eidc("person", *words)
    assert answer.code == code
    assert answer.out == ""
    assert not re.search(r"\d{6,}", answer.err)
    assert len(answer.err.splitlines()) == 2


def test_several_of_a_name_are_listed_masked(village: Path, eidc: Eidc) -> None:
    """By birth date and village, so that the right one can be chosen."""
    said = eidc("person", "Phạm Thị Hoa").err
    assert "038******006" in said
    assert "038******007" in said
    assert "Thôn 3" in said


SECRET = ("tù", "prison", "in_prison", "án phạt", "cai nghiện", "facility", "detox", "giam")


@pytest.mark.parametrize("number", ["038080000005", "038164000008"])
@pytest.mark.parametrize("form", ["table", "json"])
def test_a_team_sees_nothing_of_a_sensitive_matter(
    village: Path, eidc: Eidc, number: str, form: str
) -> None:
    """Not the reason, remark, words or rule; not in an earlier version, and not when it is over."""
    for day in ("2024-11-06", "2024-11-19"):
        answer = eidc("person", number, "--as-of", day, "--format", form)
        assert answer.code == 0
        assert [word for word in SECRET if word in answer.out] == []
        police = eidc("person", number, "--as-of", day, "--audience", "police", "--format", form)
        assert [word for word in SECRET if word in police.out] != []
        assert number in police.out
        assert number not in answer.out


def test_the_public_sees_name_year_village_and_what_to_do(village: Path, eidc: Eidc) -> None:
    """No table at all: no number, remark, standing or history."""
    answer = eidc("person", "038185000003", "--audience", "public", "--format", "json")
    assert answer.json["tables"] == []
    assert not re.search(r"038|Hàn|28/02|miễn", answer.out)
    assert "1985" in answer.out


def test_an_officers_decision_is_shown(village: Path, eidc: Eidc) -> None:
    """It is the rule while it holds, and stays in the list when it was taken back."""
    decide = ("decide", "038090000001", "exempt", "abroad", "--until", "2025-06-30")
    assert eidc(*decide, "--because", "giấy xuất cảnh").code == 0
    answer = eidc("person", "038090000001", "--audience", "police", "--format", "json")
    found = fields(answer)
    assert (found["rule"], found["ahead"]) == ("decision", "2025-07-01")
    (row,) = answer.rows("decisions")
    assert (row["status"], row["because"], row["who"]) == ("holds", "giấy xuất cảnh", "trucban")
    team = eidc("person", "038090000001", "--format", "json")
    assert "giấy xuất cảnh" not in team.out
    assert eidc("decide", "038090000001", "--take-back").code == 0
    (row,) = eidc("person", "038090000001", "--format", "json").rows("decisions")
    assert row["status"] == "taken_back"


def test_what_contradicts_itself_is_said(village: Path, eidc: Eidc) -> None:
    """An officer decided against an account that is activated."""
    decide = ("decide", "038171000002", "exempt", "abroad", "--because", "gia đình báo")
    assert eidc(*decide).code == 0
    assert "--take-back" in " ".join(
        eidc("person", "038171000002", "--format", "json").json["notes"]
    )


def test_the_calendar_of_a_village(village: Path, eidc: Eidc) -> None:
    """Who turns 14 and whose work abroad ends, on the first day of the new standing."""
    rows = eidc("calendar", "--from", "19/11/2024", "--days", "150", "--format", "json").rows()
    assert [(row["date"], row["event"], row["people"], row["names"]) for row in rows] == [
        ("2024-11-20", "turns_14", 1, "Bùi Văn Dũng"),
        ("2025-04-01", "exemption_ends", 1, "Hà Thị Cúc"),
    ]
    for day, standing in (("2024-11-19", "exempt"), ("2024-11-20", "eligible")):
        answer = eidc(
            "person", "Bùi Văn Dũng", "--as-of", day, "--format", "json", EIDC_AS_OF="2024-11-20"
        )
        assert fields(answer)["standing"] == standing


@pytest.mark.parametrize(
    ("options", "days"),
    [
        (["--days", "1"], []),
        (["--days", "2"], ["2024-11-20"]),
        (["--from", "2024-11-21", "--days", "365"], ["2025-04-01"]),
        (["--village", "3", "--days", "2"], ["2024-11-20"]),
    ],
    ids=str,
)
def test_the_days_asked_for(village: Path, eidc: Eidc, options: list[str], days: list[str]) -> None:
    """From the first day on, so many days, the first counted."""
    rows = eidc("calendar", *options, "--format", "json").rows()
    assert [row["date"] for row in rows] == days


@pytest.mark.parametrize("audience", ["police", "team", "public", "figures"])
@pytest.mark.parametrize("form", ["table", "json", "csv", "ics"])
def test_no_calendar_holds_a_number_or_a_phone(
    village: Path, eidc: Eidc, audience: str, form: str
) -> None:
    """It leaves for a phone; names only for the police and a team."""
    answer = eidc("calendar", "--days", "200", "--audience", audience, "--format", form)
    assert answer.code == 0
    assert not re.search(r"\b0\d{8,}|\*{3}", answer.out)
    named = audience in ("police", "team")
    assert ("Bùi Văn Dũng" in answer.out.replace("\r\n ", "")) is named
    assert named or "abroad" not in answer.out


def test_the_end_of_a_sentence_is_no_teams_business(village: Path, eidc: Eidc) -> None:
    """That an exemption ends is told, of which reason is not."""
    decide = ("decide", "038175000006", "exempt", "in_prison", "--until", "2024-12-31")
    assert eidc(*decide, "--because", "bản án").code == 0
    asked = ("calendar", "--from", "2025-01-01", "--days", "1", "--format", "json")
    (police,) = eidc(*asked, "--audience", "police").rows()
    (team,) = eidc(*asked).rows()
    assert (police["event"], police["reason"]) == ("exemption_ends", "in_prison")
    assert (team["event"], team["reason"], team["names"]) == ("exemption_ends", "", "Phạm Thị Hoa")
    assert "tù" not in team["summary"] + team["details"]


def test_a_calendar_file(village: Path, eidc: Eidc) -> None:
    """Written by its ending; an answer without days is refused and leaves no file."""
    assert eidc("calendar", "--days", "200", "-o", "lich.ics").code == 0
    assert (village / "lich.ics").read_bytes().count(b"BEGIN:VEVENT\r\n") == 2
    answer = eidc("status", "-o", "x.ics")
    assert answer.code == 2
    assert "eidc calendar" in answer.err
    assert not (village / "x.ics").exists()
