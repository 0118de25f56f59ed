"""Who contradicts himself: the remark, the birth date, the stage and an officer's decision.

Nothing is settled here; each is shown with what to do at the national system, which is the truth.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from eid_campaign.campaign.birth_date import CHILD_AGE, BirthDate
from eid_campaign.campaign.decisions import contradicts
from eid_campaign.campaign.eligibility import verdict
from eid_campaign.campaign.notes import Finding, read_note
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import Reason, Standing
from eid_campaign.ledger.decisions import decisions_on
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.own_rules import table_on

KINDS = (
    "child_by_remark",
    "away_but_active",
    "deceased_but_active",
    "duplicate_but_active",
    "decision_against_stage",
)
SURELY_NO_CHILD = CHILD_AGE + 1
"""A remark "trẻ em" may have been right a year ago, when it was written."""
_AWAY = (Reason.ABROAD, Reason.IN_PRISON, Reason.IN_FACILITY, Reason.ABSENT_UNKNOWN)
_OFF_LIST = {Reason.DECEASED: "deceased_but_active", Reason.DUPLICATE: "duplicate_but_active"}


class Conflict(NamedTuple):
    """A person of whom two things known cannot both be true; ``number`` is the ledger's own."""

    number: int
    kind: str
    commune: str
    village: str


def conflicts(
    ledger: Ledger, as_of: date, *, elderly_age: int, persons: Iterable[int] | None = None
) -> tuple[Conflict, ...]:
    """Return who contradicts himself on ``as_of``, in the order first stored; one kind each.

    ``persons``, the ledger's own numbers, asks about these alone.
    """
    words = dict(ledger.connection.execute("SELECT id, text FROM word"))
    own = table_on(ledger, as_of)
    decisions = decisions_on(ledger, as_of)
    findings: dict[int, Finding] = {}
    found = []
    asked: tuple[object, ...] = (as_of.toordinal(),)
    query = _LAST
    if persons is not None:
        query = _LAST.replace("WHERE as_of", _AMONG)
        asked = (json.dumps(sorted(persons)), *asked)
    for person, commune, village, note, born, stage, risen in ledger.connection.execute(
        query, asked
    ):
        if note not in findings:
            findings[note] = read_note(words[note], own)
        finding = findings[note]
        at = Stage(stage) if stage >= 0 else None
        decision = decisions.get(person)
        kind = ""
        if decision is not None and decision.holds(as_of):
            kind = "decision_against_stage" if contradicts(decision.wanted, at) else ""
        elif finding.rule:
            birth = BirthDate.from_iso(born) if born else None
            kind = _kind(finding, birth, at, as_of, elderly_age, risen=bool(risen))
        if kind:
            found.append(Conflict(person, kind, words[commune], words[village]))
    return tuple(found)


def _kind(
    finding: Finding,
    birth: BirthDate | None,
    stage: Stage | None,
    as_of: date,
    elderly_age: int,
    *,
    risen: bool,
) -> str:
    """Return which two facts do not go together; ``risen`` since the ledger knows the person."""
    active = stage is not None and stage.is_activated
    if not active:
        a_child = finding.child or Reason.CHILD in finding.categories
        grown = birth is not None and birth.must_have_reached(SURELY_NO_CHILD, as_of)
        return "child_by_remark" if a_child and grown else ""
    if finding.standing is Standing.OFF_LIST:
        return _OFF_LIST.get(finding.reason, "")
    if not risen or finding.reason not in _AWAY:
        return ""
    # What the remark alone would decide on this day: a term that is over contradicts nothing.
    said = verdict(birth=birth, finding=finding, stage=None, as_of=as_of, elderly_age=elderly_age)
    return "away_but_active" if said.standing is Standing.EXEMPT else ""


_LAST = """
SELECT person, commune, village, note, birth_date, stage,
       least >= 0 AND least < stage
FROM (
    SELECT *, lead(person) OVER whole AS next_person,
           min(CASE WHEN stage >= 0 THEN stage END) OVER (
               PARTITION BY person ORDER BY as_of, import_id
           ) AS least
    FROM version
    WHERE as_of <= ?
    WINDOW whole AS (ORDER BY person, as_of, import_id)
)
WHERE next_person IS NOT person
ORDER BY person
"""
"""Each person's last version up to a day, and whether an earlier one knew a lower stage."""

_AMONG = "WHERE person IN (SELECT value FROM json_each(?)) AND as_of"
