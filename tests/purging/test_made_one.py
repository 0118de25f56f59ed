"""People who were made one, or parted again, and then days or one of them removed for good."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from eid_campaign.campaign.decisions import Wanted
from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.campaign.person import Person
from eid_campaign.campaign.plan import Rules
from eid_campaign.campaign.standings import Reason, Standing
from eid_campaign.campaign.tally import Group
from eid_campaign.ledger.decisions import decide
from eid_campaign.ledger.edits import edit
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.people import people
from eid_campaign.ledger.purge_rows import made_one
from eid_campaign.ledger.purging import purge_before, purge_person
from eid_campaign.ledger.rebuild import differing
from eid_campaign.ledger.rosters import add_roster
from eid_campaign.ledger.settling import settle
from eid_campaign.ledger.tallies import tally
from eid_campaign.ledger.undo import redo, undo
from tests.checking import life
from tests.drawn import BASELINE, ME, WEEK_2, WEEK_3, roster

LATER = WEEK_3 + timedelta(days=7)
HEAD = "\ncitizen_id  full_name      birth_date  village  phone       stage\n"
AN_1 = "#1          Nguyễn Văn An  1990-05-03  Thôn 1   0912345678  not_collected\n"
AN_2 = "#2          Nguyễn Văn An  1990        Thôn 1   -           l2_activated\n"
BINH = "#3          Lê Thị Bình    1956-01-02  Thôn 1   -           not_collected\n"

Facts = tuple[str, str, str, str, object]


def known(ledger: Ledger) -> set[Facts]:
    """Return number, birth date, village, phone and stage of everybody."""
    return {_facts(each) for each in people(ledger, LATER, elderly_age=60)}


def counts(ledger: Ledger) -> dict[Group, int]:
    """Return the counts, among them from which stage the targets count each."""
    return dict(tally(ledger, LATER, Rules(baseline=BASELINE)).counts)


def _facts(each: Person) -> Facts:
    return (each.citizen_id, each.birth_date, each.village, each.phone, each.stage)


def assert_well(path: Path) -> None:
    """The ledger is in order, and what is stored is what is computed from it."""
    assert life.found_in(path) == []
    with Ledger.open(path) as ledger:
        assert differing(ledger) == 0


@pytest.mark.parametrize(("kept", "other"), [(1, 3), (3, 1)])
@pytest.mark.parametrize("second", [WEEK_2, WEEK_3])
def test_earlier_days_of_people_made_one(
    kept: int, other: int, second: date, tmp_path: Path
) -> None:
    """One under two numbers, then the days up to the third week are removed: all stays known, an
    edit after it changes nothing else, and the two can no longer be told apart.
    """
    path = tmp_path / "eidc.ledger"
    with Ledger.open(path) as ledger:
        add_roster(ledger, roster(HEAD + AN_1 + BINH, BASELINE), ME)
        add_roster(ledger, roster(HEAD + AN_2 + BINH, second, file="2.xlsx"), ME)
        joined = settle(ledger, kept, other, "same", ME)
        before = known(ledger), counts(ledger)
        purge_before(ledger, LATER, BASELINE, ME)
        assert (known(ledger), counts(ledger)) == before
    assert_well(path)
    with Ledger.open(path) as ledger:
        with pytest.raises(UsageProblem, match="removed for good"):
            undo(ledger, joined, ME)
        edit(ledger, kept, {"household": "Hộ 1"}, LATER, ME)
        assert (known(ledger), counts(ledger)) == before
    assert_well(path)


def test_people_made_one_whose_parts_are_told_apart_still(tmp_path: Path) -> None:
    """Only the person kept was on a list of the days removed: the two can be parted after it."""
    path = tmp_path / "eidc.ledger"
    with Ledger.open(path) as ledger:
        add_roster(ledger, roster(HEAD + AN_1, BASELINE), ME)
        add_roster(ledger, roster(HEAD + AN_2, WEEK_3, file="2.xlsx"), ME)
        two = known(ledger)
        joined = settle(ledger, 1, 2, "same", ME)
        one = known(ledger)
        purge_before(ledger, WEEK_2, BASELINE, ME)
        undo(ledger, joined, ME)
        assert known(ledger) == two
        redo(ledger, joined, ME)
        assert known(ledger) == one
    assert_well(path)


def test_the_next_new_person_is_nobody_who_was_made_one(tmp_path: Path) -> None:
    """All records of the last person went with the purge; the next list's person is new."""
    path = tmp_path / "eidc.ledger"
    with Ledger.open(path) as ledger:
        add_roster(ledger, roster(HEAD + AN_1, BASELINE), ME)
        add_roster(ledger, roster(HEAD + AN_2, BASELINE, file="2.xlsx"), ME)
        settle(ledger, 1, 2, "same", ME)
        purge_before(ledger, WEEK_2, BASELINE, ME)
        add_roster(ledger, roster(HEAD + BINH, WEEK_3, file="3.xlsx"), ME)
        names = sorted(each.full_name for each in people(ledger, LATER, elderly_age=60))
        assert names == ["Lê Thị Bình", "Nguyễn Văn An"]
    assert_well(path)


