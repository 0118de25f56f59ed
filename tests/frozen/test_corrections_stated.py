"""The next weekly report states what was corrected in the last one, with causes that add up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from eid_campaign.ledger.ledger import Ledger
from tests.cli.conftest import Answer, typed
from tests.frozen import story

NEXT = ("report", "weekly", "--as-of", "19/11/2024")


def stated(answer: Answer) -> set[tuple[Any, ...]]:
    """Return what is stated: (village or total, figure, before, now, change, cause, file)."""
    assert answer.code == 0, answer.all
    tables = [each for each in answer.json["tables"] if each["id"] == "corrections"]
    return {
        (
            row["village"] or "–",
            row["figure"],
            row["before"],
            row["now"],
            row["change"],
            row["cause"],
            row["file"],
        )
        for table in tables
        for row in table["rows"]
    }


MERGED = {
    ("–", "target_level2", 4, 3, -1, "base", None),
    ("–", "base_level2", 7, 6, -1, "duplicate", None),
    ("–", "collected", 4, 3, -1, "duplicate", None),
    ("–", "issued", 4, 3, -1, "duplicate", None),
    ("–", "eligible", 7, 6, -1, "duplicate", None),
    ("Thôn 1", "target_level2", 3, 2, -1, "base", None),
    ("Thôn 1", "base_level2", 5, 4, -1, "duplicate", None),
    ("Thôn 1", "collected", 3, 2, -1, "duplicate", None),
    ("Thôn 1", "issued", 3, 2, -1, "duplicate", None),
    ("Thôn 1", "eligible", 5, 4, -1, "duplicate", None),
}
LATE = {
    (place, figure, before, before + 2, 2, "late_list", "bo sung.xlsx")
    for place, before in (("–", 4), ("Thôn 1", 3))
    for figure in ("collected", "issued")
}
UNDONE = {
    (place, figure, before, before - 1, -1, "import_undone", "tuan 1 thon 2.xlsx")
    for place, before in (("–", 4), ("Thôn 2", 1))
    for figure in ("collected", "issued")
}
EXEMPTED = {
    ("–", "eligible", 7, 6, -1, "decision", None),
    ("–", "exempt", 0, 1, 1, "decision", None),
    ("Thôn 2", "eligible", 2, 1, -1, "decision", None),
    ("Thôn 2", "exempt", 0, 1, 1, "decision", None),
}


@pytest.mark.parametrize(
    ("corrected", "expected"),
    [
        (story.merged, MERGED),
        (story.late, LATE),
        (story.undone, UNDONE),
        (story.exempted, EXEMPTED),
        (story.second_week, set()),
    ],
    ids=["two are one", "a list came late", "import taken back", "decision", "next week only"],
)
def test_one_correction(
    sent: Path, corrected: Callable[[Ledger], object], expected: set[tuple[Any, ...]]
) -> None:
    """Each kind of correction is stated with its cause in each figure it changed, no other."""
    with story.ledger_at(sent) as ledger:
        corrected(ledger)
    assert stated(typed(*NEXT, "--format", "json")) == expected


def test_all_corrections_together(sent: Path) -> None:
    """Causes of one figure stand side by side, and villages that even out leave no total."""
    with story.ledger_at(sent) as ledger:
        for corrected in (story.merged, story.late, story.undone, story.exempted):
            corrected(ledger)
    assert stated(typed(*NEXT, "--format", "json")) == {
        ("–", "target_level2", 4, 3, -1, "base", None),
        ("–", "base_level2", 7, 6, -1, "duplicate", None),
        ("–", "eligible", 7, 5, -1, "duplicate", None),
        ("–", "eligible", 7, 5, -1, "decision", None),
        ("–", "exempt", 0, 1, 1, "decision", None),
        ("Thôn 1", "target_level2", 3, 2, -1, "base", None),
        ("Thôn 1", "base_level2", 5, 4, -1, "duplicate", None),
        ("Thôn 1", "collected", 3, 4, 2, "late_list", "bo sung.xlsx"),
        ("Thôn 1", "collected", 3, 4, -1, "duplicate", None),
        ("Thôn 1", "issued", 3, 4, 2, "late_list", "bo sung.xlsx"),
        ("Thôn 1", "issued", 3, 4, -1, "duplicate", None),
        ("Thôn 1", "eligible", 5, 4, -1, "duplicate", None),
        ("Thôn 2", "collected", 1, 0, -1, "import_undone", "tuan 1 thon 2.xlsx"),
        ("Thôn 2", "issued", 1, 0, -1, "import_undone", "tuan 1 thon 2.xlsx"),
        ("Thôn 2", "eligible", 2, 1, -1, "decision", None),
        ("Thôn 2", "exempt", 0, 1, 1, "decision", None),
    }


def test_the_sentences_a_reader_sees(sent: Path) -> None:
    """On the screen each figure is a sentence; one cause needs no sign, several have theirs."""
    with story.ledger_at(sent) as ledger:
        for corrected in (story.merged, story.late):
            corrected(ledger)
    said = " ".join(typed(*NEXT, lang="en").out.split())
    assert "Thôn 1, not collected at the baseline: last week 5, now 4: 1 listed twice." in said
    assert (
        "Thôn 1, level-2 accounts issued: last week 3, now 4: +2 from a list that came late"
        " (bo sung.xlsx), −1 listed twice." in said
    )


@pytest.mark.parametrize("form", ["table", "text", "md", "json"])
def test_nothing_is_said_where_every_figure_holds(place: Path, form: str) -> None:
    """A report after one that holds is, byte for byte, the one with none sent before."""
    without = typed(*NEXT, "--format", form).raw
    assert typed("report", "weekly", "--as-of", "12/11/2024", "--final").code == 0
    assert typed(*NEXT, "--format", form).raw == without


def test_a_correction_taken_back_is_not_stated(sent: Path) -> None:
    """What was merged and separated again, or decided and taken back, leaves no line."""
    with story.ledger_at(sent) as ledger:
        for entry in (story.merged(ledger), story.exempted(ledger)):
            story.undo(ledger, entry, story.by(18, 12))
    assert stated(typed(*NEXT, "--format", "json")) == set()


def test_another_rate_is_no_persons_doing(sent: Path) -> None:
    """A rate changed in eidc.toml changes targets: 60 % of 7 is 5, of which Thôn 1 has 4."""
    file = sent.with_name("eidc.toml")
    text = file.read_text(encoding="utf-8")
    assert 'rate = "50%"' in text
    file.write_text(text.replace('rate = "50%"', 'rate = "60%"', 1), encoding="utf-8")
    assert stated(typed(*NEXT, "--format", "json")) == {
        ("–", "target_level2", 4, 5, 1, "settings", None),
        ("Thôn 1", "target_level2", 3, 4, 1, "settings", None),
    }


def test_a_report_taken_back_is_compared_with_no_more(sent: Path) -> None:
    """After ``eidc undo`` of the frozen report nothing is stated of it."""
    with story.ledger_at(sent) as ledger:
        story.merged(ledger)
        (number,) = ledger.connection.execute("SELECT id FROM frozen_report").fetchone()
        story.undo(ledger, number, story.by(18, 13))
    assert stated(typed(*NEXT, "--format", "json")) == set()


def test_the_next_report_sent_takes_the_place(sent: Path) -> None:
    """What the second report stated the third does not state again."""
    with story.ledger_at(sent) as ledger:
        story.merged(ledger)
    assert stated(typed(*NEXT, "--format", "json")) == MERGED
    assert typed(*NEXT, "--final").code == 0
    assert stated(typed(*NEXT, "--format", "json")) == MERGED
    assert stated(typed("report", "weekly", "--as-of", "26/11/2024", "--format", "json")) == set()


def test_nobody_is_named(sent: Path) -> None:
    """Counts only: neither screen nor JSON nor the log's entry has a name or a number."""
    with story.ledger_at(sent) as ledger:
        story.merged(ledger)
        (details,) = ledger.connection.execute(
            "SELECT details FROM operation WHERE kind = 'freeze'"
        ).fetchone()
    said = typed(*NEXT).all + typed(*NEXT, "--format", "json").all + details
    for word in ("Nguyễn", "Lê Thị", "Hà Văn", "038090"):
        assert word not in said


