"""How each figure of a report comes about, one sentence a step, down to the appendix or people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from eid_campaign.campaign.corrections import OF_PEOPLE
from eid_campaign.campaign.plan import Target
from eid_campaign.campaign.progress import WEEK
from eid_campaign.campaign.situation import Known
from eid_campaign.campaign.week import WeekLine
from eid_campaign.reports.why_targets import base_level2, listed_unit, target_level2, where_said
from eid_campaign.reports.why_words import MEANS, Traced
from eid_campaign.wording import _, count, day


def steps_said(found: Traced, known: Known) -> tuple[str, ...]:
    """Return how the figure came about, the nearest step first."""
    name, place = found
    if place.line is None and name in _SUMS:
        return (_sum_said(found),)
    if name in _IN_WEEK:
        return (_gain_said(found, known.as_of),)
    step = _STEPS.get(name)
    if step is not None:
        return tuple(step(found, known))
    return (_(MEANS[name]),) if name in MEANS else ()


_IN_WEEK = {
    "collected_in_week": "collected",
    "issued_in_week": "issued",
    "activated_in_week": "activated",
    "achieved_activation_in_week": "achieved_activation",
}
_SUMS = (*OF_PEOPLE, "target_level2", "target_activation")


def _sum_said(found: Traced) -> str:
    values = [
        value
        for line in found.place.lines
        if isinstance(value := _of_line(line, found.figure), int)
    ]
    return _(
        "The sum of {lines} lines: {parts} = {sum}.",
        lines=count(len(values)),
        parts=" + ".join(count(value) for value in values),
        sum=count(sum(values)),
    )


def _of_line(line: WeekLine, figure: str) -> int | None:
    target, counts = line.now.target, line.now.counts
    if figure == "target_level2":
        return target.level2
    if figure == "target_activation":
        return target.activation
    if figure in ("base_level2", "base_activation"):
        return int(getattr(target, figure))
    value = getattr(counts, figure) if counts is not None else None
    return value if isinstance(value, int) else None


def _gain_said(found: Traced, as_of: date) -> str:
    name, place = _IN_WEEK[found.figure], found.place
    now, gained = place.row.get(name), place.row.get(found.figure)
    before = now - gained if isinstance(now, int) and isinstance(gained, int) else None
    return _(
        "{now} by {day} less {before} by {then}: {gained}.",
        now=_count(now),
        day=day(as_of),
        before=_count(before),
        then=day(as_of - WEEK),
        gained=_count(gained),
    )


def _count(value: object) -> str:
    return count(value) if isinstance(value, int) else "–"


def _activation(found: Traced, known: Known) -> list[str]:
    line = found.place.line
    means = _(MEANS["base_activation"])
    if line is None or line.now.village:
        return [means]
    listed = listed_unit(known, line.now.target.unit)
    if listed is None:
        return [means]
    return [
        means,
        _(
            "{unit}: level 1 {l1} + level 2 {l2} = {sum}, {where}.",
            unit=line.now.target.unit,
            l1=count(listed.l1_approved),
            l2=count(listed.l2_approved),
            sum=count(listed.l1_approved + listed.l2_approved),
            where=where_said(known, line.now.target.unit),
        ),
    ]


def _rate_level2(found: Traced, known: Known) -> list[str]:
    line = found.place.line
    if line is None:
        return []
    target: Target = line.now.target
    if not target.own_rate:
        return [_("The campaign's rate; plan, part II.")]
    return [
        _(
            "The unit's own rate: exactly this whole percentage of {base} gives the published"
            " target {target}.",
            base=count(target.base_level2),
            target=count(target.level2),
        )
    ]


def _against(found: Traced) -> tuple[Mapping[str, object], str]:
    suffix = "level2" if found.figure.endswith("level2") else "activation"
    return found.place.row, suffix


def _remaining(found: Traced, known: Known) -> list[str]:
    row, suffix = _against(found)
    return [
        _(
            "Target {target} less achieved {achieved}, never below 0: {remaining}.",
            target=_count(row.get(f"target_{suffix}")),
            achieved=_count(row.get(f"achieved_{suffix}")),
            remaining=_count(row.get(f"remaining_{suffix}")),
        )
    ]


def _needed(found: Traced, known: Known) -> list[str]:
    row, suffix = _against(found)
    return [
        _(
            "Remaining {remaining} over {days} days from tomorrow on, rounded up: {needed}.",
            remaining=_count(row.get(f"remaining_{suffix}")),
            days=_count(row.get(f"days_left_{suffix}")),
            needed=_count(row.get(f"needed_per_day_{suffix}")),
        ),
        *_remaining(found, known),
    ]


def _days_left(found: Traced, known: Known) -> list[str]:
    row, suffix = _against(found)
    deadline = row.get(f"deadline_{suffix}")
    if not isinstance(deadline, date):
        return []
    return [
        _(
            "The days after {day} up to the deadline {deadline}.",
            day=day(known.as_of),
            deadline=day(deadline),
        )
    ]


def _rate_achieved(found: Traced, known: Known) -> list[str]:
    row, suffix = _against(found)
    return [
        _(
            "Achieved {achieved} over the target {target}.",
            achieved=_count(row.get(f"achieved_{suffix}")),
            target=_count(row.get(f"target_{suffix}")),
        )
    ]


def _base_eligible(found: Traced, known: Known) -> list[str]:
    row = found.place.row
    return [
        _(
            "Eligible {eligible} + to verify {verify}.",
            eligible=_count(row.get("eligible")),
            verify=_count(row.get("to_verify")),
        )
    ]


def _of_eligible(found: Traced, known: Known) -> list[str]:
    row = found.place.row
    return [
        _(
            "Issued {issued} over eligible and to verify {base}.",
            issued=_count(row.get("issued")),
            base=_count(row.get("base_eligible")),
        )
    ]


def _change(found: Traced, known: Known) -> list[str]:
    row = found.place.row
    gained, change = row.get("issued_in_week"), row.get("issued_change")
    before = gained - change if isinstance(gained, int) and isinstance(change, int) else None
    return [
        _(
            "Issued in the week {gained} less issued in the week before {before}.",
            gained=_count(gained),
            before=_count(before),
        )
    ]


_STEPS: dict[str, Callable[[Traced, Known], list[str]]] = {
    "target_level2": target_level2,
    "base_level2": base_level2,
    "rate_level2": _rate_level2,
    "base_activation": _activation,
    "target_activation": _activation,
    "remaining_level2": _remaining,
    "remaining_activation": _remaining,
    "needed_per_day_level2": _needed,
    "needed_per_day_activation": _needed,
    "days_left_level2": _days_left,
    "days_left_activation": _days_left,
    "rate_achieved_level2": _rate_achieved,
    "rate_achieved_activation": _rate_achieved,
    "base_eligible": _base_eligible,
    "rate_issued_of_eligible": _of_eligible,
    "issued_change": _change,
}
