"""What a killed command was making goes with the next command; what a living one makes stays."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from eid_campaign.ledger import copies, database, remains, unfinished
from eid_campaign.ledger.ledger import Ledger
from tests.backups.conftest import a_dead_process, numbers

HERE, ELSEWHERE = unfinished._place(), "00000000"


@pytest.fixture
def living() -> Iterator[int]:
    """The number of a process that waits."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as running:
        yield running.pid
        running.communicate(b"\n")


def named(place: str, process: int, end: str = "") -> str:
    """Return the name of a ledger that such a process of such a computer is making."""
    return f".eidc.ledger.eidc-{place}-{process:x}-0123abcd{end}"


@pytest.mark.skipif(sys.platform == "win32", reason="there a file in use cannot be removed")
@pytest.mark.parametrize("is_old", [False, True])
@pytest.mark.parametrize(
    ("place", "process", "goes"),
    [
        # who made it, and whether it goes when young, when old
        (HERE, "dead", (True, True)),
        (HERE, "this very process, but none of its files", (True, True)),
        (HERE, "living", (False, True)),
        (ELSEWHERE, "dead", (False, True)),
        (ELSEWHERE, "living", (False, True)),
    ],
)
def test_a_half_written_file_goes_once_nobody_makes_it(
    path: Path, living: int, place: str, process: str, goes: tuple[bool, bool], *, is_old: bool
) -> None:
    """At the next opening of the ledger: at once where its maker is known to be dead, after an
    hour where that cannot be asked (another computer, a number given again).
    """
    numbered = {"living": living, "dead": a_dead_process()}
    number = numbered.get(process, os.getpid())
    (path.parent / copies.FOLDER).mkdir()
    left = [
        folder / named(place, number, end)
        for folder in (path.parent, path.parent / copies.FOLDER)
        for end in ("", "-journal", ".new", f".eidc-{place}-{number:x}-89abcdef")
    ]
    for file in left:
        file.touch()
        if is_old:
            os.utime(file, (0, 0))
    Ledger.open(path).close()
    assert {file.exists() for file in left} == {not goes[is_old]}


def test_other_hidden_files_stay(path: Path) -> None:
    """Nothing is removed that only looks a little like a file in the making."""
    place, number = HERE, a_dead_process()
    others = [
        path.parent / name
        for name in (
            f"eidc.ledger.eidc-{place}-{number:x}-0123abcd",  # not hidden
            f".eidc-{place}-{number:x}-0123abcd",  # of nothing
            f".eidc.ledger.eidc-{place}-{number:x}",
            ".eidc.toml",
            ".eidc.ledger",
        )
    ]
    for file in others:
        file.touch()
        os.utime(file, (0, 0))
    Ledger.open(path).close()
    assert [file.name for file in others if not file.exists()] == []


def test_what_this_process_is_making_is_never_removed(path: Path) -> None:
    """However long it takes."""
    making = unfinished.beside(path)
    making.touch()
    os.utime(making, (0, 0))
    Ledger.open(path).close()
    assert making.exists()


def test_what_goes_is_overwritten(path: Path, tmp_path: Path) -> None:
    """It names people: another name of the same file shows zeros."""
    left, witness = path.parent / named(HERE, a_dead_process()), tmp_path / "witness"
    left.write_bytes("Nguyễn Văn Ổi".encode() * 1000)
    size = left.stat().st_size
    os.link(left, witness)
    Ledger.open(path).close()
    assert witness.read_bytes() == bytes(size)


def test_the_journal_of_a_killed_removal_is_overwritten(path: Path, tmp_path: Path) -> None:
    """It holds the pages as they were, and SQLite needs it no more."""
    journal, witness = path.with_name("eidc.ledger-journal"), tmp_path / "witness"
    with closing(sqlite3.connect(path, isolation_level=None)) as killed:
        killed.execute("PRAGMA journal_mode = PERSIST")
        killed.execute("UPDATE word SET text = text || 'x' WHERE text <> ''")
    os.link(journal, witness)
    size = witness.stat().st_size
    assert any(witness.read_bytes())
    known = numbers(path)
    Ledger.open(path).close()
    assert not journal.exists()
    assert witness.read_bytes() == bytes(size)
    assert numbers(path) == known


def test_the_journal_of_another_who_writes_is_left(path: Path) -> None:
    """Nobody waits for it, and their transaction goes through."""
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as other,
        closing(database.opened(path)) as mine,
    ):
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE word SET text = text || 'x' WHERE text <> ''")
        journal = path.with_name("eidc.ledger-journal")
        assert journal.exists()
        remains.clear_journal(mine, path, wait=5)
        assert journal.exists()
        other.execute("COMMIT")
        assert mine.execute("PRAGMA busy_timeout").fetchone() == (5000,)
        assert mine.execute("PRAGMA integrity_check").fetchone() == ("ok",)
