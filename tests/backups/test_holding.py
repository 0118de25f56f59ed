"""Who holds the ledger is said by name; a note that nobody stands behind misleads nobody."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from eid_campaign.campaign.errors import LedgerInUse
from eid_campaign.ledger import database, log
from eid_campaign.ledger.holding import command_given, holder_of, note_of
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.wording import said, use_language
from tests.backups.conftest import kinds, numbers, stored
from tests.drawn import ME, number

HOLDING = """
import sys
from pathlib import Path
sys.argv = ["eidc", "--lang", "vi", "import", "038090000001 An.xlsx"]
from eid_campaign.ledger import database
path = Path(sys.stdin.readline().rstrip())
connection = database.connect(path)
with database.transaction(connection, path):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process in the middle of an import."""
    child = subprocess.Popen(
        [sys.executable, "-c", HOLDING],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "USER": "dungnt", "USERNAME": "dungnt", "PYTHONUTF8": "1"},
    )
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(f"{path}\n")
    child.stdin.flush()
    assert child.stdout.readline() == "held\n"
    yield child
    child.kill()
    child.communicate()


def turned_away(path: Path) -> LedgerInUse:
    """Return what a second writer is told after waiting a little."""
    connection = database.connect(path, wait=0.1)
    try:
        with pytest.raises(LedgerInUse) as stopped, database.transaction(connection, path):
            pass
    finally:
        connection.close()
    return stopped.value


def test_the_second_is_told_who_writes_since_when(
    path: Path, holder: subprocess.Popen[str]
) -> None:
    """User, computer, time and command; of the words typed none but the command's name."""
    error = turned_away(path)
    assert error.exit_code == 7
    for language in ("vi", "en"):
        use_language(language)
        happened, _hint = said(error)
        assert "dungnt" in happened
        assert "eidc import" in happened
        assert f"{datetime.now(UTC).astimezone():%H:}" in happened or "59" in happened
    note = note_of(path).read_text(encoding="utf-8")
    assert set(json.loads(note)) == {"who", "host", "pid", "command", "since"}
    assert "038090000001" not in note


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")
def test_note_and_journal_are_readable_by_their_owner_only(
    path: Path, holder: subprocess.Popen[str]
) -> None:
    """While a transaction lasts three files lie there, none for others."""
    with Ledger.open(path) as ledger:
        assert holder_of(path) is not None
        holder.kill()
        holder.wait()
        ledger.connection.execute("BEGIN IMMEDIATE")
        ledger.connection.execute("INSERT INTO word (text) VALUES ('x')")
        modes = {
            file.name: stat.S_IMODE(file.stat().st_mode)
            for file in path.parent.iterdir()
            if file.is_file()
        }
        ledger.connection.execute("ROLLBACK")
    assert modes == {
        "eidc.ledger": 0o600,
        "eidc.ledger-journal": 0o600,
        "eidc.ledger-holder": 0o600,
    }


def test_the_note_goes_with_the_transaction(path: Path) -> None:
    """Stored, failed or interrupted: afterwards nothing lies beside the ledger."""
    with Ledger.open(path) as ledger:
        with database.transaction(ledger.connection, path):
            assert note_of(path).exists()
            log.append(ledger.connection, "check", ME, {})
        assert not note_of(path).exists()
        with pytest.raises(KeyboardInterrupt), database.transaction(ledger.connection, path):
            raise KeyboardInterrupt
    assert [file.name for file in path.parent.iterdir()] == ["eidc.ledger"]


def test_a_killed_holder_keeps_nobody_out(path: Path, holder: subprocess.Popen[str]) -> None:
    """Its note stays, the next writer writes its own over it and takes it away."""
    holder.kill()
    holder.wait()
    assert note_of(path).exists()
    with Ledger.open(path) as ledger, database.transaction(ledger.connection, path):
        log.append(ledger.connection, "check", ME, {})
    assert kinds(path) == ["import", "check"]
    assert not note_of(path).exists()


def test_a_killed_holder_is_not_named(path: Path, holder: subprocess.Popen[str]) -> None:
    """When another program has the ledger, the dead are not said to hold it."""
    holder.kill()
    holder.wait()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        error = turned_away(path)
    finally:
        other.close()
    assert "who" not in error.values


@pytest.mark.parametrize(
    ("hours", "host", "stands"),
    [(0, "máy-khác", True), (11, "máy-khác", True), (13, "máy-khác", False)],
)
def test_a_note_of_another_computer_is_believed_for_half_a_day(
    path: Path, hours: int, host: str, stands: bool
) -> None:
    """On a network share the other's process cannot be asked; nothing is written that long."""
    since = datetime.now(UTC) - timedelta(hours=hours)
    note_of(path).write_text(
        json.dumps(
            {"who": "a", "host": host, "pid": 1, "command": "import", "since": since.isoformat()}
        ),
        encoding="utf-8",
    )
    assert (holder_of(path) is not None) is stands


@pytest.mark.parametrize("note", ["", "{}", "[]", "\0" * 80, '{"who": "a", "since": 3}'])
def test_a_torn_note_is_no_note(path: Path, note: str) -> None:
    """The power went while it was written."""
    note_of(path).write_text(note)
    assert holder_of(path) is None


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("eidc import a.xlsx", "import"),
        ("eidc --lang vi import a.xlsx", "import"),
        ("eidc --lang=en decide 038090000001 exempt", "decide"),
        ("eidc", ""),
        ("eidc 038090000001", ""),
    ],
)
def test_only_the_command_is_told(typed: str, command: str) -> None:
    """What stands after it may be a person's."""
    assert command_given(typed.split()) == command


IMPORTING = """
import sys
from datetime import date
from pathlib import Path
from tests.backups.conftest import take_in
first = int(sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
take_in(Path(sys.argv[1]), first, first + 400, date(2024, 11, 6))
"""


def test_two_imports_at_once_are_both_stored(path: Path) -> None:
    """Two real processes start in the same moment: the second waits, none is lost."""
    children = [
        subprocess.Popen(
            [sys.executable, "-c", IMPORTING, str(path), first],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for first in ("1000", "2000")
    ]
    for child in children:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
    for child in children:
        assert child.stdin is not None
        child.stdin.write("\n")
        child.stdin.flush()
    for child in children:
        child.communicate()
        assert child.returncode == 0
    assert kinds(path) == ["import"] * 3
    assert {number(1), number(1400), number(2400)} < numbers(path)
    with Ledger.open(path) as ledger:
        assert log.first_broken(ledger.connection) is None


def test_reading_goes_on_while_another_writes(path: Path, holder: subprocess.Popen[str]) -> None:
    """A report is not held up by an import."""
    assert len(stored(path)) > 300
    with Ledger(path, database.connect(path, wait=0.1)) as ledger:
        assert len(ledger.imports()) == 1
