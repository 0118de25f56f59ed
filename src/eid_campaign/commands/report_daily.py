"""``eidc report daily``: what goes to the level above each day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

import click

from eid_campaign import knowing
from eid_campaign.app import App
from eid_campaign.campaign.day import DayLine, compare_day
from eid_campaign.campaign.errors import NothingKnown
from eid_campaign.campaign.known_on import KnownOn
from eid_campaign.campaign.places import find_commune
from eid_campaign.campaign.privacy import Audience
from eid_campaign.campaign.progress import Progress
from eid_campaign.campaign.situation import Known, lines
from eid_campaign.commands.answering import by_option, report_options
from eid_campaign.commands.as_sent import correcting, sending
from eid_campaign.commands.options import SaidCommand, commune_option, option
from eid_campaign.delivering import Output
from eid_campaign.document import Table, Text
from eid_campaign.ledger import tallies
from eid_campaign.ledger.frozen import has_frozen
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.reports.daily import daily_report
from eid_campaign.reports.recorded import as_recorded
from eid_campaign.wording import N_

KIND = "daily"


@click.command(
    KIND,
    cls=SaidCommand,
    help=N_(
        "The day's report to the level above: three sentences and a table of what was collected,"
        " issued and activated in the day and in all, what remains, how many a day are needed,"
        " and who has not reported today."
    ),
)
@commune_option
@by_option
@option(
    "--audience",
    type=click.Choice([audience.value for audience in Audience]),
    default=Audience.FIGURES.value,
    show_default=True,
    help=N_("Who will see it: counts only, the same for everybody."),
)
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
    """Show or write the daily report."""
    if final or sent:
        sending().refuse_both(known_on, final=final, sent=sent)
    day = app.day(as_of)
    if sent:
        which = day if as_of else None
        asked = {"by": by} if by else {}
        sending().printed_again(
            app, KIND, output, commune=commune, as_of=which, known_on=known_on, asked=asked
        )
        return
    with app.read_ledger(known_on) as ledger:
        found = _day(app, ledger, day, commune=commune, by=by)
    report = daily_report(
        found.known,
        found.lines,
        by=found.by,
        campaign=knowing.named(app, found.now, found.commune),
        office=app.settings.office.of(KIND),
        words=output.spoken_numbers,
        corrections=found.corrections,
    )
    app.deliver(as_recorded(report, known_on), output)
    if final:
        sending().keep_as_sent(
            app,
            report,
            found.now,
            commune=found.commune,
            asked={"by": found.by},
            revision=found.revision,
        )


class _Day(NamedTuple):
    """All that a daily report is made of."""

    known: Known
    now: tuple[Progress, ...]
    lines: tuple[DayLine, ...]
    by: str
    commune: str
    corrections: tuple[Text | Table, ...]
    revision: int
    """The last entry of the log that counts in it."""


def _day(app: App, ledger: Ledger, day: date, *, commune: str | None, by: str | None) -> _Day:
    """Return the day; ``commune`` as typed, ``by`` None where not asked."""
    tallies.count_days(ledger, (day, day - timedelta(days=1)), app.settings.rules)
    known = knowing.known_for(app, ledger, day)
    before = knowing.known(app, ledger, day - timedelta(days=1))
    place = find_commune(commune, known.communes) if commune else ""
    own = app.settings.commune
    by = by or known.usual_lines(place, own)
    now = lines(known, commune=place, by=by, own=own)
    try:
        ago = lines(before, commune=place, by=by, own=own)
    except NothingKnown:  # its villages are known by a table handed in today
        ago = ()
    compared = compare_day(now, ago, knowing.report_days(ledger), baseline=known.rules.baseline)
    corrections: tuple[Text | Table, ...] = ()
    if has_frozen(ledger, KIND, day):
        corrections = correcting().corrected(app, ledger, place, day, kind=KIND)
    return _Day(known, now, compared, by, place, corrections, ledger.revision)
