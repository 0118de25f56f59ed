"""A file of the national system held against the ledger: read by the same road as an import,
and not stored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from eid_campaign.app import App
from eid_campaign.campaign.birth_date import BirthDate
from eid_campaign.campaign.complete import UNKNOWN, Scope
from eid_campaign.campaign.eligibility import verdict
from eid_campaign.campaign.errors import InputRefused
from eid_campaign.campaign.list_matching import Found, Place, compared
from eid_campaign.campaign.notes import read_note
from eid_campaign.campaign.person import Person
from eid_campaign.campaign.places import match_commune, village_key
from eid_campaign.campaign.reconciling import STAGES, Asserted
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import Reason, Standing
from eid_campaign.importing.asking import request_of
from eid_campaign.intake.complete import tells_complete
from eid_campaign.intake.reading import AppendixReading, RosterReading
from eid_campaign.intake.recognise import read_book, title_lines
from eid_campaign.intake.sheets import Book, open_book
from eid_campaign.intake.unit_table import UnitTableReading, find_unit_table
from eid_campaign.ledger.known import known_people
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.people import people
from eid_campaign.ledger.reconciling import since_when
from eid_campaign.roster.identity import NEW, identified
from eid_campaign.roster.schema import STAGE_UNKNOWN
from eid_campaign.wish import Wish

Reading = RosterReading | AppendixReading | UnitTableReading

_STAGE_FIGURE = {stage: figure for figure, stage in STAGES.items()}
_OF_TABLES = {
    **{name: name for name in STAGES},
    "base_level2": "counted_level2",
    "base_activation": "counted_activation",
    **{name: name for name in ("collected", "issued", "activated", "achieved_activation")},
}
"""Figure → the column of a table of counts."""


@dataclass(frozen=True, slots=True)
class Row:
    """What was found of one person, with the person as the file or the ledger has them."""

    found: Found
    person: Person
    """The ledger's where it knows them, else the file's."""
    sheet: str = ""
    row: int = 0
    """Where they stand in the file; 0 for who is not on it."""


def read_file(app: App, ledger: Ledger, path: Path, wish: Wish) -> Reading:
    """Return what a file of the system says; nothing is stored.

    Raises InputRefused for what is neither a list of people nor a table of counts. A list is
    taken to name everybody at its villages and stages unless its title says otherwise.
    """
    request = request_of(app, ledger, wish)
    book = open_book(path)
    table = find_unit_table(book, request)
    if table is not None:
        return table
    reading = read_book(book, request)
    is_untold = isinstance(reading, RosterReading) and not reading.complete
    if is_untold and not _is_partial(book, path):
        return read_book(book, replace(request, complete=True))
    return reading


def _is_partial(book: Book, path: Path) -> bool:
    lines = [line for sheet in book.sheets for line in (*title_lines(sheet), sheet.name)]
    return tells_complete([*lines, path.stem.replace("_", " ")]) is False


def figures_told(
    reading: AppendixReading | UnitTableReading, villages: dict[str, tuple[str, ...]], own: str
) -> tuple[Asserted, ...]:
    """Return the figures of a table, row by row.

    A row that names none of the communes, but a village of the campaign's ``own``, is of that.
    """
    told = []
    if isinstance(reading, UnitTableReading):
        for each in reading.rows:
            if each.level != "not_listed":
                told += [
                    Asserted(each.unit, each.village, figure, each.figures[column])
                    for figure, column in _OF_TABLES.items()
                ]
        return tuple(told)
    for unit in reading.units:
        place = _place(unit.unit, villages, own)
        told += [
            Asserted(*place, figure, int(getattr(unit, figure)))
            for figure in STAGES
            if hasattr(unit, figure)
        ]
    return tuple(told)


def _place(written: str, villages: dict[str, tuple[str, ...]], own: str) -> tuple[str, str]:
    if match_commune(written, villages) is None:
        for name in villages.get(own, ()):
            if village_key(name) == village_key(written):
                return own, name
    return written, ""


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


def match_list(app: App, ledger: Ledger, reading: RosterReading) -> tuple[Row, ...]:
    """Return what was found of each person of the list, and of whom it misses.

    Who is who is told by the code that imports use.
    """
    known = known_people(ledger)
    who = identified(known.faces, reading.people, complete=bool(reading.complete))
    faces, alive = known.faces, known.faces.alive
    renumbered = dict(who.renumbered)
    clashing = {clash.position for clash in who.clashes if clash.kind == "identity_conflict"}
    age = app.settings.rules.elderly_age
    now = {each.number: each for each in people(ledger, app.today, elderly_age=age)}
    then = {each.number: each for each in people(ledger, reading.as_of, elderly_age=age)}
    since = since_when(ledger, app.today)
    rows: list[Row] = []
    seen: set[int] = set()
    lines = who.roster.to_dict("records")
    for at in map(int, np.flatnonzero(who.repeats < 0)):
        line, face = lines[at], renumbered.get(at, int(who.found[at]))
        there = _told(line)
        whose = NEW if face == NEW else int(faces.who[face])
        is_known = whose != NEW and (alive is None or bool(alive[whose]))
        person = now.get(int(faces.kept[whose])) if is_known else None
        where = (line["sheet"], int(line["row"]))
        if person is None or at in clashing:
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
    clashed = {int(faces.kept[faces.who[who.found[at]]]) for at in clashing}
    rows += _missing_there(now, then, reading, seen | clashed)
    return tuple(rows)


def _missing_there(
    now: dict[int, Person], then: dict[int, Person], reading: RosterReading, seen: set[int]
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
        if number in seen or aside or not _covered(reading.complete, here):
            continue
        before = then.get(number)
        newer = before is None or not _covered(reading.complete, _of(before))
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


def day_of(reading: Reading, asked: date | None, today: date) -> date:
    """Return the day of what a file says: as asked for, else its own, else today."""
    return asked or reading.as_of or today


def refuse_empty(told: Sequence[Asserted], file: str) -> None:
    """Raise InputRefused for a table without a single figure."""
    if not told:
        raise InputRefused(
            "{file} has no figure that the ledger counts too.",
            "A table needs the appendix's columns, or is one of eidc export tally.",
            file=file,
        )
