"""What ``eidc report weekly`` says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from eid_campaign.campaign.privacy import Audience, safe_reason_counts
from eid_campaign.campaign.progress import WEEK, reasons
from eid_campaign.campaign.situation import Known
from eid_campaign.campaign.standings import Reason, Standing
from eid_campaign.campaign.week import WeekLine
from eid_campaign.document import Column, Document, Kind, Row, Table, Text
from eid_campaign.reports import targets
from eid_campaign.reports.period_rows import figure, name_of, period_row, period_total, share
from eid_campaign.reports.words import Campaign, reason_said
from eid_campaign.wording import _, day


def weekly_report(
    known: Known,
    lines: Sequence[WeekLine],
    *,
    by: str,
    campaign: Campaign,
    corrections: Sequence[Text | Table] = (),
) -> Document:
    """Return the report of the seven days that end on ``known.as_of``.

    ``corrections`` are what is stated of the last report that was sent.
    """
    place = campaign.place
    first = known.as_of - WEEK + timedelta(days=1)
    title = _("Weekly report, {place}", place=place)
    now = [line.now for line in lines]
    table = Table(
        "weekly",
        _("Results by village") if by == "village" else _("Results by unit"),
        _columns(by, one_unit=len({line.target.unit for line in now}) == 1),
        tuple(period_row(line) for line in lines),
        period_total(lines) if len(lines) > 1 else None,
        notes=_table_notes(lines),
    )
    tally = known.tally.within(campaign.commune)
    return Document(
        "report_weekly",
        title,
        known.as_of,
        (
            Text(_("Summary"), _summary(lines)),
            table,
            *corrections,
            *_standing_tables(reasons(tally), reasons(tally, Standing.TO_VERIFY)),
        ),
        subtitle=_("From {first} to {last}", first=day(first), last=day(known.as_of)),
        notes=(
            *(line for line in (targets.deadlines_said(known),) if line),
            *targets.notes(known, now, whole=not campaign.commune),
            *targets.campaign_notes(campaign),
        ),
        source=targets.source_said(known),
    )


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


def _summary(lines: Sequence[WeekLine]) -> tuple[str, ...]:
    """The week in sentences: both targets, who leads, who is silent."""
    total = period_total(lines) if lines else {}
    said = []
    if isinstance(total.get("issued"), int):
        said.append(
            _(
                "Level-2 accounts: {week} issued in the week, {achieved} of {target} in all"
                " ({rate}), {remaining} remaining.",
                week=figure(total, "issued_in_week"),
                achieved=figure(total, "achieved_level2"),
                target=figure(total, "target_level2"),
                rate=share(total, "rate_achieved_level2"),
                remaining=figure(total, "remaining_level2"),
            )
        )
        said.append(
            _(
                "Activation: {week} in the week, {achieved} of {target} in all ({rate}),"
                " {remaining} remaining.",
                week=figure(total, "achieved_activation_in_week"),
                achieved=figure(total, "achieved_activation"),
                target=figure(total, "target_activation"),
                rate=share(total, "rate_achieved_activation"),
                remaining=figure(total, "remaining_activation"),
            )
        )
    leaders = [name_of(line.now) for line in lines if line.rank == 1]
    if leaders and len(lines) > 1:
        said.append(_("First by rate of the level-2 target: {names}.", names=", ".join(leaders)))
    silent = [name_of(line.now) for line in lines if not line.reported and line.now.counts]
    never = [name_of(line.now) for line in lines if line.now.counts is None]
    if never:
        said.append(_("Never reported: {names}.", names=", ".join(never)))
    if silent:
        said.append(
            _(
                "No report this week: {names}. Their figures are those of their last report.",
                names=", ".join(silent),
            )
        )
    elif len(lines) > 1 and not never:
        said.append(_("Every unit has reported this week."))
    return tuple(said)


def _table_notes(lines: Sequence[WeekLine]) -> tuple[str, ...]:
    if len(lines) < 2:
        return ()
    return (
        _(
            "Rank: by rate of the target, then by fewer remaining; equal ones share a place;"
            " a target of 0 is not ranked."
        ),
    )


def _standing_tables(
    exempt: Mapping[Reason, int], to_verify: Mapping[Reason, int]
) -> tuple[Table, ...]:
    """Who is exempt and who is to verify, by reason: counts only."""
    columns = (
        Column("reason", _("Reason"), machine_only=True),
        Column("reason_said", _("Reason"), people_only=True),
        Column("people", _("People"), Kind.COUNT),
    )
    tables = []
    for name, title, found in (
        ("exempt", _("Exempt, by reason"), exempt),
        ("to_verify", _("To verify, by reason"), to_verify),
    ):
        shown = safe_reason_counts(found, Audience.FIGURES)
        rows: list[Row] = [
            {
                "reason": reason,
                "reason_said": _("other reasons")
                if reason == "other"
                else reason_said(Reason(reason)) or _("no reason given"),
                "people": people,
            }
            for reason, people in shown.items()
        ]
        if rows:
            total: Row = {"reason_said": _("Total"), "people": sum(shown.values())}
            tables.append(Table(name, title, columns, tuple(rows), total))
    return tuple(tables)
