"""The public learns how many cannot have an account, never why: in no report, in no format."""

from __future__ import annotations

from pathlib import Path

import pytest

from eid_campaign.campaign.office import Office
from eid_campaign.campaign.standings import Reason
from eid_campaign.reports.words import REASONS
from eid_campaign.settings import load
from eid_campaign.wording import _
from tests.cli.conftest import typed


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("form", ["table", "json", "md"])
@pytest.mark.parametrize("report", ["daily", "weekly", "final", "exempt"])
def test_no_reason_is_told_to_the_public(report: str, form: str) -> None:
    """Neither a reason's words nor, in the rows for programs, a count under its id."""
    words = ("report", report, "--audience", "public", "--as-of", "2024-11-19", "--format", form)
    answer = typed(*words)
    assert answer.code == 0, answer.all
    # How many children stand in the lists is a note of its own: they are outside the base.
    said = {_(words) for reason, words in REASONS.items() if reason is not Reason.CHILD}
    if form == "json":
        rows = [row for table in answer.json["tables"] for row in table["rows"]]
        told = {value for row in rows for value in row.values()}
        assert not told & (said | {reason.value for reason in REASONS})
        assert not any(row.get(reason.value) for row in rows for reason in REASONS)
    else:
        assert not {each for each in said if each in answer.out}


@pytest.mark.usefixtures("sample")
def test_how_many_there_are_is_told_all_the_same() -> None:
    """430 exempt of the sample's base, to the public as to the police."""
    found = [
        typed("report", "exempt", "--audience", who, "--as-of", "2024-11-19", "--format", "json")
        for who in ("public", "police")
    ]
    totals = [answer.json["tables"][0]["total"]["exempt"] for answer in found]
    assert totals == [430, 430]


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-o", "a.docx", "-o", "./a.docx"), "hai lần"),
        (("-o", "a.pdf", "--template", "mau.docx"), "--template"),
    ],
)
def test_files_that_cannot_be_meant_are_said(words: tuple[str, ...], said: str) -> None:
    """One file twice, or a template without a Word file to fill: nothing is written."""
    answer = typed("report", "daily", "--as-of", "2024-11-19", *words)
    assert answer.code == 2
    assert said in answer.err


def test_nobody_writes_under_the_letterhead_of_the_ready_made_campaign(folder: Path) -> None:
    """Without an eidc.toml agency, place and signer are blank, for the officer to fill in."""
    assert load(folder, {}).office == Office()
