"""A backup is whole, verified, its owner's to read, and never takes another file's place."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from pathlib import Path

import pytest

from eid_campaign.campaign.errors import EidcError, InputRefused, LedgerBroken, UsageProblem
from eid_campaign.ledger import copies, database, unfinished
from eid_campaign.ledger.backups import back_up
from tests.backups.conftest import TODAY, a_dead_process, kinds, numbers, spoil, stored, take_in
from tests.drawn import ME, number


def test_a_backup_holds_all_that_the_ledger_held(path: Path, tmp_path: Path) -> None:
    """Row by row the backup is the ledger at that moment; the log then tells of it."""
    before = stored(path)
    made = back_up(path, tmp_path / "giữ.ledger", ME, TODAY)
    assert stored(made.path) == before
    assert (made.contents.entries, made.contents.people, made.noted) == (1, 300, True)
    assert made.size == made.path.stat().st_size
    assert kinds(path) == ["import", "backup"]
    (told,) = (row for row in stored(path) if row[:3] == ("operation", 2, "backup"))
    assert '"file": "giữ.ledger"' in str(told[5])
    assert str(tmp_path) not in str(told[5])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")
def test_a_backup_is_readable_by_its_owner_only(path: Path, tmp_path: Path) -> None:
    """So is one written over an older backup that was open to all."""
    target = tmp_path / "giữ.ledger"
    for _turn in range(2):
        back_up(path, target, ME, TODAY)
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
        target.chmod(0o644)
    folder = back_up(path, None, ME, TODAY).path.parent
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_backup_is_made_while_another_writes(path: Path, tmp_path: Path) -> None:
    """It holds what was stored, nothing of what is being written; the log tells later ones."""
    before = stored(path)
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("INSERT INTO word (text) VALUES ('đang ghi')")
    try:
        made = back_up(path, tmp_path / "giữ.ledger", ME, TODAY)
    finally:
        writer.execute("ROLLBACK")
        writer.close()
    assert stored(made.path) == before
    assert not made.noted
    assert kinds(path) == ["import"]


def test_a_later_backup_takes_the_place_of_an_earlier_one(path: Path, tmp_path: Path) -> None:
    """The same name every evening is no mistake."""
    target = tmp_path / "giữ.ledger"
    back_up(path, target, ME, TODAY)
    take_in(path, 301, 310)
    back_up(path, target, ME, TODAY)
    assert number(310) in numbers(target)


def test_without_a_name_it_lies_in_the_folder_of_copies(path: Path, tmp_path: Path) -> None:
    """A folder is given a file named by day and entry too."""
    made = back_up(path, None, ME, TODAY)
    assert made.path.parent == path.parent / "eidc-copies"
    assert made.path.name.startswith("eidc.2024-11-30-000001-")
    assert copies.copies_of(path) == (made.path,)
    assert back_up(path, tmp_path, ME, TODAY).path.name.startswith("eidc.2024-11-30-000002-")


def _a_report(path: Path, target: Path) -> None:
    target.write_text("Báo cáo tuần")


def _an_empty_file(path: Path, target: Path) -> None:
    target.touch()


def _another_ledger(path: Path, target: Path) -> None:
    take_in(target, 400, 410)


def _a_later_ledger(path: Path, target: Path) -> None:
    target.write_bytes(path.read_bytes())
    take_in(target, 400, 410)


@pytest.mark.parametrize(
    "put", [_a_report, _an_empty_file, _another_ledger, _a_later_ledger], ids=lambda f: f.__name__
)
def test_what_is_no_backup_of_this_ledger_is_left_alone(
    path: Path, tmp_path: Path, put: object
) -> None:
    """A report, an empty file, the ledger of another campaign are not written over."""
    target = tmp_path / "giữ.ledger"
    assert callable(put)
    put(path, target)
    content = target.read_bytes()
    with pytest.raises(InputRefused):
        back_up(path, target, ME, TODAY)
    assert target.read_bytes() == content
    assert kinds(path) == ["import"]


def test_a_place_that_cannot_be_is_refused(path: Path, tmp_path: Path) -> None:
    """The ledger itself, and a folder that is not there."""
    with pytest.raises(UsageProblem):
        back_up(path, path, ME, TODAY)
    with pytest.raises(InputRefused):
        back_up(path, tmp_path / "không có" / "giữ.ledger", ME, TODAY)


def test_a_damaged_ledger_is_not_backed_up(path: Path, tmp_path: Path) -> None:
    """The good backup of yesterday stays, and nothing half-written lies beside it."""
    target = tmp_path / "đĩa" / "giữ.ledger"
    target.parent.mkdir()
    back_up(path, target, ME, TODAY)
    content = target.read_bytes()
    spoil(path)
    with pytest.raises(LedgerBroken):
        back_up(path, target, ME, TODAY)
    assert target.read_bytes() == content
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder that takes no file")
def test_a_target_that_cannot_be_written_is_said(path: Path) -> None:
    """A file system that takes no file of ours: in words, and the ledger goes on."""
    with pytest.raises(InputRefused):
        back_up(path, Path("/proc/giữ.ledger"), ME, TODAY)
    assert kinds(path) == ["import"]


def test_a_stop_in_mid_copy_leaves_nothing(path: Path, tmp_path: Path) -> None:
    """Ctrl-C while the copy is verified: no file, no half-written one."""

    def stopped(_made: sqlite3.Connection) -> None:
        raise KeyboardInterrupt

    folder = tmp_path / "đĩa"
    folder.mkdir()
    connection = database.connect(path)
    try:
        with pytest.raises(KeyboardInterrupt):
            copies.write_copy(
                connection, folder / "giữ.ledger", path, database.opened, check=stopped
            )
    finally:
        connection.close()
    assert list(folder.iterdir()) == []


def test_what_a_killed_backup_left_is_cleared_by_the_next(path: Path, tmp_path: Path) -> None:
    """Half a copy names people too; one that a living process may be making stays."""
    dead, living = (
        tmp_path / f".{name}.ledger.eidc-{unfinished._place()}-{process:x}-0123abcd"
        for name, process in (("cũ", a_dead_process()), ("mới", os.getppid()))
    )
    for file in (dead, living):
        file.touch()
    back_up(path, tmp_path / "giữ.ledger", ME, TODAY)
    assert not dead.exists()
    assert living.exists()


def test_a_copy_that_waits_too_long_for_a_writer_ends_in_words(path: Path, tmp_path: Path) -> None:
    """While another puts its transaction on the disk nothing can be read: said after a while."""
    writer = sqlite3.connect(path, isolation_level=None)
    source = database.opened(path, 0)
    into = sqlite3.connect(tmp_path / "giữ.ledger")
    writer.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(EidcError) as stopped:
            copies.pour(source, into, path, wait=0.2)
    finally:
        writer.close()
        source.close()
        into.close()
    assert stopped.value.exit_code == 7
