"""``eidc init``: start a campaign in a folder."""

from __future__ import annotations

from pathlib import Path

import click

from eid_campaign.app import App, Output, write_whole
from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.commands.options import SaidCommand, option, pass_app
from eid_campaign.reports.status import init_report
from eid_campaign.settings import FILE_NAME, preset_text, with_commune
from eid_campaign.wording import N_


@click.command(
    "init",
    cls=SaidCommand,
    help=N_(
        "Start a campaign: write eidc.toml with its days, rates and agencies into a folder."
        " The ledger of the campaign lies beside it."
    ),
)
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@option("--preset", default="blank", help=N_("A ready-made campaign: cam-thuy-2024."))
@option("--commune", default="", help=N_("Your commune."))
@option("--force", is_flag=True, help=N_("Replace a campaign file that is there already."))
@pass_app
def command(app: App, folder: Path | None, preset: str, commune: str, force: bool) -> None:
    """Write the campaign file."""
    path = (folder or Path.cwd()) / FILE_NAME
    if path.exists() and not force:
        raise UsageProblem(
            "There is a campaign here already: {path}.",
            "Change it with Notepad, or replace it with --force.",
            path=path,
        )
    text = with_commune(preset_text(preset), commune)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text.encode("utf-8"))
    app.deliver(init_report(path, app.today), Output())
