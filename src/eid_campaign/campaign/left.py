"""Why somebody is no longer on a list that should name everybody: a guess, never a fact.

The issue of it is the queue: nothing is deleted or counted as done until a later roster or an
officer settles it. The first rule that fits is the guess; what a remark says comes first, since
somebody who knew the person wrote it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from eid_campaign.campaign.birth_date import CHILD_AGE, BirthDate
from eid_campaign.campaign.notes import Finding
from eid_campaign.campaign.spelling import folded
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import SENSITIVE, Reason, Standing

VERY_OLD = 80
"""From here on a death is the likeliest reason, where the household stays."""
ILL_AND_OLD = 60


class Left(NamedTuple):
    """Somebody who left the list: known before, named no more by a list of everybody."""

    person: int
    """The ledger's own number; no citizen number."""
    commune: str
    village: str
    stage: Stage | None
    """The last one known: it counts in every figure as before."""
    day: date
    """The day of the list they are not on."""
    import_id: int
    """That list's import; 0 for one that is only tried."""
    file: str
    one_stage: bool
    """Whether that list is about some stages only, so that who goes on leaves it."""


class Guess(StrEnum):
    """Why somebody may have left a list; the value is the machine contract's name."""

    NUMBER_CORRECTED = "number_corrected"
    REGISTERED_ELSEWHERE = "registered_elsewhere"
    MOVED = "moved"
    DECEASED = "deceased"
    CHILD = "child"
    UNKNOWN = "unknown"


class Sure(StrEnum):
    """How sure a guess is, from the surest on."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    WEAK = "weak"


class Why(StrEnum):
    """What a guess is made from."""

    NONE = ""
    SAME_NAME_AND_BIRTH = "same_name_and_birth"
    ONE_DIGIT_OFF = "one_digit_off"
    OTHER_VILLAGE = "other_village"
    REMARK = "remark"
    AGE_HOUSEHOLD_STAYS = "age_household_stays"
    AGE = "age"
    ILLNESS = "illness"
    HOUSEHOLD_LEFT = "household_left"
    UNDER_AGE = "under_age"
    ADULT_OF_LIST = "adult_of_list"


class Guessed(NamedTuple):
    """A guess with its ground; ``other`` is the ledger's number of who is probably the same."""

    guess: Guess
    sure: Sure
    why: Why
    other: int | None = None
    sole: bool = False
    """Whether nobody else may be the same person as surely as ``other``."""

    @property
    def in_another_village(self) -> bool:
        """Whether another village's list probably names the person: no move that exempts."""
        return self.why is Why.OTHER_VILLAGE


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody on that list or a later one who may be the same person."""

    person: int
    citizen_id: str
    full_name: str
    birth_date: str
    commune: str
    village: str
    is_new: bool
    """Whether that list, or a later one, was the first to name them."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Somebody no longer on a complete list, and what is known to guess from."""

    citizen_id: str
    full_name: str
    birth_date: str
    commune: str
    village: str
    finding: Finding
    """What the remark says, as far as the reader may see it; blank where it is hidden."""
    day: date
    """The day of the list they are not on."""
    one_stage: bool
    """Whether that list is of some stages only: who goes on leaves it."""
    staying: int = 0
    """Others of the household who are still listed."""
    leaving: int = 0
    """Others of the household who left the lists too."""


def guess(missing: Missing, candidates: Iterable[Candidate] = ()) -> Guessed:
    """Return the likeliest reason why ``missing`` is no longer on the list."""
    same = _the_same(missing, candidates)
    if same is not None and same.sure is Sure.LIKELY:
        return same
    by_remark = _by_remark(missing)
    if by_remark is not None:
        return by_remark
    return same or _by_age(missing) or _by_household(missing) or _otherwise(missing)


def differs_by_one(one: str, other: str) -> bool:
    """Whether two numbers differ by one digit, or by two neighbours that changed places."""
    if len(one) != len(other) or not one:
        return False
    at = [place for place in range(len(one)) if one[place] != other[place]]
    if len(at) == 1:
        return True
    swapped = len(at) == 2 and at[1] == at[0] + 1
    return swapped and one[at[0]] == other[at[1]] and one[at[1]] == other[at[0]]


def _the_same(missing: Missing, candidates: Iterable[Candidate]) -> Guessed | None:
    found = [each for each in (_pair(missing, other) for other in candidates) if each is not None]
    best = min(found, key=lambda each: list(Sure).index(each.sure), default=None)
    if best is None:
        return None
    return best._replace(sole=sum(each.sure is best.sure for each in found) == 1)


