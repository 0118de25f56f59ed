"""A roster goes into the ledger: one transaction, only what changed is written."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from eid_campaign.campaign.import_record import ImportRecord
from eid_campaign.campaign.problems import Problem, Severity
from eid_campaign.ledger import log
from eid_campaign.ledger.database import transaction
from eid_campaign.ledger.ledger import Ledger, write_import, write_problems
from eid_campaign.ledger.undo import take_back
from eid_campaign.roster.identity import Positions
from eid_campaign.roster.merge import Merge, laid_over, merge
from eid_campaign.roster.schema import COLUMNS, TEXT_COLUMNS, as_frame, empty

WORDS = ("commune", "village", "note", "group", "sheet")
"""Columns whose words repeat: they stand once in the table ``word``."""

_STORED = {name: "priority_group" if name == "group" else name for name in COLUMNS}


@dataclass(frozen=True, slots=True)
class Roster:
    """A roster ready to be stored: people in the schema, and what is known of the file."""

    people: pd.DataFrame
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


@dataclass(frozen=True, slots=True)
class Added:
    """What storing a roster did; ``import_id`` is None for a dry run."""

    import_id: int | None
    merge: Merge
    problems: tuple[Problem, ...]
    """Those of the file and those found by merging."""
    known: Known | None
    """What is known now, for the next roster of the command; None where it must be read anew."""


@dataclass(frozen=True, slots=True)
class Known:
    """Everyone's last version up to a day, in memory from one import of a command to the next."""

    people: pd.DataFrame
    persons: Positions
    revision: int
    """The ledger's revision this is the state of; at any other it is worthless."""
    next_person: int

    def after(self, merged: Merge, revision: int) -> Known:
        """Return what is known once ``merged`` was stored."""
        at = pd.Index(self.persons).get_indexer(pd.Index(merged.written_persons))
        old = at >= 0
        columns: dict[str, NDArray[np.generic]] = {}
        for name in COLUMNS:
            new = merged.written[name].to_numpy()
            values = np.append(self.people[name].to_numpy(), new[~old])
            values[at[old]] = new[old]
            columns[name] = values
        persons = np.append(self.persons, merged.written_persons[~old])
        return Known(as_frame(columns), persons, revision, self.next_person + int((~old).sum()))


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
    with transaction(ledger.connection, ledger.path):
        if instead_of is not None and not dry_run:
            take_back(ledger, instead_of, author)
        if known is None or known.revision != ledger.revision:
            known = known_people(ledger)
        older = _has_later(ledger, roster.as_of)
        then = _aligned(known_people(ledger, roster.as_of), known) if older else None
        merged = merge(
            known.people, known.persons, roster.people, first_new=known.next_person, then=then
        )
        problems = (*roster.problems, *_clashes(roster, merged))
        if dry_run:
            return Added(None, merged, problems, known)
        number = _write_line(ledger, roster, merged, problems, author)
        write_versions(ledger, number, roster.as_of, merged.written, merged.written_persons)
        if older:
            _reassert(ledger, number, roster.as_of, known, merged)
            return Added(number, merged, problems, None)
    return Added(number, merged, problems, known.after(merged, number))


def known_people(ledger: Ledger, as_of: date | None = None) -> Known:
    """Return everyone as known on ``as_of``, or now."""
    stored = ", ".join(_STORED[name] for name in COLUMNS)
    rows = ledger.connection.execute(
        f"SELECT person, {stored} FROM version WHERE as_of <= ?"
        " AND import_id IN (SELECT id FROM import WHERE undone_by IS NULL)"
        " ORDER BY person, as_of, import_id",
        ((as_of or date.max).toordinal(),),
    ).fetchall()
    (last_person,) = ledger.connection.execute("SELECT max(person) FROM version").fetchone()
    next_person = int(last_person or 0) + 1
    if not rows:
        return Known(empty(), np.zeros(0, dtype=np.int64), ledger.revision, next_person)
    person, *facts = (list(column) for column in zip(*rows, strict=True))
    del rows
    persons = np.array(person, dtype=np.int64)
    last = np.flatnonzero(np.append(persons[1:] != persons[:-1], True))
    words = np.array(["", *_words(ledger)], dtype=object)
    columns: dict[str, NDArray[np.generic]] = {}
    for name, values in zip(COLUMNS, facts, strict=True):
        if name in WORDS:
            columns[name] = words[np.array(values, dtype=np.int64)[last]]
        elif name in TEXT_COLUMNS:
            texts = np.empty(len(values), dtype=object)
            texts[:] = values
            columns[name] = texts[last]
        else:
            columns[name] = np.array(values, dtype=np.int8 if name == "stage" else np.int32)[last]
    return Known(as_frame(columns), persons[last], ledger.revision, next_person)


def _has_later(ledger: Ledger, as_of: date) -> bool:
    """Whether a roster of a later day counts: this one must not beat it then."""
    (found,) = ledger.connection.execute(
        "SELECT EXISTS (SELECT 1 FROM import WHERE kind = 'roster' AND undone_by IS NULL"
        " AND as_of > ?)",
        (as_of.toordinal(),),
    ).fetchone()
    return bool(found)


