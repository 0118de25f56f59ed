"""``kill -9`` while a ledger is encrypted, re-keyed or decrypted, and others who wait for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from eid_campaign.campaign.errors import EidcError, LedgerInUse
from eid_campaign.ledger import cipher, database, remains, rewriting
from eid_campaign.ledger.log import Author, append
from tests.encryption import killing
from tests.encryption.speaking import (
    FIRST,
    LEDGER,
    SECOND,
    files_of,
    is_encrypted,
    people,
    plain_in,
    told,
)

ME = Author("người trực", "2024-11-30T08:00:00+00:00")
COMMANDS = {
    "encrypt": ("encrypt", FIRST, ("", FIRST)),
    "change": ("encrypt --change", f"{FIRST}\n{SECOND}", (FIRST, SECOND)),
    "decrypt": ("decrypt --yes", FIRST, (FIRST, "")),
}
"""Each command, what it reads, the passphrase before and after it; blank for none."""


def _killed(start: Path, out: Path, name: str, points: list[int]) -> None:
    words, lines, _before_after = COMMANDS[name]
    subprocess.run(
        [
            *(sys.executable, killing.__file__, str(start), str(out), lines),
            *(",".join(map(str, points)), *words.split()),
        ],
        check=True,
        env={**os.environ, "EIDC_LANG": "en"},
    )


@pytest.mark.skipif(sys.platform == "win32", reason="has no SIGKILL")
@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("kills", [6, pytest.param(40, marks=pytest.mark.slow)])
def test_killed_at_any_call(
    plain: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, kills: int
) -> None:
    """Killed before any of its calls, the ledger opens as before or as after and knows the same
    people; the next command clears away what was left, and the command can be given again.
    """
    _words, _lines, (before, after) = COMMANDS[name]
    assert told("", "backup").code == 0
    if before:
        assert told(before, "encrypt").code == 0
    known = people(before)
    out = tmp_path / "killed"
    out.mkdir()
    _killed(plain, out, name, [0])
    calls = int((out / "calls").read_text(encoding="utf-8"))
    assert calls > 40, (out / "0" / "said.txt").read_text(encoding="utf-8")
    # The last calls put the new file in place and wipe the old one: more of the kills fall there.
    points = sorted({1 + int(calls * (at / kills) ** 0.6) for at in range(kills)} - {calls + 1})
    _killed(plain, out, name, points)
    ended = set()
    for point in points:
        monkeypatch.chdir(out / str(point))
        now = after if is_encrypted(LEDGER) == bool(after) and _opens(after) else before
        ended.add(now)
        assert people(now) == known, point
        left = [path.name for path in files_of(Path()) if path.name.startswith(".eidc.ledger")]
        assert left == [], point
        _give_again(name, now == after)
        assert people(after) == known, point
        Path("said.txt").unlink()
        if after:
            assert plain_in(Path()) == [], point
    assert ended == {before, after}


def _opens(passphrase: str) -> bool:
    return told(passphrase, "status").code == 0


def _give_again(name: str, is_done: bool) -> None:
    words, lines, (_before, after) = COMMANDS[name]
    if not is_done:
        answer = told(lines, *words.split())
    elif after:
        answer = told(after, "encrypt")  # finishes the copies
    else:
        return
    assert answer.code == 0, answer.all


def test_who_had_the_plain_ledger_open_cannot_store_in_it_any_more(plain: Path) -> None:
    """A program that opened the file before it was replaced is stopped, and nothing it would
    store is lost without a word.
    """
    with closing(database.connect(LEDGER)) as other:
        assert other.execute("SELECT count(*) FROM version").fetchone() == (2,)
        assert told(FIRST, "encrypt").code == 0
        with pytest.raises(EidcError), database.transaction(other, LEDGER):
            append(other, "import", ME, {})


def test_a_ledger_in_use_is_not_encrypted(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another writes, the command waits, says so, and leaves all as it was."""
    monkeypatch.setattr(rewriting, "WAIT_SECONDS", 0.1)
    before = LEDGER.read_bytes()
    key = cipher.new_key(FIRST)
    with _another_program("BEGIN IMMEDIATE") as done:
        assert done == "yes"
        with pytest.raises(LedgerInUse):
            rewriting.rewrite(LEDGER, key, "encrypt", ME)
    assert LEDGER.read_bytes() == before
    assert [path.name for path in files_of(plain) if path.name.startswith(".")] == []


