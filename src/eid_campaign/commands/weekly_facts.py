"""All that ``eidc report weekly`` is made of, asked from the ledger once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from eid_campaign import knowing
from eid_campaign.app import App
from eid_campaign.campaign.exempting import Feasibility, Obstacle, feasibility, obstacles
from eid_campaign.campaign.outlook import week_ends
from eid_campaign.campaign.places import find_commune
from eid_campaign.campaign.privacy import Audience
from eid_campaign.campaign.progress import WEEK, Progress
from eid_campaign.campaign.series import WHOLE, outlooks, series
from eid_campaign.campaign.situation import Known, commune_target, lines
from eid_campaign.campaign.week import Place, WeekLine, compare_week, reported
from eid_campaign.commands.as_sent import picturing
from eid_campaign.ledger import tallies
from eid_campaign.ledger.ageing import ageing
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.list_problems import list_problems
from eid_campaign.reports.weekly_facts import Pictures, WeeklyFacts


class Found(NamedTuple):
    """The facts, and the commune that was asked for; blank for none."""

    facts: WeeklyFacts
    commune: str


def weekly_facts(
    app: App,
    ledger: Ledger,
    day: date,
    *,
    commune: str | None,
    by: str | None,
    audience: Audience,
    with_pictures: bool,
) -> Found:
    """Return the week that ends on ``day``; ``commune`` as typed, ``by`` None where not asked.

    Raises UnknownPlace for a commune that is not known.
    """
    baseline = app.settings.rules.baseline
    asked = {day, day - WEEK, day - WEEK * 2, *week_ends(day, baseline)}
    tallies.count_days(ledger, asked, app.settings.rules)
    known = knowing.known_for(app, ledger, day)
    days = knowing.report_days(ledger)
    place = find_commune(commune, known.communes) if commune else ""
    by = by or known.usual_lines(place, app.settings.commune)

    @cache
    def taken(when: date) -> tuple[Progress, ...]:
        then = known if when == day else knowing.known_then(app, ledger, known, when)
        return lines(then, commune=place, by=by, own=app.settings.commune)

    week = _week(taken, days, day)
    ends = [taken(when) for when in week_ends(day, baseline)]
    ahead = outlooks(taken(day), series(ends, days, baseline))
    pictures = Pictures()
    if with_pictures:
        pictures = picturing().pictures(
            app, ledger, known, week, by=by, commune=place, outlooks=ahead, reports=days
        )
    units = {line.target.unit for line in taken(day)}
    alone = units.pop() if len(units) == 1 else ""
    facts = WeeklyFacts(
        known=known,
        lines=week,
        by=by,
        campaign=knowing.named(app, taken(day), place),
        audience=audience,
        rules=app.settings.ranking,
        outlooks=ahead,
        ageing={
            aged: people
            for aged, people in ageing(ledger, day).items()
            if alone in ("", aged.commune) and aged.commune not in known.tables
        },
        obstacles=_obstacles(app, ledger, known, alone, audience, ahead[WHOLE].level2.remaining),
        feasible=_feasible(known, taken(day)),
        problems=list_problems(ledger, day - WEEK, day, alone),
        last_reports=_last(days, day),
        pictures=pictures,
    )
    return Found(facts, place)


def _week(
    taken: Callable[[date], Sequence[Progress]],
    days: Mapping[Place, Sequence[date]],
    day: date,
) -> tuple[WeekLine, ...]:
    """Return each line's week, held against the two weeks before."""
    return compare_week(
        taken(day),
        taken(day - WEEK),
        taken(day - WEEK * 2),
        reported=reported(days, day),
        reported_before=reported(days, day - WEEK),
    )


def _obstacles(
    app: App, ledger: Ledger, known: Known, commune: str, audience: Audience, gap: int
) -> tuple[Obstacle, ...]:
    found = tallies.topics_of_communes(ledger, known.as_of, app.settings.rules)
    own = {
        (group, topic): people
        for (group, topic), people in found.items()
        if commune in ("", group.commune) and group.commune not in known.tables
    }
    return obstacles(own, gap, known.rules.compare, audience, below_commune=False)


def _feasible(known: Known, shown: Sequence[Progress]) -> dict[str, Feasibility]:
    """Return the target of each commune whose people are known against who can have an account."""
    units = dict.fromkeys(line.target.unit for line in shown if line.counts)
    parts = known.tally.split(lambda group: group.commune)
    targets = {line.target.unit: line.target for line in shown if not line.village}
    return {
        unit: feasibility(
            targets.get(unit) or commune_target(known, unit), parts[unit], known.rules.compare
        )
        for unit in units
        if unit in parts and unit not in known.tables
    }


def _last(days: Mapping[Place, Sequence[date]], day: date) -> dict[Place, date]:
    """Return the last day up to ``day`` each place reported, a commune by its villages too."""
    found: dict[Place, date] = {}
    for (commune, village), told in days.items():
        for when in told:
            if when <= day:
                for place in {(commune, village), (commune, "")}:
                    found[place] = max(when, found.get(place, when))
    return found
