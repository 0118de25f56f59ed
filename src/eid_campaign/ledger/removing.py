"""One removal for good: all of it in one transaction, or an error that says how far it came."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from eid_campaign.campaign.errors import EidcError, LedgerBroken, LedgerInUse
from eid_campaign.campaign.purged import Purged
from eid_campaign.ledger import copies, log, seals
from eid_campaign.ledger.database import IN_MEMORY, opened, transaction
from eid_campaign.ledger.erasing import broken_off, erase_copies, to_erase, without_traces
from eid_campaign.ledger.ledger import Ledger

COPY = "copy"


class _OnlyTried(Exception):
    """Ends a dry run: everything is rolled back."""


@dataclass(slots=True)
class Removal:
    """What a removal counts and writes, all of it known before it stands."""

    counts: dict[str, int]
    elsewhere: tuple[str, ...]
    entry: int = 0
    head: str = ""
    left: list[str] = field(default_factory=list)


@contextmanager
def removing(
    ledger: Ledger, told: Mapping[str, object], author: log.Author, *, dry_run: bool
) -> Iterator[Removal]:
    """Give the counts to fill; write the entry of the removal and seal all.

    Of what can fail (a full disk, a pulled stick) all comes before the copies are erased but for
    the writing of the ledger itself, and nothing after it makes the removal undone.
    """
    connection, path = ledger.connection, ledger.path
    clean: AbstractContextManager[list[str]] = (
        nullcontext(list[str]()) if dry_run else without_traces(connection, path)
    )
    erased: list[Path] = []
    try:
        with broken_off(path, erased), clean as left:
            removal = Removal({}, elsewhere_of(ledger), left=left)
            with _unless_it_stands(ledger, removal), transaction(connection, path):
                seals.unguard(connection)
                yield removal
                _write_entry(ledger, removal, told, author)
                if dry_run:
                    raise _OnlyTried
                # Before the ledger: killed in between, the person is still there to be asked for.
                if path != IN_MEMORY:
                    erase_copies(path, erased)
    except _OnlyTried:
        pass


def _write_entry(
    ledger: Ledger, removal: Removal, told: Mapping[str, object], author: log.Author
) -> None:
    connection, path = ledger.connection, ledger.path
    removal.counts["copies"] = 0 if path == IN_MEMORY else len(to_erase(path))
    removal.entry = log.append(connection, "purge", author, {**told, **removal.counts})
    removal.head = head_of(ledger)
    connection.execute("DELETE FROM tally_cache")
    seals.guard(connection)
    seals.seal_older(connection)


@contextmanager
def _unless_it_stands(ledger: Ledger, removal: Removal) -> Iterator[None]:
    """Pass over an error of the disk that comes once the removal is in the ledger for good.

    SQLite makes a change stand by one write, and says that it failed when bringing even that to
    the disk did.
    """
    try:
        yield
    except (LedgerBroken, LedgerInUse):
        stands = False
        with suppress(sqlite3.DatabaseError):
            stands = bool(removal.head) and head_of(ledger) == removal.head
        if not stands:
            raise


def finished(
    ledger: Ledger,
    what: str,
    basis: str,
    removal: Removal,
    author: log.Author,
    *,
    dry_run: bool,
) -> Purged:
    """Replace the copies by one of what is left; return what was done."""
    if not dry_run and removal.counts["copies"]:
        today = date.fromisoformat(author.at[:10])
        try:
            copies.kept(ledger.path, ledger.connection, today, opened)
        except (OSError, sqlite3.DatabaseError, EidcError):
            removal.left.append(COPY)
    return Purged(
        what,
        basis,
        removal.counts,
        author.who,
        author.at,
        dry_run,
        entry=removal.entry,
        head=removal.head,
        left=tuple(removal.left),
        elsewhere=removal.elsewhere,
    )


def head_of(ledger: Ledger) -> str:
    """Return the hash of the last entry of the log; blank where there is none."""
    row = ledger.connection.execute(
        "SELECT hash FROM operation ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return str(row[0]) if row else ""


def elsewhere_of(ledger: Ledger) -> tuple[str, ...]:
    """Return the backups that were made, by their names in the log."""
    rows = ledger.connection.execute(
        "SELECT details FROM operation WHERE kind = 'backup' ORDER BY id"
    ).fetchall()
    names = (str(json.loads(details).get("file", "")) for (details,) in rows)
    return tuple(dict.fromkeys(name for name in names if name))
