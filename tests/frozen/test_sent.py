"""A report kept as sent is printed again byte for byte, listed, replaced and taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eid_campaign.reports.kept import packed, unpacked
from tests.cli.conftest import typed
from tests.frozen import story
from tests.render.sample import DOCUMENT

WEEK_1 = ("report", "weekly", "--as-of", "12/11/2024")
FORMATS = ("text", "csv", "json", "md")


def change_everything(ledger_file: Path) -> None:
    """Correct the first week in every way, and change the campaign's rate and names."""
    with story.ledger_at(ledger_file) as ledger:
        for corrected in (story.merged, story.late, story.undone, story.exempted):
            corrected(ledger)
    file = ledger_file.with_name("eidc.toml")
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('"50%"', '"60%"'), encoding="utf-8")


@pytest.mark.parametrize(
    "report",
    [
        ("report", "daily"),
        ("report", "weekly"),
        ("report", "final"),
        ("report", "exempt"),
        ("report", "exempt", "--audience", "police"),
        ("targets", "--by", "village"),
    ],
    ids=" ".join,
)
def test_printed_again_as_it_was(place: Path, report: tuple[str, ...]) -> None:
    """Whatever was corrected and set since, ``--sent`` gives the bytes that left."""
    asked = (*report, "--as-of", "12/11/2024")
    left = {form: typed(*asked, "--format", form).raw for form in FORMATS}
    first = typed(*asked, "--final")
    change_everything(place)
    for form in FORMATS:
        assert typed(*asked, "--format", form).raw != left[form]
        assert typed(*asked, "--sent", "--format", form).raw == left[form]
        assert typed(*report, "--sent", "--format", form).raw == left[form]
    assert typed(*asked, "--sent").raw == first.raw


def test_a_document_comes_back_whole() -> None:
    """Fractions, days, blanks, choices and totals are the same after a way through JSON."""
    assert unpacked(json.loads(json.dumps(packed(DOCUMENT)))) == DOCUMENT


def test_a_report_stays_in_the_language_it_was_sent_in(place: Path) -> None:
    """Words and digits are those of then, whatever language is asked for now."""
    left = typed(*WEEK_1, "--final", "--format", "text", lang="en").raw
    assert typed(*WEEK_1, "--sent", "--format", "text", lang="vi").raw == left


def test_a_file_and_a_screen_are_kept_alike(place: Path) -> None:
    """With ``-o`` too the report is kept; the workbook is the same one again."""
    assert typed(*WEEK_1, "--final", "-o", "sent.xlsx").code == 0
    change_everything(place)
    assert typed(*WEEK_1, "--sent", "-o", "again.xlsx").code == 0
    assert Path("again.xlsx").read_bytes() == Path("sent.xlsx").read_bytes()


def test_nothing_is_kept_where_nothing_left(place: Path) -> None:
    """A report that could not be written was not sent."""
    assert typed(*WEEK_1, "--final", "-o", "nowhere/bao-cao.xlsx").code == 4
    assert typed(*WEEK_1, "--final", "--format", "xlsx").code == 2
    assert typed("report", "sent", "--format", "json").rows("sent") == []


def test_a_second_one_of_the_day_takes_the_place(sent: Path) -> None:
    """Both stay in the list; the later one is the one printed again."""
    with story.ledger_at(sent) as ledger:
        story.merged(ledger)
    again = typed(*WEEK_1, "--final", lang="en")
    assert "of the same day before, stays" in " ".join(again.err.split())
    rows = typed("report", "sent", "--format", "json").rows("sent")
    assert [(row["kind"], row["as_of"], row["status"]) for row in rows] == [
        ("weekly", "2024-11-12", "sent"),
        ("weekly", "2024-11-12", "replaced"),
    ]
    assert typed(*WEEK_1, "--sent", lang="en").raw == again.raw


def test_one_taken_back_gives_way_to_the_one_before(sent: Path) -> None:
    """``eidc undo`` of the later one brings the earlier one back."""
    first = typed(*WEEK_1, "--sent").raw
    with story.ledger_at(sent) as ledger:
        story.merged(ledger)
    assert typed(*WEEK_1, "--final").code == 0
    (last, _before) = typed("report", "sent", "--format", "json").rows("sent")
    with story.ledger_at(sent) as ledger:
        story.undo(ledger, last["number"], story.by(19))
    assert typed(*WEEK_1, "--sent").raw == first
    rows = typed("report", "sent", "--format", "json").rows("sent")
    assert [row["status"] for row in rows] == ["undone", "sent"]


def test_keeping_one_changes_nothing_of_what_is_known(place: Path) -> None:
    """The ledger's revision stays, so kept tallies are good still."""
    with story.ledger_at(place) as ledger:
        before = ledger.revision
    assert typed(*WEEK_1, "--final").code == 0
    with story.ledger_at(place) as ledger:
        assert ledger.revision == before


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((*WEEK_1, "--final", "--sent"), 2),
        ((*WEEK_1, "--final", "--known-on", "#3"), 2),
        (("report", "weekly", "--sent", "--as-of", "05/11/2024"), 5),
        (("report", "exempt", "--sent"), 5),
        (("targets", "--sent"), 5),
    ],
)
def test_what_cannot_be_meant_is_said(sent: Path, words: tuple[str, ...], code: int) -> None:
    """An answer in words with what to do next, and nothing stored."""
    answer = typed(*words, lang="en")
    assert (answer.code, answer.out) == (code, "")
    assert "What to do: " in answer.err
    assert len(typed("report", "sent", "--format", "json").rows("sent")) == 1
