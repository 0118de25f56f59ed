"""A campaign's folder whose report of the first week was sent."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import typed
from tests.frozen import story

LEDGER = "eidc.ledger"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the story's first week; work in it."""
    monkeypatch.chdir(tmp_path)
    assert typed("init", "--preset", "cam-thuy-2024").code == 0
    story.begun(tmp_path / LEDGER)
    return tmp_path / LEDGER


@pytest.fixture
def sent(place: Path) -> Path:
    """The same with the first week's report kept as sent."""
    answer = typed("report", "weekly", "--as-of", "12/11/2024", "--final")
    assert answer.code == 0, answer.all
    return place
