"""``eidc status``: what is known, how fresh, what to do next."""

from __future__ import annotations

from datetime import date

import click

from eid_campaign.app import App
from eid_campaign.campaign.known_on import KnownOn
from eid_campaign.commands.answering import answer_options
from eid_campaign.commands.options import SaidCommand
from eid_campaign.delivering import Output
from eid_campaign.ledger import plans, unit_tables
from eid_campaign.ledger.left_counts import left_counts
from eid_campaign.reports.recorded import as_recorded
from eid_campaign.reports.status import status_report
from eid_campaign.wording import N_


@click.command(
    "status",
    cls=SaidCommand,
    help=N_("What is known, how fresh it is, where the ledger lies, what to do next."),
)
@answer_options
def command(app: App, as_of: date | None, known_on: KnownOn | None, output: Output) -> None:
    """Show what is known."""
    day = app.day(as_of)
    settings = app.settings
    if known_on is None and not settings.ledger.exists():
        app.deliver(status_report(settings.ledger, settings.campaign_file, day), output)
        return
    with app.read_history(known_on) as ledger:
        report = status_report(
            settings.ledger,
            settings.campaign_file,
            day,
            records=[each for each in ledger.imports() if each.as_of_source != unit_tables.KEPT],
            appendix=plans.appendix(ledger),
            days=ledger.report_days(),
            left=sum(left_counts(ledger, day).values()),
            tables={
                unit: table.as_of for unit, table in unit_tables.tables_on(ledger, day).items()
            },
        )
    app.deliver(as_recorded(report, known_on), output)
