"""A restore is whole or not at all, asks before it loses anything, and keeps what was there."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from eid_campaign.campaign.errors import InputRefused, LedgerBroken, LedgerInUse, UsageProblem
from eid_campaign.ledger import copies, database, log, seal_checks
from eid_campaign.ledger.backups import back_up
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.restoring import restore
from tests.backups.conftest import TODAY, kinds, numbers, spoil, stored, take_in
from tests.drawn import ME, number


@pytest.fixture
def backup(path: Path, tmp_path: Path) -> Path:
    """A backup of the ledger with 300 people."""
    return back_up(path, tmp_path / "giữ.ledger", ME, TODAY).path


def test_a_backup_comes_back_as_it_was(path: Path, backup: Path) -> None:
    """After a lost ledger every row is there again, and the log goes on with the restore."""
    kept = stored(backup)
    path.unlink()
    done = restore(path, backup, ME, TODAY)
    assert (done.done, done.present, done.lost, done.copy) == (True, None, 0, None)
    assert kinds(path) == ["import", "restore"]
    assert set(kept) < set(stored(path))
    with Ledger.open(path) as ledger:
        assert log.first_broken(ledger.connection) is None
        assert seal_checks.first_unchained(ledger.connection) is None
    take_in(path, 301, 302)
    assert len(numbers(path)) == 302


def test_over_later_entries_it_asks_first(path: Path, backup: Path) -> None:
    """Without --force the later import stays; with it, a copy of the ledger before is kept."""
    take_in(path, 301, 310)
    before = stored(path)
    with pytest.raises(InputRefused) as stopped:
        restore(path, backup, ME, TODAY)
    assert stopped.value.values["lost"] == 1
    assert stored(path) == before

    done = restore(path, backup, ME, TODAY, force=True)
    assert done.lost == 1
    assert done.present is not None
    assert done.present.people == 310
    assert len(numbers(path)) == 300
    assert done.copy is not None
    assert stored(done.copy) == before

    back = restore(path, done.copy, ME, TODAY, force=True)
    assert back.contents.people == 310
    assert number(310) in numbers(path)


def test_the_entry_of_a_backup_is_no_loss(path: Path, backup: Path) -> None:
    """The ledger's log tells of the backup, the backup's own does not: nobody need be asked."""
    assert kinds(path) == ["import", "backup"]
    assert restore(path, backup, ME, TODAY).lost == 0


def test_a_copy_of_the_present_ledger_is_kept_always(path: Path, backup: Path) -> None:
    """Also where nothing is lost."""
    before = stored(path)
    done = restore(path, backup, ME, TODAY)
    assert done.copy is not None
    assert done.copy in copies.copies_of(path)
    assert stored(done.copy) == before


def test_the_backup_of_another_campaign_asks_first(tmp_path: Path, path: Path) -> None:
    """Two ledgers with the same number of entries are told apart by the log's hashes."""
    other = tmp_path / "khác.ledger"
    take_in(other, 500, 520)
    before = stored(path)
    with pytest.raises(InputRefused):
        restore(path, other, ME, TODAY)
    assert stored(path) == before
    done = restore(path, other, ME, TODAY, force=True)
    assert done.lost == 1
    assert number(520) in numbers(path)


def test_a_newer_backup_over_an_older_ledger_needs_no_force(
    path: Path, backup: Path, tmp_path: Path
) -> None:
    """What the ledger has, the backup has too."""
    newer = tmp_path / "mới.ledger"
    shutil.copy(path, newer)
    take_in(newer, 301, 310)
    assert restore(path, newer, ME, TODAY).lost == 0
    assert len(numbers(path)) == 310


def test_a_dry_run_changes_nothing_and_says_all(path: Path, backup: Path) -> None:
    """It says what would be lost and that it would be asked; no copy, no file beside."""
    take_in(path, 301, 310)
    content, files = path.read_bytes(), sorted(path.parent.iterdir())
    done = restore(path, backup, ME, TODAY, dry_run=True)
    assert (done.done, done.lost, done.needs_force, done.copy) == (False, 1, True, None)
    assert (path.read_bytes(), sorted(path.parent.iterdir())) == (content, files)


def _cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _of_another_program(file: Path) -> None:
    file.unlink()
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE accounts (name TEXT)")
    connection.close()


def _no_database(file: Path) -> None:
    file.write_text("Họ tên;Ngày sinh\n" * 100)


def _emptied(file: Path) -> None:
    file.write_bytes(b"")


