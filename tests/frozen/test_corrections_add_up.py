"""Whatever happened to whom, the causes of a change add up to it exactly."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from eid_campaign.campaign.corrections import (
    FIGURES,
    OF_PEOPLE,
    Cause,
    Changed,
    Correction,
    Part,
    corrections,
    counts_in,
)
from eid_campaign.campaign.progress import counted
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import Reason, Standing
from eid_campaign.campaign.tally import Group, tally_of
from eid_campaign.campaign.week import Place
from tests.drawn import WEEK_2

STAGES = st.sampled_from([None, *Stage])
GROUPS = st.builds(
    Group,
    st.just("Cẩm Tân"),
    st.sampled_from(["Thôn 1", "Thôn 2", ""]),
    STAGES,
    STAGES,
    st.sampled_from(list(Standing)),
    st.just(Reason.NONE),
)
CAUSES = st.sampled_from([Cause("duplicate"), Cause("late_list", "a.xlsx"), Cause("decision")])
PEOPLE = st.lists(st.tuples(st.none() | GROUPS, st.none() | GROUPS, CAUSES), max_size=12)
AMISS = st.dictionaries(
    st.tuples(st.sampled_from(["Thôn 1", "Thôn 2", ""]), st.sampled_from(FIGURES)),
    st.integers(-3, 3),
    max_size=4,
)
REST = Cause("settings")


def lines_of(groups: list[Group], by: str) -> dict[Place, dict[str, int | None]]:
    """Return the figures of each village, or of the commune, as a report counts them."""
    villages = ("Thôn 1", "Thôn 2", "") if by == "village" else ("",)
    found: dict[Place, dict[str, int | None]] = {}
    for village in villages:
        ours = [each for each in groups if by == "commune" or each.village == village]
        figures = counted(tally_of(WEEK_2, ours))
        found["Cẩm Tân", village] = {
            "target_level2": figures.base_level2 // 2,
            "target_activation": figures.base_activation,
            **{name: getattr(figures, name) for name in OF_PEOPLE},
        }
    return found


def without_empty(lines: dict[Place, dict[str, int | None]]) -> dict[Place, dict[str, int | None]]:
    """Return the lines of places that somebody counts in, as a report has them."""
    return {place: figures for place, figures in lines.items() if any(figures.values())}


@given(PEOPLE, AMISS, st.sampled_from(["village", "commune"]), st.booleans())
def test_causes_add_up(
    people: list[tuple[Group | None, Group | None, Cause]],
    amiss: dict[tuple[str, str], int],
    by: str,
    come_and_go: bool,
) -> None:
    """Each figure that differs is stated once; its parts are never 0 and sum to the change, also
    where lines came or went since.
    """
    before = lines_of([was for was, _now, _cause in people if was], by)
    now = lines_of([now for _was, now, _cause in people if now], by)
    for (village, figure), more in amiss.items():
        sent = before["Cẩm Tân", village if by == "village" else ""]
        sent[figure] = (sent[figure] or 0) + more
    if come_and_go:
        before, now = without_empty(before), without_empty(now)
    changed = [
        Changed(was, now_, dict.fromkeys(counts_in(was) ^ counts_in(now_), cause))
        for was, now_, cause in people
    ]
    found = corrections(before, now, changed, lambda _place, _figure: REST)
    for each in found:
        assert sum(part.people for part in each.parts) == (each.now or 0) - (each.before or 0)
        assert each.parts
        assert all(part.people for part in each.parts)
    stated = {(each.unit, each.village, each.figure) for each in found if each.unit}
    assert stated == {
        (*place, name)
        for place in {*before, *now}
        for name in FIGURES
        if (now.get(place, {}).get(name) or 0) != (before.get(place, {}).get(name) or 0)
    }
    if not amiss:
        of_people = [each for each in found if each.figure in OF_PEOPLE]
        assert all(part.cause != REST for each in of_people for part in each.parts)


def test_who_moved_counts_in_both_villages() -> None:
    """A move takes one from a village and gives one to the other; together nothing changed."""
    was, is_now = (
        Group(
            "Cẩm Tân", village, Stage.NOT_COLLECTED, Stage.COLLECTED, Standing.ELIGIBLE, Reason.NONE
        )
        for village in ("Thôn 1", "Thôn 2")
    )
    found = corrections(
        lines_of([was], "village"),
        lines_of([is_now], "village"),
        [Changed(was, is_now, {})],
        lambda _place, _figure: REST,
    )
    assert [each for each in found if each.figure == "collected"] == [
        Correction("Cẩm Tân", "Thôn 1", "collected", 1, 0, (Part(Cause("moved"), -1),)),
        Correction("Cẩm Tân", "Thôn 2", "collected", 0, 1, (Part(Cause("moved"), 1),)),
    ]
