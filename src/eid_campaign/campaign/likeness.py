"""How far two people of the lists look like one: a score with its reasons, and nothing decided.

One person has one number for life (Luật Căn cước 2023, Điều 12), but a number may be mistyped,
lost, or lawfully cancelled and established anew when the year of birth or the sex is corrected.
Twins and namesakes with two good numbers are two people. An officer settles every pair.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from eid_campaign.campaign.citizen_id import CitizenId, fits
from eid_campaign.campaign.decisions import code_of
from eid_campaign.campaign.name_likeness import Name, name_found
from eid_campaign.campaign.spelling import folded, plain

ONE, LOOK, LEAST = 65, 35, 15
"""From which score two are likely one, have to be looked at, and are shown at all."""
TWINS = "twins"
"""The reason of a score of 0: born on one day in one house under two given names."""

POINTS = {
    "number_same": 60,
    "number_digit": 25,
    "number_swapped": 25,
    "number_shifted": 25,
    "number_unfit": 15,
    "number_corrected": 15,
    "number_tail_same": 15,
    "number_relisted": -5,
    "number_missing": 0,
    "numbers_two": -5,
    "numbers_two_valid": -35,
    "old_number_same": 40,
    "name_same": 40,
    "name_spelling": 38,
    "name_unmarked": 34,
    "name_marks": 25,
    "name_middle_dropped": 25,
    "name_shortened": 25,
    "name_garbled": 20,
    "name_typo": 18,
    "name_tone": 12,
    "name_middle_differs": 8,
    "name_surname_differs": -10,
    "name_differs": -50,
    "birth_same": 30,
    "birth_swapped": 20,
    "birth_year": 12,
    "birth_digit": 10,
    "birth_year_differs": 6,
    "birth_unknown": 0,
    "birth_differs": -45,
    "sex_differs": -30,
    "sex_corrected": -5,
    "village_same": 12,
    "village_missing": 4,
    "village_differs": 0,
    "commune_differs": -8,
    "household_same": 10,
    "household_differs": -8,
    "phone_same": 22,
    "listed_after": 6,
    "same_list": -20,
    "same_week": -15,
}
"""What each reason adds; ``tests/duplicates`` measures them on labelled pairs."""

_NEAR = ("number_digit", "number_swapped", "number_shifted")
_ONE_NUMBER_ON_A_LIST = -5  # listed twice under a mistyped number: being together says little
_LOOK_MOST = 60  # two good numbers without a sequence, or one number under two names
_NAMESAKES_MOST = 30
_CORRECTED_YEARS = 10
_SHARED = {"number_same", "old_number_same"}
_UNLIKE = ("birth_differs", "birth_digit", "birth_year_differs", "birth_unknown")
_FACTS = ("citizen_id", "full_name", "birth_date", "sex", "village", "household", "phone")

Distance = Callable[[str, str], int]


class Listed(NamedTuple):
    """What the lists know of a person; ``number`` is the ledger's own, blanks are unknown."""

    number: int
    citizen_id: str = ""
    full_name: str = ""
    birth_date: str = ""
    sex: str = ""
    commune: str = ""
    village: str = ""
    household: str = ""
    phone: str = ""
    old_id: str = ""


class Seen(StrEnum):
    """How two people stand on the lists."""

    SAME_LIST = "same_list"
    SAME_WEEK = "same_week"
    FOLLOWED = "listed_after"
    """The first was left out by a later list of the village; only since then the other is."""
    APART = ""


class Likeness(NamedTuple):
    """A score from 0 to 100, its reasons (ids of ``POINTS``), and which facts agree or differ."""

    score: int
    reasons: tuple[str, ...]
    agree: tuple[str, ...] = ()
    differ: tuple[str, ...] = ()

    @property
    def band(self) -> str:
        """``one``, ``look``, ``two`` or blank for a pair that is not shown."""
        if self.score >= ONE:
            return "one"
        return "look" if self.score >= LOOK else "two" if self.score >= LEAST else ""