def write_versions(
    ledger: Ledger, import_id: int, as_of: date, people: pd.DataFrame, persons: Positions
) -> None:
    """Write a version a row of ``people``, inside the caller's transaction."""
    columns = [people[name].tolist() for name in COLUMNS if name not in WORDS]
    columns += [_word_ids(ledger, people[name]) for name in WORDS]
    names = [_STORED[name] for name in COLUMNS if name not in WORDS]
    names += [_STORED[name] for name in WORDS]
    ledger.connection.executemany(
        f"INSERT INTO version (import_id, as_of, person, {', '.join(names)})"
        f" VALUES ({import_id}, {as_of.toordinal()}, ?{', ?' * len(names)})",
        zip(persons.tolist(), *columns, strict=True),
    )


def _aligned(then: Known, known: Known) -> pd.DataFrame:
    """Return what was known ``then`` in the rows of ``known``; blank for who was not yet."""
    at = pd.Index(then.persons).get_indexer(pd.Index(known.persons))
    columns: dict[str, NDArray[np.generic]] = {}
    for name in COLUMNS:
        blank = "" if name in TEXT_COLUMNS else -1 if name == "stage" else 0
        values = np.append(then.people[name].to_numpy(), blank)
        columns[name] = values[at]  # -1, not found, is the blank at the end
    return as_frame(columns)


def _reassert(ledger: Ledger, number: int, as_of: date, known: Known, merged: Merge) -> None:
    """Lay what newer rosters said over the older one just stored, so that newer still wins.

    Who was seen later but did not change then has no later version: one is written on the day
    of the first later roster that saw them, unless it would say the same.
    """
    written = merged.written_persons
    newest = dict(
        ledger.connection.execute(
            "SELECT person, max(as_of) FROM version WHERE import_id IN"
            " (SELECT id FROM import WHERE undone_by IS NULL) GROUP BY person"
        )
    )
    last = np.array([newest[person] for person in written.tolist()], dtype=np.int64)
    changed_later = last > as_of.toordinal()
    at = pd.Index(known.persons).get_indexer(pd.Index(written))
    days = np.where(changed_later, last, _first_later_sightings(ledger, as_of, written))
    days[at < 0] = 0
    for day in np.unique(days[days > 0]).tolist():
        rows = np.flatnonzero(days == day)
        now = known.people.iloc[at[rows]]
        over = laid_over(merged.written.iloc[rows], now)
        news = np.where(changed_later[rows], laid_over(now, over.people).differs, over.differs)
        if news.any():
            write_versions(
                ledger, number, date.fromordinal(day), over.people[news], written[rows[news]]
            )


def _first_later_sightings(ledger: Ledger, as_of: date, persons: Positions) -> Positions:
    """Return the day of the first later roster that saw each of ``persons``, 0 for none."""
    first = np.zeros(int(persons.max(initial=0)) + 1, dtype=np.int64)
    for day, seen in ledger.connection.execute(
        "SELECT as_of, seen FROM import WHERE kind = 'roster' AND undone_by IS NULL"
        " AND as_of > ? ORDER BY as_of DESC, id",
        (as_of.toordinal(),),
    ):
        people = unpacked(seen)
        first[people[people < len(first)]] = day
    days: Positions = first[persons]
    return days


def packed(persons: Positions) -> bytes:
    """Return who was seen as a small blob: one bit a person, compressed."""
    bits = np.zeros(int(persons.max(initial=0)) + 1, dtype=bool)
    bits[persons] = True
    return zlib.compress(np.packbits(bits).tobytes(), level=1)


def unpacked(seen: bytes) -> Positions:
    """Return the people of :func:`packed`, in ascending order."""
    if not seen:
        return np.zeros(0, dtype=np.int64)
    return np.flatnonzero(np.unpackbits(np.frombuffer(zlib.decompress(seen), dtype=np.uint8)))


def _words(ledger: Ledger) -> list[str]:
    """Return all words; the first has the id 1."""
    return [text for (text,) in ledger.connection.execute("SELECT text FROM word ORDER BY id")]


def _word_ids(ledger: Ledger, column: pd.Series) -> list[int]:
    codes, texts = pd.factorize(column)
    ledger.connection.executemany(
        "INSERT OR IGNORE INTO word (text) VALUES (?)", ((text,) for text in texts)
    )
    known = dict(ledger.connection.execute("SELECT text, id FROM word"))
    ids = np.array([known[text] for text in texts], dtype=np.int64)
    return ids[codes].tolist() if len(ids) else []


def _clashes(roster: Roster, merged: Merge) -> tuple[Problem, ...]:
    sheets, rows = roster.people["sheet"].to_numpy(), roster.people["row"].to_numpy()
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
            "settled": roster.settled,
            **counts,
        },
    )
    ledger.connection.executemany(
        "INSERT INTO spelling_seen VALUES (?, ?, ?, ?, ?)",
        ((number, *spelling) for spelling in roster.spellings),
    )
    places = Counter(zip(roster.people["commune"], roster.people["village"], strict=True))
    ledger.connection.executemany(
        "INSERT INTO import_village VALUES (?, ?, ?, ?)",
        ((number, commune, village, count) for (commune, village), count in places.items()),
    )
    write_problems(ledger.connection, number, problems)
    return number
