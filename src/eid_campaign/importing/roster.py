"""A roster on its way: merged, stored, said; and what was settled for it by hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

from eid_campaign.app import App
from eid_campaign.campaign import complete
from eid_campaign.campaign.birth_date import BirthDate
from eid_campaign.campaign.eligibility import verdict
from eid_campaign.campaign.import_record import ImportRecord
from eid_campaign.campaign.notes import read_note
from eid_campaign.campaign.person import Person
from eid_campaign.campaign.stages import Stage
from eid_campaign.importing.saying import sheets_said
from eid_campaign.intake.reading import (
    AppendixReading,
    RosterReading,
)
from eid_campaign.ledger import rosters, settled
from eid_campaign.ledger.known import Known
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.left import Trial, left_by, left_if
from eid_campaign.reports.imported_outcome import FileOutcome
from eid_campaign.roster.schema import STAGE_UNKNOWN
from eid_campaign.wish import Wish

KnownNow = Callable[[], Known | None]
"""Tells what is known now; None where the ledger must be asked. Only another roster asks it."""


def store_roster(
    app: App,
    ledger: Ledger,
    reading: RosterReading,
    wish: Wish,
    *,
    known: Known | None,
    before: ImportRecord | None,
) -> tuple[FileOutcome, KnownNow]:
    """Store a roster; return what became of it, and what tells what is known now.

    ``before`` is its earlier import, which was settled otherwise.
    """
    if before is not None and reading.as_of_source == "today":
        reading = replace(reading, as_of=before.as_of, as_of_source=before.as_of_source)
    roster = rosters.Roster(
        people=reading.people,
        file=reading.path.name,
        sha256=reading.sha256,
        as_of=reading.as_of,
        as_of_source=reading.as_of_source,
        rows_read=reading.rows_read,
        problems=reading.problems,
        spellings=tuple((s.commune, s.spelling, s.village, s.people) for s in reading.spellings),
        settled=settled_by_hand(wish, reading),
        complete=complete.written(reading.complete),
    )
    added = rosters.add_roster(
        ledger,
        roster,
        app.author(),
        known=known,
        dry_run=wish.dry_run,
        instead_of=before,
    )
    places = dict.fromkeys(zip(reading.people["commune"], reading.people["village"], strict=True))
    outcome = FileOutcome(
        file=reading.path.name,
        kind="roster",
        import_id=added.import_id,
        dry_run=wish.dry_run,
        as_of=reading.as_of,
        as_of_source=reading.as_of_source,
        places=tuple(places),
        rows_read=reading.rows_read,
        refused_rows=reading.rows_refused,
        new=added.merge.new,
        changed=added.merge.changed,
        same=added.merge.same,
        conflict=added.merge.conflict,
        problems=added.problems,
        sheets=sheets_said(reading.sheets),
        instead_of=before.id if before is not None else None,
        used=reading.remembered,
        sample=_sample(app, reading) if wish.dry_run else (),
        left=_left(ledger, reading, added),
    )
    return outcome, added.known_now


def _left(ledger: Ledger, reading: RosterReading, added: rosters.Added) -> int | None:
    """Return how many people a complete list misses, None for a partial one."""
    if not reading.complete:
        return None
    if added.import_id is not None:
        return left_by(ledger, added.import_id)
    seen = added.merge.persons.tolist() + [person for _row, person in added.merge.renumbered]
    return left_if(ledger, Trial(reading.as_of, reading.complete, seen))


def settled_by_hand(wish: Wish, reading: RosterReading) -> str:
    """Return what was settled by hand for this reading; blank for nothing.

    The same file settled otherwise is another reading, to be taken in anew.
    """
    settled_parts = {
        "commune": wish.commune,
        "village": wish.village,
        "stage": wish.stage.id if wish.stage is not None else "",
        "complete": "" if wish.complete is None else "yes" if wish.complete else "no",
        "headings": sorted({pair for sheet in reading.sheets for pair in sheet.by_hand}),
        "sheets": sorted(reading.chosen_sheets),
        "spellings": sorted(
            (s.commune, s.spelling, s.village) for s in reading.spellings if s.tied
        ),
    }
    told = {name: value for name, value in settled_parts.items() if value}
    return json.dumps(told, ensure_ascii=False) if told else ""


def remembered(
    app: App,
    ledger: Ledger,
    wish: Wish,
    reading: RosterReading | AppendixReading | None,
    outcome: FileOutcome,
) -> FileOutcome:
    """Remember what was settled by option for the makes of a file that was taken in.

    It is written after the last file: each entry in the log makes what is known be read again.
    """
    by_option = wish.headings or wish.sheets
    if not (by_option and isinstance(reading, RosterReading)) or outcome.error or wish.dry_run:
        return outcome
    numbers = [
        settled.remember(
            ledger, s.make, reading.path.name, dict(s.by_hand), reading.chosen_sheets, app.author()
        )
        for s in reading.sheets
        if s.make and (s.by_hand or reading.chosen_sheets)
    ]
    return replace(outcome, kept_as=tuple(number for number in numbers if number is not None))


_SAMPLE = 5


def _sample(app: App, reading: RosterReading) -> tuple[Person, ...]:
    """Return the first people as they were read."""
    sample = []
    for row in reading.people.taken(slice(_SAMPLE)).records():
        stage = Stage(row["stage"]) if row["stage"] != STAGE_UNKNOWN else None
        decided = verdict(
            birth=BirthDate.from_iso(row["birth_date"]) if row["birth_date"] else None,
            finding=read_note(row["note"]),
            stage=stage,
            as_of=reading.as_of,
            elderly_age=app.settings.rules.elderly_age,
        )
        person = Person(
            citizen_id=row["citizen_id"],
            full_name=row["full_name"],
            birth_date=row["birth_date"],
            sex=row["sex"],
            commune=row["commune"],
            village=row["village"],
            stage=stage,
            verdict=decided,
            note=row["note"],
            household=row["household"],
            phone=row["phone"],
            source_file=reading.path.name,
            source_sheet=row["sheet"],
            source_row=row["row"],
        )
        sample.append(person)
    return tuple(sample)
