"""``eidc encrypt``: put the ledger under a passphrase, or change the passphrase."""

from __future__ import annotations

from pathlib import Path

import click

from eid_campaign.app import App
from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.commands import passphrase
from eid_campaign.commands.options import SaidCommand, option, pass_app
from eid_campaign.commands.passphrase_fd import passphrase_fd
from eid_campaign.delivering import Output
from eid_campaign.ledger import cipher
from eid_campaign.ledger.rewriting import Rewritten, rewrite, rewrite_copies
from eid_campaign.reports.encryption import encrypt_report, remembered_report
from eid_campaign.wording import N_


@click.command(
    "encrypt",
    cls=SaidCommand,
    help=N_(
        "Put the ledger and its automatic copies under a passphrase: without it nobody can read"
        " them, and nobody can restore a forgotten one."
    ),
)
@option("--change", is_flag=True, help=N_("Change the passphrase: the ledger is written anew."))
@option(
    "--remember",
    is_flag=True,
    help=N_("Keep the passphrase in this computer's keyring, so that it is not asked for."),
)
@option("--forget", is_flag=True, help=N_("Take the passphrase out of this computer's keyring."))
@passphrase_fd
@pass_app
def command(app: App, change: bool, remember: bool, forget: bool) -> None:
    """Encrypt the ledger, change its passphrase, or have it remembered."""
    ledger = _checked(app.settings.ledger, change, remember, forget)
    present = cipher.key_of(ledger)
    done = None
    if present is None or change:
        key = cipher.new_key(passphrase.new_passphrase())
        kind = "rekey" if change else "encrypt"
        done = rewrite(ledger, key, kind, app.author())
    else:
        key = present
        copies, left = rewrite_copies(ledger, key)
        done = Rewritten(copies, left, overwritten=True) if copies or left else None
    if present is not None and (forget or change):
        passphrase.forget(present.name)
    kept = passphrase.remember(key.name, cipher.passphrase_of(key)) if remember else None
    if done is not None:
        document = encrypt_report(ledger, done, app.today, changed=change, remembered=kept)
    else:
        document = remembered_report(ledger, app.today, remembered=kept)
    app.deliver(document, Output())


def _checked(ledger: Path, change: bool, remember: bool, forget: bool) -> Path:
    if not ledger.exists():
        raise UsageProblem(
            "There is no ledger yet at {ledger}.",
            "Start a campaign with an encrypted ledger: eidc init --encrypt",
            ledger=ledger,
        )
    if remember and forget:
        raise UsageProblem(
            "--remember and --forget cannot be meant together.", "Give one of the two."
        )
    encrypted = cipher.is_encrypted(ledger)
    if not encrypted and (change or forget):
        raise UsageProblem(
            "The ledger {ledger} is not encrypted.",
            "Encrypt it with: eidc encrypt",
            ledger=ledger,
        )
    cipher.library(ledger)  # before anybody is asked for a passphrase
    return ledger
