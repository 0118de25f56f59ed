"""The officer has the last word, as a table: while it holds, after it, and what it may say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eid_campaign.campaign.birth_date import BirthDate
from eid_campaign.campaign.decisions import (
    BY_DECISION,
    Decision,
    Wanted,
    code_of,
    contradicts,
    decided,
    find_coded,
    find_fault,
    last_of,
    same_for_all,
)
from eid_campaign.campaign.eligibility import verdict
from eid_campaign.campaign.notes import read_note
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import Reason, Standing, Verdict

FIRST, LAST = date(2024, 11, 20), date(2025, 6, 30)
DAY_AFTER = LAST + timedelta(days=1)
ADULT, CHILD = "1990-05-03", "2015-06-01"


def decision(
    standing: Standing,
    reason: Reason = Reason.NONE,
    *,
    until: date | None = None,
    as_of: date = FIRST,
    number: int = 7,
) -> Decision:
    """Return a decision on person 1."""
    return Decision(number, 1, Wanted(standing, reason, as_of, until), "người trực", "")


def standing_of(
    each: Decision, note: str, day: date, *, born: str = ADULT, stage: Stage | None = None
) -> str:
    """Return "standing reason rule" of a person on ``day``."""
    rules = verdict(
        birth=BirthDate.from_iso(born),
        finding=read_note(note),
        stage=stage or Stage.NOT_COLLECTED,
        as_of=day,
    )
    found = decided(rules, each, day)
    rule = "decision" if found.rule == BY_DECISION else "rules"
    return " ".join(filter(None, (found.standing.id, found.reason.value, rule)))


ABROAD = decision(Standing.EXEMPT, Reason.ABROAD, until=LAST)
FOR_GOOD = decision(Standing.EXEMPT, Reason.MOVED_AWAY)
CAN = decision(Standing.ELIGIBLE)
DEAD = decision(Standing.OFF_LIST, Reason.DECEASED)
LOOK = decision(Standing.TO_VERIFY, Reason.WRONG_DETAILS)


@pytest.mark.parametrize(
    ("each", "note", "born", "day", "said"),
    [
        (ABROAD, "", ADULT, FIRST - timedelta(days=1), "eligible rules"),
        (ABROAD, "", ADULT, FIRST, "exempt abroad decision"),
        (ABROAD, "", ADULT, LAST, "exempt abroad decision"),
        (ABROAD, "", ADULT, DAY_AFTER, "eligible rules"),
        (ABROAD, "đi XKLĐ Nhật", ADULT, DAY_AFTER, "eligible rules"),
        (ABROAD, "NVQS", ADULT, FIRST, "exempt abroad decision"),
        (ABROAD, "NVQS", ADULT, DAY_AFTER, "to_verify military_service rules"),
        (ABROAD, "đã chết", ADULT, DAY_AFTER, "off_list deceased rules"),
        (ABROAD, "đang ở tù", ADULT, DAY_AFTER, "to_verify in_prison rules"),
        (ABROAD, "", CHILD, DAY_AFTER, "exempt child rules"),
        (FOR_GOOD, "", ADULT, date(2030, 1, 1), "exempt moved_away decision"),
        (CAN, "đi XKLĐ Nhật", ADULT, FIRST, "eligible decision"),
        (CAN, "đã chết", ADULT, FIRST, "eligible decision"),
        (CAN, "", CHILD, FIRST, "eligible decision"),
        (DEAD, "", ADULT, FIRST, "off_list deceased decision"),
        (LOOK, "đi XKLĐ Nhật", ADULT, FIRST, "to_verify wrong_details decision"),
    ],
)
def test_a_decision_beats_every_rule_while_it_holds(
    each: Decision, note: str, born: str, day: date, said: str
) -> None:
    """Before its first day and after its last one the rules count; no remark prolongs it."""
    assert standing_of(each, note, day, born=born) == said


def test_a_decision_stands_against_an_activated_account() -> None:
    """An exemption of somebody activated is a conflict to show; the decision stands."""
    activated = Stage.L2_ACTIVATED
    assert standing_of(ABROAD, "", FIRST, stage=activated) == "exempt abroad decision"
    assert contradicts(ABROAD.wanted, activated)
    assert contradicts(DEAD.wanted, activated)
    assert not contradicts(CAN.wanted, activated)
    assert not contradicts(LOOK.wanted, activated)
    assert not contradicts(ABROAD.wanted, Stage.L2_APPROVED)


def test_nothing_decided_leaves_the_rules() -> None:
    """Without a decision the verdict is the rules' own."""
    rules = Verdict(Standing.EXEMPT, Reason.ABROAD, "abroad", "đi Nhật")
    assert decided(rules, None, FIRST) is rules


