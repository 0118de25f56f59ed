"""``eidc log``: what was done with the ledger, by whom and when."""

from __future__ import annotations

import click

from eid_campaign.app import App
from eid_campaign.campaign.known_on import KnownOn
from eid_campaign.commands.days import Whole
from eid_campaign.commands.options import (
    SaidCommand,
    known_on_option,
    option,
    output_options,
    pass_app,
)
from eid_campaign.delivering import Output
from eid_campaign.ledger import log, seals
from eid_campaign.reports.log import log_report
from eid_campaign.reports.recorded import as_recorded
from eid_campaign.wording import N_


@click.command(
    "log",
    cls=SaidCommand,
    help=N_(
        "What was done with the ledger, by whom and when, the newest last. The numbers are those"
        " that undo and redo take."
    ),
)
@option("--last", type=Whole(1, 999_999_999), help=N_("Only the last so many entries."))
@known_on_option
@output_options
@pass_app
def command(app: App, last: int | None, known_on: KnownOn | None, output: Output) -> None:
    """List the log."""
    with app.read_history(known_on) as ledger:
        entries = log.entries(ledger.connection, last)
        code = seals.code(ledger.connection)
    app.deliver(as_recorded(log_report(entries, app.today, code=code), known_on), output)
