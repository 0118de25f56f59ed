"""People computed anew from what every import that counts told of them, day by day.

What an import told is never lost: a row that changed something is a record, one that changed
nothing is what was known right after the import, as far as the row told it. So an import can be
taken back or counted again, come late, or turn out to speak of the same person, and what is
known is always what the imports that count say in the order of their days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from eid_campaign.campaign.stages import Stage
from eid_campaign.ledger.identities import roots_at, roots_now
from eid_campaign.ledger.known import STORED, WORDS
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.told import Told, told
from eid_campaign.roster.identity import Positions
from eid_campaign.roster.merge import FACTS, NAMES, STAGE_BIT, TOLD_ALL
from eid_campaign.roster.schema import COLUMNS, STAGE_UNKNOWN

_Columns = dict[str, NDArray[Any]]
_NUMBERS = (*WORDS, "stage", "row")
_KEY = ("person", "as_of", "import_id")


class _Records(NamedTuple):
    """All records of some people, closed ones too, in the order of the table's key."""

    person: Positions
    as_of: Positions
    import_id: Positions
    known_from: Positions
    known_until: Positions
    """0 while a record holds."""
    facts: _Columns

    def known_after(self, entry: int, day: int) -> Positions:
        """Return the rows that told everyone's state on ``day`` after an entry of the log."""
        holds = (self.known_until == 0) | (self.known_until > entry)
        rows = np.flatnonzero((self.as_of <= day) & (self.known_from <= entry) & holds)
        people = self.person[rows]
        return rows[np.append(people[1:] != people[:-1], True)] if len(rows) else rows


class _Import(NamedTuple):
    """An import that counts, and what it told of the people asked about."""

    number: int
    day: int
    by_hand: bool
    """An officer's own edit: it may step backwards and wipe."""
    seen: Told
    said: dict[int, dict[str, str]]


def rebuild(ledger: Ledger, persons: Iterable[int], entry: int) -> set[int]:
    """Compute ``persons`` anew inside the caller's transaction; what differs is recorded as
    known from ``entry`` on, and what no longer holds is closed with it.

    Return the people of whom something else is known now.
    """
    people = _with_all_they_were(ledger, persons)
    if not len(people):
        return set()
    ledger.connection.execute("INSERT OR IGNORE INTO word (text) VALUES ('')")
    records = _records(ledger, people)
    wanted = _wanted(ledger, people, records)
    return _store(ledger, records, wanted, entry)


def differing(ledger: Ledger, persons: Iterable[int] | None = None) -> int:
    """Return of how many people, or of all, what is stored is not what the imports say."""
    if persons is None:
        persons = [p for (p,) in ledger.connection.execute("SELECT DISTINCT person FROM record")]
    people = _with_all_they_were(ledger, persons)
    if not len(people):
        return 0
    records = _records(ledger, people)
    wanted = _wanted(ledger, people, records)
    opened, kept_old, kept_new = _kept(records, wanted)
    gone = np.delete(records.person[opened], kept_old)
    come = np.delete(wanted.person, kept_new)
    return len(np.union1d(gone, come))


def _with_all_they_were(ledger: Ledger, persons: Iterable[int]) -> Positions:
    """Return ``persons`` and everyone they were ever made one with."""
    found = set(persons)
    pairs = ledger.connection.execute(
        "SELECT kept, other FROM identity WHERE verdict = 'same'"
    ).fetchall()
    grown = True
    while grown:
        more = {p for pair in pairs if found.intersection(pair) for p in pair} - found
        found |= more
        grown = bool(more)
    return np.array(sorted(found), dtype=np.int64)


