"""``eidc explain``: why a remark exempts, does not, or is left to an officer."""

from __future__ import annotations

from datetime import date

import click

from eid_campaign.app import App
from eid_campaign.campaign.birth_date import BirthDate
from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.campaign.explaining import explained
from eid_campaign.campaign.stages import STAGE_OF_ID
from eid_campaign.commands.days import DAY
from eid_campaign.commands.options import (
    SaidCommand,
    option,
    output_options,
    pass_app,
)
from eid_campaign.delivering import Output
from eid_campaign.intake.cells_date import clean_birth_date
from eid_campaign.ledger.own_rules import table_on
from eid_campaign.reports.explained import explain_report
from eid_campaign.wording import N_


def birth_date_of(text: str, latest: date) -> BirthDate:
    """Return a birth date typed as rosters have it: 1990, 05/1990, 05/11/1990, 1990-11-05.

    Raises UsageProblem for what is none, or lies after ``latest``.
    """
    found = clean_birth_date(text, latest=latest)
    if not found.iso:
        raise UsageProblem(
            "“{text}” is not a birth date.",
            "Write it like 05/11/1990, 11/1990 or 1990.",
            text=text,
        )
    return BirthDate.from_iso(found.iso)


@click.command(
    "explain",
    cls=SaidCommand,
    help=N_(
        "Why a remark (Ghi chú) exempts, does not, or is left to an officer: the rule, the words,"
        " what else was found and why it did not decide, and what to do."
    ),
)
@click.argument("remark")
@option("--born", metavar="DD/MM/YYYY", help=N_("The birth date, also a year alone."))
@option("--stage", type=click.Choice(list(STAGE_OF_ID)), help=N_("The stage of the account."))
@option("--as-of", type=DAY, help=N_("The day asked about, also one still to come."))
@output_options
@pass_app
def command(
    app: App,
    remark: str,
    born: str | None,
    stage: str | None,
    as_of: date | None,
    output: Output,
) -> None:
    """Explain a remark."""
    day = as_of or app.today
    found = explained(
        remark,
        birth=birth_date_of(born, day) if born else None,
        stage=STAGE_OF_ID[stage] if stage else None,
        as_of=day,
        elderly_age=app.settings.rules.elderly_age,
        own=_own_words(app, day),
    )
    app.deliver(explain_report(found), output)


def _own_words(app: App, day: date) -> str:
    """Return the commune's own table that holds on ``day``; blank where nothing is known yet."""
    if not app.settings.ledger.exists():
        return ""
    with app.read_history() as ledger:
        return table_on(ledger, day)
