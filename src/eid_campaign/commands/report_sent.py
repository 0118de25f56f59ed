"""``eidc report sent``: the reports kept as sent."""

from __future__ import annotations

import click

from eid_campaign.app import App
from eid_campaign.campaign.known_on import KnownOn
from eid_campaign.commands.as_sent import sending
from eid_campaign.commands.options import SaidCommand, known_on_option, output_options, pass_app
from eid_campaign.delivering import Output
from eid_campaign.wording import N_


@click.command(
    "sent",
    cls=SaidCommand,
    help=N_(
        "The reports kept as sent: of which day, when, by whom, under which number. One kept by"
        " mistake is taken back with: eidc undo NUMBER"
    ),
)
@known_on_option
@output_options
@pass_app
def command(app: App, known_on: KnownOn | None, output: Output) -> None:
    """List the reports kept as sent."""
    sending().listed(app, known_on, output)
