"""A ledger nobody touched with another program is silent, whatever was done with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from eid_campaign.ledger import log, seals
from eid_campaign.ledger.ledger import Ledger
from tests.checking import life
from tests.drawn import number


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with a long mixed life."""
    path = tmp_path_factory.mktemp("life") / "eidc.ledger"
    life.live(path)
    return path


def test_an_untouched_ledger_is_silent(ledger: Path) -> None:
    """Imports late and early, decisions, merges, undo, redo, exports: nothing is found."""
    assert life.found_in(ledger) == []


def test_every_entry_bears_a_seal(ledger: Path) -> None:
    """One seal an entry, each of its own rows."""
    with Ledger.open(ledger) as opened:
        sealed = seals.all_seals(opened.connection)
        entries = log.entries(opened.connection)
    assert [seal.number for seal in sealed] == [entry.number for entry in entries]
    assert len(sealed) > 15
    assert not any(seal.whole for seal in sealed)


def test_the_log_of_a_long_life_names_nobody(ledger: Path) -> None:
    """No name, number or ground of a person stands in any entry."""
    with Ledger.open(ledger) as opened:
        rows = opened.connection.execute("SELECT details FROM operation").fetchall()
    text = "\n".join(details for (details,) in rows)
    numbers = [number(end) for end in range(10)]
    assert [each for each in (*life.NAMES, *numbers) if each in text] == []
    assert "giấy báo" not in text


def test_what_was_taken_back_is_said(ledger: Path, tmp_path: Path) -> None:
    """The log tells which entry no longer holds and since when; a redo lets it hold again."""
    path = tmp_path / "eidc.ledger"
    entry = life.live(path)
    with Ledger.open(path) as opened:
        undone = {each.number: each.undone_by for each in log.entries(opened.connection)}
    assert undone[entry["late"]] == entry["undo"]
    assert undone[entry["second"]] is None
    assert undone[entry["decide"]] is None


def test_kept_reports_and_exports_leave_kept_tallies_alone(tmp_path: Path) -> None:
    """What changes nothing that is known does not raise the revision."""
    path = tmp_path / "eidc.ledger"
    entry = life.live(path)
    with Ledger.open(path) as opened:
        assert opened.revision == entry["undo"]
