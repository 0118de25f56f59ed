"""What ``eidc targets`` says."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from eid_campaign.campaign.plan import published_differs, total_gap
from eid_campaign.campaign.progress import Against, Progress
from eid_campaign.campaign.situation import Known, commune_target
from eid_campaign.document import Column, Document, Kind, Row, Table, Value
from eid_campaign.reports.left import left_note
from eid_campaign.reports.words import COMPARED, Campaign
from eid_campaign.wording import _, count, day, rate


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


def source_said(known: Known) -> str:
    """Return where the figures come from."""
    parts = []
    if known.appendix is not None:
        number = known.appendix.plan_number
        parts.append(
            _("appendix of plan {number} ({file})", number=number, file=known.appendix.file)
            if number
            else _("appendix {file}", file=known.appendix.file)
        )
    if known.tally.counts:
        parts.append(_("rosters up to {day}", day=day(known.as_of)))
    if known.totals:
        parts.append(_("later tables of totals"))
    return "; ".join(parts)


def notes(known: Known, lines: Sequence[Progress], *, whole: bool) -> tuple[str, ...]:
    """Return why figures are what they are; ``whole`` when the lines are all units."""
    return (
        (
            *_achieved_notes(known, lines),
            *_left_notes(known, lines),
            *_rate_notes(known, lines),
            *_published_notes(lines),
            *(_total_notes(known) if whole and not lines[0].village else ()),
            *_base_notes(known, lines),
        )
        if lines
        else ()
    )


def _achieved_notes(known: Known, lines: Sequence[Progress]) -> list[str]:
    said = []
    if all(line.counts is None for line in lines):
        said.append(
            _(
                "No roster of these units was imported: what is achieved is not known,"
                " and all of the target counts as remaining."
            )
        )
    elif known.rules.compare != "issued":
        said.append(_("Held against the target: {what}.", what=_(COMPARED[known.rules.compare])))
    if known.tables:
        said += _handed_in_notes(known, lines)
    if any(line.counts and line.counts.estimated for line in lines):
        said.append(
            _(
                "Estimated from totals, as least values: the tables do not say who moved from"
                " which column to which. Import the rosters to count people."
            )
        )
    return said


def _handed_in_notes(known: Known, lines: Sequence[Progress]) -> list[str]:
    """Say whose figures are those they handed in, and who handed in nothing: not zero."""
    units = dict.fromkeys(line.target.unit for line in lines)
    told = [unit for unit in units if unit in known.tables and not known.tables[unit].is_kept]
    said = []
    if told:
        said.append(
            _(
                "As handed in by the units themselves: {units}.",
                units=", ".join(f"{unit} ({day(known.tables[unit].as_of)})" for unit in told),
            )
        )
    if any(table.is_kept for table in known.tables.values()):
        said.append(
            _("The people's facts of this day were removed; their counts were kept as totals.")
        )
    silent = [line.target.unit for line in lines if line.counts is None]
    if silent:
        said.append(
            _(
                "Nothing reported by {units}: what they achieved is not known and is in no sum.",
                units=", ".join(silent),
            )
        )
    both = [unit for unit in told if unit in known.tally.communes]
    if both:
        said.append(
            _(
                "{units}: rosters are here too; the unit's own counts stand in their place.",
                units=", ".join(both),
            )
        )
    return said


def _left_notes(known: Known, lines: Sequence[Progress]) -> tuple[str, ...]:
    """Say how many of the people counted are no longer on the list."""
    units = {line.target.unit for line in lines} - set(known.tables)
    return left_note({place: n for place, n in known.left.items() if place[0] in units})


def _rate_notes(known: Known, lines: Sequence[Progress]) -> list[str]:
    return [
        _(
            "{unit} has a rate of its own, {rate}: {target} of {base}; the campaign's rate is"
            " {common}.",
            unit=line.target.unit,
            rate=rate(line.target.rate_level2),
            target=count(line.target.level2),
            base=count(line.target.base_level2),
            common=rate(known.rules.rate),
        )
        for line in lines
        if line.target.own_rate and not line.village
    ]


def _published_notes(lines: Sequence[Progress]) -> list[str]:
    return [
        _(
            "{unit}: the published target {published} counts; {rate} of {base}, rounded up,"
            " would be {computed}.",
            unit=target.unit,
            published=count(target.level2_published or 0),
            rate=rate(target.rate_level2),
            base=count(target.base_level2),
            computed=count(target.level2_computed),
        )
        for target in published_differs([line.target for line in lines])
    ]


def _total_notes(known: Known) -> list[str]:
    gap = total_gap(known.appendix, known.rules) if known.appendix else None
    if gap is None:
        return []
    printed, summed = count(gap.printed), count(gap.summed)
    if gap.is_rounding:
        return [
            _(
                "The appendix prints a total of {printed}; its rows add up to {summed}. The"
                " printed total is taken before rounding; {units} were each rounded up.",
                printed=printed,
                summed=summed,
                units=", ".join(gap.rounded_units),
            )
        ]
    return [
        _(
            "The appendix prints a total of {printed}; its rows add up to {summed}. Rounding"
            " does not explain it: ask who issued it.",
            printed=printed,
            summed=summed,
        )
    ]


def _base_notes(known: Known, lines: Sequence[Progress]) -> list[str]:
    """Say where the rosters' people at the baseline are not those of the appendix."""
    said = []
    for unit in dict.fromkeys(line.target.unit for line in lines if line.village):
        villages = [line.target for line in lines if line.target.unit == unit]
        whole = commune_target(known, unit)
        listed = sum(target.base_level2 for target in villages)
        if listed < whole.base_level2:
            said.append(
                _(
                    "{unit}: the rosters hold {listed} of the {base} people not collected at"
                    " the baseline; {left} of the target {target} is not shared out yet.",
                    unit=unit,
                    listed=count(listed),
                    base=count(whole.base_level2),
                    left=count(whole.level2 - sum(target.level2 for target in villages)),
                    target=count(whole.level2),
                )
            )
    for line in lines:
        counts, target = line.counts, line.target
        if counts is None or counts.estimated or line.village:
            continue
        for what, listed, fixed in (
            (_("not collected"), counts.base_level2, target.base_level2),
            (_("approved, not activated"), counts.base_activation, target.base_activation),
        ):
            if listed != fixed:
                said.append(
                    _(
                        "{unit}: the rosters hold {listed} people {what} at the baseline, the"
                        " appendix {fixed} ({gap}).",
                        unit=target.unit,
                        listed=count(listed),
                        what=what,
                        fixed=count(fixed),
                        gap=f"{'+' if listed > fixed else ''}{count(listed - fixed)}",
                    )
                )
    return said


def campaign_notes(campaign: Campaign) -> tuple[str, ...]:
    """Say that no campaign file was found, so that nobody trusts another campaign's days."""
    if not campaign.is_default:
        return ()
    return (
        _(
            "There is no eidc.toml here: the days and rates are those of Cẩm Thủy's plan of"
            " 2024. For a campaign of your own: eidc init"
        ),
    )
