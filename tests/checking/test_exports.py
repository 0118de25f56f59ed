"""Every export has its entry: which command, for whom, how many rows, whether full numbers left."""

from __future__ import annotations

import ast
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from eid_campaign import reports
from eid_campaign.ledger.exports import READING_THE_LOG
from eid_campaign.reports.log import DOCUMENTS
from tests.checking import life
from tests.cli.conftest import typed

LEDGER = Path("eidc.ledger")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A campaign's folder whose ledger holds a long life; work in it."""
    monkeypatch.chdir(tmp_path)
    assert typed("init", "--preset", "cam-thuy-2024").code == 0
    life.live(tmp_path / LEDGER)
    return tmp_path


def exported(since: int = 0) -> list[dict[str, Any]]:
    """Return the details of the exports after entry ``since``."""
    with closing(sqlite3.connect(LEDGER)) as connection:
        rows = connection.execute(
            "SELECT details FROM operation WHERE kind = 'export' AND id > ? ORDER BY id", (since,)
        ).fetchall()
    return [json.loads(details) for (details,) in rows]


def newest() -> int:
    """Return the last entry of the log."""
    with closing(sqlite3.connect(LEDGER)) as connection:
        (number,) = connection.execute("SELECT max(id) FROM operation").fetchone()
    return int(number)


@contextmanager
def held() -> Iterator[None]:
    """Another process is writing to the ledger."""
    with closing(sqlite3.connect(LEDGER, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("people", "--audience", "police", "--village", "Thôn 1", "-o", "ds.csv"),
            {
                "command": "people --village --audience --output",
                "document": "people",
                "format": "csv",
                "file": "ds.csv",
                "audience": "police",
                "rows": 3,
                "full_numbers": True,
            },
        ),
        (
            ("people", "--village", "Thôn 1", "--format", "json"),
            {
                "command": "people --village --format",
                "document": "people",
                "format": "json",
                "audience": "team",
                "rows": 3,
            },
        ),
        (
            ("targets", "-o", "ct.md"),
            {
                "command": "targets --output",
                "document": "targets",
                "format": "md",
                "file": "ct.md",
                "rows": 1,  # one commune
            },
        ),
    ],
)
def test_an_export_has_its_entry(
    place: Path, words: tuple[str, ...], told: dict[str, object]
) -> None:
    """A file or a machine-readable answer is told, with option names and never their values."""
    before = newest()
    assert typed(*words).code == 0
    assert exported(before) == [told]


@pytest.mark.parametrize("words", [("people",), ("targets",), ("log", "--format", "csv")])
def test_what_is_only_looked_at_has_none(place: Path, words: tuple[str, ...]) -> None:
    """A table on the screen is no export, nor is the log itself."""
    before = newest()
    assert typed(*words).code == 0
    assert newest() == before


def test_a_number_in_the_name_of_a_file_is_not_told(place: Path) -> None:
    """An officer may name a file after somebody; the log keeps no number."""
    before = newest()
    assert typed("people", "-o", "038090000003 va gia dinh.csv").code == 0
    assert [each["file"] for each in exported(before)] == ["… va gia dinh.csv"]


@pytest.mark.parametrize("hindered", ["held", "readonly"])
def test_full_numbers_do_not_leave_unlogged(
    place: Path, hindered: str, writing_hindered: Callable[[str], Any]
) -> None:
    """Where the log cannot be written a list with full numbers is refused, in words."""
    with writing_hindered(hindered):
        answer = typed("people", "--audience", "police", "-o", "ds.csv", lang="en")
    assert answer.code in (4, 7)
    assert "full citizen numbers" in answer.err
    assert not Path("ds.csv").exists()


@pytest.mark.parametrize("hindered", ["held", "readonly"])
@pytest.mark.parametrize("words", [("targets", "-o", "ds.csv"), ("people", "-o", "ds.csv")])
def test_what_is_masked_leaves_all_the_same(
    place: Path, hindered: str, words: tuple[str, ...], writing_hindered: Callable[[str], Any]
) -> None:
    """Reports without full numbers are written also where the ledger may only be read."""
    with writing_hindered(hindered):
        assert typed(*words).code == 0
    assert Path("ds.csv").stat().st_size > 0


@pytest.fixture
def writing_hindered(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Any]:
    """Return what keeps everybody from writing into the ledger for a while."""

    @contextmanager
    def readonly() -> Iterator[None]:
        with closing(sqlite3.connect(LEDGER)) as connection:
            connection.execute("PRAGMA user_version")
        opened = sqlite3.connect

        def only_read(path: Any, *args: Any, **named: Any) -> sqlite3.Connection:
            connection = opened(path, *args, **named)
            connection.execute("PRAGMA query_only = ON")
            return connection

        with monkeypatch.context() as patched:
            patched.setattr(sqlite3, "connect", only_read)
            yield

    return lambda how: held() if how == "held" else readonly()


NEVER_LOGGED = {
    *READING_THE_LOG,
    *("init", "demo", "import_summary", "encrypt", "decrypt"),
    *("rules_start", "rules_adopt", "rules_drop"),
}
"""Answers that only the log tells of, and those of commands that write no file and no json."""


def test_the_log_has_words_for_whatever_leaves() -> None:
    """The line "wrote purge, 8 lines" tells an officer nothing: each answer is named in words."""
    ids = set()
    for path in Path(reports.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Document" and node.args:
                named = ast.walk(node.args[0])
                ids |= {str(each.value) for each in named if isinstance(each, ast.Constant)}
    assert ids >= {"targets", "people", "undo", "redo"}
    assert not ids - NEVER_LOGGED - set(DOCUMENTS)
