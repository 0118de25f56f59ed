"""How each figure of a report comes about, one sentence a step, down to the appendix or people."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from eid_campaign.campaign.corrections import OF_PEOPLE
from eid_campaign.campaign.plan import Target
from eid_campaign.campaign.progress import WEEK
from eid_campaign.campaign.situation import Known, commune_target
from eid_campaign.campaign.tracing import share_of
from eid_campaign.campaign.units import UnitCounts
from eid_campaign.campaign.week import WeekLine
from eid_campaign.document import Row
from eid_campaign.reports.period_rows import name_of
from eid_campaign.wording import N_, _, count, day, rate, rounded

TITLES = {
    "base_level2": N_("not collected at the baseline"),
    "rate_level2": N_("rate of the target"),
    "target_level2": N_("target of level-2 accounts"),
    "collected": N_("collected"),
    "issued": N_("level-2 accounts issued"),
    "activated": N_("level-2 accounts activated"),
    "collected_in_week": N_("collected in the week"),
    "issued_in_week": N_("issued in the week"),
    "activated_in_week": N_("activated in the week"),
    "issued_change": N_("issued, against last week"),
    "rate_achieved_level2": N_("% of the level-2 target"),
    "remaining_level2": N_("level-2 accounts remaining"),
    "needed_per_day_level2": N_("level-2 accounts needed per day"),
    "days_left_level2": N_("days left for level-2 accounts"),
    "base_activation": N_("not activated at the baseline"),
    "target_activation": N_("target of activation"),
    "achieved_activation": N_("approved accounts activated since"),
    "achieved_activation_in_week": N_("approved accounts activated in the week"),
    "rate_achieved_activation": N_("% of the activation target"),
    "remaining_activation": N_("activations remaining"),
    "needed_per_day_activation": N_("activations needed per day"),
    "days_left_activation": N_("days left for activation"),
    "eligible": N_("eligible"),
    "exempt": N_("exempt"),
    "to_verify": N_("to verify"),
    "off_list": N_("off the list"),
    "base_eligible": N_("eligible and to verify"),
    "rate_issued_of_eligible": N_("issued of the eligible"),
}
"""Every figure that can be asked for, in the order of the reports."""

_MEANS = {
    "base_level2": N_("People of 14 and over whose dossier was not collected at the baseline."),
    "collected": N_("People of the base who are past “not collected” now."),
    "issued": N_("People of the base who hold a level-2 account now, activated or not."),
    "activated": N_("People of the base whose level-2 account is activated."),
    "base_activation": N_("People approved but not activated at the baseline, either level."),
    "achieved_activation": N_("Of those approved at the baseline: activated now, either level."),
    "eligible": N_("People of the base whom no rule and no decision exempts."),
    "exempt": N_("People of the base who cannot have an account: eidc report exempt."),
    "to_verify": N_("People of the base who are to verify; they count as eligible until decided."),
    "off_list": N_("People of the base who are deceased or listed twice."),
}


class Place(NamedTuple):
    """A line of a report, or the sum of its lines."""

    line: WeekLine | None
    """None for the sum."""
    row: Row
    lines: Sequence[WeekLine]
    """All lines of the report, for the sum and for a village's share."""

    @property
    def name(self) -> str:
        """What the place is called."""
        return name_of(self.line.now) if self.line is not None else _("Total")


class Traced(NamedTuple):
    """One place where the figure stands."""

    figure: str
    place: Place


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
    return (_(_MEANS[name]),) if name in _MEANS else ()


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


def _target_level2(found: Traced, known: Known) -> list[str]:
    line = found.place.line
    assert line is not None
    if line.now.village:
        return [_share_said(found, known), *_commune_target_said(known, line.now.target.unit)]
    return _commune_target_said(known, line.now.target.unit)


