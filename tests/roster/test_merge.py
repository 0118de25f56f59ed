"""What a roster changes of what is known: new, changed, same, conflict."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eid_campaign.campaign.stages import Stage
from eid_campaign.roster.identity import Faces, Positions
from eid_campaign.roster.merge import Merge, merge
from eid_campaign.roster.schema import COLUMNS, STAGE_UNKNOWN, TEXT_COLUMNS, Frame, empty, frame_of
from tests.drawn import people, shown


def merged(known: Frame, roster: Frame, then: Frame | None = None) -> Merge:
    """Merge with the known people numbered from 1."""
    ids = np.arange(1, len(known) + 1, dtype=np.int64)
    state = known if then is None else then
    return merge(Faces.plain(known, ids), state, roster, first_new=len(known) + 1)


def laid(known: Frame, ids: Positions, roster: Frame) -> Merge:
    """Merge with known people of given numbers."""
    first_new = int(ids.max(initial=0)) + 1
    return merge(Faces.plain(known, ids), known, roster, first_new=first_new)


def counts(found: Merge) -> tuple[int, int, int, int]:
    """Return (new, changed, same, conflict)."""
    return found.new, found.changed, found.same, found.conflict


KNOWN = people(
    """
    citizen_id  full_name      stage          note         phone       household
    #1          Nguyễn Văn An  not_collected  đi làm ăn    0950000001  Nguyễn Văn Bá
    """
)
ONE = "citizen_id  full_name  stage  note  phone  household"


@pytest.mark.parametrize(
    ("line", "expected", "after"),
    [
        (
            "#2  Lê Thị Bình    not_collected  -          -           -",
            (1, 0, 0, 0),
            ("#2", "Lê Thị Bình", "not_collected", "-", "-", "-"),
        ),
        (
            "#1  Nguyễn Văn An  not_collected  đi làm ăn  0950000001  Nguyễn Văn Bá",
            (0, 0, 1, 0),
            None,
        ),
        ("#1  Nguyễn Văn An  -              -          -           -", (0, 0, 1, 0), None),
        (
            "#1  Nguyễn Văn An  l2_approved    -          -           -",
            (0, 1, 0, 0),
            ("#1", "Nguyễn Văn An", "l2_approved", "đi làm ăn", "0950000001", "Nguyễn Văn Bá"),
        ),
        (
            "#1  Nguyễn Văn An  -              đã về      -           -",
            (0, 1, 0, 0),
            ("#1", "Nguyễn Văn An", "not_collected", "đã về", "0950000001", "Nguyễn Văn Bá"),
        ),
        (
            "#1  NGUYỄN VĂN AN  -              -          -           NGUYỄN VĂN BÁ",
            (0, 0, 1, 0),
            None,
        ),
        (
            "#1  NGUYỄN VĂN ẤN  collected      -          0950000002  -",
            (0, 1, 0, 0),
            ("#1", "NGUYỄN VĂN ẤN", "collected", "đi làm ăn", "0950000002", "Nguyễn Văn Bá"),
        ),
    ],
    ids=[
        "someone not known is new",
        "the same again is the same",
        "blanks say nothing and wipe nothing",
        "a later stage is a change, the blanks beside it keep what is known",
        "a remark is a change",
        "names in capitals this week are no news",
        "several facts of one person are one change",
    ],
)
def test_a_row_is_new_changed_or_same(
    line: str, expected: tuple[int, ...], after: tuple[str, ...] | None
) -> None:
    """What is told and differs is written over what is known; a blank wipes nothing."""
    found = merged(KNOWN, people(f"{ONE}\n{line}"))
    assert counts(found) == expected
    assert shown(found.written, *ONE.split()) == ([] if after is None else [after])


STAGES = ["-", *(stage.id for stage in Stage)]
KEPT = {  # (known, told) → known afterwards, where it is not simply what is told
    ("l1_approved", "collected"): "l1_approved",
    ("l1_activated", "collected"): "l1_activated",
}


@pytest.mark.parametrize("before", STAGES)
@pytest.mark.parametrize("told", STAGES)
def test_a_stage_only_goes_forward(before: str, told: str) -> None:
    """A later stage is taken; an earlier one is a conflict and not applied; a holder of level 1
    who has handed in a dossier for level 2 keeps level 1 without a conflict.
    """
    header = "citizen_id  full_name  stage"
    found = merged(
        people(f"{header}\n#1  Nguyễn Văn An  {before}"),
        people(f"{header}\n#1  Nguyễn Văn An  {told}"),
    )
    after = shown(found.written, "stage")
    order = STAGES.index
    if told in ("-", before) or (before, told) in KEPT:
        assert (counts(found), after) == ((0, 0, 1, 0), [])
    elif order(told) > order(before):
        assert (counts(found), after) == ((0, 1, 0, 0), [(told,)])
    else:
        assert (counts(found), after) == ((0, 0, 0, 1), [])
        assert [clash.kind for clash in found.clashes] == ["stage_backwards"]


def test_a_step_backwards_does_not_hold_back_the_rest_of_the_row() -> None:
    """Of a row that steps backwards the stage is not applied; its telephone number is."""
    found = merged(
        people("citizen_id  full_name  stage  phone\n#1  Nguyễn Văn An  l2_activated  -"),
        people("citizen_id  full_name  stage  phone\n#1  Nguyễn Văn An  not_collected  0950000009"),
    )
    assert counts(found) == (0, 0, 0, 1)
    assert shown(found.written, "stage", "phone") == [("l2_activated", "0950000009")]


def test_a_row_with_anothers_number_is_kept_without_it() -> None:
    """A number that stands with another name and birth date is a conflict; nobody is lost."""
    header = "citizen_id  full_name  birth_date  stage"
    found = merged(
        people(f"{header}\n#1  Nguyễn Văn An  1990-05-03  collected"),
        people(f"{header}\n#1  Trần Thị Hoa   1971-01-30  l2_activated"),
    )
    assert counts(found) == (0, 0, 0, 1)
    assert [clash.kind for clash in found.clashes] == ["identity_conflict"]
    assert shown(found.written, "citizen_id", "full_name") == [("-", "Trần Thị Hoa")]
    assert found.written_persons.tolist() == found.persons.tolist() == [2]


def test_a_move_to_another_village_is_a_change() -> None:
    """Who is listed in another village with the same number is the same person, living there."""
    header = "citizen_id  full_name      village"
    found = merged(
        people(f"{header}\n#1  Nguyễn Văn An  Thôn 1"),
        people(f"{header}\n#1  Nguyễn Văn An  Thôn 2"),
    )
    assert counts(found) == (0, 1, 0, 0)
    assert shown(found.written, "citizen_id", "village") == [("#1", "Thôn 2")]
    assert found.persons.tolist() == [1]


def test_where_a_person_was_read_is_no_news() -> None:
    """Another sheet or row is no change; with a change it is kept as the source."""
    again = people("citizen_id  full_name  stage\n#1  Nguyễn Văn An  collected", sheet="Tờ khác")
    known = people("citizen_id  full_name  stage\n#1  Nguyễn Văn An  collected")
    assert counts(merged(known, again)) == (0, 0, 1, 0)
    later = people("citizen_id  full_name  stage\n#1  Nguyễn Văn An  l2_approved", sheet="Tờ khác")
    assert shown(merged(known, later).written, "sheet") == [("Tờ khác",)]


def test_an_older_roster_is_held_against_what_was_known_on_its_day() -> None:
    """An older roster is compared with its own day: a stage reached since is no conflict."""
    header = "citizen_id  full_name      stage"
    known = people(f"{header}\n#1  Nguyễn Văn An  l2_activated")
    then = people(f"{header}\n#1  Nguyễn Văn An  not_collected")
    found = merged(known, people(f"{header}\n#1  Nguyễn Văn An  collected"), then)
    assert counts(found) == (0, 1, 0, 0)
    assert shown(found.written, "stage") == [("collected",)]


def test_new_people_are_numbered_in_the_order_of_the_rows() -> None:
    """New people get the next numbers; known people keep theirs."""
    found = merged(
        people("citizen_id  full_name\n#1  Nguyễn Văn An\n#2  Lê Thị Bình"),
        people("citizen_id  full_name\n#3  Hà Thị Cúc\n#2  Lê Thị Bình\n#4  Bùi Văn Dũng"),
    )
    assert found.persons.tolist() == [3, 2, 4]
    assert found.written_persons.tolist() == [3, 4]


def test_an_empty_roster_changes_nothing() -> None:
    """No rows, no changes, whether people are known or not."""
    assert counts(merged(KNOWN, empty())) == (0, 0, 0, 0)
    assert counts(merged(empty(), empty())) == (0, 0, 0, 0)


def _frames(most: int) -> st.SearchStrategy[Frame]:
    """Frames with few different values, so that people meet: twins, repeats, moves, clashes."""
    row = st.fixed_dictionaries(
        {
            "citizen_id": st.sampled_from(["", "", "038090000001", "038090000002", "038090000003"]),
            "full_name": st.sampled_from(["Nguyễn Văn An", "NGUYỄN VĂN AN", "Lê Thị Bình"]),
            "birth_date": st.sampled_from(["", "1990", "1990-05-03", "1971-01-30"]),
            "commune": st.just("Cẩm Tân"),
            "village": st.sampled_from(["Thôn 1", "Thôn 2", ""]),
            "phone": st.sampled_from(["", "0950000001"]),
            "stage": st.integers(STAGE_UNKNOWN, int(Stage.L2_ACTIVATED)),
        }
    )

    def framed(rows: list[dict[str, object]]) -> Frame:
        names = rows[0] if rows else {}
        return frame_of({name: [row[name] for row in rows] for name in names})

    return st.lists(row, max_size=most).map(framed)


@given(first=_frames(6), second=_frames(6))
@settings(max_examples=150)
def test_no_row_vanishes(first: Frame, second: Frame) -> None:
    """The four counts sum to the number of rows, each row has a person, nobody is
    written twice, and the schema is kept.
    """
    start = merged(empty(), first)
    assert sum(counts(start)) == len(first)
    found = laid(start.written, start.written_persons, second)
    assert sum(counts(found)) == len(second)
    assert (found.persons > 0).all()
    assert len(set(found.written_persons.tolist())) == len(found.written_persons)
    assert list(found.written.columns) == list(COLUMNS)
    assert all(isinstance(v, str) for name in TEXT_COLUMNS for v in found.written[name])


def _kept(known: Frame, ids: list[int], found: Merge) -> dict[int, dict[str, object]]:
    """Return everyone's facts by id after ``found`` was stored."""
    after = dict(zip(ids, known.records(), strict=True))
    return after | dict(zip(found.written_persons.tolist(), found.written.records(), strict=True))


