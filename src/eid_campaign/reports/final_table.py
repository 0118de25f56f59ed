"""The tables of ``eidc report final``: every place against both targets, and week by week."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from eid_campaign.campaign.week import place_of
from eid_campaign.document import Column, Kind, Row, Table
from eid_campaign.reports import targets
from eid_campaign.reports.final_facts import FinalFacts, FinalLine
from eid_campaign.reports.short_table import short_table
from eid_campaign.wording import N_, _

PROPOSALS = {"commend": N_("commend"), "remind": N_("catch up")}
_MACHINE = {
    "rate_level2",
    "base_activation",
    "eligible",
    "off_list",
    "exempt",
    "to_verify",
    "needed_per_day_level2",
    "needed_per_day_activation",
    "days_left_level2",
    "days_left_activation",
}


def final_table(found: FinalFacts) -> Table:
    """Return every place's figures, its places in both rankings and what is proposed."""
    many = len(found.lines) > 1
    return Table(
        "final",
        _("Results by village") if found.by == "village" else _("Results by unit"),
        _columns(found),
        tuple(_row(line, found) for line in found.lines),
        found.told.whole if many else None,
        notes=(
            _(
                "Rank: by rate of the target, then by fewer remaining; equal ones share a place;"
                " a target of 0 is not ranked."
            ),
        )
        if many
        else (),
        annex=True,
    )


def final_short(found: FinalFacts) -> Table:
    """Return the same in few columns, for the body of a page."""
    table = final_table(found)
    return short_table(
        _("{title}, in short", title=table.title),
        table.rows,
        table.total,
        villages=found.by == "village",
        one_unit=_one_unit(found),
    )


def _one_unit(found: FinalFacts) -> bool:
    return len({line.now.target.unit for line in found.lines}) == 1


def _columns(found: FinalFacts) -> tuple[Column, ...]:
    level2, activation = _("Level-2 accounts"), _("Activation of approved accounts")
    many = len(found.lines) > 1
    columns: list[Column] = []
    for column in targets.columns(
        villages=found.by == "village",
        one_unit=_one_unit(found),
    ):
        columns.append(replace(column, machine_only=True) if column.id in _MACHINE else column)
        if column.id == "needed_per_day_level2":
            columns.append(Column("rank", _("Rank"), Kind.RANK, level2, machine_only=not many))
        if column.id == "needed_per_day_activation":
            columns.append(
                Column("rank_activation", _("Rank"), Kind.RANK, activation, machine_only=not many)
            )
    return (
        *columns,
        Column("weeks", _("Weeks"), Kind.COUNT, machine_only=True),
        Column("weeks_reported", _("Weeks reported"), Kind.COUNT, machine_only=True),
        Column("weeks_said", _("Weeks reported"), people_only=True),
        Column("proposal_level2", _("Proposed, level 2"), machine_only=True),
        Column("proposal_activation", _("Proposed, activation"), machine_only=True),
        *((Column("proposal_said", _("Proposed"), people_only=True),) if many else ()),
    )


def _row(line: FinalLine, found: FinalFacts) -> Row:
    proposed = {target: _proposal(line, found, target) for target in ("level2", "activation")}
    return {
        **targets.row(line.now),
        "rank": line.rank,
        "rank_activation": line.rank_activation,
        "weeks": len(found.weeks),
        "weeks_reported": found.weeks_reported(line),
        "weeks_said": f"{found.weeks_reported(line)}/{len(found.weeks)}",
        "proposal_level2": proposed["level2"],
        "proposal_activation": proposed["activation"],
        "proposal_said": _proposals_said(proposed),
    }


def _proposals_said(proposed: Mapping[str, str | None]) -> str:
    """Return both in words; what is meant of one target only says of which."""
    level2, activation = proposed["level2"], proposed["activation"]
    if level2 == activation:
        return _(PROPOSALS[level2]) if level2 else ""
    said = []
    if level2:
        said.append(_("level 2: {proposal}", proposal=_(PROPOSALS[level2])))
    if activation:
        said.append(_("activation: {proposal}", proposal=_(PROPOSALS[activation])))
    return "; ".join(said)


def _proposal(line: FinalLine, found: FinalFacts, target: str) -> str | None:
    named = found.named(target)
    place = place_of(line.now)
    if place in named.commended:
        return "commend"
    return "remind" if place in named.reminded else None


def weeks_table(found: FinalFacts) -> Table:
    """Return the campaign week by week, for all units together."""
    columns = (
        Column("first", _("From day"), Kind.DATE),
        Column("last", _("To day"), Kind.DATE),
        Column("collected_in_week", _("Collected"), Kind.COUNT),
        Column("issued_in_week", _("Issued"), Kind.COUNT),
        Column("activated_in_week", _("Activated"), Kind.COUNT),
        Column("achieved_activation_in_week", _("Approved accounts activated"), Kind.COUNT),
        Column("units_reported", _("Units that reported"), Kind.COUNT, machine_only=True),
        Column("units_said", _("Units that reported"), people_only=True),
        Column("units", _("Units"), Kind.COUNT, machine_only=True),
    )
    rows: list[Row] = [
        {
            "first": week.first,
            "last": week.last,
            **_gains(week.gains._asdict() if week.gains else {}),
            "units_reported": week.reported,
            "units": len(found.lines),
            "units_said": f"{week.reported}/{len(found.lines)}",
        }
        for week in found.weeks
    ]
    whole = found.told.whole
    total: Row = _gains({name: whole.get(name) for name in _NAMES})
    return Table("weeks", _("Week by week since the baseline"), columns, tuple(rows), total)


_NAMES = ("collected", "issued", "activated", "achieved_activation")


def _gains(gains: Row) -> Row:
    return {f"{name}_in_week": gains.get(name) for name in _NAMES}
