"""A list of the system's people held against the ledger, person by person; nothing is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from eid_campaign.app import App
from eid_campaign.campaign.birth_date import BirthDate
from eid_campaign.campaign.complete import UNKNOWN, Scope
from eid_campaign.campaign.eligibility import verdict
from eid_campaign.campaign.list_matching import Found, Place, compared
from eid_campaign.campaign.notes import read_note
from eid_campaign.campaign.person import Person
from eid_campaign.campaign.reconciling import STAGES, Asserted
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import Reason, Standing
from eid_campaign.intake.reading import RosterReading
from eid_campaign.ledger.known import known_people
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.people import people
from eid_campaign.ledger.reconciling import since_when
from eid_campaign.roster.identity import NEW, identified
from eid_campaign.roster.schema import STAGE_UNKNOWN

_STAGE_FIGURE = {stage: figure for figure, stage in STAGES.items()}


@dataclass(frozen=True, slots=True)
class Row:
    """What was found of one person, with the person as the file or the ledger has them."""

    found: Found
    person: Person
    """The ledger's where it knows them, else the file's."""
    sheet: str = ""
    row: int = 0
    """Where they stand in the file; 0 for who is not on it."""


def figures_of_list(rows: Sequence[Row], scopes: Sequence[Scope]) -> tuple[Asserted, ...]:
    """Return how many the list names at each stage of each village it names everybody of."""
    counts: Counter[tuple[str, str, str]] = Counter()
    # Who differs in two ways stands in two lines; children are in no figure of a stage.
    for each in {(one.sheet, one.row): one for one in rows}.values():
        there = each.found.there
        child = each.person.verdict.reason is Reason.CHILD
        if there is not None and there.stage is not None and not child:
            counts[there.commune, there.village, there.stage.id] += 1
    told = []
    for scope in scopes:
        stages = [each for each in Stage if scope.stages is None or each.id in scope.stages]
        for commune, village in scope.villages:
            told += [
                Asserted(commune, village, _STAGE_FIGURE[stage], counts[commune, village, stage.id])
                for stage in stages
            ]
    return tuple(told)


class Matched(NamedTuple):
    """What was found of a list."""

    rows: tuple[Row, ...]
    scopes: tuple[Scope, ...]
    """The villages and stages of which it names everybody."""
    stray: int
    """How many villages it names a few people of: nobody is taken to be missing there."""


def match_list(app: App, ledger: Ledger, reading: RosterReading) -> Matched:
    """Return what was found of each person of the list, and of whom it misses.

    Who is who is told by the code that imports use.
    """
    known = known_people(ledger)
    who = identified(known.faces, reading.people, complete=bool(reading.complete))
    faces, alive = known.faces, known.faces.alive
    renumbered = dict(who.renumbered)
    holders = dict(who.holders)
    age = app.settings.rules.elderly_age
    now = {each.number: each for each in people(ledger, app.today, elderly_age=age)}
    then = {each.number: each for each in people(ledger, reading.as_of, elderly_age=age)}
    since = since_when(ledger, app.today)
    rows: list[Row] = []
    seen: set[int] = set()
    lines = who.roster.records()
    for at in map(int, np.flatnonzero(who.repeats < 0)):
        line, face = lines[at], renumbered.get(at, int(who.found[at]))
        if at in holders:
            line, face = line | {"citizen_id": reading.people["citizen_id"][at]}, holders[at]
        there = _told(line)
        whose = NEW if face == NEW else int(faces.who[face])
        is_known = whose != NEW and (alive is None or bool(alive[whose]))
        person = now.get(int(faces.kept[whose])) if is_known else None
        where = (line["sheet"], int(line["row"]))
        if person is None or at in holders:
            kind = "other_person" if person is not None else "missing_here"
            here = _of(person) if person is not None else None
            rows.append(Row(Found(kind, there, here), _person(app, reading, line), *where))
            continue
        seen.add(person.number)
        before = then.get(person.number)
        told = since[person.number]
        for found in compared(
            there, _of(person), _of(before) if before else None, told, reading.as_of
        ):
            rows.append(Row(found, person, *where))
    # Both whose number it is and who is known by that name are on the list.
    clashed = {*holders.values(), *(int(who.found[at]) for at in holders)} - {NEW}
    clashed = {int(faces.kept[faces.who[face]]) for face in clashed}
    scopes, stray = _without_strays(reading, now)
    rows += _missing_there(now, then, scopes, seen | clashed)
    return Matched(tuple(rows), scopes, stray)


STRAY = 10
"""A list that names less than one in so many of a village's people is no list of that village:
one who moved must not make all the others there missing.
"""


def _without_strays(
    reading: RosterReading, now: dict[int, Person]
) -> tuple[tuple[Scope, ...], int]:
    """Return the scopes of a list less the villages that a few stray rows name."""
    frame = reading.people
    told = Counter(zip(frame["commune"], frame["village"], strict=True))
    kept, stray = [], 0
    for scope in reading.complete:
        known = Counter(
            (each.commune, each.village) for each in now.values() if _covered((scope,), _of(each))
        )
        whole = tuple(at for at in scope.villages if told[at] * STRAY >= known[at])
        stray += len(scope.villages) - len(whole)
        if whole:
            kept.append(scope._replace(villages=whole))
    return tuple(kept), stray


def _missing_there(
    now: dict[int, Person], then: dict[int, Person], scopes: Sequence[Scope], seen: set[int]
) -> list[Row]:
    """Return who is at a village and stage of which the list names everybody, and not on it.

    Whose stage or village is news since the list's day was not to be on it: a known delay. Who
    is a child or off the list for the ledger too is not looked for.
    """
    rows = []
    for number, person in now.items():
        here = _of(person)
        aside = person.verdict.reason is Reason.CHILD or (
            person.verdict.standing is Standing.OFF_LIST
        )
        if number in seen or aside or not _covered(scopes, here):
            continue
        before = then.get(number)
        newer = before is None or not _covered(scopes, _of(before))
        rows.append(Row(Found("missing_there", None, here, newer), person))
    return rows


def _covered(scopes: Sequence[Scope], here: Place) -> bool:
    stage = UNKNOWN if here.stage is None else here.stage.id
    return any(scope.covers(here.commune, here.village, stage) for scope in scopes)


def _of(person: Person) -> Place:
    return Place(person.commune, person.village, person.stage)


def _told(line: dict[Any, Any]) -> Place:
    stage = None if line["stage"] == STAGE_UNKNOWN else Stage(line["stage"])
    return Place(line["commune"], line["village"], stage)


def _person(app: App, reading: RosterReading, line: dict[Any, Any]) -> Person:
    """Return who is in the file alone, judged as the ledger would, to be masked alike."""
    there = _told(line)
    decided = verdict(
        birth=BirthDate.from_iso(line["birth_date"]) if line["birth_date"] else None,
        finding=read_note(line["note"]),
        stage=there.stage,
        as_of=reading.as_of,
        elderly_age=app.settings.rules.elderly_age,
    )
    names = ("citizen_id", "full_name", "birth_date", "sex", "commune", "village")
    return Person(
        **{name: line[name] for name in names},
        stage=there.stage,
        verdict=decided,
        note=line["note"],
        household=line["household"],
        phone=line["phone"],
        source_file=reading.path.name,
        source_sheet=line["sheet"],
        source_row=int(line["row"]),
    )
