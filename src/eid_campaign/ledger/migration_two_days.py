"""The tables of facts with two days: true of, and recorded.

A ``record`` is a person as known on a day (``as_of``) from one entry of the log (``known_from``)
until another (``known_until``, NULL while it holds). Records are closed, never changed or
deleted, so that what was known at any entry can be asked again. ``version`` is what holds now.
"""

from __future__ import annotations

import sqlite3


def two_days(connection: sqlite3.Connection) -> None:
    """Keep every version with the entry it was known from and until; widen what an import is."""
    # References by name to ``import`` must survive its being rebuilt with more kinds.
    connection.execute("PRAGMA legacy_alter_table = ON")
    for statement in (_RECORDS + _IMPORTS + _SMALL + _VIEW).split(";\n"):
        connection.execute(statement)
    connection.execute("PRAGMA legacy_alter_table = OFF")


_RECORDS = """
CREATE TABLE record (
    person INTEGER NOT NULL,
    as_of INTEGER NOT NULL,
    import_id INTEGER NOT NULL REFERENCES import,
    known_from INTEGER NOT NULL,
    known_until INTEGER,
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
    PRIMARY KEY (person, as_of, import_id, known_from)
) STRICT, WITHOUT ROWID;
INSERT INTO record (
    person, as_of, import_id, known_from, known_until, citizen_id, old_id, full_name, birth_date,
    sex, commune, village, note, household, phone, priority_group, sheet, stage, row
) SELECT
    person, v.as_of, import_id, import_id, undone_by, citizen_id, old_id, full_name, birth_date,
    sex, commune, village, note, household, phone, priority_group, sheet, stage, row
FROM version v JOIN import i ON i.id = import_id;
DROP TABLE version;
"""

_IMPORTS = """
CREATE TABLE new_import (
    id INTEGER PRIMARY KEY REFERENCES operation,
    kind TEXT NOT NULL CHECK (kind IN ('roster', 'appendix', 'tally', 'edit')),
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
    undone_by INTEGER REFERENCES operation,
    settled TEXT NOT NULL DEFAULT '',
    told BLOB NOT NULL DEFAULT x'',
    complete TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO new_import SELECT *, x'', '' FROM import;
DROP TABLE import;
ALTER TABLE new_import RENAME TO import;
"""

_SMALL = """
CREATE TABLE said (
    import_id INTEGER NOT NULL REFERENCES import,
    person INTEGER NOT NULL,
    fact TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (import_id, person, fact)
) STRICT, WITHOUT ROWID;
CREATE TABLE identity (
    id INTEGER PRIMARY KEY REFERENCES operation,
    kept INTEGER NOT NULL,
    other INTEGER NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('same', 'two', 'later')),
    reason TEXT NOT NULL,
    undone_by INTEGER REFERENCES operation
) STRICT;
CREATE TABLE taken_back (
    id INTEGER NOT NULL REFERENCES operation,
    target INTEGER NOT NULL REFERENCES operation,
    redone_by INTEGER REFERENCES operation,
    PRIMARY KEY (id, target)
) STRICT, WITHOUT ROWID;
INSERT INTO taken_back SELECT undone_by, id, NULL FROM import WHERE undone_by IS NOT NULL;
INSERT INTO taken_back SELECT taken_back_by, id, NULL FROM decision
WHERE taken_back_by IS NOT NULL;
CREATE TABLE frozen_report (
    id INTEGER PRIMARY KEY REFERENCES operation,
    kind TEXT NOT NULL,
    commune TEXT NOT NULL,
    as_of INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    figures TEXT NOT NULL,
    undone_by INTEGER REFERENCES operation
) STRICT;
CREATE TABLE seal (
    id INTEGER PRIMARY KEY REFERENCES operation,
    digest TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
ALTER TABLE own_rules ADD COLUMN undone_by INTEGER REFERENCES operation;
ALTER TABLE unit_counts ADD COLUMN village TEXT NOT NULL DEFAULT '';
ALTER TABLE unit_counts ADD COLUMN figures TEXT NOT NULL DEFAULT '';
"""

_VIEW = """
CREATE VIEW version AS SELECT * FROM record WHERE known_until IS NULL"""
