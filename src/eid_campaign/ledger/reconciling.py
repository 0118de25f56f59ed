"""What the ledger knows on a day of everybody, as far as a difference can be explained by it.

Read only where a figure differs: it looks at each version once and at each person's remark.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from eid_campaign.campaign.gaps import Face
from eid_campaign.campaign.person import Person
from eid_campaign.campaign.plan import Rules
from eid_campaign.campaign.stages import Stage
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.left import left
from eid_campaign.ledger.people import people
from eid_campaign.ledger.starting import steps


class _Past(NamedTuple):
    """One person over time, up to a day."""

    baseline: int
    place_before: tuple[int, int] | None
    was_child: bool
    since: int
    """The day since which the stage is what it is."""


def faces(ledger: Ledger, day: date, rules: Rules, *, latest: date) -> tuple[Face, ...]:
    """Return everybody known by ``latest`` as known on ``day``, and as known later where newer
    lists say otherwise.
    """
    words = dict(ledger.connection.execute("SELECT id, text FROM word"))
    pasts = _pasts(ledger, day, rules)
    gone = {each.person for each in left(ledger, day)}
    newer = {
        person
        for (person,) in ledger.connection.execute(
            "SELECT DISTINCT person FROM version WHERE as_of > ? AND as_of <= ?",
            (day.toordinal(), latest.toordinal()),
        )
    }
    age = rules.elderly_age
    later = {each.number: each for each in people(ledger, latest, elderly_age=age, persons=newer)}
    found = []
    for person in people(ledger, day, elderly_age=age):
        face = _face(person, pasts[person.number], words, person.number in gone)
        known = later.pop(person.number, None)
        if known is not None:
            face = face._replace(later=_face(known, pasts[person.number], words, False))
        found.append(face)
    nothing = _Past(-1, None, False, day.toordinal())
    for person in later.values():
        face = _face(person, nothing, words, False)
        found.append(face._replace(is_listed=False, later=face))
    return tuple(found)


def since_when(ledger: Ledger, day: date) -> dict[int, date]:
    """Return for each person the day of the list that told the stage of ``day`` first."""
    return {
        person: date.fromordinal(past.since)
        for person, past in _pasts(ledger, day, Rules()).items()
    }


def _pasts(ledger: Ledger, day: date, rules: Rules) -> dict[int, _Past]:
    found: dict[int, _Past] = {}
    before, stage_before = 0, -2
    past = _Past(-1, None, False, 0)
    for person, as_of, commune, village, stage, _note, _born, at_start, adult, is_start in steps(
        ledger, day, rules
    ):
        if person != before:
            before, stage_before, past = person, -2, _Past(-1, None, False, as_of)
        if stage != stage_before:
            stage_before, past = stage, past._replace(since=as_of)
        if is_start:
            past = past._replace(place_before=(commune, village))
        past = past._replace(baseline=at_start, was_child=not adult)
        found[person] = past
    return found


def _face(person: Person, past: _Past, words: dict[int, str], has_left: bool) -> Face:
    at_baseline = past.baseline if not past.was_child else -1
    return Face(
        place=(person.commune, person.village),
        place_before=None
        if past.place_before is None
        else (words[past.place_before[0]], words[past.place_before[1]]),
        baseline=Stage(at_baseline) if at_baseline >= 0 else None,
        was_child=past.was_child,
        stage=person.stage,
        standing=person.verdict.standing,
        reason=person.verdict.reason,
        since=date.fromordinal(past.since),
        is_listed=True,
        has_left=has_left,
    )