def likeness(one: Listed, other: Listed, seen: Seen, distance: Distance) -> Likeness:
    """Return how far ``one``, known first, and ``other`` look like one person.

    ``distance`` counts the edits between two words, a swap of neighbours as one.
    """
    name = name_found(one.full_name, other.full_name, distance)
    birth = _birth(one.birth_date, other.birth_date)
    numbers = _numbers(one, other, seen, birth)
    if name.id == "name_differs" and birth in _UNLIKE and not _SHARED & set(numbers):
        return Likeness(0, (name.id, birth))  # a number near another one's is mere chance
    near = bool({"number_same", *_NEAR} & set(numbers))
    if _are_twins(one, other, name, birth, numbers):
        return Likeness(0, (TWINS,))
    reasons = [*numbers, name.id, birth, *_person(one, other, name, numbers), *_place(one, other)]
    if seen is not Seen.APART:
        reasons.append(seen.value)
    score = sum(POINTS[reason] for reason in reasons)
    if near and seen in (Seen.SAME_LIST, Seen.SAME_WEEK):
        score += _ONE_NUMBER_ON_A_LIST - POINTS[seen.value]
    score = _bounded(score, reasons, seen, {one.sex, other.sex} == {"M", "F"})
    score = max(0, min(100, score))
    facts = _facts(one, other) if score >= LEAST else ((), ())
    return Likeness(score, tuple(reasons), *facts)


def pair_code(seal: str, one: int, other: int) -> str:
    """Return the code of two people in one ledger, 57-91-KTBN, whichever is named first."""
    low, high = sorted((one, other))
    return f"{low}-{code_of(f'{seal}:{low}', high)}"


def find_pair(seal: str, code: str) -> tuple[int, int] | None:
    """Return the two people of a code, None for a code that is not of this ledger."""
    numbers = "".join(code.split()).upper().split("-")[:2]
    if len(numbers) < 2 or not all(
        each.isascii() and each.isdecimal() and len(each) < 16 for each in numbers
    ):
        return None
    low, high = int(numbers[0]), int(numbers[1])
    return (low, high) if pair_code(seal, low, high) == "".join(code.split()).upper() else None


def number_slip(one: str, other: str) -> str:
    """Return how one number of twelve digits became the other by one slip, blank for none."""
    if len(one) != len(other) or one == other:
        return ""
    start = next(at for at in range(len(one)) if one[at] != other[at])
    end = next(at for at in range(len(one), 0, -1) if one[at - 1] != other[at - 1])
    here, there = one[start:end], other[start:end]
    if len(here) == 1:
        return "number_digit"
    if len(here) == 2 and here == there[::-1]:
        return "number_swapped"
    for short, long in ((here, there), (there, here)):
        lost, added = short[0], long[-1]
        if short[1:] == long[:-1] and (lost == added or (len(here) > 2 and "0" in (lost, added))):
            return "number_shifted"
    return ""


def _bounded(score: int, reasons: list[str], seen: Seen, sexes_differ: bool) -> int:
    """Keep to what is certain whatever else agrees."""
    if "number_same" in reasons:
        # One number is one person, or it was copied from the line above: a twin's, a neighbour's.
        return max(LOOK, min(score, _LOOK_MOST) if "name_differs" in reasons else score)
    if "numbers_two_valid" not in reasons:
        return score
    namesakes = {"name_same", "birth_same"} <= set(reasons) and not sexes_differ
    if namesakes and seen in (Seen.SAME_LIST, Seen.SAME_WEEK):
        return max(LEAST, min(score, _NAMESAKES_MOST))
    return min(score, _LOOK_MOST)


