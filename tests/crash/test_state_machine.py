"""Anything an officer may do, in any order: the ledger keeps its word all the while."""

from __future__ import annotations

import dataclasses
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from eid_campaign.campaign.decisions import Wanted
from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.campaign.import_record import ImportRecord
from eid_campaign.campaign.person import Person
from eid_campaign.campaign.stages import STAGE_OF_ID
from eid_campaign.campaign.standings import Reason, Standing
from eid_campaign.ledger.decisions import decide, take_back
from eid_campaign.ledger.edits import edit
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.past import as_known
from eid_campaign.ledger.people import people
from eid_campaign.ledger.purge_rows import made_one
from eid_campaign.ledger.purging import purge_before, purge_person
from eid_campaign.ledger.rosters import add_roster
from eid_campaign.ledger.settling import Correction, settle
from eid_campaign.ledger.tallies import tally
from eid_campaign.ledger.undo import redo, undo
from tests.crash import invariants
from tests.crash.told import DAYS, RULES, Row, Said, answers
from tests.drawn import BASELINE, ME, WEEK_2, WEEK_3, roster
from tests.drawn import people as drawn_people

NAMES = {
    1: ("Nguyễn Văn An", "1990-05-03"),
    2: ("Lê Thị Bình", "1956-01-02"),
    3: ("Hà Thị Cúc", "2009-11-20"),
    4: ("Phạm Văn Dũng", "1988-08-08"),
}
VILLAGES = st.sampled_from(["-", "Thôn 1", "Thôn 2"])
NOTES = st.sampled_from(["-", "-", "Đi nước ngoài", "Đã chuyển đi"])
HOUSEHOLDS = st.sampled_from(["-", "Hộ 1", "Hộ 2"])
PHONES = st.sampled_from(["-", "0912345678", "0987654321"])
STAGES = st.sampled_from(["-", *STAGE_OF_ID])
DAY = st.sampled_from(DAYS)
LATER = WEEK_3 + timedelta(days=7)
FACTS = st.tuples(VILLAGES, NOTES, HOUSEHOLDS, PHONES, STAGES)

NUMBERED = st.lists(st.sampled_from(sorted(NAMES)), min_size=1, max_size=3, unique=True).flatmap(
    lambda who: st.tuples(*(FACTS.map(lambda facts, one=one: Row(one, *facts)) for one in who))
)
"""A list in which everybody bears a number: who is who is beyond doubt."""

HEADER = "citizen_id  full_name  birth_date  village  note  household  phone  stage"
MESSY = st.lists(
    st.tuples(
        st.sampled_from(["-", "-", "#1", "#2", "#3", "#11"]),
        st.sampled_from(["Nguyễn Văn An", "NGUYỄN VĂN AN", "Lê Thị Bình"]),
        st.sampled_from(["-", "1990", "1990-05-03", "1990-05-04"]),
        VILLAGES,
        NOTES,
        HOUSEHOLDS,
        PHONES,
        STAGES,
    ).map("  ".join),
    min_size=1,
    max_size=4,
).map(lambda lines: "\n".join([HEADER, *lines]))
"""A list with blanks in the place of numbers, numbers twice, namesakes, twins, slips."""


