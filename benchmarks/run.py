"""Measure eidc's speed: ``python benchmarks/run.py [--write-readme]``.

What is asked for are ratios, which hold from machine to machine: start-up against importing
click, an import against bare reading of the same file. The ledger of an import is fresh each
time, holds the appendix already, and is copied first, as before any import. Works where
``os.wait4`` does: Linux and macOS.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from material import EIDC, NEXT_WEEK, WEEKS, Material, fresh, ledger_size, made, someone
from measuring import Run, Task, alternating, modules_loaded, ratios, run_once, spread
from results import Line, as_markdown, as_text, circumstances, put_between_markers

from eid_campaign import __version__
from eid_campaign.sample.write import BASELINE

README = Path(__file__).resolve().parents[1] / "README.md"
SAMPLE_TODAY = BASELINE.replace(day=19)
VILLAGE_PEOPLE, DISTRICT_PEOPLE = 5756, 101_527
CLICK = (sys.executable, "-c", "import click")
BARE_READ = (
    "import sys, python_calamine as c;"
    "c.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()"
)
REPORTS = {
    "targets": (EIDC, "targets"),
    "report weekly": (EIDC, "report", "weekly"),
    "report weekly --format json": (EIDC, "report", "weekly", "--format", "json"),
    "report daily": (EIDC, "report", "daily"),
}
OFFICE = tuple(
    word for name in ("docx", "xlsx", "html", "pdf", "png") for word in ("-o", f"tuần.{name}")
)
"""The five formats of an office, in one command."""
HEAVY = ("pandas", "numpy", "openpyxl")
MIB = 2**20


def main() -> None:
    """Make the material, measure, and print the table."""
    asked = _arguments()
    with tempfile.TemporaryDirectory() as place:
        folder = (asked.folder or Path(place)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        material = made(folder, asked.village_people, asked.district_people)
        lines = [
            *imports(material, asked.rounds, asked.village_people, asked.district_people),
            *start_up(material, asked.rounds, asked.district_people),
            *long_kept(material, asked.rounds, asked.district_people),
        ]
    about = circumstances(__version__, asked.rounds)
    table = as_markdown(lines, about)
    print(table if asked.markdown else as_text(lines, about))
    if asked.write_readme:
        page = put_between_markers(README.read_text(encoding="utf-8"), table)
        README.write_text(page, encoding="utf-8")


def start_up(material: Material, rounds: int, district_people: int) -> Iterator[Line]:
    """Yield how long help and the reports take against importing click.

    A report counts a tally for each day it needs and keeps it until the next import. The limit
    is for a report asked again, which is nearly always; the first after an import is told too.
    """
    small = material.campaign("small", SAMPLE_TODAY, material.sample)
    imported = (material.appendix, material.district, material.next_week)
    district = material.campaign("district", NEXT_WEEK, *imported)
    first, first_small = material.folder / "first", material.folder / "first-small"
    tasks = {"click": Task(CLICK, material.folder), "help": Task((EIDC, "--help"), small)}
    for name, command in REPORTS.items():
        tasks[f"first small {name}"] = Task(command, first_small, fresh(small, first_small))
        tasks[f"first {name}"] = Task(command, first, fresh(district, first))
    runs = alternating(tasks, rounds)
    # Asked again: the campaigns' own ledgers, where the warming round leaves the tallies.
    again = {"click": tasks["click"]} | {
        f"{size} {name}": Task(command, folder)
        for name, command in REPORTS.items()
        for size, folder in (("small", small), ("district", district))
    }
    for name, found in alternating(again, rounds).items():
        runs[f"again {name}"] = found
    click, clicked = runs["click"], runs["again click"]
    yield Line('`python -c "import click"`, the measure', ratios(click, click), "×", None, click)
    yield _ratio("`eidc --help`", runs["help"], click, 2)
    for name in REPORTS:
        said = f"`eidc {name}`, "
        people = f"{said}{_dotted(VILLAGE_PEOPLE)} people"
        yield _ratio(people, runs[f"again small {name}"], clicked, 4)
        yield _ratio(f"{people}, first after an import", runs[f"first small {name}"], click, None)
        people = f"{said}{_dotted(district_people)} people"
        yield _ratio(people, runs[f"again district {name}"], clicked, 6)
        yield _ratio(f"{people}, first after an import", runs[f"first {name}"], click, None)
        loaded = modules_loaded(Task(REPORTS[name], district))
        heavy = [len(loaded.intersection(HEAVY))]
        yield Line(f"{said}of {', '.join(HEAVY)} loaded", spread(heavy), "modules", 0, digits=0)


def imports(
    material: Material, rounds: int, village_people: int, district_people: int
) -> Iterator[Line]:
    """Yield how long imports take against bare reading of the same file, and their memory."""
    start = material.campaign("appendix-known", BASELINE, material.appendix)
    week_one = material.campaign("week-one-known", NEXT_WEEK, material.appendix, material.district)
    works = [material.folder / f"work-{number}" for number in range(3)]
    runs = alternating(
        {
            "bare": _bare(material.district),
            "first": _import(material.district, start, works[0]),
            "bare next": _bare(material.next_week),
            "next": _import(material.next_week, week_one, works[1]),
            "villages": _import(material.villages, start, works[2]),
        },
        rounds,
    )
    people = _dotted(district_people)
    yield Line(
        f"bare python-calamine read of one .xlsx of {people} rows, the measure",
        ratios(runs["bare"], runs["bare"]),
        "×",
        None,
        runs["bare"],
    )
    again = "`eidc import` of next week's, 2 % changed"
    for what, name, bare, limit in (
        ("`eidc import` of that file, the first", "first", "bare", 2.5),
        (again, "next", "bare next", 2.3),
    ):
        yield _ratio(what, runs[name], runs[bare], limit)
        peak = spread([run.peak / MIB for run in runs[name]])
        yield Line(f"{what}: peak memory", peak, "MiB", 400, digits=0)
    grown = 100 * (ledger_size(works[1]) / ledger_size(week_one) - 1)
    yield Line(f"{again}: growth of the ledger", spread([grown]), "%", 5)
    villages = f"`eidc import` of eleven village files, {_dotted(village_people)} people"
    yield _seconds(villages, runs["villages"], 1.5)


def long_kept(material: Material, rounds: int, district_people: int) -> Iterator[Line]:
    """Yield what ten weeks of a district's lists cost: one person's history, and the check.

    The weekly report was asked for before, as in use: the check counts its kept tallies anew.
    Then the report after one was sent, where a list that came late touches everybody in it, and
    the report in all formats of an office at once.
    """
    last_day = BASELINE + timedelta(days=7 * (WEEKS - 1))
    kept = material.campaign("ten-weeks", last_day, material.appendix, *material.weeks)
    run_once(Task(REPORTS["report weekly"], kept))
    late = material.campaign("late-list", NEXT_WEEK, material.appendix)
    run_once(Task((*REPORTS["report weekly"], "--final", "--as-of", BASELINE.isoformat()), late))
    run_once(Task((EIDC, "import", str(material.district)), late))
    tasks = {
        "click": Task(CLICK, kept),
        "plain": Task((EIDC, "person", someone(kept, remark=False)), kept),
        "remark": Task((EIDC, "person", someone(kept, remark=True)), kept),
        "check": Task((EIDC, "check"), kept),
        "corrected": Task(REPORTS["report weekly"], late),
        "office": Task((*REPORTS["report weekly"], *OFFICE), kept),
    }
    runs = alternating(tasks, rounds)
    weeks = f"ten weeks of {_dotted(district_people)} people"
    yield _ratio(f"`eidc person`, no remark, {weeks}", runs["plain"], runs["click"], 4)
    yield _ratio(f"`eidc person`, with a remark, {weeks}", runs["remark"], runs["click"], 4)
    yield _seconds(f"`eidc check`, {weeks}", runs["check"], 5)
    what = "`eidc report weekly` after one was sent and a late list touched everybody"
    yield _seconds(what, runs["corrected"], 1.5)
    what = f"`eidc report weekly` as docx, xlsx, html, pdf and png at once, {weeks}"
    yield _seconds(what, runs["office"], 6)


def _seconds(what: str, runs: Sequence[Run], limit: float) -> Line:
    return Line(what, spread([run.wall for run in runs]), "s", limit, runs)


def _ratio(what: str, runs: Sequence[Run], against: Sequence[Run], limit: float | None) -> Line:
    return Line(what, ratios(runs, against), "×", limit, runs)


def _bare(file: Path) -> Task:
    return Task((sys.executable, "-c", BARE_READ, str(file)), file.parent)


def _import(file: Path, campaign: Path, work: Path) -> Task:
    return Task((EIDC, "import", str(file)), work, fresh(campaign, work))


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure eidc's speed.")
    parser.add_argument("--folder", type=Path, help="write the files here, and leave them")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--village-people", type=int, default=VILLAGE_PEOPLE)
    parser.add_argument("--district-people", type=int, default=DISTRICT_PEOPLE)
    parser.add_argument("--markdown", action="store_true", help="print the table for README")
    parser.add_argument("--write-readme", action="store_true", help="put the table into README")
    return parser.parse_args()


if __name__ == "__main__":
    main()
