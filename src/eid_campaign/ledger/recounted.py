"""Who is counted otherwise than in a report that was sent, and which entry of the log made it so.

Two states of the ledger are compared for one day: as known when the report was sent, and as asked
now. Only people whom a later entry touched are looked at, so next week's rosters cost nothing.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from eid_campaign.campaign.birth_date import CHILD_AGE, AgeClasses
from eid_campaign.campaign.corrections import OF_STANDING, Changed, counts_in
from eid_campaign.campaign.notes import read_note
from eid_campaign.campaign.plan import Rules
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.tally import Group
from eid_campaign.ledger.causes import Causes
from eid_campaign.ledger.counting import Judge
from eid_campaign.ledger.decisions import decisions_on
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.own_rules import table_on
from eid_campaign.ledger.past import as_known
from eid_campaign.ledger.starting import stage_at_start, stage_of, starts, steps

MOST_STEPS = 60
"""So many entries are looked at one by one where several touched the same people; beyond that
the last one that can have changed a figure is named.
"""

_Touches = dict[int, set[int]]
"""Person → the entries since the report that may have changed how the person is counted."""


class Compared(NamedTuple):
    """Two states of one ledger and the day they are compared on."""

    then: Ledger
    now: Ledger
    revision: int
    """The last entry that counts in ``then``."""
    as_of: date
    rules: Rules


def changed_people(compared: Compared, causes: Causes) -> Iterator[Changed]:
    """Yield everyone who is counted otherwise now, or elsewhere, with the cause by figure."""
    touches = _touches(compared)
    if not touches:
        return
    faces = [_faces(compared, each, touches) for each in (compared.then, compared.now)]
    decided = [decisions_on(each, compared.as_of) for each in (compared.then, compared.now)]
    suspects = [
        person
        for person, entries in touches.items()
        if faces[0].get(person) != faces[1].get(person)
        or decided[0].get(person) != decided[1].get(person)
        or any(causes.is_standing_only(entry) for entry in entries)
    ]
    before = _groups(compared, compared.then, faces[0], suspects)
    now = _groups(compared, compared.now, faces[1], suspects)
    differing = {
        person: touches[person] for person in suspects if before.get(person) != now.get(person)
    }
    steps = _steps(compared, differing)
    for person, entries in differing.items():
        was, is_now = counts_in(before.get(person)), counts_in(now.get(person))
        yield Changed(
            before.get(person),
            now.get(person),
            {
                name: causes.of(_entry(name, entries, was, steps.get(person, []), causes))
                for name in was ^ is_now
            },
        )


def _entry(
    name: str,
    entries: set[int],
    was: frozenset[str],
    steps: list[tuple[int, frozenset[str]]],
    causes: Causes,
) -> int:
    """Return the last entry with which the person began or ceased to count in a figure."""
    if len(entries) == 1:
        return min(entries)
    found, counted = 0, name in was
    for entry, figures in steps:
        if (name in figures) != counted:
            found, counted = entry, name in figures
    if found:
        return found
    able = [each for each in entries if name in OF_STANDING or not causes.is_standing_only(each)]
    return max(able or entries)


def _steps(compared: Compared, differing: _Touches) -> dict[int, list[tuple[int, frozenset[str]]]]:
    """Return for people touched more than once the figures they counted in after each touch."""
    several = {person: entries for person, entries in differing.items() if len(entries) > 1}
    persons: dict[int, list[int]] = defaultdict(list)
    for person, entries in several.items():
        for entry in entries:
            persons[entry].append(person)
    if not persons or len(persons) > MOST_STEPS:
        return {}
    found: dict[int, list[tuple[int, frozenset[str]]]] = defaultdict(list)
    for entry in sorted(persons):
        with Ledger.open(compared.now.path) as after:
            as_known(after, entry)
            faces = _faces(compared, after, persons[entry])
            groups = _groups(compared, after, faces, persons[entry])
        for person in persons[entry]:
            found[person].append((entry, counts_in(groups.get(person))))
    return found


def _touches(compared: Compared) -> _Touches:
    touches: _Touches = defaultdict(set)
    asked = {"day": compared.as_of.toordinal(), "since": compared.revision}
    for query in (_RECORDS, _DECISIONS, _PAIRS):
        for person, *entries in compared.now.connection.execute(query, asked):
            touches[person].update(e for e in entries if e and e > compared.revision)
    _touched_by_rules(compared, touches)
    _touched_by_baseline(compared, touches)
    return {person: entries for person, entries in touches.items() if entries}


_RECORDS = """
SELECT person, known_from, known_until FROM record
WHERE as_of <= :day AND (known_from > :since OR known_until > :since)
"""
_DECISIONS = """
SELECT d.person, d.id, d.taken_back_by, t.id, t.redone_by
FROM decision d LEFT JOIN taken_back t ON t.target = d.id
WHERE d.as_of <= :day
  AND (d.id > :since OR d.taken_back_by > :since OR t.id > :since OR t.redone_by > :since)
