"""``eidc imports``: what was imported, and when."""

from __future__ import annotations

import click

from eid_campaign.app import App, Output
from eid_campaign.commands.options import SaidCommand, output_options, pass_app
from eid_campaign.reports.imports import imports_report
from eid_campaign.wording import N_


@click.command(
    "imports", cls=SaidCommand, help=N_("What was imported, when and by whom, with its counts.")
)
@output_options
@pass_app
def command(app: App, output: Output) -> None:
    """List the imports."""
    with app.read_history() as ledger:
        records = ledger.imports()
    app.deliver(imports_report(records, app.today), output)
