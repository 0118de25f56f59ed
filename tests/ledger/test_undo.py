"""Taking an import back: what it said no longer counts, and nothing else changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.campaign.plan import Appendix, Rules
from eid_campaign.campaign.units import UnitCounts
from eid_campaign.ledger import plans
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.people import people
from eid_campaign.ledger.rosters import add_roster
from eid_campaign.ledger.tallies import tally
from eid_campaign.ledger.undo import undo
from eid_campaign.wording import said
from tests.drawn import BASELINE, ME, WEEK_2, WEEK_3, number, roster

HEADER = "citizen_id  full_name       village  stage"
WEEK_1_LIST = f"""{HEADER}
#1  Nguyễn Văn An   Thôn 1   not_collected
#2  Lê Thị Bình     Thôn 1   l1_approved
"""
WEEK_2_LIST = f"""{HEADER}
#1  Nguyễn Văn An   Thôn 1   l2_approved
#2  Lê Thị Bình     Thôn 1   l1_approved
#3  Hà Thị Cúc      Thôn 2   not_collected
"""
UNITS = (UnitCounts("Cẩm Tân", 2073, 881, 84, 2412, 306, 1037, 390),)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger of the test's own."""
    with Ledger.open(tmp_path / "eidc.ledger") as opened:
        yield opened


def content(ledger: Ledger) -> tuple[object, ...]:
    """Return all that a question could be answered with, on the days of three weeks."""
    rules = Rules(baseline=BASELINE)
    return (
        *(list(people(ledger, day, elderly_age=60)) for day in (BASELINE, WEEK_2, WEEK_3)),
        *(dict(tally(ledger, day, rules).counts) for day in (BASELINE, WEEK_2, WEEK_3)),
        ledger.villages(),
        ledger.report_days(),
        plans.appendix(ledger),
        plans.snapshots(ledger),
    )


def add_appendix(ledger: Ledger, day: date, units: tuple[UnitCounts, ...] = UNITS) -> int:
    """Store an appendix of a day."""
    return plans.add_appendix(
        ledger,
        Appendix(units, None, "113/KH-UBND", "Cẩm Thủy", day, "phụ lục.xlsx"),
        sha256=f"{day}",
        as_of=day,
        as_of_source="option",
        problems=(),
        author=ME,
    )


def test_import_then_undo_gives_the_same_content(ledger: Ledger) -> None:
    """After an undo everything is answered as before the import, also in a newly opened ledger."""
    add_roster(ledger, roster(WEEK_1_LIST), ME)
    before = content(ledger)
    added = add_roster(ledger, roster(WEEK_2_LIST, WEEK_2), ME)
    assert content(ledger) != before
    assert undo(ledger, added.import_id, ME).id == added.import_id
    assert content(ledger) == before
    with Ledger.open(ledger.path) as again:
        assert content(again) == before


def test_undo_without_a_number_takes_the_last_that_counts(ledger: Ledger) -> None:
    """Undo after undo goes back import by import, to an empty ledger."""
    empty = content(ledger)
    for drawn, day in ((WEEK_1_LIST, BASELINE), (WEEK_2_LIST, WEEK_2)):
        add_roster(ledger, roster(drawn, day), ME)
    assert undo(ledger, None, ME).as_of == WEEK_2
    assert undo(ledger, None, ME).as_of == BASELINE
    assert content(ledger) == empty
    with pytest.raises(UsageProblem, match="no import to undo"):
        undo(ledger, None, ME)


def test_an_undone_import_can_be_made_again(ledger: Ledger) -> None:
    """The file is not "already imported" any more, and importing it gives the same content."""
    first = roster(WEEK_1_LIST)
    add_roster(ledger, first, ME)
    before = content(ledger)[3:]
    undo(ledger, None, ME)
    assert ledger.active_import(first.sha256, BASELINE) is None
    again = add_roster(ledger, first, ME)
    assert again.merge.new == 2
    assert content(ledger)[3:] == before


