"""``eidc decrypt``: take the passphrase off the ledger."""

from __future__ import annotations

import click

from eid_campaign.app import App
from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.commands import passphrase
from eid_campaign.commands.options import SaidCommand, option, pass_app
from eid_campaign.commands.passphrase_fd import passphrase_fd
from eid_campaign.delivering import Output
from eid_campaign.ledger import cipher
from eid_campaign.ledger.rewriting import rewrite
from eid_campaign.reports.encryption import decrypt_report
from eid_campaign.wording import N_, _


@click.command(
    "decrypt",
    cls=SaidCommand,
    help=N_(
        "Take the passphrase off the ledger and its automatic copies: whoever has the files can"
        " read them then."
    ),
)
@option("--yes", is_flag=True, help=N_("Do not ask whether it is meant."))
@passphrase_fd
@pass_app
def command(app: App, yes: bool) -> None:
    """Decrypt the ledger."""
    ledger = app.settings.ledger
    key = cipher.key_of(ledger)
    if key is None:
        raise UsageProblem(
            "The ledger {ledger} is not encrypted.",
            "Nothing needs to be done.",
            ledger=ledger,
        )
    if not yes:
        question = _("Whoever has the file can then read every person in it. Decrypt it?")
        click.confirm(question, abort=True, err=True)
    done = rewrite(ledger, None, "decrypt", app.author())
    passphrase.forget(key.name)
    app.deliver(decrypt_report(ledger, done, app.today), Output())