@pytest.mark.parametrize("state", ["plain", "encrypted"])
def test_looking_at_the_file_gives_up_no_lock(request: pytest.FixtureRequest, state: str) -> None:
    """Whether the ledger is encrypted is asked in mid-transaction too, for a copy: another program
    is kept out all the same.
    """
    request.getfixturevalue(state)
    cipher.ask_with(lambda _path, _name: iter([FIRST]))
    with closing(database.connect(LEDGER)) as ledger:
        ledger.execute("BEGIN EXCLUSIVE")
        assert cipher.is_encrypted(LEDGER) == (state == "encrypted")
        Path("copy").touch()
        database.opened(Path("copy"), like=LEDGER).close()
        with _another_program("BEGIN EXCLUSIVE") as done:
            assert done == "database is locked"
        ledger.execute("ROLLBACK")
    with _another_program("BEGIN EXCLUSIVE") as done:
        assert done == {"plain": "yes", "encrypted": "file is not a database"}[state]


@contextmanager
def _another_program(statement: str) -> Iterator[str]:
    """Let another program open the ledger and give ``statement``; yield what came of it."""
    program = (
        "import sqlite3, sys\n"
        f"ledger = sqlite3.connect({str(LEDGER)!r}, timeout=0, isolation_level=None)\n"
        "try:\n"
        f"    ledger.execute({statement!r})\n"
        "    print('yes', flush=True)\n"
        "except sqlite3.Error as error:\n"
        "    print(error, flush=True)\n"
        "sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        yield running.stdout.readline().strip()
        running.communicate("")


def test_the_old_file_is_overwritten_before_it_is_removed(tmp_path: Path) -> None:
    """Not only the name goes: another name of the same file shows zeros to its last byte."""
    old, kept = tmp_path / "old", tmp_path / "kept"
    old.write_bytes(b"Nguyen Van A " * 200_000)
    size = old.stat().st_size
    os.link(old, kept)
    remains.wipe(old)
    assert not old.exists()
    assert kept.read_bytes() == bytes(size)


def test_a_second_name_of_the_ledger_only_loses_its_name(plain: Path) -> None:
    """Killed between giving the ledger a second name and the swap: the ledger is not wiped."""
    before = LEDGER.read_bytes()
    assert remains.second_name(LEDGER)
    database.connect(LEDGER).close()
    assert not remains.old_of(LEDGER).exists()
    assert LEDGER.read_bytes() == before


def test_what_a_killed_command_left_is_wiped_by_the_next(encrypted: Path) -> None:
    """A plain file left beside an encrypted ledger does not outlive the next command."""
    left = (remains.new_of(LEDGER), remains.old_of(LEDGER))
    witness = Path("witness")
    for path in left:
        path.write_bytes("Nguyễn Văn Ổi".encode())
    os.link(left[1], witness)
    assert told(FIRST, "status").code == 0
    assert [path for path in left if path.exists()] == []
    assert witness.read_bytes() == bytes(witness.stat().st_size)


def test_an_older_copy_under_another_passphrase_is_left_and_named(encrypted: Path) -> None:
    """A copy that the passphrase does not open is not lost: it is said to be as it was."""
    assert told(FIRST, "backup").code == 0
    (copy,) = Path("eidc-copies").iterdir()
    kept = copy.read_bytes()
    shutil.copy(copy, "aside")
    assert told(f"{FIRST}\n{SECOND}", "encrypt", "--change").code == 0
    assert copy.read_bytes() != kept
    shutil.move("aside", copy)
    answer = told(f"{SECOND}\n{SECOND} ba", "encrypt", "--change", lang="en")
    assert answer.code == 0
    assert copy.name in answer.out.replace("\n", "")
    assert copy.read_bytes() == kept