@given(first=_frames(6), second=_frames(6))
@settings(max_examples=100)
def test_what_is_known_is_never_lost(first: Frame, second: Frame) -> None:
    """Nobody disappears, no known fact turns blank, no stage goes back."""
    start = merged(empty(), first)
    ids = start.written_persons.tolist()
    found = laid(start.written, start.written_persons, second)
    before, after = _kept(start.written, ids, start), _kept(start.written, ids, found)
    for person, facts in before.items():
        for name in TEXT_COLUMNS:
            assert not facts[name] or after[person][name]
        assert after[person]["stage"] >= facts["stage"]  # type: ignore[operator]


@given(first=_frames(6), second=_frames(6))
@settings(max_examples=150)
def test_the_same_roster_again_changes_nobody(first: Frame, second: Frame) -> None:
    """What has been merged once changes nothing when it is merged again."""
    known, ids = empty(), np.zeros(0, dtype=np.int64)
    for roster in (first, second):
        found = laid(known, ids, roster)
        after = _kept(known, ids.tolist(), found)
        ids = np.array(sorted(after), dtype=np.int64)
        rows = [after[person] for person in ids.tolist()]
        known = (
            frame_of({name: [row[name] for row in rows] for name in COLUMNS}) if rows else empty()
        )
    again = laid(known, ids, second)
    assert (again.new, again.changed) == (0, 0)
