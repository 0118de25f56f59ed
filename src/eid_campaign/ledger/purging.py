"""Removing people for good: from the ledger, its journal and its automatic copies.

Law on the protection of personal data 91/2025/QH15, article 14: what is no longer needed, or is
asked for, is deleted safely and so that it cannot be restored. The log stays and names nobody;
all entries are sealed together anew under the entry of the removal.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from eid_campaign.campaign.decisions import find_coded
from eid_campaign.campaign.errors import UnknownPerson
from eid_campaign.campaign.purged import BASIS, Purged
from eid_campaign.ledger import log, purge_rows, seals
from eid_campaign.ledger.backups import entries_of
from eid_campaign.ledger.database import errors_in_words, transaction
from eid_campaign.ledger.decisions import bearers_of, likely_heirs, seal
from eid_campaign.ledger.erasing import erase_ledger, to_erase
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.purge_referred import (
    ever_with,
    forget_seen,
    joined_for_good,
    open_from_the_start,
    told_apart,
)
from eid_campaign.ledger.purged_days import removed_until
from eid_campaign.ledger.removing import elsewhere_of, finished, head_of, removing
from eid_campaign.ledger.unit_tables import HandedIn, append_unit_table
from eid_campaign.ledger.written import TABLES


def person_meant(ledger: Ledger, asked: str) -> tuple[int, ...]:
    """Return the ledger's numbers of the one person whose citizen number, old or new, or code is
    ``asked``: all that were made one.

    Raises UnknownPerson when nobody is meant, or several are.
    """
    coded = find_coded(seal(ledger), asked)
    digits = "".join(sign for sign in asked if sign not in " .-\u00a0")
    found = {coded} if coded is not None else set()
    if coded is None and digits.isascii() and digits.isdecimal() and len(digits) in (9, 12):
        for table in ("version", "record"):  # who holds it now, else who ever did
            rows = ledger.connection.execute(
                f"SELECT DISTINCT person FROM {table} WHERE citizen_id = ?1 OR old_id = ?1",
                (digits,),
            )
            found = found or {person for (person,) in rows}
    groups = {purge_rows.made_one(ledger.connection, {person}) for person in found}
    if len(groups) > 1:
        raise UnknownPerson(
            "Several people have had this number; nothing was removed.",
            "Name the one meant by the code that eidc person shows: eidc purge --person CODE",
        )
    known = sorted(groups.pop()) if groups else []
    if not purge_rows.texts(ledger.connection, "full_name", json.dumps(known)):
        raise UnknownPerson(
            "The ledger holds nobody of this number or code.",
            "Look it up with: eidc people --village …",
        )
    return tuple(known)


def purge_person(
    ledger: Ledger,
    persons: Sequence[int],
    author: log.Author,
    *,
    basis: str = BASIS,
    dry_run: bool = False,
) -> Purged:
    """Remove all that the ledger and its copies hold of one person, known by ``persons``."""
    rows, connection = purge_rows, ledger.connection
    before, perhaps = _before(ledger, persons)
    persons = [*persons, *before]
    asked = json.dumps(persons)
    names = rows.texts(connection, "full_name", asked)
    told = {"what": "person", "basis": basis}
    with removing(ledger, told, author, dry_run=dry_run) as removal:
        counts, entry = removal.counts, entries_of(connection) + 1
        words = rows.words_of(connection, asked)
        words -= rows.sheets_of_others(connection, asked, names)
        counts["people"] = 1
        counts["problems"] = rows.forget_problems(connection, asked)
        for table in TABLES:
            if table.of_person and table.name != "record":  # which names the households yet
                counts[table.counted] = rows.delete(connection, table.name, asked)
        counts["decisions"] += rows.delete(connection, "decision", json.dumps(perhaps))
        counts["households"] = rows.rename_households(connection, asked, names, persons[0])
        others, first = ever_with(ledger, persons)
        with told_apart(ledger, others.union(persons), gone=persons):
            counts["records"] = rows.delete(connection, "record", asked)
            counts["records"] += rows.delete_when_made_one(connection, json.dumps([*others]), first)
            forget_seen(ledger, persons)
        rows.keep_numbers_taken(connection, persons, entry)
        counts["words"] = rows.forget_words(connection, words)
        mentions = rows.mentions(connection, names)
        files = rows.entries_naming(connection, names)
    done = finished(ledger, "person", basis, removal, author, dry_run=dry_run)
    return replace(done, mentions=mentions, files=files)


def _before(ledger: Ledger, persons: Collection[int]) -> tuple[list[int], list[int]]:
    """Return under which numbers a person was known before, by lists that count no more, and
    under which perhaps: who else is the same is not certain, and decisions on those are on nobody.
    """
    everybody = ledger.connection.execute(
        "SELECT DISTINCT person FROM record WHERE full_name <> ''"
    )
    likely = likely_heirs(ledger, [person for (person,) in everybody])
    sure = [before for before, people in likely.items() if people <= set(persons)]
    found = purge_rows.made_one(ledger.connection, sure).difference(persons)
    perhaps = [before for before, people in likely.items() if people & set(persons)]
    return sorted(found), sorted(set(perhaps) - found)


def purge_before(
    ledger: Ledger,
    day: date,
    baseline: date | None,
    author: log.Author,
    *,
    basis: str = BASIS,
    dry_run: bool = False,
    tables: Sequence[HandedIn] = (),
) -> Purged:
    """Remove the facts of before ``day`` that neither today's state nor the baseline needs.

    ``tables`` are the counts that stand for them from now on. What is kept of a person stands
    for all that the imports of those days told.
    """
    reports = ledger.report_days()
    first = baseline or min((days[0] for days in reports.values()), default=date.max)
    limits = {place: max(first, days[0]).toordinal() for place, days in reports.items()}
    rows, connection = purge_rows, ledger.connection
    told: dict[str, object] = {"what": "before", "before": day.isoformat(), "basis": basis}
    with removing(ledger, told, author, dry_run=dry_run) as removal:
        counts = removal.counts
        for table in tables:
            append_unit_table(ledger, table, author)
        seals.write_pending(connection)  # these entries as any; the last one seals all together
        words = rows.words_of(connection)
        kept = rows.needed_before(
            connection, day, lambda *place: limits.get(place, first.toordinal())
        )
        early = (day.toordinal(),)
        found = connection.execute(
            "SELECT person, as_of, import_id, known_from FROM record WHERE as_of < ?"
            " AND full_name <> ''",  # the blank record of who was removed stays
            early,
        ).fetchall()
        gone = [record for record in found if record not in kept]
        if joined := joined_for_good(ledger, max(day, removed_until(ledger))):
            told["joined"] = joined
        touched = {person for person, *_rest in gone}
        touched |= {person for person, _day, number, since in kept if since > number}
        bearers = bearers_of(ledger, touched)
        with told_apart(ledger, touched, since=day):
            connection.executemany(
                "DELETE FROM record WHERE person = ? AND as_of = ? AND import_id = ?"
                " AND known_from = ?",
                gone,
            )
            open_from_the_start(ledger, day)
        rows.move_decisions(connection, bearers)
        rows.keep_last_number_taken(connection, touched, entries_of(connection) + 1)
        counts["records"] = len(gone)
        counts["said"] = connection.execute(
            "DELETE FROM said WHERE import_id IN (SELECT id FROM import WHERE as_of < ?)", early
        ).rowcount
        counts["decisions"] = rows.delete_old_decisions(connection, day)
        connection.execute(
            "UPDATE import SET told = x'' WHERE as_of < ? AND kind IN ('roster', 'edit')", early
        )
        counts["words"] = rows.forget_words(connection, words)
    done = finished(ledger, "before", basis, removal, author, dry_run=dry_run)
    return replace(done, before=day)


def purge_campaign(
    ledger: Ledger, author: log.Author, *, basis: str = BASIS, dry_run: bool = False
) -> Purged:
    """Remove the whole campaign: the ledger with its journals, its note and its copies.

    The ledger is closed; nothing can be asked of it afterwards.
    """
    connection, path = ledger.connection, ledger.path
    (people,) = connection.execute("SELECT count(DISTINCT person) FROM version").fetchone()
    counts = {"people": int(people)} | {
        table.counted: int(connection.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0])
        for table in TABLES
        if table.counted
    }
    counts["copies"] = len(to_erase(path))
    done = Purged(
        "campaign",
        basis,
        counts,
        author.who,
        author.at,
        dry_run,
        entry=entries_of(connection),
        head=head_of(ledger),
        elsewhere=elsewhere_of(ledger),
    )
    if not dry_run:
        with transaction(connection, path):
            pass  # whoever is writing ends first
        with errors_in_words(path):
            # A file that may only be read is refused before any goes; removing needs no room.
            os.close(os.open(path, os.O_RDWR))
        ledger.close()
        erase_ledger(path)
    return done
