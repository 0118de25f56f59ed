"""A remark is explained by the very rules that judge it, and everything can be said in words."""

from __future__ import annotations

from datetime import date

import pytest

from eid_campaign.campaign.birth_date import BirthDate
from eid_campaign.campaign.decisions import BY_DECISION, Decision, Wanted
from eid_campaign.campaign.eligibility import BY_BIRTH_DATE, BY_STAGE, BY_TERM
from eid_campaign.campaign.explaining import Heard, explained, heard
from eid_campaign.campaign.note_model import lines_of
from eid_campaign.campaign.note_rules import FOLDER, tables
from eid_campaign.campaign.notes import read_note
from eid_campaign.campaign.spelling import without_marks
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import Reason, Standing
from eid_campaign.reports.explained import EVIDENCE, OUTCOMES
from eid_campaign.reports.rule_words import sentences
from tests.rules.note_book import cases

BASELINE = date(2024, 11, 5)


@pytest.mark.parametrize(
    ("note", "words", "outcome", "guard_words"),
    [
        ("đi Nhật", "đi Nhật", "decided", ""),
        ("đi XKLĐ Nhật đã về", "đi XKLĐ Nhật", "dropped", "đã về"),
        ("con trai đi Nhật", "đi Nhật", "dropped", "con trai"),
        ("sắp đi Nhật", "đi Nhật", "dropped", "sắp"),
        ("cán bộ trại giam Thanh Cẩm", "trại giam Thanh Cẩm", "dropped", "cán bộ"),
        ("nghe nói đi Hàn", "đi Hàn", "weakened", "nghe nói"),
        ("di Nhat", "di Nhat", "unmarked", ""),
        ("chấp hành án", "chấp hành án", "decided", ""),  # its rule itself leaves it to an officer
    ],
)
def test_what_decided_and_what_spoke_against_it(
    note: str, words: str, outcome: str, guard_words: str
) -> None:
    """The deciding rule comes first, with its words and the words that took its force away."""
    first = heard(note)[0]
    assert first.decides
    assert (first.words, first.outcome, first.guard_words) == (words, outcome, guard_words)


def test_what_else_was_found_says_why_it_did_not_decide() -> None:
    """Death comes before everything; what was heard of Japan is told all the same."""
    dead, abroad = heard("đi Nhật, đã chết")
    assert (dead.rule.id, dead.outcome) == ("dead", "decided")
    assert (abroad.rule.reason, abroad.words, abroad.outcome) == (
        Reason.ABROAD,
        "đi Nhật",
        "outranked",
    )


NOTES = sorted({case.note for case in cases("note_cases.tsv")})


@pytest.mark.parametrize("folded", [False, True], ids=["as written", "without marks"])
def test_the_explanation_is_that_of_the_verdict(folded: bool) -> None:
    """Of every labelled remark exactly the rule and words of the verdict are said to decide."""
    for note in map(without_marks, NOTES) if folded else NOTES:
        finding = read_note(note)
        deciding = [(each.rule.id, each.words) for each in heard(note) if each.decides]
        assert deciding == ([(finding.rule, finding.matched)] if finding.rule else []), note


def test_whoever_is_not_exempt_by_an_exempting_rule_is_told_why() -> None:
    """An exempting rule that fits but does not exempt has an outcome that says so."""

    def silent(note: str) -> list[Heard]:
        exempt = read_note(note).standing is Standing.EXEMPT
        found = [each for each in heard(note) if each.rule.decision == "EXEMPT" and not exempt]
        return [each for each in found if each.outcome == "decided"]

    assert {note for note in NOTES if silent(note)} == set()


@pytest.mark.parametrize(
    ("note", "born", "as_of", "ages"),
    [
        ("", "1990", BASELINE, [(14, True)]),
        ("", "2010-11-05", BASELINE, [(14, True)]),
        ("", "2010-11-06", BASELINE, [(14, False)]),
        ("", "2010", BASELINE, [(14, None)]),
        ("không dùng điện thoại", "1964-11-06", BASELINE, [(14, True), (60, False)]),
        ("già yếu", "1950", BASELINE, [(14, True), (60, True)]),
        ("đi Nhật", "", BASELINE, []),
    ],
)
def test_what_the_birth_date_does(
    note: str, born: str, as_of: date, ages: list[tuple[int, bool | None]]
) -> None:
    """14 always, 60 where the remark makes it matter; None where it cannot be told."""
    birth = BirthDate.from_iso(born) if born else None
    found = explained(note, birth=birth, stage=None, as_of=as_of)
    assert [(each.age, each.reached) for each in found.ages] == ages


@pytest.mark.parametrize(
    ("note", "born", "stage", "rule"),
    [
        ("đi Nhật", "2012", None, BY_BIRTH_DATE),
        ("đi Nhật", "1990", Stage.L2_ACTIVATED, BY_STAGE),
        ("đi Nhật đến tháng 3/2020", "1990", None, BY_TERM),
        ("đi Nhật", "1990", None, "abroad_go"),
    ],
)
def test_the_rule_is_named(note: str, born: str, stage: Stage | None, rule: str) -> None:
    """A line of the table, or one of the rules no table holds."""
    found = explained(note, birth=BirthDate.from_iso(born), stage=stage, as_of=BASELINE)
    assert found.verdict.rule == rule


def test_an_officers_decision_is_the_rule_and_its_end_is_ahead() -> None:
    """While it holds the rule is the decision; the day after its end the person is back."""
    wanted = Wanted(Standing.EXEMPT, Reason.ABROAD, BASELINE, date(2025, 6, 30), "vé máy bay")
    decision = Decision(7, 1, wanted, "trực ban", "2024-11-05T08:00:00+00:00")
    found = explained(
        "", birth=BirthDate(1990), stage=None, as_of=date(2024, 12, 1), decision=decision
    )
    assert found.verdict.rule == BY_DECISION
    (turn,) = found.ahead
    assert turn.day == date(2025, 7, 1)
    assert turn.before.standing is Standing.EXEMPT
    assert turn.after.standing is Standing.ELIGIBLE


def test_every_rule_guard_and_topic_has_its_words() -> None:
    """A new line of a table is worded too, and no words are left of a line that is gone."""
    rules = {rule.id for rule in tables().all_rules}
    by_no_table = {BY_BIRTH_DATE, BY_STAGE, BY_TERM, BY_DECISION}
    assert set(sentences("rule_words")) == rules | by_no_table
    guards = list(lines_of(FOLDER / "note_guards.tsv", 8))
    assert set(sentences("guard_words")) == {cells[6] for _line, cells in guards} - {"two readings"}
    topics = {rule.topic for rule in tables().all_rules} | {cells[5] for _line, cells in guards}
    assert set(sentences("topics")) == topics - {""}


def test_every_outcome_and_decision_has_its_words() -> None:
    """What a rule says by itself, and what became of it."""
    found = [each for note in NOTES for each in (*heard(note), *heard(without_marks(note)))]
    with_guard = {"dropped", "weakened"}
    assert {each.outcome for each in found} <= set(OUTCOMES) | with_guard
    assert all(each.guard for each in found if each.outcome in with_guard)
    decisions = {rule.decision for rule in tables().all_rules}
    assert decisions <= set(EVIDENCE) | set(Standing.__members__)
