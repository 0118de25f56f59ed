"""``eidc report change``: who moved from which stage to which between two days."""

from __future__ import annotations

from datetime import date

import click

from eid_campaign import knowing
from eid_campaign.app import App
from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.campaign.known_on import KnownOn
from eid_campaign.campaign.privacy import Audience
from eid_campaign.campaign.progress import WEEK
from eid_campaign.commands.answering import answer_options, audience_option, place_options
from eid_campaign.commands.asking import place_asked
from eid_campaign.commands.days import DAY
from eid_campaign.commands.options import SaidCommand, option
from eid_campaign.delivering import Output
from eid_campaign.ledger.moves import moved
from eid_campaign.ledger.own_rules import table_on
from eid_campaign.ledger.purged_days import refuse_without_people
from eid_campaign.reports.change import change_report
from eid_campaign.reports.change_people import change_people
from eid_campaign.reports.recorded import as_recorded
from eid_campaign.reports.words import Campaign
from eid_campaign.wording import N_, day


@click.command(
    "change",
    cls=SaidCommand,
    help=N_(
        "What changed between two days: how many moved from which stage to which, by village;"
        " with --list who they are."
    ),
)
@place_options
@option(
    "--from", "first", type=DAY, help=N_("The first day; a week before the last when left out.")
)
@option("--list", "listed", is_flag=True, help=N_("The people too, as --audience may see them."))
@audience_option()
@answer_options
def command(
    app: App,
    commune: str | None,
    village: str,
    first: date | None,
    listed: bool,
    audience: str,
    as_of: date | None,
    known_on: KnownOn | None,
    output: Output,
) -> None:
    """Show or write what changed."""
    last = app.day(as_of)
    first = first or last - WEEK
    if first >= last:
        raise UsageProblem(
            "{first} is not before {last}: nothing can have changed in between.",
            "Give an earlier day after --from, or a later one after --as-of.",
            first=day(first),
            last=day(last),
        )
    seen_by = Audience(audience)
    with app.read_ledger(known_on) as ledger:
        knowing.refuse_no_list(ledger, last)
        refuse_without_people(ledger, first)
        in_commune, in_village = place_asked(ledger, commune, village)
        found = [
            (each.before, each.person, each.move)
            for each in moved(ledger, first, last, elderly_age=app.settings.rules.elderly_age)
            if each.move.is_within(in_commune, in_village)
        ]
        own = table_on(ledger, last)
    report = change_report(
        [move for _before, _person, move in found],
        first=first,
        last=last,
        campaign=Campaign(
            commune=in_commune or app.settings.commune,
            district=app.settings.district,
            is_default=app.settings.campaign_file is None,
        ),
        audience=seen_by,
        people=change_people(found, seen_by, own=own) if listed else None,
    )
    app.deliver(as_recorded(report, known_on), output)
