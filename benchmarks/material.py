"""What is measured with: rosters of both sizes, and campaigns whose ledgers hold them.

``python benchmarks/material.py FOLDER VILLAGE_PEOPLE DISTRICT_PEOPLE`` writes the files in a
process of its own: a process inherits its parent's peak memory, so the measuring one stays small.
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from measuring import Task, run_once

from eid_campaign.presets import practice_text
from eid_campaign.sample.write import (
    BASELINE,
    write_big,
    write_big_weeks,
    write_campaign,
    write_villages,
)
from eid_campaign.settings import FILE_NAME, LEDGER_NAME

EIDC = str(Path(sys.executable).with_name("eidc"))
CHANGED = 0.02
NEXT_WEEK = BASELINE + timedelta(days=7)
WEEKS = 10


@dataclass(frozen=True)
class Material:
    """The files, and the campaign folders, under one folder."""

    folder: Path

    @property
    def district(self) -> Path:
        """One roster of a whole district."""
        return self.folder / "district.xlsx"

    @property
    def next_week(self) -> Path:
        """The same a week later, 2 % of its people changed."""
        return self.folder / "district-next-week.xlsx"

    @property
    def weeks(self) -> tuple[Path, ...]:
        """The district's roster week after week, as .csv, 2 % changed from each to the next."""
        return tuple(sorted((self.folder / "weeks").glob("*.csv")))

    @property
    def villages(self) -> Path:
        """A folder of eleven village rosters."""
        return self.folder / "villages"

    @property
    def sample(self) -> Path:
        """The sample campaign: the appendix, and three weeks of village rosters."""
        return self.folder / "sample"

    @property
    def appendix(self) -> Path:
        """The district's appendix."""
        return next(self.sample.glob("*.xlsx"))

    def write(self, village_people: int, district_people: int) -> None:
        """Write all files; the sample campaign has 5.756 people, whatever is asked."""
        write_campaign(self.sample)
        write_villages(self.villages, people=village_people)
        write_big(self.district, people=district_people, day=BASELINE)
        write_big(self.next_week, people=district_people, day=NEXT_WEEK, changed=CHANGED)
        write_big_weeks(
            self.folder / "weeks",
            people=district_people,
            day=BASELINE,
            weeks=WEEKS,
            changed=CHANGED,
        )

    def campaign(self, name: str, today: date, *files: Path) -> Path:
        """Return a campaign's folder whose ledger holds ``files``, imported one by one."""
        folder = self.folder / name
        folder.mkdir()
        (folder / FILE_NAME).write_text(practice_text(today), encoding="utf-8")
        for file in files:
            run_once(Task((EIDC, "import", str(file)), folder))
        return folder


def ledger_size(campaign: Path) -> int:
    """Return how many bytes a campaign's ledger takes."""
    return (campaign / LEDGER_NAME).stat().st_size


def someone(campaign: Path, *, remark: bool) -> str:
    """Return the number of the person with the longest history, with or without a remark."""
    with closing(sqlite3.connect(campaign / LEDGER_NAME)) as connection:
        (number,) = connection.execute(
            "SELECT max(citizen_id) FROM version JOIN word ON word.id = note"
            " WHERE citizen_id <> '' GROUP BY person HAVING (max(text) <> '') = ?"
            " ORDER BY count(*) DESC, person LIMIT 1",
            (remark,),
        ).fetchone()
    return str(number)


def made(folder: Path, village_people: int, district_people: int) -> Material:
    """Return the material in ``folder``, written by a process of its own."""
    sizes = (str(village_people), str(district_people))
    subprocess.run([sys.executable, __file__, str(folder), *sizes], check=True)
    return Material(folder)


def fresh(campaign: Path, copy: Path) -> Callable[[], None]:
    """Return what makes ``copy`` a copy of ``campaign`` as it was, again and again."""

    def renew() -> None:
        shutil.rmtree(copy, ignore_errors=True)
        copy.mkdir()
        for name in (FILE_NAME, LEDGER_NAME):
            shutil.copy2(campaign / name, copy / name)

    return renew


if __name__ == "__main__":
    Material(Path(sys.argv[1])).write(int(sys.argv[2]), int(sys.argv[3]))
