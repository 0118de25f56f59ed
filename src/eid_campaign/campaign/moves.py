"""Who moved between two days: from which stage to which, into and out of a village or standing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from eid_campaign.campaign.places import village_order
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import Standing


class Face(NamedTuple):
    """All of a person that a change is told of."""

    commune: str
    village: str
    stage: Stage | None
    """None where no roster tells it."""
    standing: Standing


class Move(NamedTuple):
    """One person on two days; None where the person was on no list yet."""

    before: Face | None
    now: Face | None

    @property
    def is_new(self) -> bool:
        """Whether the person came onto a list between the two days."""
        return self.before is None and self.now is not None

    @property
    def has_other_stage(self) -> bool:
        """Whether the stage is another one, of somebody known on both days."""
        return (
            self.before is not None
            and self.now is not None
            and self.before.stage is not self.now.stage
        )

    @property
    def has_other_village(self) -> bool:
        """Whether the person lives in another village, or commune, now."""
        return self.before is not None and self.now is not None and self.before[:2] != self.now[:2]

    @property
    def has_other_standing(self) -> bool:
        """Whether the standing is another one, of somebody known on both days."""
        return (
            self.before is not None
            and self.now is not None
            and self.before.standing is not self.now.standing
        )

    @property
    def is_change(self) -> bool:
        """Whether anything that is told of is another on the second day."""
        return self.before != self.now

    def is_within(self, commune: str, village: str = "") -> bool:
        """Whether the person lived there on either day; blanks ask for all."""
        return any(
            face is not None
            and (not commune or face.commune == commune)
            and (not village or face.village == village)
            for face in self
        )


StagePair = tuple[Stage | None, Stage | None, bool]
"""(stage before, stage now, whether the person was on no list before)"""


def stage_moves(moves: Iterable[Move]) -> dict[StagePair, int]:
    """Return how many people went from which stage to which, newcomers last, in stages' order."""
    counted: Counter[StagePair] = Counter()
    for move in moves:
        if move.now is not None and (move.is_new or move.has_other_stage):
            before = move.before.stage if move.before is not None else None
            counted[before, move.now.stage, move.before is None] += 1
    return dict(sorted(counted.items(), key=lambda item: _order(item[0])))


def _order(pair: StagePair) -> tuple[bool, int, int]:
    before, now, is_new = pair
    return is_new, -1 if before is None else before, -1 if now is None else now


class VillageMoves(NamedTuple):
    """What changed in one village between two days, in people."""

    new: int = 0
    """On a list for the first time."""
    came: int = 0
    """From another village."""
    went: int = 0
    """To another village."""
    collected: int = 0
    """From "not collected" to any later stage (thu nhận)."""
    issued: int = 0
    """From no level-2 account to one, activated or not (cấp)."""
    activated: int = 0
    """From no activated account to one, either level (kích hoạt)."""
    back: int = 0
    """To an earlier stage: corrections, and accounts taken back."""
    exempt: int = 0
    """Not exempt before, exempt now."""
    no_longer_exempt: int = 0
    off_list: int = 0
    """On the list before, off it now: deceased, listed twice."""

    def plus(self, other: VillageMoves) -> VillageMoves:
        """Return the two together."""
        return VillageMoves(*(a + b for a, b in zip(self, other, strict=True)))


def by_village(moves: Iterable[Move]) -> dict[tuple[str, str], VillageMoves]:
    """Return what changed by (commune, village), in the villages' natural order.

    A person who moved counts as gone where they left; all else counts where they live now.
    """
    found: dict[tuple[str, str], VillageMoves] = {}
    for move in moves:
        for place, change in _told(move):
            found[place] = found.get(place, VillageMoves()).plus(change)
    order = sorted(found, key=lambda place: (place[0], village_order(place[1])))
    return {place: found[place] for place in order}


def total_of(villages: Mapping[tuple[str, str], VillageMoves]) -> VillageMoves:
    """Return the sum of all villages."""
    total = VillageMoves()
    for each in villages.values():
        total = total.plus(each)
    return total


def _told(move: Move) -> Sequence[tuple[tuple[str, str], VillageMoves]]:
    before, now = move
    if now is None:
        return ()
    here = now.commune, now.village
    if before is None:
        return ((here, VillageMoves(new=1)),)
    change = VillageMoves(
        came=move.has_other_village,
        collected=before.stage is Stage.NOT_COLLECTED and _after(now.stage, before.stage),
        issued=not _is_level2(before.stage) and _is_level2(now.stage),
        activated=not _is_activated(before.stage) and _is_activated(now.stage),
        back=_after(before.stage, now.stage),
        exempt=_became(move, Standing.EXEMPT),
        no_longer_exempt=move.has_other_standing and before.standing is Standing.EXEMPT,
        off_list=_became(move, Standing.OFF_LIST),
    )
    told = [(here, change)]
    if move.has_other_village:
        told.append(((before.commune, before.village), VillageMoves(went=1)))
    return told


def _became(move: Move, standing: Standing) -> bool:
    return move.has_other_standing and move.now is not None and move.now.standing is standing


def _after(stage: Stage | None, other: Stage | None) -> bool:
    return stage is not None and other is not None and stage > other


def _is_level2(stage: Stage | None) -> bool:
    return stage is not None and stage.is_level2


def _is_activated(stage: Stage | None) -> bool:
    return stage is not None and stage.is_activated
