"""What the ledger keeps: importing twice, days asked about, order of import, tallies."""

from __future__ import annotations

import itertools
import os
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eid_campaign.campaign.decisions import Wanted
from eid_campaign.campaign.person import Person
from eid_campaign.campaign.plan import Rules
from eid_campaign.campaign.problems import Problem, Severity
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import Reason, Standing
from eid_campaign.campaign.tally import Group, tally_of
from eid_campaign.ledger.counting import topics_anew, topics_of_days
from eid_campaign.ledger.decisions import decide
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.people import people
from eid_campaign.ledger.rosters import Added, Roster, add_roster
from eid_campaign.ledger.tallies import tally, topics, topics_of_communes
from eid_campaign.roster.schema import Frame, frame_of
from tests.drawn import BASELINE, ME, WEEK_2, WEEK_3, number, roster

RULES = Rules(baseline=BASELINE)

WEEK_1_LIST = """
citizen_id  full_name       birth_date  village  stage          note        phone
#1          Nguyễn Văn An   1990-05-03  Thôn 1   not_collected  -           0950000001
#2          Lê Thị Bình     1971        Thôn 1   l1_approved    -           -
-           Hà Thị Cúc      1985-02-28  Thôn 2   not_collected  đang ở tù   -
#4          Bùi Văn Dũng    2015-06-01  Thôn 2   not_collected  -           -
#5          Phạm Thị Êm     1964-09-09  Thôn 2   l2_activated   -           -
"""
WEEK_2_LIST = """
citizen_id  full_name       birth_date  village  stage          note        phone
#1          Nguyễn Văn An   1990-05-03  Thôn 1   l2_approved    -           -
#2          Lê Thị Bình     1971        Thôn 1   l1_activated   -           -
#3          Hà Thị Cúc      1985-02-28  Thôn 2   not_collected  -           -
#6          Võ Văn Giang    1999-12-31  Thôn 2   collected      -           -
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger of the test's own."""
    with Ledger.open(tmp_path / "eidc.ledger") as opened:
        yield opened


def counts(added: Added) -> tuple[int, int, int, int]:
    """Return (new, changed, same, conflict)."""
    return added.merge.new, added.merge.changed, added.merge.same, added.merge.conflict


def everyone(ledger: Ledger, day: date = date(2024, 12, 31)) -> list[Person]:
    """Return everyone known on a day, in the order of their names."""
    found = people(ledger, day, elderly_age=60)
    return sorted(found, key=lambda person: (person.full_name, person.citizen_id))


def facts(ledger: Ledger, day: date = date(2024, 12, 31)) -> list[tuple[object, ...]]:
    """Return what is known of everyone, without where it was read."""
    return [
        (p.citizen_id, p.full_name, p.birth_date, p.village, p.stage, p.note, p.phone)
        for p in everyone(ledger, day)
    ]


def test_a_first_roster_is_kept_as_it_is(ledger: Ledger) -> None:
    """All people are new, and are found again with all facts and their place in the file."""
    added = add_roster(ledger, roster(WEEK_1_LIST), ME)
    assert counts(added) == (5, 0, 0, 0)
    person = next(p for p in everyone(ledger) if p.full_name == "Hà Thị Cúc")
    assert (person.citizen_id, person.birth_date, person.village) == ("", "1985-02-28", "Thôn 2")
    assert (person.stage, person.note) == (Stage.NOT_COLLECTED, "đang ở tù")
    assert (person.source_file, person.source_sheet, person.source_row) == (
        "thôn 1.xlsx",
        "Sheet1",
        7,
    )


def test_a_second_roster_writes_only_what_changed(ledger: Ledger) -> None:
    """Changed, same and new people are told apart; a number that came late finds its person."""
    add_roster(ledger, roster(WEEK_1_LIST), ME)
    added = add_roster(ledger, roster(WEEK_2_LIST, WEEK_2), ME)
    assert counts(added) == (1, 3, 0, 0)
    assert len(added.merge.written) == 4
    known = {p.full_name: p for p in everyone(ledger)}
    assert len(known) == 6
    assert known["Hà Thị Cúc"].citizen_id == number(3)
    assert known["Hà Thị Cúc"].note == "đang ở tù"
    assert known["Nguyễn Văn An"].phone == "0950000001"


def test_importing_twice_changes_nothing(tmp_path: Path) -> None:
    """The same roster again has 0 new and 0 changed, in the same run and after reopening."""
    with Ledger.open(tmp_path / "eidc.ledger") as ledger:
        add_roster(ledger, roster(WEEK_1_LIST), ME)
        before = facts(ledger)
        assert counts(add_roster(ledger, roster(WEEK_1_LIST), ME)) == (0, 0, 5, 0)
    with Ledger.open(tmp_path / "eidc.ledger") as ledger:
        assert counts(add_roster(ledger, roster(WEEK_1_LIST), ME)) == (0, 0, 5, 0)
        assert facts(ledger) == before


