"""``eidc backup``: a verified copy of the ledger, made while it is in use."""

from __future__ import annotations

from pathlib import Path

import click

from eid_campaign.app import App, nothing_known
from eid_campaign.commands.options import SaidCommand, output_options, pass_app
from eid_campaign.delivering import Output
from eid_campaign.ledger.backups import back_up
from eid_campaign.reports.backups import Copied, backup_report
from eid_campaign.wording import N_


@click.command(
    "backup",
    cls=SaidCommand,
    help=N_(
        "Copy the ledger to FILE, or into a folder, and verify the copy: also while others work."
        " Without FILE the copy is kept in the folder eidc-copies beside the ledger."
    ),
)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@output_options
@pass_app
def command(app: App, file: Path | None, output: Output) -> None:
    """Back the ledger up."""
    if not app.settings.ledger.exists():
        raise nothing_known()
    made = back_up(app.settings.ledger, file, app.author(), app.clock)
    contents = made.contents
    copied = Copied(str(made.path), contents.entries, contents.people, contents.at, made.size)
    app.deliver(backup_report(copied, app.today, in_log=made.noted), output)
