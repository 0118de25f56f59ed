"""Cẩm Tân on the day the plan counts from: its people, where each stands, what is remarked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from eid_campaign.campaign.stages import Stage
from eid_campaign.sample.people import BASELINE, Inventor, Person, Remark
from eid_campaign.sample.story import (
    CHILDREN,
    COMMUNE,
    TURNING_14,
    VILLAGES,
    YEAR_OF_DOUBT,
    YEARS_ONLY,
)


@dataclass(slots=True)
class Settlement:
    """People by village in the order of their households; stage and remark by number."""

    people: dict[str, list[Person]] = field(default_factory=dict)
    stages: dict[str, Stage] = field(default_factory=dict)
    remarks: dict[str, Remark] = field(default_factory=dict)


def apportioned(total: int, weights: Sequence[float]) -> list[int]:
    """Return ``total`` split in proportion to ``weights`` by the largest remainder."""
    whole = sum(weights)
    shares = [total * weight / whole for weight in weights]
    parts = [int(share) for share in shares]
    order = sorted(range(len(shares)), key=lambda at: (parts[at] - shares[at], at))
    for at in order[: total - sum(parts)]:
        parts[at] += 1
    return parts


def settled(inventor: Inventor, counts: Mapping[Stage, int], scale: float) -> Settlement:
    """Return the baseline with ``counts`` people of 14 and over, and children besides."""
    sizes: list[float] = [village.size for village in VILLAGES]
    waiting = [village.size * village.behind for village in VILLAGES]
    quotas = {
        stage: apportioned(count, waiting if stage is Stage.NOT_COLLECTED else sizes)
        for stage, count in counts.items()
    }
    children = apportioned(round(CHILDREN * scale), sizes)
    place = Settlement()
    for at, village in enumerate(VILLAGES):
        avoided = YEAR_OF_DOUBT if village.name == YEARS_ONLY else 0
        made: list[Person] = []
        for stage, quota in quotas.items():
            for _ in range(quota[at]):
                one = inventor.adult(COMMUNE, village.name, stage, avoid_year=avoided)
                made.append(one)
                place.stages[one.citizen_id] = stage
        for born in _births_of_children(inventor, village.name, children[at]):
            one = inventor.person(COMMUNE, village.name, born)
            made.append(one)
            place.stages[one.citizen_id] = Stage.NOT_COLLECTED
        for one in made:
            place.remarks[one.citizen_id] = _remark(inventor, one, place.stages[one.citizen_id])
        place.people[village.name] = inventor.households(made)
    return place


def _births_of_children(inventor: Inventor, village: str, count: int) -> list[date]:
    turning = [born for name, born in TURNING_14 if name == village][:count]
    first, last = date(YEAR_OF_DOUBT + 1, 1, 1), date(2018, 12, 31)
    return turning + [
        first + timedelta(days=inventor.chance.randrange((last - first).days))
        for _ in range(count - len(turning))
    ]


def _remark(inventor: Inventor, person: Person, stage: Stage) -> Remark:
    if person.is_child(BASELINE):
        return inventor.remark(person, "children")
    if stage is Stage.NOT_COLLECTED:
        return inventor.remark(person, "not_collected")
    return inventor.remark(person, "pending" if stage.is_pending_activation else "done")
