"""The open ledger, and what has been imported into it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from eid_campaign.campaign.errors import LedgerBroken
from eid_campaign.campaign.import_record import ImportRecord
from eid_campaign.campaign.places import village_order
from eid_campaign.campaign.problems import Problem, Severity
from eid_campaign.ledger import database, troubles
from eid_campaign.ledger.log import QUIET_KINDS


class Ledger:
    """An open ledger. Use it as a context manager; the other modules of this room work on it."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        self.has_stored = False
        self.stored_files: list[str] = []
        """What this command has stored so far, to be told should the disk go now."""

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open or make the ledger at ``path``; see :func:`database.connect` for errors."""
        return cls(path, database.connect(path))

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
        if isinstance(error, json.JSONDecodeError):  # what eidc wrote is no longer what it wrote
            error = troubles.damaged(self.path)
        if not isinstance(error, sqlite3.Error | LedgerBroken):
            return
        with database.errors_in_words(self.path, self.stored_files if self.has_stored else None):
            raise error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do all of the block or nothing of it; see :func:`database.transaction`."""
        with database.transaction(self.connection, self.path):
            yield
        self.has_stored = True

    @property
    def revision(self) -> int:
        """The id of the last entry that changes what is known: exports and the like do not."""
        quiet = ", ".join(f"'{kind}'" for kind in QUIET_KINDS)
        row = self.connection.execute(
            f"SELECT id FROM operation WHERE kind NOT IN ({quiet}) ORDER BY id DESC LIMIT 1"
        ).fetchone()
        return int(row[0]) if row else 0

    def imports(self) -> tuple[ImportRecord, ...]:
        """Return every import, the undone ones too, in the order they were made."""
        rows = self.connection.execute(
            "SELECT i.id, i.kind, file, sha256, as_of, as_of_source, at, who, rows_read, refused,"
            " new, changed, same, conflict, repairs, undone_by"
            " FROM import i JOIN operation o ON o.id = i.id ORDER BY i.id"
        )
        return tuple(ImportRecord(*(*row[:4], date.fromordinal(row[4]), *row[5:])) for row in rows)

    def active_import(self, sha256: str, as_of: date | None) -> ImportRecord | None:
        """Return the import of this very file for this day, or any day, if one still counts."""
        for record in self.imports():
            same_file = record.sha256 == sha256 and as_of in (None, record.as_of)
            if same_file and record.undone_by is None:
                return record
        return None

    def villages(self) -> dict[str, tuple[str, ...]]:
        """Return the villages that rosters have named, by commune, in their natural order."""
        found: dict[str, set[str]] = {}
        for commune, village in self.connection.execute(
            "SELECT DISTINCT commune, village FROM import_village WHERE village <> ''"
            " AND import_id IN (SELECT id FROM import WHERE undone_by IS NULL)"
        ):
            found.setdefault(commune, set()).add(village)
        return {
            commune: tuple(sorted(names, key=village_order))
            for commune, names in sorted(found.items())
        }

    def report_days(self) -> dict[tuple[str, str], tuple[date, ...]]:
        """Return the days of each (commune, village)'s rosters, earliest first."""
        days: dict[tuple[str, str], set[date]] = {}
        for commune, village, day in self.connection.execute(
            "SELECT commune, village, as_of FROM import_village"
            " JOIN import ON import.id = import_id WHERE undone_by IS NULL"
        ):
            days.setdefault((commune, village), set()).add(date.fromordinal(day))
        return {place: tuple(sorted(found)) for place, found in days.items()}

    def problems(self, import_id: int) -> tuple[Problem, ...]:
        """Return what was wrong in one import, in the order of its rows."""
        (file,) = self.connection.execute(
            "SELECT file FROM import WHERE id = ?", (import_id,)
        ).fetchone()
        rows = self.connection.execute(
            "SELECT kind, severity, sheet, row, field, details FROM problem"
            " WHERE import_id = ? ORDER BY rowid",
            (import_id,),
        )
        return tuple(
            Problem(kind, Severity(severity), file, sheet, row, field, json.loads(details))
            for kind, severity, sheet, row, field, details in rows
        )


def write_problems(
    connection: sqlite3.Connection, import_id: int, problems: Iterable[Problem]
) -> None:
    """Keep what was wrong in an import, inside the caller's transaction."""
    connection.executemany(
        "INSERT INTO problem VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                import_id,
                problem.kind,
                problem.severity.value,
                problem.sheet,
                problem.row,
                problem.field,
                json.dumps(dict(problem.values), ensure_ascii=False, default=str),
            )
            for problem in problems
        ),
    )


def write_import(
    connection: sqlite3.Connection, import_id: int, columns: Mapping[str, object]
) -> None:
    """Write the line of an import, inside the caller's transaction; the rest is zero or blank."""
    line = {
        "id": import_id,
        **dict.fromkeys(("rows_read", "refused", "new", "changed", "same", "conflict"), 0),
        "repairs": 0,
        "plan_number": "",
        "district": "",
        "seen": b"",
        **columns,
    }
    connection.execute(
        f"INSERT INTO import ({', '.join(line)}) VALUES ({', '.join('?' * len(line))})",
        tuple(line.values()),
    )
