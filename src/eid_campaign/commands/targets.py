"""``eidc targets``: what is to be done, what is done, what remains."""

from __future__ import annotations

from datetime import date

import click

from eid_campaign.app import App, Output
from eid_campaign.campaign.places import find_commune
from eid_campaign.campaign.situation import lines
from eid_campaign.commands.options import (
    SaidCommand,
    as_of_option,
    commune_option,
    option,
    output_options,
    pass_app,
)
from eid_campaign.reports.targets import targets_report
from eid_campaign.wording import N_


@click.command(
    "targets",
    cls=SaidCommand,
    help=N_(
        "Targets of each unit: base, rate, target, achieved, remaining, needed per day, days left."
        " Works from the appendix alone; with rosters it counts people."
    ),
)
@commune_option
@option(
    "--by",
    type=click.Choice(["commune", "village"]),
    help=N_("A line for each commune, or for each village of a commune."),
)
@as_of_option
@output_options
@pass_app
def command(
    app: App, commune: str | None, by: str | None, as_of: date | None, output: Output
) -> None:
    """Show the targets."""
    by = by or "commune"
    with app.read_ledger() as ledger:
        known = app.known(ledger, app.day(as_of))
    commune = find_commune(commune, known.communes) if commune else ""
    found = lines(known, commune=commune, by=by, own=app.settings.commune)
    app.deliver(targets_report(known, found, by=by, campaign=app.named(found, commune)), output)
