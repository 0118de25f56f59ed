"""``eidc report weekly``: what goes upward each week."""

from __future__ import annotations

from datetime import date

import click

from eid_campaign.app import App
from eid_campaign.campaign.known_on import KnownOn
from eid_campaign.campaign.privacy import Audience
from eid_campaign.commands.answering import by_option, report_options
from eid_campaign.commands.as_sent import correcting, leaving_forms, sending
from eid_campaign.commands.options import SaidCommand, commune_option, option
from eid_campaign.commands.weekly_facts import weekly_facts
from eid_campaign.delivering import Output
from eid_campaign.document import Table, Text
from eid_campaign.ledger.frozen import has_frozen
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.reports.recorded import as_recorded
from eid_campaign.reports.weekly import weekly_report
from eid_campaign.wording import N_


@click.command(
    "weekly",
    cls=SaidCommand,
    help=N_(
        "The week's report in four parts: results by village with outlook and ranking,"
        " difficulties, numbers for next week, proposals (counts only)."
    ),
)
@commune_option
@by_option
@option(
    "--audience",
    type=click.Choice([audience.value for audience in Audience]),
    help=N_(
        "Who will see it: reasons by name for police, sensitive ones together for team and figures"
        " (the usual), none for public."
    ),
)
@report_options
def command(
    app: App,
    commune: str | None,
    by: str | None,
    audience: str | None,
    as_of: date | None,
    known_on: KnownOn | None,
    final: bool,
    sent: bool,
    output: Output,
) -> None:
    """Show or write the weekly report."""
    if final or sent:
        sending().refuse_both(known_on, final=final, sent=sent)
    day = app.week_end(app.day(as_of))
    if sent:
        which = day if as_of else None
        asked = {"by": by} if by else {}
        asked |= {"audience": audience} if audience else {}
        sending().printed_again(
            app, "weekly", output, commune=commune, as_of=which, known_on=known_on, asked=asked
        )
        return
    shown = Audience(audience or Audience.FIGURES.value)
    drawn = final or bool(output.files) or output.format not in ("", "table", "text", "csv")
    with app.read_ledger(known_on) as ledger:
        revision = ledger.revision
        week = weekly_facts(
            app, ledger, day, commune=commune, by=by, audience=shown, with_pictures=drawn
        )
        found = _corrections(app, ledger, week.commune, day)
    report = weekly_report(week.facts._replace(corrections=found))
    if drawn:
        office = app.settings.office.of("weekly")
        report = leaving_forms().week_leaving(
            report, week.facts, office, words=output.spoken_numbers
        )
    app.deliver(as_recorded(report, known_on), output)
    if final:
        sending().keep_as_sent(
            app,
            report,
            [line.now for line in week.facts.lines],
            commune=week.commune,
            asked={"by": week.facts.by, "audience": shown.value},
            revision=revision,
        )


def _corrections(app: App, ledger: Ledger, commune: str, day: date) -> tuple[Text | Table, ...]:
    """Return what is stated of the last report sent; who sends none pays nothing for it."""
    if not has_frozen(ledger, "weekly", day):
        return ()
    found: tuple[Text | Table, ...] = correcting().corrected(app, ledger, commune, day)
    return found
