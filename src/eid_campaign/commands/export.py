"""``eidc export``: what leaves this computer without a person in it."""

from __future__ import annotations

from datetime import date

import click

from eid_campaign import knowing
from eid_campaign.app import App
from eid_campaign.campaign.errors import NothingKnown
from eid_campaign.campaign.handing_up import handed_up
from eid_campaign.campaign.places import find_commune
from eid_campaign.campaign.situation import by_commune
from eid_campaign.commands.options import (
    SaidCommand,
    SaidGroup,
    as_of_option,
    commune_option,
    option,
    output_options,
    pass_app,
)
from eid_campaign.delivering import Output
from eid_campaign.reports.tally_table import tally_report
from eid_campaign.wording import N_


@click.group("export", cls=SaidGroup, help=N_("Hand counts upward, without people."))
def command() -> None:
    """Group what is exported."""


@command.command(
    "tally",
    cls=SaidCommand,
    help=N_(
        "Write the counts as a table of the appendix's shape, with the baseline and the day. The"
        " level above imports it (eidc import FILE) and adds the units up exactly."
    ),
)
@commune_option
@option(
    "--by",
    type=click.Choice(["commune", "village"]),
    default="commune",
    show_default=True,
    help=N_("A line for each commune, or for each of its villages."),
)
@as_of_option
@output_options
@pass_app
def tally(app: App, commune: str | None, by: str, as_of: date | None, output: Output) -> None:
    """Show or write the counts."""
    with app.read_ledger() as ledger:
        known = knowing.known(app, ledger, app.day(as_of))
    wanted = find_commune(commune, known.communes) if commune else ""
    found = handed_up(known, commune=wanted, villages=by == "village")
    if not found.rows:
        raise NothingKnown(
            "Nobody has been counted up to this day: there is nothing to hand upward.",
            "Import the rosters of the villages first: eidc import FOLDER",
        )
    campaign = knowing.named(app, by_commune(known, wanted), wanted)
    if len({row.unit for row in found.rows}) == 1:
        campaign = campaign._replace(commune=found.rows[0].unit)
    app.deliver(tally_report(known, found, campaign=campaign), output)
