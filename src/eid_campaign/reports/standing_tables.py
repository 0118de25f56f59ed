"""Who is exempt and who is to verify, by reason, as an audience may see it: counts alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from eid_campaign.campaign.exempting import OTHER
from eid_campaign.campaign.privacy import Audience, safe_reason_counts
from eid_campaign.campaign.standings import Reason
from eid_campaign.document import Block, Column, Kind, Row, Table, Text
from eid_campaign.reports.words import reason_said
from eid_campaign.wording import _


def in_annex(title: str, tables: Sequence[Table]) -> tuple[Block, ...]:
    """Return ``tables`` as one annex of that title; nothing where there are none."""
    if not tables:
        return ()
    named = Text(title, (), pages_only=True, annex=True)
    return (named, *(replace(table, annex=True) for table in tables))


def standing_tables(
    exempt: Mapping[Reason, int], to_verify: Mapping[Reason, int], audience: Audience
) -> tuple[Table, ...]:
    """Return who is exempt and who is to verify, by reason: counts only, none for the public."""
    if audience is Audience.PUBLIC:
        return ()
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
        shown = safe_reason_counts(found, audience)
        rows: list[Row] = [
            {
                "reason": reason,
                "reason_said": _("other reasons")
                if reason == OTHER
                else reason_said(Reason(reason)) or _("no reason given"),
                "people": people,
            }
            for reason, people in shown.items()
        ]
        if rows:
            total: Row = {"reason_said": _("Total"), "people": sum(shown.values())}
            tables.append(Table(name, title, columns, tuple(rows), total, pages_only=True))
    return tuple(tables)
