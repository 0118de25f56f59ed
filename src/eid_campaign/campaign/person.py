"""One person as known on a day: what a list shows, as far as its audience may see it."""

from __future__ import annotations

from typing import NamedTuple

from eid_campaign.campaign.decisions import Decision
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import Verdict


class Person(NamedTuple):
    """One person as known on a day, with where the last change came from."""

    citizen_id: str
    full_name: str
    birth_date: str
    sex: str
    commune: str
    village: str
    stage: Stage | None
    verdict: Verdict
    note: str
    household: str
    phone: str
    source_file: str
    source_sheet: str
    source_row: int
    number: int = 0
    """The ledger's own number of the person, 0 where it holds none; no citizen number."""
    decision: Decision | None = None
    """What an officer decided last, whether it holds still or not."""