def _commune_target_said(known: Known, unit: str) -> list[str]:
    target = commune_target(known, unit)
    exact = target.rate_level2 * target.base_level2
    computed = _(
        "{unit}: {rate} of the base {base} is {exact}, rounded up {computed}.",
        unit=unit,
        rate=rate(target.rate_level2),
        base=count(target.base_level2),
        exact=_decimal(exact),
        computed=count(target.level2_computed),
    )
    if target.level2_published is None:
        return [computed, *_base_said(known, unit)]
    published = _(
        "{unit}: the published target is {published}, {where}.",
        unit=unit,
        published=count(target.level2_published),
        where=_where(known, unit),
    )
    return [published, computed, *_base_said(known, unit)]


def _base_said(known: Known, unit: str) -> list[str]:
    listed = _listed(known, unit)
    if listed is None:
        return [_(_MEANS["base_level2"])]
    return [
        _(
            "{unit}: the base {base} is the column “not collected” of the appendix, {where}.",
            unit=unit,
            base=count(listed.not_collected),
            where=_where(known, unit),
        )
    ]


def _listed(known: Known, unit: str) -> UnitCounts | None:
    units = known.appendix.units if known.appendix is not None else ()
    return next((each for each in units if each.unit == unit), None)


def _where(known: Known, unit: str) -> str:
    listed, appendix = _listed(known, unit), known.appendix
    if listed is None or appendix is None:
        return _("as handed in by the unit")
    if listed.row:
        return _(
            "file {file}, sheet {sheet}, row {row}",
            file=appendix.file,
            sheet=listed.sheet,
            row=listed.row,
        )
    place = appendix.units.index(listed) + 1
    return _("file {file}, unit number {place}", file=appendix.file, place=place)


def _share_said(found: Traced, known: Known) -> str:
    line = found.place.line
    assert line is not None
    unit = line.now.target.unit
    whole = commune_target(known, unit)
    bases = {
        each.now.village: each.now.target.base_level2
        for each in found.place.lines
        if each.now.target.unit == unit
    }
    rest = max(0, whole.base_level2 - sum(bases.values()))
    share = share_of(whole.level2, bases, line.now.village, rest=rest)
    if share is None:
        return _("The commune's target shared out among its villages.")
    shared = {
        "target": count(whole.level2),
        "base": count(line.now.target.base_level2),
        "whole": count(sum(bases.values()) + rest),
        "exact": _decimal(share.exact),
        "floor": count(share.exact.__floor__()),
        "left": count(share.left_over),
        "place": count(share.place),
    }
    if share.rounded_up:
        return _(
            "The commune's {target} shared out by base: {target} × {base} / {whole} = {exact}, the"
            " whole part {floor}; {left} were left over for the largest remainders, and this one"
            " is the {place}. largest: one more.",
            **shared,
        )
    return _(
        "The commune's {target} shared out by base: {target} × {base} / {whole} = {exact}, the"
        " whole part {floor}; {left} were left over for the largest remainders, and this one is"
        " the {place}. largest: none more.",
        **shared,
    )


def _decimal(value: Fraction) -> str:
    """Return a fraction with two decimals as the language writes them."""
    if value.denominator == 1:
        return count(value.numerator)
    hundredths = rounded(value, 2)
    point = rate(Fraction(1, 200))[1]  # "0,50 %" or "0.50 %": the language's decimal sign
    return f"{count(hundredths // 100)}{point}{hundredths % 100:02d}"


def _base_level2(found: Traced, known: Known) -> list[str]:
    line = found.place.line
    if line is None or line.now.village:
        return [_(_MEANS["base_level2"])]
    return _base_said(known, line.now.target.unit)


def _activation(found: Traced, known: Known) -> list[str]:
    line = found.place.line
    means = _(_MEANS["base_activation"])
    if line is None or line.now.village:
        return [means]
    listed = _listed(known, line.now.target.unit)
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
            where=_where(known, line.now.target.unit),
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
    "target_level2": _target_level2,
    "base_level2": _base_level2,
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
