"""``eidc undo``: take back an import, a decision, a merge, a correction."""

from __future__ import annotations

import click

from eid_campaign.app import App
from eid_campaign.commands.days import ENTRY
from eid_campaign.commands.options import SaidCommand, option, output_options, pass_app
from eid_campaign.commands.turning import turn
from eid_campaign.delivering import Output
from eid_campaign.ledger.undo import undo
from eid_campaign.wording import N_


@click.command(
    "undo",
    cls=SaidCommand,
    help=N_(
        "Take back entry NUMBER of the log, or the last one: an import, a decision, a merge, a"
        " correction. What it said no longer counts; later entries stay. What would change is said"
        " first."
    ),
)
@click.argument("number", required=False, type=ENTRY)
@option("--dry-run", is_flag=True, help=N_("Only say what would change; nothing is stored."))
@option("--yes", is_flag=True, help=N_("Do not ask."))
@output_options
@pass_app
def command(app: App, number: int | None, dry_run: bool, yes: bool, output: Output) -> None:
    """Undo an entry."""
    turn(app, undo, number, output, again=False, dry_run=dry_run, yes=yes)