@pytest.mark.parametrize("gone", [1, 2])
@pytest.mark.parametrize("rows", [AN_1, AN_2, AN_1 + AN_2])
@pytest.mark.parametrize("day", [BASELINE, WEEK_3])
def test_one_of_two_who_were_taken_for_one(gone: int, rows: str, day: date, tmp_path: Path) -> None:
    """Made one, told of by a list, parted, then one of them removed: the other keeps what the
    list told of them, and who is removed never comes back.
    """
    path = tmp_path / "eidc.ledger"
    with Ledger.open(path) as ledger:
        add_roster(ledger, roster(HEAD + AN_1, BASELINE), ME)
        add_roster(ledger, roster(HEAD + AN_2, WEEK_2, file="2.xlsx"), ME)
        joined = settle(ledger, 1, 2, "same", ME)
        late = rows.replace("Thôn 1", "Thôn 2").replace("0912345678", "0987654321")
        add_roster(ledger, roster(HEAD + late, day, file="3.xlsx"), ME)
        undo(ledger, joined, ME)
        stay = {_facts(p) for p in people(ledger, LATER, elderly_age=60) if p.number != gone}
        purge_person(ledger, [gone], ME)
        assert known(ledger) == stay
    assert_well(path)
    with Ledger.open(path) as ledger:
        edit(ledger, 3 - gone, {"household": "Hộ 1"}, LATER, ME)
        assert known(ledger) == stay
        undo(ledger, None, ME)
        assert known(ledger) == stay
    assert_well(path)


def test_who_was_one_with_others_by_way_of_a_third_is_gone_too(tmp_path: Path) -> None:
    """Two made one, both made one with a third, all parted again: nothing is left of who goes."""
    path = tmp_path / "eidc.ledger"
    with Ledger.open(path) as ledger:
        add_roster(ledger, roster(HEAD + AN_1 + AN_2 + BINH, BASELINE), ME)
        first = settle(ledger, 2, 1, "same", ME)
        second = settle(ledger, 3, 2, "same", ME)
        undo(ledger, second, ME)
        undo(ledger, first, ME)
        stay = {_facts(p) for p in people(ledger, LATER, elderly_age=60) if p.number != 1}
        purge_person(ledger, sorted(made_one(ledger.connection, {1})), ME)
        assert known(ledger) == stay
        rows = ledger.connection.execute("SELECT * FROM record").fetchall()
        assert "0912345678" not in json.dumps(rows)
    assert b"0912345678" not in path.read_bytes()
    assert_well(path)


def _cleared(ledger: Ledger) -> None:
    edit(ledger, 1, {"phone": "", "stage": "0"}, WEEK_2, ME)


def _there_and_back(ledger: Ledger) -> None:
    for day, village in ((BASELINE + timedelta(days=2), "Thôn 2"), (WEEK_2, "Thôn 1")):
        text = HEAD + f"#1  Nguyễn Văn An  1990-05-03  {village}  0912345678  collected\n"
        add_roster(ledger, roster(text, day, file=f"{village}.xlsx"), ME)


