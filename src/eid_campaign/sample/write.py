"""Write practice material: the sample campaign, village files of any size, one large roster."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from eid_campaign.sample.appendix import write_appendix
from eid_campaign.sample.big import write_big, write_big_weeks
from eid_campaign.sample.campaign import Week, campaign
from eid_campaign.sample.figures import expected_figures
from eid_campaign.sample.people import BASELINE
from eid_campaign.sample.rosters import write_roster

__all__ = [
    "BASELINE",
    "SampleFiles",
    "write_big",
    "write_big_weeks",
    "write_campaign",
    "write_truth",
    "write_villages",
]

APPENDIX = "phu-luc-cam-thuy.xlsx"
TRUTH = "truth.json"
DEFAULT_SEED = 2024


@dataclass(frozen=True, slots=True)
class SampleFiles:
    """Where a written campaign lies."""

    appendix: Path
    weeks: Mapping[date, tuple[Path, ...]]
    """The rosters of each day in the order of the villages; a silent village has none."""


def write_campaign(folder: Path, *, seed: int = DEFAULT_SEED) -> SampleFiles:
    """Write the appendix and, in a folder a week, the village rosters of Cẩm Tân.

    The same seed gives the same bytes. Folders are made; files of the same names are replaced.
    """
    folder.mkdir(parents=True, exist_ok=True)
    appendix = folder / APPENDIX
    write_appendix(appendix)
    weeks = {
        week.day: _write_week(folder / week.day.isoformat(), week, at)
        for at, week in enumerate(campaign(seed))
    }
    return SampleFiles(appendix, weeks)


def write_truth(folder: Path, *, seed: int = DEFAULT_SEED) -> Path:
    """Write ``truth.json``: what a right reading of :func:`write_campaign` must count."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / TRUTH
    figures = expected_figures(campaign(seed), seed=seed)
    text = json.dumps(figures, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
    return path


def write_villages(
    folder: Path, *, people: int = 5756, seed: int = DEFAULT_SEED
) -> tuple[Path, ...]:
    """Write eleven village rosters of the baseline with ``people`` of 14 and over in all."""
    return _write_week(folder, campaign(seed, people)[0], 0)


def _write_week(folder: Path, week: Week, number: int) -> tuple[Path, ...]:
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(
        write_roster(folder, village, entries, day=week.day, week=number)
        for village, entries in week.rosters.items()
        if village in week.reported
    )
