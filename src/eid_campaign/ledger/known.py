"""Everyone's state now, and how people have been listed: what a roster is laid over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from eid_campaign.ledger.columns import read_records
from eid_campaign.ledger.identities import roots_now
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.roster.identity import Faces, Positions, places_of
from eid_campaign.roster.merge import Merge
from eid_campaign.roster.schema import COLUMNS, STAGE_UNKNOWN, TEXT_COLUMNS, Frame, empty

WORDS = ("commune", "village", "note", "group", "sheet")
"""Columns whose words repeat: they stand once in the table ``word``."""

STORED = {name: "priority_group" if name == "group" else name for name in COLUMNS}
"""Column of the schema → column of the ledger."""

_Columns = dict[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Known:
    """Everyone as known, in memory from one import of a command to the next."""

    faces: Faces
    state: Frame
    """A row a person, in the order of the first faces; blank of whom nothing counts any more."""
    revision: int
    """The ledger's last entry this is the state of; at any other it is worthless."""
    next_person: int

    def after(self, merged: Merge, revision: int) -> Known | None:
        """Return what is known once ``merged`` was stored; None where it must be read anew."""
        plain = self.state is self.faces.people
        if not plain or merged.twins or merged.renumbered:
            return None
        before = self.faces.persons
        at = places_of(merged.written_persons, before)
        old = at >= 0
        columns: _Columns = {}
        for name in COLUMNS:
            new = merged.written[name]
            values = np.append(self.state[name], new[~old])
            values[at[old]] = new[old]
            columns[name] = values
        persons = np.append(before, merged.written_persons[~old])
        people = Frame(columns)
        next_person = self.next_person + int((~old).sum())
        return Known(Faces.plain(people, persons), people, revision, next_person)


def known_people(ledger: Ledger) -> Known:
    """Return everyone as known now."""
    read = _read(ledger, ("person", "known_from", "known_until IS NULL"))
    persons, since, holds = read.numbers
    if not len(persons):
        people = empty()
        return Known(Faces.plain(people, persons), people, ledger.revision, 1)
    is_open = holds.astype(bool)
    columns = read.facts
    opened = np.flatnonzero(is_open)
    states = opened[_lasts(persons[opened])]
    others = _Others(persons, since, is_open, states, columns)
    others.find(ledger)
    next_person = int(persons[-1]) + 1
    if not others.rows:
        people = _taken(columns, states)
        faces = Faces.plain(people, persons[states])
        return Known(faces, people, ledger.revision, next_person)
    faces = Faces(
        people=_taken(columns, np.concatenate([states, others.rows])),
        persons=np.concatenate([others.of_states, others.parts]),
        who=np.concatenate([np.arange(len(states)), others.whose]),
        kept=np.concatenate([persons[states], np.array(others.gone, dtype=np.int64)]),
        alive=np.arange(len(states) + len(others.gone)) < len(states),
    )
    blank = {name: np.append(values, _blank(name)) for name, values in columns.items()}
    state = _taken(blank, np.concatenate([states, np.full(len(others.gone), -1)]))
    return Known(faces, state, ledger.revision, next_person)


def state_on(ledger: Ledger, as_of: date, persons: Positions) -> Frame:
    """Return what is known of ``persons`` for a day, in their order; blank for whom nothing is."""
    read = _read(
        ledger,
        ("person",),
        "known_until IS NULL AND as_of <= ?",
        (as_of.toordinal(),),
    )
    (known,) = read.numbers
    last = _lasts(known)
    at = places_of(persons, known[last])
    blank = {name: np.append(values[last], _blank(name)) for name, values in read.facts.items()}
    return _taken(blank, at)  # -1, not found, is the blank at the end


def texts_of_words(ledger: Ledger) -> NDArray[np.object_]:
    """Return all words, each at the place of its id; nothing has the id 0."""
    rows = ledger.connection.execute("SELECT id, text FROM word").fetchall()
    texts = np.full(max((number for number, _text in rows), default=0) + 1, "", dtype=object)
    for number, text in rows:
        texts[number] = text
    return texts


class _Read(NamedTuple):
    """Records in the order of their key: the numbers asked for, and what they say in the columns
    of the schema.
    """

    numbers: list[Positions]
    facts: _Columns


def _read(
    ledger: Ledger, numbers: Sequence[str], where: str = "TRUE", given: Sequence[int] = ()
) -> _Read:
    plain = [name for name in COLUMNS if name in TEXT_COLUMNS and name not in WORDS]
    others = [name for name in COLUMNS if name not in plain]
    read = read_records(
        ledger.connection,
        [*numbers, *(STORED[name] for name in others)],
        [STORED[name] for name in plain],
        where,
        given,
    )
    found = [integers(column) for column in read.numbers]
    words = texts_of_words(ledger)
    columns: _Columns = {}
    for name, values in zip(others, found[len(numbers) :], strict=True):
        if name in WORDS:
            columns[name] = words[values]
        else:
            columns[name] = values.astype(np.int8 if name == "stage" else np.int32)
    for at, name in enumerate(plain):
        columns[name] = np.empty(read.count, dtype=object)
        columns[name][:] = read.texts(at)
    return _Read(found[: len(numbers)], columns)


