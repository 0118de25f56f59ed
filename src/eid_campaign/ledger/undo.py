"""Taking back what was done, and doing it again: an import, a decision, a merge, an edit.

Nothing is deleted: what was said stays and no longer counts, and who is concerned is computed
anew from what does, so that an older entry can be taken back while later ones stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.ledger import log
from eid_campaign.ledger.database import transaction
from eid_campaign.ledger.identities import replace_answer
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.purged_days import refuse_of_purged_days
from eid_campaign.ledger.rebuild import rebuild
from eid_campaign.ledger.told import unpacked

_HELD_IN = {
    "import": ("import", "undone_by"),
    "edit": ("import", "undone_by"),
    "decide": ("decision", "taken_back_by"),
    "identity": ("identity", "undone_by"),
    "tie": ("village_spelling", "undone_by"),
    "mapping": ("mapping", "forgotten_by"),
    "rules_adopt": ("own_rules", "undone_by"),
    "rules_drop": ("own_rules", "undone_by"),
    "freeze": ("frozen_report", "undone_by"),
}
"""Kind of entry → the table of what it wrote, and the column that says since when it is over."""

_REPLACED_BY = {
    "tie": ("village_spelling", "undone_by"),
    "mapping": ("mapping", "forgotten_by"),
    "identity": ("identity", "undone_by"),
}
"""Kinds of entry that put themselves in the place of earlier ones, which come back."""


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
        target, kind = _to_undo(ledger, number)
        file = _file_of(ledger, target, kind)
        told = {"target": target, "kind": kind} | ({"file": file} if file else {})
        entry = log.append(ledger.connection, "undo", author, told)
        return _turned(ledger, entry, target, kind, _close(ledger, target, kind, entry))

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

    Raises UsageProblem where nothing was taken back, or the same file was taken in again since.
    """

    def do_again() -> TakenBack:
        undone, target, kind = _to_redo(ledger, number)
        _refuse_if_read_anew(ledger, target, kind)
        file = _file_of(ledger, target, kind)
        told = {"target": target, "undo": undone, "kind": kind} | ({"file": file} if file else {})
        entry = log.append(ledger.connection, "redo", author, told)
        return _turned(ledger, entry, target, kind, _open_again(ledger, undone, target, entry))

    return _done(ledger, do_again, dry_run=dry_run, look=look)


def take_back_import(ledger: Ledger, number: int, author: log.Author) -> None:
    """Let an import no longer count, inside the caller's transaction."""
    refuse_of_purged_days(ledger, number)
    told = {"target": number, "kind": "import", "file": _file_of(ledger, number, "import")}
    entry = log.append(ledger.connection, "undo", author, told)
    rebuild(ledger, _close(ledger, number, "import", entry), entry)


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
        with transaction(ledger.connection, ledger.path):
            found = do()
            if look is not None:
                look()
            if dry_run:
                raise _OnlyTried
    except _OnlyTried:
        return found._replace(entry=None)
    return found


def _to_undo(ledger: Ledger, number: int | None) -> tuple[int, str]:
    """Return the entry to take back and its kind."""
    if number is None:
        last = next((found for found in _entries(ledger) if _holds(ledger, *found)), None)
        if last is None:
            raise UsageProblem("There is nothing to undo.", "See what was done with: eidc log")
        refuse_of_purged_days(ledger, last[0])
        return last
    kind = _kind_of(ledger, number)
    if kind not in _HELD_IN and kind != "review":
        raise UsageProblem(
            "Entry {number} is nothing that can be undone.",
            "See the entries and what they did with: eidc log",
            number=number,
        )
    if not _holds(ledger, number, kind):
        raise UsageProblem(
            "Entry {number} has been undone already.",
            "To have it count again: eidc redo {number}",
            number=number,
        )
    refuse_of_purged_days(ledger, number)
    return number, kind


def _to_redo(ledger: Ledger, number: int | None) -> tuple[int, int, str]:
    """Return the entry that took back, what it took back, and of what kind that was."""
    rows = ledger.connection.execute(
        "SELECT id, min(target) FROM taken_back WHERE redone_by IS NULL GROUP BY id ORDER BY id"
    ).fetchall()
    of = {int(undone): int(target) for undone, target in rows}
    if number is not None:
        _kind_of(ledger, number)
        of = {undone: target for undone, target in of.items() if number in _named(ledger, undone)}
        if not of:
            raise UsageProblem(
                "Entry {number} is not undone: there is nothing to redo.",
                "See what was done and undone with: eidc log",
                number=number,
            )
    if not of:
        raise UsageProblem(
            "Nothing was undone: there is nothing to redo.", "See what was done with: eidc log"
        )
    undone = max(of)
    refuse_of_purged_days(ledger, of[undone])
    return undone, of[undone], _kind_of(ledger, of[undone])


def _named(ledger: Ledger, undone: int) -> set[int]:
    """Return the numbers by which what an undo took back can be asked for."""
    targets = ledger.connection.execute(
        "SELECT target FROM taken_back WHERE id = ?", (undone,)
    ).fetchall()
    return {undone, *(int(target) for (target,) in targets)}


def _entries(ledger: Ledger) -> Iterable[tuple[int, str]]:
    """Yield the entries that can be taken back, the last one first."""
    for number, kind in ledger.connection.execute(
        "SELECT id, kind FROM operation ORDER BY id DESC"
    ).fetchall():
        if kind in _HELD_IN and kind != "decide":
            yield number, kind
        elif kind == "decide":
            yield _sheet_of(ledger, number) or (number, kind)


