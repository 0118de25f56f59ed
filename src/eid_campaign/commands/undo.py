"""``eidc undo``: take back an import."""

from __future__ import annotations

import click

from eid_campaign.app import App, Output
from eid_campaign.commands.options import SaidCommand, output_options, pass_app
from eid_campaign.ledger.undo import undo
from eid_campaign.reports.imports import undo_report
from eid_campaign.wording import N_


@click.command(
    "undo",
    cls=SaidCommand,
    help=N_("Take back import NUMBER, or the last one: what it said no longer counts."),
)
@click.argument("number", required=False, type=int)
@output_options
@pass_app
def command(app: App, number: int | None, output: Output) -> None:
    """Undo an import."""
    with app.read_history() as ledger:
        record = undo(ledger, number, app.author())
    app.deliver(undo_report(record, app.today), output)
