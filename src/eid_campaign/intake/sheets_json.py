"""The one json that is read: a table of counts that eidc wrote elsewhere."""

from __future__ import annotations

import json

from eid_campaign.campaign.unit_tables import COLUMNS
from eid_campaign.intake.sheets_model import Cell, Sheet, squared


def find_json_sheets(raw: bytes) -> tuple[Sheet, ...]:
    """Return the table of counts in ``raw`` as a sheet; nothing for any other file."""
    if not raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return ()
    try:
        said = json.loads(raw)
        table = next(table for table in said["tables"] if table["id"] == "tally")
        rows: list[list[Cell]] = [list(COLUMNS)]
        for row in table["rows"]:
            rows.append(["" if row[name] is None else row[name] for name in COLUMNS])
    except (ValueError, KeyError, TypeError, StopIteration, RecursionError):
        return ()
    return (Sheet("", squared(rows)),)
