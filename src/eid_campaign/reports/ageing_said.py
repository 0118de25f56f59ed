"""How long approved accounts wait for activation, in a sentence and by place; counts alone."""

from __future__ import annotations

from eid_campaign.campaign.ageing import Waiting, waiting
from eid_campaign.document import Column, Kind, Row, Table
from eid_campaign.reports.weekly_facts import WeeklyFacts
from eid_campaign.wording import _, count, day


def ageing_said(week: WeeklyFacts) -> tuple[str, ...]:
    """Return how long people wait for activation, in a sentence; nothing where nobody does."""
    found = waiting(week.ageing)
    if not found.people:
        return ()
    return (
        _(
            "Approved but not activated now: {people}, of them {week} up to 7 days, {month} for 8"
            " to 30 days, {longer} for more than 30 days{at_least}.",
            people=count(found.people),
            week=count(found.week),
            month=count(found.month),
            longer=count(found.longer),
            at_least=_(
                "; {people} were approved already on the first list, and may have waited longer",
                people=count(found.at_least),
            )
            if found.at_least
            else "",
        ),
    )


def ageing(week: WeeklyFacts) -> tuple[Table, ...]:
    """Return the table of the places; the summary says the sentence. Nothing if nobody waits."""
    if not waiting(week.ageing).people:
        return ()
    places = [(line.now.target.unit, line.now.village) for line in week.lines]
    named = [
        (unit, village, waiting(week.ageing, unit, village))
        for unit, village in places
        if unit not in week.known.tables
    ]
    rows: list[Row] = [
        {"unit": unit, "village": village or None, **_waiting_row(found)}
        for unit, village, found in named
    ]
    summed = Waiting(*(sum(part) for part in zip(*(found for _u, _v, found in named), strict=True)))
    columns = (
        Column("unit", _("Unit"), machine_only=week.has_villages and week.one_unit),
        Column("village", _("Village"), machine_only=not week.has_villages),
        Column("days_7", _("Up to 7 days"), Kind.COUNT),
        Column("days_8_30", _("8 to 30 days"), Kind.COUNT),
        Column("days_over_30", _("More than 30 days"), Kind.COUNT),
        Column("waiting", _("In all"), Kind.COUNT),
        Column("at_least", _("Of them approved already on the first list"), Kind.COUNT),
    )
    total: Row = {"unit": _("Total"), "village": _("Total"), **_waiting_row(summed)}
    return (
        Table(
            "ageing",
            _("Approved but not activated on {day}, by days of waiting", day=day(week.known.as_of)),
            columns,
            tuple(rows),
            total if len(rows) > 1 else None,
            notes=(
                _(
                    "Counted from the first list that shows the account as approved. Who was"
                    " approved already on the first list has waited at least so long. Everybody on"
                    " the lists is counted, approvals after the baseline too; an account is to be"
                    " activated within 7 days of the notice."
                ),
            ),
            pages_only=True,
        ),
    )


def _waiting_row(found: Waiting) -> Row:
    return {
        "days_7": found.week,
        "days_8_30": found.month,
        "days_over_30": found.longer,
        "waiting": found.people,
        "at_least": found.at_least,
    }
