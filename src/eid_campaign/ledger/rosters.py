"""A roster goes into the ledger: one transaction, only what changed is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eid_campaign.campaign.import_record import ImportRecord
from eid_campaign.campaign.problems import Problem, Severity
from eid_campaign.ledger import log, seals
from eid_campaign.ledger.identities import SAME, write_pair
from eid_campaign.ledger.known import STORED, WORDS, Known, known_people, state_on
from eid_campaign.ledger.ledger import Ledger, write_import, write_problems
from eid_campaign.ledger.rebuild import rebuild
from eid_campaign.ledger.seal_digests import Column
from eid_campaign.ledger.told import packed, packed_told
from eid_campaign.ledger.undo import take_back_import
from eid_campaign.roster.identity import Positions
from eid_campaign.roster.merge import TOLD_ALL, Merge, merge
from eid_campaign.roster.schema import COLUMNS, Frame


@dataclass(frozen=True, slots=True)
class Roster:
    """A roster ready to be stored: people in the schema, and what is known of the file."""

    people: Frame
    file: str
    sha256: str
    as_of: date
    as_of_source: str
    rows_read: int
    problems: tuple[Problem, ...]
    spellings: tuple[tuple[str, str, str, int], ...] = ()
    """(commune, a village as written, the village it was taken for, people)."""
    settled: str = ""
    """What was settled by hand for this reading; blank for nothing."""
    complete: str = ""
    """Of which villages and stages nobody is left out, as JSON; blank for a partial list."""


@dataclass(frozen=True, slots=True)
class Added:
    """What storing a roster did; ``import_id`` is None for a dry run."""

    import_id: int | None
    merge: Merge
    problems: tuple[Problem, ...]
    """Those of the file and those found by merging."""
    before: Known | None
    """What was known before; None where what is known now must be read anew."""

    def known_now(self) -> Known | None:
        """Return what is known now, for the next roster of the command: the last has none."""
        if self.before is None or self.import_id is None:
            return self.before
        return self.before.after(self.merge, self.import_id)


def add_roster(
    ledger: Ledger,
    roster: Roster,
    author: log.Author,
    *,
    known: Known | None = None,
    dry_run: bool = False,
    instead_of: ImportRecord | None = None,
) -> Added:
    """Merge ``roster`` into what is known and store it; with ``dry_run`` only say what would be.

    ``known`` saves reading the ledger again; it is not believed when anything changed since.
    ``instead_of`` is an earlier reading of the same file, taken back in the same transaction.
    """
    with ledger.transaction():
        if instead_of is not None and not dry_run:
            take_back_import(ledger, instead_of.id, author)
        if known is None or known.revision != ledger.revision:
            known = known_people(ledger)
        older = _has_later(ledger, roster.as_of)
        merged = merge(
            known.faces,
            _state_then(ledger, known, roster.as_of) if older else known.state,
            roster.people,
            first_new=known.next_person,
            complete=bool(roster.complete),
        )
        problems = (*roster.problems, *_clashes(roster, merged))
        if dry_run:
            return Added(None, merged, problems, known)
        number = _write_line(ledger, roster, merged, problems, author)
        written = _write_records(
            ledger, number, roster.as_of, merged.written, merged.written_persons
        )
        if _compute_again(ledger, merged, number, author, older=older):
            return Added(number, merged, problems, None)
        seals.write(ledger.connection, number, columns=written)
    return Added(number, merged, problems, known)


def _state_then(ledger: Ledger, known: Known, as_of: date) -> Frame:
    return state_on(ledger, as_of, known.faces.kept)


def _compute_again(
    ledger: Ledger, merged: Merge, number: int, author: log.Author, *, older: bool
) -> bool:
    """Compute those anew whom later rosters speak of too, or who turned out to be one person.

    Return whether there was anyone.
    """
    again = set(merged.written_persons.tolist()) if older else set()
    again |= {int(merged.persons[row]) for row in merged.twins}
    entry = number
    for row, person in merged.renumbered:
        new = int(merged.persons[row])
        entry = write_pair(ledger, person, new, SAME, author, "number_changed")
        again |= {person, new}
    if again:
        rebuild(ledger, again, entry)
    return bool(again)


def _has_later(ledger: Ledger, as_of: date) -> bool:
    """Whether a roster or a correction of a later day counts: this one must not beat it then."""
    (found,) = ledger.connection.execute(
        "SELECT EXISTS (SELECT 1 FROM import WHERE kind IN ('roster', 'edit')"
        " AND undone_by IS NULL AND as_of > ?)",
        (as_of.toordinal(),),
    ).fetchone()
    return bool(found)


def _write_records(
    ledger: Ledger, import_id: int, as_of: date, people: Frame, persons: Positions
) -> dict[str, Column]:
    """Write a record a row of ``people`` in the order of persons, the order of the table; return
    what was written, by column.
    """
    if len(persons) and bool((np.diff(persons) < 0).any()):
        order = np.argsort(persons, kind="stable")
        people, persons = people.taken(order), persons[order]
    numbers: list[int] = persons.tolist()
    columns = [people[name].tolist() for name in COLUMNS if name not in WORDS]
    columns += [_word_ids(ledger, people[name]) for name in WORDS]
    names = [STORED[name] for name in COLUMNS if name not in WORDS]
    names += [STORED[name] for name in WORDS]
    ledger.connection.executemany(
        f"INSERT INTO record (import_id, known_from, as_of, person, {', '.join(names)})"
        f" VALUES ({import_id}, {import_id}, {as_of.toordinal()}, ?{', ?' * len(names)})",
        zip(numbers, *columns, strict=True),
    )
    written: dict[str, Column] = dict(zip(names, columns, strict=True))
    day = as_of.toordinal()
    return written | {
        "person": numbers,
        "import_id": import_id,
        "known_from": import_id,
        "as_of": day,
    }


def _word_ids(ledger: Ledger, column: NDArray[Any]) -> list[int]:
    texts = column.tolist()
    ledger.connection.executemany(
        "INSERT OR IGNORE INTO word (text) VALUES (?)", ((text,) for text in dict.fromkeys(texts))
    )
    known = dict(ledger.connection.execute("SELECT text, id FROM word"))
    return list(map(known.__getitem__, texts))


def _clashes(roster: Roster, merged: Merge) -> tuple[Problem, ...]:
    sheets, rows = roster.people["sheet"], roster.people["row"]
    fields = {"stage_backwards": "stage"}
    return tuple(
        Problem(
            clash.kind,
            Severity.DOUBT,
            roster.file,
            sheets[clash.position],
            int(rows[clash.position]),
            fields.get(clash.kind, "citizen_id"),
        )
        for clash in merged.clashes
    )


def _write_line(
    ledger: Ledger,
    roster: Roster,
    merged: Merge,
    problems: Sequence[Problem],
    author: log.Author,
) -> int:
    counts = {
        "rows_read": roster.rows_read,
        "refused": roster.rows_read - len(roster.people),
        "new": merged.new,
        "changed": merged.changed,
        "same": merged.same,
        "conflict": merged.conflict,
        "repairs": sum(problem.severity is Severity.REPAIR for problem in problems),
    }
    number = log.append(
        ledger.connection,
        "import",
        author,
        {"file": roster.file, "sha256": roster.sha256, "as_of": roster.as_of.isoformat(), **counts},
    )
    write_import(
        ledger.connection,
        number,
        {
            "kind": "roster",
            "file": roster.file,
            "sha256": roster.sha256,
            "as_of": roster.as_of.toordinal(),
            "as_of_source": roster.as_of_source,
            "seen": packed(merged.persons),
            "told": _packed_told(ledger, roster.people, merged),
            "settled": roster.settled,
            "complete": roster.complete,
            **counts,
        },
    )
    ledger.connection.executemany(
        "INSERT INTO spelling_seen VALUES (?, ?, ?, ?, ?)",
        ((number, *spelling) for spelling in roster.spellings),
    )
    _write_said(ledger, number, merged)
    places = Counter(zip(roster.people["commune"], roster.people["village"], strict=True))
    ledger.connection.executemany(
        "INSERT INTO import_village VALUES (?, ?, ?, ?)",
        ((number, commune, village, count) for (commune, village), count in places.items()),
    )
    write_problems(ledger.connection, number, problems)
    return number


def _packed_told(ledger: Ledger, people: Frame, merged: Merge) -> bytes:
    if bool((merged.told == TOLD_ALL).all()):
        return b""
    sheets = np.array(_word_ids(ledger, people["sheet"]), dtype=np.int32)
    return packed_told(merged.persons, merged.told, people["row"], sheets)


def _write_said(ledger: Ledger, number: int, merged: Merge) -> None:
    """Keep what was told and not taken: another import, or none, may let it be taken."""
    ledger.connection.executemany(
        "INSERT OR IGNORE INTO word (text) VALUES (?)",
        ((value,) for _row, fact, value in merged.said if fact in WORDS),
    )
    ledger.connection.executemany(
        "INSERT OR REPLACE INTO said VALUES (?, ?, ?, ?)",
        ((number, int(merged.persons[row]), fact, value) for row, fact, value in merged.said),
    )
