"""``eidc targets``: what is to be done, what is done, what remains."""

from __future__ import annotations

from datetime import date

import click

from eid_campaign import knowing
from eid_campaign.app import App
from eid_campaign.campaign.known_on import KnownOn
from eid_campaign.campaign.places import find_commune
from eid_campaign.campaign.situation import lines
from eid_campaign.commands.answering import report_options
from eid_campaign.commands.as_sent import sending
from eid_campaign.commands.options import SaidCommand, commune_option, option
from eid_campaign.delivering import Output
from eid_campaign.reports.recorded import as_recorded
from eid_campaign.reports.targets import targets_report
from eid_campaign.wording import N_


@click.command(
    "targets",
    cls=SaidCommand,
    help=N_(
        "Targets of each unit: base, rate, target, achieved, remaining, needed per day, days left."
        " Works from the appendix alone; with rosters it counts people."
    ),
)
@commune_option
@option(
    "--by",
    type=click.Choice(["commune", "village"]),
    help=N_("A line for each commune, or for each village of a commune."),
)
@report_options
def command(
    app: App,
    commune: str | None,
    by: str | None,
    as_of: date | None,
    known_on: KnownOn | None,
    final: bool,
    sent: bool,
    output: Output,
) -> None:
    """Show the targets."""
    if final or sent:
        sending().refuse_both(known_on, final=final, sent=sent)
    if sent:
        which = app.day(as_of) if as_of else None
        asked = {"by": by} if by else {}
        sending().printed_again(
            app, "targets", output, commune=commune, as_of=which, known_on=known_on, asked=asked
        )
        return
    by = by or "commune"
    with app.read_ledger(known_on) as ledger:
        revision = ledger.revision
        known = knowing.known_for(app, ledger, app.day(as_of))
    commune = find_commune(commune, known.communes) if commune else ""
    found = lines(known, commune=commune, by=by, own=app.settings.commune)
    report = targets_report(known, found, by=by, campaign=knowing.named(app, found, commune))
    app.deliver(as_recorded(report, known_on), output)
    if final:
        sending().keep_as_sent(
            app, report, found, commune=commune, asked={"by": by}, revision=revision
        )