def _are_twins(one: Listed, other: Listed, name: Name, birth: str, numbers: list[str]) -> bool:
    if birth not in ("birth_same", "birth_year") or "number_same" in numbers:
        return False
    marks_tell = name.id == "name_marks" and "numbers_two_valid" in numbers
    if not (name.given_differs or name.id == "name_middle_differs" or marks_tell):
        return False
    at_home = _same(one.household, other.household)
    nearby = one.village == other.village and name.surname_same
    return (at_home or nearby) and one.commune == other.commune


def _numbers(one: Listed, other: Listed, seen: Seen, birth: str) -> list[str]:
    found = ["old_number_same"] if one.old_id and one.old_id == other.old_id else []
    first, second = CitizenId.parse(one.citizen_id), CitizenId.parse(other.citizen_id)
    if first is None or second is None:
        return [*found, "number_missing"]
    if first == second:
        return [*found, "number_same"]
    good = [_fits(first, one), _fits(second, other)]
    slip = number_slip(first, second)
    if slip:
        return [*found, slip, *(["number_unfit"] if good.count(False) == 1 else [])]
    if seen is Seen.FOLLOWED and birth != "birth_differs":
        return found + _successor(first, second, one, other, good)
    return [*found, "numbers_two" if False in good else "numbers_two_valid"]


def _successor(
    first: CitizenId, second: CitizenId, one: Listed, other: Listed, good: list[bool]
) -> list[str]:
    """Say why a new number stands where another one has left (domain: lawful re-establishment)."""
    told_anew = (first.sex, first.birth_year) != (second.sex, second.birth_year)
    if not (told_anew and good[1]):
        return ["number_relisted"]
    return ["number_corrected", *(["number_tail_same"] if first[6:] == second[6:] else [])]


def _fits(number: CitizenId, person: Listed) -> bool:
    year = int(person.birth_date[:4]) if person.birth_date else None
    return fits(number, person.sex, year) is not False


def _birth(one: str, other: str) -> str:
    if not one or not other:
        return "birth_unknown"
    short = min(len(one), len(other))
    if one[:short] == other[:short]:
        # 01/01 is what the national system writes where the day is not known.
        return "birth_same" if short == 10 and one[5:] != "01-01" else "birth_year"
    if short < 10:
        return "birth_differs"
    if one[:4] == other[:4]:
        if (one[5:7], one[8:]) == (other[8:], other[5:7]):
            return "birth_swapped"
        if "01-01" in (one[5:], other[5:]):
            return "birth_year"
    if sum(here != there for here, there in zip(one, other, strict=True)) == 1:
        return "birth_digit"
    years = abs(int(one[:4]) - int(other[:4]))
    near = one[5:] == other[5:] != "01-01" and years <= _CORRECTED_YEARS
    return "birth_year_differs" if near else "birth_differs"


def _person(one: Listed, other: Listed, name: Name, numbers: list[str]) -> list[str]:
    found = []
    if one.sex and other.sex and one.sex != other.sex:
        found.append("sex_corrected" if "number_corrected" in numbers else "sex_differs")
    if one.phone and one.phone == other.phone and name.alike:
        found.append("phone_same")
    return found


def _place(one: Listed, other: Listed) -> list[str]:
    if one.commune != other.commune:
        return ["commune_differs"]
    if not one.village or not other.village:
        return ["village_missing"]
    at_home = _same(one.household, other.household)
    if one.village != other.village:
        return ["village_differs", *(["household_same"] if at_home else [])]
    if not one.household or not other.household:
        return ["village_same"]
    return ["village_same", "household_same" if at_home else "household_differs"]


def _same(one: str, other: str) -> bool:
    return bool(one and other) and (one == other or folded(one) == folded(other))


def _facts(one: Listed, other: Listed) -> tuple[tuple[str, ...], tuple[str, ...]]:
    agree: list[str] = []
    differ: list[str] = []
    for fact in _FACTS:
        here, there = getattr(one, fact), getattr(other, fact)
        if here and there:
            (agree if here == there or plain(here) == plain(there) else differ).append(fact)
    return tuple(agree), tuple(differ)