def test_a_communes_report_is_compared_with_its_own(place: Path) -> None:
    """A report of one commune is no last report of the district, nor the other way round."""
    own = ("--commune", "cam tan")
    assert typed("report", "weekly", "--as-of", "12/11/2024", *own, "--final").code == 0
    with story.ledger_at(place) as ledger:
        story.merged(ledger)
    assert stated(typed(*NEXT, "--format", "json")) == set()
    assert stated(typed(*NEXT, *own, "--format", "json")) == MERGED


@pytest.mark.parametrize("ending", ["txt", "md", "json", "xlsx"])
def test_corrections_are_in_every_file_a_reader_is_given(sent: Path, ending: str) -> None:
    """The change of Thôn 1's issued accounts stands in each format; csv holds one table only."""
    plain = typed(*NEXT, "--format", "csv").raw.splitlines()
    with story.ledger_at(sent) as ledger:
        story.merged(ledger)
    assert len(typed(*NEXT, "--format", "csv").raw.splitlines()) == len(plain)
    assert typed(*NEXT, "-o", f"tuan-2.{ending}", lang="en").code == 0
    file = Path(f"tuan-2.{ending}")
    if ending == "xlsx":
        book = load_workbook(file)
        cells = [cell.value for sheet in book for row in sheet for cell in row]
        said = " ".join(str(cell) for cell in cells if cell is not None)
    else:
        said = " ".join(file.read_text(encoding="utf-8").split())
    assert "Thôn 1, level-2 accounts issued: last week 3, now 2: 1 listed twice." in said


def test_a_report_of_another_day_than_last_weeks_is_named_by_its_day(sent: Path) -> None:
    """Two weeks later it is not "last week" that is corrected."""
    with story.ledger_at(sent) as ledger:
        story.merged(ledger)
    later = typed("report", "weekly", "--as-of", "26/11/2024", lang="en")
    said = " ".join(later.out.split())
    assert "Thôn 1, level-2 accounts issued: 3 on 12 Nov 2024, now 2: 1 listed twice." in said