def _pair(missing: Missing, other: Candidate) -> Guessed | None:
    """Return what it means that ``other`` is listed; None where it means nothing."""
    named = folded(missing.full_name) == folded(other.full_name)
    born = bool(missing.birth_date) and missing.birth_date == other.birth_date
    near = differs_by_one(missing.citizen_id, other.citizen_id)
    here = (missing.commune, missing.village) == (other.commune, other.village)
    if named and born and not here:
        # Two sound numbers may be two namesakes: the same day of birth makes them one only likely.
        both = bool(missing.citizen_id) and bool(other.citizen_id)
        return Guessed(
            Guess.MOVED, Sure.POSSIBLE if both else Sure.LIKELY, Why.OTHER_VILLAGE, other.person
        )
    if not other.is_new or not here:
        return None
    if named and born:
        told = not missing.citizen_id or not other.citizen_id or near
        sure = Sure.LIKELY if told else Sure.POSSIBLE
        return Guessed(Guess.NUMBER_CORRECTED, sure, Why.SAME_NAME_AND_BIRTH, other.person)
    if near:
        sure = Sure.LIKELY if named or born else Sure.WEAK
        return Guessed(Guess.NUMBER_CORRECTED, sure, Why.ONE_DIGIT_OFF, other.person)
    return None


_BY_REASON = {
    Reason.DECEASED: (Guess.DECEASED, Sure.LIKELY),
    Reason.DUPLICATE: (Guess.NUMBER_CORRECTED, Sure.POSSIBLE),
    Reason.WRONG_DETAILS: (Guess.NUMBER_CORRECTED, Sure.POSSIBLE),
    Reason.MOVED_AWAY: (Guess.MOVED, Sure.LIKELY),
    Reason.TEMPORARY_RESIDENT: (Guess.MOVED, Sure.POSSIBLE),
    Reason.CHILD: (Guess.CHILD, Sure.POSSIBLE),
    Reason.ABROAD: (Guess.REGISTERED_ELSEWHERE, Sure.WEAK),
    Reason.ABSENT_UNKNOWN: (Guess.MOVED, Sure.POSSIBLE),
    Reason.MILITARY_SERVICE: (Guess.REGISTERED_ELSEWHERE, Sure.POSSIBLE),
}
_BY_TOPIC = {
    "works_elsewhere": (Guess.REGISTERED_ELSEWHERE, Sure.LIKELY),
    "claims_done": (Guess.REGISTERED_ELSEWHERE, Sure.LIKELY),
    "student": (Guess.REGISTERED_ELSEWHERE, Sure.POSSIBLE),
    "departing_soon": (Guess.MOVED, Sure.POSSIBLE),
}


def _by_remark(missing: Missing) -> Guessed | None:
    finding = missing.finding
    if finding.reason is Reason.ILL:
        old = _may_be(missing, ILL_AND_OLD)
        return Guessed(Guess.DECEASED, Sure.POSSIBLE, Why.ILLNESS) if old else None
    if finding.reason in SENSITIVE:
        return None
    if finding.reason is Reason.CHILD and _is_grown(missing):
        return None
    said = _BY_REASON.get(finding.reason) or _BY_TOPIC.get(finding.topic)
    if said is None:
        return None
    kind, sure = said
    if finding.standing is Standing.TO_VERIFY and sure is Sure.LIKELY:
        sure = Sure.POSSIBLE
    if kind is Guess.REGISTERED_ELSEWHERE and not missing.one_stage:
        sure = Sure.WEAK  # a list of everybody names them wherever they registered
    return Guessed(kind, sure, Why.REMARK)


def _by_age(missing: Missing) -> Guessed | None:
    if not missing.birth_date:
        return None
    born = BirthDate.from_iso(missing.birth_date)
    if not born.may_have_reached(CHILD_AGE, missing.day):
        return Guessed(Guess.CHILD, Sure.LIKELY, Why.UNDER_AGE)
    if born.must_have_reached(VERY_OLD, missing.day):
        if missing.staying:
            return Guessed(Guess.DECEASED, Sure.POSSIBLE, Why.AGE_HOUSEHOLD_STAYS)
        if not missing.leaving:
            return Guessed(Guess.DECEASED, Sure.WEAK, Why.AGE)
    return None


def _by_household(missing: Missing) -> Guessed | None:
    if missing.leaving and not missing.staying:
        return Guessed(Guess.MOVED, Sure.POSSIBLE, Why.HOUSEHOLD_LEFT)
    return None


def _otherwise(missing: Missing) -> Guessed:
    if missing.one_stage and _is_grown(missing):
        return Guessed(Guess.REGISTERED_ELSEWHERE, Sure.WEAK, Why.ADULT_OF_LIST)
    return Guessed(Guess.UNKNOWN, Sure.WEAK, Why.NONE)


def _is_grown(missing: Missing) -> bool:
    if not missing.birth_date:
        return False
    return BirthDate.from_iso(missing.birth_date).must_have_reached(CHILD_AGE, missing.day)


def _may_be(missing: Missing, age: int) -> bool:
    if not missing.birth_date:
        return False
    return BirthDate.from_iso(missing.birth_date).may_have_reached(age, missing.day)