class Office(RuleBasedStateMachine):
    """The work on a ledger; a subclass says what lists look like."""

    LISTS: ClassVar[st.SearchStrategy[Any]]
    EDITS: ClassVar[bool] = True
    """Whether people are corrected by hand; see ``test_an_edit_alone_makes_nobody_known``."""
    since: date = date.min
    """The first day of which all is kept."""

    @initialize()
    def begin(self) -> None:
        """Start with an empty ledger on the disk."""
        self.place = Path(tempfile.mkdtemp())
        self.ledger = Ledger.open(self.place / "eidc.ledger")
        self.moments: dict[int, tuple[object, ...]] = {}
        self.lists = 0

    def teardown(self) -> None:
        """Take everything back, the last first: nothing is known any more."""
        if not hasattr(self, "ledger"):
            return
        try:
            before, times = answers(self.ledger), 0
            while self._did(lambda: undo(self.ledger, None, ME)):
                times += 1
            self._nothing_left()
            for _ in range(times):
                redo(self.ledger, None, ME)
            assert answers(self.ledger) == before
            invariants.assert_ledger(self.ledger, self.since)
        finally:
            self.ledger.close()
            shutil.rmtree(self.place)

    def _nothing_left(self) -> None:
        invariants.assert_nothing_known(self.ledger)

    def _did(self, do: Callable[[], object]) -> bool:
        """Do what an officer asks, unless it is refused in words; nothing changes then."""
        before = answers(self.ledger), self.ledger.revision
        try:
            do()
        except UsageProblem:
            assert (answers(self.ledger), self.ledger.revision) == before
            return False
        return True

    def _persons(self) -> list[int]:
        return [person.number for person in people(self.ledger, DAYS[-1], elderly_age=60)]

    def _entries(self) -> list[int]:
        """Return the entries that may be asked to be undone or redone."""
        rows = self.ledger.connection.execute("SELECT id FROM operation ORDER BY id")
        return [number for (number,) in rows]

    def _person(self, draw: st.DataObject, label: str = "person") -> int:
        return draw.draw(st.sampled_from(self._persons()), label)

    def _lists(self) -> list[ImportRecord]:
        return [
            each
            for each in self.ledger.imports()
            if each.kind == "roster" and each.undone_by is None
        ]

    def take_in(self, drawn: Any, day: date, earlier: ImportRecord | None = None) -> None:
        """Store a list, or an ``earlier`` one as it is read now."""
        self.lists += 1
        taken = roster(drawn, day, file=f"{self.lists}.xlsx")
        if earlier is not None:
            taken = dataclasses.replace(taken, file=earlier.file, sha256=earlier.sha256)
        add_roster(self.ledger, taken, ME, instead_of=earlier)

    @rule(data=st.data(), day=DAY)
    def import_(self, data: st.DataObject, day: date) -> None:
        """Take a list in, of any day."""
        self.take_in(data.draw(self.LISTS, "list"), day)

    @precondition(lambda self: self._lists())
    @rule(data=st.data())
    def read_anew(self, data: st.DataObject) -> None:
        """Take a list in again that is read otherwise now."""
        earlier = data.draw(st.sampled_from(self._lists()), "earlier")
        drawn = data.draw(self.LISTS, "list")
        self._did(lambda: self.take_in(drawn, earlier.as_of, earlier))

    @precondition(lambda self: self._persons())
    @rule(data=st.data(), until=st.none() | DAY, day=DAY)
    def decide(self, data: st.DataObject, until: date | None, day: date) -> None:
        """Decide on somebody."""
        until = until if until is None or until >= day else None
        wanted = Wanted(Standing.EXEMPT, Reason.ABROAD, day, until, "giấy xác nhận")
        decide(self.ledger, [(self._person(data), wanted)], ME)

    @precondition(lambda self: self._persons())
    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        """Take the last decision on somebody back, if there is one."""
        take_back(self.ledger, self._person(data), ME)

    @precondition(lambda self: self.EDITS and self._persons())
    @rule(data=st.data(), day=DAY, village=VILLAGES, stage=STAGES)
    def edit(self, data: st.DataObject, day: date, village: str, stage: str) -> None:
        """Correct somebody by hand."""
        facts = {} if village == "-" else {"village": village}
        if stage != "-":
            facts["stage"] = str(int(STAGE_OF_ID[stage]))
        if facts:
            edit(self.ledger, self._person(data), facts, day, ME)

    @precondition(lambda self: self._entries())
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        """Take any entry back, where that is possible."""
        entry = data.draw(st.sampled_from([None, *self._entries()]), "entry")
        self._did(lambda: undo(self.ledger, entry, ME))

    @precondition(lambda self: self._entries())
    @rule(data=st.data())
    def redo(self, data: st.DataObject) -> None:
        """Let any entry count again, where that is possible."""
        entry = data.draw(st.sampled_from([None, *self._entries()]), "entry")
        self._did(lambda: redo(self.ledger, entry, ME))

    @precondition(lambda self: self._entries())
    @rule(data=st.data())
    def undo_and_redo(self, data: st.DataObject) -> None:
        """An undo that is redone at once leaves everything as it was."""
        entry = data.draw(st.sampled_from([None, *self._entries()]), "entry")
        before = answers(self.ledger)
        if self._did(lambda: undo(self.ledger, entry, ME)):
            redo(self.ledger, None, ME)
            assert answers(self.ledger) == before

    @precondition(lambda self: self._entries())
    @rule(data=st.data())
    def try_an_undo(self, data: st.DataObject) -> None:
        """Saying first what would change changes nothing."""
        entry = data.draw(st.sampled_from([None, *self._entries()]), "entry")
        before = answers(self.ledger), self.ledger.revision
        self._did(lambda: undo(self.ledger, entry, ME, dry_run=True))
        assert (answers(self.ledger), self.ledger.revision) == before

    @rule()
    def restart(self) -> None:
        """Close the ledger and open it again."""
        self.ledger.close()
        self.ledger = Ledger.open(self.place / "eidc.ledger")

    @precondition(lambda self: self.moments)
    @rule(data=st.data())
    def look_back(self, data: st.DataObject) -> None:
        """What was known at an earlier moment is answered as it was answered then."""
        moment = data.draw(st.sampled_from(sorted(self.moments)), "moment")
        with Ledger.open(self.place / "eidc.ledger") as then:
            as_known(then, moment)
            assert answers(then) == self.moments[moment]

    @invariant()
    def keeps_its_word(self) -> None:
        """Everything in ``invariants`` holds after each step, of the days that are kept."""
        if hasattr(self, "ledger"):
            invariants.assert_ledger(self.ledger, self.since)
            self.moments.setdefault(self.ledger.revision, answers(self.ledger))
            assert answers(self.ledger) == self.moments[self.ledger.revision]


