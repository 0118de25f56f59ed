"""A whole campaign under a passphrase: the same answers, and nothing readable on the disk."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from eid_campaign.ledger import cipher, database
from tests.cli.conftest import SAMPLE, Answer
from tests.encryption.speaking import (
    FIRST,
    LEDGER,
    PLAIN,
    SECOND,
    files_of,
    is_encrypted,
    people,
    plain_in,
    told,
)

CAMPAIGN = (
    f"import|{SAMPLE / 'phu-luc-cam-thuy.xlsx'}",
    f"import|{SAMPLE / '2024-11-12'}",
    f"import|{SAMPLE / '2024-11-19'}",
    f"import|{SAMPLE / '2024-11-19'}",
    "status",
    "targets",
    "targets --by village --format json",
    "report weekly --as-of 2024-11-19",
    "report weekly --as-of 2024-11-19 -o tuan.csv",
    "report exempt --as-of 2024-11-19",
    "people --audience police --format json",
    "person|Nguyễn",
    "calendar",
    "villages",
    "imports --format json",
    "undo",
    "targets --by village --format json",
    "redo",
    "targets --format json",
    "check",
    "undo|999",
    "import|nowhere.xlsx",
)
"""Commands of a campaign, those that are refused among them."""


def _answers(*init: str) -> list[Answer]:
    """Return what each command says, and at the end the report that was written."""
    assert told(FIRST, "init", "--preset", "cam-thuy-2024", *init).code == 0
    answers = [
        told(FIRST, *(line.split("|") if "|" in line else line.split())) for line in CAMPAIGN
    ]
    return [*answers, Answer(0, Path("tuan.csv").read_text(encoding="utf-8"), "", b"")]


def test_every_answer_is_that_of_a_plain_ledger(folder: Path) -> None:
    """Imports, targets, reports, lists, undo and errors say byte for byte the same."""
    plain = _answers()
    assert not is_encrypted(LEDGER)
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    encrypted = _answers("--encrypt")
    assert is_encrypted(LEDGER)
    assert {answer.code for answer in plain} >= {0, 4}
    for command, one, other in zip((*CAMPAIGN, "tuan.csv"), plain, encrypted, strict=True):
        assert other == one, command


def test_encrypting_and_back_changes_no_answer(plain: Path) -> None:
    """Plain, encrypted, re-keyed and plain again, the ledger knows the same people."""
    before = people()
    mode = LEDGER.stat().st_mode
    assert told(FIRST, "encrypt").code == 0
    assert is_encrypted(LEDGER)
    assert people() == before
    assert told(f"{FIRST}\n{SECOND}", "encrypt", "--change").code == 0
    assert people(SECOND) == before
    assert told(FIRST, "people").code == 4
    assert told(SECOND, "decrypt", "--yes").code == 0
    assert not is_encrypted(LEDGER)
    assert people("") == before
    assert LEDGER.stat().st_mode == mode
    with closing(database.connect(LEDGER)) as ledger:
        kinds = [kind for (kind,) in ledger.execute("SELECT kind FROM operation ORDER BY id")]
    assert [kind for kind in kinds if kind != "export"] == ["import", "encrypt", "rekey", "decrypt"]


def test_nothing_readable_is_left_of_the_sample_campaign(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before it is encrypted the ledger and its copies hold names, numbers and phones; after, no
    file in the campaign's folder or in the temporary one does.
    """
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(temporary))
    assert told("", "init", "--preset", "cam-thuy-2024").code == 0
    assert told("", "import", SAMPLE).code in (0, 3)
    assert told("", "undo").code == 0
    assert told("", "backup").code == 0
    rows = json.loads(people(""))["tables"][0]["rows"]
    known = {str(row[name]) for row in rows[::25] for name in ("full_name", "citizen_id", "phone")}
    texts = tuple(known - {""})
    assert len(texts) > 300
    found = plain_in(folder, texts)
    assert {text for _file, text in found} >= {text for text in texts if " " in text}
    assert {file for file, _text in found} > {"eidc.ledger"}, "no copy was looked into"

    assert told(FIRST, "encrypt").code == 0
    assert told(FIRST, "import", SAMPLE).code in (0, 3)
    assert plain_in(folder, (*texts, "Nguyễn", "Thôn 3")) == []
    assert plain_in(temporary, texts) == []
    copies = [path for path in files_of(folder) if path.parent.name == "eidc-copies"]
    assert copies
    assert all(is_encrypted(copy) for copy in copies)


