"""Each further thing that can change a figure of a report already sent, by its own name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from eid_campaign.campaign.decisions import Wanted
from eid_campaign.campaign.plan import Appendix
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import Reason, Standing
from eid_campaign.campaign.units import UnitCounts
from eid_campaign.ledger.decisions import decide
from eid_campaign.ledger.edits import edit
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.own_rules import adopt
from eid_campaign.ledger.plans import add_appendix
from eid_campaign.ledger.rosters import add_roster
from eid_campaign.ledger.undo import redo, undo
from tests.cli.conftest import typed
from tests.drawn import BASELINE, WEEK_2, roster
from tests.frozen import story
from tests.frozen.test_corrections_stated import LATE, NEXT, stated

OWN = "loại\tkết luận\tcụm từ\tnhư\nnước ngoài\tkhông đủ điều kiện\tđi lò gạch bên kia\t\n"


def same_day(ledger: Ledger) -> None:
    """Import a second list of the first week's day."""
    drawn = "citizen_id  full_name  village  stage\n#6  Võ Văn Giang  Thôn 2  collected"
    add_roster(ledger, roster(drawn, WEEK_2, file="gui lai.xlsx"), story.by(18))


def moved(ledger: Ledger) -> None:
    """Import a second list of the first week's day, on which number 6 lives in Thôn 1."""
    drawn = "citizen_id  full_name  village  stage\n#6  Võ Văn Giang  Thôn 1  not_collected"
    add_roster(ledger, roster(drawn, WEEK_2, file="gui lai.xlsx"), story.by(18))


def stepped_back(ledger: Ledger) -> None:
    """Say by hand that number 5 was collected only, since 11/11."""
    facts = {"stage": str(int(Stage.COLLECTED))}
    edit(ledger, story.person(ledger, 5), facts, WEEK_2, story.by(18))


def done_again(ledger: Ledger) -> None:
    """Take the late list in, take it back, and let it count again."""
    entry = story.late(ledger)
    undo(ledger, entry, story.by(18, 10))
    redo(ledger, entry, story.by(18, 11))


def late_and_decided(ledger: Ledger) -> None:
    """Import the late list, then decide on number 3, of whom it speaks."""
    story.late(ledger)
    wanted = Wanted(Standing.EXEMPT, Reason.ABROAD, BASELINE, None, "hộ chiếu")
    decide(ledger, [(story.person(ledger, 3), wanted)], story.by(18, 12))


@pytest.mark.parametrize(
    ("corrected", "expected"),
    [
        (same_day, {("–", "collected", 4, 5, 1, "same_day_list", "gui lai.xlsx")}),
        (
            moved,
            {
                ("Thôn 1", "base_level2", 5, 6, 1, "moved", None),
                ("Thôn 2", "base_level2", 2, 1, -1, "moved", None),
                ("Thôn 1", "eligible", 5, 6, 1, "moved", None),
                ("Thôn 2", "eligible", 2, 1, -1, "moved", None),
            },
        ),
        (
            stepped_back,
            {
                ("–", "issued", 4, 3, -1, "edit", None),
                ("Thôn 2", "issued", 1, 0, -1, "edit", None),
            },
        ),
        (done_again, LATE),
        (
            late_and_decided,
            LATE
            | {
                ("–", "eligible", 7, 6, -1, "decision", None),
                ("–", "exempt", 0, 1, 1, "decision", None),
                ("Thôn 1", "eligible", 5, 4, -1, "decision", None),
                ("Thôn 1", "exempt", 0, 1, 1, "decision", None),
            },
        ),
    ],
    ids=["list of the same day", "moved", "edited", "undone and redone", "one person, two causes"],
)
def test_cause(
    sent: Path, corrected: Callable[[Ledger], object], expected: set[tuple[Any, ...]]
) -> None:
    """The figure's line names this cause."""
    with story.ledger_at(sent) as ledger:
        corrected(ledger)
    found = stated(typed(*NEXT, "--format", "json"))
    assert expected <= found
    assert {line[5] for line in found} == {line[5] for line in expected}


def test_own_words_adopted_later(place: Path) -> None:
    """A remark that the commune's own words read otherwise moves its people between standings."""
    drawn = (
        "citizen_id  full_name  village  stage  note\n"
        "#8  Đỗ Văn Khang  Thôn 2  not_collected  đi lò gạch bên kia"
    )
    with story.ledger_at(place) as ledger:
        add_roster(ledger, roster(drawn, BASELINE, file="them.xlsx"), story.by(12, 10))
    assert typed("report", "weekly", "--as-of", "12/11/2024", "--final").code == 0
    assert stated(typed(*NEXT, "--format", "json")) == set()
    with story.ledger_at(place) as ledger:
        adopt(ledger, OWN, file="tu.tsv", rules=1, from_day=WEEK_2, author=story.by(18))
    found = stated(typed(*NEXT, "--format", "json"))
    assert {line[5] for line in found} == {"own_rules"}
    assert ("Thôn 2", "exempt", 0, 1, 1, "own_rules", None) in found


