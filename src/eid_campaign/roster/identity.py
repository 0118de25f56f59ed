"""Who is who: the person that a row of a roster speaks of.

The 12-digit number (Luật Căn cước 2023, Điều 12: one person, one number, for life); without
one, name + birth date + village. Two people are never made one on a doubt, and a row whose
number is in doubt is still a person.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import repeat
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from eid_campaign.campaign.citizen_id import CitizenId
from eid_campaign.campaign.spelling import folded
from eid_campaign.roster.schema import COLUMNS, TEXT_COLUMNS, Frame

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
class Faces:
    """How people have been listed: as known now first, then by former numbers and names.

    A person who was listed under two numbers, or was made one of two, has several faces; so has
    one whose imports were all taken back, and who must not come in anew as somebody else.
    """

    people: Frame
    """A row a face, in the schema."""
    persons: Positions
    """The ledger's number under which a row that shows this face is kept."""
    who: Positions
    """For each face the position of its person in what is known; the first faces are their own."""
    kept: Positions
    """By person: the ledger's number under which what is known of them is kept."""
    alive: NDArray[np.bool_] | None = None
    """By person: whether anything told of them counts still; None for everybody."""

    def is_now(self, face: int) -> bool:
        """Whether a face is how somebody of whom anything counts is known now."""
        whose = int(self.who[face])
        return whose == face and (self.alive is None or bool(self.alive[whose]))

    @classmethod
    def plain(cls, people: Frame, persons: Positions) -> Self:
        """Return the faces of people each listed in one way."""
        return cls(people, persons, np.arange(len(people)), persons)


@dataclass(frozen=True, slots=True)
class Identified:
    """A roster whose rows are tied to people."""

    roster: Frame
    """As given, less numbers that are somebody else's, repeated rows laid into the first."""
    found: Positions
    """For each row its face, or ``NEW``."""
    repeats: Positions
    """For each row the position of another row of the same person that it is laid into, or -1."""
    twins: tuple[int, ...]
    """Rows of a person who is in an earlier row under another face."""
    renumbered: tuple[tuple[int, int], ...]
    """(row, face) of people who seem to come back under a new number."""
    holders: tuple[tuple[int, int], ...]
    """(row, face) of the people whose number a row bears that speaks of somebody else."""
    clashes: tuple[Clash, ...]


def identified(faces: Faces, roster: Frame, *, complete: bool = False) -> Identified:
    """Return ``roster`` with each row tied to a face, or to nobody yet.

    ``complete`` says that nobody of its villages is left out: who is not on it under the old
    number, and is under a new one, was given a new number (Luật Căn cước 2023, Điều 12: it may
    be cancelled and established again).
    """
    roster, repeats, clashes = _without_repeats(faces, roster)
    found = _by_number(faces.people, roster, repeats)
    conflicts = _other_people(faces.people, roster, found)
    # A number somebody had once, or of whom nothing counts any more, contradicts nothing.
    others = [row for row in conflicts if not faces.is_now(int(found[row]))]
    found[others] = NEW
    conflicts = [row for row in conflicts if row not in set(others)]
    holders = tuple((row, int(found[row])) for row in conflicts)
    # The number stays with whom it is known of; the row is of somebody else, without a number.
    found[conflicts] = NEW
    roster = _without_numbers(roster, conflicts)
    _by_name(faces, roster, found, repeats)
    twins = _other_faces(faces, found, repeats)
    renumbered = _renumbered(faces, roster, found, repeats, complete=complete)
    return Identified(
        roster,
        found,
        repeats,
        twins,
        renumbered,
        holders,
        (
            *clashes,
            *(Clash("identity_conflict", row) for row in conflicts),
            *(Clash("listed_twice", row) for row in twins),
            *(Clash("number_changed", row) for row, _face in renumbered),
        ),
    )


def _other_faces(faces: Faces, found: Positions, repeats: Positions) -> tuple[int, ...]:
    """Return the rows whose person is in an earlier row already, under another face."""
    if len(faces.who) == 0 or int(faces.who[-1]) == len(faces.who) - 1:
        return ()
    rows = np.flatnonzero((found != NEW) & (repeats < 0))
    _firsts, at = np.unique(faces.who[found[rows]], return_index=True)
    return tuple(map(int, np.delete(rows, at)))


