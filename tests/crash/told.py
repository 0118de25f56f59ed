"""What a ledger answers, and what lists and edits make of a person by a reckoning of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from eid_campaign.campaign.plan import Rules
from eid_campaign.campaign.stages import STAGE_OF_ID, Stage
from eid_campaign.ledger import plans
from eid_campaign.ledger.decisions import decisions
from eid_campaign.ledger.identities import settled_pairs
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.people import people
from eid_campaign.ledger.tallies import tally
from tests.drawn import BASELINE, WEEK_2, WEEK_3, number

DAYS = (BASELINE, WEEK_2, WEEK_3)
RULES = Rules(baseline=BASELINE)
FACTS = ("village", "note", "household", "phone", "stage")
"""What is drawn of a person beside number, name and birth date."""


class Row(NamedTuple):
    """A row of a list: who (the end of a citizen number) and what it tells; ``-`` is a blank."""

    who: int
    village: str
    note: str
    household: str
    phone: str
    stage: str


class Said(NamedTuple):
    """A list or an edit that counts: its entry, its day, what it tells of each, by hand or not."""

    entry: int
    day: date
    rows: tuple[Row, ...]
    by_hand: bool = False


def answers(ledger: Ledger) -> tuple[object, ...]:
    """Return all that questions about three weeks are answered with, less the log."""
    return (
        *(list(people(ledger, day, elderly_age=60)) for day in DAYS),
        *(sorted(tally(ledger, day, RULES).counts.items(), key=repr) for day in DAYS),
        decisions(ledger),
        settled_pairs(ledger),
        ledger.villages(),
        {place: tuple(days) for place, days in ledger.report_days().items()},
        plans.snapshots(ledger),
    )


def facts_by_number(ledger: Ledger, day: date) -> dict[str, Mapping[str, object]]:
    """Return what is known on a day by citizen number, without where it was read."""
    return {
        person.citizen_id: {
            name: value
            for name, value in person._asdict().items()
            if not name.startswith("source_") and name not in ("number", "decision")
        }
        for person in people(ledger, day, elderly_age=60)
    }


def reckoned(said: Iterable[Said], day: date) -> dict[str, dict[str, object]]:
    """Return by citizen number what lists and edits make of everyone, told one by one.

    The last that told a fact wins, a blank tells nothing; a stage goes forward only, and a
    dossier handed in takes no level-1 account away. An officer's edit may do all of this.
    """
    known: dict[str, dict[str, object]] = {}
    for one in sorted(said, key=lambda each: (each.day, each.entry)):
        if one.day > day:
            continue
        for row in one.rows:
            if one.by_hand and number(row.who) not in known:
                continue
            facts = known.setdefault(number(row.who), dict.fromkeys(FACTS, "") | {"stage": None})
            for name in FACTS[:-1]:
                if getattr(row, name) != "-":
                    facts[name] = getattr(row, name)
            if row.stage != "-":
                _move(facts, STAGE_OF_ID[row.stage], by_hand=one.by_hand)
    return known


def _move(facts: dict[str, object], new: Stage, *, by_hand: bool) -> None:
    old = facts["stage"]
    waits = new is Stage.COLLECTED and old in (Stage.L1_APPROVED, Stage.L1_ACTIVATED)
    if by_hand or old is None or (new > old and not waits):  # type: ignore[operator]
        facts["stage"] = new
