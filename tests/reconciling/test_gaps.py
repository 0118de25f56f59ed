"""Which person explains a difference: the rule in a sentence, by hand."""

from __future__ import annotations

from datetime import date

import pytest

from eid_campaign.campaign.gaps import Face, held, is_counted, overdue
from eid_campaign.campaign.reconciling import REASONS, Asserted
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import Reason, Standing

DAY = date(2024, 11, 19)  # a Tuesday
HERE = ("Cẩm Tân", "Thôn 1")
THERE = ("Cẩm Tân", "Thôn 2")


def face(
    stage: Stage | None = Stage.NOT_COLLECTED,
    baseline: Stage | None = Stage.NOT_COLLECTED,
    *,
    since: date = date(2024, 11, 5),
    **told: object,
) -> Face:
    """Return somebody of Thôn 1, at the baseline too, unless told otherwise."""
    plain = Face(
        place=HERE,
        place_before=HERE,
        baseline=baseline,
        was_child=False,
        stage=stage,
        standing=Standing.ELIGIBLE,
        reason=Reason.NONE,
        since=since,
        is_listed=True,
        has_left=False,
    )
    return plain._replace(**told)  # type: ignore[arg-type]


NC, CO, L1, L1A, L2, L2A = Stage
NEWER = face(L2A)
RULES = [
    # figure, what the system has more (+) or less (−), the person, the reason
    ("collected", +1, face(NC, later=face(CO)), "known_later"),
    ("not_collected", -1, face(NC, later=face(CO)), "known_later"),
    ("issued", +1, face(is_listed=False, later=NEWER), "known_later"),
    ("collected", -1, face(CO, since=date(2024, 11, 14)), "waiting_3"),  # Fri, Mon, Tue
    ("collected", -1, face(CO, since=date(2024, 11, 13)), "waiting_7"),
    ("collected", -1, face(CO, since=date(2024, 11, 8)), "waiting_7"),
    ("collected", -1, face(CO, since=date(2024, 11, 7)), ""),  # eight: no lawful delay
    ("not_collected", +1, face(CO, since=DAY), "waiting_3"),
    ("issued", +1, face(CO, since=DAY), "waiting_3"),
    ("l2_approved", +1, face(CO, since=DAY), "waiting_3"),
    ("activated", +1, face(CO, since=DAY), ""),  # approval alone activates nothing
    ("base_activation", +1, face(L2), "approved_later"),  # the list is frozen
    ("achieved_activation", +1, face(L2A), "approved_later"),
    ("achieved_activation", +1, face(L2), ""),
    ("issued", +1, face(L2, L1A), "level1_before"),
    ("activated", +1, face(L2A, L1), "level1_before"),
    ("collected", +1, face(L2, L1A), ""),
    ("collected", +1, face(L2, None, was_child=True), "turned_14"),
    ("base_level2", +1, face(NC, None, was_child=True), "turned_14"),
    ("collected", +1, face(L2, None, place_before=None), "came_later"),
    ("collected", +1, face(NC, None, place_before=None), ""),
    ("collected", -1, face(L2, place_before=THERE), "moved_in"),
    ("collected", +1, face(L2, place=THERE), "moved_out"),
    ("not_collected", -1, face(NC, has_left=True), "left"),
    (
        "not_collected",
        -1,
        face(NC, standing=Standing.OFF_LIST, reason=Reason.DECEASED),
        "off_list",
    ),
    (
        "base_level2",
        -1,
        face(NC, standing=Standing.EXEMPT, reason=Reason.MOVED_AWAY),
        "moved_away",
    ),
    ("not_collected", -1, face(NC), ""),  # nothing is known: nothing is invented
    ("not_collected", +1, face(NC), ""),
    ("not_collected", +1, face(CO, since=DAY, reason=Reason.CHILD), ""),
]


@pytest.mark.parametrize(("figure", "gap", "person", "reason"), RULES)
def test_a_reason(figure: str, gap: int, person: Face, reason: str) -> None:
    """One person and a difference of one: this reason, or none."""
    found = held(Asserted(*HERE, figure, 10 + gap), 10, [person], DAY)
    assert dict(found.reasons) == ({reason: 1} if reason else {})
    assert (found.difference, found.explained) == (gap, gap if reason else 0)
    assert found.unexplained == (0 if reason else gap)


def test_every_reason_has_a_rule() -> None:
    """The table above leaves none out."""
    assert {reason for *_rest, reason in RULES if reason} == set(REASONS)


def test_no_more_is_explained_than_differs() -> None:
    """Five reasons for a difference of three: three count, the surest first."""
    people = [face(CO, since=DAY)] * 2 + [face(L2, has_left=True)] * 3
    found = held(Asserted(*HERE, "collected", 2), 5, people, DAY)
    assert dict(found.reasons) == {"waiting_3": 2, "left": 1}
    assert (found.difference, found.explained, found.unexplained) == (-3, -3, 0)


def test_the_rest_stays_unexplained() -> None:
    """A difference of five and one reason: four are left, and said."""
    found = held(Asserted(*HERE, "not_collected", 0), 5, [face(has_left=True)], DAY)
    assert (found.difference, found.explained, found.unexplained) == (-5, -1, -4)


def test_a_place_without_a_list_is_not_zero() -> None:
    """Unknown stays unknown."""
    found = held(Asserted("Cẩm Tú", "", "collected", 5), None, [face()], DAY)
    assert (found.difference, found.explained, found.unexplained) == (None, None, None)


def test_others_villages_explain_nothing() -> None:
    """A reason counts where the figure is of."""
    found = held(Asserted(*THERE, "not_collected", 4), 5, [face(has_left=True)], DAY)
    assert not found.reasons


@pytest.mark.parametrize(
    ("figure", "person", "expected"),
    [
        ("base_level2", face(L2A), True),
        ("collected", face(L2A), True),
        ("issued", face(CO), False),
        ("activated", face(L2), False),
        ("base_activation", face(L1A, L1), True),
        ("achieved_activation", face(L1A, L1), True),
        ("achieved_activation", face(L2, L2), False),
        ("not_collected", face(NC, None), True),
        ("not_collected", face(NC, reason=Reason.CHILD), False),
        ("waiting", face(None), False),
    ],
)
def test_who_is_counted(figure: str, person: Face, expected: bool) -> None:
    """As the targets count: the base at the baseline, a stage on the day."""
    assert is_counted(figure, person) is expected


def test_dossiers_overdue() -> None:
    """Who waits longer than seven working days, where it was asked."""
    late, lawful = face(CO, since=date(2024, 11, 7)), face(CO, since=date(2024, 11, 8))
    assert overdue([late, lawful, late._replace(place=THERE)], DAY, [HERE]) == 1