def _renumbered(
    faces: Faces,
    roster: Frame,
    found: Positions,
    repeats: Positions,
    *,
    complete: bool,
) -> tuple[tuple[int, int], ...]:
    """Return rows with a number nobody has, of whom one person fits all but the number."""
    if not len(faces.people):
        return ()  # in a first list everybody is new
    numbers = roster["citizen_id"]
    births = roster["birth_date"]
    rows = [
        int(row)
        for row in np.flatnonzero((found == NEW) & (repeats < 0))
        if numbers[row] and len(births[row]) == _FULL_DATE
    ]
    held = faces.people["citizen_id"]
    candidates = _free_faces(faces, found, births[rows]) if rows else {}
    if not candidates:
        return ()
    pairs = []
    for key, alike in _grouped(roster, rows).items():
        people = [face for face in candidates.get(key, ()) if held[face]]
        if len(alike) == len(people) == 1:
            row, face = alike[0], people[0]
            if complete or _mistyped(numbers[row], held[face], births[row]):
                pairs.append((row, face))
    return tuple(pairs)


def _mistyped(now: str, before: str, birth: str) -> bool:
    """Whether ``before`` was a slip of the pen: one digit off, and not of that year of birth.

    Two numbers one digit apart that both fit may be those of two namesakes.
    """
    number, earlier = CitizenId.parse(now), CitizenId.parse(before)
    year = int(birth[:4])
    fitted = earlier is not None and earlier.birth_year == year
    return number is not None and number.birth_year == year and not fitted and one_slip(now, before)


_FULL_DATE = 10
"""Length of an ISO date of which day, month and year are known."""


def one_slip(one: str, other: str) -> bool:
    """Whether two numbers of one length differ by one wrong digit or two changed places."""
    if len(one) != len(other):
        return False
    wrong = [at for at, (left, right) in enumerate(zip(one, other, strict=True)) if left != right]
    if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
        return one[wrong[0]] == other[wrong[1]] and one[wrong[1]] == other[wrong[0]]
    return len(wrong) == 1


def _free_faces(
    faces: Faces, found: Positions, births: Iterable[str]
) -> dict[tuple[str, ...], list[int]]:
    """Return by name, birth date and place one face each of people no row was tied to yet."""
    taken = np.zeros(int(faces.who.max(initial=-1)) + 1, dtype=bool)
    taken[faces.who[found[found != NEW]]] = True
    free = np.flatnonzero(~taken[faces.who])
    told, asked = faces.people["birth_date"][free].tolist(), set(births)
    near = [face for face, birth in zip(free.tolist(), told, strict=True) if birth in asked]
    groups = _grouped(faces.people, near)
    if len(taken) == len(faces.who):
        return groups  # each person has one face
    return {
        key: list({int(faces.who[face]): face for face in reversed(same)}.values())[::-1]
        for key, same in groups.items()
    }


def _without_repeats(faces: Faces, roster: Frame) -> tuple[Frame, Positions, list[Clash]]:
    """Find rows of one person in one roster; a number two people share stays with whom it is
    known of, or else with the first.
    """
    repeats = np.full(len(roster), -1, dtype=np.int64)
    clashes: list[Clash] = []
    numbers = roster["citizen_id"].tolist()
    twice = {number for number, rows in Counter(numbers).items() if rows > 1 and number}
    again = [row for row, number in enumerate(numbers) if number in twice] if twice else []
    first: dict[str, int] = {}
    columns = {name: roster[name] for name in COLUMNS}
    written: set[str] = set()

    def change(name: str, row: int, value: object) -> None:
        if name not in written:
            columns[name] = columns[name].copy()
            written.add(name)
        columns[name][row] = value

    holding = _holding(faces, roster, again)
    for row in again:
        earlier = first.setdefault(numbers[row], row)
        is_owner = row in holding and earlier not in holding
        if is_owner and not _same_person(columns, earlier, columns, row):
            first[numbers[row]] = row
    for row in again:
        earlier = first[numbers[row]]
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
    return Frame(columns), repeats, clashes


def _holding(faces: Faces, roster: Frame, rows: list[int]) -> set[int]:
    """Return those of ``rows`` that name the person of their number as known now, and the birth
    date too: what is likely only may turn with what the rows themselves change.
    """
    if not rows:
        return set()
    known = faces.people
    at = places_of(roster["citizen_id"][rows], known["citizen_id"])
    return {
        row
        for row, face in zip(rows, at.tolist(), strict=True)
        if face != NEW
        and faces.is_now(face)
        and roster["birth_date"][row] == known["birth_date"][face] != ""
        and folded(roster["full_name"][row]) == folded(known["full_name"][face])
    }


