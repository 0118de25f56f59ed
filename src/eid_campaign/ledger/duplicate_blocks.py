"""Which people are worth comparing: those who share a key, so that not all pairs are looked at.

A district has five thousand million pairs and some ten thousand that share a number but for a
slip, a name and birth date, a phone … Each key is one way in which lists make two of one person.
Keys are whole numbers: a hundred thousand of each are made and grouped in a few hundredths of a
second.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from eid_campaign.campaign.likeness import Listed, number_slip
from eid_campaign.campaign.name_likeness import skeleton

MOST = 40
"""People of one key beyond which it tells nothing by itself (a filler birth date, the phone of
an office); it is then asked together with the village, or let go."""

Pairs = Iterator[tuple[int, int]]

_WIDE = 40  # bits of a part of a key: a phone number fits
_NO_DAY = "01-01"  # what the national system writes where the day is not known


class _Traits(NamedTuple):
    """What keys are made of, as small numbers; -1 where it is unknown."""

    name: int
    given: int
    ends: int
    """Surname and given name."""
    commune: int
    village: int
    birth: int
    """A whole birth date."""
    year: int
    day: int
    """Month and day of a whole birth date."""
    either: int
    """A whole birth date, day and month in any order."""


def candidates(people: Sequence[Listed]) -> set[tuple[int, int]]:
    """Return the pairs worth comparing, as positions in ``people``, the smaller first."""
    traits = _traits(people)
    pairs: set[tuple[int, int]] = set()
    for keys in (
        # The rest of the name dropped or misread; day and month in any order.
        [t.given << _WIDE | t.either if t.either >= 0 else -1 for t in traits],
        # The year of birth corrected or mistyped.
        [t.name << _WIDE | t.day if t.day >= 0 else -1 for t in traits],
        [(t.name << _WIDE | t.commune) << _WIDE | t.year if t.year >= 0 else -1 for t in traits],
        # The middle name dropped and only the year known.
        [(t.ends << _WIDE | t.village) << _WIDE | t.year if t.year >= 0 else -1 for t in traits],
        [t.name << _WIDE | t.village for t in traits],  # the birth date unknown or wrong
        # The name in an old font.
        [t.birth << _WIDE | t.village if t.birth >= 0 else -1 for t in traits],
        [int(person.citizen_id or -1) for person in people],
        [int(person.old_id or -1) for person in people],
        [
            t.given << _WIDE | int(person.phone) if person.phone.isdecimal() else -1
            for person, t in zip(people, traits, strict=True)
        ],
    ):
        pairs.update(_paired(_blocks(keys), traits))
    pairs.update(_near_numbers(people, traits))
    return pairs


def _traits(people: Sequence[Listed]) -> list[_Traits]:
    ids: dict[Hashable, int] = {}
    births: dict[str, tuple[int, int, int, int]] = {}
    names: dict[str, tuple[int, int, int]] = {}
    found = []
    for person in people:
        if person.full_name not in names:
            words = skeleton(person.full_name)
            whole = (words, (words[-1],), (words[0], words[-1], "")) if words else ((), (), ())
            a, b, c = (ids.setdefault(form, len(ids)) for form in whole)
            names[person.full_name] = (a, b, c)
        if person.birth_date not in births:
            births[person.birth_date] = _birth(person.birth_date)
        commune = ids.setdefault(person.commune, len(ids))
        village = ids.setdefault(f"{person.commune}\t{person.village}", len(ids))
        found.append(
            _Traits(*names[person.full_name], commune, village, *births[person.birth_date])
        )
    return found


def _birth(iso: str) -> tuple[int, int, int, int]:
    year = int(iso[:4]) if iso else -1
    if len(iso) < 10:
        return -1, year, -1, -1
    month, day = int(iso[5:7]), int(iso[8:])
    either = year * 10_000 + max(month, day) * 100 + min(month, day)
    if iso.endswith(_NO_DAY):
        return -1, year, -1, either
    return year * 10_000 + month * 100 + day, year, month * 100 + day, either


def _blocks(keys: Iterable[int]) -> Iterable[list[int]]:
    """Return the positions that share a key, where there are several; -1 is no key."""
    first: dict[int, int] = {}
    blocks: dict[int, list[int]] = {}
    for at, key in enumerate(keys):
        before = first.setdefault(key, at)
        if before != at and key >= 0:
            blocks.setdefault(key, [before]).append(at)
    return blocks.values()


def _paired(blocks: Iterable[list[int]], traits: Sequence[_Traits]) -> Pairs:
    for block in blocks:
        if len(block) <= MOST:
            yield from _all(block)
            continue
        nearer: dict[tuple[int, int], list[int]] = defaultdict(list)
        for at in block:
            nearer[traits[at].village, traits[at].name].append(at)
        for small in nearer.values():
            if len(small) <= MOST:
                yield from _all(small)


def _all(block: Sequence[int]) -> Pairs:
    for at, one in enumerate(block):
        for other in block[at + 1 :]:
            yield one, other


def _near_numbers(people: Sequence[Listed], traits: Sequence[_Traits]) -> Pairs:
    """Yield the pairs whose numbers are one slip apart: a digit, two neighbours, a moved zero.

    A slip leaves the last six, the first nine, or the first six and last three digits as they
    are, unless it crosses one of the two seams or moves a zero: these have keys of their own.
    """
    numbers = [int(person.citizen_id or -1) for person in people]
    for keys in (
        [n if n < 0 else n % 10**6 for n in numbers],
        [n if n < 0 else n // 10**3 for n in numbers],
        [n if n < 0 else n // 10**6 * 10**3 + n % 10**3 for n in numbers],
        [_with_sorted(n, 10**5) for n in numbers],
        [_with_sorted(n, 10**2) for n in numbers],
    ):
        yield from _slipped(_blocks(keys), people, traits)
    without: dict[int, list[int]] = defaultdict(list)
    for at, person in enumerate(people):
        for key in _less_a_zero(person.citizen_id):
            without[key].append(at)
    shared = (block for block in without.values() if len(block) > 1)
    yield from _slipped(shared, people, traits)


def _with_sorted(number: int, power: int) -> int:
    """Return the number with the digit at ``power`` and the one before it in order."""
    if number < 0:
        return -1
    two = number // power % 100
    tens, ones = divmod(two, 10)
    return number if tens <= ones else number + (ones * 10 + tens - two) * power


def _less_a_zero(number: str) -> set[int]:
    zeros = [at for at in range(3, len(number)) if number[at] == "0"]
    return {int(number[:at] + number[at + 1 :]) for at in zeros}


def _slipped(
    blocks: Iterable[list[int]], people: Sequence[Listed], traits: Sequence[_Traits]
) -> Pairs:
    """Yield the pairs of near numbers that have more in common: chance alone makes thousands."""
    for block in blocks:
        if len(block) > MOST:
            continue
        for one, other in _all(block):
            if _have_more(traits[one], traits[other]) and number_slip(
                people[one].citizen_id, people[other].citizen_id
            ):
                yield one, other


def _have_more(one: _Traits, other: _Traits) -> bool:
    """Whether the given name is the same, or the birth date may be."""
    if one.given == other.given:
        return True
    whole = one.either >= 0 and other.either >= 0
    return one.either == other.either if whole else one.year == other.year
