"""What ``eidc report change`` says: who moved from which stage to which between two days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from eid_campaign.campaign.moves import (
    Move,
    StagePair,
    VillageMoves,
    by_village,
    stage_moves,
    total_of,
)
from eid_campaign.campaign.privacy import Audience
from eid_campaign.campaign.stages import Stage
from eid_campaign.document import Column, Document, Kind, Row, Table, Text
from eid_campaign.reports.words import Campaign, stage_said
from eid_campaign.wording import _, count, day


def change_report(
    moves: Sequence[Move],
    *,
    first: date,
    last: date,
    campaign: Campaign,
    audience: Audience,
    people: Table | None = None,
) -> Document:
    """Return what changed after ``first`` up to ``last``; ``people`` is the list, where asked."""
    villages = by_village(moves)
    stages = _stages(stage_moves(moves))
    return Document(
        "report_change",
        _("Changes, {place}", place=campaign.place),
        last,
        (
            Text(_("Summary"), _summary(moves, total_of(villages))),
            stages,
            _villages(villages, audience),
            *([people] if people is not None else []),
        ),
        subtitle=_("After {first}, up to {last}", first=day(first), last=day(last)),
        notes=(
            _(
                "Everyone on the lists is counted here, the people of the base and the others;"
                " the weekly report counts the base alone."
            ),
        ),
        audience=audience.value,
        next_steps=()
        if people is not None or not moves
        else (_("See who they are: {command}", command="eidc report change --list"),),
    )


def _summary(moves: Sequence[Move], total: VillageMoves) -> tuple[str, ...]:
    if not moves:
        return (_("Nothing changed: no stage, no village, no standing."),)
    told = [
        _(
            "{collected} collected, {issued} got a level-2 account, {activated} activated theirs.",
            collected=count(total.collected),
            issued=count(total.issued),
            activated=count(total.activated),
        )
    ]
    if total.new:
        told.append(_("{count} on a list for the first time.", count=count(total.new)))
    if total.came:
        told.append(_("{count} live in another village now.", count=count(total.came)))
    if total.back:
        told.append(
            _(
                "{count} stand at an earlier stage than before: look at them.",
                count=count(total.back),
            )
        )
    return tuple(told)


def _stages(pairs: Mapping[StagePair, int]) -> Table:
    columns = (
        Column("stage_before", _("Stage before"), machine_only=True),
        Column("stage_before_said", _("Stage before"), people_only=True),
        Column("stage", _("Stage now"), machine_only=True),
        Column("stage_said", _("Stage now"), people_only=True),
        Column("people", _("People"), Kind.COUNT),
    )
    rows: list[Row] = [
        {
            "stage_before": "new" if is_new else _id(before),
            "stage_before_said": _("on no list yet") if is_new else stage_said(before),
            "stage": _id(now),
            "stage_said": stage_said(now),
            "people": people,
        }
        for (before, now, is_new), people in pairs.items()
    ]
    total: Row = {"stage_before_said": _("Total"), "people": sum(pairs.values())}
    return Table("moves", _("From stage to stage"), columns, tuple(rows), total if rows else None)


def _id(stage: Stage | None) -> str:
    return stage.id if stage is not None else ""


def _villages(villages: Mapping[tuple[str, str], VillageMoves], audience: Audience) -> Table:
    steps, list_, standing = _("Steps"), _("On the list"), _("Standing")
    hidden = audience is Audience.PUBLIC
    one_unit = len({commune for commune, _village in villages}) < 2
    columns = (
        Column("unit", _("Unit"), machine_only=one_unit),
        Column("village", _("Village")),
        Column("collected", _("Collected"), Kind.COUNT, steps),
        Column("issued", _("Issued"), Kind.COUNT, steps),
        Column("activated", _("Activated"), Kind.COUNT, steps),
        Column("back", _("Back"), Kind.COUNT, steps),
        Column("new", _("New"), Kind.COUNT, list_),
        Column("came", _("Came"), Kind.COUNT, list_),
        Column("went", _("Went"), Kind.COUNT, list_),
        Column("exempt", _("Newly exempt"), Kind.COUNT, standing, machine_only=hidden),
        Column(
            "no_longer_exempt", _("No longer exempt"), Kind.COUNT, standing, machine_only=hidden
        ),
        Column("off_list", _("Off the list"), Kind.COUNT, standing, machine_only=hidden),
    )
    rows = tuple(_village_row(place, each, hidden) for place, each in villages.items())
    total = _village_row((_("Total"), _("Total")), total_of(villages), hidden)
    return Table("villages", _("By village"), columns, rows, total if len(rows) > 1 else None)


def _village_row(place: tuple[str, str], change: VillageMoves, hidden: bool) -> Row:
    told: Row = {"unit": place[0], "village": place[1] or None, **change._asdict()}
    blank = dict.fromkeys(("exempt", "no_longer_exempt", "off_list")) if hidden else {}
    return {**told, **blank}
