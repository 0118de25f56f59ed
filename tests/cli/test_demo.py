"""``eidc demo``: the whole job in one line, in a folder of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl

from .conftest import Answer


def test_the_demo_does_the_main_job(
    folder: Path, eidc: Callable[..., Answer], tmp_path: Path
) -> None:
    """Targets of Cẩm Tân, the weekly report on the screen and as a workbook, what to type next;
    a second run is refused without ``--force``; a ledger named elsewhere stays out of it.
    """
    mine = tmp_path / "của tôi.ledger"
    answer = eidc("demo", EIDC_LEDGER=str(mine), EIDC_AS_OF="2024-01-01")
    assert answer.code == 0, answer.all
    for said in ("1.037", "390", "Báo cáo tuần", "bao-cao-tuan.xlsx", "cd eidc-demo"):
        assert said in answer.out
    assert not mine.exists()
    made = {path.name for path in Path("eidc-demo").iterdir()}
    assert {"eidc.toml", "eidc.ledger", "bao-cao-tuan.xlsx"} <= made
    sheet = openpyxl.load_workbook("eidc-demo/bao-cao-tuan.xlsx").active
    assert "Thôn 11" in {cell.value for row in sheet.iter_rows() for cell in row}

    again = eidc("demo")
    assert again.code == 2
    assert "--force" in again.err


def test_a_real_campaign_is_never_removed(campaign: Path, eidc: Callable[..., Answer]) -> None:
    """``--force`` removes a practice campaign; a folder with another campaign it does not touch."""
    Path("sổ.txt").write_text("x")
    answer = eidc("demo", campaign, "--force")
    assert answer.code == 2
    assert Path("sổ.txt").exists()
    assert Path("eidc.toml").exists()


def test_the_installed_demo_starts_afresh(tmp_path: Path) -> None:
    """As a shell runs it: ``--force`` removes an older practice campaign, and the new one's own
    "today" holds without an option.
    """
    command = Path(sys.executable).with_name("eidc.exe" if os.name == "nt" else "eidc")
    environment = {name: value for name, value in os.environ.items() if "EIDC" not in name}
    place = tmp_path / "thực hành"
    place.mkdir()
    (place / "eidc.toml").write_text("[practice]\ntoday = 2024-01-01\n")
    (place / "mine.txt").write_text("x")
    subprocess.run(
        [str(command), "demo", str(place), "--force"],
        check=True,
        env=environment,
        timeout=120,
        stdout=subprocess.DEVNULL,
    )
    assert not (place / "mine.txt").exists()
    done = subprocess.run(
        [str(command), "targets", "--by", "village", "--format", "json"],
        capture_output=True,
        check=True,
        cwd=place,
        env=environment,
    )
    said = json.loads(done.stdout)
    assert said["as_of"] == "2024-11-19"
    assert said["tables"][0]["total"]["issued"] == 402
