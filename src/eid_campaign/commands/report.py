"""``eidc report``: what goes upward each week, and who is exempt and why."""

from __future__ import annotations

from datetime import date

import click

from eid_campaign.app import App, Output
from eid_campaign.campaign.places import find_commune
from eid_campaign.campaign.privacy import Audience
from eid_campaign.campaign.progress import WEEK
from eid_campaign.campaign.situation import lines
from eid_campaign.campaign.week import compare_week, reported
from eid_campaign.commands.exempting import exempting
from eid_campaign.commands.options import (
    SaidCommand,
    SaidGroup,
    as_of_option,
    commune_option,
    option,
    output_options,
    pass_app,
)
from eid_campaign.reports.exempt import exempt_report
from eid_campaign.reports.weekly import weekly_report
from eid_campaign.wording import N_


@click.group("report", cls=SaidGroup, help=N_("Reports: weekly, exempt."))
def command() -> None:
    """Group the reports."""


@command.command(
    "weekly",
    cls=SaidCommand,
    help=N_(
        "The week's report: in the week, cumulative, rate, remaining, against last week, rank,"
        " who has not reported, who is exempt and to verify (counts)."
    ),
)
@commune_option
@option(
    "--by",
    type=click.Choice(["village", "commune"]),
    help=N_("A line for each village or commune; villages where rosters are known."),
)
@as_of_option
@output_options
@pass_app
def weekly(
    app: App, commune: str | None, by: str | None, as_of: date | None, output: Output
) -> None:
    """Show or write the weekly report."""
    day = app.week_end(app.day(as_of))
    with app.read_ledger() as ledger:
        known, ago, long_ago = (app.known(ledger, day - WEEK * back) for back in range(3))
        days = app.report_days(ledger)
    commune = find_commune(commune, known.communes) if commune else ""
    by = by or known.usual_lines(commune, app.settings.commune)
    now, before, earlier = (
        lines(each, commune=commune, by=by, own=app.settings.commune)
        for each in (known, ago, long_ago)
    )
    week = compare_week(
        now,
        before,
        earlier,
        reported=reported(days, day),
        reported_before=reported(days, day - WEEK),
    )
    app.deliver(weekly_report(known, week, by=by, campaign=app.named(now, commune)), output)


@command.command(
    "exempt",
    cls=SaidCommand,
    help=N_(
        "Who cannot have an account, and why: counts by village and reason, the second rate,"
        " whether the target can be met, what can be done about each reason, and what is to be"
        " settled in the national system."
    ),
)
@commune_option
@option("--village", default="", help=N_("Only this village."))
@option(
    "--by",
    type=click.Choice(["village", "commune"]),
    help=N_("A line for each village or commune; villages where rosters are known."),
)
@option(
    "--audience",
    type=click.Choice([audience.value for audience in Audience]),
    default=Audience.FIGURES.value,
    show_default=True,
    help=N_("Who will see it: prison, institutions and illness stand apart for police only."),
)
@as_of_option
@output_options
@pass_app
def exempt(
    app: App,
    commune: str | None,
    village: str,
    by: str | None,
    audience: str,
    as_of: date | None,
    output: Output,
) -> None:
    """Show or write who is exempt and why."""
    with app.read_ledger() as ledger:
        found = exempting(
            app,
            ledger,
            app.day(as_of),
            commune=commune or "",
            village=village,
            by=by or "",
            audience=Audience(audience),
        )
    campaign = app.named(found.lines, found.commune)
    app.deliver(exempt_report(found, campaign), output)
