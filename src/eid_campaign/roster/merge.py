"""A roster laid over what is known: who is new, changed, the same, in conflict.

Pure: frames in, a ``Merge`` out. A blank never wipes a known fact, and a step backwards is not
applied; it is a conflict that an officer settles.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eid_campaign.campaign.stages import Stage
from eid_campaign.roster.identity import NEW, Clash, Faces, Identified, Positions, identified
from eid_campaign.roster.schema import STAGE_UNKNOWN, TEXT_COLUMNS, Frame

FACTS = tuple(name for name in TEXT_COLUMNS if name != "sheet")
"""What is known of a person; where it was read is kept with it, but is no news by itself."""


NAMES = ("full_name", "household")
"""A list typed in capitals this week says nothing new of a name."""


TOLD_ALL = 0xFFFF
"""In place of the bits of what a row told: all that is not blank."""

STAGE_BIT = len(FACTS)


@dataclass(frozen=True, slots=True)
class Merge:
    """What a roster changes. ``new + changed + same + conflict`` is its number of rows."""

    persons: Positions
    """Under whom each roster row is kept."""
    written: Frame
    """The people who are new or changed, as known now."""
    written_persons: Positions
    told: NDArray[np.uint16]
    """For each row a bit a fact that it told and that was taken (``FACTS``, then the stage)."""
    said: tuple[tuple[int, str, str], ...]
    """(row, fact, value) of what was told and not taken."""
    twins: tuple[int, ...]
    """Rows of a person who is in an earlier row under another number or name."""
    renumbered: tuple[tuple[int, int], ...]
    """(row, person) of people who come back under a new number: the row is kept as a new person
    that is the same as ``person``."""
    new: int
    changed: int
    same: int
    conflict: int
    clashes: tuple[Clash, ...]


def merge(
    faces: Faces,
    state: Frame,
    roster: Frame,
    *,
    first_new: int,
    complete: bool = False,
) -> Merge:
    """Return what ``roster`` changes.

    ``state`` are the people as known, in the order of the first faces; new people are numbered
    from ``first_new`` on. For a roster older than others it is what was known on the roster's
    day: people are recognised by how they are known now, facts are compared with that day. Of
    whom nothing counts any more comes back as new, under the number had before.
    """
    who = identified(faces, roster, complete=complete)
    first = who.repeats < 0
    first[list(who.twins)] = False
    at = np.where(who.found == NEW, NEW, faces.who[who.found] if len(faces.who) else NEW)
    unknown = who.found == NEW
    if faces.alive is not None:
        unknown |= ~np.append(faces.alive, True)[at]
    fresh = unknown & first
    persons = _persons(faces.persons, who, first_new)

    rows = np.flatnonzero(~unknown & first)
    over = laid_over(state.taken(at[rows]), who.roster.taken(rows))

    changed = np.zeros(len(roster), dtype=bool)
    changed[rows] = over.differs
    changed[[row for row, _face in who.renumbered]] = True
    conflict = np.zeros(len(roster), dtype=bool)
    conflict[[row for row, _face in who.holders]] = True
    conflict[rows[over.backwards]] = True
    told = np.full(len(roster), TOLD_ALL, dtype=np.uint16)
    told[rows] = over.told
    told[~first] = 0
    # Of whom two rows speak, each row is kept as it stands: should they be two people after all.
    apart = _with_twins(faces, who)
    told[apart] = 0
    came = fresh & ~changed & ~conflict
    news = rows[over.differs]
    kept = np.where(at == NEW, persons, np.append(faces.kept, NEW)[at])
    return Merge(
        persons=persons,
        written=who.roster.taken(fresh).followed_by(over.people),
        written_persons=np.concatenate([kept[fresh], kept[news]]),
        told=told,
        said=(
            *((int(rows[i]), fact, value) for i, fact, value in over.not_taken),
            *_all_said(who.roster, apart),
        ),
        twins=who.twins,
        renumbered=tuple((row, int(faces.kept[faces.who[face]])) for row, face in who.renumbered),
        new=int(came.sum()),
        changed=int((changed & ~conflict).sum()),
        same=int((~came & ~changed & ~conflict).sum()),
        conflict=int(conflict.sum()),
        clashes=(
            *who.clashes,
            *(Clash("stage_backwards", int(row)) for row in rows[over.backwards]),
        ),
    )


def _with_twins(faces: Faces, who: Identified) -> list[int]:
    """Return the rows of people who are in more than one row under different faces."""
    if not who.twins:
        return []
    whose = {int(faces.who[who.found[row]]) for row in who.twins}
    known = np.flatnonzero((who.found != NEW) & (who.repeats < 0))
    return [int(row) for row in known if int(faces.who[who.found[row]]) in whose]


def _all_said(roster: Frame, rows: Sequence[int]) -> list[tuple[int, str, str]]:
    """Return all that rows tell, for those that cannot be laid over what is known."""
    said = [
        (row, name, str(value)) for row in rows for name in FACTS if (value := roster[name][row])
    ]
    stages = roster["stage"]
    return said + [(row, "stage", str(stages[row])) for row in rows if stages[row] >= 0]


@dataclass(frozen=True, slots=True)
class Laid:
    """People after newer facts were laid over older ones; the masks go by row."""

    people: Frame
    """Those who differ, as they are now known."""
    differs: NDArray[np.bool_]
    backwards: NDArray[np.bool_]
    told: NDArray[np.uint16]
    """A bit a fact that was told and holds now."""
    not_taken: tuple[tuple[int, str, str], ...]
    """(row, fact, value) of what was told and not taken."""


def laid_over(before: Frame, now: Frame) -> Laid:
    """Return ``now`` laid over ``before``, row by row."""
    differs = np.zeros(len(now), dtype=bool)
    bits = np.zeros(len(now), dtype=np.uint16)
    news: dict[str, NDArray[np.bool_]] = {}
    not_taken: list[tuple[int, str, str]] = []
    for bit, name in enumerate(FACTS):
        old, new = before[name], now[name]
        told = new != ""
        bits |= told.astype(np.uint16) << bit
        news[name] = told & (new != old)
        if name in NAMES:
            news[name] &= ~_where(same_but_for_case, new, old, news[name])
        if name == "birth_date":
            less = _where(says_less, new, old, news[name])
            news[name] &= ~less
            # Kept beside: should the list that tells more be taken back, this is what is known.
            bits[less] &= ~np.uint16(1 << bit)
            not_taken += [(int(row), name, str(new[row])) for row in np.flatnonzero(less)]
        differs |= news[name]
    old_stage, new_stage = before["stage"], now["stage"]
    told = new_stage != STAGE_UNKNOWN
    waiting = _waiting_for_level2(old_stage, new_stage)
    backwards = told & ~waiting & (new_stage < old_stage)
    taken = told & ~backwards & ~waiting
    bits |= taken.astype(np.uint16) << STAGE_BIT
    news["stage"] = taken & (new_stage != old_stage)
    differs |= news["stage"]
    rows = np.flatnonzero(differs)
    columns = {
        name: np.where(new[rows], now[name][rows], before[name][rows]) for name, new in news.items()
    }
    columns |= {"sheet": now["sheet"][rows], "row": now["row"][rows]}
    not_taken += [(int(row), "stage", str(new_stage[row])) for row in np.flatnonzero(told & ~taken)]
    return Laid(Frame(columns), differs, backwards, bits, tuple(not_taken))


def same_but_for_case(name: str, known: str) -> bool:
    """Whether a name differs from the ``known`` one in capital letters only."""
    return known != "" and name.casefold() == known.casefold()


def says_less(birth: str, known: str) -> bool:
    """Whether a birth date, a year or a month, agrees with a ``known`` one that is more precise:
    it tells nothing new then, as a blank does.
    """
    return birth != "" and birth != known and known.startswith(birth)


def _where(
    rule: Callable[[str, str], bool],
    new: NDArray[np.generic],
    old: NDArray[np.generic],
    unlike: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """Where a rule says of texts that are ``unlike`` that the new one is no news all the same."""
    found = np.zeros(len(new), dtype=bool)
    for row in np.flatnonzero(unlike):
        found[row] = rule(str(new[row]), str(old[row]))
    return found


def _waiting_for_level2(old: NDArray[np.int8], new: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Whether a holder of level 1 has handed in a dossier: the account held does not go away."""
    holds_level1 = (old == Stage.L1_APPROVED) | (old == Stage.L1_ACTIVATED)
    waiting: NDArray[np.bool_] = holds_level1 & (new == Stage.COLLECTED)
    return waiting


def _persons(faces: Positions, who: Identified, first_new: int) -> Positions:
    """Return under whom each row is kept; people not known yet are numbered in their order."""
    persons = np.full(len(who.found), NEW, dtype=np.int64)
    known = who.found != NEW
    persons[known] = faces[who.found[known]]
    nobody = ~known & (who.repeats < 0)
    persons[nobody] = first_new + np.arange(int(nobody.sum()))
    repeats = who.repeats >= 0
    persons[repeats] = persons[who.repeats[repeats]]
    return persons
