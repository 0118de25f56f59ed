"""Decisions in the ledger: over weeks and new files, to their end, taken back, followed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from eid_campaign.campaign.decisions import Wanted
from eid_campaign.campaign.person import Person
from eid_campaign.campaign.plan import Rules
from eid_campaign.campaign.progress import reasons
from eid_campaign.campaign.standings import Reason, Standing
from eid_campaign.ledger import database, log
from eid_campaign.ledger.decisions import decide, decisions, history, take_back
from eid_campaign.ledger.finding import household_of, with_name, with_number
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.migrations import MIGRATIONS
from eid_campaign.ledger.people import people
from eid_campaign.ledger.rosters import add_roster
from eid_campaign.ledger.tallies import tally
from eid_campaign.ledger.undo import undo
from tests.drawn import BASELINE, ME, WEEK_2, WEEK_3, number, roster

RULES = Rules(baseline=BASELINE)
LAST, DAY_AFTER = date(2024, 12, 10), date(2024, 12, 11)
WEEK_1_LIST = """
citizen_id  full_name       birth_date  village  stage          note       household
#1          Nguyễn Văn An   1990-05-03  Thôn 1   not_collected  -          Nguyễn Văn An
#2          Lê Thị Bình     1991-02-01  Thôn 1   not_collected  đi Nhật    Nguyễn Văn An
#3          Hà Thị Cúc      1985-02-28  Thôn 2   not_collected  NVQS       Nguyễn Văn An
-           Bùi Văn Dũng    1980-06-01  Thôn 1   not_collected  -          Bùi Văn Dũng
"""
WEEK_3_LIST = """
citizen_id  full_name       birth_date  village  stage          note          household
#1          Nguyễn Văn An   1990-05-03  Thôn 1   not_collected  làm ở nhà     Nguyễn Văn An
#2          Lê Thị Bình     1991-02-01  Thôn 1   not_collected  đi XKLĐ Nhật  Nguyễn Văn An
"""
ABROAD = Wanted(Standing.EXEMPT, Reason.ABROAD, WEEK_2, LAST, "giấy báo của gia đình An")
CAN = Wanted(Standing.ELIGIBLE, Reason.NONE, WEEK_2, None, "đã về")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger with one week's list."""
    with Ledger.open(tmp_path / "eidc.ledger") as opened:
        add_roster(opened, roster(WEEK_1_LIST), ME)
        yield opened


def named(ledger: Ledger, name: str, day: date = WEEK_2) -> Person:
    """Return the person of that name as known on a day."""
    (found,) = with_name(ledger, name, day, elderly_age=60)
    return found


def said(ledger: Ledger, name: str, day: date = WEEK_2) -> str:
    """Return "standing reason" of somebody on a day."""
    found = named(ledger, name, day).verdict
    return f"{found.standing.id} {found.reason.value}".strip()


def decide_on(ledger: Ledger, name: str, wanted: Wanted) -> None:
    """Decide on somebody."""
    assert len(decide(ledger, [(named(ledger, name).number, wanted)], ME)) == 1


def exempt(ledger: Ledger, day: date) -> dict[Reason, int]:
    """Return how many are exempt by reason, from the tally, counted afresh and kept."""
    first = tally(ledger, day, RULES)
    assert tally(ledger, day, RULES).counts == first.counts
    return reasons(first)


def test_a_decision_counts_on_its_days_alone(ledger: Ledger) -> None:
    """Lists and tallies agree: not before, up to its last day, back in the pool the day after."""
    assert exempt(ledger, WEEK_2) == {Reason.ABROAD: 1}
    decide_on(ledger, "Nguyễn Văn An", ABROAD)
    for day, wanted in ((BASELINE, 1), (WEEK_2, 2), (LAST, 2), (DAY_AFTER, 1)):
        assert exempt(ledger, day) == {Reason.ABROAD: wanted}, day
    assert said(ledger, "Nguyễn Văn An", BASELINE) == "eligible"
    assert said(ledger, "Nguyễn Văn An", LAST) == "exempt abroad"
    assert said(ledger, "Nguyễn Văn An", DAY_AFTER) == "eligible"


