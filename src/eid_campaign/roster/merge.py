"""A roster laid over what is known: who is new, changed, the same, in conflict.

Pure: frames in, a ``Merge`` out. A blank never wipes a known fact, and a step backwards is not
applied; it is a conflict that an officer settles.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from eid_campaign.campaign.stages import Stage
from eid_campaign.roster.identity import NEW, Clash, Positions, identified
from eid_campaign.roster.schema import STAGE_UNKNOWN, TEXT_COLUMNS, as_frame

FACTS = tuple(name for name in TEXT_COLUMNS if name != "sheet")
"""What is known of a person; where it was read is kept with it, but is no news by itself."""


NAMES = ("full_name", "household")
"""A list typed in capitals this week says nothing new of a name."""


@dataclass(frozen=True, slots=True)
class Merge:
    """What a roster changes. ``new + changed + same + conflict`` is its number of rows."""

    persons: Positions
    """Each roster row's person."""
    written: pd.DataFrame
    """The people who are new or changed, as known now."""
    written_persons: Positions
    new: int
    changed: int
    same: int
    conflict: int
    clashes: tuple[Clash, ...]


def merge(
    known: pd.DataFrame,
    known_persons: Positions,
    roster: pd.DataFrame,
    *,
    first_new: int,
    then: pd.DataFrame | None = None,
) -> Merge:
    """Return what ``roster`` changes.

    ``known`` are all people as known now, ``known_persons`` their ids; new people are numbered
    from ``first_new`` on. For a roster older than others, ``then`` holds the same rows as known
    on the roster's day: people are recognised by ``known``, facts are compared with ``then``.
    """
    who = identified(known, roster)
    first = who.repeats < 0
    fresh = (who.found == NEW) & first
    persons = _persons(known_persons, who.found, fresh, first_new)
    persons[~first] = persons[who.repeats[~first]]

    refused = np.zeros(len(roster), dtype=bool)
    refused[[clash.position for clash in who.clashes if clash.kind == "identity_conflict"]] = True
    rows = np.flatnonzero((who.found != NEW) & first & ~refused)
    before = (known if then is None else then).iloc[who.found[rows]]
    over = laid_over(before, who.roster.iloc[rows])

    changed = np.zeros(len(roster), dtype=bool)
    changed[rows] = over.differs
    conflict = refused.copy()
    conflict[rows[over.backwards]] = True
    written = pd.concat([who.roster[fresh], over.people[over.differs]], ignore_index=True)
    return Merge(
        persons=persons,
        written=written,
        written_persons=np.concatenate([persons[fresh], persons[rows[over.differs]]]),
        new=int(fresh.sum()),
        changed=int((changed & ~conflict).sum()),
        same=int((~fresh & ~changed & ~conflict).sum()),
        conflict=int(conflict.sum()),
        clashes=(
            *who.clashes,
            *(Clash("stage_backwards", int(row)) for row in rows[over.backwards]),
        ),
    )


@dataclass(frozen=True, slots=True)
class Laid:
    """People after newer facts were laid over older ones; the masks go by row."""

    people: pd.DataFrame
    differs: NDArray[np.bool_]
    backwards: NDArray[np.bool_]


def laid_over(before: pd.DataFrame, now: pd.DataFrame) -> Laid:
    """Return ``now`` laid over ``before``, row by row."""
    differs = np.zeros(len(now), dtype=bool)
    columns: dict[str, NDArray[np.generic]] = {}
    for name in FACTS:
        old, new = before[name].to_numpy(), now[name].to_numpy()
        told = new != ""
        if name in NAMES:
            told &= ~_same_but_for_case(old, new)
        differs |= told & (new != old)
        columns[name] = new if told.all() else np.where(told, new, old)
    old_stage, new_stage = before["stage"].to_numpy(), now["stage"].to_numpy()
    told = (new_stage != STAGE_UNKNOWN) & ~_waiting_for_level2(old_stage, new_stage)
    backwards = told & (new_stage < old_stage)
    taken = told & ~backwards
    differs |= taken & (new_stage != old_stage)
    columns["stage"] = np.where(taken, new_stage, old_stage)
    columns["sheet"] = now["sheet"].to_numpy()
    columns["row"] = now["row"].to_numpy()
    return Laid(as_frame(columns), differs, backwards)


def _same_but_for_case(old: NDArray[np.generic], new: NDArray[np.generic]) -> NDArray[np.bool_]:
    """Whether two names, not equal, differ in capital letters only."""
    same = np.zeros(len(new), dtype=bool)
    for row in np.flatnonzero(new != old):
        same[row] = str(new[row]).casefold() == str(old[row]).casefold()
    return same


def _waiting_for_level2(old: NDArray[np.int8], new: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Whether a holder of level 1 has handed in a dossier: the account held does not go away."""
    holds_level1 = (old == Stage.L1_APPROVED) | (old == Stage.L1_ACTIVATED)
    waiting: NDArray[np.bool_] = holds_level1 & (new == Stage.COLLECTED)
    return waiting


def _persons(
    known: Positions, found: Positions, fresh: NDArray[np.bool_], first_new: int
) -> Positions:
    persons = np.full(len(found), NEW, dtype=np.int64)
    persons[found != NEW] = known[found[found != NEW]]
    persons[fresh] = first_new + np.arange(int(fresh.sum()))
    return persons
