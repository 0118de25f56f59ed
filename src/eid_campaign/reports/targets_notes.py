"""Why the figures of ``eidc targets`` and of the reports upward are what they are."""

from __future__ import annotations

from collections.abc import Sequence

from eid_campaign.campaign.plan import published_differs, total_gap
from eid_campaign.campaign.progress import Progress
from eid_campaign.campaign.situation import Known, commune_target
from eid_campaign.reports.left_note import left_note
from eid_campaign.reports.words import COMPARED, Campaign
from eid_campaign.wording import _, count, day, rate


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
