"""Every error says what happened and what to do, in both languages, and stores nothing."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from . import lists
from .conftest import SAMPLE, Answer

APPENDIX = SAMPLE / "phu-luc-cam-thuy.xlsx"
LEDGER = "eidc.ledger"


def stored(ledger: str = LEDGER) -> list[object]:
    """Return what the ledger holds: imports and people's versions."""
    if not Path(ledger).exists():
        return []
    connection = sqlite3.connect(ledger)
    try:
        return [
            row
            for table in ("operation", "import", "version", "unit_counts", "problem")
            for row in connection.execute(f"SELECT * FROM {table}")
        ]
    finally:
        connection.close()


def _bad_appendix(path: Path) -> None:
    book = openpyxl.load_workbook(APPENDIX)
    book.active["I24"] = "399"
    book.save(path)


def _written(text: str) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(text.encode()) and None


WRITE: dict[str, Callable[[Path], object]] = {
    "a.xlsx": _written("%PDF-1.4 a report"),
    "empty.xlsx": _written(""),
    "no-heading.csv": _written("a;b;c\n1;2;3\n"),
    "near-heading.csv": _written("STT;Ngày sinh;khác\n1;03/05/1990;x\n"),
    "no-name.csv": _written("STT;Ngày sinh;Giới tính;Số ĐDCN\n1;03/05/1990;Nam;038090000001\n"),
    "words.csv": lambda path: lists.roster(path, "1;Nguyễn Văn An;1990;Nam;;;xyz xyz;\n" * 3),
    "strange.csv": _written(
        "DANH SÁCH CÔNG DÂN THÔN 3, XÃ CẨM LẠ\n" + lists.HEADINGS + lists.PEOPLE
    ),
    "future.csv": lambda path: lists.roster(path, day="05/11/2093"),
    "ok.csv": lists.roster,
    "appendix.xlsx": _bad_appendix,
}

ERRORS = {
    # what is typed: (exit code, what must be said in English of what happened, of what to do)
    "import none.xlsx": (4, "none.xlsx is not there", "spelling"),
    "import a.xlsx": (4, "not a spreadsheet", ".xlsx"),
    "import empty.xlsx": (4, "empty.xlsx is empty", "again"),
    "import no-heading.csv": (4, "rows 1 to 2 were looked at", "Họ và tên"),
    "import near-heading.csv": (4, "row 1", "Họ và tên"),
    "import no-name.csv": (4, "no name column", "Họ và tên"),
    "import words.csv": (4, "4, 5, 6", "Chưa thu nhận"),
    "import strange.csv": (4, "Cẩm Lạ", "--commune"),
    "import future.csv": (4, "still to come", "--as-of"),
    "import appendix.xlsx": (4, "row 24", "Correct|correct|Mend|mend"),
    "import ok.csv --as-of 2099-01-01": (4, "still to come", "--as-of"),
    "import ok.csv --commune Cẩm": (6, "More than one commune fits", "--commune"),
    "import ok.csv --commune Xyz": (6, "no commune named “Xyz”", "Cẩm Tân"),
    "targets --commune Cẩm": (6, "Cẩm Tâm, Cẩm", "--commune"),
    "targets --commune Tán": (0, "", ""),
    "targets --commune Tnn": (6, "no commune named “Tnn”", "Cẩm"),
    "people --village 99": (6, "no village named “99”", "–"),
    "targets --as-of 31/02/2024": (2, "is not a day", "05/11/2024"),
    "report weekly --as-of 05/11/0024": (2, "is not a day", "05/11/2024"),
    "targets -o a.doc": (2, "a.doc", ".xlsx"),
    "targets -o missing/a.csv": (4, "no folder missing", "Make the folder"),
    "targets --format xlsx": (2, "cannot be shown", "-o"),
    "undo 99": (2, "no entry 99", "eidc log"),
    "undo #99": (2, "no entry 99", "eidc log"),
    "undo 99999999999999999999": (2, "no entry 99999999999999999999", "eidc log"),
    "redo abc": (2, "“abc” is not the number of an entry", "#12"),
    "log --last 0": (2, "“0” is not a whole number from 1", "Correct"),
    "duplicates --min-score 200": (2, "“200” is not a whole number from 0 to 100", "Correct"),
    "people --village 038080001111": (6, "038******111", "–"),
    "check --code=": (2, "no code", "12-7F3A-91C2"),
    "init": (2, "campaign here already", "--force"),
    "init other --preset xyz": (2, "xyz", "cam-thuy-2024"),
}
ERRORS = {typed: told for typed, told in ERRORS.items() if told[0]}


