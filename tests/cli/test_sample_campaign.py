"""The main job on the sample campaign, held against what its generator knows to be true."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .conftest import SAMPLE, Answer

TRUTH: dict[str, Any] = json.loads((SAMPLE / "truth.json").read_text(encoding="utf-8"))
DAYS = list(TRUTH["weeks"])
CHECKED = ("collected", "issued", "activated", "base_level2", "base_activation")


def figures(row: dict[str, Any]) -> dict[str, int]:
    """Return the figures of a row that the truth tells."""
    return {name: row[name] for name in CHECKED} | {"achieved": row["achieved_activation"]}


def truth(day: str, village: str = "") -> dict[str, int]:
    """Return the true figures of a village, or of the commune."""
    week = TRUTH["weeks"][day]
    told = week["villages"][village] if village else week["total"]
    return {name: told[name] for name in CHECKED} | {"achieved": told["achieved_activation"]}


@pytest.mark.parametrize("command", [["targets"], ["report", "weekly"]], ids=" ".join)
@pytest.mark.parametrize("day", DAYS)
def test_each_village_stands_where_the_truth_says(
    sample: Path, eidc: Callable[..., Answer], command: list[str], day: str
) -> None:
    """On every day, every village, and their sum, in both tables."""
    answer = eidc(*command, "--by", "village", "--as-of", day, "--format", "json")
    table = answer.json["tables"][0]
    assert {row["village"]: figures(row) for row in table["rows"]} == {
        village: truth(day, village) for village in TRUTH["weeks"][day]["villages"]
    }
    assert figures(table["total"]) == truth(day)


@pytest.mark.parametrize("day", DAYS)
def test_the_commune_stands_where_the_truth_says(
    sample: Path, eidc: Callable[..., Answer], day: str
) -> None:
    """The commune's own line is the same as the sum of its villages."""
    answer = eidc("targets", "--commune", "Cẩm Tân", "--as-of", day, "--format", "json")
    (row,) = answer.rows()
    assert figures(row) == truth(day)
    assert (row["target_level2"], row["target_activation"]) == (1037, 390)
    assert row["achieved_level2"] == row["issued"]


def test_village_targets_sum_to_the_communes(sample: Path, eidc: Callable[..., Answer]) -> None:
    """1.037 is split without a rest, and no target exceeds its base."""
    rows = eidc("targets", "--by", "village", "--format", "json").rows()
    assert sum(row["target_level2"] for row in rows) == 1037
    assert sum(row["target_activation"] for row in rows) == 390
    assert all(row["target_level2"] <= row["base_level2"] for row in rows)


def test_each_file_brings_what_the_truth_says(sample: Path, eidc: Callable[..., Answer]) -> None:
    """Of every village's file of every week: rows read and refused, new people, conflicts."""
    found: dict[tuple[str, str], tuple[int, ...]] = {}
    for day in DAYS:
        for file in sorted((SAMPLE / day).iterdir()):
            said = eidc("import", file, "--format", "json").rows("files")[0]
            assert said["status"] == "already_imported"
    for row in eidc("imports", "--format", "json").rows():
        if row["kind"] == "roster":
            found[row["as_of"], row["file"]] = (
                row["rows_read"],
                row["refused"],
                row["conflict"],
            )
    for day in DAYS:
        villages = TRUTH["weeks"][day]["villages"].values()
        told = sorted(
            (village["rows"], village["rows_refused"], village["conflicts"])
            for village in villages
            if village["reported"]
        )
        assert sorted(counts for (when, _file), counts in found.items() if when == day) == told


def test_new_people_of_a_later_week_are_those_who_came(
    sample: Path, eidc: Callable[..., Answer]
) -> None:
    """Whose number was found, whose name stands in capitals: nobody becomes new by that."""
    rows = eidc("imports", "--format", "json").rows()
    for day in DAYS[1:]:
        new = sum(row["new"] for row in rows if row["as_of"] == day)
        assert new == TRUTH["weeks"][day]["total"]["new"]


