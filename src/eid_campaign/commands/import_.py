"""``eidc import``: files in, facts and problems out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from importlib import import_module
from pathlib import Path

import click

from eid_campaign.app import App
from eid_campaign.campaign.errors import InputRefused
from eid_campaign.campaign.stages import STAGE_OF_ID, Stage
from eid_campaign.commands.days import DAY
from eid_campaign.commands.mending import Mending
from eid_campaign.commands.options import (
    SaidCommand,
    option,
    output_options,
    pass_app,
)
from eid_campaign.delivering import Output
from eid_campaign.intake.sheets import Book, appendices_first, open_books, spreadsheet_files
from eid_campaign.ledger.backups import keep_copy
from eid_campaign.reports.field_names import settled_headings
from eid_campaign.reports.imported import import_report
from eid_campaign.reports.imported_outcome import FileOutcome
from eid_campaign.wish import Wish
from eid_campaign.wording import N_
from eid_campaign.wording import day as said_day

Books = Iterable[tuple[Path, Book | InputRefused]]

ROAD = "eid_campaign.importing.road"
"""Imported while the first files are being read: its libraries take a third of a second."""

WATCHING = "eid_campaign.commands.watching"
"""Imported only where a person watches several files being read."""

SEVERAL = 4
"""Fewer files are read before anyone looks up."""

EXIT_SOME_REFUSED = 3


@click.command(
    "import",
    cls=SaidCommand,
    help=N_(
        "Take in files and folders: the district's appendix and village rosters, .xlsx .xls .ods"
        " .csv .tsv. A row that cannot be kept is refused with its reason; the others are stored."
    ),
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@option("--as-of", type=DAY, help=N_("The day of the rosters, when they do not say it."))
@option("--commune", default="", help=N_("All people of the files are of this commune."))
@option("--village", default="", help=N_("All people of the files are of this village."))
@option(
    "--map",
    "pairs",
    multiple=True,
    metavar="FIELD=HEADING",
    help=N_(
        "This heading of the file is this field (full_name, or họ và tên); remembered for files of"
        " the same make. May be given several times."
    ),
)
@option(
    "--sheet",
    "sheets",
    multiple=True,
    metavar="NAME",
    help=N_("Read only this sheet; remembered like --map. May be given several times."),
)
@option(
    "--stage",
    type=click.Choice([stage.id for stage in Stage]),
    help=N_("The stage of all people of whom the files say none."),
)
@option(
    "--complete/--partial",
    "complete",
    default=None,
    help=N_(
        "The lists name everybody of their villages, so who is missing has left the list; or only"
        " some. Left out, their titles tell (“toàn bộ”)."
    ),
)
@option("--dry-run", is_flag=True, help=N_("Say what would happen; store nothing."))
@option("--strict", is_flag=True, help=N_("Store nothing of a file with a refused row."))
@option(
    "--repair",
    "out",
    type=click.Path(path_type=Path),
    metavar="OUT.xlsx",
    help=N_(
        "Give the one file back with its doubtful cells coloured, explained, proposals beside."
    ),
)
@output_options
@pass_app
def command(
    app: App,
    paths: tuple[Path, ...],
    as_of: date | None,
    commune: str,
    village: str,
    pairs: tuple[str, ...],
    sheets: tuple[str, ...],
    stage: str | None,
    complete: bool | None,
    dry_run: bool,
    strict: bool,
    out: Path | None,
    output: Output,
) -> None:
    """Import files and say what became of each."""
    if as_of is not None and as_of > app.clock:
        raise InputRefused(
            "{day} is a day still to come; nothing was stored.",
            "Give the day of the roster, up to today: --as-of {today}",
            day=said_day(as_of),
            today=app.clock.isoformat(),
        )
    wish = Wish(
        as_of,
        commune,
        village,
        dry_run,
        strict,
        settled_headings(pairs),
        sheets,
        STAGE_OF_ID[stage] if stage else None,
        complete,
    )
    found, aside = spreadsheet_files(paths)
    if not found:
        raise InputRefused(
            "There is no spreadsheet in {folders}.",
            "Give a folder that holds rosters or the appendix (.xlsx .xls .ods .csv .tsv).",
            folders=", ".join(str(path) for path in paths),
        )
    mending = Mending(found, out, output) if out is not None else None
    outcomes = taken_in(app, appendices_first(found), wish, mending)
    if len(outcomes) == 1 and outcomes[0].error is not None and not outcomes[0].problems:
        raise outcomes[0].error
    for_files = bool(output.files) or output.format == "json"
    document = import_report(
        outcomes,
        app.today,
        aside=sum(not path.name.startswith("eidc.") for path in aside),
        every_problem=for_files,
    )
    if mending is not None:
        document = mending.added_to(document, app, outcomes[0])
    app.deliver(document, output)
    if mending is not None:
        mending.write()
    click.get_current_context().exit(exit_code(outcomes))


def taken_in(
    app: App, files: list[Path], wish: Wish, mending: Mending | None = None
) -> list[FileOutcome]:
    """Import ``files`` in this order and return what became of each."""
    books = open_books(files)
    if not wish.dry_run:
        keep_copy(app.settings.ledger, app.settings.keep_copies_days, app.clock)
    road = import_module(ROAD)
    with app.open_ledger(dry_run=wish.dry_run) as ledger:
        outcomes: list[FileOutcome] = road.take_in(
            app,
            ledger,
            _watched(app, files, zip(files, books, strict=True)),
            wish,
            mending.keep if mending is not None else None,
        )
    return outcomes


def _watched(app: App, files: list[Path], books: Books) -> Books:
    if not app.screen.interactive or len(files) < SEVERAL:
        return books
    watched: Books = import_module(WATCHING).watched(books, len(files))
    return watched


def exit_code(outcomes: list[FileOutcome]) -> int:
    """Return 0, 3 when some rows or files were refused, 4 when all of them were."""
    if outcomes and all(outcome.error is not None for outcome in outcomes):
        return outcomes[0].error.exit_code if outcomes[0].error else 0
    refused = any(
        outcome.error is not None or (outcome.refused_rows and not outcome.imported_on)
        for outcome in outcomes
    )
    return EXIT_SOME_REFUSED if refused else 0
