"""A campaign of one commune, a way to type, and lists with headings nobody knows."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from eid_campaign.cli import main

SAID = {
    "EIDC_LANG": "vi",
    "EIDC_AS_OF": None,
    "EIDC_LEDGER": None,
    "NO_COLOR": "1",
    "COLUMNS": "120",
    "USER": "trucban",
    "USERNAME": "trucban",
}
STRANGE = ("STT", "Người được cấp", "Sinh", "Mã số", "Địa bàn", "Tình hình")
"""Headings of which only STT and Địa bàn are known."""
PEOPLE = (
    (1, "Nguyễn Văn An", "03/05/1956", "038056001234", "T. Chạ", "Chưa thu nhận"),
    (2, "Lê Thị Bình", "1960", "", "T. Chạ", "Mức 2 đã kích hoạt"),
    (3, "Trần Văn Cường", "12/12/1999", "038099001239", "Thôn 3", ""),
)
MAP = (
    "--map", "họ và tên=NGUOI DUOC CAP",
    "--map", "birth_date=Sinh",
    "--map", "số định danh=Mã số",
    "--map", "stage=Tình hình",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command said and how it ended."""

    code: int
    all: str
    out: str

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Return the rows of a table of a JSON answer."""
        tables = json.loads(self.out)["tables"]
        rows: list[dict[str, Any]] = next(t["rows"] for t in tables if t["id"] == table)
        return rows

    @property
    def notes(self) -> list[str]:
        """The notes of a JSON answer."""
        notes: list[str] = json.loads(self.out)["notes"]
        return notes


Typed = Callable[..., Answer]


def typed(*words: object, form: str = "json") -> Answer:
    """Return what ``eidc`` answers to ``words`` in the current folder."""
    asked = [str(word) for word in words] + (["--format", form] if form else [])
    result = CliRunner().invoke(main, asked, env=SAID)
    return Answer(result.exit_code, result.output, result.stdout)


@pytest.fixture
def eidc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Typed:
    """A campaign of the test's own in the current folder, and the way to type."""
    place = tmp_path / "chien-dich"
    place.mkdir()
    monkeypatch.chdir(place)
    assert typed("init", "--preset", "cam-thuy-2024", form="").code == 0
    return typed


def workbook(
    name: str,
    people: Sequence[Sequence[object]] = PEOPLE,
    *,
    headings: Sequence[str] = STRANGE,
    day: str = "05/11/2024",
    more: Sequence[str] = (),
) -> Path:
    """Write a list of Cẩm Tân on the sheet DS and, over again, on the sheets ``more``."""
    book = openpyxl.Workbook()
    for place, title in enumerate(("DS", *more)):
        sheet = book.active if place == 0 else book.create_sheet()
        sheet.title = title
        sheet.append([f"DANH SÁCH CÔNG DÂN XÃ CẨM TÂN (tính đến ngày {day})"])
        sheet.append(list(headings))
        for row in people:
            sheet.append(list(row))
    book.save(name)
    return Path(name)


def files_row(answer: Answer) -> dict[str, Any]:
    """Return what is said of the only file."""
    (row,) = answer.rows("files")
    return row
