"""The labelled remarks, read from the tables beside this file."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from eid_campaign.campaign.birth_date import BirthDate
from eid_campaign.campaign.eligibility import verdict
from eid_campaign.campaign.notes import read_note
from eid_campaign.campaign.spelling import without_marks
from eid_campaign.campaign.standings import Standing, Verdict

FOLDER = Path(__file__).parent
BASELINE = date(2024, 11, 5)
STANDING = {
    "KHONG_DU_DK": Standing.EXEMPT,
    "DU_DK": Standing.ELIGIBLE,
    "DA_XONG": Standing.ELIGIBLE,
    "XAC_MINH": Standing.TO_VERIFY,
    "NGOAI_DS": Standing.OFF_LIST,
}


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled remark: what was written, how old the person is (0 unknown), what is right."""

    note: str
    age: int
    category: str
    standing: Standing

    def decided(self, *, folded: bool = False) -> Verdict:
        """Return the verdict on the baseline day; the age is known as a year of birth."""
        birth = BirthDate(BASELINE.year - self.age) if self.age else None
        note = without_marks(self.note) if folded else self.note
        return verdict(birth=birth, finding=read_note(note), stage=None, as_of=BASELINE)


def cases(name: str) -> list[Case]:
    """Return the cases of one of the tables beside this file."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        return [
            Case(
                row["note"] or "",
                int(row["age"] or 0),
                row["category"],
                STANDING[row["decision"]],
            )
            for row in rows
        ]
