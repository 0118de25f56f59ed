"""CSV for other programs: the document's first table, and nothing else.

UTF-8 with a byte order mark (else Excel shows Vietnamese as garbage), commas, a header line of
column ids, whole numbers, rates such as 0.500241, ISO dates, None as an empty cell. Totals and
further tables are left out, so that every line is a row of the same kind; json has them all.
"""

from __future__ import annotations

import csv
import io

from eid_campaign.document import Document
from eid_campaign.render.values import machine

# A spreadsheet takes a text that begins so for a formula (OWASP, "CSV injection").
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\n")


def render(document: Document) -> bytes:
    """Return the first table of ``document``; a document without a table is an empty file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for table in document.tables[:1]:
        writer.writerow(column.id for column in table.machine_columns)
        for row in table.rows:
            writer.writerow(
                _inert(machine(row.get(column.id), column.kind)) for column in table.machine_columns
            )
    return out.getvalue().encode("utf-8-sig")


def _inert(value: str | int | float | None) -> str | int | float | None:
    """Return a text that would be run as a formula behind an apostrophe, anything else as it is."""
    if not isinstance(value, str):
        return value
    # Python's csv before 3.13 writes a lone carriage return unquoted, which splits the row.
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    return "'" + text if text.startswith(_FORMULA_STARTS) else text