def _records(ledger: Ledger, people: Positions) -> _Records:
    names = [STORED[name] for name in COLUMNS]
    rows = ledger.connection.execute(
        "SELECT person, as_of, import_id, known_from, ifnull(known_until, 0),"
        f" {', '.join(names)} FROM record WHERE person BETWEEN ? AND ?"
        " ORDER BY person, as_of, import_id, known_from",
        (int(people[0]), int(people[-1])),
    ).fetchall()
    columns = list(zip(*rows, strict=True)) if rows else [()] * (5 + len(names))
    ours = np.isin(np.array(columns[0], dtype=np.int64), people)
    person, day, number, since, until = (
        np.array(column, dtype=np.int64)[ours] for column in columns[:5]
    )
    facts: _Columns = {}
    for name, values in zip(COLUMNS, columns[5:], strict=True):
        facts[name] = _array(name, values)[ours]
    return _Records(person, day, number, since, until, facts)


def _array(name: str, values: Sequence[object]) -> NDArray[Any]:
    if name in _NUMBERS:
        return np.array(values, dtype=np.int64)
    texts = np.empty(len(values), dtype=object)
    texts[:] = values
    return texts


def _imports(ledger: Ledger, people: Positions) -> list[_Import]:
    """Return the imports that count, in the order of their days."""
    said: dict[int, dict[int, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for number, person, fact, value in ledger.connection.execute("SELECT * FROM said"):
        said[number][person][fact] = value
    found = []
    for number, day, kind, seen, blob in ledger.connection.execute(
        "SELECT id, as_of, kind, seen, told FROM import"
        " WHERE undone_by IS NULL AND kind IN ('roster', 'edit') ORDER BY as_of, id"
    ):
        of_all = told(seen, blob)
        some = of_all.only(np.isin(of_all.persons, people))
        if len(some.persons):
            found.append(_Import(number, day, kind == "edit", some, said.get(number, {})))
    return found


class _State:
    """The people as they stand while one import after another is laid over them."""

    def __init__(self, roots: Positions, blank: int) -> None:
        self.roots = roots
        self.alive = np.zeros(len(roots), dtype=bool)
        self.facts: _Columns = {
            name: np.full(len(roots), _nothing(name, blank), dtype=_kind(name)) for name in COLUMNS
        }
        self._rows: list[tuple[Positions, int, int, _Columns]] = []

    def keep(self, at: Positions, day: int, number: int) -> None:
        """Take down how the people ``at`` stand after an import; the last word of one counts."""
        facts = {name: values[at] for name, values in self.facts.items()}
        self._rows.append((self.roots[at], day, number, facts))

    def taken_down(self) -> _Records:
        """Return all that was taken down, in the order of the table's key."""
        person = np.concatenate([np.zeros(0, np.int64), *(row[0] for row in self._rows)])
        day = np.concatenate(
            [np.zeros(0, np.int64), *(np.full(len(row[0]), row[1]) for row in self._rows)]
        )
        number = np.concatenate(
            [np.zeros(0, np.int64), *(np.full(len(row[0]), row[2]) for row in self._rows)]
        )
        order = np.lexsort((np.arange(len(person)), number, day, person))
        keys = _key_of(person, day, number)[order]
        order = order[np.append(keys[1:] != keys[:-1], True)] if len(order) else order
        facts = {
            name: np.concatenate([self.facts[name][:0], *(row[3][name] for row in self._rows)])[
                order
            ]
            for name in COLUMNS
        }
        nothing = np.zeros(len(order), dtype=np.int64)
        return _Records(person[order], day[order], number[order], nothing, nothing, facts)


def _wanted(ledger: Ledger, people: Positions, records: _Records) -> _Records:
    """Return the records that the imports that count make of ``people``."""
    now = roots_now(ledger)
    roots = np.array([now.get(int(person), int(person)) for person in people], dtype=np.int64)
    state = _State(np.unique(roots), _word_id(ledger, ""))
    were_pairs = ledger.connection.execute("SELECT EXISTS (SELECT 1 FROM identity)").fetchone()[0]
    for each in _imports(ledger, people):
        seen = each.seen.persons
        then = roots_at(ledger, each.number) if were_pairs else {}
        under = np.array([then.get(int(p), int(p)) for p in seen]) if then else seen
        of_record = _place_of(records, records.known_after(each.number, each.day), under)
        at = np.searchsorted(state.roots, roots[np.searchsorted(people, seen)])
        left = np.arange(len(seen))
        while len(left):  # a person listed under two numbers is laid over twice
            _whose, firsts = np.unique(at[left], return_index=True)
            turn = left[firsts]
            _lay_over(ledger, state, each, records, of_record[turn], turn, at[turn])
            left = np.delete(left, firsts)
    return state.taken_down()


def _place_of(records: _Records, rows: Positions, people: Positions) -> Positions:
    """Return for each of ``people`` their row among ``rows``, -1 for none."""
    if not len(rows):
        return np.full(len(people), -1, dtype=np.int64)
    at = np.minimum(np.searchsorted(records.person[rows], people), len(rows) - 1)
    return np.where(records.person[rows][at] == people, rows[at], -1)


def _lay_over(
    ledger: Ledger,
    state: _State,
    each: _Import,
    records: _Records,
    of_record: Positions,
    turn: Positions,
    at: Positions,
) -> None:
    """Lay what an import told of some people, a row a person, over how they stand."""
    if each.by_hand:  # a correction alone makes nobody known
        there = state.alive[at]
        of_record, turn, at = of_record[there], turn[there], at[there]
    bits = np.where(of_record >= 0, each.seen.bits[turn], 0).astype(np.int64)
    said = [each.said.get(int(person), {}) for person in each.seen.persons[turn]]
    spoken = bits != 0
    spoken |= np.array([bool(facts) for facts in said], dtype=bool)
    differs = spoken & ~state.alive[at]
    blank = _word_id(ledger, "")
    for bit, name in enumerate(FACTS):
        new = _of(records.facts[name], of_record, _nothing(name, blank))
        taken = ((bits >> bit) & 1 == 1) & (new != _nothing(name, blank))
        taken |= _spoken(ledger, name, said, new, wipes=each.by_hand)
        old = state.facts[name][at]
        if name in NAMES:
            taken &= ~_same_but_for_case(old, new, taken)
        differs |= taken & (new != old)
        state.facts[name][at] = np.where(taken, new, old)
    differs |= _lay_stage(state, each, records, of_record, bits, said, at)
    state.alive[at] |= spoken
    rows, sheets = each.seen.rows[turn], each.seen.sheets[turn]
    no_place = sheets == 0
    for name, places in (("row", rows), ("sheet", sheets)):
        known = _of(records.facts[name], of_record, 0 if name == "row" else blank)
        values = np.where(no_place, _nothing(name, blank) if each.by_hand else known, places)
        state.facts[name][at] = np.where(differs, values, state.facts[name][at])
    state.keep(at[differs], each.day, each.number)


def _lay_stage(
    state: _State,
    each: _Import,
    records: _Records,
    of_record: Positions,
    bits: Positions,
    said: list[dict[str, str]],
    at: Positions,
) -> NDArray[np.bool_]:
    """Lay the stage over: forward only, but for an officer's own word; return who moved."""
    new = _of(records.facts["stage"], of_record, STAGE_UNKNOWN).astype(np.int64)
    spoken = ((bits >> STAGE_BIT) & 1 == 1) | (bits == TOLD_ALL)
    for row, facts in enumerate(said):
        if "stage" in facts:
            new[row] = int(facts["stage"] or STAGE_UNKNOWN)
            spoken[row] = True
    old = state.facts["stage"][at].astype(np.int64)
    if each.by_hand:
        taken = spoken
    else:
        holds_level1 = (old == Stage.L1_APPROVED) | (old == Stage.L1_ACTIVATED)
        waiting = holds_level1 & (new == Stage.COLLECTED)
        taken = spoken & (new != STAGE_UNKNOWN) & (new > old) & ~waiting
    state.facts["stage"][at] = np.where(taken, new, old)
    moved: NDArray[np.bool_] = taken & (new != old)
    return moved


def _of(values: NDArray[Any], of_record: Positions, nothing: Any) -> NDArray[Any]:
    if not len(values):
        return np.full(len(of_record), nothing, dtype=values.dtype)
    found = values[of_record]
    found[of_record < 0] = nothing
    return found


def _spoken(
    ledger: Ledger,
    name: str,
    said: list[dict[str, str]],
    new: NDArray[Any],
    *,
    wipes: bool,
) -> NDArray[np.bool_]:
    """Put what was said by itself into ``new``; return where it was."""
    spoken = np.zeros(len(new), dtype=bool)
    for row, facts in enumerate(said):
        value = facts.get(name)
        if value is not None and (value or wipes):
            new[row] = _word_id(ledger, value) if name in WORDS else value
            spoken[row] = True
    return spoken


def _same_but_for_case(
    old: NDArray[Any], new: NDArray[Any], told: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    same = np.zeros(len(new), dtype=bool)
    for row in np.flatnonzero(told & (new != old)):
        same[row] = bool(old[row]) and str(new[row]).casefold() == str(old[row]).casefold()
    return same


def _store(ledger: Ledger, records: _Records, wanted: _Records, entry: int) -> set[int]:
    """Close what no longer holds, write what does and is not there; return whose it is."""
    opened, kept_old, kept_new = _kept(records, wanted)
    gone = np.delete(opened, kept_old)
    ledger.connection.executemany(
        "UPDATE record SET known_until = ? WHERE person = ? AND as_of = ? AND import_id = ?"
        " AND known_from = ?",
        zip(
            [entry] * len(gone),
            *(getattr(records, name)[gone].tolist() for name in (*_KEY, "known_from")),
            strict=True,
        ),
    )
    come = np.delete(np.arange(len(wanted.person)), kept_new)
    names = [STORED[name] for name in COLUMNS]
    ledger.connection.executemany(
        f"INSERT OR REPLACE INTO record (known_from, {', '.join((*_KEY, *names))})"
        f" VALUES ({entry}, ?, ?, ?{', ?' * len(names)})",
        zip(
            *(getattr(wanted, name)[come].tolist() for name in _KEY),
            *(wanted.facts[name][come].tolist() for name in COLUMNS),
            strict=True,
        ),
    )
    return set(records.person[gone].tolist()) | set(wanted.person[come].tolist())


def _kept(records: _Records, wanted: _Records) -> tuple[Positions, Positions, Positions]:
    """Return the open records, and which of them and of the wanted ones are the same."""
    opened = np.flatnonzero(records.known_until == 0)
    ours = _key_of(*(getattr(records, name)[opened] for name in _KEY))
    theirs = _key_of(*(getattr(wanted, name) for name in _KEY))
    _keys, old, new = np.intersect1d(ours, theirs, return_indices=True)
    same = np.ones(len(old), dtype=bool)
    for name in COLUMNS:
        same &= records.facts[name][opened][old] == wanted.facts[name][new]
    return opened, old[same], new[same]


def _key_of(person: Positions, day: Positions, number: Positions) -> Positions:
    """Return the three as one number: days and entries stay far below 2^20."""
    key: Positions = (person << 40) | (day << 20) | number
    return key


def _word_id(ledger: Ledger, text: str) -> int:
    """Return the id of a word; -1 for one that was never kept."""
    row = ledger.connection.execute("SELECT id FROM word WHERE text = ?", (text,)).fetchone()
    return int(row[0]) if row else -1


def _nothing(name: str, blank: int) -> Any:
    return (
        blank if name in WORDS else STAGE_UNKNOWN if name == "stage" else 0 if name == "row" else ""
    )


def _kind(name: str) -> type:
    return np.int64 if name in _NUMBERS else object
