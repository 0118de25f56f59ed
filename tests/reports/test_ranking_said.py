"""Each place explained in a sentence that a village head can check with a pencil."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from eid_campaign.campaign.office import RankingRules
from eid_campaign.campaign.plan import Rules, Target
from eid_campaign.campaign.progress import Counts, Progress, progress
from eid_campaign.campaign.week import WeekLine, compare_week
from eid_campaign.reports.ranking_said import effort_explained, explained, moved_said
from eid_campaign.reports.ranking_tables import ranking_table

DAY = date(2024, 11, 19)


def line(name: str, achieved: int, target: int, base: int = 200) -> Progress:
    """Return a village with so many accounts of its target."""
    told = Target("Xã A", base, Fraction(1, 2), target, None, target, 0, 0, None)
    counts = Counts(base_level2=base, issued=achieved, eligible=100, to_verify=0, exempt=0)
    return progress(told, counts, Rules(), DAY, village=name)


def week(*villages: tuple[str, int, int], silent: str = "") -> tuple[WeekLine, ...]:
    """Return the week of (name, achieved, target); a week ago everybody stood at 2."""
    now = [line(*each) for each in villages]
    ago = [line(name, 2, target) for name, _achieved, target in villages]
    places = [("Xã A", name) for name, *_rest in villages if name != silent]
    return compare_week(now, ago, ago, reported=places, reported_before=places)


def said(*villages: tuple[str, int, int], silent: str = "") -> dict[str, str]:
    """Return the sentences by village."""
    found = explained(week(*villages, silent=silent), "issued", RankingRules())
    return {village: sentence for (_unit, village), sentence in found.items()}


def test_the_distance_to_the_place_before() -> None:
    """57,02 % − 51,94 % = 5,08 points: what a reader finds who subtracts the printed rates."""
    found = said(("Thôn 3", 67, 129), ("Thôn 9", 65, 114))
    assert "xếp thứ 2" in found["Thôn 3"]
    assert "67/129" in found["Thôn 3"]
    assert "(51,94 %), còn 62" in found["Thôn 3"]
    assert "kém 5,08 điểm phần trăm so với Thôn 9" in found["Thôn 3"]
    assert "xếp thứ 1" in found["Thôn 9"]
    assert "hơn 5,08 điểm phần trăm so với Thôn 3" in found["Thôn 9"]


def test_a_shared_place_says_with_whom() -> None:
    """Two at 50 of 100 are first, the next is third."""
    found = said(("Thôn 1", 50, 100), ("Thôn 2", 50, 100), ("Thôn 3", 40, 100))
    assert "xếp thứ 1" in found["Thôn 1"]
    assert "xếp thứ 1" in found["Thôn 2"]
    assert "cùng thứ với Thôn 2" in found["Thôn 1"]
    assert "xếp thứ 3" in found["Thôn 3"]
    assert "kém 10,00 điểm" in found["Thôn 3"]


def test_the_same_rate_is_told_apart_by_what_remains() -> None:
    """5 of 10 and 10 of 20 are both a half; 5 and 10 remain."""
    found = said(("Thôn 1", 5, 10), ("Thôn 2", 10, 20))
    assert "cùng tỷ lệ với Thôn 2 nhưng số còn lại ít hơn 5" in found["Thôn 1"]
    assert "cùng tỷ lệ với Thôn 1 nhưng số còn lại nhiều hơn 5" in found["Thôn 2"]


def test_above_the_target_is_shown_as_such_and_no_target_has_no_place() -> None:
    """115 of 100 are 115 %; who has nothing to do is not ranked."""
    found = said(("Thôn 1", 115, 100), ("Thôn 2", 3, 0), ("Thôn 3", 40, 100))
    assert "115,00 %), còn 0" in found["Thôn 1"]
    assert set(found) == {"Thôn 1", "Thôn 3"}


def test_old_figures_are_said_to_be_old() -> None:
    """Who is silent keeps its place by its last report, and has no place of the week."""
    villages = (("Thôn 1", 50, 100), ("Thôn 2", 40, 100))
    assert "báo cáo gần nhất" in said(*villages, silent="Thôn 2")["Thôn 2"]
    assert set(effort_explained(week(*villages, silent="Thôn 2"))) == {("Xã A", "Thôn 1")}


def test_the_week_s_place_names_its_base() -> None:
    """48 of the 98 who were open: 100 eligible less 2 with an account; 48,98 %."""
    found = effort_explained(week(("Thôn 1", 50, 100), ("Thôn 2", 2, 100)))
    assert "48 trong 98 người" in found["Xã A", "Thôn 1"]
    assert "48,98 %" in found["Xã A", "Thôn 1"]


def test_small_units_and_who_is_singled_out_are_marked() -> None:
    """A base of 20 is small; the last below half is reminded, the first from half on commended."""
    now = [line("Thôn 1", 60, 100), line("Thôn 2", 2, 10, base=20)]
    places = [("Xã A", "Thôn 1"), ("Xã A", "Thôn 2")]
    lines = compare_week(now, now, now, reported=places, reported_before=places)
    table = ranking_table(lines, "issued", RankingRules(), one_unit=True)
    told = [(row["village"], row["small"], row["named"]) for row in table.rows]
    assert told == [("Thôn 1", "no", "commended"), ("Thôn 2", "yes", "reminded")]


@pytest.mark.parametrize(
    ("moved", "words"), [(2, "↑ tăng 2 bậc"), (-1, "↓ giảm 1 bậc"), (0, "giữ nguyên"), (None, "–")]
)
def test_movements_are_said_in_words_beside_the_arrow(moved: int | None, words: str) -> None:
    """No colour is needed to read them."""
    assert moved_said(moved) == words