@pytest.mark.parametrize("day", DAYS)
def test_people_are_as_many_as_there_are(
    sample: Path, eidc: Callable[..., Answer], day: str
) -> None:
    """14 and over and children, as known on the day, in all."""
    rows = eidc("people", "--as-of", day, "--format", "json").rows()
    total = TRUTH["weeks"][day]["total"]
    assert len(rows) == total["people"] + total["children"]
    stages = dict.fromkeys(total["stages"], 0)
    for row in rows:
        if row["reason"] != "child":
            stages[row["stage"]] = stages.get(row["stage"], 0) + 1
    # A child by birth year alone is to verify as "child" too, whatever their stage.
    assert all(stages[name] <= count for name, count in total["stages"].items())


def test_a_silent_village_is_said_and_keeps_its_figures(
    sample: Path, eidc: Callable[..., Answer]
) -> None:
    """Thôn 11 handed in nothing in the third week: unknown is not zero."""
    answer = eidc("report", "weekly", "--as-of", "2024-11-19", "--format", "json")
    rows = {row["village"]: row for row in answer.rows()}
    silent = rows["Thôn 11"]
    assert (silent["reported"], silent["issued_in_week"]) == ("no", None)
    assert silent["issued"] == TRUTH["weeks"]["2024-11-19"]["villages"]["Thôn 11"]["issued"]
    assert [name for name, row in rows.items() if row["reported"] == "no"] == ["Thôn 11"]
    shown = eidc("report", "weekly", "--as-of", "2024-11-19").out
    assert "Thôn 11" in shown.split("Kết quả")[0]


def test_the_week_is_the_difference_of_two_days(sample: Path, eidc: Callable[..., Answer]) -> None:
    """Gained in the week is what stands now less what stood seven days ago."""
    rows = eidc("report", "weekly", "--as-of", "2024-11-19", "--format", "json").rows()
    for row in rows:
        if row["reported"] == "yes":
            now, ago = truth("2024-11-19", row["village"]), truth("2024-11-12", row["village"])
            assert row["issued_in_week"] == now["issued"] - ago["issued"]
            assert row["collected_in_week"] == now["collected"] - ago["collected"]
            assert row["activated_in_week"] == now["activated"] - ago["activated"]


def test_ranks_follow_the_rate_of_the_target(sample: Path, eidc: Callable[..., Answer]) -> None:
    """A higher rate has the smaller rank."""
    rows = eidc("report", "weekly", "--as-of", "2024-11-19", "--format", "json").rows()
    by_rate = sorted(rows, key=lambda row: -row["rate_achieved_level2"])
    assert [row["rank"] for row in by_rate] == list(range(1, 12))


def test_the_order_of_the_files_does_not_matter(
    campaign: Path, eidc: Callable[..., Answer]
) -> None:
    """The weeks imported one by one, the last one first, give the same figures on every day."""
    for day in reversed(DAYS):
        assert eidc("import", SAMPLE / day, "--commune", "Cẩm Tân").code in (0, 3)
    assert eidc("import", SAMPLE / "phu-luc-cam-thuy.xlsx").code == 0
    for day in DAYS:
        answer = eidc("targets", "--by", "village", "--as-of", day, "--format", "json")
        assert figures(answer.json["tables"][0]["total"]) == truth(day)


def test_the_installed_command_does_the_same(sample: Path) -> None:
    """``eidc`` as a shell finds it gives the same answer."""
    command = Path(sys.executable).with_name("eidc.exe" if os.name == "nt" else "eidc")
    environment = {name: value for name, value in os.environ.items() if "EIDC" not in name}
    done = subprocess.run(
        [str(command), "targets", "--commune", "cam tan", "--as-of", DAYS[1], "--format", "json"],
        capture_output=True,
        check=True,
        cwd=sample,
        env=environment,
    )
    (row,) = json.loads(done.stdout)["tables"][0]["rows"]
    assert figures(row) == truth(DAYS[1])
