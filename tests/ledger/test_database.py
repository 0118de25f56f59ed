"""The file on the disk: in use, damaged, newer, full, interrupted; always as it was before."""

from __future__ import annotations

import errno
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from eid_campaign.campaign.errors import EidcError, LedgerBroken, LedgerInUse
from eid_campaign.campaign.problems import Problem, Severity
from eid_campaign.ledger import database, log
from eid_campaign.ledger.backups import keep_copy
from eid_campaign.ledger.copies import copies_of
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.migrations import MIGRATIONS
from eid_campaign.ledger.rosters import add_roster
from eid_campaign.wording import said, use_language
from tests.backups.conftest import spoil, stored
from tests.drawn import ME, WEEK_2, people, roster

LIST = "citizen_id  full_name      stage\n#1  Nguyễn Văn An  not_collected"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger with one import."""
    file = tmp_path / "eidc.ledger"
    with Ledger.open(file) as ledger:
        add_roster(ledger, roster(LIST), ME)
    return file


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


def _truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _worn(path: Path) -> None:
    spoil(path, "record")


def _without_log(path: Path) -> None:
    spoil(path, "operation")


@pytest.mark.parametrize(
    ("ruin", "lost", "kept"),
    [
        (_worn, "the facts about people", True),
        (_without_log, "the log", True),
        (_truncated, "damaged", None),
        (_not_a_ledger, "nothing in it can be read", None),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_damage_says_what_is_lost_and_how_to_restore(
    path: Path, ruin: object, lost: str, kept: bool | None
) -> None:
    """Which part cannot be read, how many people can, and the newest copy by its name."""
    copy = keep_copy(path, 30, date(2024, 11, 30))
    assert callable(ruin)
    ruin(path)
    use_language("en")  # the parts are named in the language in use when the damage is met
    with pytest.raises(LedgerBroken) as stopped, Ledger.open(path) as ledger:
        add_roster(ledger, roster(LIST, WEEK_2), ME)
    english, hint = said(stopped.value)
    assert lost in english
    assert str(copy) in hint
    assert "eidc restore" in hint
    if kept:
        people_left = stopped.value.values["people"]
        assert people_left == ("1" if ruin is _without_log else "0")


def test_an_emptied_ledger_is_not_taken_for_a_new_one(path: Path) -> None:
    """Where copies with content exist, a file of no bytes has lost them."""
    copy = keep_copy(path, 30, date(2024, 11, 30))
    path.write_bytes(b"")
    with pytest.raises(LedgerBroken) as stopped:
        Ledger.open(path)
    assert stopped.value.values["copy"] == copy
    assert path.stat().st_size == 0


def test_a_ledger_that_is_gone_while_open_is_said(path: Path) -> None:
    """The stick was pulled, or another moved the file: nothing is written into nowhere."""
    with Ledger.open(path) as ledger:
        path.rename(path.with_name("chuyển đi"))
        with pytest.raises(LedgerBroken) as stopped:
            add_roster(ledger, roster(LIST, WEEK_2), ME)
    (_vietnamese, _), (english, _hint) = said_in_both(stopped.value)
    assert "no longer there" in english


@pytest.mark.parametrize(
    ("code", "said_part"),
    [
        (sqlite3.SQLITE_IOERR_READ, "no longer there"),
        (sqlite3.SQLITE_IOERR_FSYNC, "no longer there"),
        (sqlite3.SQLITE_READONLY, "protected"),
        (sqlite3.SQLITE_READONLY_ROLLBACK, "protected"),
        (sqlite3.SQLITE_FULL, "The disk is full"),
        (sqlite3.SQLITE_BUSY, "Another program is using"),
        (sqlite3.SQLITE_CANTOPEN, "cannot be opened"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "damaged"),
    ],
)
def test_every_trouble_of_the_disk_has_its_words(path: Path, code: int, said_part: str) -> None:
    """What SQLite reports by number is said so that an officer can act on it."""
    kind = sqlite3.OperationalError if code & 0xFF != sqlite3.SQLITE_CORRUPT else None
    error = (kind or sqlite3.DatabaseError)("")
    error.sqlite_errorcode = code
    with pytest.raises(EidcError) as stopped, database.errors_in_words(path):
        raise error
    (_vietnamese, _), (english, _hint) = said_in_both(stopped.value)
    assert said_part in english


@pytest.mark.parametrize(
    ("number", "said_part"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EROFS, "protected"),
        (errno.EACCES, "protected"),
        (errno.EIO, "no longer there"),
        (errno.ENOTDIR, "cannot be opened"),
    ],
)
def test_every_trouble_of_a_file_has_its_words(path: Path, number: int, said_part: str) -> None:
    """Copies and notes are written without SQLite: the system reports."""
    with pytest.raises(EidcError) as stopped, database.errors_in_words(path):
        raise OSError(number, "")
    (_vietnamese, _), (english, _hint) = said_in_both(stopped.value)
    assert said_part in english


def _older(path: Path, *, mode: str = "DELETE", steps: int = 4) -> None:
    """Make a ledger of an older eidc, with one entry in its log."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA journal_mode = {mode}")
    connection.execute("BEGIN")
    for migrate in MIGRATIONS[:steps]:
        migrate(connection)
    connection.execute("INSERT INTO operation VALUES (1, 'tie', '', '', '{}', '', '')")
    connection.execute(f"PRAGMA application_id = {database.APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {steps}")
    connection.execute("COMMIT")
    connection.close()


def test_a_ledger_with_a_write_ahead_log_gets_the_usual_journal(tmp_path: Path) -> None:
    """One of the first release, once opened, is a single file again and loses nothing."""
    old = tmp_path / "cũ.ledger"
    _older(old, mode="WAL")
    with Ledger.open(old) as ledger:
        assert ledger.connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert ledger.revision == 1
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["cũ.ledger"]


def test_a_write_ahead_ledger_that_another_reads_is_opened_all_the_same(tmp_path: Path) -> None:
    """It is changed over by the next one to open it alone."""
    old = tmp_path / "cũ.ledger"
    _older(old, mode="WAL", steps=len(MIGRATIONS))
    reader = sqlite3.connect(old)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM operation").fetchall()
    with Ledger(old, database.connect(old, wait=0.1)) as ledger:
        assert ledger.connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    reader.close()
    with Ledger.open(old) as ledger:
        assert ledger.connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_before_it_is_brought_up_to_date_a_ledger_is_copied(tmp_path: Path) -> None:
    """The copy is the older ledger as it was, for an older eidc to open."""
    old = tmp_path / "cũ.ledger"
    _older(old)
    before = stored(old)
    Ledger.open(old).close()
    (copy,) = copies_of(old)
    assert stored(copy) == before
    connection = sqlite3.connect(copy)
    assert connection.execute("PRAGMA user_version").fetchone() == (4,)
    connection.close()
    Ledger.open(old).close()
    assert copies_of(old) == (copy,)


def test_between_commands_a_ledger_is_one_file(path: Path) -> None:
    """It can be copied to a stick by hand: no log beside it holds the last import."""
    with Ledger.open(path) as ledger:
        assert ledger.connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert ledger.connection.execute("PRAGMA synchronous").fetchone() == (3,)
        add_roster(ledger, roster(LIST, WEEK_2), ME)
        assert [file.name for file in path.parent.glob("*eidc*")] == [path.name]


def test_a_new_ledger_leaves_no_copy(path: Path) -> None:
    """There was nothing to lose."""
    assert copies_of(path) == ()


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