def integers(column: bytes) -> Positions:
    """Return a column of numbers of :func:`read_records`."""
    return np.fromstring(column.decode(), dtype=np.int64, sep=" ")


def _lasts(persons: Positions) -> Positions:
    """Return the last row of each person, of rows in the order of persons."""
    return np.flatnonzero(np.append(persons[1:] != persons[:-1], True)) if len(persons) else persons


@dataclass(slots=True)
class _Others:
    """The faces beside those of now: of whom nothing counts any more (one a person, they come
    first), of those made one with another, and of former numbers.
    """

    persons: Positions
    since: Positions
    is_open: NDArray[np.bool_]
    states: Positions
    columns: _Columns
    rows: list[int] = field(default_factory=list)
    whose: list[int] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    """Under whom a row that shows the face is kept."""
    gone: list[int] = field(default_factory=list)
    """Of whom nothing counts any more; of people made one, whom they are."""
    of_states: Positions = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    """Under whom a row that shows someone's face of now is kept."""

    def find(self, ledger: Ledger) -> None:
        """Look through all records."""
        self.of_states = self.persons[self.states]
        pairs = roots_now(ledger)
        lasts = _lasts(self.persons)
        unknown = lasts[~np.isin(self.persons[lasts], self.of_states)]
        former = self._former()
        if not pairs and not len(unknown) and not len(former):
            return  # as mostly: everybody was always listed as now
        place = {int(person): at for at, person in enumerate(self.of_states)}
        for row in map(int, unknown):
            part = int(self.persons[row])
            person = pairs.get(part, part)
            if person not in place:
                place[person] = len(self.states) + len(self.gone)
                self._add(row, place[person], part)
                self.gone.append(person)
        owned = self._of_joined(ledger, pairs, place) if pairs else {}
        for row in map(int, former):
            person = int(self.persons[row])
            number = self.columns["citizen_id"][row]
            if (person, number) not in owned:
                owned[person, number] = person
                self._add(row, place[person], person)

    def _add(self, row: int, whose: int, part: int) -> None:
        self.rows.append(row)
        self.whose.append(whose)
        self.parts.append(part)

    def _former(self) -> Positions:
        """Return the records that hold under another number than their person has now."""
        if not len(self.states):
            return self.states
        numbers = self.columns["citizen_id"]
        at = np.minimum(
            np.searchsorted(self.persons[self.states], self.persons), len(self.states) - 1
        )
        other = numbers != numbers[self.states][at]
        return np.flatnonzero(self.is_open & (numbers != "") & other)

    def _of_joined(
        self, ledger: Ledger, pairs: dict[int, int], place: dict[int, int]
    ) -> dict[tuple[int, str], int]:
        """Add how each part of people made one was listed; return (person, number) → the part.

        A row is kept under the part whose number it shows, or else whose name.
        """
        first: dict[int, int] = {}
        for other, entry in ledger.connection.execute(
            "SELECT other, id FROM identity WHERE verdict = 'same' AND undone_by IS NULL"
        ):
            root = pairs[other]
            first[root] = min(entry, first.get(root, entry))
        owned: dict[tuple[int, str], int] = {}
        named: dict[tuple[int, str], int] = {}
        shown: set[tuple[int, tuple[str, ...]]] = set()
        for root, entry in first.items():
            if root not in place:
                continue
            parts = [root, *(other for other, kept in pairs.items() if kept == root)]
            for row in map(int, np.flatnonzero(np.isin(self.persons, parts))):
                part = int(self.persons[row])
                if part == root and self.since[row] >= entry:
                    continue  # told of both
                number, name = self._number_and_name(row)
                face = (number,) if number else self._told(row)
                if (root, face) not in shown:
                    shown.add((root, face))
                    self._add(row, place[root], part)
                if number:
                    owned.setdefault((root, number), part)
                named.setdefault((root, name), part)
            at = place[root]
            extra = at - len(self.states)
            number, name = self._number_and_name(self.states[at] if extra < 0 else self.rows[extra])
            part = owned.get((root, number), root) if number else named.get((root, name), root)
            if extra < 0:
                self.of_states[at] = part
            else:
                self.parts[extra] = part
        return owned

    def _number_and_name(self, row: int) -> tuple[str, str]:
        return str(self.columns["citizen_id"][row]), str(self.columns["full_name"][row])

    def _told(self, row: int) -> tuple[str, ...]:
        """Return what tells who somebody without a number is."""
        names = ("full_name", "birth_date", "commune", "village")
        return tuple(str(self.columns[name][row]) for name in names)


def _taken(columns: _Columns, rows: Positions) -> Frame:
    return Frame({name: columns[name][rows] for name in COLUMNS})


def _blank(name: str) -> Any:
    return "" if name in TEXT_COLUMNS else STAGE_UNKNOWN if name == "stage" else 0
