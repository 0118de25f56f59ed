"""The catalogue: everything eidc says is said in Vietnamese too."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
TOOL = ROOT / "tools" / "catalogue.py"


def test_the_catalogue_is_complete_up_to_date_and_compiled() -> None:
    """Every message has a translation with the same placeholders, and the .mo is its .po."""
    done = subprocess.run(
        [sys.executable, str(TOOL), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_catalogue_finds_what_is_said() -> None:
    """A message of a report, an error's message and hint, and a kind of problem are found."""
    found = {message for message, _where in runpy.run_path(str(TOOL))["messages"]()}
    assert {
        "Needed per day",
        "The disk is full; the ledger {ledger} is as it was before.",
        "Make room on the disk, then give the command again.",
        "The person is listed twice in this file: counted once.",
    } <= found
