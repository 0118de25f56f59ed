"""What a complete list is complete for: villages, and the stages it is about.

Only such a list tells who is missing. A complete list of those not collected says nothing of who
has an account already, nor one of a village anything of the next village.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from eid_campaign.campaign.stages import STAGE_OF_ID, Stage

UNKNOWN = "unknown"
"""The stage of whom no list tells one."""


class Scope(NamedTuple):
    """Villages of which a list names everybody at some stages."""

    villages: tuple[tuple[str, str], ...]
    """(commune, village); a blank village is that of people of whom no list tells one."""
    stages: tuple[str, ...] | None
    """Ids of stages, ``unknown`` among them where the list holds such people; None for all."""

    @property
    def leaves_who_goes_on(self) -> bool:
        """Whether people leave this list by going on to another stage: one of some stages only.

        A list with people of the last stage is of everybody, whichever stages happen to occur.
        """
        return self.stages is not None and Stage.L2_ACTIVATED.id not in self.stages

    def covers(self, commune: str, village: str, stage: str) -> bool:
        """Whether the list would name somebody of this village at this stage."""
        return (commune, village) in self.villages and (self.stages is None or stage in self.stages)


def stage_id(stage: int) -> str:
    """Return the id of a stored stage; ``unknown`` for one not told (-1)."""
    return Stage(stage).id if stage >= 0 else UNKNOWN


def written(scopes: Sequence[Scope]) -> str:
    """Return ``scopes`` as the text a ledger keeps: JSON, blank for a partial list.

    One scope is an object ``{"villages": [[commune, village], …], "stages": [id, …] or null}``,
    several are a list of such.
    """
    told = [
        {
            "villages": [list(place) for place in scope.villages],
            "stages": list(scope.stages) if scope.stages is not None else None,
        }
        for scope in scopes
        if scope.villages
    ]
    if not told:
        return ""
    return json.dumps(told[0] if len(told) == 1 else told, ensure_ascii=False)


def scopes_of(text: str) -> tuple[Scope, ...]:
    """Return the scopes of :func:`written`; none for a blank."""
    if not text:
        return ()
    found = json.loads(text)
    return tuple(
        Scope(
            tuple((commune, village) for commune, village in part["villages"]),
            tuple(part["stages"]) if part["stages"] is not None else None,
        )
        for part in (found if isinstance(found, list) else [found])
    )


def joined(scopes: Iterable[Scope]) -> tuple[Scope, ...]:
    """Return ``scopes`` with those of the same stages made one, and of a village once.

    Two sheets of one village, of two stages, are complete for both stages together.
    """
    stages: dict[tuple[str, str], set[str] | None] = {}
    for scope in scopes:
        for place in scope.villages:
            known = stages.get(place, set())
            if known is None or scope.stages is None:
                stages[place] = None
            else:
                stages[place] = known | set(scope.stages)
    order = [*STAGE_OF_ID, UNKNOWN]
    villages: dict[tuple[str, ...] | None, list[tuple[str, str]]] = {}
    for place, found in stages.items():
        key = None if found is None else tuple(sorted(found, key=order.index))
        villages.setdefault(key, []).append(place)
    return tuple(Scope(tuple(places), key) for key, places in villages.items())
