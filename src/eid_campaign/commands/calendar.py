"""``eidc calendar``: who turns 14 when, whose exemption ends when; also for a phone (.ics)."""

from __future__ import annotations

from datetime import date, timedelta

import click

from eid_campaign.app import App
from eid_campaign.campaign.known_on import KnownOn
from eid_campaign.campaign.privacy import Audience
from eid_campaign.campaign.turning import coming
from eid_campaign.commands.answering import WHO_SEES_IT, audience_option, place_options
from eid_campaign.commands.asking import place_asked
from eid_campaign.commands.days import DAY, Whole
from eid_campaign.commands.options import (
    SaidCommand,
    known_on_option,
    option,
    output_options,
    pass_app,
)
from eid_campaign.delivering import Output
from eid_campaign.ledger.own_rules import table_on
from eid_campaign.ledger.people import people
from eid_campaign.ledger.purged_days import refuse_without_people
from eid_campaign.reports.calendar import calendar_report
from eid_campaign.reports.recorded import as_recorded
from eid_campaign.wording import N_

TEN_YEARS = 3660


@click.command(
    "calendar",
    cls=SaidCommand,
    help=N_(
        "The days on which somebody's standing changes by itself: a 14th birthday, the end of an"
        " exemption (sentence, work abroad, an officer's decision). With -o lich.ics as a"
        " calendar for a phone. Names without numbers; counts alone with --audience figures."
    ),
)
@option("--from", "first", type=DAY, help=N_("The first day; today when left out."))
@option(
    "--days",
    type=Whole(1, TEN_YEARS),
    default=90,
    show_default=True,
    help=N_("How many days to look ahead."),
)
@place_options
@audience_option(said=WHO_SEES_IT)
@known_on_option
@output_options
@pass_app
def command(
    app: App,
    first: date | None,
    days: int,
    commune: str | None,
    village: str,
    audience: str,
    known_on: KnownOn | None,
    output: Output,
) -> None:
    """Show what comes."""
    start = first or app.today
    last = start + timedelta(days=min(days - 1, (date.max - start).days))
    as_of = min(start, app.today)
    age = app.settings.rules.elderly_age
    with app.read_ledger(known_on) as ledger:
        refuse_without_people(ledger, as_of)
        commune, village = place_asked(ledger, commune, village)
        wanted = [
            person
            for person in people(ledger, as_of, elderly_age=age)
            if commune in ("", person.commune) and village in ("", person.village)
        ]
        found = coming(wanted, start, last, elderly_age=age, own=table_on(ledger, as_of))
    report = calendar_report(found, start, last, as_of=as_of, audience=Audience(audience))
    app.deliver(as_recorded(report, known_on), output)