def table(file: str, day: date, *units: UnitCounts) -> Callable[[Ledger], int]:
    """Return what imports a table of counts in the appendix's shape."""

    def imported(ledger: Ledger) -> int:
        return add_appendix(
            ledger,
            Appendix(units, None, "120/KH", "Cẩm Thủy", day, file),
            sha256=file,
            as_of=day,
            as_of_source="title",
            problems=(),
            author=story.by(12, 7),
        )

    return imported


def test_the_plans_appendix_came_after_the_report(sent: Path) -> None:
    """Its target of 5 for the commune's 7 people makes 4 of Thôn 1's 3: 5 x 5/7 is 3,57."""
    with story.ledger_at(sent) as ledger:
        table("phu luc.xlsx", BASELINE, UnitCounts("Cẩm Tân", 7, 0, 0, 0, 0, 5, 0))(ledger)
    assert stated(typed(*NEXT, "--format", "json")) == {
        ("–", "target_level2", 4, 5, 1, "appendix", "phu luc.xlsx"),
        ("Thôn 1", "target_level2", 3, 4, 1, "appendix", "phu luc.xlsx"),
    }


def test_a_table_of_counts_was_corrected(place: Path) -> None:
    """A commune known by tables alone is explained by the table, the others by their people.

    100 not collected at first, 90 in the first table and 88 in the one sent after it; of those
    who left 10 and 12 hold level 2 (70, 80, 82 in all), 5 and 6 activated (30, 35, 36).
    """
    plan = UnitCounts("Cẩm Bình", 100, 10, 20, 30, 40, 50, 60)
    with story.ledger_at(place) as ledger:
        own = UnitCounts("Cẩm Tân", 7, 0, 0, 0, 0, 4, 0)
        table("phu luc.xlsx", BASELINE, own, plan)(ledger)
        table("tuan 1.xlsx", WEEK_2, UnitCounts("Cẩm Bình", 90, 10, 20, 35, 45))(ledger)
    by = ("--by", "commune")
    assert typed("report", "weekly", "--as-of", "12/11/2024", *by, "--final").code == 0
    with story.ledger_at(place) as ledger:
        table("tuan 1 sua.xlsx", WEEK_2, UnitCounts("Cẩm Bình", 88, 10, 20, 36, 46))(ledger)
        story.exempted(ledger)
    rows = typed(*NEXT, *by, "--format", "json").rows("corrections")
    found = {
        (row["unit"], row["figure"], row["before"], row["now"], row["cause"], row["file"])
        for row in rows
    }
    assert found == {
        (None, "collected", 14, 16, "table", "tuan 1 sua.xlsx"),
        (None, "issued", 14, 16, "table", "tuan 1 sua.xlsx"),
        (None, "activated", 6, 7, "table", "tuan 1 sua.xlsx"),
        (None, "eligible", 7, 6, "decision", None),
        (None, "exempt", 0, 1, "decision", None),
        ("Cẩm Bình", "collected", 10, 12, "table", "tuan 1 sua.xlsx"),
        ("Cẩm Bình", "issued", 10, 12, "table", "tuan 1 sua.xlsx"),
        ("Cẩm Bình", "activated", 5, 6, "table", "tuan 1 sua.xlsx"),
        ("Cẩm Tân", "eligible", 7, 6, "decision", None),
        ("Cẩm Tân", "exempt", 0, 1, "decision", None),
    }


def test_a_table_of_counts_was_taken_back(place: Path) -> None:
    """What it told is not known any more, by its being taken back."""
    plan = UnitCounts("Cẩm Bình", 100, 10, 20, 30, 40, 50, 60)
    with story.ledger_at(place) as ledger:
        table("phu luc.xlsx", BASELINE, UnitCounts("Cẩm Tân", 7, 0, 0, 0, 0, 4, 0), plan)(ledger)
        entry = table("tuan 1.xlsx", WEEK_2, UnitCounts("Cẩm Bình", 90, 10, 20, 35, 45))(ledger)
    by = ("--by", "commune")
    assert typed("report", "weekly", "--as-of", "12/11/2024", *by, "--final").code == 0
    with story.ledger_at(place) as ledger:
        undo(ledger, entry, story.by(18))
    rows = typed(*NEXT, *by, "--format", "json").rows("corrections")
    assert {(row["cause"], row["file"]) for row in rows} == {("import_undone", "tuan 1.xlsx")}
    (collected,) = (
        row for row in rows if (row["unit"], row["figure"]) == ("Cẩm Bình", "collected")
    )
    assert (collected["before"], collected["now"], collected["change"]) == (10, None, -10)