@pytest.mark.parametrize(
    "second",
    [WEEK_2_LIST, WEEK_1_LIST],
    ids=["it changed people of the first", "it saw people of the first, unchanged"],
)
def test_what_later_imports_were_built_upon_stays(ledger: Ledger, second: str) -> None:
    """An import whose people a later one saw is not undone alone: nobody may vanish whom a
    roster that counts has named.
    """
    add_roster(ledger, roster(WEEK_1_LIST), ME)
    add_roster(ledger, roster(second, WEEK_2), ME)
    before = content(ledger)
    with pytest.raises(UsageProblem) as stopped:
        undo(ledger, 1, ME)
    happened, hint = said(stopped.value)
    assert "1" in happened
    assert "eidc undo 2" in hint
    assert content(ledger) == before


def test_imports_of_other_people_are_undone_alone(ledger: Ledger) -> None:
    """A roster of another village, or an appendix, holds no earlier import back."""
    add_roster(ledger, roster(WEEK_1_LIST), ME)
    add_roster(ledger, roster(f"{HEADER}\n#9  Mai Thị Kha  Thôn 3  collected", WEEK_2), ME)
    add_appendix(ledger, BASELINE)
    undo(ledger, 1, ME)
    assert [p.full_name for p in people(ledger, WEEK_3, elderly_age=60)] == ["Mai Thị Kha"]


def test_an_undone_import_is_not_undone_again(ledger: Ledger) -> None:
    """The second time it is said that it has been undone; an unknown number is said too."""
    add_roster(ledger, roster(WEEK_1_LIST), ME)
    undo(ledger, 1, ME)
    with pytest.raises(UsageProblem, match="undone already"):
        undo(ledger, 1, ME)
    with pytest.raises(UsageProblem, match="There is no import 7"):
        undo(ledger, 7, ME)
    with pytest.raises(UsageProblem, match="There is no import 2"):
        undo(ledger, 2, ME)  # the entry of the undo itself is no import


def test_an_undone_import_stays_in_the_list(ledger: Ledger) -> None:
    """Nothing is deleted: the list of imports shows what was undone, and by which entry."""
    add_roster(ledger, roster(WEEK_1_LIST), ME)
    undo(ledger, None, ME)
    (record,) = ledger.imports()
    assert (record.id, record.undone_by) == (1, 2)


def test_an_appendix_is_taken_back_to_the_one_before(ledger: Ledger) -> None:
    """With the last appendix undone, the one before it counts again."""
    add_appendix(ledger, BASELINE)
    before = content(ledger)
    add_appendix(ledger, BASELINE, (UnitCounts("Cẩm Tân", 2000, 0, 0, 0, 0, 1000, 0),))
    assert plans.appendix(ledger) is not None
    assert content(ledger) != before
    undo(ledger, None, ME)
    assert content(ledger) == before


_ROW = st.tuples(
    st.sampled_from(["#1", "#2", "-"]),
    st.sampled_from(["Nguyễn Văn An", "Lê Thị Bình"]),
    st.sampled_from(["Thôn 1", "Thôn 2"]),
    st.sampled_from(["-", "not_collected", "collected", "l2_activated"]),
).map("  ".join)
_LIST = st.lists(_ROW, min_size=1, max_size=4).map(lambda rows: "\n".join([HEADER, *rows]))


@given(
    imports=st.lists(st.tuples(_LIST, st.sampled_from([BASELINE, WEEK_2, WEEK_3])), max_size=2),
    last=st.tuples(_LIST, st.sampled_from([BASELINE, WEEK_2, WEEK_3])),
)
@settings(max_examples=60)
def test_any_last_import_can_be_undone(
    imports: list[tuple[str, date]], last: tuple[str, date]
) -> None:
    """Whatever was imported and in whatever order of days: undo gives the content before."""
    with Ledger.open(Path(":memory:")) as ledger:
        for at, (drawn, day) in enumerate(imports):
            add_roster(ledger, roster(drawn, day, file=str(at)), ME)
        before = content(ledger)
        add_roster(ledger, roster(last[0], last[1], file="last"), ME)
        undo(ledger, None, ME)
        assert content(ledger) == before


def test_people_keep_their_numbers_apart_after_an_undo(ledger: Ledger) -> None:
    """Who is new after an undo is not mistaken for somebody of the import taken back."""
    add_roster(ledger, roster(WEEK_1_LIST), ME)
    undo(ledger, None, ME)
    add_roster(ledger, roster(f"{HEADER}\n#1  Nguyễn Văn An  Thôn 2  collected", WEEK_2), ME)
    (person,) = people(ledger, WEEK_3, elderly_age=60)
    assert (person.citizen_id, person.village) == (number(1), "Thôn 2")
