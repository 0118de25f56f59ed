"""One row of the system's list beside the person the ledger knows: the same, or how not."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.working_days import WITHOUT_CARD, working_days

KINDS = (
    "same",
    "missing_here",
    "missing_there",
    "other_village",
    "other_stage",
    "other_person",
)
"""How a row and the ledger may stand to each other, in the order in which they are told."""


class Place(NamedTuple):
    """Where somebody lives and stands, as the list or the ledger has it."""

    commune: str
    village: str
    """Blank where it is not told."""
    stage: Stage | None
    """None where it is not told."""


class Found(NamedTuple):
    """What was found of one person."""

    kind: str
    """One of ``KINDS``."""
    there: Place | None
    """On the list; None for who is not on it."""
    here: Place | None
    """In the ledger now; None for who is not in it."""
    is_delay: bool = False
    """Whether the ledger's own fact is newer than the list, or approval may still take its time."""

    @property
    def place(self) -> tuple[str, str]:
        """Under which (commune, village) it is counted: the list's where it tells one."""
        told = self.there if self.there is not None and self.there.village else self.here
        return (told or self.there or Place("", "", None))[:2]


def compared(there: Place, here: Place, then: Place | None, since: date, day: date) -> list[Found]:
    """Return what differs between a list of ``day`` and the ledger, or that nothing does.

    ``then`` is what the ledger had for that day, None where nothing was known yet; ``since`` is
    the day of the list that told the ledger's stage. Who lives elsewhere and stands elsewhere is
    two differences.
    """
    found = []
    if there.village and here.village and there[:2] != here[:2]:
        newer = then is not None and there[:2] == then[:2]
        found.append(Found("other_village", there, here, newer))
    if there.stage is not None and there.stage is not here.stage:
        newer = then is not None and there.stage is then.stage
        late = _may_wait(there.stage, here.stage, since, day)
        found.append(Found("other_stage", there, here, newer or late))
    return found or [Found("same", there, here)]


def _may_wait(there: Stage, here: Stage | None, since: date, day: date) -> bool:
    """Whether the dossier was handed in so lately that the system may have it not yet, or have
    approved it already (Nghị định 69/2024/NĐ-CP, Điều 13: 1, 3 or 7 working days).
    """
    if here is not Stage.COLLECTED or since > day:
        return False
    possible = (Stage.NOT_COLLECTED, Stage.L1_APPROVED, Stage.L2_APPROVED)
    return there in possible and working_days(since, day) <= WITHOUT_CARD
