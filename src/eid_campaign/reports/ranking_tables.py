"""The two rankings as tables, in the order of their places; for any report."""

from __future__ import annotations

from collections.abc import Sequence

from eid_campaign.campaign.office import RankingRules
from eid_campaign.campaign.ranking import Named, is_small
from eid_campaign.campaign.week import Place, WeekLine, place_of
from eid_campaign.document import Column, Kind, Row, Table
from eid_campaign.reports.ranking_said import (
    effort_explained,
    effort_rule_said,
    explained,
    in_order,
    moved_said,
    ranks_by_effort,
    rule_said,
    rules_said,
    singled_out,
)
from eid_campaign.wording import _


def ranking_table(
    lines: Sequence[WeekLine], compare: str, rules: RankingRules, *, one_unit: bool
) -> Table:
    """Return the ranking by rate of the target, in its order."""
    ranks = {place_of(line.now): line.rank for line in lines}
    why = explained(lines, compare, rules)
    chosen = singled_out(lines, rules)
    rows: list[Row] = [
        {
            "rank": line.rank,
            "unit": line.now.target.unit,
            "village": line.now.village or None,
            "target_level2": line.now.level2.target,
            "achieved_level2": line.now.level2.achieved,
            "rate_achieved_level2": line.now.level2.rate,
            "remaining_level2": line.now.level2.remaining,
            "rank_before": line.rank_before,
            "moved": line.moved,
            "moved_said": moved_said(line.moved),
            "reported": "yes" if line.reported else "no",
            "small": "yes" if is_small(line.now.target.base_level2, rules) else "no",
            "named": _named_id(place_of(line.now), chosen),
            "mark": _mark(line, chosen, rules),
            "explained_said": why[place_of(line.now)],
        }
        for line in in_order(lines, ranks)
    ]
    return Table(
        "ranking",
        _("Ranking by rate of the level-2 target"),
        (
            Column("rank", _("Rank"), Kind.RANK),
            *_place_columns(lines, one_unit=one_unit),
            Column("target_level2", _("Target"), Kind.COUNT),
            Column("achieved_level2", _("Achieved"), Kind.COUNT),
            Column("rate_achieved_level2", _("% of target"), Kind.RATE),
            Column("remaining_level2", _("Remaining"), Kind.COUNT),
            Column("rank_before", _("Rank last week"), Kind.RANK, machine_only=True),
            Column("moved", _("Places gained"), Kind.CHANGE, machine_only=True),
            Column("moved_said", _("Against last week"), people_only=True),
            Column("reported", _("Reported this week"), machine_only=True),
            Column("small", _("Small unit"), machine_only=True),
            Column("named", _("Singled out"), machine_only=True),
            Column("mark", _("Remark"), people_only=True),
            Column("explained_said", _("Why")),
        ),
        tuple(rows),
        notes=(rule_said(), rules_said(rules)),
        pages_only=True,
        annex=True,
    )


def effort_table(lines: Sequence[WeekLine], *, one_unit: bool) -> Table:
    """Return the ranking by what the week won of who was open, in its order."""
    ranks = ranks_by_effort(lines)
    why = effort_explained(lines)
    rows: list[Row] = [
        {
            "rank_effort": ranks[place_of(line.now)],
            "unit": line.now.target.unit,
            "village": line.now.village or None,
            "gained": line.effort.gained if line.effort else None,
            "open": line.effort.open if line.effort else None,
            "rate_effort": line.effort.share if line.effort else None,
            "explained_said": why[place_of(line.now)],
        }
        for line in in_order(lines, ranks)
    ]
    return Table(
        "ranking_effort",
        _("Ranking of the week, by what was won of who was open"),
        (
            Column("rank_effort", _("Rank"), Kind.RANK),
            *_place_columns(lines, one_unit=one_unit),
            Column("gained", _("Gained in the week"), Kind.COUNT),
            Column("open", _("Open when it began"), Kind.COUNT),
            Column("rate_effort", _("% of the open"), Kind.RATE),
            Column("explained_said", _("Why")),
        ),
        tuple(rows),
        notes=(effort_rule_said(),),
        pages_only=True,
        annex=True,
    )


def _place_columns(lines: Sequence[WeekLine], *, one_unit: bool) -> tuple[Column, Column]:
    villages = bool(lines and lines[0].now.village)
    return (
        Column("unit", _("Unit"), machine_only=villages and one_unit),
        Column("village", _("Village"), machine_only=not villages),
    )


def _named_id(place: Place, chosen: Named[Place]) -> str | None:
    if place in chosen.commended:
        return "commended"
    return "reminded" if place in chosen.reminded else None


def _mark(line: WeekLine, chosen: Named[Place], rules: RankingRules) -> str:
    place = place_of(line.now)
    marks = [
        _("to be commended") if place in chosen.commended else "",
        _("to be reminded") if place in chosen.reminded else "",
        _("small unit") if is_small(line.now.target.base_level2, rules) else "",
        "" if line.reported else _("no report this week"),
    ]
    return ", ".join(filter(None, marks))
