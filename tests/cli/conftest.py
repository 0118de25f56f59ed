"""A campaign with the sample files imported once, copied for each test, and a way to type."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from eid_campaign.cli import main

SAMPLE = Path(__file__).parent.parent.parent / "sample_data"
SAID = {
    "EIDC_LANG": "vi",
    "EIDC_AS_OF": None,
    "EIDC_LEDGER": None,
    "NO_COLOR": "1",
    "COLUMNS": "120",
    "USER": "trucban",
    "USERNAME": "trucban",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str
    raw: bytes

    @property
    def all(self) -> str:
        """Everything that was said."""
        return self.out + self.err

    @property
    def json(self) -> Any:
        """What was said, as JSON."""
        return json.loads(self.out)

    def rows(self, table: str | int = 0) -> list[dict[str, Any]]:
        """Return the rows of one table of a JSON answer, by place or id."""
        tables = self.json["tables"]
        found = (
            tables[table]
            if isinstance(table, int)
            else next(each for each in tables if each["id"] == table)
        )
        rows: list[dict[str, Any]] = found["rows"]
        return rows


def typed(*words: object, lang: str = "vi", **environment: str | None) -> Answer:
    """Return what ``eidc`` answers to ``words`` in the current folder."""
    result = CliRunner().invoke(
        main, [str(word) for word in words], env={**SAID, "EIDC_LANG": lang, **environment}
    )
    return Answer(result.exit_code, result.stdout, result.stderr, result.stdout_bytes)


@pytest.fixture
def eidc() -> Callable[..., Answer]:
    """Return the way to type a command."""
    return typed


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    place = tmp_path / "chiến dịch"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


def _campaign(place: Path, *files: Path) -> Path:
    with chdir(place):
        assert typed("init", "--preset", "cam-thuy-2024").code == 0
        found = typed("import", *files)
        assert found.code in (0, 3), found.all
    return place


@pytest.fixture(scope="session")
def _sample_campaign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _campaign(tmp_path_factory.mktemp("sample"), SAMPLE)


@pytest.fixture(scope="session")
def _appendix_campaign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _campaign(tmp_path_factory.mktemp("appendix"), SAMPLE / "phu-luc-cam-thuy.xlsx")


def _copied(campaign: Path, folder: Path) -> Path:
    for file in campaign.iterdir():
        shutil.copy(file, folder)
    return folder


@pytest.fixture
def sample(_sample_campaign: Path, folder: Path) -> Path:
    """A campaign of the test's own, with appendix and three weeks of rosters; work in it."""
    return _copied(_sample_campaign, folder)


@pytest.fixture
def appendix(_appendix_campaign: Path, folder: Path) -> Path:
    """A campaign of the test's own, with the appendix alone; work in it."""
    return _copied(_appendix_campaign, folder)


@pytest.fixture
def campaign(folder: Path) -> Path:
    """A campaign of the test's own with nothing imported; work in it."""
    assert typed("init", "--preset", "cam-thuy-2024").code == 0
    return folder