class Messy(Office):
    """Lists as they come, pairs settled as one or two."""

    LISTS = MESSY

    @precondition(lambda self: len(self._persons()) > 1)
    @rule(data=st.data(), verdict=st.sampled_from(["same", "same", "two", "later"]))
    def settle(self, data: st.DataObject, verdict: str) -> None:
        """Say of two people whether they are one."""
        kept = self._person(data, "kept")
        other = data.draw(st.sampled_from([each for each in self._persons() if each != kept]))
        self._did(lambda: settle(self.ledger, kept, other, verdict, ME))

    @precondition(lambda self: self.EDITS and len(self._persons()) > 1)
    @rule(data=st.data(), day=DAY, village=VILLAGES)
    def merge(self, data: st.DataObject, day: date, village: str) -> None:
        """Make two people one and settle a fact of theirs with it: one entry."""
        kept = self._person(data, "kept")
        other = data.draw(st.sampled_from([each for each in self._persons() if each != kept]))
        correction = Correction({} if village == "-" else {"village": village}, day)
        before = self.ledger.revision
        if self._did(lambda: settle(self.ledger, kept, other, "same", ME, correction=correction)):
            assert self.ledger.revision == before + 1


class Purging(Messy):
    """People and earlier days are removed for good in between; who stays is as before."""

    def _nothing_left(self) -> None:
        """What was kept of days removed stays known."""

    def _known(self, since: date) -> list[list[Person]]:
        days = (*DAYS, LATER)
        return [list(people(self.ledger, day, elderly_age=60)) for day in days if day >= since]

    @precondition(lambda self: self._persons())
    @rule(data=st.data())
    def purge_person(self, data: st.DataObject) -> None:
        """Remove somebody: nobody else changes, and nothing of theirs is left."""
        gone = made_one(self.ledger.connection, {self._person(data)})
        stay = [
            [each for each in day if each.number not in gone] for day in self._known(self.since)
        ]
        purge_person(self.ledger, sorted(gone), ME)
        assert self._known(self.since) == stay
        self.moments.clear()

    @precondition(lambda self: self._entries())
    @rule(day=st.sampled_from([WEEK_2, WEEK_3, LATER]))
    def purge_before(self, day: date) -> None:
        """Remove what is before a day: from then on everybody is known as before."""
        self.since = max(self.since, day)
        before = self._known(self.since)
        purge_before(self.ledger, day, BASELINE, ME)
        assert self._known(self.since) == before
        self.moments.clear()


