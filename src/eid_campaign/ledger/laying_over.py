"""What one import after another told, laid over how people stand, in the order of their days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from eid_campaign.campaign.stages import Stage
from eid_campaign.ledger.identities import roots_at, roots_now
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.purged_days import last_purges
from eid_campaign.ledger.rebuild_records import (
    Codes,
    Facts,
    Records,
    key_of,
    place_of,
    values_of,
)
from eid_campaign.ledger.told import Told, told
from eid_campaign.roster.identity import Positions
from eid_campaign.roster.merge import (
    FACTS,
    NAMES,
    STAGE_BIT,
    TOLD_ALL,
    same_but_for_case,
    says_less,
)
from eid_campaign.roster.schema import COLUMNS, STAGE_UNKNOWN


class _Import(NamedTuple):
    """An import that counts, and what it told of the people asked about."""

    number: int
    day: int
    by_hand: bool
    """An officer's own edit: it may step backwards and wipe."""
    seen: Told
    said: dict[int, dict[str, str]]


class _Turn(NamedTuple):
    """One row of an import for each of some people."""

    of_record: Positions
    """The record that held right after the import, -1 for none."""
    row: Positions
    """The place in what the import told."""
    at: Positions
    """Whom it is laid over: the place in the state."""

    def only(self, some: NDArray[np.bool_] | Positions) -> _Turn:
        return _Turn(self.of_record[some], self.row[some], self.at[some])


def laid_over_all(ledger: Ledger, people: Positions, records: Records, codes: Codes) -> Records:
    """Return the records that the imports that count make of ``people``, known from 0 on."""
    now = roots_now(ledger)
    roots = np.array([now.get(int(person), int(person)) for person in people], dtype=np.int64)
    state = _State(np.unique(roots), codes)
    were_pairs = ledger.connection.execute("SELECT EXISTS (SELECT 1 FROM identity)").fetchone()[0]
    imports = _imports(ledger, people, records)
    kept = _kept_by_purges(ledger, imports, records)
    for each in imports:
        if each.number in kept:
            rows, before = kept[each.number]
            at = np.searchsorted(state.roots, roots[np.searchsorted(people, records.person[rows])])
            for firsts in _one_each(at):
                state.lay_kept(each, records, _Turn(rows, before, at).only(firsts))
            continue
        seen = each.seen.persons
        then = roots_at(ledger, each.number) if were_pairs else {}
        under = np.array([then.get(int(p), int(p)) for p in seen]) if then else seen
        held = records.known_after(each.number, each.day)
        of_record = place_of(records, held, under)
        at = np.searchsorted(state.roots, roots[np.searchsorted(people, seen)])
        turn = _Turn(of_record, np.arange(len(seen)), at)
        for firsts in _one_each(at):  # a person listed under two numbers is laid over twice
            state.lay_over(each, records, turn.only(firsts))
    return state.taken_down()


def _one_each(at: Positions) -> Iterator[Positions]:
    """Yield the rows in turns in which nobody is twice."""
    left = np.arange(len(at))
    while len(left):
        _whose, firsts = np.unique(at[left], return_index=True)
        yield left[firsts]
        left = np.delete(left, firsts)


def _kept_by_purges(
    ledger: Ledger, imports: Sequence[_Import], records: Records
) -> dict[int, tuple[Positions, Positions]]:
    """Return by import of days removed for good the records kept, and of each the one before it of
    the same person, -1 for none, as it was known after the last purge: they stand for all that
    was told of those days.
    """
    purge_of = last_purges(ledger)
    ends = {each.number: purge_of(each.number, each.day) for each in imports}
    found = {}
    for end in set(ends.values()) - {0}:
        rows = records.known(end)
        whose, numbers = records.person[rows], records.import_id[rows]
        before = np.full(len(rows), -1, dtype=np.int64)
        again = np.flatnonzero(whose[1:] == whose[:-1]) + 1
        before[again] = rows[again - 1]
        for number in (number for number, last in ends.items() if last == end):
            some = numbers == number
            found[number] = (rows[some], before[some])
    return found