def test_the_very_file_is_recognised_for_its_day(ledger: Ledger) -> None:
    """A file is known by its hash and day, until it is taken back."""
    first = roster(WEEK_1_LIST)
    add_roster(ledger, first, ME)
    found = ledger.active_import(first.sha256, BASELINE)
    assert found is not None
    assert (found.file, found.kept, found.refused) == ("thôn 1.xlsx", 5, 0)
    assert ledger.active_import(first.sha256, WEEK_2) is None
    assert ledger.active_import(first.sha256, None) == found
    assert ledger.active_import("0" * 64, None) is None


def test_a_dry_run_says_the_same_and_stores_nothing(ledger: Ledger) -> None:
    """The counts of a dry run are those of the import; nothing is stored, not even in the log."""
    add_roster(ledger, roster(WEEK_1_LIST), ME)
    before, revision = facts(ledger), ledger.revision
    dry = add_roster(ledger, roster(WEEK_2_LIST, WEEK_2), ME, dry_run=True)
    assert (dry.import_id, facts(ledger), ledger.revision) == (None, before, revision)
    assert len(ledger.imports()) == 1
    assert counts(add_roster(ledger, roster(WEEK_2_LIST, WEEK_2), ME)) == counts(dry)


def test_an_import_is_listed_with_its_counts(ledger: Ledger) -> None:
    """The list of imports has rows read = kept + refused, who, when, and of which day."""
    refused = Problem("name_missing", Severity.REFUSED, "thôn 1.xlsx", "Sheet1", 9, "full_name")
    add_roster(ledger, roster(WEEK_1_LIST, problems=(refused,)), ME)
    (record,) = ledger.imports()
    assert (record.rows_read, record.kept, record.refused) == (6, 5, 1)
    assert (record.who, record.at) == (ME.who, ME.at)
    assert (record.as_of, record.as_of_source) == (BASELINE, "title")
    assert ledger.problems(record.id) == (refused,)


def test_what_was_known_on_a_day_stays_known(ledger: Ledger) -> None:
    """Later rosters do not change what is answered for the baseline."""
    add_roster(ledger, roster(WEEK_1_LIST), ME)
    before, counted = facts(ledger, BASELINE), tally(ledger, BASELINE, RULES).counts
    add_roster(ledger, roster(WEEK_2_LIST, WEEK_2), ME)
    assert facts(ledger, BASELINE) == before
    assert tally(ledger, BASELINE, RULES).counts == counted
    day_before = date(2024, 11, 11)
    assert facts(ledger, day_before) == before
    assert facts(ledger, WEEK_2) != before
    assert facts(ledger, date(2024, 11, 4)) == []


def test_the_baseline_is_frozen(ledger: Ledger) -> None:
    """Approvals after the baseline do not enlarge the list of those to activate."""
    add_roster(ledger, roster(WEEK_1_LIST), ME)
    add_roster(ledger, roster(WEEK_2_LIST, WEEK_2), ME)
    pending = tally(ledger, WEEK_2, RULES).total(
        lambda group: group.baseline is not None and group.baseline.is_pending_activation
    )
    assert pending == 1  # Lê Thị Bình; Nguyễn Văn An was approved in week 2


def test_a_tally_is_a_count_of_the_people(ledger: Ledger) -> None:
    """The tally is what counting the people one by one gives; children have no baseline stage."""
    add_roster(ledger, roster(WEEK_1_LIST), ME)
    add_roster(ledger, roster(WEEK_2_LIST, WEEK_2), ME)
    at_baseline = {
        p.full_name: p.stage for p in everyone(ledger, BASELINE) if p.birth_date < "2010-11-06"
    }
    counted = tally_of(
        WEEK_2,
        (
            Group(
                p.commune,
                p.village,
                at_baseline.get(p.full_name),
                p.stage,
                p.verdict.standing,
                p.verdict.reason,
            )
            for p in everyone(ledger, WEEK_2)
        ),
    )
    assert dict(tally(ledger, WEEK_2, RULES).counts) == dict(counted.counts)
    assert sum(counted.counts.values()) == 6


def test_a_kept_tally_is_counted_anew_after_any_change(tmp_path: Path) -> None:
    """A tally is kept for the next question and never outlives an import."""
    with Ledger.open(tmp_path / "eidc.ledger") as ledger:
        add_roster(ledger, roster(WEEK_1_LIST), ME)
        first = tally(ledger, WEEK_3, RULES)
        kept = ledger.connection.execute("SELECT count(DISTINCT as_of) FROM tally_cache").fetchone()
        assert kept == (1,)
        assert tally(ledger, WEEK_3, RULES).counts == first.counts
        add_roster(ledger, roster(WEEK_2_LIST, WEEK_2), ME)
        assert tally(ledger, WEEK_3, RULES).total() == first.total() + 1


