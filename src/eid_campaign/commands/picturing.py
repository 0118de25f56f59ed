"""The charts of a weekly report, gathered where a page or a file is to show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from eid_campaign import knowing
from eid_campaign.app import App
from eid_campaign.campaign.progress import Progress
from eid_campaign.campaign.series import WHOLE, Outlooks, series
from eid_campaign.campaign.situation import Known, lines
from eid_campaign.campaign.week import Place, WeekLine
from eid_campaign.document import Chart, Tiles
from eid_campaign.ledger import tallies
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.reports import charts, charts_of_places
from eid_campaign.reports.weekly_facts import Pictures

MOST_DAYS = 10
"""So many days are counted for a chart."""


def pictures(
    app: App,
    ledger: Ledger,
    known: Known,
    week: Sequence[WeekLine],
    *,
    by: str,
    commune: str,
    outlooks: Mapping[Place, Outlooks],
    reports: Mapping[Place, Sequence[date]],
) -> Pictures:
    """Return the charts of ``week``; none where nothing is known."""
    if not any(line.now.counts for line in week):
        return Pictures()
    places = {(line.now.target.unit, line.now.village) for line in week}
    units = {unit for unit, _village in places}
    own = {day for (unit, _village), days in reports.items() if unit in units for day in days}
    baseline = app.settings.rules.baseline
    asked = chart_days(own, baseline, known.as_of)
    tallies.count_days(ledger, asked, app.settings.rules)
    taken: list[tuple[Progress, ...]] = []
    for day in asked:
        then = known if day == known.as_of else knowing.known_then(app, ledger, known, day)
        taken.append(lines(then, commune=commune, by=by, own=app.settings.commune))
    points = series(taken, reports, baseline)
    compare, whole = known.rules.compare, outlooks[WHOLE]
    results: list[Chart | Tiles | None] = [
        charts.cumulative_chart(whole, points[WHOLE], compare) if whole.level2.target else None,
        charts.burn_down_chart(whole, points[WHOLE], compare),
        charts_of_places.stages_chart(week, known.tally, known.tables),
    ]
    ranking = [
        charts_of_places.ranking_chart(week),
        charts_of_places.tiles_of(week),
        charts.villages_chart(week, points),
    ]
    return Pictures(tuple(filter(None, results)), tuple(filter(None, ranking)))


def chart_days(reports: Iterable[date], baseline: date | None, as_of: date) -> tuple[date, ...]:
    """Return the days of a chart: those of reports since ``baseline``, and ``as_of``; of many,
    some evenly apart, the first and the last among them.
    """
    since = sorted({day for day in reports if (baseline is None or day >= baseline)} | {as_of})
    days = [day for day in since if day <= as_of]
    if len(days) <= MOST_DAYS:
        return tuple(days)
    step = (len(days) - 1) / (MOST_DAYS - 1)
    return tuple(days[round(place * step)] for place in range(MOST_DAYS))
