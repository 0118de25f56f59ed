"""Charts of places side by side: stages, ranking, tiles; what is drawn is drawn elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import Reason, Standing
from eid_campaign.campaign.tally import Tally
from eid_campaign.campaign.week import Place, WeekLine, place_of
from eid_campaign.document import Chart, ChartKind, Kind, Panel, Series, Tile, Tiles
from eid_campaign.reports.period_rows import name_of
from eid_campaign.reports.words import STAGES
from eid_campaign.wording import _, count, rate


def stages_chart(
    lines: Sequence[WeekLine], tally: Tally, tables: Mapping[str, object]
) -> Chart | None:
    """Return how many people stand at each stage, a bar for each line whose people are known."""
    parts: dict[Place, dict[Stage, int]] = {}
    villages = bool(lines and lines[0].now.village)
    for group, people in tally.counts.items():
        is_child = group.reason is Reason.CHILD and group.standing is Standing.EXEMPT
        if group.stage is None or is_child:
            continue
        place = (group.commune, group.village if villages else "")
        found = parts.setdefault(place, dict.fromkeys(Stage, 0))
        found[group.stage] += people
    shown = [
        line for line in lines if place_of(line.now) in parts and line.now.target.unit not in tables
    ]
    if not shown:
        return None
    total = {stage: sum(parts[place_of(line.now)][stage] for line in shown) for stage in Stage}
    return Chart(
        "stages",
        _("How far the accounts are"),
        ChartKind.STACKED,
        (
            Panel(
                "",
                tuple(
                    Series(
                        stage.id,
                        _(STAGES[stage]),
                        tuple(
                            (name_of(line.now), parts[place_of(line.now)][stage]) for line in shown
                        ),
                    )
                    for stage in Stage
                ),
            ),
        ),
        "; ".join(f"{_(STAGES[stage])}: {count(total[stage])}" for stage in Stage),
    )


def ranking_chart(lines: Sequence[WeekLine]) -> Chart | None:
    """Return the rates of the level-2 target, highest first; None where there are less than two."""
    placed = sorted((line for line in lines if line.rank), key=lambda line: line.rank or 0)
    if len(placed) < 2:
        return None
    points = tuple((name_of(line.now), line.now.level2.rate) for line in placed)
    first, last = placed[0], placed[-1]
    return Chart(
        "ranking",
        _("Rate of the level-2 target"),
        ChartKind.BARS,
        (Panel("", (Series("rate", _("% of target"), points),)),),
        _(
            "First {first} with {high}, last {last} with {low}.",
            first=name_of(first.now),
            high=rate(first.now.level2.rate or Fraction(0)),
            last=name_of(last.now),
            low=rate(last.now.level2.rate or Fraction(0)),
        ),
        values=Kind.RATE,
    )


def tiles_of(lines: Sequence[WeekLine]) -> Tiles | None:
    """Return the places side by side, each as full as its rate; None for a single one."""
    if len(lines) < 2:
        return None
    return Tiles(
        "tiles",
        _("The places side by side"),
        tuple(
            Tile(
                name_of(line.now),
                line.now.level2.rate if line.now.counts else None,
                f"{count(line.now.level2.achieved)}/{count(line.now.level2.target)}"
                if line.now.counts
                else _("not reported"),
            )
            for line in lines
        ),
        _("Each tile is as full as the rate of the level-2 target; achieved of target below."),
    )