@pytest.mark.parametrize("happened", [_cleared, _there_and_back])
def test_what_is_kept_stands_as_it_is(happened: Callable[[Ledger], None], tmp_path: Path) -> None:
    """A fact wiped by hand, a stage set back, a village left and come back to: after the purge
    and an edit everything is as before.
    """
    path = tmp_path / "eidc.ledger"
    with Ledger.open(path) as ledger:
        text = HEAD + "#1  Nguyễn Văn An  1990-05-03  Thôn 1  0912345678  collected\n"
        add_roster(ledger, roster(text, BASELINE), ME)
        happened(ledger)
        before = known(ledger), counts(ledger)
        purge_before(ledger, WEEK_3, BASELINE, ME)
        edit(ledger, 1, {"household": "Hộ 1"}, LATER, ME)
        assert (known(ledger), counts(ledger)) == before
    assert_well(path)


def _read_anew(ledger: Ledger) -> None:
    """Somebody without a number, on whom it is decided, stands in another village on reading anew:
    known under a new number of the ledger, and the same all the same.
    """
    head = "\ncitizen_id  full_name      birth_date  village\n"
    first = roster(head + "-  Nguyễn Văn An  1990-05-03  Thôn 1\n", BASELINE)
    add_roster(ledger, first, ME)
    wanted = Wanted(Standing.EXEMPT, Reason.ABROAD, BASELINE, None, "giấy xác nhận")
    decide(ledger, [(1, wanted)], ME)
    [earlier] = ledger.imports()
    again = roster(head + "-  Nguyễn Văn An  1990-05-03  Thôn 2\n#3  Lê Thị Bình  1956  Thôn 1\n")
    again = replace(again, file=first.file, sha256=first.sha256)
    add_roster(ledger, again, ME, instead_of=earlier)


def test_a_decision_on_who_is_known_anew_stays(tmp_path: Path) -> None:
    """The lists by which the person was known before go with the purge, the decision does not."""
    path = tmp_path / "eidc.ledger"
    with Ledger.open(path) as ledger:
        _read_anew(ledger)
        before = {p.full_name: p.decision for p in people(ledger, LATER, elderly_age=60)}
        assert before["Nguyễn Văn An"] is not None
        purge_before(ledger, WEEK_2, BASELINE, ME)
        after = {p.full_name: p.decision for p in people(ledger, LATER, elderly_age=60)}
        assert after.keys() == before.keys()
        assert after["Nguyễn Văn An"] is not None
        assert after["Nguyễn Văn An"].wanted == before["Nguyễn Văn An"].wanted
    assert_well(path)


def test_who_is_known_anew_is_gone_under_every_number(tmp_path: Path) -> None:
    """The person's earlier records and the decision go too; nothing names them any more."""
    path = tmp_path / "eidc.ledger"
    with Ledger.open(path) as ledger:
        _read_anew(ledger)
        numbers = [p.number for p in people(ledger, LATER, elderly_age=60) if not p.citizen_id]
        purge_person(ledger, numbers, ME)
        assert {p.full_name for p in people(ledger, LATER, elderly_age=60)} == {"Lê Thị Bình"}
    for text in ("Nguyễn Văn An", "giấy xác nhận"):
        assert text.encode() not in path.read_bytes()
    assert_well(path)


def test_a_removal_gives_nobody_the_decision_on_a_namesake(tmp_path: Path) -> None:
    """Decided on somebody of a list that counts no more; two who are alike came since, so it is on
    neither: with one of them removed it is not on the other.
    """
    head = "\ncitizen_id  full_name      birth_date  village\n"
    path = tmp_path / "eidc.ledger"
    with Ledger.open(path) as ledger:
        add_roster(ledger, roster(head + "-  Nguyễn Văn An  1990-05-03  Thôn 1\n"), ME)
        wanted = Wanted(Standing.EXEMPT, Reason.ABROAD, BASELINE, None, "giấy xác nhận")
        decide(ledger, [(1, wanted)], ME)
        undo(ledger, 1, ME)
        rows = "#1  Nguyễn Văn An  1990-05-03  Thôn 2\n#2  Nguyễn Văn An  1990-05-03  Thôn 3\n"
        add_roster(ledger, roster(head + rows, file="2.xlsx"), ME)
        [one, other] = people(ledger, LATER, elderly_age=60)
        assert (one.decision, other.decision) == (None, None)
        purge_person(ledger, [one.number], ME)
        assert [each.decision for each in people(ledger, LATER, elderly_age=60)] == [None]
    assert_well(path)
