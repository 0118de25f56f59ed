"""``eidc purge``: people are removed for good, and a receipt without names is left."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import click

from eid_campaign import knowing
from eid_campaign.app import App
from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.campaign.handing_up import handed_up
from eid_campaign.campaign.purged import BASIS, Purged
from eid_campaign.commands.days import DAY
from eid_campaign.commands.options import SaidCommand, option, output_options, pass_app
from eid_campaign.delivering import Output
from eid_campaign.ledger import purging, unit_tables
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.reports.purge import purge_report
from eid_campaign.wording import N_, _

KEPT_FILE = "số liệu giữ lại"


@click.command(
    "purge",
    cls=SaidCommand,
    help=N_(
        "Remove people for good: a finished campaign, one person at their lawful request, or what"
        " is older than a day and no longer needed. Automatic copies are removed too; a receipt"
        " without names is left (-o FILE). --dry-run says first what would go."
    ),
)
@option("--campaign", is_flag=True, help=N_("The whole campaign: ledger, journals, copies."))
@option("--person", default="", metavar="NUMBER|CODE", help=N_("All that is held of one person."))
@option("--before", type=DAY, help=N_("Facts of before this day that today does not need."))
@option("--basis", default=BASIS, show_default=True, help=N_("The ground in law."))
@option("--yes", is_flag=True, help=N_("Do not ask; for scripts."))
@option("--dry-run", is_flag=True, help=N_("Say what would be removed; remove nothing."))
@output_options
@pass_app
def command(
    app: App,
    campaign: bool,
    person: str,
    before: date | None,
    basis: str,
    yes: bool,
    dry_run: bool,
    output: Output,
) -> None:
    """Remove what is asked for and deliver the receipt."""
    if campaign + bool(person) + (before is not None) != 1:
        raise UsageProblem(
            "Say what is to be removed: a campaign, a person or what is before a day.",
            "Give one of --campaign, --person NUMBER, --before DAY.",
        )
    with app.read_history() as ledger:
        if campaign:
            name = ledger.path.name
            tried = purging.purge_campaign(ledger, app.author(), basis=basis, dry_run=True)
            done = _agreed(
                app,
                tried,
                lambda: purging.purge_campaign(ledger, app.author(), basis=basis),
                name=name,
                yes=yes,
                dry_run=dry_run,
            )
        elif person:
            persons = purging.person_meant(ledger, person)
            tried = purging.purge_person(ledger, persons, app.author(), basis=basis, dry_run=True)
            done = _agreed(
                app,
                tried,
                lambda: purging.purge_person(ledger, persons, app.author(), basis=basis),
                name="",
                yes=yes,
                dry_run=dry_run,
            )
        else:
            assert before is not None
            done = _before(app, ledger, before, basis, yes=yes, dry_run=dry_run)
    app.deliver(purge_report(done, app.today), output)


def _before(
    app: App, ledger: Ledger, before: date, basis: str, *, yes: bool, dry_run: bool
) -> Purged:
    if before > app.today:
        raise UsageProblem(
            "What is known today cannot be removed as old.",
            "Give a day up to today: --before {today}",
            today=app.today.isoformat(),
        )
    baseline = app.settings.rules.baseline
    tables = _counts_kept(app, ledger, before)
    tried = _with_days(
        purging.purge_before(ledger, before, baseline, app.author(), basis=basis, dry_run=True),
        len(tables),
    )

    def purge() -> Purged:
        done = purging.purge_before(
            ledger, before, baseline, app.author(), basis=basis, tables=tables
        )
        return _with_days(done, len(tables))

    return _agreed(app, tried, purge, name="", yes=yes, dry_run=dry_run)


def _with_days(purged: Purged, kept_days: int) -> Purged:
    return replace(purged, counts={**purged.counts, "kept_days": kept_days})


def _counts_kept(app: App, ledger: Ledger, before: date) -> list[unit_tables.HandedIn]:
    """Return the counts of each day on which something was reported, and of the last day."""
    last = before - timedelta(days=1)
    reported = {day for days in ledger.report_days().values() for day in days}
    since = unit_tables.kept_until(ledger)
    tables = []
    for day in sorted({*(day for day in reported if day < before), last}):
        if since is not None and day <= since:
            continue
        known = knowing.known(app, ledger, day)
        rows = (
            *handed_up(known, commune="", villages=False).rows,
            *handed_up(known, commune="", villages=True).rows,
        )
        rows = tuple(row for row in rows if row.unit not in known.tables)
        if rows:
            tables.append(unit_tables.HandedIn(rows, KEPT_FILE, "", day, unit_tables.KEPT))
    return tables


def _agreed(
    app: App, tried: Purged, purge: Callable[[], Purged], *, name: str, yes: bool, dry_run: bool
) -> Purged:
    """Purge once the user has agreed; with ``dry_run`` only tell what would go.

    A whole campaign is named by the one who removes it: ``name`` is to be typed.
    """
    if dry_run:
        return tried
    if not yes:
        if not sys.stdin.isatty():
            raise UsageProblem(
                "Removing cannot be undone; nothing was removed.",
                "Look with --dry-run what would go, then give the command again with --yes.",
            )
        app.deliver(purge_report(tried, app.today), Output())
        if name:
            typed = click.prompt(_("Type {name} to remove it for good", name=name), err=True)
            if typed.strip() != name:
                raise click.Abort
        elif not click.confirm(_("Remove it for good?"), err=True):
            raise click.Abort
    return purge()