def test_the_journal_of_an_encrypted_ledger_is_encrypted(encrypted: Path) -> None:
    """While a transaction is open the journal holds the pages of before: not readable either."""
    cipher.ask_with(lambda _path, _name: iter([FIRST]))
    with closing(database.connect(LEDGER)) as ledger:
        ledger.execute("PRAGMA cache_size = 1")
        ledger.execute("BEGIN IMMEDIATE")
        ledger.execute("CREATE TABLE more AS SELECT * FROM record")
        ledger.execute("UPDATE record SET known_until = known_from")
        for _turn in range(6):
            ledger.execute("INSERT INTO more SELECT * FROM more")
        journal = LEDGER.with_name("eidc.ledger-journal")
        assert journal.stat().st_size > 4096
        assert plain_in(encrypted) == []
        ledger.execute("ROLLBACK")


@pytest.fixture(params=["plain", "encrypted"])
def either(request: pytest.FixtureRequest) -> Path:
    """A campaign, plain and encrypted."""
    place: Path = request.getfixturevalue(request.param)
    cipher.ask_with(lambda _path, _name: iter([FIRST]))
    return place


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="asks Linux for the open files")
def test_sorting_writes_no_temporary_file(either: Path) -> None:
    """A sort too big for the cache stays in memory: the temporary folder is not encrypted."""
    with closing(database.connect(LEDGER)) as ledger:
        ledger.execute("PRAGMA cache_size = 1")
        rows = ledger.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)"
            " SELECT i, hex(randomblob(100)) AS b FROM n ORDER BY b"
        )
        rows.fetchone()
        names = []
        for descriptor in Path("/proc/self/fd").iterdir():
            try:
                names.append(descriptor.readlink().name)
            except OSError:
                continue  # the descriptor that listed the folder
        assert "eidc.ledger" in names
        assert not [name for name in names if name.startswith("etilqs")]


def test_backups_of_an_encrypted_ledger_are_encrypted(encrypted: Path) -> None:
    """A backup has the ledger's passphrase, and is put back with it; a plain one is encrypted
    when it comes into an encrypted ledger's place.
    """
    before = people()
    assert told(FIRST, "backup", "sao luu.ledger").code == 0
    assert is_encrypted(Path("sao luu.ledger"))
    assert told(FIRST, "undo").code == 0
    assert people_or_none() == ""
    assert told(FIRST, "restore", "sao luu.ledger", "--force").code == 0
    assert people() == before
    assert plain_in(encrypted) == []

    assert told(FIRST, "decrypt", "--yes").code == 0
    assert told("", "backup", "ro.ledger").code == 0
    assert not is_encrypted(Path("ro.ledger"))
    assert told(SECOND, "encrypt").code == 0
    assert told(SECOND, "restore", "ro.ledger", "--force").code == 0
    Path("ro.ledger").unlink()
    assert is_encrypted(LEDGER)
    assert people(SECOND) == before
    assert plain_in(encrypted) == []


def people_or_none() -> str:
    """Return the whole list, blank where nothing is known."""
    answer = told(FIRST, "people", "--audience", "police", "--format", "json")
    return answer.out if answer.code == 0 else ""


def test_an_encrypted_ledger_is_opened_by_any_sqlcipher(encrypted: Path) -> None:
    """SQLCipher's own settings are kept: its own derivation finds the key from the passphrase."""
    with closing(cipher.library(LEDGER).connect(str(LEDGER), 1)) as connection:
        connection.execute(f"PRAGMA key = '{FIRST}'")
        (people_known,) = connection.execute("SELECT count(*) FROM version").fetchone()
    assert people_known == 2
    assert len(PLAIN) == 5
