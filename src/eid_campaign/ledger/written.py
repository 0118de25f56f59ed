"""Which table holds what an entry of the log wrote, since when a row holds no more, and whose.

One list, which all read who take an entry back, look at the ledger as it was, tell in the log
what no longer counts, or remove people for good. A new table needs its line here.
"""

from __future__ import annotations

from typing import NamedTuple


class Table(NamedTuple):
    """A table of the ledger."""

    name: str
    written: str = "id"
    """The column that tells the entry with which a row was written."""
    ended: str = ""
    """The column that tells the entry since which a row holds no more; blank where it always does.
    """
    kinds: tuple[str, ...] = ()
    """The kinds of entry that are taken back by ending their row."""
    replacing: tuple[str, ...] = ()
    """Those of them that end earlier rows, which hold again when they are taken back."""
    of_person: bool = False
    """Whether its rows are of one person each, in the column ``person``."""
    counted: str = ""
    """Under which name a purge counts its rows; blank where it does not."""


TABLES = (
    Table("operation", counted="entries"),
    Table("record", "known_from", "known_until", of_person=True, counted="records"),
    Table(
        "import",
        ended="undone_by",
        kinds=("import", "edit"),
        replacing=("import",),
        counted="imports",
    ),
    Table("import_village", "import_id"),
    Table("problem", "import_id"),
    Table("unit_counts", "import_id"),
    Table("spelling_seen", "import_id"),
    Table("said", "import_id", of_person=True, counted="said"),
    Table(
        "decision", ended="taken_back_by", kinds=("decide",), of_person=True, counted="decisions"
    ),
    Table("identity", ended="undone_by", kinds=("identity",), replacing=("identity",)),
    Table("own_rules", ended="undone_by", kinds=("rules_adopt", "rules_drop")),
    Table("village_spelling", ended="undone_by", kinds=("tie",), replacing=("tie",)),
    Table("mapping", ended="forgotten_by", kinds=("mapping",), replacing=("mapping",)),
    Table("frozen_report", ended="undone_by", kinds=("freeze",)),
    Table("asserted", ended="undone_by", kinds=("assert",)),
    Table("taken_back", ended="redone_by"),
    Table("replaced", ended="restored_by"),
    Table("seal"),
)

TABLE_OF = {kind: table for table in TABLES for kind in table.kinds}
"""Kind of entry → the table of what it wrote, for all that can be taken back."""
