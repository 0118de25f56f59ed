"""Which entry of the log is meant to be taken back, or to count again, and whether it can be."""

from __future__ import annotations

from collections.abc import Iterable

from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.ledger.identities import made_one_since
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.purged_days import refuse_of_purged_days
from eid_campaign.ledger.readings import read_anew_in, rooms_made
from eid_campaign.ledger.written import TABLE_OF


def to_undo(ledger: Ledger, number: int | None) -> tuple[int, str]:
    """Return the entry to take back and its kind."""
    if number is None:
        last = next((found for found in _entries(ledger) if _holds(ledger, *found)), None)
        if last is None:
            raise UsageProblem("There is nothing to undo.", "See what was done with: eidc log")
        refuse_of_purged_days(ledger, last[0])
        return last
    kind = kind_of(ledger, number)
    if kind not in TABLE_OF and kind != "review":
        raise UsageProblem(
            "Entry {number} is nothing that can be undone.",
            "See the entries and what they did with: eidc log",
            number=number,
        )
    if not _holds(ledger, number, kind):
        _refuse_of_read_anew(ledger, number, kind)
        _refuse_of_given_way(ledger, number)
        raise UsageProblem(
            "Entry {number} has been undone already.",
            "To have it count again: eidc redo {number}",
            number=number,
        )
    refuse_of_purged_days(ledger, number)
    return number, kind


def to_redo(ledger: Ledger, number: int | None) -> tuple[int, int, str]:
    """Return the entry that took back, what it took back, and of what kind that was."""
    rows = ledger.connection.execute(
        "SELECT id, min(target) FROM taken_back WHERE redone_by IS NULL GROUP BY id ORDER BY id"
    ).fetchall()
    of = {int(undone): int(target) for undone, target in rows}
    if number is None:
        rooms = rooms_made(ledger.connection)
        of = {undone: target for undone, target in of.items() if undone not in rooms}
    else:
        kind = kind_of(ledger, number)
        of = {undone: target for undone, target in of.items() if number in named(ledger, undone)}
        if not of:
            refuse_if_read_anew(ledger, number, kind)
            _refuse_of_given_way(ledger, number)
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
    return undone, of[undone], kind_of(ledger, of[undone])


def _refuse_of_given_way(ledger: Ledger, number: int) -> None:
    """Raise UsageProblem for an answer that holds no more because a later one stands for it."""
    row = ledger.connection.execute(
        "SELECT 1 FROM replaced WHERE target = ? AND restored_by IS NULL", (number,)
    ).fetchone()
    if row is None:
        return
    table = TABLE_OF[kind_of(ledger, number)]
    (later,) = ledger.connection.execute(
        f"SELECT {table.ended} FROM {table.name} WHERE id = ?", (number,)
    ).fetchone()
    raise UsageProblem(
        "Entry {number} has given way to a later answer, entry {later}.",
        "To have it count again, undo the later one: eidc undo {later}",
        number=number,
        later=later,
    )


def _refuse_of_read_anew(ledger: Ledger, number: int, kind: str) -> None:
    """Raise UsageProblem for an import that no longer counts because its file was read anew."""
    later = read_anew_in(ledger.connection, number) if kind == "import" else None
    if later is not None:
        raise UsageProblem(
            "Import {number} counts no longer: import {later} is the same file, read anew.",
            "To have it count again, undo that import: eidc undo {later}",
            number=number,
            later=later,
        )


def named(ledger: Ledger, undone: int) -> set[int]:
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
        if kind in TABLE_OF and kind != "decide":
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


def kind_of(ledger: Ledger, number: int) -> str:
    """Return the kind of an entry; UsageProblem where there is none of the number."""
    row = ledger.connection.execute("SELECT kind FROM operation WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise UsageProblem(
            "There is no entry {number}.",
            "See the entries and their numbers with: eidc log",
            number=number,
        )
    return str(row[0])


def parts(ledger: Ledger, target: int, kind: str) -> list[tuple[int, str]]:
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
    for number, part in parts(ledger, target, kind):
        table, column = TABLE_OF[part].name, TABLE_OF[part].ended
        row = ledger.connection.execute(
            f"SELECT {column} IS NULL FROM {table} WHERE id = ?", (number,)
        ).fetchone()
        if row and row[0]:
            return True
    return False


def refuse_if_read_anew(ledger: Ledger, target: int, kind: str) -> None:
    """Refuse to count a file twice: what was read anew is taken back first. An earlier reading
    is no hindrance: it gives way.
    """
    later = read_anew_in(ledger.connection, target) if kind == "import" else None
    if later is not None:
        raise UsageProblem(
            "Import {number} cannot be done again alone: import {later} is the same file, read"
            " anew.",
            "Undo the later one first: eidc undo {later}",
            number=target,
            later=later,
        )


def refuse_if_made_one(ledger: Ledger, target: int, kind: str) -> None:
    """Refuse to answer anew of two whom a later answer makes one: it says so, or it denies it."""
    later = made_one_since(ledger, target) if kind == "identity" else None
    if later is not None:
        raise UsageProblem(
            "Entry {number} cannot be done again alone: entry {later} says that the two are one"
            " person.",
            "Undo the later one first: eidc undo {later}",
            number=target,
            later=later,
        )


def file_of(ledger: Ledger, target: int, kind: str) -> str:
    """Return the file of an import, blank for any other entry."""
    if kind != "import":
        return ""
    row = ledger.connection.execute("SELECT file FROM import WHERE id = ?", (target,)).fetchone()
    return str(row[0]) if row else ""
