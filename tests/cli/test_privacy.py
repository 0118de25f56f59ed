"""Nobody's number leaves: whatever is asked, only the police's own list shows one."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from .conftest import SAMPLE, Answer

ASKED = (
    "targets",
    "targets --by village",
    "report weekly --as-of 2024-11-19",
    "report daily --as-of 2024-11-19",
    "report final --as-of 2024-11-19",
    "people",
    "people --audience team",
    "people --audience public",
    "people --audience figures",
    "people --standing exempt",
    "imports",
    "status",
    "calendar",
    "report exempt",
    "villages",
    "rules",
)


def numbers(eidc: Callable[..., Answer]) -> set[str]:
    """Return every citizen number and phone of the sample campaign."""
    rows = eidc("people", "--audience", "police", "--format", "json").rows()
    found = {row[name] for row in rows for name in ("citizen_id", "phone")} - {""}
    assert len(found) > 6000
    return found


def leaked(text: str, known: set[str]) -> set[str]:
    """Return the runs of 9 to 12 digits in ``text`` that are a part of somebody's number."""
    parts = {number.lstrip("0") for number in known} | known
    return {run for run in re.findall(r"\d{9,}", text) if run in parts or run.lstrip("0") in parts}


@pytest.mark.parametrize("form", ["table", "csv", "json", "md"])
def test_no_answer_shows_a_number(sample: Path, eidc: Callable[..., Answer], form: str) -> None:
    """In no format of no command stands a citizen number or phone of a known person."""
    known = numbers(eidc)
    for command in ASKED:
        # Drawing a table of thousands of people takes long, and shows nothing else.
        some = ["--village", "3"] if command.startswith("people") and form == "table" else []
        answer = eidc(*command.split(), *some, "--format", form)
        assert answer.code == 0, (command, answer.err)
        assert not leaked(answer.all, known), command


def test_no_workbook_holds_a_number(sample: Path, eidc: Callable[..., Answer]) -> None:
    """Nor in a workbook, on any of its sheets."""
    known = numbers(eidc)
    for command in ASKED:
        some = ["--village", "11"] if command.startswith("people") else []
        assert eidc(*command.split(), *some, "-o", "a.xlsx").code == 0
        book = openpyxl.load_workbook("a.xlsx")
        cells = (str(c.value) for sheet in book for row in sheet.iter_rows() for c in row)
        assert not leaked(" ".join(cells), known), command


@pytest.mark.parametrize(
    ("options", "form"), [([], "table"), (["--strict"], "json"), (["--dry-run"], "table")], ids=str
)
def test_importing_names_nobody(
    sample: Path, eidc: Callable[..., Answer], options: list[str], form: str
) -> None:
    """What is said of an import, its repairs and refusals shows no name and no number; a dry run
    shows its first people as a team may see them, their numbers masked.
    """
    known = numbers(eidc)
    names = {row["full_name"] for row in eidc("people", "--format", "json").rows()}
    Path("eidc.ledger").unlink()
    answer = eidc("import", SAMPLE, *options, "--format", form)
    assert answer.code in (0, 3, 4)
    assert not leaked(answer.all, known)
    if "--dry-run" not in options:
        # Names of two words may be words of a sentence; those of three are somebody's.
        said = re.findall(r"\w+", answer.all)
        spoken = {" ".join(said[at : at + 3]) for at in range(len(said))}
        assert not {" ".join(name.split()[:3]) for name in names if name.count(" ") > 1} & spoken


def test_the_polices_own_list_shows_numbers(sample: Path, eidc: Callable[..., Answer]) -> None:
    """The one answer with numbers says so by its option."""
    answer = eidc("people", "--village", "1", "--audience", "police", "--format", "csv")
    assert len(set(re.findall(r"\b\d{12}\b", answer.out))) > 500


def test_masked_numbers_hide_sex_and_year(sample: Path, eidc: Callable[..., Answer]) -> None:
    """Three digits, six stars, three digits; a phone its last three alone."""
    rows = eidc("people", "--village", "1", "--format", "json").rows()
    assert all(re.fullmatch(r"\d{3}\*{6}\d{3}|", row["citizen_id"]) for row in rows)
    assert all(re.fullmatch(r"\*+\d{3}|", row["phone"]) for row in rows)


def test_the_public_sees_names_years_and_villages_only(
    sample: Path, eidc: Callable[..., Answer]
) -> None:
    """No number, phone, day of birth, reason, remark or household is shown to the public."""
    rows = eidc("people", "--audience", "public", "--format", "json").rows()
    for name in ("citizen_id", "phone", "reason", "standing", "note", "household"):
        assert {row[name] for row in rows} == {""}
    assert all(len(row["birth_date"]) in (0, 4) for row in rows)


def test_a_team_sees_no_sensitive_reason(sample: Path, eidc: Callable[..., Answer]) -> None:
    """Prison, compulsory facilities and illness are "other" for a team, their remarks hidden."""
    police = eidc("people", "--audience", "police", "--format", "json").rows()
    team = eidc("people", "--audience", "team", "--format", "json").rows()
    sensitive = {"in_prison", "in_facility", "ill"}
    hidden = [
        (mine, theirs)
        for mine, theirs in zip(team, police, strict=True)
        if theirs["reason"] in sensitive
    ]
    assert hidden
    assert all((mine["reason"], mine["note"]) == ("other", "") for mine, _theirs in hidden)
    assert not {row["reason"] for row in team} & sensitive


def test_figures_show_no_person(sample: Path, eidc: Callable[..., Answer]) -> None:
    """The audience of figures is told how many, not who."""
    answer = eidc("people", "--audience", "figures", "--format", "json")
    assert answer.rows() == []
    assert "6.1" in answer.json["notes"][0]
