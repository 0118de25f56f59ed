"""The commune's own words as adopted: from which day on which table holds, and who said so.

A table holds from its day until another is adopted or all are dropped; questions about an earlier
day are answered by the words of that day. The last word counts: what is adopted later takes the
place of everything adopted before, from its own day on.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from eid_campaign.campaign.hashing import sha256
from eid_campaign.ledger import log
from eid_campaign.ledger.ledger import Ledger


class Adopted(NamedTuple):
    """A table that was adopted, or the word that none holds any more (a blank ``text``)."""

    number: int
    """Its entry in the log."""
    from_day: date
    file: str
    text: str
    who: str
    at: str


def table_on(ledger: Ledger, day: date) -> str:
    """Return the text of the own table that holds on ``day``; blank where there is none."""
    row = ledger.connection.execute(
        "SELECT text FROM own_rules WHERE from_day <= ? AND undone_by IS NULL"
        " ORDER BY id DESC LIMIT 1",
        (day.toordinal(),),
    ).fetchone()
    return str(row[0]) if row else ""


def adopted(ledger: Ledger) -> tuple[Adopted, ...]:
    """Return every table adopted and every drop, in the order they were written down."""
    rows = ledger.connection.execute(
        "SELECT r.id, from_day, file, text, who, at FROM own_rules r"
        " JOIN operation o ON o.id = r.id ORDER BY r.id"
    )
    return tuple(Adopted(row[0], date.fromordinal(row[1]), *row[2:]) for row in rows)


def adopt(
    ledger: Ledger, text: str, *, file: str, rules: int, from_day: date, author: log.Author
) -> None:
    """Let ``text``, a checked table of so many rules, hold from ``from_day`` on."""
    seal = sha256(text.encode()).hexdigest()
    details = {"file": file, "sha256": seal, "rules": rules, "from": from_day.isoformat()}
    _write(ledger, "rules_adopt", details, (from_day.toordinal(), file, text), author)


def drop(ledger: Ledger, from_day: date, author: log.Author) -> None:
    """Let no own table hold from ``from_day`` on."""
    details = {"from": from_day.isoformat()}
    _write(ledger, "rules_drop", details, (from_day.toordinal(), "", ""), author)


def _write(
    ledger: Ledger,
    kind: str,
    details: Mapping[str, object],
    line: tuple[int, str, str],
    author: log.Author,
) -> None:
    with ledger.transaction():
        entry = log.append(ledger.connection, kind, author, details)
        ledger.connection.execute("INSERT INTO own_rules VALUES (?, ?, ?, ?, NULL)", (entry, *line))