def _sheet_of(ledger: Ledger, number: int) -> tuple[int, str] | None:
    """Return the review sheet that a decision came with: its entry stands right before."""
    row = ledger.connection.execute(
        "SELECT id, json_extract(details, '$.decisions') FROM operation"
        " WHERE kind = 'review' AND id < ? ORDER BY id DESC LIMIT 1",
        (number,),
    ).fetchone()
    return (int(row[0]), "review") if row and number <= row[0] + (row[1] or 0) else None


def _kind_of(ledger: Ledger, number: int) -> str:
    row = ledger.connection.execute("SELECT kind FROM operation WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise UsageProblem(
            "There is no entry {number}.",
            "See the entries and their numbers with: eidc log",
            number=number,
        )
    return str(row[0])


def _parts(ledger: Ledger, target: int, kind: str) -> list[tuple[int, str]]:
    """Return the entries that are taken back with ``target``: a sheet's decisions, or itself;
    with two people made one also what was put right under the same entry.
    """
    if kind == "identity":
        facts = ledger.connection.execute("SELECT 1 FROM import WHERE id = ?", (target,)).fetchone()
        return [(target, kind), (target, "edit")] if facts else [(target, kind)]
    if kind != "review":
        return [(target, kind)]
    row = ledger.connection.execute(
        "SELECT json_extract(details, '$.decisions') FROM operation WHERE id = ?", (target,)
    ).fetchone()
    return [(number, "decide") for number in range(target + 1, target + 1 + int(row[0] or 0))]


def _holds(ledger: Ledger, target: int, kind: str) -> bool:
    """Whether anything of what an entry did holds still."""
    for number, part in _parts(ledger, target, kind):
        table, column = _HELD_IN[part]
        row = ledger.connection.execute(
            f"SELECT {column} IS NULL FROM {table} WHERE id = ?", (number,)
        ).fetchone()
        if row and row[0]:
            return True
    return False


def _close(ledger: Ledger, target: int, kind: str, entry: int) -> set[int]:
    """Let ``target`` no longer hold from ``entry`` on; return whom it spoke of."""
    connection = ledger.connection
    for number, part in _parts(ledger, target, kind):
        table, column = _HELD_IN[part]
        closed = connection.execute(
            f"UPDATE {table} SET {column} = ? WHERE id = ? AND {column} IS NULL", (entry, number)
        ).rowcount
        if closed:
            connection.execute(
                "INSERT OR IGNORE INTO taken_back VALUES (?, ?, NULL)", (entry, number)
            )
        if part in _REPLACED_BY:
            table, column = _REPLACED_BY[part]
            connection.execute(f"UPDATE {table} SET {column} = NULL WHERE {column} = ?", (number,))
    return _spoken_of(ledger, target, kind)


def _open_again(ledger: Ledger, undone: int, target: int, entry: int) -> set[int]:
    """Let what ``undone`` took back hold again from ``entry`` on; return whom it speaks of."""
    connection = ledger.connection
    persons: set[int] = set()
    for number in sorted(_named(ledger, undone) - {undone}):
        part = _kind_of(ledger, number)
        if part == "tie":
            connection.execute(
                "UPDATE village_spelling SET undone_by = ?1 WHERE undone_by IS NULL"
                " AND (commune, spelling) = (SELECT commune, spelling FROM village_spelling"
                " WHERE id = ?1)",
                (number,),
            )
        elif part == "mapping":
            connection.execute(
                "UPDATE mapping SET forgotten_by = ?1 WHERE forgotten_by IS NULL"
                " AND make = (SELECT make FROM mapping WHERE id = ?1)",
                (number,),
            )
        elif part == "identity":
            replace_answer(ledger, number)
        for _number, each in _parts(ledger, number, part):
            table, column = _HELD_IN[each]
            connection.execute(f"UPDATE {table} SET {column} = NULL WHERE id = ?", (number,))
        persons |= _spoken_of(ledger, number, part)
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


def _turned(ledger: Ledger, entry: int, target: int, kind: str, persons: set[int]) -> TakenBack:
    """Compute anew whom an entry spoke of, and count what became of them."""
    before = _known(ledger, persons)
    changed = rebuild(ledger, persons, entry)
    after = _known(ledger, persons)
    return TakenBack(
        entry=entry,
        target=target,
        kind=kind,
        file=_file_of(ledger, target, kind),
        gone=len(before - after),
        come=len(after - before),
        changed=len(changed & before & after),
    )


def _known(ledger: Ledger, persons: set[int]) -> set[int]:
    """Return those of ``persons`` of whom something is known."""
    rows = ledger.connection.execute("SELECT DISTINCT person FROM version")
    return persons.intersection(person for (person,) in rows) if persons else set()


def _refuse_if_read_anew(ledger: Ledger, target: int, kind: str) -> None:
    """Refuse to count a file twice: what was read anew is taken back first."""
    if kind != "import":
        return
    row = ledger.connection.execute(
        "SELECT other.id FROM import one JOIN import other"
        " ON other.sha256 = one.sha256 AND other.as_of = one.as_of AND other.id <> one.id"
        " WHERE one.id = ? AND other.undone_by IS NULL",
        (target,),
    ).fetchone()
    if row is not None:
        raise UsageProblem(
            "Import {number} cannot be done again alone: import {later} is the same file, read"
            " anew.",
            "Undo the later one first: eidc undo {later}",
            number=target,
            later=row[0],
        )


def _file_of(ledger: Ledger, target: int, kind: str) -> str:
    if kind != "import":
        return ""
    row = ledger.connection.execute("SELECT file FROM import WHERE id = ?", (target,)).fetchone()
    return str(row[0]) if row else ""
