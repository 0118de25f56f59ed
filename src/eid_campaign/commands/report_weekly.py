"""``eidc report weekly``: what goes upward each week."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import click

from eid_campaign.app import App, Output
from eid_campaign.campaign.known_on import KnownOn
from eid_campaign.campaign.places import find_commune
from eid_campaign.campaign.progress import WEEK, Progress
from eid_campaign.campaign.situation import Known, lines
from eid_campaign.campaign.week import WeekLine, compare_week, reported
from eid_campaign.commands.answering import by_option, report_options
from eid_campaign.commands.as_sent import correcting, sending
from eid_campaign.commands.options import SaidCommand, commune_option
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
        "The week's report: in the week, cumulative, rate, remaining, against last week, rank,"
        " who has not reported, who is exempt and to verify (counts)."
    ),
)
@commune_option
@by_option
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
    """Show or write the weekly report."""
    if final or sent:
        sending().refuse_both(known_on, final=final, sent=sent)
    day = app.week_end(app.day(as_of))
    if sent:
        which = day if as_of else None
        asked = {"by": by} if by else {}
        sending().printed_again(
            app, "weekly", output, commune=commune, as_of=which, known_on=known_on, asked=asked
        )
        return
    with app.read_ledger(known_on) as ledger:
        found = _week(app, ledger, day, commune=commune, by=by)
    report = weekly_report(
        found.known,
        found.lines,
        by=found.by,
        campaign=app.named(found.now, found.commune),
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


class _Week(NamedTuple):
    """All that a weekly report is made of."""

    known: Known
    now: tuple[Progress, ...]
    lines: tuple[WeekLine, ...]
    by: str
    commune: str
    corrections: tuple[Text | Table, ...]
    revision: int
    """The last entry of the log that counts in it."""


def _week(app: App, ledger: Ledger, day: date, *, commune: str | None, by: str | None) -> _Week:
    """Return the week that ends on ``day``; ``commune`` as typed, ``by`` None where not asked."""
    known, ago, long_ago = (app.known(ledger, day - WEEK * back) for back in range(3))
    days = app.report_days(ledger)
    place = find_commune(commune, known.communes) if commune else ""
    by = by or known.usual_lines(place, app.settings.commune)
    now, before, earlier = (
        lines(each, commune=place, by=by, own=app.settings.commune)
        for each in (known, ago, long_ago)
    )
    week = compare_week(
        now,
        before,
        earlier,
        reported=reported(days, day),
        reported_before=reported(days, day - WEEK),
    )
    corrections = _corrections(app, ledger, place, day)
    return _Week(known, now, week, by, place, corrections, ledger.revision)


def _corrections(app: App, ledger: Ledger, commune: str, day: date) -> tuple[Text | Table, ...]:
    """Return what is stated of the last report sent; who sends none pays nothing for it."""
    if not has_frozen(ledger, "weekly", day):
        return ()
    found: tuple[Text | Table, ...] = correcting().corrected(app, ledger, commune, day)
    return found
