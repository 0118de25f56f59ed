"""``eidc left``: who is no longer on a complete list, a queue of its own."""

from __future__ import annotations

from datetime import date

import click

from eid_campaign.app import App
from eid_campaign.campaign.known_on import KnownOn
from eid_campaign.campaign.left import Guess
from eid_campaign.campaign.privacy import Audience
from eid_campaign.commands.answering import answer_options, audience_option, place_options
from eid_campaign.commands.asking import place_asked
from eid_campaign.commands.leaving import leaving
from eid_campaign.commands.options import SaidCommand, option
from eid_campaign.delivering import Output
from eid_campaign.ledger.own_rules import table_on
from eid_campaign.ledger.purged_days import refuse_without_people
from eid_campaign.reports.left import left_report
from eid_campaign.reports.recorded import as_recorded
from eid_campaign.wording import N_

SEEN_BY = (Audience.POLICE, Audience.TEAM, Audience.FIGURES)
"""Who may be shown the queue: it is for officers to settle, not for the public."""


@click.command(
    "left",
    cls=SaidCommand,
    help=N_(
        "Who is no longer on a list that names everybody: last stage, since when, a guess why"
        " (number corrected, done elsewhere, moved, deceased, under 14) and what to do. They"
        " count as before until a later list or an officer settles it."
    ),
)
@place_options
@option(
    "--guess",
    "wanted",
    type=click.Choice([guess.value for guess in Guess]),
    help=N_("Only people with this guess."),
)
@audience_option(SEEN_BY)
@answer_options
def command(
    app: App,
    commune: str | None,
    village: str,
    wanted: str | None,
    audience: str,
    as_of: date | None,
    known_on: KnownOn | None,
    output: Output,
) -> None:
    """Show or write the queue."""
    day, seen_by = app.day(as_of), Audience(audience)
    with app.read_ledger(known_on) as ledger:
        refuse_without_people(ledger, day)
        in_commune, in_village = place_asked(ledger, commune, village)
        found = leaving(app, ledger, day, seen_by, commune=in_commune, village=in_village)
        own = table_on(ledger, day)
    asked = tuple(each for each in found if not wanted or each.guessed.guess.value == wanted)
    app.deliver(as_recorded(left_report(asked, day, seen_by, own), known_on), output)
