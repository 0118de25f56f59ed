"""Who edits the file with another program is found out, and it is said from which entry."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from eid_campaign.ledger import seals
from eid_campaign.ledger.ledger import Ledger
from tests.checking import life

_Lived = tuple[Path, dict[str, int]]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> _Lived:
    """A ledger with a long life, and its entries by what they did."""
    path = tmp_path_factory.mktemp("life") / "eidc.ledger"
    return path, life.live(path)


def changed(lived: _Lived, tmp_path: Path, statements: str) -> Path:
    """Return a copy of the ledger changed by SQL, its locks taken away and put back."""
    path = tmp_path / "eidc.ledger"
    shutil.copy(lived[0], path)
    connection = sqlite3.connect(path, isolation_level=None)
    locks = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    for name, _sql in (kept := locks.fetchall()):
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements.format(**lived[1]).split(";"):
        assert connection.execute(statement).rowcount > 0
    for _name, sql in kept:
        connection.execute(sql)
    connection.close()
    return path


@pytest.mark.parametrize(
    ("statement", "kind", "entry"),
    [
        # a person
        (
            "UPDATE record SET stage = 6 WHERE person = 3 AND known_from = {first}",
            "changed",
            "first",
        ),
        ("UPDATE record SET citizen_id = '038090000077' WHERE person = 5", "changed", "first"),
        ("UPDATE record SET as_of = as_of - 1 WHERE known_from = {edit}", "changed", "edit"),
        ("DELETE FROM record WHERE person = 5 AND known_from = {first}", "changed", "first"),
        ("UPDATE record SET known_until = NULL WHERE known_until = {undo}", "changed", "undo"),
        ("UPDATE record SET known_until = {undo} WHERE person = 5", "changed", "undo"),
        ("UPDATE word SET text = 'đi tù' WHERE text = 'đi làm ăn xa'", "changed", "first"),
        ("INSERT INTO word (text) VALUES ('thêm')", "words", ""),
        # an import
        ("UPDATE import SET refused = 0, new = 6 WHERE id = {first}", "changed", "first"),
        ("UPDATE import SET seen = x'' WHERE id = {second}", "changed", "second"),
        ("UPDATE import SET undone_by = NULL WHERE id = {late}", "marks", "late"),
        ("UPDATE import SET undone_by = {redo} WHERE id = {first}", "marks", ""),
        ("UPDATE import_village SET people = 9 WHERE import_id = {first}", "changed", "first"),
        ("DELETE FROM problem WHERE import_id = {first}", "changed", "first"),
        ("UPDATE said SET value = '1' WHERE import_id = {second}", "changed", "second"),
        ("UPDATE unit_counts SET target_level2 = 900", "changed", "appendix"),
        # what officers settled
        ("UPDATE decision SET reason = 'deceased' WHERE id = {decide}", "changed", "decide"),
        ("DELETE FROM decision WHERE id = {decide}", "changed", "decide"),
        ("UPDATE decision SET taken_back_by = {undo} WHERE id = {decide}", "marks", ""),
        ("UPDATE identity SET verdict = 'two'", "changed", "identity"),
        ("UPDATE village_spelling SET village = 'Thôn 9' WHERE id = {tie}", "changed", "tie"),
        ("UPDATE mapping SET headings = '{{}}' WHERE id = {mapping}", "changed", "mapping"),
        ("UPDATE own_rules SET text = 'khác'", "changed", ""),
        ("UPDATE taken_back SET target = {first} WHERE target = {late}", "changed", "undo"),
        ("UPDATE taken_back SET redone_by = NULL WHERE redone_by = {redo}", "marks", "second"),
        ("UPDATE frozen_report SET figures = replace(figures, '2', '3')", "changed", "freeze"),
        # the log, its seals, kept figures
        ("UPDATE operation SET who = 'khác' WHERE id = {decide}", "log", "decide"),
        ("UPDATE seal SET digest = digest || '0' WHERE id = {edit}", "unsealed", "edit"),
        ("DELETE FROM seal WHERE id = {edit}", "unsealed", "edit"),
        ("UPDATE tally_cache SET counts = replace(counts, ', 1]', ', 2]')", "kept_tally", ""),
    ],
)
def test_every_change_is_found(
    lived: _Lived, tmp_path: Path, statement: str, kind: str, entry: str
) -> None:
    """A changed, added or deleted line of any table is found, with the entry that wrote it."""
    found = life.found_in(changed(lived, tmp_path, statement))
    assert kind in {found_kind for found_kind, _ in found}
    if entry:
        assert (kind, lived[1][entry]) in found


@pytest.mark.parametrize(
    "statement",
    ["DROP TRIGGER seal_is_final", "DROP TRIGGER record_is_kept", "CREATE TABLE khac (a)"],
)
def test_a_lock_taken_away_is_found(lived: _Lived, tmp_path: Path, statement: str) -> None:
    """A lock that is gone, or a table that is not ours, is found though no line was changed."""
    path = tmp_path / "eidc.ledger"
    shutil.copy(lived[0], path)
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.close()
    assert [kind for kind, _ in life.found_in(path)] == ["shape"]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM record",
        "DELETE FROM decision",
        "DELETE FROM import",
        "DELETE FROM seal",
        "UPDATE seal SET hash = ''",
    ],
)
def test_the_ledger_itself_refuses(lived: _Lived, statement: str) -> None:
    """Nothing is deleted from the ledger and no seal is changed, even by SQL."""
    with (
        Ledger.open(lived[0]) as ledger,
        pytest.raises(sqlite3.IntegrityError, match=r"nothing is deleted|never changed"),
    ):
        ledger.connection.execute(statement)


def test_a_log_cut_off_is_found_with_the_code(lived: _Lived, tmp_path: Path) -> None:
    """Whose last entries and their seals are gone seems whole, but not to who noted the code."""
    with Ledger.open(lived[0]) as ledger:
        code = seals.code(ledger.connection)
    assert life.found_in(lived[0], code) == []
    last = int(code.split("-")[0])
    cut = changed(
        lived,
        tmp_path,
        f"DELETE FROM seal WHERE id = {last};DELETE FROM operation WHERE id = {last}",
    )
    assert life.found_in(cut) == []
    assert life.found_in(cut, code) == [("cut_off", last)]


def test_a_code_of_another_ledger_is_found(lived: _Lived) -> None:
    """A code that was never this ledger's is said to be another's."""
    assert life.found_in(lived[0], "2-0000-0000") == [("other_code", 2)]


def test_a_damaged_page_is_found(lived: _Lived, tmp_path: Path) -> None:
    """A ledger of which a page is broken is found damaged, and the check ends in words."""
    path = tmp_path / "eidc.ledger"
    content = bytearray(lived[0].read_bytes())
    connection = sqlite3.connect(lived[0])
    (page,) = connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = 'record'"
    ).fetchone()
    connection.close()
    start = (page - 1) * 8192
    content[start : start + 4096] = bytes(range(256)) * 16
    path.write_bytes(content)
    assert "damaged" in {kind for kind, _ in life.found_in(path)}
