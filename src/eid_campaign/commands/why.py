"""``eidc why FIGURE``: where a figure of a report comes from, down to file, sheet and row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import click

from eid_campaign import knowing
from eid_campaign.app import App
from eid_campaign.campaign.corrections import OF_PEOPLE
from eid_campaign.campaign.errors import NothingKnown, UsageProblem
from eid_campaign.campaign.known_on import KnownOn
from eid_campaign.campaign.places import find_commune, find_village
from eid_campaign.campaign.progress import WEEK
from eid_campaign.campaign.situation import Known, lines
from eid_campaign.campaign.tracing import Source, asked_figure, gathered
from eid_campaign.campaign.week import WeekLine, compare_week, reported
from eid_campaign.commands.answering import answer_options, place_options
from eid_campaign.commands.options import SaidCommand, option
from eid_campaign.delivering import Output
from eid_campaign.ledger.frozen import frozen_reports
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.purged_days import refuse_as_it_was
from eid_campaign.ledger.tracing import read_from
from eid_campaign.reports.period_rows import period_row, period_total
from eid_campaign.reports.recorded import as_recorded
from eid_campaign.reports.why import MOST_FOUND, found_in, why_report
from eid_campaign.reports.why_words import TITLES, Place, Traced
from eid_campaign.wording import N_, day

_COUNTED = {"target_activation": "base_activation"}
"""Figures of a village that are counted as another is."""


@click.command(
    "why",
    cls=SaidCommand,
    help=N_(
        "Where a figure of a report comes from: base, rate, rounding, the week before, and the"
        " file, sheet and rows that tell of the people counted. FIGURE as printed: 1.037 or"
        ' "38,77 %".'
    ),
)
@click.argument("figure")
@place_options
@option(
    "--figure",
    "only",
    type=click.Choice(list(TITLES)),
    metavar="ID",
    help=N_("Only this figure, by its id in json: target_level2, issued …"),
)
@answer_options
def command(
    app: App,
    figure: str,
    commune: str | None,
    village: str,
    only: str | None,
    as_of: date | None,
    known_on: KnownOn | None,
    output: Output,
) -> None:
    """Explain a figure."""
    asked = asked_figure(figure)
    if asked is None:
        raise UsageProblem(
            "“{text}” is no figure.",
            'Write it as the report prints it: 1037, 1.037 or "38,77 %".',
            text=figure,
        )
    with app.read_ledger(known_on) as ledger:
        refuse_as_it_was(ledger)
        for when in _days(app, ledger, as_of):
            known = knowing.known(app, ledger, when)
            places = _places(app, ledger, known, commune=commune, village=village)
            found = found_in(places, asked, only or "")
            if found:
                break
        else:
            raise _nowhere(figure, when)
        told = found[:MOST_FOUND]
        sources = {number: _sources(app, ledger, known, each) for number, each in enumerate(told)}
    report = why_report(figure, told, known, sources, len(found) - len(told))
    app.deliver(as_recorded(report, known_on), output)


def _days(app: App, ledger: Ledger, as_of: date | None) -> Sequence[date]:
    """Return the days whose reports are looked at: the one asked for, or today and that of the
    last report sent.
    """
    if as_of is not None:
        return [app.day(as_of)]
    sent = [report.as_of for report in frozen_reports(ledger)]
    return list(dict.fromkeys([app.today, app.week_end(app.today), *sorted(sent)[-1:]]))


def _places(
    app: App, ledger: Ledger, known: Known, *, commune: str | None, village: str
) -> list[Place]:
    place = find_commune(commune, known.communes) if commune else ""
    kinds = ["commune", "village"] if known.villages and not village else ["commune"]
    found: list[Place] = []
    for by in ["village"] if village else kinds:
        week = _week(app, ledger, known, commune=place, by=by)
        wanted = week
        if village:
            name = find_village(village, [line.now.village for line in week])
            wanted = [line for line in week if line.now.village == name]
        found += [Place(line, period_row(line), week) for line in wanted]
        if len(week) > 1 and not village:
            found.append(Place(None, period_total(week), week))
    return found


def _week(app: App, ledger: Ledger, known: Known, *, commune: str, by: str) -> Sequence[WeekLine]:
    days = knowing.report_days(ledger)
    now, before, earlier = (
        lines(each, commune=commune, by=by, own=app.settings.commune)
        for each in (
            known,
            knowing.known(app, ledger, known.as_of - WEEK),
            knowing.known(app, ledger, known.as_of - WEEK * 2),
        )
    )
    return compare_week(
        now,
        before,
        earlier,
        reported=reported(days, known.as_of),
        reported_before=reported(days, known.as_of - WEEK),
    )


def _sources(app: App, ledger: Ledger, known: Known, found: Traced) -> Sequence[Source]:
    """Return where the people of a figure were read; none for what is computed or handed in."""
    line = found.place.line
    if line is None:
        return ()
    unit, village = line.now.target.unit, line.now.village
    name = _COUNTED.get(found.figure, found.figure) if village else found.figure
    published = known.appendix is not None and not village
    if name not in OF_PEOPLE or (published and name in ("base_level2", "base_activation")):
        return ()
    if line.now.counts is None or line.now.counts.estimated or unit in known.tables:
        return ()
    read = read_from(
        ledger, known.as_of, app.settings.rules, commune=unit, village=village, figures=[name]
    )
    return gathered(read[name])


def _nowhere(figure: str, when: date) -> NothingKnown:
    return NothingKnown(
        "No report of {day} prints {figure}.",
        "Name the report's day with --as-of, or look the figure up again: eidc report weekly",
        day=day(when),
        figure=figure,
    )
