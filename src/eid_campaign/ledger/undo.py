"""Taking back what was done, and doing it again: an import, a decision, a merge, an edit.

Nothing is deleted: what was said stays and no longer counts, and who is concerned is computed
anew from what does, so that an older entry can be taken back while later ones stay.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from eid_campaign.ledger import log, readings, replaced
from eid_campaign.ledger.identities import answers_like, give_way
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.purged_days import refuse_of_purged_days
from eid_campaign.ledger.rebuild import rebuild
from eid_campaign.ledger.settled import mappings_like, ties_like
from eid_campaign.ledger.told import unpacked
from eid_campaign.ledger.undo_targets import (
    file_of,
    kind_of,
    named,
    parts,
    refuse_if_made_one,
    refuse_if_read_anew,
    to_redo,
    to_undo,
)
from eid_campaign.ledger.written import TABLE_OF

_REPLACED = {
    "tie": ties_like,
    "mapping": mappings_like,
    "identity": answers_like,
    "import": readings.earlier_readings,
}
"""Kind of entry → what gives way to it when it counts again."""


class TakenBack(NamedTuple):
    """What was taken back, or done again."""

    entry: int | None
    """The entry in the log; None where it was only tried."""
    target: int
    """The entry that no longer counts, or counts again."""
    kind: str
    """``import``, ``edit``, ``decide``, ``review``, ``identity`` …"""
    file: str
    """The file of an import; blank for the rest."""
    gone: int
    """People of whom nothing counts any more."""
    come: int
    """People of whom something counts again."""
    changed: int
    """Of how many others something else is known now."""
    in_place: tuple[tuple[int, str], ...] = ()
    """Earlier readings of the file, entry and file name, that count again in the place of one
    taken back, or give way to one that counts again.
    """


def undo(
    ledger: Ledger,
    number: int | None,
    author: log.Author,
    *,
    dry_run: bool = False,
    look: Callable[[], None] | None = None,
) -> TakenBack:
    """Take entry ``number`` back, or the last that counts; ``dry_run`` only says what would be.

    ``look`` is called while the change stands, to see what it makes of the figures. Raises
    UsageProblem where there is no such entry, it is taken back already or never can be.
    """

    def take_back() -> TakenBack:
        target, kind = to_undo(ledger, number)
        file = file_of(ledger, target, kind)
        told = {"target": target, "kind": kind} | ({"file": file} if file else {})
        entry = log.append(ledger.connection, "undo", author, told)
        earlier = readings.given_way_to(ledger.connection, target)
        return _turned(ledger, entry, target, kind, _close(ledger, target, kind, entry), earlier)

    return _done(ledger, take_back, dry_run=dry_run, look=look)


def redo(
    ledger: Ledger,
    number: int | None,
    author: log.Author,
    *,
    dry_run: bool = False,
    look: Callable[[], None] | None = None,
) -> TakenBack:
    """Let what was taken back count again: by its own number, by that of the undo, or the last.

    Raises UsageProblem where nothing was taken back, the same file was taken in again since, or
    the two were made one since.
    """

    def do_again() -> TakenBack:
        undone, target, kind = to_redo(ledger, number)
        refuse_if_read_anew(ledger, target, kind)
        refuse_if_made_one(ledger, target, kind)
        file = file_of(ledger, target, kind)
        told = {"target": target, "undo": undone, "kind": kind} | ({"file": file} if file else {})
        entry = log.append(ledger.connection, "redo", author, told)
        earlier = readings.earlier_readings(ledger.connection, target)
        persons = _open_again(ledger, undone, target, entry)
        return _turned(ledger, entry, target, kind, persons, earlier)

    return _done(ledger, do_again, dry_run=dry_run, look=look)


def take_back_import(ledger: Ledger, number: int, author: log.Author) -> None:
    """Let an import no longer count, inside the transaction that stores its file read anew: the
    entry of that import is to follow at once. What gave way to it before stays away.
    """
    refuse_of_purged_days(ledger, number)
    file = file_of(ledger, number, "import")
    told = {"target": number, "kind": "import", "file": file, readings.MADE_ROOM: True}
    entry = log.append(ledger.connection, "undo", author, told)
    _end(ledger, number, "import", entry)
    rebuild(ledger, _spoken_of(ledger, number, "import"), entry)


class _OnlyTried(Exception):
    """Ends a transaction that was only to be looked at."""


def _done(
    ledger: Ledger,
    do: Callable[[], TakenBack],
    *,
    dry_run: bool,
    look: Callable[[], None] | None,
) -> TakenBack:
    try:
        with ledger.transaction():
            found = do()
            if look is not None:
                look()
            if dry_run:
                raise _OnlyTried
    except _OnlyTried:
        return found._replace(entry=None)
    return found


def _close(ledger: Ledger, target: int, kind: str, entry: int) -> set[int]:
    """Let ``target`` no longer hold from ``entry`` on, and what gave way to it hold again; return
    whom it spoke of.
    """
    connection = ledger.connection
    for number, part in parts(ledger, target, kind):
        _end(ledger, number, part, entry)
        if part in TABLE_OF[part].replacing:
            older = replaced.given_way_to(connection, TABLE_OF[part], number)
            replaced.restore(connection, TABLE_OF[part], older, entry)
    if kind == "identity":
        give_way(ledger, entry)
    if kind == "import":
        readings.bring_back(connection, target, entry)
    return _spoken_of(ledger, target, kind)


def _end(ledger: Ledger, number: int, part: str, entry: int) -> None:
    table, column = TABLE_OF[part].name, TABLE_OF[part].ended
    closed = ledger.connection.execute(
        f"UPDATE {table} SET {column} = ? WHERE id = ? AND {column} IS NULL", (entry, number)
    ).rowcount
    if closed:
        ledger.connection.execute(
            "INSERT OR IGNORE INTO taken_back VALUES (?, ?, NULL)", (entry, number)
        )


def _open_again(ledger: Ledger, undone: int, target: int, entry: int) -> set[int]:
    """Let what ``undone`` took back hold again from ``entry`` on; return whom it speaks of."""
    connection = ledger.connection
    persons: set[int] = set()
    for number in sorted(named(ledger, undone) - {undone}):
        part = kind_of(ledger, number)
        if part in TABLE_OF and part in TABLE_OF[part].replacing:
            older = _REPLACED[part](connection, number)
            replaced.replace(connection, TABLE_OF[part], older, number, entry)
        for _number, each in parts(ledger, number, part):
            table, column = TABLE_OF[each].name, TABLE_OF[each].ended
            connection.execute(f"UPDATE {table} SET {column} = NULL WHERE id = ?", (number,))
        persons |= _spoken_of(ledger, number, part)
        if part == "identity":
            give_way(ledger, entry)
    connection.execute("UPDATE taken_back SET redone_by = ? WHERE id = ?", (entry, undone))
    return persons


def _spoken_of(ledger: Ledger, target: int, kind: str) -> set[int]:
    """Return the people whose records depend on an entry."""
    if kind in ("import", "edit"):
        (seen,) = ledger.connection.execute(
            "SELECT seen FROM import WHERE id = ?", (target,)
        ).fetchone()
        return set(unpacked(seen).tolist())
    if kind == "identity":
        pair = ledger.connection.execute(
            "SELECT kept, other FROM identity WHERE id = ? AND verdict = 'same'", (target,)
        ).fetchone()
        return set(pair or ())
    return set()


def _turned(
    ledger: Ledger, entry: int, target: int, kind: str, persons: set[int], earlier: list[int]
) -> TakenBack:
    """Compute anew whom an entry and the ``earlier`` readings of its file spoke of, and count
    what became of them.
    """
    persons = persons.union(*(_spoken_of(ledger, number, "import") for number in earlier))
    before = _known(ledger, persons)
    changed = rebuild(ledger, persons, entry)
    after = _known(ledger, persons)
    return TakenBack(
        entry=entry,
        target=target,
        kind=kind,
        file=file_of(ledger, target, kind),
        gone=len(before - after),
        come=len(after - before),
        changed=len(changed & before & after),
        in_place=tuple((number, file_of(ledger, number, "import")) for number in earlier),
    )


def _known(ledger: Ledger, persons: set[int]) -> set[int]:
    """Return those of ``persons`` of whom something is known."""
    rows = ledger.connection.execute("SELECT DISTINCT person FROM version")
    return persons.intersection(person for (person,) in rows) if persons else set()
