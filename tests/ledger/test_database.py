"""The file on the disk: in use, damaged, newer, full, interrupted; always as it was before."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from eid_campaign.campaign.errors import EidcError, LedgerBroken, LedgerInUse
from eid_campaign.campaign.problems import Problem, Severity
from eid_campaign.ledger import database, log
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.rosters import add_roster
from eid_campaign.wording import said, use_language
from tests.drawn import ME, WEEK_2, people, roster

LIST = "citizen_id  full_name      stage\n#1  Nguyễn Văn An  not_collected"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger with one import."""
    file = tmp_path / "eidc.ledger"
    with Ledger.open(file) as ledger:
        add_roster(ledger, roster(LIST), ME)
    return file


def stored(path: Path) -> list[tuple[object, ...]]:
    """Return every row of every table, less the kept tallies."""
    connection = sqlite3.connect(path)
    try:
        names = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'tally_cache'"
            )
        ]
        return [
            (name, *row) for name in names for row in connection.execute(f"SELECT * FROM {name}")
        ]
    finally:
        connection.close()


def said_in_both(error: EidcError) -> Iterator[tuple[str, str]]:
    """Yield what happened and what to do, in each language."""
    for language in ("vi", "en"):
        use_language(language)
        yield said(error)


def test_a_ledger_in_use_is_waited_for_and_then_said(path: Path) -> None:
    """While another process writes, nothing is stored and the user is told to wait."""
    before = stored(path)
    other = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sqlite3, sys\n"
            "c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
            "c.execute('BEGIN IMMEDIATE')\n"
            "print('held', flush=True)\n"
            "sys.stdin.read()",
            str(path),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        ledger = Ledger(path, database.connect(path, wait=0.2))
        with ledger, pytest.raises(LedgerInUse) as stopped:
            add_roster(ledger, roster(LIST, WEEK_2), ME)
    finally:
        other.communicate("")
    assert stopped.value.exit_code == 7
    assert stored(path) == before
    for happened, hint in said_in_both(stopped.value):
        assert str(path) in happened
        assert hint
    with Ledger.open(path) as ledger:
        assert add_roster(ledger, roster(LIST, WEEK_2), ME).import_id == 2


def test_reading_is_not_held_up_by_a_writer(path: Path) -> None:
    """A report can be opened while an import writes."""
    writer = database.connect(path)
    try:
        writer.execute("BEGIN IMMEDIATE")
        with Ledger(path, database.connect(path, wait=0.2)) as ledger:
            assert len(ledger.imports()) == 1
    finally:
        writer.close()


def _not_a_ledger(path: Path) -> None:
    path.write_bytes(b"Ho ten;Ngay sinh\n" * 100)


def _of_another_program(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE accounts (name TEXT)")
    connection.execute("PRAGMA user_version = 1")
    connection.close()


def _newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def _damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)


@pytest.mark.parametrize(
    "spoil", [_not_a_ledger, _of_another_program, _newer, _damaged], ids=lambda f: f.__name__[1:]
)
def test_a_file_that_is_no_good_ledger_is_refused_in_words(path: Path, spoil: object) -> None:
    """What is another file, of another program, newer or damaged is said, and not touched."""
    assert callable(spoil)
    spoil(path)
    content = path.read_bytes()
    with pytest.raises(LedgerBroken) as stopped, Ledger.open(path) as ledger:
        add_roster(ledger, roster(LIST, WEEK_2), ME)
    assert stopped.value.exit_code == 4
    assert path.read_bytes() == content
    for happened, hint in said_in_both(stopped.value):
        assert happened
        assert hint


def test_damage_met_while_reading_is_said_too(path: Path) -> None:
    """A question to a damaged ledger ends in words, not in a traceback."""
    _damaged(path)
    with pytest.raises(LedgerBroken), Ledger.open(path) as ledger:
        ledger.imports()


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """A ledger below a file, or in the place of a folder, cannot be made: said in words."""
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "file" / "eidc.ledger", tmp_path):
        with pytest.raises(LedgerBroken):
            database.connect(place)


class _Stopping(Mapping[str, object]):
    """The values of a problem that Ctrl-C meets while they are written."""

    def __getitem__(self, key: str) -> object:
        raise KeyError(key)

    def __len__(self) -> int:
        return 1

    def __iter__(self) -> Iterator[str]:
        raise KeyboardInterrupt


def test_ctrl_c_in_mid_import_leaves_the_ledger_as_before(path: Path) -> None:
    """Interrupted between its first and its last line, an import has not happened."""
    before = stored(path)
    problem = Problem("stage_unknown", Severity.DOUBT, "a.xlsx", values=_Stopping())
    with Ledger.open(path) as ledger:
        with pytest.raises(KeyboardInterrupt):
            add_roster(ledger, roster(LIST, WEEK_2, problems=(problem,)), ME)
        assert len(ledger.imports()) == 1
        assert log.first_broken(ledger.connection) is None
    assert stored(path) == before


def test_a_full_disk_leaves_the_ledger_as_before(path: Path) -> None:
    """When the disk is full the import has not happened, and the user is told to make room."""
    before = stored(path)
    many = people(
        "citizen_id  full_name\n" + "\n".join(f"#{n}  Nguyễn Văn {n}" for n in range(2, 900))
    )
    with Ledger.open(path) as ledger:
        (pages,) = ledger.connection.execute("PRAGMA page_count").fetchone()
        ledger.connection.execute(f"PRAGMA max_page_count = {pages + 3}")
        with pytest.raises(LedgerBroken) as stopped:
            add_roster(ledger, roster(many, WEEK_2), ME)
        assert len(ledger.imports()) == 1
    assert stored(path) == before
    (vietnamese, _hint), (english, hint) = said_in_both(stopped.value)
    assert "đĩa" in vietnamese.lower()
    assert "The disk is full" in english
    assert "Make room" in hint
    with Ledger.open(path) as ledger:
        assert add_roster(ledger, roster(many, WEEK_2), ME).merge.new == 898


def test_opening_is_safe_to_repeat(path: Path) -> None:
    """Opening a ledger of today changes nothing in it."""
    before = stored(path)
    Ledger.open(path).close()
    assert stored(path) == before
