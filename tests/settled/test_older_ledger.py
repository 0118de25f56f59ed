"""A ledger made before anything could be settled by hand goes on."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from eid_campaign.ledger.database import APPLICATION_ID
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.migrations import first_ledger
from eid_campaign.ledger.settled import mappings, spellings_seen, ties

DAY = 739195
"""5 November 2024."""


def test_an_older_ledger_is_brought_up_to_date(tmp_path: Path) -> None:
    """What it held is there; nothing is settled yet."""
    path = tmp_path / "old.ledger"
    with sqlite3.connect(path) as old:
        first_ledger(old)
        old.execute("INSERT INTO operation VALUES (1, 'import', '', '', '{}', '', '')")
        old.execute(
            "INSERT INTO import VALUES (1, 'roster', 'a.csv', 'x', ?, 'title', 1, 0, 1, 0, 0, 0, 0,"
            " '', '', x'', NULL)",
            (DAY,),
        )
        old.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        old.execute("PRAGMA user_version = 1")
    old.close()
    with Ledger.open(path) as ledger:
        assert [record.file for record in ledger.imports()] == ["a.csv"]
        assert (mappings(ledger), ties(ledger), spellings_seen(ledger)) == ((), (), ())
