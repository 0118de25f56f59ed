"""``eidc mappings``: how files of a make are read, as settled by hand; forget it."""

from __future__ import annotations

from datetime import date

import click

from eid_campaign.app import App, nothing_known
from eid_campaign.commands.days import ENTRY
from eid_campaign.commands.options import SaidCommand, option, output_options, pass_app
from eid_campaign.delivering import Output
from eid_campaign.ledger.settled import Kept, forget, mappings
from eid_campaign.reports.mappings import MappingSaid, forgotten_report, mappings_report
from eid_campaign.wording import N_


@click.command(
    "mappings",
    cls=SaidCommand,
    help=N_(
        "What --map and --sheet settled, and is used for files with the same headings without"
        " asking again."
    ),
)
@option("--forget", "number", type=ENTRY, metavar="N", help=N_("Forget mapping N."))
@output_options
@pass_app
def command(app: App, number: int | None, output: Output) -> None:
    """List what is remembered, or forget a part of it."""
    if not app.settings.ledger.exists():
        raise nothing_known()
    with app.open_ledger() as ledger:
        if number is not None:
            kept = forget(ledger, number, app.author())
            report = forgotten_report(kept.number, kept.file, app.today)
        else:
            report = mappings_report([_said(kept) for kept in mappings(ledger)], app.today)
    app.deliver(report, output)


def _said(kept: Kept) -> MappingSaid:
    settled_on = date.fromisoformat(kept.at[:10])
    return MappingSaid(kept.number, settled_on, kept.who, kept.file, kept.headings, kept.sheets)
