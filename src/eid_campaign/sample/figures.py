"""The figures a right reading of the practice rosters must give, from the model before the mess."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from eid_campaign.campaign.stages import Stage
from eid_campaign.sample.campaign import Entry, Week
from eid_campaign.sample.people import BASELINE
from eid_campaign.sample.story import COMMUNE, Number

Figures = dict[str, object]
_PENDING = (Stage.L1_APPROVED, Stage.L2_APPROVED)


def expected_figures(weeks: Sequence[Week], *, seed: int) -> Figures:
    """Return, for each week, the figures of the commune and of each village; no person is in it.

    People are those of 14 and over on the day, as known from all rosters so far: where a village
    did not report they repeat the week before, and a step backwards is not believed. ``collected``
    counts who of ``base_level2`` handed in papers or is further, ``issued`` who holds level 2.
    """
    baseline = {
        entry.person.citizen_id: entry.stage
        for entries in weeks[0].rosters.values()
        for entry in entries
        if entry.person.full_name and not entry.person.is_child(BASELINE)
    }
    told: dict[str, Figures] = {}
    before: Mapping[str, Entry] = {}
    for week in weeks:
        rows = {
            name: _row_figures(entries if name in week.reported else (), before)
            for name, entries in week.rosters.items()
        }
        villages = {
            name: {
                "reported": name in week.reported,
                **_standing_of(entries, week, baseline),
                **rows[name],
            }
            for name, entries in week.rosters.items()
        }
        everybody = [entry for entries in week.rosters.values() for entry in entries]
        told[week.day.isoformat()] = {
            "total": {**_standing_of(everybody, week, baseline), **_sums(rows.values())},
            "meant_by_remarks": _meant(everybody, week),
            "villages": villages,
        }
        before = {entry.person.citizen_id: entry for entry in everybody}
    return {"seed": seed, "commune": COMMUNE, "baseline": BASELINE.isoformat(), "weeks": told}


def _standing_of(entries: Sequence[Entry], week: Week, baseline: Mapping[str, Stage]) -> Figures:
    named = [entry for entry in entries if entry.person.full_name]
    grown = [entry for entry in named if not entry.person.is_child(week.day)]
    was = [baseline.get(entry.person.citizen_id) for entry in grown]
    now = [entry.stage for entry in grown]
    base = [stage for stage, then in zip(now, was, strict=True) if then is Stage.NOT_COLLECTED]
    pending = [stage for stage, then in zip(now, was, strict=True) if then in _PENDING]
    stages = Counter(now)
    return {
        "people": len(grown),
        "children": len(named) - len(grown),
        "stages": {stage.id: stages[stage] for stage in Stage},
        "base_level2": len(base),
        "collected": sum(stage > Stage.NOT_COLLECTED for stage in base),
        "issued": sum(stage.is_level2 for stage in base),
        "activated": sum(stage is Stage.L2_ACTIVATED for stage in base),
        "base_activation": len(pending),
        "achieved_activation": sum(stage.is_activated for stage in pending),
    }


def _row_figures(entries: Sequence[Entry], before: Mapping[str, Entry]) -> dict[str, int]:
    """Return what the file of one village must show: rows, and what came in since last week."""
    named = [entry for entry in entries if entry.person.full_name]
    known = [(entry, before[entry.person.citizen_id]) for entry in named
             if entry.person.citizen_id in before]  # fmt: skip
    return {
        "rows": len(entries),
        "rows_refused": len(entries) - len(named),
        "without_number": sum(entry.number is not Number.GIVEN for entry in named),
        "numbers_found": sum(
            entry.number is Number.GIVEN and then.number is not Number.GIVEN
            for entry, then in known
        ),
        "new": len(named) - len(known),
        "advanced": sum(entry.stage > then.stage for entry, then in known),
        "remarks_changed": sum(entry.remark.text != then.remark.text for entry, then in known),
        "conflicts": sum(entry.said is not entry.stage for entry in named),
    }


def _sums(rows: Iterable[Mapping[str, int]]) -> dict[str, int]:
    sums: Counter[str] = Counter()
    for figures in rows:
        sums.update(figures)
    return dict(sums)


def _meant(entries: Sequence[Entry], week: Week) -> dict[str, int]:
    """Return how many of the not collected carry a remark of each meaning, children apart."""
    meant = Counter(
        entry.remark.kind
        for entry in entries
        if entry.person.full_name and not entry.person.is_child(week.day)
        if entry.stage is Stage.NOT_COLLECTED and entry.remark.kind
    )
    return dict(sorted(meant.items()))
