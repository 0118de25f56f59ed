"""``eidc init``: start a campaign in a folder."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import click

from eid_campaign.app import App
from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.commands.options import SaidCommand, option, pass_app
from eid_campaign.commands.passphrase import new_passphrase
from eid_campaign.commands.passphrase_fd import passphrase_fd
from eid_campaign.delivering import Output, write_whole
from eid_campaign.ledger import cipher, database
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.presets import preset_text, with_commune
from eid_campaign.reports.status import init_report
from eid_campaign.settings import FILE_NAME, LEDGER_NAME
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
@option(
    "--encrypt",
    "encrypted",
    is_flag=True,
    help=N_("Make the ledger now, under a passphrase."),
)
@passphrase_fd
@pass_app
def command(
    app: App, folder: Path | None, preset: str, commune: str, force: bool, encrypted: bool
) -> None:
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
    content = text.encode("utf-8")
    if encrypted:
        _with_ledger(_ledger_of(path), lambda: write_whole(path, content))
    else:
        write_whole(path, content)
    app.deliver(init_report(path, app.today, is_encrypted=encrypted), Output())


def _with_ledger(ledger: Path, write_file: Callable[[], None]) -> None:
    """Make the ledger, then the campaign file: killed between the two, no import can find the
    file and make a ledger that is not encrypted.
    """
    key = _key_for(ledger)
    with database.errors_in_words(ledger):
        cipher.create(ledger, key)
    try:
        Ledger.open(ledger).close()
        write_file()
    except BaseException:
        ledger.unlink()
        raise


def _ledger_of(campaign_file: Path) -> Path:
    named = os.environ.get("EIDC_LEDGER")
    return Path(named) if named else campaign_file.with_name(LEDGER_NAME)


def _key_for(ledger: Path) -> cipher.Key:
    """Ask for the passphrase of a ledger still to be made."""
    if ledger.exists():
        raise UsageProblem(
            "There is a ledger here already: {ledger}.",
            N_("It is encrypted: leave out --encrypt.")
            if cipher.is_encrypted(ledger)
            else N_("Encrypt it with: eidc encrypt"),
            ledger=ledger,
        )
    cipher.library(ledger)
    return cipher.new_key(new_passphrase())
