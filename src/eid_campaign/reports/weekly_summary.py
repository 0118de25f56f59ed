"""The week in a few sentences: both targets, where they lead, who leads, who is silent."""

from __future__ import annotations

from collections.abc import Sequence

from eid_campaign.campaign.progress import WEEK, Against
from eid_campaign.campaign.series import WHOLE
from eid_campaign.campaign.week import WeekLine
from eid_campaign.reports.ageing_said import ageing_said
from eid_campaign.reports.outlook_said import level2_said, no_outlook_said, outlook_said
from eid_campaign.reports.period_rows import name_of
from eid_campaign.reports.ranking_said import (
    in_order,
    named_with_rate,
    ranks_by_effort,
    singled_out,
)
from eid_campaign.reports.reported_said import not_reported_said
from eid_campaign.reports.weekly_facts import WeeklyFacts
from eid_campaign.wording import N_, _, count, day, rate


def summary(week: WeeklyFacts) -> tuple[str, ...]:
    """Return what the officer reads first."""
    if not week.lines:
        return ()
    known = any(line.now.counts for line in week.lines)
    return (
        *(_targets(week) if known else ()),
        *(ageing_said(week) if known else ()),
        *_ranking(week),
        *_reported(week),
    )


def _targets(week: WeeklyFacts) -> list[str]:
    """Both targets, each followed by where it leads."""
    whole, compare = week.outlooks[WHOLE], week.known.rules.compare
    gained = [(line.achieved_level2, line.achieved_level2_change) for line in week.lines]
    activated = [(line.achieved_activation, line.achieved_activation_change) for line in week.lines]
    name = _("Activation of approved accounts")
    ahead = ("", "")
    if not week.never:
        ahead = (
            outlook_said(level2_said(compare), whole.level2, whole.of_level2),
            outlook_said(name, whole.activation, whole.of_activation),
        )
    said = [
        _target(level2_said(compare), whole.level2, gained, _change(week, gained)),
        ahead[0],
        _target(name, whole.activation, activated, _change(week, activated)),
        ahead[1],
        no_outlook_said(len(week.never)) if week.never else "",
    ]
    return list(filter(None, said))


def _target(
    name: str, against: Against, gained: Sequence[tuple[int | None, int | None]], change: str
) -> str:
    if not against.target:
        return ""
    known = [week for week, _change in gained if week is not None]
    return _(
        "{name}: {week} in the week{change}, {achieved} of {target} in all ({rate}), {remaining}"
        " remaining{needed}.",
        name=name,
        week=count(sum(known)) if known else "–",
        change=change,
        achieved=count(against.achieved),
        target=count(against.target),
        rate=rate(against.rate) if against.rate is not None else "–",
        remaining=count(against.remaining),
        needed=_needed(against),
    )


def _needed(against: Against) -> str:
    if not against.remaining or against.needed_per_day is None or against.deadline is None:
        return ""
    return _(
        ", {needed} a day needed by {deadline}",
        needed=count(against.needed_per_day),
        deadline=day(against.deadline),
    )


def _change(week: WeeklyFacts, gained: Sequence[tuple[int | None, int | None]]) -> str:
    """The first week has none to be held against: before the baseline nothing is counted."""
    baseline = week.known.rules.baseline
    if baseline is not None and week.known.as_of - WEEK <= baseline:
        return ""
    return change_said(gained)


def change_said(gained: Sequence[tuple[int | None, int | None]]) -> str:
    """Return the gain against last week's, with an arrow and in words; blank where not known.

    ``gained`` are (gained in the week, change against the week before) by line; only who has
    reported in both weeks is compared.
    """
    both = [(week, change) for week, change in gained if week is not None and change is not None]
    if not both:
        return ""
    change = sum(change for _week, change in both)
    before = sum(week - change for week, change in both)
    words = N_(" (as last week: {before})")
    if change:
        words = (
            N_(" (↑ {change} more than the {before} of last week)")
            if change > 0
            else N_(" (↓ {change} fewer than the {before} of last week)")
        )
    return _(words, change=count(abs(change)), before=count(before))


def _ranking(week: WeeklyFacts) -> list[str]:
    if len(week.lines) < 2:
        return []
    leaders = [line for line in week.lines if line.rank == 1 and line.now.level2.achieved]
    said = []
    if leaders:
        names = named_with_rate(leaders)
        said.append(_("First by rate of the level-2 target: {names}.", names=names))
    efforts = ranks_by_effort(week.lines)
    best = [
        line
        for line in in_order(week.lines, efforts)
        if efforts[line.now.target.unit, line.now.village] == 1
        and line.effort
        and line.effort.gained > 0
    ]
    if best:
        said.append(
            _(
                "First of the week by what was won of who was open: {names}.",
                names=", ".join(_effort(line) for line in best),
            )
        )
    chosen = singled_out(week.lines, week.rules)
    reminded = [line for line in week.lines if _place(line) in chosen.reminded]
    if reminded:
        order = in_order(reminded, {_place(line): line.rank for line in reminded})
        said.append(_("To be reminded: {names}.", names=named_with_rate(order)))
    return said


def _effort(line: WeekLine) -> str:
    effort = line.effort
    if effort is None or effort.share is None:
        return name_of(line.now)
    gained, people = count(effort.gained), count(effort.open)
    return f"{name_of(line.now)} ({gained}/{people} = {rate(effort.share)})"


def _place(line: WeekLine) -> tuple[str, str]:
    return line.now.target.unit, line.now.village


def _reported(week: WeeklyFacts) -> tuple[str, ...]:
    said = not_reported_said(week.silent, week.never, week.last_reports, of=len(week.lines))
    if said or len(week.lines) < 2:
        return said
    return (_("Every unit has reported this week."),)
