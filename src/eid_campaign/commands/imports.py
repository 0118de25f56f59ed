"""``eidc imports``: what was imported, and when."""

from __future__ import annotations

import click

from eid_campaign.app import App
from eid_campaign.campaign.known_on import KnownOn
from eid_campaign.commands.options import (
    SaidCommand,
    known_on_option,
    output_options,
    pass_app,
)
from eid_campaign.delivering import Output
from eid_campaign.reports.imports import imports_report
from eid_campaign.reports.recorded import as_recorded
from eid_campaign.wording import N_


@click.command(
    "imports", cls=SaidCommand, help=N_("What was imported, when and by whom, with its counts.")
)
@known_on_option
@output_options
@pass_app
def command(app: App, known_on: KnownOn | None, output: Output) -> None:
    """List the imports."""
    with app.read_history(known_on) as ledger:
        records = ledger.imports()
    app.deliver(as_recorded(imports_report(records, app.today), known_on), output)
