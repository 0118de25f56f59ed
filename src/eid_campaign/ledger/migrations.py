"""How the ledger's tables came to be: one named function a step, never changed once released.

A ``version`` is a person as known after an import, and is written only when something changed;
what is known on a day is each person's last version up to that day. The key keeps a person's
versions together in their order, so that any question is one pass without sorting. Days are
proleptic ordinals (``date.toordinal``). Words that repeat (villages, remarks) stand once in
``word``. A version's words bear no foreign key: five look-ups a row are a tenth of an import.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from importlib import import_module

from eid_campaign.ledger.migration_two_days import two_days


def first_ledger(connection: sqlite3.Connection) -> None:
    """Create the tables of the first release."""
    for statement in _FIRST.split(";\n"):
        connection.execute(statement)


def settled_by_hand(connection: sqlite3.Connection) -> None:
    """Create the tables of what is settled by hand: spellings of villages, headings of a make."""
    for statement in _SETTLED.split(";\n"):
        connection.execute(statement)


def decided_by_officers(connection: sqlite3.Connection) -> None:
    """Create the table of decisions: a person's standing as an officer settled it."""
    connection.execute(_DECIDED)


def own_words(connection: sqlite3.Connection) -> None:
    """Create the table of the communes' own words for remarks, and from when they hold."""
    connection.execute(_OWN)


def sealed(connection: sqlite3.Connection) -> None:
    """Seal what is there, all together, and let the ledger refuse that anything is deleted."""
    seals = import_module("eid_campaign.ledger.seals")
    seals.seal_older(connection)
    seals.guard(connection)


def asserted_figures(connection: sqlite3.Connection) -> None:
    """Create the table of the national system's figures; nothing is deleted from it either."""
    connection.execute(_ASSERTED)
    connection.execute(
        "CREATE TRIGGER asserted_is_kept BEFORE DELETE ON asserted"
        " BEGIN SELECT RAISE(ABORT, 'nothing is deleted from the ledger'); END"
    )


def replaced_answers(connection: sqlite3.Connection) -> None:
    """Create the table of answers that gave way to newer ones, and of those that hold again."""
    connection.execute(_REPLACED)


_REPLACED = """
CREATE TABLE replaced (
    id INTEGER NOT NULL REFERENCES operation,
    target INTEGER NOT NULL REFERENCES operation,
    restored_by INTEGER REFERENCES operation,
    PRIMARY KEY (id, target)
) STRICT, WITHOUT ROWID
"""

_FIRST = """
CREATE TABLE operation (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    details TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER operation_is_append_only_update BEFORE UPDATE ON operation
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER operation_is_append_only_delete BEFORE DELETE ON operation
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TABLE import (
    id INTEGER PRIMARY KEY REFERENCES operation,
    kind TEXT NOT NULL CHECK (kind IN ('roster', 'appendix')),
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    as_of INTEGER NOT NULL,
    as_of_source TEXT NOT NULL,
    rows_read INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    new INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    same INTEGER NOT NULL,
    conflict INTEGER NOT NULL,
    repairs INTEGER NOT NULL,
    plan_number TEXT NOT NULL,
    district TEXT NOT NULL,
    seen BLOB NOT NULL,
    undone_by INTEGER REFERENCES operation
) STRICT;
CREATE TABLE import_village (
    import_id INTEGER NOT NULL REFERENCES import,
    commune TEXT NOT NULL,
    village TEXT NOT NULL,
    people INTEGER NOT NULL,
    PRIMARY KEY (import_id, commune, village)
) STRICT, WITHOUT ROWID;
CREATE TABLE problem (
    import_id INTEGER NOT NULL REFERENCES import,
    kind TEXT NOT NULL,
    severity TEXT NOT NULL,
    sheet TEXT NOT NULL,
    row INTEGER NOT NULL,
    field TEXT NOT NULL,
    details TEXT NOT NULL
) STRICT;
CREATE TABLE unit_counts (
    import_id INTEGER NOT NULL REFERENCES import,
    position INTEGER NOT NULL,
    unit TEXT NOT NULL,
    not_collected INTEGER NOT NULL,
    l1_activated INTEGER NOT NULL,
    l1_approved INTEGER NOT NULL,
    l2_activated INTEGER NOT NULL,
    l2_approved INTEGER NOT NULL,
    target_level2 INTEGER,
    target_activation INTEGER,
    is_total INTEGER NOT NULL,
    PRIMARY KEY (import_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE word (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE version (
    person INTEGER NOT NULL,
    as_of INTEGER NOT NULL,
    import_id INTEGER NOT NULL REFERENCES import,
    citizen_id TEXT NOT NULL,
    old_id TEXT NOT NULL,
    full_name TEXT NOT NULL,
    birth_date TEXT NOT NULL,
    sex TEXT NOT NULL,
    commune INTEGER NOT NULL,
    village INTEGER NOT NULL,
    note INTEGER NOT NULL,
    household TEXT NOT NULL,
    phone TEXT NOT NULL,
    priority_group INTEGER NOT NULL,
    sheet INTEGER NOT NULL,
    stage INTEGER NOT NULL,
    row INTEGER NOT NULL,
    PRIMARY KEY (person, as_of, import_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE tally_cache (
    as_of INTEGER NOT NULL,
    rules TEXT NOT NULL,
    revision INTEGER NOT NULL,
    counts TEXT NOT NULL,
    PRIMARY KEY (as_of, rules)
) STRICT, WITHOUT ROWID"""

_SETTLED = """
CREATE TABLE village_spelling (
    id INTEGER PRIMARY KEY REFERENCES operation,
    commune TEXT NOT NULL,
    spelling TEXT NOT NULL,
    village TEXT NOT NULL,
    undone_by INTEGER REFERENCES operation
) STRICT;
CREATE TABLE spelling_seen (
    import_id INTEGER NOT NULL REFERENCES import,
    commune TEXT NOT NULL,
    spelling TEXT NOT NULL,
    village TEXT NOT NULL,
    people INTEGER NOT NULL,
    PRIMARY KEY (import_id, commune, spelling, village)
) STRICT, WITHOUT ROWID;
CREATE TABLE mapping (
    id INTEGER PRIMARY KEY REFERENCES operation,
    make TEXT NOT NULL,
    ending TEXT NOT NULL,
    file TEXT NOT NULL,
    headings TEXT NOT NULL,
    sheets TEXT NOT NULL,
    forgotten_by INTEGER REFERENCES operation
) STRICT;
ALTER TABLE import ADD COLUMN settled TEXT NOT NULL DEFAULT ''"""

_DECIDED = """
CREATE TABLE decision (
    id INTEGER PRIMARY KEY REFERENCES operation,
    person INTEGER NOT NULL,
    as_of INTEGER NOT NULL,
    until INTEGER,
    standing INTEGER NOT NULL,
    reason TEXT NOT NULL,
    because TEXT NOT NULL,
    taken_back_by INTEGER REFERENCES operation
) STRICT"""

_OWN = """
CREATE TABLE own_rules (
    id INTEGER PRIMARY KEY REFERENCES operation,
    from_day INTEGER NOT NULL,
    file TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT"""

_ASSERTED = """
CREATE TABLE asserted (
    id INTEGER PRIMARY KEY REFERENCES operation,
    as_of INTEGER NOT NULL,
    file TEXT NOT NULL,
    figures TEXT NOT NULL,
    undone_by INTEGER REFERENCES operation
) STRICT"""

MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    first_ledger,
    settled_by_hand,
    decided_by_officers,
    own_words,
    two_days,
    sealed,
    asserted_figures,
    replaced_answers,
)
