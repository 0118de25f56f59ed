"""The benchmarks measure what they say: processes, ratios, limits, and a table README can hold."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "benchmarks"
pytestmark = pytest.mark.skipif(not hasattr(os, "wait4"), reason="measures by os.wait4")
MODULES = ("measuring", "results", "material")


@pytest.fixture
def modules(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, ModuleType]]:
    """The benchmarks' modules, which import each other as scripts of one folder do."""
    monkeypatch.syspath_prepend(FOLDER)
    yield {name: __import__(name) for name in MODULES}
    for name in MODULES:
        del sys.modules[name]


def test_every_task_is_run_once_a_round_and_once_to_warm_up(
    modules: dict[str, ModuleType], tmp_path: Path
) -> None:
    """A task leaves a mark each time: three rounds and the warming one; three runs are kept."""
    measuring = modules["measuring"]
    mark = (sys.executable, "-c", "open('marks', 'a').write('x')")
    runs = measuring.alternating({"mark": measuring.Task(mark, tmp_path)}, 3)
    assert (tmp_path / "marks").read_text() == "xxxx"
    assert len(runs["mark"]) == 3
    assert all(run.wall > 0 and run.cpu > 0 and run.peak > 2**20 for run in runs["mark"])


def test_a_ratio_is_taken_within_each_round(modules: dict[str, ModuleType]) -> None:
    """2 s against 1 s, 6 against 2, 12 against 3: twice, three and four times as long."""
    measuring = modules["measuring"]
    slow, quick = (
        [measuring.Run(wall, 0.0, 0) for wall in walls] for walls in ((2, 6, 12), (1, 2, 3))
    )
    assert measuring.ratios(slow, quick) == (3, 2, 4)


@pytest.mark.parametrize(("code", "stops"), [(0, False), (3, False), (4, True), (70, True)])
def test_a_failed_command_is_never_measured(
    modules: dict[str, ModuleType], tmp_path: Path, code: int, stops: bool
) -> None:
    """Refused rows (3) are no failure; anything else that is not 0 stops the measuring."""
    measuring = modules["measuring"]
    task = measuring.Task((sys.executable, "-c", f"raise SystemExit({code})"), tmp_path)
    if stops:
        with pytest.raises(RuntimeError):
            measuring.run_once(task)
    else:
        measuring.run_once(task)


def test_a_copy_of_a_campaign_is_made_anew(modules: dict[str, ModuleType], tmp_path: Path) -> None:
    """What a run did to the copy is gone before the next."""
    campaign, copy = tmp_path / "campaign", tmp_path / "copy"
    campaign.mkdir()
    for name in ("eidc.toml", "eidc.ledger"):
        (campaign / name).write_text("as it was")
    renew = modules["material"].fresh(campaign, copy)
    for _time in range(2):
        renew()
        assert {file.name: file.read_text() for file in copy.iterdir()} == {
            "eidc.toml": "as it was",
            "eidc.ledger": "as it was",
        }
        (copy / "eidc.ledger").write_text("written by a run")
        (copy / "eidc.ledger-wal").write_text("left by a run")


@pytest.mark.parametrize(
    ("median", "limit", "met"),
    [(2.0, 2.5, "yes"), (2.5, 2.5, "yes"), (2.51, 2.5, "NO"), (9.0, None, "")],
)
def test_a_limit_is_met_by_the_median(
    modules: dict[str, ModuleType], median: float, limit: float | None, met: str
) -> None:
    """A limit is kept up to its very value; a line without one is only told."""
    spread = modules["measuring"].Spread(median, 0.0, 99.0)
    assert modules["results"].Line("a run", spread, "×", limit).met == met


def test_the_table_replaces_what_stood_between_the_markers(modules: dict[str, ModuleType]) -> None:
    """The rest of the page stays, and doing it again changes nothing more."""
    measuring, results = modules["measuring"], modules["results"]
    line = results.Line(
        "a run", measuring.Spread(2.0, 1.5, 3.25), "×", 2.5, [measuring.Run(0.0421, 0.04, 1)]
    )
    table = results.as_markdown([line], "Measured today.")
    page = "above\n<!-- benchmarks -->\nold\n<!-- /benchmarks -->\nbelow\n"
    done = results.put_between_markers(page, table)
    assert done == (
        "above\n<!-- benchmarks -->\nMeasured today.\n\n"
        "| what | measured: median (least–most) | limit | met | wall | CPU |\n"
        "| --- | --- | --- | --- | --- | --- |\n"
        "| a run | 2.00 × (1.50–3.25) | ≤ 2.5 × | yes | 42 ms | 40 ms |\n"
        "<!-- /benchmarks -->\nbelow\n"
    )
    assert results.put_between_markers(done, table) == done


@pytest.mark.parametrize(
    "page", ["", "<!-- benchmarks -->", "<!-- /benchmarks --> <!-- benchmarks -->"]
)
def test_a_page_without_a_pair_of_markers_is_left_alone(
    modules: dict[str, ModuleType], page: str
) -> None:
    """Better no table than a page cut in two."""
    with pytest.raises(ValueError, match="the page needs one"):
        modules["results"].put_between_markers(page, "table")


def test_the_imported_modules_of_a_command_are_seen(
    modules: dict[str, ModuleType], tmp_path: Path
) -> None:
    """What a report must not load is told from what Python itself says it imported."""
    measuring = modules["measuring"]
    task = measuring.Task((sys.executable, "-c", "import colorsys"), tmp_path)
    assert "colorsys" in measuring.modules_loaded(task)
    assert "pandas" not in measuring.modules_loaded(task)


@pytest.mark.slow
def test_the_whole_script_runs_on_a_tiny_campaign(tmp_path: Path) -> None:
    """Every line the issue asks for is there; what it says about tiny files proves nothing."""
    sizes = ("--rounds", "1", "--village-people", "60", "--district-people", "200")
    done = subprocess.run(
        [sys.executable, FOLDER / "run.py", "--markdown", "--folder", tmp_path / "work", *sizes],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    limits = [row.split(" | ")[2] for row in done.stdout.splitlines() if "| ≤ " in row]
    startup = ["≤ 2 ×", "≤ 4 ×", "≤ 6 ×", "≤ 0 modules", "≤ 4 ×", "≤ 6 ×", "≤ 0 modules"]
    reading = ["≤ 2.5 ×", "≤ 400 MiB", "≤ 2.3 ×", "≤ 400 MiB", "≤ 5 %", "≤ 1.5 s"]
    ten_weeks = ["≤ 4 ×", "≤ 4 ×", "≤ 5 s", "≤ 1.5 s"]
    assert limits == reading + startup + ten_weeks
