"""Reports kept as they were sent: figures, the whole document, and by what they were computed.

A frozen report is never changed: one of the same day that is frozen later takes its place in
comparisons, and ``eidc undo`` takes one back. Freezing is no news of anybody: it changes nothing
of what is known. A frozen report holds counts only.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date

from eid_campaign.campaign.frozen import Frozen
from eid_campaign.ledger import log
from eid_campaign.ledger.ledger import Ledger


def freeze(
    ledger: Ledger,
    report: tuple[str, str, date],
    content: Mapping[str, object],
    *,
    revision: int,
    author: log.Author,
) -> tuple[int, int | None]:
    """Keep a report (kind, commune, as_of) as sent; return its number and that of the one whose
    place it takes, if any.

    ``content`` has ``asked``, ``language``, ``lines`` and ``document``; ``revision`` is the
    entry of the log up to which it was computed.
    """
    kind, commune, as_of = report
    written = json.dumps(content, ensure_ascii=False)
    with ledger.transaction():
        before = [
            each.number
            for each in frozen_reports(ledger)
            if (each.kind, each.commune, each.as_of) == report
            and each.undone_by is None
            and each.asked == content["asked"]
        ]
        lines = content["lines"]
        details = {
            "report": kind,
            "as_of": as_of.isoformat(),
            "revision": revision,
            "lines": len(lines) if isinstance(lines, Sequence) else 0,
        }
        number = log.append(ledger.connection, "freeze", author, details)
        ledger.connection.execute(
            "INSERT INTO frozen_report (id, kind, commune, as_of, revision, figures)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (number, kind, commune, as_of.toordinal(), revision, written),
        )
    return number, before[-1] if before else None


def frozen_reports(ledger: Ledger) -> tuple[Frozen, ...]:
    """Return every report kept as sent, those taken back too, in the order they were kept."""
    rows = ledger.connection.execute(
        "SELECT f.id, f.kind, commune, as_of, revision, figures, undone_by, who, at"
        " FROM frozen_report f JOIN operation o ON o.id = f.id ORDER BY f.id"
    )
    return tuple(Frozen._make((*row[:3], date.fromordinal(row[3]), *row[4:])) for row in rows)


def has_frozen(ledger: Ledger, kind: str, before: date) -> bool:
    """Whether a report of a day before ``before`` counts as sent: almost never asked for more."""
    (found,) = ledger.connection.execute(
        "SELECT EXISTS (SELECT 1 FROM frozen_report"
        " WHERE kind = ? AND as_of < ? AND undone_by IS NULL)",
        (kind, before.toordinal()),
    ).fetchone()
    return bool(found)


def last_sent(
    ledger: Ledger,
    kind: str,
    commune: str | None,
    *,
    as_of: date | None = None,
    before: date | None = None,
    asked: Mapping[str, str] | None = None,
) -> Frozen | None:
    """Return the report that counts as the one sent: of the last day, kept last on that day.

    ``commune`` is blank for one of which none was asked for, None for any; ``as_of`` wants that
    day's, ``before`` one of an earlier day; ``asked`` wants these answers to what else could be
    asked for.
    """
    found = [
        each
        for each in frozen_reports(ledger)
        if (each.kind, each.undone_by) == (kind, None)
        and commune in (None, each.commune)
        and as_of in (None, each.as_of)
        and (before is None or each.as_of < before)
        and all(each.asked.get(name, "") == value for name, value in (asked or {}).items())
    ]
    return max(found, key=lambda each: (each.as_of, each.number), default=None)
