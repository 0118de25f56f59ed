"""``eidc check``: is the ledger whole, unchanged by other hands, and do its figures add up?"""

from __future__ import annotations

import click

from eid_campaign.app import App
from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.commands.options import SaidCommand, option, output_options, pass_app
from eid_campaign.delivering import Output
from eid_campaign.ledger.checking import Asked, check
from eid_campaign.ledger.seals import Code, read_code
from eid_campaign.reports.check import check_report
from eid_campaign.wording import N_

EXIT_FOUND = 8
"""The ledger is not as it should be."""


@click.command(
    "check",
    cls=SaidCommand,
    help=N_(
        "Check that the ledger is whole, that nobody changed it with another program, and that"
        " every total is the sum of its parts. Says nothing when all is well; ends with code 8"
        " when something is not."
    ),
)
@option(
    "--code",
    metavar="12-7F3A-91C2",
    help=N_("A code of the ledger noted earlier: is everything up to it still there?"),
)
@option("-v", "--verbose", is_flag=True, help=N_("Say also what was checked."))
@output_options
@pass_app
def command(app: App, code: str | None, verbose: bool, output: Output) -> None:
    """Check the ledger."""
    noted = _noted(code)
    with app.read_history() as ledger:
        found = check(Asked(ledger, app.today, app.settings.rules, noted))
    if found.findings or verbose or output.files or output.format:
        app.deliver(check_report(found, app.today, verbose=verbose), output)
    if found.findings:
        click.get_current_context().exit(EXIT_FOUND)


def _noted(typed: str | None) -> Code | None:
    """Return the code that was typed; UsageProblem for what is none."""
    code = read_code(typed) if typed is not None else None
    if typed is not None and code is None:
        raise UsageProblem(
            "“{text}” is no code of a ledger.",
            "It looks like 12-7F3A-91C2; it stands under the final report and in: eidc log",
            text=typed[:40],
        )
    return code