"""
_PAIRS = """
SELECT pair.person, i.id, i.undone_by, t.id, t.redone_by
FROM identity i LEFT JOIN taken_back t ON t.target = i.id
JOIN (SELECT id, kept AS person FROM identity UNION SELECT id, other FROM identity) pair
  ON pair.id = i.id
WHERE i.id > :since OR i.undone_by > :since OR t.id > :since OR t.redone_by > :since
"""
_RULES = """
SELECT max(max(r.id, ifnull(r.undone_by, 0), ifnull(t.id, 0), ifnull(t.redone_by, 0)))
FROM own_rules r LEFT JOIN taken_back t ON t.target = r.id
WHERE r.from_day <= :day
"""
_LISTS = """
SELECT v.commune, v.village, i.id, i.undone_by, t.id, t.redone_by
FROM import_village v JOIN import i ON i.id = v.import_id
LEFT JOIN (
  SELECT id, target, redone_by FROM taken_back UNION ALL SELECT * FROM replaced
) t ON t.target = i.id
WHERE i.id > :since OR i.undone_by > :since OR t.id > :since OR t.redone_by > :since
"""


def _touched_by_rules(compared: Compared, touches: _Touches) -> None:
    """Add everyone whose remark is read otherwise by the commune's own words of now."""
    before, now = (table_on(each, compared.as_of) for each in (compared.then, compared.now))
    if before == now:
        return
    asked = {"day": compared.as_of.toordinal()}
    (entry,) = compared.now.connection.execute(_RULES, asked).fetchone()
    notes = [
        number
        for number, text in compared.now.connection.execute(
            "SELECT id, text FROM word WHERE id IN (SELECT DISTINCT note FROM version)"
        )
        if read_note(text, before) != read_note(text, now)
    ]
    for (person,) in compared.now.connection.execute(
        "SELECT DISTINCT person FROM version WHERE as_of <= ?"
        " AND note IN (SELECT value FROM json_each(?))",
        (compared.as_of.toordinal(), json.dumps(notes)),
    ):
        touches[person].add(entry or compared.revision + 1)


def _touched_by_baseline(compared: Compared, touches: _Touches) -> None:
    """Add the people of villages whose targets start from another day since an older list came
    or was taken back.
    """
    before, now = (starts(each, compared.rules) for each in (compared.then, compared.now))
    moved = {place for place in now if place in before and before[place] != now[place]}
    if not moved:
        return
    entries: dict[tuple[str, str], set[int]] = defaultdict(set)
    for commune, village, *found in compared.now.connection.execute(
        _LISTS, {"since": compared.revision}
    ):
        entries[commune, village].update(e for e in found if e and e > compared.revision)
    words = dict(compared.now.connection.execute("SELECT id, text FROM word"))
    for person, commune, village in compared.now.connection.execute(
        "SELECT DISTINCT person, commune, village FROM version WHERE as_of <= ?",
        (compared.as_of.toordinal(),),
    ):
        place = words[commune], words[village]
        if place in moved:
            touches[person].update(entries[place])


_Face = tuple[int, int, int, int, str, Stage | None]
"""All that decides how a person is counted but decisions and own rules: commune, village, stage,
note, a birth date of the same ages, the stage at which targets start, None for who was under 14
or not on a list.
"""


def _faces(compared: Compared, ledger: Ledger, persons: Iterable[int]) -> dict[int, _Face]:
    """Return the faces of ``persons`` on the day, by person."""
    ages = AgeClasses((compared.as_of,), (CHILD_AGE, compared.rules.elderly_age))
    return {
        person: (commune, village, stage, note, born, stage_at_start(at_start, adult))
        for person, _day, commune, village, stage, note, born, at_start, adult, _ in steps(
            ledger, compared.as_of, compared.rules, ages=ages, persons=persons
        )
    }


def _groups(
    compared: Compared, ledger: Ledger, faces: Mapping[int, _Face], persons: Iterable[int]
) -> dict[int, Group]:
    """Return how people are counted on the day, as ``tallies`` counts them."""
    words = dict(ledger.connection.execute("SELECT id, text FROM word"))
    judge = Judge(ledger, [compared.as_of], compared.rules, words)
    groups = {}
    for person in persons:
        if person in faces:
            commune, village, stage, note, born, at_baseline = faces[person]
            of_whom = person if person in judge.decided else 0
            ((_since, _until, judged),) = judge.judged(stage, note, born, of_whom)
            standing, reason, _topic = judged
            groups[person] = Group(
                words[commune], words[village], at_baseline, stage_of(stage), standing, reason
            )
    return groups
