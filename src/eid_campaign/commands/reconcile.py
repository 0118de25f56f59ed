"""``eidc reconcile``: the ledger held against the national system's own figures or list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib import import_module
from itertools import chain
from pathlib import Path

import click

from eid_campaign import knowing
from eid_campaign.app import App
from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.campaign.gaps import held, overdue
from eid_campaign.campaign.known_on import KnownOn
from eid_campaign.campaign.places import find_commune, find_village
from eid_campaign.campaign.privacy import Audience
from eid_campaign.campaign.reconciling import Asserted, Held
from eid_campaign.commands.answering import answer_options, audience_option, place_options
from eid_campaign.commands.options import SaidCommand, option
from eid_campaign.delivering import Output
from eid_campaign.document import Document
from eid_campaign.intake.typed_figures import has_long_number, is_figure, read_figures
from eid_campaign.ledger import asserted
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.own_rules import table_on
from eid_campaign.ledger.purged_days import refuse_without_people
from eid_campaign.ledger.reconciling import faces
from eid_campaign.reports.reconciled import reconciled_report
from eid_campaign.reports.recorded import as_recorded
from eid_campaign.reports.words import Campaign
from eid_campaign.wish import Wish
from eid_campaign.wording import N_

LIST = "eid_campaign.commands.reconciling"
"""Imported only where a file is given: its libraries take a third of a second."""


@click.command(
    "reconcile",
    cls=SaidCommand,
    help=N_(
        "Hold the ledger against the national system: a list of its people (FILE), a table of its"
        " counts (FILE), or figures typed as NAME=NUMBER, thu-nhan=462 kich-hoat=345. Says what"
        " differs and why, as far as the ledger knows; the figures are kept for eidc check."
    ),
)
@click.argument("told", nargs=-1, metavar="FILE|NAME=NUMBER…")
@place_options
@option("--list", "listed", is_flag=True, help=N_("The people too, as --audience may see them."))
@option("--no-keep", is_flag=True, help=N_("Only look: the system's figures are not kept."))
@audience_option()
@answer_options
def command(
    app: App,
    told: tuple[str, ...],
    commune: str | None,
    village: str,
    listed: bool,
    no_keep: bool,
    audience: str,
    as_of: date | None,
    known_on: KnownOn | None,
    output: Output,
) -> None:
    """Compare with the national system."""
    figures, file = _given(told)
    asked = app.day(as_of)
    with app.read_ledger(known_on) as ledger:
        in_commune, in_village = _place(app, ledger, commune, village, asked)
        keeping = not (no_keep or known_on is not None)
        if file is None:
            place = in_commune or _commune_of(app, ledger, in_village), in_village
            wanted = [Asserted(*place, name, number) for name, number in figures.items()]
            report = of_figures(app, ledger, wanted, asked, keeping=keeping)
        else:
            report = import_module(LIST).of_file(
                app,
                ledger,
                file,
                Wish(as_of, in_commune, in_village, dry_run=True),
                Audience(audience),
                keeping=keeping,
                listed=listed,
                own=table_on(ledger, asked),
            )
    app.deliver(as_recorded(report, known_on), output)


def _given(told: Sequence[str]) -> tuple[dict[str, int], Path | None]:
    """Return the figures typed, or the one file; UsageProblem for none, several, or both."""
    files = [each for each in told if not is_figure(each) or Path(each).is_file()]
    pairs = [each for each in told if each not in files]
    if len(files) + bool(pairs) != 1:
        raise UsageProblem(
            N_("There is nothing to compare with: neither a file nor a figure.")
            if not told
            else N_("Give one file, or figures; not both and not several files."),
            "For example: eidc reconcile thu-nhan=462 kich-hoat=345 --as-of 2024-11-19,"
            " or: eidc reconcile he-thong.xlsx",
        )
    if files and not Path(files[0]).exists() and has_long_number(files[0]):
        raise UsageProblem(  # what was typed may be somebody's number: it is not said again
            "What was given is neither a file nor a figure.",
            "For example: eidc reconcile thu-nhan=462 kich-hoat=345 --as-of 2024-11-19,"
            " or: eidc reconcile he-thong.xlsx",
        )
    return read_figures(pairs), Path(files[0]) if files else None


def _place(
    app: App, ledger: Ledger, commune: str | None, village: str, day: date
) -> tuple[str, str]:
    """Return the commune and the village meant, of lists, tables or the appendix; UnknownPlace
    for a name that none of them has.
    """
    known = knowing.known(app, ledger, day)
    found = find_commune(commune, known.communes) if commune else ""
    if not village:
        return found, ""
    names = known.villages.get(found, ()) if found else {*chain(*known.villages.values())}
    return found, find_village(village, names)


def _commune_of(app: App, ledger: Ledger, village: str) -> str:
    """Return whose figures are meant where none is named: the campaign's own commune, or the one
    commune that has the village; blank for all.
    """
    known = ledger.villages()
    having = [unit for unit, names in known.items() if not village or village in names]
    if app.settings.commune in having:
        return app.settings.commune
    return having[0] if len(having) == 1 else ""


def of_figures(
    app: App,
    ledger: Ledger,
    wanted: Sequence[Asserted],
    day: date,
    *,
    keeping: bool,
    file: str = "",
) -> Document:
    """Return what is said of figures of ``day``, and keep them where they are to be kept."""
    told, waiting = compared(app, ledger, wanted, day)
    entry = asserted.keep(ledger, day, file, told, app.author()) if keeping else None
    units = {each.asserted.unit for each in told}
    return reconciled_report(told, day, campaign=named(app, units), entry=entry, overdue=waiting)


def compared(
    app: App, ledger: Ledger, wanted: Sequence[Asserted], day: date
) -> tuple[list[Held], int]:
    """Return each figure beside the ledger's, and how many dossiers are overdue there."""
    count = asserted.counting(ledger, day, app.settings.rules)
    counts = [count(each) for each in wanted]
    differs = any(
        own is not None and own != each.number for each, own in zip(wanted, counts, strict=True)
    )
    if differs:  # what explains a difference are people
        refuse_without_people(ledger, day)
    everybody = faces(ledger, day, app.settings.rules, latest=app.today) if differs else ()
    told = [held(each, own, everybody, day) for each, own in zip(wanted, counts, strict=True)]
    places = list({each[:2]: None for each in wanted})
    return told, overdue(everybody, day, places)


def named(app: App, units: set[str]) -> Campaign:
    """Return what the answer is of: the one unit, or the district."""
    return Campaign(
        commune=next(iter(units)) if len(units) == 1 else "",
        district=app.settings.district,
        is_default=app.settings.campaign_file is None,
    )
