"""Two officers import at the same moment into one ledger: nothing of either is lost."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from eid_campaign.ledger.ledger import Ledger
from tests.crash.commands import LEDGER, write_list
from tests.crash.contents import facts_in
from tests.crash.invariants import assert_ledger, assert_whole
from tests.crash.warm import Warm

EIDC = (sys.executable, "-m", "eid_campaign")
IN_USE = 7


@pytest.fixture
def folder(warm: Warm, tmp_path: Path) -> Path:
    """A campaign folder with the lists of two officers."""
    place = tmp_path / "folder"
    (place / "tmp").mkdir(parents=True)
    assert warm.run(place, "init", "--preset", "cam-thuy-2024").code == 0
    for officer, villages in (("one", ("Thôn 1", "Thôn 2")), ("two", ("Thôn 3", "Thôn 4"))):
        (place / officer).mkdir()
        for village in villages:
            name = f"{village[-1]}.csv"
            write_list(place / officer / name, village, "05/11/2024", people=300)
    return place


def test_both_imports_are_whole(folder: Path) -> None:
    """Started in the same moment, the one waits for the other; all people of both are there."""
    running = [
        subprocess.Popen(
            [*EIDC, "import", officer],
            cwd=folder,
            env=os.environ | {"PYTHONUTF8": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for officer in ("one", "two")
    ]
    said = [process.communicate(timeout=60)[0] for process in running]
    assert [process.returncode for process in running] == [0, 0], said
    assert len(facts_in(folder / LEDGER)) == 4 * 300
    with Ledger.open(folder / LEDGER) as ledger:
        assert len(ledger.imports()) == 4
        assert_ledger(ledger)


@pytest.mark.slow  # it is waited for five seconds
def test_who_waits_too_long_is_told_and_nothing_is_stored(folder: Path, warm: Warm) -> None:
    """While another program keeps the ledger, an import ends in words; later it goes through."""
    assert warm.run(folder, "import", "one").code == 0
    other = sqlite3.connect(folder / LEDGER, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        ended = warm.run(folder, "import", "two")
    finally:
        other.close()
    assert ended.code == IN_USE, ended.said
    assert "Traceback" not in ended.said
    assert_whole(folder / LEDGER)
    assert len(facts_in(folder / LEDGER)) == 2 * 300
    assert warm.run(folder, "import", "two").code == 0
    assert len(facts_in(folder / LEDGER)) == 4 * 300
