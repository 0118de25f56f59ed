"""The story's campaign on Vietnamese time, with its first week recorded."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import typed
from tests.frozen import story


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with the story's first week, seven hours east of Greenwich; work in it."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system's clock cannot be set to another zone")
    monkeypatch.setenv("TZ", "UTC-7")
    time.tzset()
    monkeypatch.chdir(tmp_path)
    assert typed("init", "--preset", "cam-thuy-2024").code == 0
    story.begun(tmp_path / "eidc.ledger")
    yield tmp_path / "eidc.ledger"
    monkeypatch.undo()
    time.tzset()
