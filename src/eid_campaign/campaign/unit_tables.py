"""Counts handed upward: a unit's or a village's figures of a day, without a single person.

What a commune hands in is all its reports are computed from, so that the level above can say the
same of it to the last digit. Every figure adds up: a district is the sum of its units.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from eid_campaign.campaign.plan import Target
from eid_campaign.campaign.progress import Counts
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import Reason
from eid_campaign.campaign.tally import Tally
from eid_campaign.campaign.units import UnitCounts

STAGE_FIGURES: Mapping[str, Stage | None] = {
    "not_collected": Stage.NOT_COLLECTED,
    "waiting": Stage.COLLECTED,
    "l1_activated": Stage.L1_ACTIVATED,
    "l1_approved": Stage.L1_APPROVED,
    "l2_activated": Stage.L2_ACTIVATED,
    "l2_approved": Stage.L2_APPROVED,
    "stage_unknown": None,
}
"""How many stand where on the day: all on the lists but who is exempt as a child."""

PLAN_FIGURES = ("base_level2", "target_level2", "base_activation", "target_activation")
"""What the unit is held against, as ``eidc targets`` shows it."""

COUNTED = {
    "counted_level2": "base_level2",
    "collected": "collected",
    "issued": "issued",
    "activated": "activated",
    "counted_activation": "base_activation",
    "achieved_activation": "achieved_activation",
    "eligible": "eligible",
    "exempt": "exempt",
    "to_verify": "to_verify",
    "off_list": "off_list",
}
"""What was counted since the baseline, by its field of ``Counts``."""

FIGURES = (*STAGE_FIGURES, *PLAN_FIGURES, *COUNTED)

COMMUNE, VILLAGE, NOT_LISTED = "commune", "village", "not_listed"
LEVELS = (COMMUNE, VILLAGE, NOT_LISTED)
"""What a row is of. ``not_listed`` is what the plan asks of a commune beyond its villages' lists,
so that the villages' rows and this one add up to the commune in every column."""


COLUMNS = ("as_of", "baseline", "level", "unit", "village", *FIGURES)
"""The ids of the columns in which a table travels, whatever the format."""


class UnitFigures(NamedTuple):
    """A row that is handed upward; ``figures`` holds an int for each of ``FIGURES``."""

    level: str
    unit: str
    village: str
    """Blank for the commune as a whole, and for people whose list names no village."""
    figures: Mapping[str, int]


class UnitTable(NamedTuple):
    """What a commune handed in last, or what was kept of it when its people were purged."""

    unit: str
    as_of: date
    whole: Mapping[str, int]
    villages: Mapping[str, Mapping[str, int]]
    is_kept: bool = False


def figures_of(tally: Tally, target: Target, counts: Counts) -> dict[str, int]:
    """Return the figures of the people in ``tally``, counted and held against ``target``."""
    stages: Counter[Stage | None] = Counter()
    for group, count in tally.counts.items():
        if group.reason is not Reason.CHILD:
            stages[group.stage] += count
    standing = {name: stages[stage] for name, stage in STAGE_FIGURES.items()}
    plan = (target.base_level2, target.level2, target.base_activation, target.activation)
    counted = {name: int(getattr(counts, field) or 0) for name, field in COUNTED.items()}
    return {**standing, **dict(zip(PLAN_FIGURES, plan, strict=True)), **counted}


def added(parts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Return the sum of ``parts``, figure by figure."""
    total = dict.fromkeys(FIGURES, 0)
    for part in parts:
        for name in FIGURES:
            total[name] += part[name]
    return total


def rest_of(whole: Mapping[str, int], parts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Return what ``parts`` leave of ``whole``, figure by figure."""
    summed = added(parts)
    return {name: whole[name] - summed[name] for name in FIGURES}


def counts_of(figures: Mapping[str, int]) -> Counts:
    """Return what was counted since the baseline."""
    told: dict[str, Any] = {field: figures[name] for name, field in COUNTED.items()}
    return Counts(**told)


def planned(unit: str, figures: Mapping[str, int]) -> UnitCounts:
    """Return the row that an appendix would have had for ``unit`` at the baseline."""
    return UnitCounts(
        unit=unit,
        not_collected=figures["base_level2"],
        l1_activated=0,
        l1_approved=figures["base_activation"],
        l2_activated=0,
        l2_approved=0,
        target_level2=figures["target_level2"],
        target_activation=figures["target_activation"],
    )


def find_fault(row: UnitFigures) -> str:
    """Return the figure that cannot be, beside the others of its row; blank where all fit."""
    told = row.figures
    if row.level != NOT_LISTED:
        for name in FIGURES:
            if told[name] < 0:
                return name
    for less, more in (
        ("collected", "counted_level2"),
        ("issued", "collected"),
        ("activated", "issued"),
        ("achieved_activation", "counted_activation"),
    ):
        if told[less] > told[more]:
            return less
    standing = sum(told[name] for name in ("eligible", "exempt", "to_verify", "off_list"))
    return "" if standing == told["counted_level2"] else "counted_level2"