def _imports(ledger: Ledger, people: Positions, records: Records) -> list[_Import]:
    """Return the imports that count and told of ``people``, in the order of their days."""
    written = set(np.unique(records.import_id).tolist())
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
        if len(some.persons) or number in written:
            found.append(_Import(number, day, kind == "edit", some, said.get(number, {})))
    return found


class _State:
    """The people as they stand while one import after another is laid over them."""

    def __init__(self, roots: Positions, codes: Codes) -> None:
        self.roots = roots
        self._codes = codes
        self._alive = np.zeros(len(roots), dtype=bool)
        self._facts: Facts = {
            name: np.full(len(roots), codes.nothing(name), dtype=np.int64) for name in COLUMNS
        }
        self._like = np.full(len(roots), -1, dtype=np.int64)
        """A record that says what stands in ``_facts``, place and row apart; -1 for none."""
        self._rows: list[tuple[Positions, int, int, Facts]] = []

    def lay_over(self, each: _Import, records: Records, turn: _Turn) -> None:
        """Lay what an import told of some people, a row a person, over how they stand."""
        if each.by_hand:  # a correction alone makes nobody known
            turn = turn.only(self._alive[turn.at])
        turn = turn.only(self._may_differ(each, turn))
        at = turn.at
        bits = np.where(turn.of_record >= 0, each.seen.bits[turn.row], 0).astype(np.int64)
        said = _said_of(each, turn)
        spoken = bits != 0
        spoken[list(said)] = True
        differs = spoken & ~self._alive[at]
        for bit, name in enumerate(FACTS):
            nothing = self._codes.nothing(name)
            new = values_of(records.facts[name], turn.of_record, nothing)
            taken = ((bits >> bit) & 1 == 1) & (new != nothing)
            for row, facts in said.items():
                value = facts.get(name)
                if value is not None and (value or each.by_hand):
                    new[row] = self._codes.of_fact(name, value)
                    taken[row] = True
            moved = taken & (new != self._facts[name][at])
            if name in NAMES:
                self._drop(moved, new, self._facts[name][at], same_but_for_case)
            elif name == "birth_date" and not each.by_hand:  # an officer may mean just the year
                self._drop(moved, new, self._facts[name][at], says_less)
            self._facts[name][at[moved]] = new[moved]
            differs |= moved
        differs |= self._lay_stage(each, records, turn, bits, said)
        self._alive[at] |= spoken
        self._keep(each, records, turn.only(differs))
        self._note_like(records, turn)

    def lay_kept(self, each: _Import, records: Records, turn: _Turn) -> None:
        """Lay a record over that a purge kept of some people: ``turn`` holds it, the one kept
        before it and whom it is of. What it says otherwise than that one holds, blanks too.
        """
        rows, before, at = turn
        for name in FACTS:
            nothing = self._codes.nothing(name)
            new = records.facts[name][rows]
            told_anew = (new != nothing) | (new != values_of(records.facts[name], before, nothing))
            self._facts[name][at[told_anew]] = new[told_anew]
        new, old = records.facts["stage"][rows], self._facts["stage"][at]
        changed = new != values_of(records.facts["stage"], before, STAGE_UNKNOWN)
        moved = np.where(before >= 0, changed, _is_forward(old, new))
        self._facts["stage"][at[moved]] = new[moved]
        self._alive[at] = True
        for name in ("row", "sheet"):
            self._facts[name][at] = records.facts[name][rows]
        self._take_down(each, at)
        self._note_like(records, turn)

    def _may_differ(self, each: _Import, turn: _Turn) -> NDArray[np.bool_]:
        """Return where an import can say something new: most weeks repeat what stands."""
        differs: NDArray[np.bool_] = ~self._alive[turn.at] | (turn.of_record != self._like[turn.at])
        differs[list(_said_of(each, turn))] = True
        return differs

    def _note_like(self, records: Records, turn: _Turn) -> None:
        """Note of whom the record after an import says just what stands now."""
        like = turn.of_record >= 0
        for name in (*FACTS, "stage"):
            if len(records.person):
                like &= records.facts[name][turn.of_record] == self._facts[name][turn.at]
        self._like[turn.at] = np.where(like, turn.of_record, -1)

    def _lay_stage(
        self,
        each: _Import,
        records: Records,
        turn: _Turn,
        bits: Positions,
        said: dict[int, dict[str, str]],
    ) -> NDArray[np.bool_]:
        """Lay the stage over: forward only, but for an officer's own word; return who moved."""
        new = values_of(records.facts["stage"], turn.of_record, STAGE_UNKNOWN)
        spoken = ((bits >> STAGE_BIT) & 1 == 1) | (bits == TOLD_ALL)
        for row, facts in said.items():
            if "stage" in facts:
                new[row] = int(facts["stage"] or STAGE_UNKNOWN)
                spoken[row] = True
        old = self._facts["stage"][turn.at]
        moved: NDArray[np.bool_] = spoken & (new != old)
        if not each.by_hand:
            moved &= _is_forward(old, new)
        self._facts["stage"][turn.at[moved]] = new[moved]
        return moved

    def _drop(
        self,
        moved: NDArray[np.bool_],
        new: Positions,
        old: Positions,
        is_no_news: Callable[[str, str], bool],
    ) -> None:
        """Leave out what is no news beside what stands."""
        rows = np.flatnonzero(moved)
        before, now = self._codes.texts(old[rows]), self._codes.texts(new[rows])
        for row, one, other in zip(rows, before, now, strict=True):
            if is_no_news(other, one):
                moved[row] = False

    def _keep(self, each: _Import, records: Records, turn: _Turn) -> None:
        """Take down how people of whom an import told something new stand after it."""
        rows, sheets = each.seen.rows[turn.row], each.seen.sheets[turn.row]
        for name, places in (("row", rows), ("sheet", sheets)):
            nothing = self._codes.nothing(name)
            known = values_of(records.facts[name], turn.of_record, nothing)
            told_by_record = nothing if each.by_hand else known
            self._facts[name][turn.at] = np.where(sheets == 0, told_by_record, places)
        self._take_down(each, turn.at)

    def _take_down(self, each: _Import, at: Positions) -> None:
        facts = {name: values[at] for name, values in self._facts.items()}
        self._rows.append((self.roots[at], each.day, each.number, facts))

    def taken_down(self) -> Records:
        """Return all that was taken down, in the order of the table's key; of two rows of one
        import the last counts.
        """
        none = np.zeros(0, np.int64)
        person = np.concatenate([none, *(row[0] for row in self._rows)])
        day = np.concatenate([none, *(np.full(len(row[0]), row[1]) for row in self._rows)])
        number = np.concatenate([none, *(np.full(len(row[0]), row[2]) for row in self._rows)])
        order = np.lexsort((np.arange(len(person)), number, day, person))
        keys = key_of(person, day, number)[order]
        order = order[np.append(keys[1:] != keys[:-1], True)] if len(order) else order
        facts = {
            name: np.concatenate([none, *(row[3][name] for row in self._rows)])[order]
            for name in COLUMNS
        }
        nothing = np.zeros(len(order), dtype=np.int64)
        return Records(person[order], day[order], number[order], nothing, nothing, facts)


def _is_forward(old: Positions, new: Positions) -> NDArray[np.bool_]:
    """Whether a stage is further than the one known; who holds level 1 and has handed in a dossier
    still holds it.
    """
    holds_level1 = (old == Stage.L1_APPROVED) | (old == Stage.L1_ACTIVATED)
    waiting = holds_level1 & (new == Stage.COLLECTED)
    forward: NDArray[np.bool_] = (new != STAGE_UNKNOWN) & (new > old) & ~waiting
    return forward


def _said_of(each: _Import, turn: _Turn) -> dict[int, dict[str, str]]:
    """Return what an import told apart of the people of a turn, by their place in it."""
    if not each.said:
        return {}
    places = {int(person): at for at, person in enumerate(each.seen.persons[turn.row])}
    return {places[person]: facts for person, facts in each.said.items() if person in places}
