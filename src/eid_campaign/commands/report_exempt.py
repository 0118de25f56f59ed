"""``eidc report exempt``: who cannot have an account, and why."""

from __future__ import annotations

from datetime import date

import click

from eid_campaign import knowing
from eid_campaign.app import App
from eid_campaign.campaign.known_on import KnownOn
from eid_campaign.campaign.privacy import Audience
from eid_campaign.commands.answering import (
    by_option,
    counts_audience_option,
    place_options,
    report_options,
)
from eid_campaign.commands.as_sent import sending
from eid_campaign.commands.exempting import exempting
from eid_campaign.commands.options import SaidCommand
from eid_campaign.delivering import Output
from eid_campaign.reports.exempt import exempt_report
from eid_campaign.reports.recorded import as_recorded
from eid_campaign.wording import N_


@click.command(
    "exempt",
    cls=SaidCommand,
    help=N_(
        "Who cannot have an account, and why: counts by village and reason, the second rate,"
        " whether the target can be met, what can be done about each reason, and what is to be"
        " settled in the national system."
    ),
)
@place_options
@by_option
@counts_audience_option
@report_options
def command(
    app: App,
    commune: str | None,
    village: str,
    by: str | None,
    audience: str,
    as_of: date | None,
    known_on: KnownOn | None,
    final: bool,
    sent: bool,
    output: Output,
) -> None:
    """Show or write who is exempt and why."""
    if final or sent:
        sending().refuse_both(known_on, final=final, sent=sent)
    asked = {"audience": audience, "village": village}
    if sent:
        which = app.day(as_of) if as_of else None
        asked |= {"by": by} if by else {}
        sending().printed_again(
            app, "exempt", output, commune=commune, as_of=which, known_on=known_on, asked=asked
        )
        return
    with app.read_ledger(known_on) as ledger:
        revision = ledger.revision
        found = exempting(
            app,
            ledger,
            app.day(as_of),
            commune=commune or "",
            village=village,
            by=by or "",
            audience=Audience(audience),
        )
    campaign = knowing.named(app, found.lines, found.commune)
    report = exempt_report(found, campaign, office=app.settings.office.of("exempt"))
    app.deliver(as_recorded(report, known_on), output)
    if final:
        asked["by"] = "village" if any(line.village for line in found.lines) else "commune"
        asked["village"] = found.village
        sending().keep_as_sent(
            app, report, found.lines, commune=found.commune, asked=asked, revision=revision
        )
