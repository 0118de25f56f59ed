"""Who left the list: known at a stage a complete list is about, and on no list since that one.

Nothing is stored: it is computed from the lists that count, so that an import taken back, made
again, or of an earlier day needs no one's care. They stay at their last stage in every figure.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date
from typing import NamedTuple

from eid_campaign.campaign.complete import Scope, scopes_of, stage_id, written
from eid_campaign.campaign.decisions import Decision
from eid_campaign.campaign.left import Left
from eid_campaign.campaign.stages import Stage
from eid_campaign.ledger.decisions import decisions_on
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.sightings import Listed, Sightings, any_complete, lists_up_to


class Trial(NamedTuple):
    """A list that is only tried: whom it would name, and what it would be complete for."""

    day: date
    scopes: tuple[Scope, ...]
    persons: Sequence[int]


def left(ledger: Ledger, as_of: date) -> tuple[Left, ...]:
    """Return who had left the list by ``as_of``, in the order in which they were first stored.

    Of several lists that miss a person the earliest since the last sighting counts. Who is on a
    later list of any village, or was decided about by an officer since, has not left.
    """
    if not any_complete(ledger, as_of):
        return ()
    found = _left(ledger, as_of, lists_up_to(ledger, as_of))
    return tuple(gone for _person, gone in sorted(found.items()))


def left_by(ledger: Ledger, import_id: int) -> int:
    """Return how many are missing, as all is known now, since the list of ``import_id``."""
    if not any_complete(ledger, date.max):
        return 0
    return _number_by(ledger, lists_up_to(ledger, date.max), import_id)


def left_if(ledger: Ledger, trial: Trial) -> int:
    """Return how many would be missing since the list that is tried; nothing is stored."""
    return _number_by(ledger, [*lists_up_to(ledger, date.max), _tried(trial)], _TRIED)


_TRIED = 0
"""In place of the number of an import: that of a list that is only tried."""


def _number_by(ledger: Ledger, lists: Sequence[Listed], number: int) -> int:
    """Return how many one list misses; only the lists of its villages have to be asked too."""
    its = {
        place
        for one in lists
        if one.number == number
        for scope in scopes_of(one.complete)
        for place in scope.villages
    }
    found = _left(ledger, date.max, lists, its).values()
    return sum(gone.import_id == number for gone in found)


def _tried(trial: Trial) -> Listed:
    seen = bytearray(max(trial.persons, default=0) // 8 + 1)
    for person in trial.persons:
        seen[person >> 3] |= 0x80 >> (person & 7)
    return Listed(_TRIED, trial.day.toordinal(), "", written(trial.scopes), bytes(seen))


def _left(
    ledger: Ledger,
    as_of: date,
    lists: Iterable[Listed],
    places: Set[tuple[str, str]] | None = None,
) -> dict[int, Left]:
    """Return by person who left; by the lists of ``places`` alone where they are given."""
    sightings = Sightings(ledger, lists)
    asked: list[tuple[Listed, Scope, int]] = []
    everyone = 0
    for one in sightings.lists:
        since = sightings.since(one.day) if one.complete else 0
        for scope in scopes_of(one.complete):
            if places is not None and not any(place in places for place in scope.villages):
                continue
            missing = sightings.before(one.day, scope.villages) & ~since
            if missing:
                asked.append((one, scope, missing))
                everyone |= missing
    if not asked:
        return {}
    states = _states(ledger, as_of, list(sightings.persons(everyone)), _stages(asked))
    decisions = decisions_on(ledger, as_of)
    possible = sightings.bits(states)
    found: dict[int, Left] = {}
    for one, scope, missing in asked:
        for person in sightings.persons(missing & possible):
            if person in found:
                continue
            gone = _gone(person, states[person], one, scope)
            if gone is not None and not _settled(decisions, gone):
                found[person] = gone
    return found


def _gone(person: int, versions: Sequence[_State], one: Listed, scope: Scope) -> Left | None:
    """Return that ``person`` left by this list; None where the list is not about them.

    It must be about what was known on its day and about what is known now: an officer who
    entered another stage or village since has settled it.
    """
    then = [state for state in versions if state.day <= one.day]
    if not then or not all(
        scope.covers(state.commune, state.village, stage_id(state.stage))
        for state in (then[-1], versions[-1])
    ):
        return None
    now = versions[-1]
    return Left(
        person,
        now.commune,
        now.village,
        Stage(now.stage) if now.stage >= 0 else None,
        date.fromordinal(one.day),
        one.number,
        one.file,
        scope.leaves_who_goes_on,
    )


def _settled(decisions: Mapping[int, Decision], gone: Left) -> bool:
    """Whether an officer decided about the person after, or for, the day they left."""
    decision = decisions.get(gone.person)
    if decision is None:
        return False
    written_later = gone.import_id > 0 and decision.number > gone.import_id
    return decision.wanted.as_of >= gone.day or written_later


class _State(NamedTuple):
    day: int
    commune: str
    village: str
    stage: int


def _stages(asked: Iterable[tuple[Listed, Scope, int]]) -> list[int]:
    """Return the stored stages that some list is about; all of them where one asks for all."""
    scopes = [scope for _one, scope, _missing in asked]
    every = [-1, *map(int, Stage)]
    if any(scope.stages is None for scope in scopes):
        return every
    wanted = {stage for scope in scopes for stage in scope.stages or ()}
    return [stage for stage in every if stage_id(stage) in wanted]


def _states(
    ledger: Ledger, as_of: date, persons: Sequence[int], stages: Sequence[int]
) -> dict[int, list[_State]]:
    """Return the versions up to ``as_of`` of those ``persons`` whose last one is at ``stages``."""
    # Most who are on no list since are at a stage it says nothing of: they are left out first.
    ever = ledger.connection.execute(_EVER_AT, (json.dumps(persons), json.dumps(stages)))
    wanted = json.dumps([person for (person,) in ever])
    found: dict[int, list[tuple[int, int, int, int]]] = {}
    for person, day, commune, village, stage in ledger.connection.execute(
        _VERSIONS, (wanted, as_of.toordinal())
    ):
        found.setdefault(person, []).append((day, commune, village, stage))
    ids = {word for rows in found.values() for row in rows for word in row[1:3]}
    words = dict(
        ledger.connection.execute(
            "SELECT id, text FROM word WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(ids)),),
        )
    )
    return {
        person: [_State(day, words[unit], words[place], stage) for day, unit, place, stage in rows]
        for person, rows in found.items()
    }


_EVER_AT = """
SELECT DISTINCT person FROM version
WHERE person IN (SELECT value FROM json_each(?)) AND stage IN (SELECT value FROM json_each(?))
"""
_VERSIONS = """
SELECT person, as_of, commune, village, stage FROM version
WHERE person IN (SELECT value FROM json_each(?)) AND as_of <= ?
  AND import_id IN (SELECT id FROM import WHERE undone_by IS NULL)
ORDER BY person, as_of, import_id
"""
