"""``eidc check`` and ``eidc log`` as they are typed."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.checking import life
from tests.cli.conftest import typed


@pytest.fixture
def entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """A campaign's folder whose ledger holds a long life; the entries by what they did."""
    monkeypatch.chdir(tmp_path)
    assert typed("init", "--preset", "cam-thuy-2024").code == 0
    return life.live(tmp_path / "eidc.ledger")


def _changed(statement: str) -> None:
    with closing(sqlite3.connect("eidc.ledger", isolation_level=None)) as connection:
        connection.execute(statement)


def test_silent_when_all_is_well(entry: dict[str, int]) -> None:
    """Nothing is printed and the exit code is 0."""
    answer = typed("check")
    assert (answer.code, answer.all) == (0, "")


def test_verbose_says_what_was_checked(entry: dict[str, int]) -> None:
    """``-v`` lists the checks and gives the code of the ledger."""
    answer = typed("check", "-v", lang="en")
    assert answer.code == 0
    assert "All is well." in answer.out
    assert re.search(r"\b20-[0-9A-F]{4}-[0-9A-F]{4}\b", answer.out)


def test_what_is_found_is_said_with_what_to_do(entry: dict[str, int]) -> None:
    """Exit code 8; the entry, the sentence and what to do, without anybody's name."""
    _changed("UPDATE record SET full_name = 'Kẻ Gian' WHERE person = 5")
    answer = typed("check", lang="en")
    assert answer.code == 8
    said = f"What entry {entry['first']} wrote was changed with another program."
    assert said in answer.out
    assert "eidc restore" in answer.out
    assert "Kẻ Gian" not in answer.all


def test_findings_are_told_to_programs_too(entry: dict[str, int]) -> None:
    """JSON gives the kind and the entry; with nothing found, no rows."""
    assert typed("check", "--format", "json").rows("findings") == []
    _changed("UPDATE decision SET reason = 'deceased'")
    rows = typed("check", "--format", "json").rows("findings")
    assert ("changed", entry["decide"]) in {(row["kind"], row["entry"]) for row in rows}


def test_the_code_of_the_log_proves_it_later(entry: dict[str, int]) -> None:
    """The code that ``log`` prints is taken by ``check --code`` after later entries too."""
    found = re.search(r"\d+-[0-9A-F]{4}-[0-9A-F]{4}", typed("log").out)
    assert found
    assert typed("people", "-o", "ds.csv").code == 0
    assert typed("check", "--code", found[0]).code == 0
    assert typed("check", "--code", "20-0000-0000").code == 8
    assert typed("check", "--code", "gì đó").code == 2


def test_the_log_lists_the_newest_last(entry: dict[str, int]) -> None:
    """Numbers are those that undo takes; ``--last`` leaves the older ones away."""
    rows = typed("log", "--format", "json").rows()
    assert [row["entry"] for row in rows] == list(range(1, 21))
    late = rows[entry["late"] - 1]
    assert (late["status"], late["undone_by"]) == ("undone", entry["undo"])
    last = typed("log", "--last", 2, "--format", "json").rows()
    assert [row["kind"] for row in last] == ["freeze", "export"]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_entry_is_said_in_words(entry: dict[str, int], lang: str) -> None:
    """No entry is shown by the id of its kind, and nobody is named."""
    out = typed("log", lang=lang, COLUMNS="200").out
    for name in life.NAMES:
        assert name not in out
    assert not re.search(r"\b(rules_adopt|take_back|untie)\b", out)
    assert not re.search(r"\d{9}", out)
