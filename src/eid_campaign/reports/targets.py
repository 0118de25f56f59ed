"""What ``eidc targets`` says."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from eid_campaign.campaign.progress import Against, Progress
from eid_campaign.campaign.situation import Known
from eid_campaign.document import Column, Document, Kind, Row, Table, Value
from eid_campaign.reports.targets_notes import (
    campaign_notes,
    notes,
    source_said,
)
from eid_campaign.reports.words import Campaign
from eid_campaign.wording import _, day

__all__ = [
    "campaign_notes",
    "columns",
    "deadlines_said",
    "notes",
    "row",
    "source_said",
    "targets_report",
    "total_row",
]


def targets_report(
    known: Known,
    lines: Sequence[Progress],
    *,
    by: str,
    campaign: Campaign,
) -> Document:
    """Return the targets of ``lines``."""
    place = campaign.place
    villages = by == "village"
    title = (
        _("Targets of the villages of {place}, {day}", place=place, day=day(known.as_of))
        if villages
        else _("Targets of {place}, {day}", place=place, day=day(known.as_of))
    )
    table = Table(
        "targets",
        title,
        columns(villages=villages, one_unit=len({line.target.unit for line in lines}) == 1),
        tuple(row(line) for line in lines),
        total_row(lines) if len(lines) > 1 else None,
    )
    return Document(
        "targets",
        title,
        known.as_of,
        (table,),
        subtitle=deadlines_said(known),
        notes=(*notes(known, lines, whole=not campaign.commune), *campaign_notes(campaign)),
        source=source_said(known),
    )


def columns(*, villages: bool, one_unit: bool) -> tuple[Column, ...]:
    """Return the columns of the machine contract, in the order a person reads them."""
    level2, activation = _("Level-2 accounts"), _("Activation of approved accounts")
    standing = _("Of the base, by standing")
    count_of, rate_of = Kind.COUNT, Kind.RATE
    return (
        Column("unit", _("Unit"), machine_only=villages and one_unit),
        Column("village", _("Village"), machine_only=not villages),
        Column("base_level2", _("Not collected at the baseline"), count_of, level2),
        Column("rate_level2", _("Rate"), rate_of, level2),
        Column("target_level2", _("Target"), count_of, level2),
        Column("target_level2_published", _("Target published"), count_of, machine_only=True),
        Column("target_level2_computed", _("Target computed"), count_of, machine_only=True),
        Column("collected", _("Collected"), count_of, level2),
        Column("issued", _("Issued"), count_of, level2),
        Column("activated", _("Activated"), count_of, level2),
        Column("achieved_level2", _("Achieved"), count_of, machine_only=True),
        Column("rate_achieved_level2", _("% of target"), rate_of, level2),
        Column("remaining_level2", _("Remaining"), count_of, level2),
        Column("needed_per_day_level2", _("Needed per day"), count_of, level2),
        Column("days_left_level2", _("Days left"), count_of, machine_only=True),
        Column("deadline_level2", _("Deadline"), Kind.DATE, machine_only=True),
        Column("base_activation", _("Not activated at the baseline"), count_of, activation),
        Column("target_activation", _("Target"), count_of, activation),
        Column("achieved_activation", _("Activated"), count_of, activation),
        Column("rate_achieved_activation", _("% of target"), rate_of, activation),
        Column("remaining_activation", _("Remaining"), count_of, activation),
        Column("needed_per_day_activation", _("Needed per day"), count_of, activation),
        Column("days_left_activation", _("Days left"), count_of, machine_only=True),
        Column("deadline_activation", _("Deadline"), Kind.DATE, machine_only=True),
        Column("eligible", _("Eligible"), count_of, standing),
        Column("exempt", _("Exempt"), count_of, standing),
        Column("to_verify", _("To verify"), count_of, standing),
        Column("off_list", _("Off the list"), count_of, standing),
        Column("base_eligible", _("Eligible + to verify"), count_of, machine_only=True),
        Column("rate_issued_of_eligible", _("Issued of eligible"), rate_of, machine_only=True),
        Column("estimated", _("Estimated from totals"), machine_only=True),
    )


def row(line: Progress) -> Row:
    """Return a line's figures by column id."""
    target, counts = line.target, line.counts
    return {
        "unit": target.unit,
        "village": line.village or None,
        "base_level2": target.base_level2,
        "rate_level2": target.rate_level2,
        "target_level2": target.level2,
        "target_level2_published": target.level2_published,
        "target_level2_computed": target.level2_computed,
        "collected": counts.collected if counts else None,
        "issued": counts.issued if counts else None,
        "activated": counts.activated if counts else None,
        "base_activation": target.base_activation,
        "target_activation": target.activation,
        "eligible": counts.eligible if counts else None,
        "exempt": counts.exempt if counts else None,
        "to_verify": counts.to_verify if counts else None,
        "off_list": counts.off_list if counts else None,
        "base_eligible": counts.base_eligible if counts else None,
        "rate_issued_of_eligible": (
            Fraction(counts.issued, counts.base_eligible)
            if counts and counts.base_eligible
            else None
        ),
        "estimated": "yes" if counts and counts.estimated else None,
        **_against("level2", line.level2, known=counts is not None),
        **_against("activation", line.activation, known=counts is not None),
    }