def test_the_last_word_is_the_one_written_last() -> None:
    """Of those begun by a day the one written down last counts, whatever its first day."""
    older = decision(Standing.ELIGIBLE, as_of=date(2024, 12, 10), number=3)
    newer = decision(Standing.EXEMPT, Reason.ABROAD, as_of=date(2024, 11, 1), number=9)
    assert last_of([newer, older], date(2024, 12, 20)) == {1: newer}
    assert last_of([older, newer], date(2024, 11, 15)) == {1: newer}
    assert last_of([older], date(2024, 11, 15)) == {}


@pytest.mark.parametrize(
    ("standing", "reason", "until", "fault"),
    [
        ("exempt", "abroad", LAST, ""),
        ("exempt", "abroad", None, ""),
        ("exempt", "abroad", FIRST, ""),
        ("exempt", "abroad", date(2024, 11, 19), "until_past"),
        ("exempt", "", None, "reason_missing"),
        ("exempt", "ill", None, "reason_unfit"),
        ("exempt", "military_service", None, "reason_unfit"),
        ("exempt", "deceased", None, "reason_unfit"),
        ("exempt", "child", None, "child_without_until"),
        ("exempt", "child", LAST, ""),
        ("off_list", "deceased", None, ""),
        ("off_list", "duplicate", None, ""),
        ("off_list", "abroad", None, "reason_unfit"),
        ("off_list", "", None, "reason_missing"),
        ("off_list", "deceased", LAST, "until_off_list"),
        ("to_verify", "ill", None, ""),
        ("to_verify", "", None, "reason_missing"),
        ("eligible", "", None, ""),
        ("eligible", "", LAST, ""),
        ("eligible", "abroad", None, "reason_unfit"),
    ],
)
def test_what_can_be_decided(standing: str, reason: str, until: date | None, fault: str) -> None:
    """Only the plan's seven reasons exempt, only death and doubles leave the list."""
    wanted = Wanted(Standing[standing.upper()], Reason(reason), FIRST, until)
    assert find_fault(wanted, FIRST) == fault


@pytest.mark.parametrize(
    ("reason", "note", "safe"),
    [
        (Reason.MILITARY_SERVICE, "NVQS", True),
        (Reason.MOVED_AWAY, "chuyển về Thạch Thành", True),
        (Reason.MILITARY_SERVICE, "", False),
        (Reason.CHILD, "trẻ em", False),
        (Reason.ELDERLY_WITHOUT_PHONE, "già yếu", False),
        (Reason.ILL, "tâm thần", False),
        (Reason.IN_PRISON, "án", False),
        (Reason.WRONG_DETAILS, "sai năm sinh", False),
        (Reason.DECEASED, "mat", False),
    ],
)
def test_where_one_answer_stands_for_all(reason: Reason, note: str, safe: bool) -> None:
    """Never where age decides too, where it is sensitive, or where details are each one's own."""
    assert same_for_all(reason, note) is safe


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_a_code_is_of_one_person_in_one_ledger(person: int, other: int) -> None:
    """A code finds its person however it is typed, and nobody with another number or seal."""
    code = code_of("a" * 64, person)
    assert find_coded("a" * 64, code) == person
    assert find_coded("a" * 64, f" {code.lower().replace('-', ' - ')} ") == person
    letters = code.partition("-")[2]
    found = find_coded("a" * 64, f"{other}-{letters}")
    assert found is None or code_of("a" * 64, other).endswith(letters)


@pytest.mark.parametrize("text", ["", "-", "12", "abc", "12-", "²-AAAA", "1" * 30 + "-ABCD"])
def test_what_is_no_code_finds_nobody(text: str) -> None:
    """Whatever is typed, nothing is raised."""
    assert find_coded("a" * 64, text) is None
