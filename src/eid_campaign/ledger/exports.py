"""What left the ledger: every file and every machine-readable answer has its line in the log."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import NamedTuple

from eid_campaign.campaign.errors import LedgerBroken, LedgerInUse
from eid_campaign.document import Document, Table
from eid_campaign.ledger import log
from eid_campaign.ledger.database import transaction
from eid_campaign.ledger.ledger import Ledger

READING_THE_LOG = ("log", "check")
"""Documents that hold neither people nor figures of them: handing them on is no export."""

_WAIT_MILLISECONDS = 100
"""For another process that is writing, where the export may also go unlogged."""

_FULL_NUMBER = re.compile(r"(?<![\w.])(?:\d{12}|\d{9})(?![\w.])")
_LONG_NUMBER = re.compile(r"\d{9,}")


class Export(NamedTuple):
    """One document on its way out; ``file`` is blank for a pipe."""

    document: str
    format: str
    file: str
    audience: str
    rows: int
    full_numbers: bool


def exports_of(document: Document, made: Iterable[tuple[Path | None, str]]) -> tuple[Export, ...]:
    """Return what leaves with ``document`` written as each (file, format); None is a pipe.

    Whether full numbers leave is seen from what is written, not from what was asked for: a
    report that forgot to mask is found out.
    """
    if document.id in READING_THE_LOG:
        return ()
    full = has_full_numbers(document)
    rows = sum(len(table.rows) for table in document.tables)
    return tuple(
        Export(
            document.id,
            form,
            _LONG_NUMBER.sub("…", path.name) if path else "",
            document.audience,
            rows,
            full,
        )
        for path, form in made
    )


def has_full_numbers(document: Document) -> bool:
    """Whether a citizen number of 12 digits, or an old one of 9, stands in ``document``."""
    for table in document.tables:
        for column in table.columns:
            texts = [row.get(column.id) for row in table.rows]
            if _any_number([text for text in texts if isinstance(text, str) and text]):
                return True
    rest = replace(document, blocks=tuple(b for b in document.blocks if not isinstance(b, Table)))
    return _any_number(list(_texts(rest)))


def _texts(part: object) -> Iterator[str]:
    """Yield every text in a document or a part of it."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from _texts(each)
    elif is_dataclass(part):
        for field in fields(part):
            yield from _texts(getattr(part, field.name))


def log_exports(path: Path, exports: Sequence[Export], author: log.Author) -> None:
    """Write the lines of ``exports`` into the ledger at ``path`` before anything is written.

    An entry too many, of a file that the disk then refused, harms nobody. A list with full
    citizen numbers of which no entry tells would fall back on the officer who made it, so it is
    refused, with LedgerInUse or LedgerBroken; anything else is written all the same where the
    ledger may only be read or is being written.
    """
    if not exports or not path.exists():
        return
    full = any(export.full_numbers for export in exports)
    try:
        with Ledger.open(path) as ledger:
            if not full:
                ledger.connection.execute(f"PRAGMA busy_timeout = {_WAIT_MILLISECONDS}")
                # A power cut in this very moment may cost the entry, never the ledger.
                ledger.connection.execute("PRAGMA synchronous = FULL")
            with transaction(ledger.connection, path):
                for export in exports:
                    log.append(ledger.connection, "export", author, _details(export))
    except (LedgerInUse, LedgerBroken) as error:
        if full:
            raise type(error)(
                "The list holds full citizen numbers, and the log of the ledger {ledger} cannot"
                " be written now; the list was not written either.",
                "Wait until nobody else writes to the ledger and see that it may be written, then"
                " give the command again; or make a masked list, without --audience police.",
                ledger=path,
            ) from None


def _details(export: Export) -> dict[str, object]:
    """Return an export for the log, without what is blank or no."""
    return {name: value for name, value in export._asdict().items() if value or name == "rows"}


def _any_number(texts: Sequence[str]) -> bool:
    return _FULL_NUMBER.search("\n".join(texts)) is not None