def _by_number(known: Frame, roster: Frame, repeats: Positions) -> Positions:
    """Return the position of the person of the same number, ``NEW`` where there is none."""
    found = np.full(len(roster), NEW, dtype=np.int64)
    if not len(known):
        return found
    numbers = roster["citizen_id"]
    at = places_of(numbers, known["citizen_id"])
    hits = (at != NEW) & (numbers != "") & (repeats < 0)
    found[hits] = at[hits]
    return found


def places_of(asked: NDArray[Any], known: NDArray[Any]) -> Positions:
    """Return where each value stands first in ``known``, -1 where it does not."""
    backwards = range(len(known) - 1, -1, -1)
    places = dict(zip(reversed(known.tolist()), backwards, strict=True))
    return np.fromiter(map(places.get, asked.tolist(), repeat(-1)), np.int64, len(asked))


def _other_people(known: Frame, roster: Frame, found: Positions) -> list[int]:
    """Return the rows whose number is another's: neither the name nor the birth date fits."""
    rows = np.flatnonzero(found != NEW)
    names = roster["full_name"][rows]
    held = known["full_name"][found[rows]]
    theirs = {name: known[name] for name in ("full_name", "birth_date")}
    ours = {name: roster[name] for name in ("full_name", "birth_date")}
    return [
        int(row)
        for row in rows[names != held]
        if not _same_person(theirs, int(found[row]), ours, int(row))
    ]


def _without_numbers(roster: Frame, rows: list[int]) -> Frame:
    """Return ``roster`` with no number in ``rows``."""
    if not rows:
        return roster
    columns = {name: roster[name] for name in COLUMNS}
    columns["citizen_id"] = columns["citizen_id"].copy()
    columns["citizen_id"][rows] = ""
    return Frame(columns)


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


def _by_name(faces: Faces, roster: Frame, found: Positions, repeats: Positions) -> None:
    """Tie rows to people by name, birth date and village where one of the two has no number."""
    numbers = roster["citizen_id"]
    open_rows = np.flatnonzero((found == NEW) & (repeats < 0))
    if not len(open_rows):
        return
    _repeats_by_name(roster, open_rows[numbers[open_rows] == ""], repeats)
    open_rows = open_rows[repeats[open_rows] < 0]
    if not len(faces.people):
        return
    candidates = _free_faces(faces, found, roster["birth_date"][open_rows])
    held = faces.people["citizen_id"]
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
    _by_name_without_village(faces, roster, found, repeats)


def _by_name_without_village(
    faces: Faces, roster: Frame, found: Positions, repeats: Positions
) -> None:
    """Tie the rows left to the one person who fits where one of the two names no village."""
    births, villages = roster["birth_date"], roster["village"]
    rows = [
        int(row)
        for row in np.flatnonzero((found == NEW) & (repeats < 0))
        if len(births[row]) == _FULL_DATE
    ]
    if not rows:
        return
    ours: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for key, alike in _grouped(roster, rows).items():
        ours[key[:-1]] += alike
    theirs: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for key, people in _free_faces(faces, found, births[rows]).items():
        theirs[key[:-1]] += people
    homes, held = faces.people["village"], faces.people["citizen_id"]
    numbers = roster["citizen_id"]
    for shorter, alike in ours.items():
        people = theirs.get(shorter, [])
        if len(alike) == len(people) == 1:
            row, face = alike[0], people[0]
            one_blank = bool(villages[row]) != bool(homes[face])
            if one_blank and not (numbers[row] and held[face]):
                found[row] = face


def _repeats_by_name(roster: Frame, rows: Positions, repeats: Positions) -> None:
    """Mark rows without a number that name the same person, born on the same day, twice."""
    births = roster["birth_date"]
    for same in _grouped(roster, rows).values():
        if len(births[same[0]]) == 10:
            repeats[same[1:]] = same[0]
    # Of rows that had a number in common the first may itself be laid into another now.
    into = repeats[repeats >= 0]
    repeats[repeats >= 0] = np.where(repeats[into] >= 0, repeats[into], into)


def _grouped(frame: Frame, rows: Iterable[int]) -> dict[tuple[str, ...], list[int]]:
    columns = [frame[name] for name in ("birth_date", "commune", "village")]
    names = frame["full_name"]
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for row in rows:
        groups[folded(names[row]), *(column[row] for column in columns)].append(int(row))
    return groups
