"""Nothing leaves this computer: no module can reach the network, and no command tries."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "eid_campaign"
SAMPLE = Path(__file__).parents[2] / "sample_data"
REACHING = {
    *("socket", "ssl", "http", "urllib", "ftplib", "smtplib", "poplib", "imaplib", "telnetlib"),
    *("socketserver", "xmlrpc", "asyncio", "webbrowser", "multiprocessing", "select"),
    *("requests", "httpx", "aiohttp", "urllib3", "paramiko", "websockets", "pip"),
}


def _imported(path: Path) -> set[str]:
    """Return the modules a file imports, by name or by ``import_module("…")``."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            found |= {arg.value for arg in node.args if isinstance(arg, ast.Constant)}
    return {str(name) for name in found}


def test_no_module_can_reach_the_network() -> None:
    """No source file imports a library that opens connections, nor reads anything by its URL."""
    reaching = {
        f"{path.relative_to(SOURCE).as_posix()}: {name}"
        for path in sorted(SOURCE.rglob("*.py"))
        for name in _imported(path)
        if name.split(".")[0] in REACHING
    }
    assert not reaching


def test_the_search_finds_an_import(tmp_path: Path) -> None:
    """The search above sees each way of importing."""
    file = tmp_path / "a.py"
    file.write_text(
        'import socket as s\nfrom urllib.request import urlopen\nx = import_module("ssl")\n',
        encoding="utf-8",
    )
    assert _imported(file) == {"socket", "urllib.request", "ssl"}


@pytest.mark.parametrize(
    "words",
    [
        ["import", str(SAMPLE / "phu-luc-cam-thuy.xlsx")],
        ["targets", "-o", "a.xlsx"],
        ["report", "weekly", "--format", "json"],
        ["check"],
        ["export", "tally", "--format", "md"],
        ["no-such-command"],
    ],
    ids=lambda words: words[0],
)
def test_no_command_opens_a_connection(tmp_path: Path, words: list[str]) -> None:
    """With every socket forbidden the commands do the same."""
    program = (
        "import socket, sys\n"
        "def refuse(*given, **named):\n"
        "    raise AssertionError('the network was asked for')\n"
        "for name in ('socket', 'create_connection', 'getaddrinfo', 'gethostbyname'):\n"
        "    setattr(socket, name, refuse)\n"
        "from eid_campaign.cli import main\n"
        f"first = ['import', {str(SAMPLE / 'phu-luc-cam-thuy.xlsx')!r}]\n"
        "main(first, standalone_mode=False)\n"
        f"sys.exit(main({words!r}, standalone_mode=False))\n"
    )
    environment = {name: value for name, value in os.environ.items() if "EIDC" not in name}
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=tmp_path,
        env=environment | {"PYTHONUTF8": "1"},
    )
    assert done.returncode in (0, 2, 5), done.stdout + done.stderr
    assert "network" not in done.stderr
