"""``eidc restore``: a backup put in the place of the ledger."""

from __future__ import annotations

from pathlib import Path

import click

from eid_campaign.app import App
from eid_campaign.commands.options import SaidCommand, option, output_options, pass_app
from eid_campaign.delivering import Output
from eid_campaign.ledger.restoring import restore
from eid_campaign.reports.backups import Copied, restore_report
from eid_campaign.wording import N_


@click.command(
    "restore",
    cls=SaidCommand,
    help=N_(
        "Put the backup FILE in the place of the ledger, after verifying it. The ledger as it was"
        " is kept in the folder eidc-copies."
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@option(
    "--force",
    is_flag=True,
    help=N_("Also over a ledger with later entries, or of another campaign."),
)
@option("--dry-run", is_flag=True, help=N_("Say what would happen; store nothing."))
@output_options
@pass_app
def command(app: App, file: Path, force: bool, dry_run: bool, output: Output) -> None:
    """Put a backup back."""
    ledger = app.settings.ledger
    done = restore(ledger, file, app.author(), app.clock, force=force, dry_run=dry_run)
    new, old = done.contents, done.present
    document = restore_report(
        Copied(file.name, new.entries, new.people, new.at),
        Copied(ledger.name, old.entries, old.people, old.at) if old else None,
        app.today,
        lost=done.lost,
        needs_force=done.needs_force,
        copy=str(done.copy or ""),
        done=done.done,
    )
    app.deliver(document, output)
