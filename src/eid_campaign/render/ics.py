"""A calendar file for a phone or a mail program (RFC 5545): each row with a day is an entry.

The table is the first one with a DATE column ``date`` and a column ``summary``; ``details``, if it
has one, is the entry's text. Entries last the whole day, free of a time zone and of a reminder.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256

from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.document import Document, Kind, Row, Table
from eid_campaign.wording import N_

_LINE = 75
"""Octets of a line without its end (RFC 5545, 3.1); what is longer goes on in the next line."""


def render(document: Document) -> bytes:
    """Return the calendar of ``document``; the same document gives the same bytes.

    An entry keeps its identity when the document is made again, so that a calendar program
    brings it up to date instead of showing it twice. Raises UsageProblem where no table has days.
    """
    table = next(filter(_has_days, document.tables), None)
    if table is None:
        raise UsageProblem(
            N_("This answer holds no days to put into a calendar."),
            N_("Make the calendar with: eidc calendar -o lich.ics"),
        )
    if not table.rows:  # a calendar has at least one entry (RFC 5545, 3.6)
        raise UsageProblem(
            N_("Nothing comes in these days: there is no entry for a calendar."),
            N_("Look further ahead, for example: --days 365"),
        )
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//eidc//eid-campaign//VI"]
    lines += ["CALSCALE:GREGORIAN", "METHOD:PUBLISH", f"X-WR-CALNAME:{_text(document.title)}"]
    lines += [line for entry in _entries(table, document.as_of) for line in entry]
    lines.append("END:VCALENDAR")
    return "".join(_folded(line) + "\r\n" for line in lines).encode()


def _has_days(table: Table) -> bool:
    kinds = {column.id: column.kind for column in table.columns}
    return kinds.get("date") is Kind.DATE and "summary" in kinds


def _entries(table: Table, as_of: date) -> Iterator[list[str]]:
    seen: Counter[str] = Counter()
    for row in table.rows:
        when = row.get("date")
        if isinstance(when, date):
            uid = _uid(table, row)
            seen[uid] += 1
            if seen[uid] > 1:  # the same words twice on one day
                uid = f"{uid}-{seen[uid]}"
            yield [
                "BEGIN:VEVENT",
                f"UID:{uid}@eidc",
                f"DTSTAMP:{as_of:%Y%m%d}T000000Z",
                f"DTSTART;VALUE=DATE:{when:%Y%m%d}",
                f"DTEND;VALUE=DATE:{when + timedelta(days=1):%Y%m%d}",
                f"SUMMARY:{_text(str(row.get('summary') or ''))}",
                *([f"DESCRIPTION:{_text(str(row['details']))}"] if row.get("details") else []),
                "CLASS:PRIVATE",
                "TRANSP:TRANSPARENT",
                "END:VEVENT",
            ]


def _uid(table: Table, row: Row) -> str:
    named = "\n".join((table.id, str(row["date"]), str(row.get("summary"))))
    return sha256(named.encode()).hexdigest()[:32]


def _text(value: str) -> str:
    """Return a text as RFC 5545 (3.3.11) wants it; control characters are left out."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    lines = escaped.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\\n".join("".join(filter(str.isprintable, line)) for line in lines)


def _folded(line: str) -> str:
    """Return ``line`` in parts of at most 75 octets; no letter is cut in two."""
    parts, current, size = [], "", 0
    for letter in line:
        length = len(letter.encode())
        if size + length > _LINE:
            parts.append(current)
            current, size = " ", 1
        current += letter
        size += length
    return "\r\n".join([*parts, current])
