"""``eidc demo``: a practice campaign, and the main job on it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path

import click

from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.commands import report_weekly, targets
from eid_campaign.commands.import_ import taken_in
from eid_campaign.commands.options import SaidCommand, option, surroundings
from eid_campaign.delivering import Output, write_whole
from eid_campaign.intake.sheets import appendices_first, spreadsheet_files
from eid_campaign.presets import practice_text
from eid_campaign.reports.imported_files import import_summary
from eid_campaign.reports.status import demo_report
from eid_campaign.sample.write import write_campaign
from eid_campaign.settings import FILE_NAME, load
from eid_campaign.wish import Wish
from eid_campaign.wording import N_

REPORT = "bao-cao-tuan.xlsx"
COMMUNE = "Cẩm Tân"


@click.command(
    "demo",
    cls=SaidCommand,
    help=N_(
        "Make a practice campaign with invented people in ./eidc-demo, import it, show the"
        " targets and the weekly report, and write the report as an Excel workbook."
    ),
)
@click.argument(
    "folder",
    required=False,
    default=Path("eidc-demo"),
    type=click.Path(path_type=Path, file_okay=False),
)
@option("--force", is_flag=True, help=N_("Start afresh: remove the practice campaign first."))
@click.pass_context
def command(ctx: click.Context, folder: Path, force: bool) -> None:
    """Make the practice campaign and do the main job on it."""
    _make_room(folder, force=force)
    files = write_campaign(folder)
    write_whole(folder / FILE_NAME, practice_text(max(files.weeks)).encode("utf-8"))
    with chdir(folder), _practice_only():
        app = surroundings()
        found, _aside = spreadsheet_files([Path()])
        outcomes = taken_in(app, appendices_first(found), Wish())
        app.deliver(import_summary(outcomes, app.today), Output())
        app.screen.write("")
        ctx.invoke(targets.command, commune=COMMUNE)
        app.screen.write("")
        ctx.invoke(report_weekly.command)
        ctx.invoke(report_weekly.command, files=(Path(REPORT),))
        app.screen.write("")
    app.deliver(demo_report(folder, folder / REPORT, app.today), Output())


@contextmanager
def _practice_only() -> Iterator[None]:
    """Forget a ledger and a day named by the environment: nobody invented may get into those."""
    names = ("EIDC_LEDGER", "EIDC_AS_OF")
    named = {name: os.environ.pop(name) for name in names if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(named)


def _make_room(folder: Path, *, force: bool) -> None:
    if folder.exists() and any(folder.iterdir()):
        if not force:
            raise UsageProblem(
                "There is something in the folder {folder} already.",
                "To start the practice campaign afresh give --force, or name another folder.",
                folder=folder,
            )
        # A real campaign has a campaign file too; only practice has a "today" of its own.
        if not (folder / FILE_NAME).exists() or load(folder, {}).practice_today is None:
            raise UsageProblem(
                "The folder {folder} is no practice campaign; it will not be removed.",
                "Name another folder.",
                folder=folder,
            )
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
