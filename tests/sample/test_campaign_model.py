"""The model behind the sample campaign: the appendix's figures and people who could exist."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from eid_campaign.campaign.citizen_id import ABROAD_CODES, CitizenId, fits
from eid_campaign.campaign.stages import Stage
from eid_campaign.sample.appendix import district, printed_total
from eid_campaign.sample.baseline import apportioned
from eid_campaign.sample.big import big_entries
from eid_campaign.sample.campaign import Entry, Week, campaign
from eid_campaign.sample.figures import expected_figures
from eid_campaign.sample.people import BASELINE
from eid_campaign.sample.story import YEARS_ONLY, Number

CAM_TAN = {
    Stage.NOT_COLLECTED: 2073,
    Stage.L1_ACTIVATED: 881,
    Stage.L1_APPROVED: 84,
    Stage.L2_ACTIVATED: 2412,
    Stage.L2_APPROVED: 306,
}
"""The plan's appendix, row 15."""


@pytest.fixture(scope="module")
def weeks() -> tuple[Week, ...]:
    """The sample campaign's three weeks."""
    return campaign(2024)


def _named(week: Week) -> list[Entry]:
    return [
        entry for entries in week.rosters.values() for entry in entries if entry.person.full_name
    ]


def test_the_baseline_is_the_appendix_row(weeks: tuple[Week, ...]) -> None:
    """Eleven villages hold exactly the 5.756 people of 14 and over of the plan's row 15."""
    grown = [entry for entry in _named(weeks[0]) if not entry.person.is_child(BASELINE)]
    assert list(weeks[0].rosters) == [f"Thôn {number}" for number in range(1, 12)]
    assert Counter(entry.stage for entry in grown) == CAM_TAN
    assert len(grown) == 5756


def test_children_are_listed_besides_and_eight_turn_14(weeks: tuple[Week, ...]) -> None:
    """Children are 400, not collected; eight reach 14 by the end of the campaign."""
    children = [entry for entry in _named(weeks[0]) if entry.person.is_child(BASELINE)]
    assert len(children) == 400
    assert {entry.stage for entry in children} == {Stage.NOT_COLLECTED}
    assert sum(not entry.person.is_child(date(2024, 12, 31)) for entry in children) == 8


def test_every_number_is_possible_and_fits_its_person(weeks: tuple[Week, ...]) -> None:
    """A number parses, tells the person's sex and year of birth, and is nobody else's."""
    people = [entry.person for entry in _named(weeks[-1])]
    numbers = [CitizenId.parse(person.citizen_id) for person in people]
    wrong = [
        number
        for number, person in zip(numbers, people, strict=True)
        if number is None or not fits(number, person.sex, person.born.year)
    ]
    assert wrong == []
    assert len(set(numbers)) == len(people)
    assert any(number is not None and int(number[:3]) in ABROAD_CODES for number in numbers)


def test_a_person_without_number_can_be_told_from_the_others(weeks: tuple[Week, ...]) -> None:
    """Name, year of birth and village occur once, so a lost number can be found again."""
    people = [entry.person for entry in _named(weeks[-1])]
    keys = Counter((one.village, one.full_name.casefold(), one.born.year) for one in people)
    assert [key for key, count in keys.items() if count > 1] == []


def test_no_birth_is_in_doubt(weeks: tuple[Week, ...]) -> None:
    """Where a roster shows the year alone, nobody was born in the year of those turning 14."""
    doubtful = [
        entry.person
        for entry in _named(weeks[-1])
        if (entry.person.year_only or entry.person.village == YEARS_ONLY)
        and entry.person.born.year == 2010
    ]
    assert doubtful == []