def test_kept_topics_are_those_counted_anew(tmp_path: Path) -> None:
    """Asked first or again, before or after an import: topics are what the people give."""
    remarks = """
citizen_id  full_name       village  stage          note
#1          Nguyễn Văn An   Thôn 1   not_collected  làm ăn xa ở Bình Dương
#2          Lê Thị Bình     Thôn 1   not_collected  chưa có căn cước
#3          Hà Văn Cường    Thôn 1   not_collected  -
"""
    with Ledger.open(tmp_path / "eidc.ledger") as ledger:
        add_roster(ledger, roster(remarks), ME)
        for day in (BASELINE, WEEK_2):
            tally(ledger, day, RULES)
            asked = topics(ledger, day, RULES)
            assert asked == topics(ledger, day, RULES) == topics_anew(ledger, day, RULES)
            assert Counter(topic for _group, topic in asked) == Counter(
                ["works_elsewhere", "no_card", ""]
            )
            told = {topic: n for (_g, topic), n in topics_of_communes(ledger, day, RULES).items()}
            assert told == {"works_elsewhere": 1, "no_card": 1, "": 1}
        add_roster(ledger, roster(remarks.replace("chưa có căn cước", "-"), WEEK_2), ME)
        assert topics(ledger, WEEK_2, RULES) == topics_anew(ledger, WEEK_2, RULES)


def test_many_days_are_counted_in_one_pass_as_one_by_one(ledger: Ledger) -> None:
    """Who turns 14 or 60, changes, moves, is decided about or comes late between the days is
    counted on each day as the people are then; held against the list of people, row by row.
    """
    first = """
citizen_id  full_name       birth_date  village  stage          note
#1          Lò Thị Mười     2010-11-15  Thôn 1   not_collected  -
#2          Lê Văn Sáu      1964-11-20  Thôn 1   not_collected  già không dùng điện thoại
#3          Hà Văn Cường    1990        Thôn 1   not_collected  đi Nhật
#4          Trần Thị Lan    1985-02-28  Thôn 1   not_collected  -
#5          Võ Văn Kiệm     1985-02-28  Thôn 1   not_collected  -
"""
    second = """
citizen_id  full_name       birth_date  village  stage          note
#3          Hà Văn Cường    1990        Thôn 1   l2_approved    -
#4          Trần Thị Lan    1985-02-28  Thôn 2   l2_activated   -
#6          Đỗ Thị Tư       1970-01-01  Thôn 2   not_collected  -
"""
    add_roster(ledger, roster(first), ME)
    add_roster(ledger, roster(second, WEEK_2), ME)
    (fifth,) = (p.number for p in everyone(ledger, WEEK_3) if p.full_name == "Võ Văn Kiệm")
    held = Wanted(Standing.EXEMPT, Reason.IN_PRISON, WEEK_2, WEEK_2 + timedelta(days=3))
    decide(ledger, [(fifth, held)], ME)
    days = [BASELINE + timedelta(days=back) for back in range(-2, 25)]
    counted = topics_of_days(ledger, days, RULES)
    assert list(counted) == days
    for day, found in counted.items():
        told = Counter(
            (group.village, group.stage, group.standing, group.reason)
            for group, _topic in found.elements()
        )
        assert told == Counter(
            (p.village, p.stage, p.verdict.standing, p.verdict.reason)
            for p in everyone(ledger, day)
        )
        assert found == topics_anew(ledger, day, RULES)
    assert not counted[days[0]]
    assert len({frozenset(found.items()) for found in counted.values()}) >= 6


def test_villages_and_report_days(ledger: Ledger) -> None:
    """Villages are listed in their natural order, with the days of their rosters."""
    for village in ("Thôn 10", "Thôn 2"):
        for day in (WEEK_2, BASELINE):
            drawn = f"citizen_id  full_name  village\n#{len(village)}  Nguyễn Văn An  {village}"
            add_roster(ledger, roster(drawn, day, file=village), ME)
    assert ledger.villages() == {"Cẩm Tân": ("Thôn 2", "Thôn 10")}
    assert ledger.report_days() == {
        ("Cẩm Tân", "Thôn 2"): (BASELINE, WEEK_2),
        ("Cẩm Tân", "Thôn 10"): (BASELINE, WEEK_2),
    }