def test_a_tally_is_the_count_of_the_people(ledger: Ledger) -> None:
    """The one pass of the tally and the list say the same of everybody, decided or not."""
    decide_on(ledger, "Nguyễn Văn An", ABROAD)
    decide_on(ledger, "Lê Thị Bình", CAN)
    decide_on(ledger, "Bùi Văn Dũng", Wanted(Standing.OFF_LIST, Reason.DECEASED, WEEK_2))
    for day in (BASELINE, WEEK_2, LAST, DAY_AFTER):
        counts = tally(ledger, day, RULES).counts
        for standing in Standing:
            listed = sum(
                person.verdict.standing is standing
                for person in people(ledger, day, elderly_age=60)
            )
            assert sum(n for g, n in counts.items() if g.standing is standing) == listed


def test_a_decision_beats_the_remarks_of_later_files(ledger: Ledger) -> None:
    """What a newer list says of the person does not wipe the decision."""
    decide_on(ledger, "Lê Thị Bình", CAN)
    decide_on(ledger, "Nguyễn Văn An", ABROAD)
    add_roster(ledger, roster(WEEK_3_LIST, WEEK_3), ME)
    assert said(ledger, "Lê Thị Bình", WEEK_3) == "eligible"
    assert said(ledger, "Nguyễn Văn An", WEEK_3) == "exempt abroad"
    assert named(ledger, "Lê Thị Bình", WEEK_3).note == "đi XKLĐ Nhật"


def test_taking_back_brings_what_held_before(ledger: Ledger) -> None:
    """The last decision first, then the one before it, then the rules; nothing is deleted."""
    decide_on(ledger, "Lê Thị Bình", CAN)
    decide_on(ledger, "Lê Thị Bình", Wanted(Standing.OFF_LIST, Reason.DUPLICATE, WEEK_2))
    person = named(ledger, "Lê Thị Bình").number
    told = []
    for _time in range(3):
        told.append(said(ledger, "Lê Thị Bình"))
        assert exempt(ledger, WEEK_2) == ({Reason.ABROAD: 1} if "exempt" in told[-1] else {})
        taken = take_back(ledger, person, ME)
    assert told == ["off_list duplicate", "eligible", "exempt abroad"]
    assert taken is None
    assert [back for _decision, back in history(ledger, person)] == [True, True]
    assert log.first_broken(ledger.connection) is None


def test_the_same_decision_again_writes_nothing(ledger: Ledger) -> None:
    """Word for word the same is known already, on a later day too."""
    decide_on(ledger, "Nguyễn Văn An", ABROAD)
    revision = ledger.revision
    person = named(ledger, "Nguyễn Văn An").number
    later = Wanted(ABROAD.standing, ABROAD.reason, WEEK_3, ABROAD.until, ABROAD.because)
    assert decide(ledger, [(person, ABROAD)], ME) == ()
    assert decide(ledger, [(person, later)], ME) == ()
    assert ledger.revision == revision


def test_who_decided_and_when_is_kept(ledger: Ledger) -> None:
    """Who, when and why stand with the decision; the log names the ledger's own number alone."""
    decide_on(ledger, "Nguyễn Văn An", ABROAD)
    (kept,) = decisions(ledger)
    assert (kept.who, kept.at, kept.wanted) == (ME.who, ME.at, ABROAD)
    entries = ledger.connection.execute("SELECT kind, details FROM operation").fetchall()
    assert entries[-1][0] == "decide"
    assert not [text for _kind, text in entries if number(1) in text or "An" in text]


