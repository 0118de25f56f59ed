"""On the day itself a person is back in the pool, and no other day changes anything."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eid_campaign.campaign.birth_date import BirthDate
from eid_campaign.campaign.decisions import Decision, Wanted
from eid_campaign.campaign.notes import read_note
from eid_campaign.campaign.person import Person
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import ELIGIBLE, Reason, Standing
from eid_campaign.campaign.turning import Coming, coming, judge_of, turning_days

FROM, TO = date(2024, 11, 19), date(2026, 12, 31)
DAY = timedelta(days=1)


def person(
    note: str = "", born: str = "1990", stage: Stage | None = None, decision: Decision | None = None
) -> Person:
    """Return an invented person; what is not drawn does not matter here."""
    return Person(
        "", "Nguyễn Văn An", born, "", "Cẩm Tân", "Thôn 1", stage, ELIGIBLE, note, "", "",
        "a.csv", "", 5, 1, decision,
    )  # fmt: skip


def decided(reason: Reason, until: date) -> Decision:
    """Return an officer's exemption."""
    wanted = Wanted(Standing.EXEMPT, reason, date(2024, 11, 1), until)
    return Decision(1, 1, wanted, "trực ban", "2024-11-01T08:00:00+00:00")


def ahead(one: Person) -> tuple[Coming, ...]:
    """Return what comes to one person."""
    return coming([one], FROM, TO, elderly_age=60)


@pytest.mark.parametrize(
    ("one", "day", "event", "before", "after"),
    [
        (person(born="2010-11-24"), date(2024, 11, 24), "turns_14", "exempt", "eligible"),
        (person(born="2011-02"), date(2025, 2, 1), "may_turn_14", "exempt", "to_verify"),
        (person(born="2011-02"), date(2025, 2, 28), "turns_14", "to_verify", "eligible"),
        (person("đi XKLĐ Nhật đến tháng 3/2025"), date(2025, 4, 1), "exemption_ends", "exempt",
         "eligible"),
        (person("đang chấp hành án phạt tù đến 15/6/2025"), date(2025, 6, 16), "exemption_ends",
         "exempt", "eligible"),
        (person(decision=decided(Reason.ABROAD, date(2025, 6, 30))), date(2025, 7, 1),
         "exemption_ends", "exempt", "eligible"),
        (person("không dùng điện thoại", born="1964-12-01"), date(2024, 12, 1),
         "exemption_begins", "eligible", "exempt"),
        (person("đi Nhật", born="2011-01-05"), date(2025, 1, 5), "turns_14", "exempt", "exempt"),
    ],
    ids=str,
)  # fmt: skip
def test_the_day_before_and_the_day_itself(
    one: Person, day: date, event: str, before: str, after: str
) -> None:
    """The calendar names the first day of the new standing, and the verdicts agree with it."""
    (found,) = [each for each in ahead(one) if each.turn.day == day]
    assert found.turn.event == event
    birth = BirthDate.from_iso(one.birth_date)
    judge = judge_of(read_note(one.note), birth, one.stage, 60, one.decision)
    assert [judge(day - DAY).standing.id, judge(day).standing.id] == [before, after]
    assert (found.turn.before, found.turn.after) == (judge(day - DAY), judge(day))


@pytest.mark.parametrize(
    "one",
    [
        person(),
        person("đi Nhật"),  # no end is written
        person("đi XKLĐ đến tháng 3/2024"),  # over already
        person("đi XKLĐ đến tháng 3/2025", stage=Stage.L2_ACTIVATED),
        person(born="2009"),
        person("đã chết", born="2011-01-05"),  # leaves the list: nobody to invite
        person(born=""),
    ],
    ids=str,
)
def test_nothing_comes_where_time_alone_changes_nothing(one: Person) -> None:
    """No end, an end gone by, an activated account, a grown person, somebody off the list."""
    assert ahead(one) == ()


def test_days_are_counted_from_the_first_to_the_last() -> None:
    """Both are in; the days beside them are not."""
    one = person(born="2010-11-24")
    turn = date(2024, 11, 24)
    windows = [(turn, turn), (turn - DAY, turn - DAY), (turn + DAY, turn + DAY)]
    assert [len(coming([one], *window, elderly_age=60)) for window in windows] == [1, 0, 0]


@settings(deadline=None, max_examples=60)
@given(
    born=st.dates(date(1955, 1, 1), date(2013, 12, 31)),
    known=st.sampled_from([4, 7, 10]),
    note=st.sampled_from(
        ["", "đi Nhật đến tháng 3/2025", "già yếu không dùng điện thoại", "trẻ em", "đã chết"]
    ),
    until=st.none() | st.dates(date(2024, 11, 1), date(2026, 1, 1)),
    day=st.dates(date(2024, 11, 2), date(2027, 1, 1)),
)
def test_no_other_day_changes_a_standing(
    born: date, known: int, note: str, until: date | None, day: date
) -> None:
    """A verdict differs from the day before's only on one of the days named."""
    birth = BirthDate.from_iso(born.isoformat()[:known])
    finding = read_note(note)
    decision = decided(Reason.MOVED_AWAY, until) if until is not None else None
    judge = judge_of(finding, birth, None, 60, decision)
    if judge(day)[:2] != judge(day - DAY)[:2]:
        assert day in turning_days(finding, birth, 60, decision)
