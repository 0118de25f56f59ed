"""The house stands as it is drawn: import order, lazy start, one sentence a file, the README."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

from eid_campaign.cli import COMMANDS
from eid_campaign.commands.report import REPORTS
from eid_campaign.render.formats import FORMATS

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "eid_campaign"
FILES = sorted(SOURCE.rglob("*.py"))
HEAVY = ("pandas", "numpy", "openpyxl", "xlsxwriter", "python_calamine", "matplotlib", "typst")
QUICK = (
    "--help",
    "--version",
    "targets --help",
    "targets --as-of 2024-11-19",
    "targets --by village --as-of 2024-11-19",
    "report daily --as-of 2024-11-19",
    "report daily --as-of 2024-11-19 --format zalo",
    "report final --as-of 2024-11-19",
    "report weekly --as-of 2024-11-19",
    "report weekly --as-of 2024-11-19 --format json",
    "status",
    "people",
)


def test_imports_run_downwards_only() -> None:
    """The contracts of ``pyproject.toml`` hold."""
    command = Path(sys.executable).with_name(
        "lint-imports.exe" if os.name == "nt" else "lint-imports"
    )
    done = subprocess.run(
        [str(command), "--no-cache"], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def small_campaign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign with the appendix and one roster."""
    place = tmp_path_factory.mktemp("small")
    (place / "thon 3.csv").write_text(
        "DANH SÁCH THÔN 3, XÃ CẨM TÂN\n(Tính đến ngày 05/11/2024)\n"
        "STT;Họ và tên;Ngày sinh;Số ĐDCN;Tình trạng\n"
        "1;Nguyễn Văn An;03/05/1990;038090000001;Chưa thu nhận\n",
        encoding="utf-8",
    )
    for words in (
        "init --preset cam-thuy-2024",
        f"import {ROOT / 'sample_data'}/phu-luc-cam-thuy.xlsx",
        "import|thon 3.csv",
    ):
        run = words.split("|") if "|" in words else words.split()
        subprocess.run(
            [sys.executable, "-m", "eid_campaign", *run],
            cwd=place,
            check=True,
            capture_output=True,
            env=_environment(),
        )
    return place


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if "EIDC" not in name}


@pytest.mark.parametrize("words", QUICK)
def test_quick_commands_load_no_heavy_library(small_campaign: Path, words: str) -> None:
    """Help, targets, reports and lists open without pandas and without the Excel libraries."""
    program = (
        "import sys\n"
        "from eid_campaign.cli import main\n"
        f"code = main({words.split()!r}, standalone_mode=False)\n"
        f"heavy = sorted(set(sys.modules) & set({HEAVY!r}))\n"
        "sys.exit(f'loaded {heavy}' if heavy else code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        cwd=small_campaign,
        env=_environment() | {"PYTHONUTF8": "1"},
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_has_its_module(name: str) -> None:
    """The table of commands names a module with a ``command`` of that name and a summary."""
    module, summary = COMMANDS[name]
    command = import_module(f"eid_campaign.commands.{module}").command
    assert isinstance(command, click.Command)
    assert command.name == name
    assert summary


def test_every_module_of_commands_is_in_the_table() -> None:
    """A command that is written can be typed."""
    with_command = {
        path.stem
        for path in (SOURCE / "commands").glob("*.py")
        if re.search(r"^def command\(", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    table = [*COMMANDS.values(), *REPORTS.values()]
    assert with_command == {module for module, _summary in table}


@pytest.mark.parametrize("name", list(REPORTS))
def test_every_report_has_its_module(name: str) -> None:
    """The table of reports names a module with a ``command`` of that name and a summary."""
    module, summary = REPORTS[name]
    command = import_module(f"eid_campaign.commands.{module}").command
    assert isinstance(command, click.Command)
    assert command.name == name
    assert summary


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_has_its_module(name: str) -> None:
    """The table of formats names a module that renders."""
    assert callable(import_module(f"eid_campaign.render.{FORMATS[name].module}").render)


@pytest.mark.parametrize("readme", ["README.md", "README.vi.md"])
def test_the_readme_lists_every_command(readme: str) -> None:
    """The table of commands in README names each of them."""
    if not (ROOT / readme).exists():
        pytest.skip(f"there is no {readme}")
    text = (ROOT / readme).read_text(encoding="utf-8")
    missing = [name for name in COMMANDS if not re.search(rf"`eidc {name}\b", text)]
    assert not missing


def _id(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def test_every_file_opens_with_its_purpose() -> None:
    """Each file begins with a docstring that is a sentence."""
    without = []
    for path in FILES:
        told = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        if not re.search(r"[.;:!?`)]$", told.splitlines()[0] if told else ""):
            without.append(_id(path))
    assert not without


def _calls(path: Path) -> set[str]:
    """Return the names of what a file calls: ``print``, ``date.today`` …"""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


@pytest.mark.parametrize(
    ("call", "allowed"),
    [
        ("print", set()),
        ("date.today", {"commands/options.py"}),
        ("datetime.date.today", set()),
        ("datetime.today", set()),
        ("sys.exit", {"cli.py", "__main__.py", "sample/__main__.py"}),
        ("input", set()),
        ("eval", set()),
        ("exec", set()),
    ],
)
def test_what_is_called_where(call: str, allowed: set[str]) -> None:
    """Nothing prints by itself, one file asks the clock for the day, one ends the program."""
    assert {_id(path) for path in FILES if call in _calls(path)} <= allowed


@pytest.mark.parametrize("room", ["campaign", "reports", "roster", "document"])
def test_rules_and_reports_ask_no_clock_and_no_environment(room: str) -> None:
    """The day comes in as an argument: no ``now()``, no ``os.environ``."""
    files = [SOURCE / room] if room.endswith(".py") else sorted((SOURCE / room).rglob("*.py"))
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\bos\.environ|\.now\(|\btime\.time", text), _id(path)


def test_imports_stand_at_the_top() -> None:
    """No import inside a function: laziness lives in the tables of commands and formats."""
    inside = [
        f"{_id(path)}:{node.lineno}"
        for path in FILES
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not inside


def test_every_test_says_what_it_guarantees() -> None:
    """Each test has a sentence."""
    silent = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("test_")
        and not ast.get_docstring(node)
    ]
    assert not silent
