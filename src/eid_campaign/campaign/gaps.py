"""Why a figure of the system is not the ledger's: person by person, by what the ledger knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from eid_campaign.campaign.reconciling import REASONS, SINCE_BASELINE, STAGES, Asserted, Held
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import Reason, Standing
from eid_campaign.campaign.working_days import WITH_CARD, WITHOUT_CARD, working_days


class Face(NamedTuple):
    """All of a person that a figure, or a difference of it, can be told from."""

    place: tuple[str, str]
    """(commune, village) on the day."""
    place_before: tuple[str, str] | None
    """The same at the baseline; None for who was on no list then."""
    baseline: Stage | None
    """The stage at the baseline, of who was 14 then."""
    was_child: bool
    """Whether 14 was not reached at the baseline."""
    stage: Stage | None
    standing: Standing
    reason: Reason
    since: date
    """The day of the list that told the stage first."""
    is_listed: bool
    """Whether the person was on a list by the day."""
    has_left: bool
    """Whether a complete list names the person no more."""
    later: Face | None = None
    """The person as newer lists know them; None where nothing newer is told."""


def is_counted(figure: str, face: Face) -> bool:
    """Whether ``face`` is one of ``figure``; the same rules as ``progress.counted``."""
    if not face.is_listed:
        return False
    if figure in STAGES:
        return face.stage is STAGES[figure] and face.reason is not Reason.CHILD
    if figure in ("base_activation", "achieved_activation"):
        pending = face.baseline is not None and face.baseline.is_pending_activation
        return pending and (figure == "base_activation" or _activated(face))
    return face.baseline is Stage.NOT_COLLECTED and _reached(figure, face)


def _reached(figure: str, face: Face) -> bool:
    """Whether the stage is one that ``figure`` counts, whoever was in the base."""
    stage = face.stage
    if figure == "base_level2":
        return True
    if stage is None or stage is Stage.NOT_COLLECTED:
        return False
    return {
        "collected": True,
        "issued": stage.is_level2,
        "activated": stage is Stage.L2_ACTIVATED,
    }[figure]


def _activated(face: Face) -> bool:
    return face.stage is not None and face.stage.is_activated


def _is_live(figure: str, face: Face) -> bool:
    """Whether the system, which knows no baseline, counts ``face`` under a figure of the base."""
    if figure == "base_activation":
        return face.stage is not None and face.stage.is_pending_activation
    if figure == "achieved_activation":
        return _activated(face)
    if figure == "base_level2":
        return face.stage is Stage.NOT_COLLECTED
    return _reached(figure, face)


def more_there(figure: str, face: Face, day: date, *, within: Callable[[Face], bool]) -> str:
    """Return why the system may count ``face`` and the ledger does not; blank for no reason."""
    here, inside = is_counted(figure, face), within(face)
    if here and inside:
        return ""
    if face.later is not None and is_counted(figure, face.later) and within(face.later):
        return "known_later"
    if not face.is_listed:
        return ""
    if here:
        lived = face.place_before is not None and within(face._replace(place=face.place_before))
        return "moved_out" if lived else ""
    if not inside or face.reason is Reason.CHILD:
        return ""
    if face.stage is Stage.COLLECTED and figure in ("issued", "l2_approved"):
        in_base = figure in STAGES or face.baseline is Stage.NOT_COLLECTED
        return _waiting(face, day) if in_base else ""
    if face.stage is Stage.COLLECTED and figure == "not_collected":
        return _waiting(face, day)
    if figure in SINCE_BASELINE and _is_live(figure, face):
        return _since_baseline(figure, face)
    return ""


def _since_baseline(figure: str, face: Face) -> str:
    if face.baseline is None:
        if face.was_child:
            return "turned_14"
        return "came_later" if face.place_before is None else ""
    if figure in ("base_activation", "achieved_activation"):
        # The list is frozen; the system's counter grows with each approval since.
        is_new = face.baseline in (Stage.NOT_COLLECTED, Stage.COLLECTED)
        return "approved_later" if is_new else ""
    level1 = face.baseline in (Stage.L1_APPROVED, Stage.L1_ACTIVATED)
    return "level1_before" if level1 and figure in ("issued", "activated") else ""


def less_there(figure: str, face: Face, day: date, *, within: Callable[[Face], bool]) -> str:
    """Return why the system may not count ``face`` though the ledger does; blank for none."""
    if not (is_counted(figure, face) and within(face)):
        return ""
    later = face.later
    if later is not None and not (is_counted(figure, later) and within(later)):
        return "known_later"
    if face.stage is Stage.COLLECTED and figure in ("collected", "waiting"):
        delay = _waiting(face, day)
        if delay:
            return delay
    if face.place_before is not None and not within(face._replace(place=face.place_before)):
        return "moved_in"
    if face.has_left:
        return "left"
    if face.standing is Standing.OFF_LIST:
        return "off_list"
    return "moved_away" if face.reason is Reason.MOVED_AWAY else ""


def _waiting(face: Face, day: date) -> str:
    """Return within which lawful time a dossier waits: collected before, not approved yet."""
    passed = working_days(face.since, day)
    return "waiting_3" if passed <= WITH_CARD else "waiting_7" if passed <= WITHOUT_CARD else ""


def held(asserted: Asserted, counted: int | None, faces: Sequence[Face], day: date) -> Held:
    """Return a figure of the system beside the ledger's, explained as far as people explain it.

    No more is explained than differs: of five reasons for a difference of three, three count.
    """
    difference = 0 if counted is None else asserted.number - counted
    if not difference:
        return Held(asserted, counted, {})

    def within(face: Face) -> bool:
        commune, village = face.place
        return asserted.unit in ("", commune) and asserted.village in ("", village)

    why = more_there if difference > 0 else less_there
    found = Counter(why(asserted.figure, face, day, within=within) for face in faces)
    left, reasons = abs(difference), {}
    for reason in REASONS:
        taken = min(left, found[reason])
        if taken:
            reasons[reason] = taken
            left -= taken
    return Held(asserted, counted, reasons)


def overdue(faces: Iterable[Face], day: date, places: Sequence[tuple[str, str]]) -> int:
    """Return how many dossiers of ``places`` wait longer than any approval may take."""
    return sum(
        face.is_listed
        and face.stage is Stage.COLLECTED
        and not _waiting(face, day)
        and any(
            unit in ("", face.place[0]) and name in ("", face.place[1]) for unit, name in places
        )
        for face in faces
    )