class Numbered(Office):
    """Everybody bears a number: what is known can be reckoned beside, in any order of imports."""

    LISTS = NUMBERED

    @initialize()
    def begin(self) -> None:
        """Start with nothing said."""
        super().begin()
        self.said: dict[int, Said] = {}

    def take_in(
        self, drawn: tuple[Row, ...], day: date, earlier: ImportRecord | None = None
    ) -> None:
        """Store a list and take down what it said."""
        lines = (
            "  ".join((f"#{row.who}", *NAMES[row.who], *row[1:]))  # as the header says
            for row in drawn
        )
        super().take_in("\n".join([HEADER, *lines]), day, earlier)
        self.said[self.ledger.revision] = Said(self.ledger.revision, day, drawn)

    @precondition(lambda self: self.EDITS and self._persons())
    @rule(data=st.data(), day=DAY, village=VILLAGES, stage=STAGES)
    def edit(self, data: st.DataObject, day: date, village: str, stage: str) -> None:
        """Correct somebody by hand and take down what was said."""
        before = self.ledger.revision
        person = self._person(data)
        ends = {
            each.number: int(each.citizen_id[-6:])
            for each in people(self.ledger, DAYS[-1], elderly_age=60)
        }
        facts = {} if village == "-" else {"village": village}
        if stage != "-":
            facts["stage"] = str(int(STAGE_OF_ID[stage]))
        if facts:
            edit(self.ledger, person, facts, day, ME)
            row = Row(ends[person], village, "-", "-", "-", stage)
            self.said[self.ledger.revision] = Said(self.ledger.revision, day, (row,), True)
            assert self.ledger.revision > before

    def _counting(self) -> list[Said]:
        counts = self.ledger.connection.execute("SELECT id FROM import WHERE undone_by IS NULL")
        return [self.said[entry] for (entry,) in counts]

    @invariant()
    def says_what_was_told(self) -> None:
        """Everyone's facts are those of the lists and edits that count, in order of their days."""
        if hasattr(self, "said"):
            invariants.assert_as_told(self.ledger, self._counting())

    @rule()
    def in_any_order(self) -> None:
        """A fresh ledger, given only the lists that count in order of their days, says the same."""
        with Ledger.open(Path(":memory:")) as fresh:
            numbers = {}
            for one in sorted(self._counting(), key=lambda each: (each.day, each.entry)):
                if one.by_hand:
                    return
                lines = ("  ".join((f"#{row.who}", *NAMES[row.who], *row[1:])) for row in one.rows)
                drawn = drawn_people("\n".join([HEADER, *lines]))
                numbers[one.entry] = add_roster(fresh, roster(drawn, one.day), ME).import_id
            if not self.ledger.connection.execute("SELECT 1 FROM decision").fetchone():
                invariants.assert_same_facts(self.ledger, fresh)


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """An empty ledger in memory."""
    with Ledger.open(Path(":memory:")) as opened:
        yield opened


AN = "citizen_id  full_name      stage\n#1          Nguyễn Văn An  collected"


def test_an_edit_alone_makes_nobody_known(ledger: Ledger) -> None:
    """Before the day of the first list that names a person nobody is known, whatever was
    corrected in that person for an earlier day.
    """
    add_roster(ledger, roster(AN, WEEK_3), ME)
    edit(ledger, 1, {"village": "Thôn 2"}, BASELINE, ME)
    assert list(people(ledger, BASELINE, elderly_age=60)) == []
    assert dict(tally(ledger, BASELINE, RULES).counts) == {}


def test_an_edit_goes_with_the_last_list_that_named_the_person(ledger: Ledger) -> None:
    """With the only list of a person taken back, the correction of that person counts nobody."""
    add_roster(ledger, roster(AN, BASELINE), ME)
    edit(ledger, 1, {"village": "Thôn 2"}, WEEK_2, ME)
    undo(ledger, 1, ME)
    invariants.assert_nothing_known(ledger)


def test_a_list_of_before_a_correction_takes_nothing_from_it(ledger: Ledger) -> None:
    """A correction that holds from a later day on is not true of the day of a late list, and
    stands beside what that list tells.
    """
    add_roster(ledger, roster(AN, BASELINE), ME)
    edit(ledger, 1, {"village": "Thôn 2"}, WEEK_3, ME)
    late = (
        "citizen_id  full_name      village  phone\n#1          Nguyễn Văn An  -        0912345678"
    )
    add_roster(ledger, roster(late, WEEK_2, file="2.xlsx"), ME)
    [then] = people(ledger, WEEK_2, elderly_age=60)
    [now] = people(ledger, WEEK_3, elderly_age=60)
    assert (then.village, then.phone) == ("Thôn 1", "0912345678")
    assert (now.village, now.phone) == ("Thôn 2", "0912345678")
    invariants.assert_ledger(ledger)


DOSE = settings(max_examples=8, stateful_step_count=10, deadline=None)
MANY = settings(
    max_examples=1500,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


class TestMessy(Messy.TestCase):
    settings = DOSE


class TestPurging(Purging.TestCase):
    settings = DOSE


class TestNumbered(Numbered.TestCase):
    settings = DOSE


@pytest.mark.slow
class TestMessyLong(Messy.TestCase):
    settings = MANY


@pytest.mark.slow
class TestPurgingLong(Purging.TestCase):
    settings = settings(MANY, max_examples=500)


@pytest.mark.slow
class TestNumberedLong(Numbered.TestCase):
    settings = MANY
