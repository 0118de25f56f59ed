"""Taking an import back: what it said no longer counts, and nothing else changes."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eid_campaign.campaign.decisions import Wanted
from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.campaign.plan import Appendix, Rules
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import Reason, Standing
from eid_campaign.campaign.units import UnitCounts
from eid_campaign.ledger import plans
from eid_campaign.ledger.decisions import decide
from eid_campaign.ledger.edits import edit
from eid_campaign.ledger.identities import settled_pairs
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.past import as_known
from eid_campaign.ledger.people import people
from eid_campaign.ledger.rebuild import differing
from eid_campaign.ledger.rosters import add_roster
from eid_campaign.ledger.settling import settle
from eid_campaign.ledger.tallies import tally
from eid_campaign.ledger.undo import redo, undo
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
WANTED = Wanted(Standing.EXEMPT, Reason.ABROAD, BASELINE, None, "giấy báo của gia đình")
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
    assert undo(ledger, added.import_id, ME).target == added.import_id
    assert content(ledger) == before
    with Ledger.open(ledger.path) as again:
        assert content(again) == before


def test_undo_without_a_number_takes_the_last_that_counts(ledger: Ledger) -> None:
    """Undo after undo goes back import by import, to an empty ledger."""
    empty = content(ledger)
    for drawn, day in ((WEEK_1_LIST, BASELINE), (WEEK_2_LIST, WEEK_2)):
        add_roster(ledger, roster(drawn, day), ME)
    assert undo(ledger, None, ME).target == 2
    assert undo(ledger, None, ME).target == 1
    assert content(ledger) == empty
    with pytest.raises(UsageProblem, match="nothing to undo"):
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


@pytest.mark.parametrize("second", [WEEK_2_LIST, WEEK_1_LIST], ids=["changed", "unchanged"])
def test_an_older_import_is_taken_back_while_later_ones_stay(ledger: Ledger, second: str) -> None:
    """What is known then is what the later import alone tells: nobody vanishes whom it names."""
    add_roster(ledger, roster(WEEK_1_LIST), ME)
    add_roster(ledger, roster(second, WEEK_2), ME)
    both = content(ledger)
    found = undo(ledger, 1, ME)
    assert (found.gone, found.come) == (0, 0)
    assert [p.full_name for p in people(ledger, BASELINE, elderly_age=60)] == []
    with Ledger.open(Path(":memory:")) as alone:
        add_roster(alone, roster(second, WEEK_2), ME)
        assert told(ledger) == told(alone)
    redo(ledger, 1, ME)
    assert content(ledger) == both


def told(ledger: Ledger) -> list[tuple[object, ...]]:
    """Return what is known of everyone, whatever number the ledger keeps them under."""
    return sorted(
        (p.citizen_id, p.full_name, p.village, p.stage, p.source_file, p.source_row)
        for p in people(ledger, WEEK_3, elderly_age=60)
    )


def test_a_blank_in_the_last_list_does_not_hide_what_a_middle_one_told(ledger: Ledger) -> None:
    """A remark told in week 2, and in week 3 left blank, counts, in whatever order they come."""
    header = "citizen_id  full_name      stage          note"
    weeks = [
        (BASELINE, f"{header}\n#1  Nguyễn Văn An  not_collected  -"),
        (WEEK_2, f"{header}\n#1  Nguyễn Văn An  not_collected  đang ở tù"),
        (WEEK_3, f"{header}\n#1  Nguyễn Văn An  collected      -"),
    ]
    for order in itertools.permutations(weeks):
        with Ledger.open(Path(":memory:")) as each:
            for day, drawn in order:
                add_roster(each, roster(drawn, day, file=f"{day}"), ME)
            (person,) = people(each, WEEK_3, elderly_age=60)
            assert (person.note, person.stage) == ("đang ở tù", Stage.COLLECTED)


def test_a_stage_held_back_counts_once_what_held_it_back_is_gone(ledger: Ledger) -> None:
    """Activated by mistake in week 1, not collected in week 2: with week 1 taken back, week 2's
    stage counts, though it was a step backwards when it came.
    """
    header = "citizen_id  full_name  stage"
    add_roster(ledger, roster(f"{header}\n#1  Nguyễn Văn An  l2_activated"), ME)
    backwards = roster(f"{header}\n#1  Nguyễn Văn An  not_collected", WEEK_2)
    assert add_roster(ledger, backwards, ME).merge.conflict == 1
    undo(ledger, 1, ME)
    (person,) = people(ledger, WEEK_3, elderly_age=60)
    assert person.stage is Stage.NOT_COLLECTED
    redo(ledger, None, ME)
    (person,) = people(ledger, WEEK_3, elderly_age=60)
    assert person.stage is Stage.L2_ACTIVATED


def test_only_looking_changes_nothing(ledger: Ledger) -> None:
    """A dry run says what would be, shows the figures as they would be, and leaves no entry."""
    add_roster(ledger, roster(WEEK_1_LIST), ME)
    add_roster(ledger, roster(WEEK_2_LIST, WEEK_2), ME)
    before, revision, seen = content(ledger), ledger.revision, []
    look = lambda: seen.append(told(ledger))  # noqa: E731
    found = undo(ledger, 2, ME, dry_run=True, look=look)
    assert (found.entry, found.gone, found.changed) == (None, 1, 1)
    assert [name for _number, name, *_rest in seen[0]] == ["Nguyễn Văn An", "Lê Thị Bình"]
    assert (content(ledger), ledger.revision) == (before, revision)


def test_nothing_is_counted_twice_by_doing_it_again(ledger: Ledger) -> None:
    """A file that was taken in anew holds its first import back; undone, that one counts again."""
    first = roster(WEEK_1_LIST)
    add_roster(ledger, first, ME)
    before = content(ledger)
    undo(ledger, None, ME)
    again = add_roster(ledger, first, ME)
    assert again.merge.new == 2
    with pytest.raises(UsageProblem) as stopped:
        redo(ledger, 1, ME)
    assert f"eidc undo {again.import_id}" in said(stopped.value)[1]
    undo(ledger, again.import_id, ME)
    redo(ledger, 1, ME)
    assert content(ledger) == before


def test_there_is_nothing_to_redo(ledger: Ledger) -> None:
    """Before anything was undone, of an entry that holds, and of one done again already."""
    add_roster(ledger, roster(WEEK_1_LIST), ME)
    for entry in (None, 1):
        with pytest.raises(UsageProblem, match="nothing to redo"):
            redo(ledger, entry, ME)
    undo(ledger, 1, ME)
    assert redo(ledger, 2, ME).come == 2  # by the number of the undo
    with pytest.raises(UsageProblem, match="nothing to redo"):
        redo(ledger, 1, ME)


TWO_NUMBERS = """
citizen_id  full_name          birth_date  village  stage          phone
#1          Nguyễn Văn An      1990-05-03  Thôn 1   not_collected  -
#77         Nguyễn Văn An Em   1990-05-03  Thôn 1   l2_activated   0950000001
"""


def test_two_made_one_are_one_until_it_is_taken_back(ledger: Ledger) -> None:
    """A merge lays together what was told of either, later lists of either number find the one,
    and taking it back separates exactly what was joined, with what came since.
    """
    add_roster(ledger, roster(TWO_NUMBERS), ME)
    before = told(ledger)
    entry = settle(ledger, 1, 2, "same", ME, reason="number_changed")
    (one,) = people(ledger, WEEK_3, elderly_age=60)
    assert (one.number, one.stage, one.phone) == (1, Stage.L2_ACTIVATED, "0950000001")
    header = "citizen_id  full_name  village"
    added = add_roster(ledger, roster(f"{header}\n#77  Nguyễn Văn An Em  Thôn 2", WEEK_2), ME)
    assert (added.merge.new, added.merge.changed) == (0, 1)
    (one,) = people(ledger, WEEK_3, elderly_age=60)
    assert one.village == "Thôn 2"
    undo(ledger, entry, ME)
    villages = {p.citizen_id: p.village for p in people(ledger, WEEK_3, elderly_age=60)}
    assert villages == {number(1): "Thôn 1", number(77): "Thôn 2"}
    undo(ledger, added.import_id, ME)
    assert told(ledger) == before
    redo(ledger, entry, ME)
    assert len(told(ledger)) == 1


def test_both_rows_of_one_person_in_one_list(ledger: Ledger) -> None:
    """A list that still names both numbers of one person counts one; taken back, both are as
    the lists have them.
    """
    add_roster(ledger, roster(TWO_NUMBERS), ME)
    entry = settle(ledger, 1, 2, "same", ME)
    moved = TWO_NUMBERS.replace("Thôn 1 ", "Thôn 3 ")
    added = add_roster(ledger, roster(moved, WEEK_2), ME)
    assert {clash.kind for clash in added.merge.clashes} == {"listed_twice", "stage_backwards"}
    assert len(told(ledger)) == 1
    undo(ledger, entry, ME)
    assert [(p.citizen_id, p.village) for p in people(ledger, WEEK_3, elderly_age=60)] == [
        (number(1), "Thôn 3"),
        (number(77), "Thôn 3"),
    ]


def test_a_new_number_on_a_complete_list_is_the_same_person(ledger: Ledger) -> None:
    """Who is gone from a complete list under the old number, and is on it under a new one with
    the same name, birth date and village, was given a new number; an officer may say otherwise.
    """
    header = "citizen_id  full_name  stage"
    add_roster(ledger, roster(f"{header}\n#1  Nguyễn Văn An  not_collected"), ME)
    weekly = roster(f"{header}\n#55  Nguyễn Văn An  collected", WEEK_2)
    partly = add_roster(ledger, weekly, ME, dry_run=True)
    assert (partly.merge.new, partly.merge.changed) == (1, 0)
    added = add_roster(ledger, dataclasses.replace(weekly, complete="{}"), ME)
    assert (added.merge.new, added.merge.changed) == (0, 1)
    (one,) = people(ledger, WEEK_3, elderly_age=60)
    assert (one.number, one.citizen_id, one.stage) == (1, number(55), Stage.COLLECTED)
    add_roster(ledger, roster(f"{header}\n#1  Nguyễn Văn An  l2_approved", WEEK_3), ME)
    (one,) = people(ledger, WEEK_3, elderly_age=60)
    assert one.stage is Stage.L2_APPROVED
    (pair,) = settled_pairs(ledger)
    assert (pair.reason, pair.kept) == ("number_changed", 1)
    undo(ledger, pair.number, ME)
    assert len(told(ledger)) == 2


def test_an_officers_edit_holds_until_a_later_list_tells_otherwise(ledger: Ledger) -> None:
    """An edit may step back and wipe; a later list counts over it, an older one does not."""
    header = "citizen_id  full_name      stage         phone"
    add_roster(ledger, roster(f"{header}\n#1  Nguyễn Văn An  l2_activated  0950000001"), ME)
    entry = edit(ledger, 1, {"stage": "0", "phone": "", "village": "Thôn 9"}, WEEK_2, ME)
    (one,) = people(ledger, WEEK_3, elderly_age=60)
    assert (one.stage, one.phone, one.village) == (Stage.NOT_COLLECTED, "", "Thôn 9")
    (one,) = people(ledger, BASELINE, elderly_age=60)
    assert (one.stage, one.phone) == (Stage.L2_ACTIVATED, "0950000001")
    add_roster(ledger, roster(f"{header}\n#1  Nguyễn Văn An  collected  0950000002", WEEK_3), ME)
    (one,) = people(ledger, WEEK_3, elderly_age=60)
    assert (one.stage, one.phone, one.village) == (Stage.COLLECTED, "0950000002", "Thôn 1")
    undo(ledger, entry, ME)
    (one,) = people(ledger, WEEK_3, elderly_age=60)
    assert one.stage is Stage.L2_ACTIVATED


def test_what_was_known_at_any_entry_can_be_asked_again(ledger: Ledger) -> None:
    """After every kind of entry the ledger answers as it did then, whatever came since."""
    snapshots = {}

    def kept() -> None:
        last = ledger.connection.execute("SELECT max(id) FROM operation").fetchone()[0]
        snapshots[last] = content(ledger)

    add_roster(ledger, roster(WEEK_1_LIST), ME)
    kept()
    add_roster(ledger, roster(WEEK_2_LIST, WEEK_3), ME)
    kept()
    add_roster(ledger, roster(TWO_NUMBERS, WEEK_2), ME)  # comes late
    kept()
    pair = settle(ledger, 1, 4, "same", ME)
    kept()
    decide(ledger, [(2, WANTED)], ME)
    kept()
    edit(ledger, 2, {"stage": "5"}, WEEK_2, ME)
    kept()
    for step in (1, pair):
        undo(ledger, step, ME)
        kept()
    redo(ledger, 1, ME)
    kept()
    assert len(snapshots) == 9
    for entry, expected in snapshots.items():
        with Ledger.open(ledger.path) as then:
            as_known(then, entry)
            assert content(then) == expected, entry
    assert differing(ledger) == 0


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
    with pytest.raises(UsageProblem, match="There is no entry 7"):
        undo(ledger, 7, ME)
    with pytest.raises(UsageProblem, match="nothing that can be undone"):
        undo(ledger, 2, ME)  # the entry of the undo itself: that is what redo is for


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
