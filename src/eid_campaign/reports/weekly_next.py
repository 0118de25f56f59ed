"""Part III of the weekly report: each village's number for next week, and what comes first."""

from __future__ import annotations

from eid_campaign.campaign.ageing import waiting
from eid_campaign.campaign.privacy import Audience
from eid_campaign.campaign.progress import WEEK, Against
from eid_campaign.campaign.series import WHOLE
from eid_campaign.document import Block, Column, Kind, Row, Table, Text
from eid_campaign.reports.period_rows import name_of, period_total
from eid_campaign.reports.reported_said import names_said
from eid_campaign.reports.weekly_facts import WeeklyFacts
from eid_campaign.wording import N_, _, count, day

_MOST_NAMED = 3


def next_week(week: WeeklyFacts) -> tuple[Block, ...]:
    """Return part III."""
    return (
        Text(_("III. NEXT WEEK"), (), level=1),
        *_numbers(week),
        Text(_("What comes first"), _first(week), is_draft=True, pages_only=True),
    )


def _numbers(week: WeeklyFacts) -> tuple[Table, ...]:
    if not any(
        against.needed_next_week is not None
        for line in week.lines
        for against in (line.now.level2, line.now.activation)
    ):
        return ()
    rows: list[Row] = [
        {
            "unit": line.now.target.unit,
            "village": line.now.village or None,
            "remaining_level2": line.now.level2.remaining,
            "achieved_level2_in_week": line.achieved_level2,
            "next_week_level2": line.now.level2.needed_next_week,
            "remaining_activation": line.now.activation.remaining,
            "achieved_activation_in_week": line.achieved_activation,
            "next_week_activation": line.now.activation.needed_next_week,
        }
        for line in week.lines
    ]
    level2, activation = _("Level-2 accounts"), _("Activation of approved accounts")
    first, last = week.known.as_of + WEEK / 7, week.known.as_of + WEEK
    return (
        Table(
            "next_week",
            _("Numbers for next week, {first} to {last}", first=day(first), last=day(last)),
            (
                Column("unit", _("Unit"), machine_only=week.has_villages and week.one_unit),
                Column("village", _("Village"), machine_only=not week.has_villages),
                Column("remaining_level2", _("Remaining"), Kind.COUNT, level2),
                Column("achieved_level2_in_week", _("This week"), Kind.COUNT, level2),
                Column("next_week_level2", _("Next week"), Kind.COUNT, level2),
                Column("remaining_activation", _("Remaining"), Kind.COUNT, activation),
                Column("achieved_activation_in_week", _("This week"), Kind.COUNT, activation),
                Column("next_week_activation", _("Next week"), Kind.COUNT, activation),
            ),
            tuple(rows),
            _total(week, rows) if len(rows) > 1 else None,
            notes=_number_notes(week, rows),
        ),
    )


def _total(week: WeeklyFacts, rows: list[Row]) -> Row:
    """Return the total row: what remains is that of all together, as in the table of part I."""
    whole = period_total(week.lines)
    names = ("remaining_level2", "remaining_activation")
    return {**_sum(rows), **{name: whole[name] for name in names}}


def _sum(rows: list[Row]) -> Row:
    total: Row = {"unit": _("Total"), "village": _("Total")}
    found = {}
    for name in rows[0]:
        values = [value for row in rows if isinstance(value := row[name], int)]
        if name not in ("unit", "village"):
            found[name] = sum(values) if values else None
    return {**total, **found}


def _number_notes(week: WeeklyFacts, rows: list[Row]) -> tuple[str, ...]:
    """Say how the numbers are made, and why they may add up to more than the whole needs."""
    whole, summed = week.outlooks[WHOLE], _sum(rows)
    said = [
        _(
            "Next week: what remains, shared evenly over the days to the deadline, for seven days,"
            " rounded up; all that remains where the deadline is a week away or has come."
        )
    ]
    for name, against, total in (
        (_("level-2 accounts"), whole.level2, summed["next_week_level2"]),
        (_("activation"), whole.activation, summed["next_week_activation"]),
    ):
        needed = against.needed_next_week
        if len(rows) > 1 and needed is not None and total != needed:
            said.append(
                _(
                    "{name}: all together need {needed}, the numbers add up to {sum}: each is"
                    " rounded up, and one over its target does not do another's work.",
                    name=name,
                    needed=count(needed),
                    sum=count(total if isinstance(total, int) else 0),
                )
            )
    return tuple(said)


def _first(week: WeeklyFacts) -> tuple[str, ...]:
    whole = week.outlooks[WHOLE]
    said = [
        *_target_said(
            N_("Activate {number} of the {remaining} accounts that remain by {deadline}{most}."),
            whole.activation,
            _most(week, "activation"),
        ),
        *_target_said(
            N_(
                "Win {number} more people for a level-2 account, of the {remaining} that remain by"
                " {deadline}{most}."
            ),
            whole.level2,
            _most(week, "level2"),
        ),
    ]
    found = waiting(week.ageing)
    if found.month + found.longer:
        said.append(
            _(
                "Call up the {people} people who have waited for more than 7 days since approval;"
                " invite who cannot activate alone to the house of culture or the commune police.",
                people=count(found.month + found.longer),
            )
        )
    said += _heaps(week)
    silent = (*week.never, *week.silent)
    if silent:
        said.append(
            _(
                "Get the reports of {names} in.",
                names=names_said(silent, of=len(week.lines)),
            )
        )
    return (*said, "……")


def _target_said(words: str, against: Against, most: str) -> tuple[str, ...]:
    number = against.needed_next_week
    if not against.remaining or number is None or against.deadline is None:
        return ()
    return (
        _(
            words,
            number=count(number),
            remaining=count(against.remaining),
            deadline=day(against.deadline),
            most=most,
        ),
    )


def _most(week: WeeklyFacts, target: str) -> str:
    """Return where most remains, in brackets; blank for one line."""
    found = [
        (getattr(line.now, target).remaining, name_of(line.now))
        for line in week.lines
        if line.now.counts and getattr(line.now, target).remaining
    ]
    if len(week.lines) < 2 or not found:
        return ""
    largest = sorted(found, key=lambda item: -item[0])[:_MOST_NAMED]
    names = ", ".join(f"{name} ({count(left)})" for left, name in largest)
    return _(", most of them in {names}", names=names)


def _heaps(week: WeeklyFacts) -> list[str]:
    """Who comes first by remark: who leaves soon, and who is to verify."""
    if week.audience is Audience.PUBLIC:
        return []
    people = {each.name: each.people for each in week.obstacles}
    said = []
    if people.get("departing_soon"):
        said.append(
            _(
                "Do it before they leave: {people} people who go away soon.",
                people=count(people["departing_soon"]),
            )
        )
    to_verify = sum(line.now.counts.to_verify or 0 for line in week.lines if line.now.counts)
    if to_verify:
        said.append(
            _(
                "Verify {people} people together with the heads of the villages.",
                people=count(to_verify),
            )
        )
    return said