@pytest.mark.parametrize(
    ("day", "issued", "achieved_activation", "without_number", "refused", "reporting"),
    [
        ("2024-11-05", 0, 0, 8, 3, 11),
        ("2024-11-12", 190, 141, 3, 2, 11),
        ("2024-11-19", 402, 259, 2, 0, 10),
    ],
)
def test_the_truth_tells_the_story(
    weeks: tuple[Week, ...],
    day: str,
    issued: int,
    achieved_activation: int,
    without_number: int,
    refused: int,
    reporting: int,
) -> None:
    """Each week has the progress and the planted faults of the story, in total as in villages."""
    told = expected_figures(weeks, seed=2024)["weeks"][day]  # type: ignore[index]
    villages = told["villages"].values()
    assert told["total"]["issued"] == issued
    assert told["total"]["achieved_activation"] == achieved_activation
    assert told["total"]["without_number"] == without_number
    assert told["total"]["rows_refused"] == refused
    assert sum(figures["reported"] for figures in villages) == reporting
    for name in ("people", "base_level2", "collected", "issued", "activated", "rows"):
        assert told["total"][name] == sum(figures[name] for figures in villages)
    assert told["total"]["base_level2"] == 2073
    assert told["total"]["base_activation"] == 390


def test_the_truth_names_nobody(weeks: tuple[Week, ...]) -> None:
    """The file of expected figures holds no name and no number of a person."""
    told = str(expected_figures(weeks, seed=2024))
    people = [entry.person for entry in _named(weeks[-1])]
    assert [one for one in people if one.citizen_id in told or one.full_name in told] == []


def test_only_told_faults_go_backwards(weeks: tuple[Week, ...]) -> None:
    """Nobody's stage falls, except what two rosters wrongly say; one lost number is for good."""
    fallen = 0
    before = {entry.person.citizen_id: entry for entry in _named(weeks[0])}
    for week in weeks[1:]:
        for entry in _named(week):
            then = before.get(entry.person.citizen_id)
            assert then is None or entry.stage >= then.stage
            fallen += then is not None and entry.said < then.stage
            before[entry.person.citizen_id] = entry
    assert fallen == 2
    lost = [entry for entry in _named(weeks[-1]) if entry.number is Number.ROUNDED]
    assert len(lost) == 1


def test_a_seed_gives_the_same_people_and_another_gives_others() -> None:
    """The seed alone decides who is invented."""
    assert campaign(7, 300) == campaign(7, 300)
    assert campaign(7, 300) != campaign(8, 300)


def test_the_district_is_the_appendix_row_by_row() -> None:
    """The large roster holds the seventeen units by stage exactly as printed."""
    counts: Counter[tuple[str, Stage]] = Counter()
    for entry in big_entries(101527, 1):
        counts[entry.person.commune, entry.stage] += 1
    rows = district()
    assert len(rows) == 17
    for row in rows:
        found = {stage: counts[row.unit, stage] for stage in Stage}
        assert found == {
            Stage.NOT_COLLECTED: row.not_collected,
            Stage.COLLECTED: 0,
            Stage.L1_APPROVED: row.l1_approved,
            Stage.L1_ACTIVATED: row.l1_activated,
            Stage.L2_APPROVED: row.l2_approved,
            Stage.L2_ACTIVATED: row.l2_activated,
        }
    assert counts["Cẩm Tân", Stage.NOT_COLLECTED] == 2073
    assert counts.total() == 101527


def test_a_changed_week_has_the_same_people_further_on() -> None:
    """With a share changed, the same people come in the same order and about that share differs."""
    before, after = list(big_entries(4000, 1)), list(big_entries(4000, 1, 0.1))
    assert [entry.person for entry in before] == [entry.person for entry in after]
    assert all(then.stage <= now.stage for then, now in zip(before, after, strict=True))
    changed = sum(then != now for then, now in zip(before, after, strict=True))
    assert 300 < changed < 500


def test_the_printed_total_is_not_the_sum_of_its_rows() -> None:
    """The plan prints 20.549 under rows that add up to 20.551."""
    assert printed_total().target_level2 == 20549
    assert sum(row.target_level2 or 0 for row in district()) == 20551


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (10, [1, 1, 1], [4, 3, 3]),
        (0, [1, 2], [0, 0]),
        (7, [3, 4], [3, 4]),
        (5, [1, 3], [1, 4]),
    ],
)
def test_apportioned_gives_the_whole(total: int, weights: list[float], parts: list[int]) -> None:
    """A total is split by the largest remainder; of equal remainders the first wins."""
    assert apportioned(total, weights) == parts
