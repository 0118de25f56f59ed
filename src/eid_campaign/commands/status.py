"""``eidc status``: what is known, how fresh, what to do next."""

from __future__ import annotations

from datetime import date

import click

from eid_campaign.app import App, Output
from eid_campaign.commands.options import SaidCommand, as_of_option, output_options, pass_app
from eid_campaign.ledger import plans
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.reports.status import status_report
from eid_campaign.wording import N_


@click.command(
    "status",
    cls=SaidCommand,
    help=N_("What is known, how fresh it is, where the ledger lies, what to do next."),
)
@as_of_option
@output_options
@pass_app
def command(app: App, as_of: date | None, output: Output) -> None:
    """Show what is known."""
    day = app.day(as_of)
    settings = app.settings
    if not settings.ledger.exists():
        app.deliver(status_report(settings.ledger, settings.campaign_file, day), output)
        return
    with Ledger.open(settings.ledger) as ledger:
        report = status_report(
            settings.ledger,
            settings.campaign_file,
            day,
            records=ledger.imports(),
            appendix=plans.appendix(ledger),
            days=ledger.report_days(),
        )
    app.deliver(report, output)
