"""The fixtures of the command line, for encrypted campaigns."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.encryption.speaking import small_campaign


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, and no descriptor named yet."""
    place = tmp_path / "chiến dịch"
    place.mkdir()
    monkeypatch.chdir(place)
    monkeypatch.delenv("EIDC_PASSPHRASE_FD", raising=False)
    return place


@pytest.fixture
def plain(folder: Path) -> Path:
    """A campaign of two people that is not encrypted."""
    small_campaign()
    return folder


@pytest.fixture
def encrypted(folder: Path) -> Path:
    """A campaign of two people, encrypted from its first day."""
    small_campaign("--encrypt")
    return folder