def test_a_decision_follows_an_import_made_anew(ledger: Ledger) -> None:
    """Undone and imported again people are who they were; what was decided on them is kept."""
    decide_on(ledger, "Nguyễn Văn An", ABROAD)
    decide_on(ledger, "Bùi Văn Dũng", ABROAD)
    before = named(ledger, "Nguyễn Văn An").number
    undo(ledger, ledger.imports()[-1].id, ME)
    assert exempt(ledger, WEEK_2) == {}
    add_roster(ledger, roster(WEEK_1_LIST), ME)
    assert named(ledger, "Nguyễn Văn An").number == before
    assert said(ledger, "Nguyễn Văn An") == "exempt abroad"
    assert said(ledger, "Bùi Văn Dũng") == "exempt abroad"
    assert exempt(ledger, WEEK_2) == {Reason.ABROAD: 3}


OLD_PERSON = "'', 'Nguyễn Văn An', '1990-05-03', 'M', 1, 1, 0, '', '', 0, 0, 0, 5"


def _before_people_kept_their_number(path: Path, citizen_id: str) -> None:
    """Write the ledger of an older eidc: imported, decided, taken back, imported as someone new."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        for migrate in MIGRATIONS[:4]:
            migrate(connection)
        connection.execute("INSERT INTO word VALUES (1, 'Cẩm Tân')")
        for entry, kind in enumerate(("import", "decide", "undo", "import"), 1):
            connection.execute(
                "INSERT INTO operation VALUES (?, ?, ?, '', '{}', '', '')", (entry, kind, ME.at)
            )
        for entry, undone_by, person in ((1, 3, 1), (4, None, 2)):
            connection.execute(
                "INSERT INTO import VALUES (?, 'roster', '', '', ?, '', 1, 0, 1, 0, 0, 0, 0, '',"
                " '', x'', ?, '')",
                (entry, BASELINE.toordinal(), undone_by),
            )
            connection.execute(
                f"INSERT INTO version VALUES (?, ?, ?, ?, {OLD_PERSON})",
                (person, BASELINE.toordinal(), entry, citizen_id),
            )
        connection.execute(
            "INSERT INTO decision VALUES (2, 1, ?, NULL, ?, 'abroad', 'giấy', NULL)",
            (BASELINE.toordinal(), int(Standing.EXEMPT)),
        )
        connection.execute(f"PRAGMA application_id = {database.APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 4")
        connection.execute("COMMIT")


@pytest.mark.parametrize("citizen_id", [number(1), ""])
def test_a_decision_of_an_older_ledger_finds_its_person(tmp_path: Path, citizen_id: str) -> None:
    """An older eidc numbered people afresh when an import was made again: nothing is lost by that,
    whether they are known by their citizen number or by name and birth date.
    """
    old = tmp_path / "cũ.ledger"
    _before_people_kept_their_number(old, citizen_id)
    with Ledger.open(old) as upgraded:
        (kept,) = decisions(upgraded)
        assert (kept.number, kept.person) == (2, 2)


def test_people_are_found_by_number_and_name(ledger: Ledger) -> None:
    """The number as typed with blanks; the name with its marks first, else without them."""
    age = 60
    spaced = f"{number(1)[:3]} {number(1)[3:6]}.{number(1)[6:]}"
    assert [p.full_name for p in with_number(ledger, spaced, WEEK_2, elderly_age=age)] == [
        "Nguyễn Văn An"
    ]
    assert with_number(ledger, number(99), WEEK_2, elderly_age=age) == ()
    assert with_number(ledger, "", WEEK_2, elderly_age=age) == ()
    assert named(ledger, "ha thi cuc").full_name == "Hà Thị Cúc"
    assert with_name(ledger, "hạ thị cúc", WEEK_2, elderly_age=age) == (
        named(ledger, "Hà Thị Cúc"),
    )
    assert with_name(ledger, "Nguyễn Văn An", WEEK_2, elderly_age=age, village="Thôn 2") == ()


def test_a_household_is_of_one_village(ledger: Ledger) -> None:
    """Two villages may each have a head of that name; they are two households."""
    found = household_of(ledger, named(ledger, "Lê Thị Bình"), WEEK_2, elderly_age=60)
    assert [person.full_name for person in found] == ["Nguyễn Văn An", "Lê Thị Bình"]
