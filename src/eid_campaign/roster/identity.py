"""Who is who: the person that a row of a roster speaks of.

The 12-digit number (Luật Căn cước 2023, Điều 12: one person, one number, for life); without
one, name + birth date + village. Two people are never made one on a doubt, and a row whose
number is in doubt is still a person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from eid_campaign.campaign.spelling import folded
from eid_campaign.roster.schema import COLUMNS, TEXT_COLUMNS, as_frame

NEW = -1
"""In place of a position: the person is not known yet."""

Positions = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Clash:
    """A row that says what cannot be taken as it is."""

    kind: str
    """A problem kind: ``citizen_id_twice``, ``listed_twice``, ``identity_conflict`` …"""
    position: int
    """The row's position in the roster's frame."""


@dataclass(frozen=True, slots=True)
class Identified:
    """A roster whose rows are tied to people."""

    roster: pd.DataFrame
    """As given, less numbers that belong to another row, repeated rows laid into the first."""
    found: Positions
    """For each row the position of its person among the known, or ``NEW``."""
    repeats: Positions
    """For each row the position of the earlier row of the same person, or -1."""
    clashes: tuple[Clash, ...]


def identified(known: pd.DataFrame, roster: pd.DataFrame) -> Identified:
    """Return ``roster`` with each row tied to a row of ``known``, or to nobody yet."""
    roster, repeats, clashes = _without_repeats(roster)
    found = _by_number(known, roster, repeats)
    conflicts = _other_people(known, roster, found)
    _by_name(known, roster, found, repeats)
    return Identified(
        roster,
        found,
        repeats,
        (*clashes, *(Clash("identity_conflict", row) for row in conflicts)),
    )


def _without_repeats(roster: pd.DataFrame) -> tuple[pd.DataFrame, Positions, list[Clash]]:
    """Find rows of one person in one roster; a number two people share stays with the first."""
    repeats = np.full(len(roster), -1, dtype=np.int64)
    clashes: list[Clash] = []
    numbers = roster["citizen_id"]
    twice = numbers.duplicated(keep=False).to_numpy() & (numbers != "").to_numpy()
    first: dict[str, int] = {}
    columns = {name: roster[name].to_numpy() for name in COLUMNS}
    written: set[str] = set()

    def change(name: str, row: int, value: object) -> None:
        if name not in written:
            columns[name] = columns[name].copy()
            written.add(name)
        columns[name][row] = value

    for row in map(int, np.flatnonzero(twice)):
        number = columns["citizen_id"][row]
        earlier = first.setdefault(number, row)
        if earlier == row:
            continue
        if not _same_person(columns, earlier, columns, row):
            change("citizen_id", row, "")
            clashes.append(Clash("citizen_id_twice", row))
            continue
        repeats[row] = earlier
        clashes.append(Clash("listed_twice", row))
        for name in TEXT_COLUMNS:
            if not columns[name][earlier] and columns[name][row]:
                change(name, earlier, columns[name][row])
        if columns["stage"][row] > columns["stage"][earlier]:
            change("stage", earlier, columns["stage"][row])
    return as_frame(columns), repeats, clashes


def _by_number(known: pd.DataFrame, roster: pd.DataFrame, repeats: Positions) -> Positions:
    """Return the position of the person of the same number, ``NEW`` where there is none."""
    found = np.full(len(roster), NEW, dtype=np.int64)
    if not len(known):
        return found
    numbers = known["citizen_id"]
    holders = np.flatnonzero((numbers != "").to_numpy())
    index = pd.Index(numbers.to_numpy()[holders])
    if index.has_duplicates:  # two known people; the one stored first answers
        firsts = ~index.duplicated()
        holders, index = holders[firsts], index[firsts]
    at = index.get_indexer(pd.Index(roster["citizen_id"].to_numpy()))
    hits = (at >= 0) & (repeats < 0)
    found[hits] = holders[at[hits]]
    return found


def _other_people(known: pd.DataFrame, roster: pd.DataFrame, found: Positions) -> list[int]:
    """Return the rows whose number is another's: neither the name nor the birth date fits."""
    rows = np.flatnonzero(found != NEW)
    names = roster["full_name"].to_numpy()[rows]
    held = known["full_name"].to_numpy()[found[rows]]
    theirs = {name: known[name].to_numpy() for name in ("full_name", "birth_date")}
    ours = {name: roster[name].to_numpy() for name in ("full_name", "birth_date")}
    return [
        int(row)
        for row in rows[names != held]
        if not _same_person(theirs, int(found[row]), ours, int(row))
    ]


def _same_person(
    one: dict[str, NDArray[np.generic]],
    at: int,
    other: dict[str, NDArray[np.generic]],
    row: int,
) -> bool:
    """Whether two rows of one number can be one person: the name or the birth date agrees."""
    if folded(str(one["full_name"][at])) == folded(str(other["full_name"][row])):
        return True
    first, second = str(one["birth_date"][at]), str(other["birth_date"][row])
    return bool(first and second and (first.startswith(second) or second.startswith(first)))


def _by_name(
    known: pd.DataFrame, roster: pd.DataFrame, found: Positions, repeats: Positions
) -> None:
    """Tie rows to people by name, birth date and village where one of the two has no number."""
    numbers = roster["citizen_id"].to_numpy()
    open_rows = np.flatnonzero((found == NEW) & (repeats < 0))
    if not len(open_rows):
        return
    _repeats_by_name(roster, open_rows[numbers[open_rows] == ""], repeats)
    open_rows = open_rows[repeats[open_rows] < 0]
    if not len(known):
        return
    taken = np.zeros(len(known), dtype=bool)
    taken[found[found != NEW]] = True
    births = set(roster["birth_date"].to_numpy()[open_rows])
    near = np.flatnonzero(~taken & known["birth_date"].isin(births).to_numpy())
    candidates = _grouped(known, near)
    held = known["citizen_id"].to_numpy()
    for key, rows in _grouped(roster, open_rows).items():
        people = candidates.get(key, [])
        unnumbered = [person for person in people if not held[person]]
        without = [row for row in rows if not numbers[row]]
        # Namesakes without numbers are told apart by their order only: the same file twice
        # must find the same people.
        for row, person in zip(without, unnumbered, strict=False):
            found[row] = person
        left = [row for row in rows if found[row] == NEW]
        free = [person for person in people if person not in set(found[rows])]
        if len(left) == len(free) == 1 and not (numbers[left[0]] and held[free[0]]):
            found[left[0]] = free[0]


def _repeats_by_name(roster: pd.DataFrame, rows: Positions, repeats: Positions) -> None:
    """Mark rows without a number that name the same person, born on the same day, twice."""
    births = roster["birth_date"].to_numpy()
    for same in _grouped(roster, rows).values():
        if len(births[same[0]]) == 10:
            repeats[same[1:]] = same[0]


def _grouped(frame: pd.DataFrame, rows: Iterable[int]) -> dict[tuple[str, ...], list[int]]:
    columns = [frame[name].to_numpy() for name in ("birth_date", "commune", "village")]
    names = frame["full_name"].to_numpy()
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for row in rows:
        groups[folded(names[row]), *(column[row] for column in columns)].append(int(row))
    return groups
