"""What an entry of the log means for a figure of a day: its cause, with the file it names."""

from __future__ import annotations

import json
from datetime import date

from eid_campaign.campaign.corrections import Cause
from eid_campaign.ledger.ledger import Ledger

_OF_STANDING = frozenset({"decision", "decision_undone", "own_rules"})
_KINDS = {
    "decide": "decision",
    "review": "decision",
    "take_back": "decision_undone",
    "rules_adopt": "own_rules",
    "rules_drop": "own_rules",
    "edit": "edit",
    "purge": "purged",
    "tie": "village",
    "untie": "village",
}
"""Kind of an entry → cause; of imports and what is taken back more is asked."""
_UNDONE = {"decision": "decision_undone", "duplicate": "duplicate_undone", "edit": "edit_undone"}
TABLES = ("appendix", "tally")
"""Imports of counts, in which nobody is counted by person."""


class Causes:
    """The causes of changes of one day's figures, each entry asked for once."""

    def __init__(self, ledger: Ledger, as_of: date, since: int) -> None:
        self._ledger = ledger
        self._as_of = as_of
        self._since = since
        self._known: dict[int, Cause] = {}

    def of(self, entry: int) -> Cause:
        """Return the cause that an entry of the log is."""
        if entry not in self._known:
            self._known[entry] = self._found(entry)
        return self._known[entry]

    def is_standing_only(self, entry: int) -> bool:
        """Whether the entry can change nobody's stage, village or place on a list."""
        return self.of(entry).kind in _OF_STANDING

    def of_tables(self) -> Cause:
        """Return the last table of counts up to the day that came or went since the report."""
        return self._last_import(TABLES, "table") or self.of_the_rest()

    def of_plan(self) -> Cause:
        """Return the cause of another target: the plan's appendix, or what else remains."""
        return self._last_import(("appendix",), "appendix") or self.of_the_rest()

    def of_the_rest(self) -> Cause:
        """Return the cause of what neither people nor tables explain."""
        (purged,) = self._ledger.connection.execute(
            "SELECT EXISTS (SELECT 1 FROM operation WHERE id > ? AND kind = 'purge')",
            (self._since,),
        ).fetchone()
        return Cause("purged" if purged else "settings")

    def _last_import(self, kinds: tuple[str, ...], cause: str) -> Cause | None:
        """Return ``cause`` with the file of the last such import that came or came back; that it
        was taken back, where it went.
        """
        row = self._ledger.connection.execute(
            "SELECT file, undone_by IS NOT NULL FROM import i"
            " LEFT JOIN taken_back t ON t.target = i.id"
            " WHERE i.kind IN (SELECT value FROM json_each(:kinds)) AND i.as_of <= :day AND"
            " max(i.id, ifnull(undone_by, 0), ifnull(t.id, 0), ifnull(redone_by, 0)) > :since"
            " ORDER BY max(i.id, ifnull(undone_by, 0), ifnull(t.id, 0), ifnull(redone_by, 0)) DESC",
            {
                "kinds": json.dumps(kinds),
                "day": self._as_of.toordinal(),
                "since": self._since,
            },
        ).fetchone()
        if row is None:
            return None
        file, is_undone = row
        return Cause("import_undone" if is_undone else cause, str(file))

    def _found(self, entry: int) -> Cause:
        row = self._ledger.connection.execute(
            "SELECT kind FROM operation WHERE id = ?", (entry,)
        ).fetchone()
        kind = str(row[0]) if row else ""
        if kind == "undo":
            return self._of_undo(entry)
        if kind == "redo":
            target = self._target("redone_by", entry)
            return self.of(target) if target else Cause("other")
        if kind == "identity":
            return self._of_pair(entry)
        return self._of_import(entry) or Cause(_KINDS.get(kind, "other"))

    def _of_undo(self, entry: int) -> Cause:
        target = self._target("id", entry)
        if not target:
            return Cause("other")
        undone = self.of(target)
        if undone.file:
            return Cause("import_undone", undone.file)
        return Cause(_UNDONE.get(undone.kind, undone.kind))

    def _of_pair(self, entry: int) -> Cause:
        """Return why two people are one: settled as listed twice, or under a new number."""
        row = self._ledger.connection.execute(
            "SELECT reason FROM identity WHERE id = ?", (entry,)
        ).fetchone()
        return Cause("renumbered" if row and row[0] == "number_changed" else "duplicate")

    def _target(self, column: str, entry: int) -> int:
        (target,) = self._ledger.connection.execute(
            f"SELECT max(target) FROM taken_back WHERE {column} = ?", (entry,)
        ).fetchone()
        return int(target or 0)

    def _of_import(self, entry: int) -> Cause | None:
        """Return the cause that an import is: a list that came late, or one of the same day."""
        row = self._ledger.connection.execute(
            "SELECT kind, file, as_of FROM import WHERE id = ?", (entry,)
        ).fetchone()
        if row is None:
            return None
        kind, file, day = row
        if kind == "edit":
            return Cause("edit")
        if kind in TABLES:
            return Cause("table", file)
        asked = self._as_of.toordinal()
        late = "late_list" if day < asked else "later_list"
        return Cause("same_day_list" if day == asked else late, file)
