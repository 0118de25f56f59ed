"""``eidc report final``: the peak's report, and the closing of the campaign."""

from __future__ import annotations

from datetime import date

import click

from eid_campaign.app import App
from eid_campaign.campaign.known_on import KnownOn
from eid_campaign.campaign.privacy import Audience
from eid_campaign.commands.answering import by_option, counts_audience_option, report_options
from eid_campaign.commands.as_sent import sending
from eid_campaign.commands.concluding import concluding
from eid_campaign.commands.options import SaidCommand, commune_option
from eid_campaign.delivering import Output
from eid_campaign.reports.final import final_report
from eid_campaign.reports.recorded import as_recorded
from eid_campaign.wording import N_

KIND = "final"


@click.command(
    KIND,
    cls=SaidCommand,
    help=N_(
        "The peak's report and the closing of the campaign: results against both targets, week by"
        " week, outlook, who is put forward for commendation and who is to catch up, who did not"
        " report, lessons and proposals as drafts. Before the last day it is preliminary."
    ),
)
@commune_option
@by_option
@counts_audience_option
@report_options
def command(
    app: App,
    commune: str | None,
    by: str | None,
    audience: str,
    as_of: date | None,
    known_on: KnownOn | None,
    final: bool,
    sent: bool,
    output: Output,
) -> None:
    """Show or write the final report."""
    if final or sent:
        sending().refuse_both(known_on, final=final, sent=sent)
    day = app.day(as_of)
    asked = {"audience": audience}
    if sent:
        which = day if as_of else None
        asked |= {"by": by} if by else {}
        sending().printed_again(
            app, KIND, output, commune=commune, as_of=which, known_on=known_on, asked=asked
        )
        return
    with app.read_ledger(known_on) as ledger:
        revision = ledger.revision
        found = concluding(
            app, ledger, day, commune=commune or "", by=by or "", audience=Audience(audience)
        )
    report = final_report(found, office=app.settings.office.of(KIND), words=output.spoken_numbers)
    app.deliver(as_recorded(report, known_on), output)
    if final:
        sending().keep_as_sent(
            app,
            report,
            [line.now for line in found.lines],
            commune=commune_of(found.told.campaign.commune, asked=commune),
            asked=asked | {"by": found.by},
            revision=revision,
        )


def commune_of(found: str, *, asked: str | None) -> str:
    """Return the commune a report is kept under: the one that was asked for."""
    return found if asked else ""
