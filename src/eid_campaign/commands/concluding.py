"""All that ``eidc report final`` is made of, asked from the ledger once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from eid_campaign import knowing
from eid_campaign.app import App
from eid_campaign.campaign.course import missed, week_ends_since, weeks
from eid_campaign.campaign.day import days_of
from eid_campaign.campaign.errors import NothingKnown
from eid_campaign.campaign.exempting import Feasibility, feasibility
from eid_campaign.campaign.outlook import MOST_WEEKS, Outlook, Point, outlook
from eid_campaign.campaign.places import find_commune
from eid_campaign.campaign.plan import Rules
from eid_campaign.campaign.privacy import Audience
from eid_campaign.campaign.progress import WEEK, Against, Progress
from eid_campaign.campaign.ranking import ranked
from eid_campaign.campaign.situation import Known, commune_target, lines
from eid_campaign.campaign.week import Place, place_of
from eid_campaign.document import Row
from eid_campaign.ledger import tallies
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.reports.final_facts import FinalFacts, FinalLine
from eid_campaign.reports.told import number_of, told_of_campaign, whole_row

_Then = tuple[Known, tuple[Progress, ...]]


def concluding(
    app: App, ledger: Ledger, as_of: date, *, commune: str, by: str, audience: Audience
) -> FinalFacts:
    """Return the campaign up to ``as_of``; ``commune`` and ``by`` as typed, blank where not.

    Raises UnknownPlace where the commune is not known.
    """
    days = knowing.report_days(ledger)
    reported = [day for each in days.values() for day in each if day <= as_of]
    ends = _ends(app, app.settings.rules, as_of, reported)
    tallies.count_days(ledger, {as_of, as_of - WEEK, *ends}, app.settings.rules)
    known = knowing.known_for(app, ledger, as_of)
    commune = find_commune(commune, known.communes) if commune else ""
    by = by or known.usual_lines(commune, app.settings.commune)

    then = _then(app, ledger, known, commune=commune, by=by)
    now = lines(known, commune=commune, by=by, own=app.settings.commune)
    course = [then(day) for day in ends]
    found = weeks([each for _known, each in course], ends, days)
    final = _lines(now, {place_of(line): missed(ends, days, place_of(line)) for line in now})
    campaign = knowing.named(app, now, commune)
    deadline = known.rules.deadline_level2
    return FinalFacts(
        known=known,
        lines=final,
        by=by,
        told=told_of_campaign(
            known,
            now,
            then(as_of - WEEK)[1],
            reported={place_of(each.now) for each in final if len(each.missed) < len(found)},
            campaign=campaign,
        ),
        audience=audience,
        rules=app.settings.ranking,
        weeks=found,
        on_deadline=_whole(then(deadline)) if deadline and deadline < as_of else None,
        outlooks=_outlooks(course, ends, [week.reported for week in found], as_of),
        last_report=_last_report(now, days),
        feasible=_feasible(known, campaign.commune),
    )


def _then(
    app: App, ledger: Ledger, known: Known, *, commune: str, by: str
) -> Callable[[date], _Then]:
    """Return the way to ask for a day; without lines where nothing was known of them by then."""

    def then(day: date) -> _Then:
        of_day = known if day == known.as_of else knowing.known(app, ledger, day)
        try:
            return of_day, lines(of_day, commune=commune, by=by, own=app.settings.commune)
        except NothingKnown:
            return of_day, ()

    return then


def _lines(
    now: Sequence[Progress], silent: Mapping[Place, tuple[date, ...]]
) -> tuple[FinalLine, ...]:
    """Return each line with its places; one alone has none."""
    known = [line for line in now if line.counts] if len(now) > 1 else []
    ranks = ranked({place_of(line): line.level2 for line in known})
    of_activation = ranked({place_of(line): line.activation for line in known})
    return tuple(
        FinalLine(line, ranks.get(place), of_activation.get(place), silent[place])
        for line in now
        for place in (place_of(line),)
    )


def _last_report(now: Sequence[Progress], days: Mapping[Place, Collection[date]]) -> date | None:
    """Return the day of the last report; the appendix that fixes the targets is none."""
    found = [
        day
        for line in now
        if line.counts is not None
        for day in days_of(days, place_of(line))
        if day <= line.level2.as_of
    ]
    return max(found, default=None)


def _whole(then: _Then) -> Row | None:
    known, lines = then
    return whole_row(known, lines) if lines else None


def _ends(app: App, rules: Rules, as_of: date, days: Sequence[date]) -> tuple[date, ...]:
    """Return the ends of the campaign's weeks: since the baseline, up to its last day."""
    baseline = rules.baseline or min(days, default=as_of)
    deadlines = [day for day in (rules.deadline_level2, rules.deadline_activation) if day]
    last = min(as_of, max(deadlines, default=as_of))
    return week_ends_since(baseline, last, app.week_end(last))


def _outlooks(
    course: Sequence[_Then], ends: Sequence[date], reported: Sequence[int], as_of: date
) -> dict[str, Outlook | None]:
    """Return where both targets go, from the weeks in which somebody reported."""
    if ends[-1] != as_of or len(ends) < 2:
        return {}
    told = [True, *map(bool, reported)]
    wholes = [_whole(each) or {} for each in course]
    found = {}
    for target in ("level2", "activation"):
        points = [
            Point(day, number_of(whole, f"achieved_{target}") if is_told else None)
            for day, whole, is_told in zip(ends, wholes, told, strict=True)
        ]
        recent = [point for point in points if point.day >= as_of - MOST_WEEKS * WEEK]
        deadline = wholes[-1].get(f"deadline_{target}")
        against = Against(
            number_of(wholes[-1], f"target_{target}") or 0,
            number_of(wholes[-1], f"achieved_{target}") or 0,
            deadline if isinstance(deadline, date) else None,
            as_of,
        )
        found[target] = outlook(recent, against)
    return found


def _feasible(known: Known, commune: str) -> Feasibility | None:
    part = known.tally.within(commune)
    if not commune or not part.counts:
        return None
    return feasibility(commune_target(known, commune), part, known.rules.compare)