def _against(name: str, result: Against, *, known: bool) -> dict[str, Value]:
    return {
        f"achieved_{name}": result.achieved if known else None,
        f"rate_achieved_{name}": result.rate if known else None,
        f"remaining_{name}": result.remaining,
        f"needed_per_day_{name}": result.needed_per_day,
        f"days_left_{name}": result.days_left,
        f"deadline_{name}": result.deadline,
    }


SUMMED = (
    "base_level2 target_level2 collected issued activated remaining_level2 base_activation "
    "target_activation achieved_level2 achieved_activation remaining_activation eligible exempt "
    "to_verify off_list base_eligible"
).split()


def total_row(lines: Sequence[Progress]) -> Row:
    """Return the sum of ``lines``; a sum of unknowns is unknown, rates are of the sums."""
    rows = [row(line) for line in lines]
    total: dict[str, Value] = {"unit": _("Total"), "village": _("Total")}
    for name in SUMMED:
        values = [value for each in rows if isinstance(value := each.get(name), int)]
        total[name] = sum(values) if values else None
    for name, first in (("level2", lines[0].level2), ("activation", lines[0].activation)):
        summed = Against(
            _whole(total[f"target_{name}"]),
            _whole(total[f"achieved_{name}"]),
            first.deadline,
            first.as_of,
        )
        if total[f"achieved_{name}"] is not None:
            total[f"rate_achieved_{name}"] = summed.rate
        if lines[0].village:
            # The commune answers for the sum; a village over its target does help the others.
            total[f"remaining_{name}"] = summed.remaining
        left = _whole(total[f"remaining_{name}"])
        total[f"needed_per_day_{name}"] = -(-left // first.days_left) if first.days_left else None
        total[f"days_left_{name}"] = first.days_left
        total[f"deadline_{name}"] = first.deadline
    if total["base_eligible"]:
        total["rate_issued_of_eligible"] = Fraction(
            _whole(total["issued"]), _whole(total["base_eligible"])
        )
    return total


def _whole(value: Value) -> int:
    return value if isinstance(value, int) else 0


def deadlines_said(known: Known) -> str:
    """Return both deadlines with the days left, in one line."""
    said = []
    for name, deadline in (
        (_("level-2 accounts"), known.rules.deadline_level2),
        (_("activation"), known.rules.deadline_activation),
    ):
        if deadline is None:
            continue
        left = (deadline - known.as_of).days
        said.append(
            _("{name} by {day} ({left} days left)", name=name, day=day(deadline), left=left)
            if left > 0
            else _("{name} by {day} (the day has come)", name=name, day=day(deadline))
            if left == 0
            else _("{name} by {day} (past)", name=name, day=day(deadline))
        )
    return _("Deadlines: {list}", list="; ".join(said)) if said else ""