def _of_the_future(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA user_version = 999")
    connection.close()


SPOILT = [spoil, _cut_short, _of_another_program, _no_database, _emptied, _of_the_future]


@pytest.mark.parametrize("ruin", SPOILT, ids=lambda f: f.__name__)
def test_a_backup_that_is_not_whole_is_refused(path: Path, backup: Path, ruin: object) -> None:
    """It is verified before anything is touched, --force or not."""
    assert callable(ruin)
    ruin(backup)
    content, files = path.read_bytes(), sorted(path.parent.iterdir())
    with pytest.raises(LedgerBroken):
        restore(path, backup, ME, TODAY, force=True)
    assert (path.read_bytes(), sorted(path.parent.iterdir())) == (content, files)


def _with_a_broken_list(file: Path) -> None:
    spoil(file, "record")


def _with_a_broken_log(file: Path) -> None:
    spoil(file, "operation")


@pytest.mark.parametrize(
    "ruin",
    [_with_a_broken_list, _with_a_broken_log, _cut_short, _no_database],
    ids=lambda f: f.__name__,
)
def test_a_damaged_ledger_is_put_right_and_kept(path: Path, backup: Path, ruin: object) -> None:
    """No --force is needed; the damaged one is kept byte by byte, and is no copy to go back to."""
    assert callable(ruin)
    ruin(path)
    damaged = path.read_bytes()
    done = restore(path, backup, ME, TODAY)
    assert len(numbers(path)) == 300
    assert done.copy is not None
    assert done.copy.read_bytes() == damaged
    assert done.copy not in copies.copies_of(path)


def test_the_journal_of_a_damaged_ledger_does_not_reach_the_new_one(
    path: Path, backup: Path
) -> None:
    """A journal left by a killed import would be applied to the file that takes the place."""
    child = subprocess.run(
        [sys.executable, "-c", _KILLED, str(path)], capture_output=True, text=True, check=False
    )
    journal = path.with_name("eidc.ledger-journal")
    assert journal.exists(), child.stderr
    _no_database(path)
    done = restore(path, backup, ME, TODAY)
    assert not journal.exists()
    assert len(numbers(path)) == 300
    with Ledger.open(path) as ledger:
        assert ledger.connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert done.copy is not None


_KILLED = """
import os, sqlite3, sys
c = sqlite3.connect(sys.argv[1], isolation_level=None)
c.execute("PRAGMA cache_size = 1")
c.execute("BEGIN IMMEDIATE")
c.execute("UPDATE record SET full_name = full_name || 'x'")
os._exit(9)
"""


def test_the_journal_of_a_lost_ledger_does_not_reach_the_new_one(path: Path, backup: Path) -> None:
    """The ledger was deleted by hand, the journal of a killed import still lies there."""
    subprocess.run([sys.executable, "-c", _KILLED, str(path)], check=False)
    assert path.with_name("eidc.ledger-journal").exists()
    path.unlink()
    restore(path, backup, ME, TODAY)
    assert len(numbers(path)) == 300
    assert not path.with_name("eidc.ledger-journal").exists()


def test_who_has_the_ledger_open_goes_on_in_the_restored_one(path: Path, backup: Path) -> None:
    """An eidc that waits for its turn writes into the restored ledger, not into a lost file."""
    take_in(path, 301, 310)
    with Ledger.open(path) as waiting:
        restore(path, backup, ME, TODAY, force=True)
        with database.transaction(waiting.connection, path):
            log.append(waiting.connection, "check", ME, {})
    assert kinds(path) == ["import", "restore", "check"]


def test_a_ledger_that_is_written_to_is_not_replaced(
    path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The restore waits, then says that another writes; nothing has changed."""
    monkeypatch.setattr(copies.pour, "__kwdefaults__", {"wait": 0.2})
    before = stored(path)
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(LedgerInUse):
            restore(path, backup, ME, TODAY)
    finally:
        writer.close()
    assert stored(path) == before
    assert [file.name for file in path.parent.glob(".*")] == []


def test_what_is_not_there_or_is_the_ledger_itself_is_refused(path: Path) -> None:
    """Nothing to restore from."""
    with pytest.raises(InputRefused):
        restore(path, path.with_name("không có.ledger"), ME, TODAY)
    with pytest.raises(UsageProblem):
        restore(path, path, ME, TODAY)


def test_a_file_of_another_program_is_never_replaced(path: Path, backup: Path) -> None:
    """EIDC_LEDGER may name a wrong file: --force or not."""
    _of_another_program(path)
    content = path.read_bytes()
    with pytest.raises(LedgerBroken):
        restore(path, backup, ME, TODAY, force=True)
    assert path.read_bytes() == content


@pytest.mark.parametrize("after", [0.002, 0.006, 0.012, 0.02, 0.04])
def test_killed_in_mid_restore_the_ledger_is_before_or_after(
    path: Path, backup: Path, after: float
) -> None:
    """Whatever moment the process is killed at, the ledger is one of the two and whole."""
    take_in(path, 301, 310)
    child = subprocess.Popen(
        [sys.executable, "-c", _RESTORING, str(path), str(backup)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    time.sleep(after)
    child.kill()
    child.communicate()
    with Ledger.open(path) as ledger:
        assert ledger.connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert log.first_broken(ledger.connection) is None
    assert (kinds(path)[-1], len(numbers(path))) in {("import", 310), ("restore", 300)}


_RESTORING = """
import sys
from pathlib import Path
from eid_campaign.ledger.restoring import restore
from tests.backups.conftest import TODAY
from tests.drawn import ME
print("ready", flush=True)
restore(Path(sys.argv[1]), Path(sys.argv[2]), ME, TODAY, force=True)
"""
