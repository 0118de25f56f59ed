"""What ``eidc report weekly`` says: results, difficulties, next week, proposals.

The order of a weekly report of a unit to its People's Committee and to the police above. The
figures and the drafts of the narrative are made here; the officer edits what leaves the office.
"""

from __future__ import annotations

from datetime import timedelta

from eid_campaign.campaign.privacy import Audience
from eid_campaign.campaign.progress import WEEK
from eid_campaign.document import Column, Document, Kind, Table, Text
from eid_campaign.reports import targets
from eid_campaign.reports.period_rows import period_row, period_total
from eid_campaign.reports.ranking_said import rule_said
from eid_campaign.reports.short_table import short_table
from eid_campaign.reports.weekly_difficulties import difficulties
from eid_campaign.reports.weekly_facts import WeeklyFacts
from eid_campaign.reports.weekly_next import next_week
from eid_campaign.reports.weekly_proposals import proposals
from eid_campaign.reports.weekly_results import results
from eid_campaign.reports.weekly_summary import summary
from eid_campaign.wording import _, day


def weekly_report(week: WeeklyFacts) -> Document:
    """Return the report of the seven days that end on the day asked about."""
    known, campaign = week.known, week.campaign
    first = known.as_of - WEEK + timedelta(days=1)
    now = [line.now for line in week.lines]
    return Document(
        "report_weekly",
        _("Weekly report, {place}", place=campaign.place),
        known.as_of,
        (
            Text(_("Summary"), summary(week)),
            *results(week, _figures(week), _short(week)),
            *difficulties(week),
            *next_week(week),
            *proposals(week),
        ),
        subtitle=_("From {first} to {last}", first=day(first), last=day(known.as_of)),
        notes=(
            *(line for line in (targets.deadlines_said(known),) if line),
            *targets.notes(known, now, whole=not campaign.commune),
            *_audience_notes(week.audience),
            *targets.campaign_notes(campaign),
        ),
        source=targets.source_said(known),
        audience=week.audience.value,
    )


def _audience_notes(audience: Audience) -> tuple[str, ...]:
    if audience is not Audience.POLICE:
        return ()
    return (_("For the police alone: reasons that are sensitive stand here by name."),)


def _figures(week: WeeklyFacts) -> Table:
    """The table of the week's figures, the first one of the document: csv holds it alone."""
    return Table(
        "weekly",
        _title(week),
        _columns(week.by, one_unit=week.one_unit),
        tuple(period_row(line) for line in week.lines),
        period_total(week.lines) if len(week.lines) > 1 else None,
        notes=(rule_said(),) if len(week.lines) > 1 else (),
        annex=True,
    )


def _title(week: WeeklyFacts) -> str:
    return _("Results by village") if week.has_villages else _("Results by unit")


def _short(week: WeeklyFacts) -> Table:
    """The same in few columns, for the body of a page."""
    rows = [{**period_row(line), _GAINED: line.achieved_level2} for line in week.lines]
    gains = [line.achieved_level2 for line in week.lines if line.achieved_level2 is not None]
    total = {**period_total(week.lines), _GAINED: sum(gains) if gains else None} if rows else None
    return short_table(
        _("{title}, in short", title=_title(week)),
        rows,
        total if len(rows) > 1 else None,
        villages=week.has_villages,
        one_unit=week.one_unit,
        in_week=True,
    )


_GAINED = "achieved_level2_in_week"


_MACHINE = ("rate_level2", "base_activation")


def _columns(by: str, *, one_unit: bool) -> tuple[Column, ...]:
    """The columns of ``targets``, with the week's own beside the cumulative ones."""
    level2, activation = _("Level-2 accounts"), _("Activation of approved accounts")
    in_week = {
        "collected": (Column("collected_in_week", _("Collected in the week"), Kind.COUNT, level2),),
        "issued": (
            Column("issued_in_week", _("Issued in the week"), Kind.COUNT, level2),
            Column("issued_change", _("Against last week"), Kind.CHANGE, level2),
        ),
        "activated": (Column("activated_in_week", _("Activated in the week"), Kind.COUNT, level2),),
        "achieved_activation": (
            Column(
                "achieved_activation_in_week",
                _("Activated in the week"),
                Kind.COUNT,
                activation,
            ),
        ),
    }
    columns: list[Column] = []
    for column in targets.columns(villages=by == "village", one_unit=one_unit):
        columns += in_week.get(column.id, ())
        if column.id in _MACHINE:
            column = Column(column.id, column.title, column.kind, machine_only=True)
        columns.append(column)
        if column.id == "needed_per_day_level2":
            columns.append(Column("rank", _("Rank"), Kind.RANK, level2))
        if column.id == "needed_per_day_activation":
            columns.append(Column("rank_activation", _("Rank"), Kind.RANK, activation))
    return (*columns, Column("reported", _("Reported this week"), machine_only=True))