@pytest.mark.parametrize("typed", list(ERRORS))
def test_an_error_says_what_happened_and_what_to_do(
    appendix: Path, eidc: Callable[..., Answer], typed: str
) -> None:
    """A sentence and a hint, no traceback, nothing stored, its own exit code."""
    for name, write in WRITE.items():
        if name in typed:
            write(Path(name))
    before = stored()
    code, happened, hint = ERRORS[typed]
    answer = eidc(*typed.split(), lang="en")
    assert answer.code == code, answer.all
    lines = answer.err.splitlines()
    assert lines[0].startswith("Error: ")
    assert lines[-1].startswith("What to do: ")
    assert happened in lines[0]
    assert any(word in lines[-1] for word in hint.split("|"))
    assert answer.out == ""
    in_vietnamese = eidc(*typed.split())
    assert in_vietnamese.code == code
    said = in_vietnamese.err.splitlines()
    assert said[0].startswith("Lỗi: ")
    assert said[-1].startswith("Cách xử lý: ")
    assert said[0].removeprefix("Lỗi: ") != lines[0].removeprefix("Error: ")
    assert "Traceback" not in answer.all + in_vietnamese.all
    assert stored() == before


@pytest.mark.parametrize("command", ["targets", "report weekly", "people", "imports"])
@pytest.mark.parametrize("table", ["import", "operation"])
def test_a_page_gone_is_a_damaged_ledger(
    appendix: Path, eidc: Callable[..., Answer], command: str, table: str
) -> None:
    """Whatever reads the page says that the ledger is damaged, and how to put a copy in place."""
    with closing(sqlite3.connect(LEDGER)) as ledger:
        (page,) = ledger.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)
        ).fetchone()
        (size,) = ledger.execute("PRAGMA page_size").fetchone()
    content = bytearray(Path(LEDGER).read_bytes())
    content[(page - 1) * size : page * size] = bytes(size)
    Path(LEDGER).write_bytes(content)
    answer = eidc(*command.split(), lang="en")
    assert answer.code == 4, answer.all
    assert "is damaged" in answer.err
    assert "eidc restore" in answer.err


def test_edit_refuses_a_number_that_somebody_else_has(
    appendix: Path, eidc: Callable[..., Answer]
) -> None:
    """Two people under one number would be taken for one by every list to come."""
    lists.roster(Path("ok.csv"))
    assert eidc("import", "ok.csv").code == 0
    with closing(sqlite3.connect(LEDGER)) as ledger:
        first, second = (
            number
            for (number,) in ledger.execute(
                "SELECT citizen_id FROM version WHERE citizen_id <> '' LIMIT 2"
            )
        )
    before = stored()
    answer = eidc("edit", first, "--set", f"citizen_id={second}", lang="en")
    assert answer.code == 2
    assert "Another person has the number" in answer.err
    assert second not in answer.all
    assert stored() == before


@pytest.mark.parametrize("command", ["targets", "report weekly", "people", "imports", "undo"])
def test_nothing_is_known_yet(campaign: Path, eidc: Callable[..., Answer], command: str) -> None:
    """Before the first import nothing can be asked: exit 5, and what to do first."""
    answer = eidc(*command.split(), lang="en")
    assert answer.code == 5
    assert "Nothing is known yet" in answer.err
    assert "eidc import" in answer.err
    assert not Path(LEDGER).exists()


@pytest.mark.parametrize(
    ("command", "code"),
    [("targets", 5), ("report weekly", 5), ("people", 5), ("imports", 0), ("undo", 2)],
)
def test_all_that_was_known_is_undone(
    campaign: Path, eidc: Callable[..., Answer], command: str, code: int
) -> None:
    """After the last import was undone nothing is known again; its history still is."""
    eidc("import", lists.roster(Path("a.csv")))
    assert eidc("undo").code == 0
    assert eidc(*command.split()).code == code