OLDER = "citizen_id  full_name      stage          phone       village"


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))), ids=str)
def test_an_older_sheet_never_beats_a_newer_one(ledger: Ledger, order: tuple[int, ...]) -> None:
    """Whatever the order of import, the last day's facts count."""
    weeks = [
        (BASELINE, f"{OLDER}\n#1  Nguyễn Văn An  not_collected  0950000001  Thôn 1"),
        (WEEK_2, f"{OLDER}\n#1  Nguyễn Văn An  collected      0950000002  Thôn 1"),
        (WEEK_3, f"{OLDER}\n#1  Nguyễn Văn An  l2_approved    0950000003  Thôn 2"),
    ]
    for at in order:
        day, drawn = weeks[at]
        add_roster(ledger, roster(drawn, day, file=f"{at}"), ME)
    assert facts(ledger) == [
        (number(1), "Nguyễn Văn An", "1990-05-03", "Thôn 2", Stage.L2_APPROVED, "", "0950000003")
    ]
    stages = [everyone(ledger, day)[0].stage for day in (BASELINE, WEEK_2, WEEK_3)]
    assert stages == [Stage.NOT_COLLECTED, Stage.COLLECTED, Stage.L2_APPROVED]


@st.composite
def _three_weeks(draw: st.DrawFn) -> list[list[dict[str, object]]]:
    """Three rosters of the same few numbered people, whose stages only go forward.

    Every row tells every fact: what a blank in a newer list stands for is settled on import.
    """
    weeks: list[list[dict[str, object]]] = [[], [], []]
    for person in range(draw(st.integers(1, 3))):
        reached = sorted(draw(st.lists(st.sampled_from(range(6)), min_size=3, max_size=3)))
        for at, week in enumerate(weeks):
            if draw(st.booleans()):
                week.append(
                    {
                        "citizen_id": number(person),
                        "full_name": f"Nguyễn Văn {'ABC'[person]}",
                        "birth_date": "1990-05-03",
                        "village": draw(st.sampled_from(["Thôn 1", "Thôn 2"])),
                        "phone": draw(st.sampled_from(["0950000001", "0950000002"])),
                        "note": draw(st.sampled_from(["đi làm ăn", "đã về"])),
                        # Level 1 is left out: who hands in a dossier keeps it, by the order told.
                        "stage": (0, 0, 1, 1, 4, 5)[reached[at]],
                    }
                )
    return weeks


def _framed(rows: list[dict[str, object]]) -> Frame:
    names = rows[0] if rows else {}
    return frame_of({name: [row[name] for row in rows] for name in names})


@given(weeks=_three_weeks(), order=st.permutations(range(3)))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_import_does_not_matter(
    weeks: list[list[dict[str, object]]], order: list[int]
) -> None:
    """Any order of three weekly rosters without conflicts gives the same people at the end."""

    def known_after(days: list[int]) -> list[tuple[object, ...]]:
        with Ledger.open(Path(":memory:")) as ledger:
            for at in days:
                day = (BASELINE, WEEK_2, WEEK_3)[at]
                add_roster(ledger, roster(_framed(weeks[at]), day, file=str(at)), ME)
            return facts(ledger, WEEK_3)

    assert known_after(order) == known_after([0, 1, 2])


def test_no_row_vanishes_on_its_way_into_the_ledger(ledger: Ledger) -> None:
    """Rows are new, changed, same, in conflict or refused: together all rows read."""
    drawn = """
    citizen_id  full_name      birth_date  stage
    #1          Nguyễn Văn An  1990-05-03  l2_approved
    #1          Lê Thị Bình    1971        not_collected
    #1          Nguyễn Văn An  1990-05-03  collected
    -           Hà Thị Cúc     1985-02-28  -
    -           Hà Thị Cúc     1985-02-28  -
    """
    refused = Problem("name_missing", Severity.REFUSED, "thôn 1.xlsx", "Sheet1", 20)
    added = add_roster(ledger, roster(drawn, problems=(refused,)), ME)
    (record,) = ledger.imports()
    assert record.rows_read == 6 == sum(counts(added)) + record.refused
    kinds = Counter(problem.kind for problem in ledger.problems(record.id))
    assert kinds == {"name_missing": 1, "citizen_id_twice": 1, "listed_twice": 1}


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights elsewhere")
def test_the_ledger_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    """Neither the ledger nor what SQLite keeps beside it can be read by others."""
    with Ledger.open(tmp_path / "new" / "eidc.ledger") as ledger:
        add_roster(ledger, roster(WEEK_1_LIST), ME)
        files = sorted((tmp_path / "new").iterdir())
        assert files[0].name == "eidc.ledger"
        assert {oct(file.stat().st_mode & 0o777) for file in files} == {"0o600"}
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0


def test_a_roster_of_another_village_leaves_the_first_alone(ledger: Ledger) -> None:
    """Who is missing in a roster is still known: a list of one village is not all people."""
    add_roster(ledger, roster(WEEK_1_LIST), ME)
    other: Roster = roster("citizen_id  full_name  village\n#9  Mai Thị Kha  Thôn 3", WEEK_2)
    assert counts(add_roster(ledger, other, ME)) == (1, 0, 0, 0)
    assert len(everyone(ledger)) == 6
