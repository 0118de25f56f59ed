"""The sample campaign with what a campaign gathers: decisions, a correction, own words, a copy."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.conftest import SAID, SAMPLE, typed

TODAY = "2024-11-20"


@dataclass(frozen=True, slots=True)
class Known:
    """Whom the sample campaign knows, and where its ledger lies."""

    place: Path
    numbers: frozenset[str]
    """Every citizen number, old number and phone."""
    names: frozenset[str]
    person: str
    """The citizen number of one of them, and …"""
    phone: str
    sensitive_notes: frozenset[str]
    """Remarks of people who are exempt for a reason that only the police may know."""


@pytest.fixture(scope="session")
def known(tmp_path_factory: pytest.TempPathFactory) -> Known:
    """The campaign, made once; see ``campaign`` for a copy to work in."""
    place = tmp_path_factory.mktemp("mẫu")
    with chdir(place), pytest.MonkeyPatch.context() as patch:
        patch.setitem(SAID, "EIDC_AS_OF", TODAY)
        assert typed("init", "--preset", "cam-thuy-2024").code == 0
        assert typed("import", SAMPLE).code in (0, 3)
        rows = typed("people", "--audience", "police", "--format", "json").rows()
        one = next(row for row in rows if row["phone"] and row["standing"] == "eligible")
        number = one["citizen_id"]
        ground = f"đã gọi {one['phone']}, số {number}"
        assert typed("decide", number, "exempt", "abroad", "--because", ground).code == 0
        assert typed("edit", number, "--set", "phone=0959999999").code == 0
        assert typed("backup").code == 0
    with sqlite3.connect(place / "eidc.ledger") as connection:
        found = connection.execute("SELECT citizen_id, old_id, phone FROM record").fetchall()
    connection.close()
    sensitive = {"in_prison", "in_facility", "ill"}
    return Known(
        place,
        frozenset(text for row in found for text in row if text),
        frozenset(row["full_name"] for row in rows),
        number,
        one["phone"],
        frozenset(row["note"] for row in rows if row["reason"] in sensitive and row["note"]),
    )


@pytest.fixture
def campaign(known: Known, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Known:
    """A copy of the campaign to work in, with a folder of its own for temporary files."""
    folder = tmp_path / "chiến dịch"
    shutil.copytree(known.place, folder)
    monkeypatch.chdir(folder)
    monkeypatch.setitem(SAID, "EIDC_AS_OF", TODAY)
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    return known