@pytest.mark.parametrize("typed", ["tragets", "targets --foo", "import", "report", "--lang de"])
def test_what_cannot_be_meant_is_a_usage_error(
    campaign: Path, eidc: Callable[..., Answer], typed: str
) -> None:
    """Exit 2 with a word on how it is used; ``report`` alone shows what there is."""
    answer = eidc(*typed.split())
    assert answer.code == 2
    assert "Traceback" not in answer.all
    assert answer.all


def test_a_ledger_in_use_is_exit_7(appendix: Path, eidc: Callable[..., Answer]) -> None:
    """While another process writes: wait a little, then say so; nothing is stored."""
    lists.roster(Path("a.csv"))
    before = stored()
    other = sqlite3.connect(LEDGER, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        answer = eidc("import", "a.csv")
        assert eidc("targets").code == 0  # who only asks is not held up
    finally:
        other.close()
    assert answer.code == 7
    assert answer.err.startswith("Lỗi: ")
    assert "Cách xử lý: " in answer.err
    assert stored() == before
    assert eidc("import", "a.csv").code == 0


@pytest.mark.parametrize("command", ["targets", "status", "imports", "import a.csv"])
def test_what_is_no_ledger_is_said(
    campaign: Path, eidc: Callable[..., Answer], command: str
) -> None:
    """A damaged ledger ends in a sentence, whatever is asked of it."""
    lists.roster(Path("a.csv"))
    Path(LEDGER).write_bytes(b"not a ledger " * 500)
    answer = eidc(*command.split(), lang="en")
    assert answer.code == 4
    assert "damaged" in answer.err
    assert "backup" in answer.err


@pytest.mark.skipif(os.name != "posix", reason="a pipe with a name tells when reading has begun")
def test_ctrl_c_in_mid_import_is_exit_130(appendix: Path) -> None:
    """Interrupted while a file is being read: said, no traceback, the ledger as before."""
    before = stored()
    os.mkfifo("slow.csv")
    environment = {name: value for name, value in os.environ.items() if "EIDC" not in name}
    running = subprocess.Popen(
        [sys.executable, "-m", "eid_campaign", "import", "slow.csv"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
    with Path("slow.csv").open("wb") as pipe:  # opens when eidc has opened its end
        pipe.write(b"STT;")
        pipe.flush()
        running.send_signal(signal.SIGINT)
        time.sleep(0.5)  # the signal comes while the file is being read, however busy the machine
    try:
        out, err = running.communicate(timeout=30)
    finally:
        running.kill()
    assert running.returncode == 130
    assert out == b""
    assert len(err.decode().strip().splitlines()) == 1
    assert stored() == before


def test_one_bad_file_keeps_no_other_back(appendix: Path, eidc: Callable[..., Answer]) -> None:
    """Of several files the good ones are stored and the bad one is said: exit 3."""
    lists.roster(Path("ok.csv"))
    WRITE["no-name.csv"](Path("no-name.csv"))
    answer = eidc("import", "ok.csv", "no-name.csv", "--format", "json")
    assert answer.code == 3
    status = {row["file"]: row["status"] for row in answer.rows("files")}
    assert status == {"ok.csv": "stored", "no-name.csv": "refused"}
    assert any("no-name.csv" in text for text in answer.json["texts"][0]["paragraphs"])


def test_only_bad_files_is_exit_4(appendix: Path, eidc: Callable[..., Answer]) -> None:
    """Where nothing could be stored the exit code says so."""
    for name in ("empty.xlsx", "no-name.csv"):
        WRITE[name](Path(name))
    before = stored()
    assert eidc("import", "empty.xlsx", "no-name.csv").code == 4
    assert stored() == before


def test_a_bug_is_exit_70_and_names_nobody(
    campaign: Path, eidc: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A traceback goes into a file, with places in the code and without anybody's data."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("eid_campaign.reports.status.STALE_DAYS", "Nguyễn Văn An 038090000001")
    lists.roster(Path("a.csv"))
    eidc("import", "a.csv")
    answer = eidc("status", lang="en")
    assert answer.code == 70
    assert "Traceback" not in answer.all
    (report,) = tmp_path.glob("eidc-bug-*.txt")
    assert str(report) in answer.err
    text = report.read_text(encoding="utf-8")
    assert "status.py" in text
    assert "TypeError" in text
    assert "Nguyễn" not in text
    assert "038090000001" not in text
