"""Invented people: names, numbers, births, households and remarks that could be a village's."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

from eid_campaign.campaign.birth_date import CHILD_AGE, birthday
from eid_campaign.campaign.spelling import folded
from eid_campaign.campaign.stages import Stage

BASELINE = date(2024, 11, 5)
"""The day from which the plan counts ("Qua rà soát 05/11/2024")."""

# The place of registering a birth is mostly the home province; brides come from the others, and
# 001-008 lose two zeros in a spreadsheet where 038 loses one.
_PLACES = {
    "038": 9350, "017": 90, "040": 110, "036": 60, "001": 70, "034": 40, "014": 40, "025": 30,
    "035": 20, "037": 40, "030": 20, "033": 20, "079": 20, "066": 30, "067": 15, "064": 10,
    "074": 10, "008": 10, "002": 8, "010": 8, "004": 5, "193": 8, "279": 4, "139": 2,
}  # fmt: skip
_PLACE_CODES = tuple(_PLACES)
_PLACE_WEIGHTS = tuple(accumulate(_PLACES.values()))

# First and last age, weight: who is left without an account is younger and older than the rest.
_AGES_WAITING = ((14, 17, 12), (18, 29, 22), (30, 44, 20), (45, 59, 16), (60, 74, 17), (75, 93, 13))
_AGES_HOLDING = ((14, 17, 3), (18, 29, 25), (30, 44, 36), (45, 59, 26), (60, 78, 10))
_YEAR_ONLY_FROM = 65  # of the old, often only the year is known


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person as the police know it, before anybody wrote it into a roster."""

    citizen_id: str
    surname: str
    middle: str
    given: str
    """Surname, middle and given name; all empty for a row in which the name was forgotten."""
    sex: str
    born: date
    year_only: bool
    """Whether rosters know the year alone."""
    commune: str
    village: str
    head: str = ""
    """Name of the head of the household."""
    household: int = 0
    relation: str = ""
    phone: str = ""
    group: str = ""
    quirk: int = 0
    """0-999, fixed for life: how a careless hand writes this person, the same every week."""

    @property
    def full_name(self) -> str:
        """The name in its display form."""
        return " ".join(part for part in (self.surname, self.middle, self.given) if part)

    def is_child(self, day: date) -> bool:
        """Whether the person is under 14 on ``day``."""
        return birthday(self.born, CHILD_AGE) > day

    @property
    def age(self) -> int:
        """Full years at the baseline, or the most they can be where only the year is known."""
        return BASELINE.year - self.born.year - (self.born.replace(year=BASELINE.year) > BASELINE)


@dataclass(frozen=True, slots=True)
class Remark:
    """A line of ``remarks.tsv``: what is written, and what the writer meant by it."""

    text: str
    kind: str
    """A reason's id, ``…_unsure`` where the words do not settle it, empty for the eligible."""


NO_REMARK = Remark("", "")


class Inventor:
    """Invents people from one seed; no two of its people share a number."""

    def __init__(self, seed: str) -> None:
        self.chance = random.Random(seed)
        self._numbers: set[str] = set()
        self._known: set[tuple[str, str, int]] = set()
        self._names = {kind: _weighted(_names()[kind]) for kind in _names()}

    def pick(self, kind: str) -> str:
        """Return a name of ``kind``: ``surname``, ``middle_m``, ``given_f`` …"""
        texts, weights = self._names[kind]
        return self.chance.choices(texts, cum_weights=weights)[0]

    def adult(self, commune: str, village: str, stage: Stage, *, avoid_year: int = 0) -> Person:
        """Return a person of 14 and over at the baseline, without a household yet.

        ``avoid_year`` is a year of birth that a roster showing years alone could not tell from
        that of a child.
        """
        ages = _AGES_WAITING if stage <= Stage.COLLECTED else _AGES_HOLDING
        first, last, _ = self.chance.choices(ages, [weight for *_, weight in ages])[0]
        age = self.chance.randint(first, last)
        latest = BASELINE.replace(year=BASELINE.year - age)
        born = latest - timedelta(days=self.chance.randrange(365))
        if born.year == avoid_year:
            born = born.replace(year=avoid_year - 1, day=min(born.day, 28))
        return self.person(commune, village, born)

    def person(self, commune: str, village: str, born: date) -> Person:
        """Return a person born on ``born``, without a household yet."""
        sex = "MF"[self.chance.random() < 0.5]
        old = BASELINE.year - born.year >= _YEAR_ONLY_FROM
        made = Person(
            citizen_id=self._number(sex, born),
            surname="",
            middle="",
            given="",
            sex=sex,
            born=born,
            year_only=old and self.chance.random() < 0.3,
            commune=commune,
            village=village,
            quirk=self.chance.randrange(1000),
        )
        has_phone = self.chance.random() < (0.35 if old else 0.8)
        return replace(
            self._named(made, self.pick("surname")),
            phone=f"095{self.chance.randrange(10**7):07}" if has_phone else "",
            group=self._group(made),
        )

    def households(self, people: Sequence[Person]) -> list[Person]:
        """Return the people put into households of two to six, in that order."""
        housed: list[Person] = []
        rest = list(people)
        self.chance.shuffle(rest)
        number = 0
        while rest:
            number += 1
            size = self.chance.choice((2, 3, 3, 4, 4, 4, 5, 5, 6))
            members, rest = rest[:size], rest[size:]
            housed += self._household(members, number)
        return housed

    def remark(self, person: Person, stages: str) -> Remark:
        """Return what might be written about ``person``; ``stages`` as in ``remarks.tsv``."""
        remarks, weights = _remarks_for(stages, person.age, person.sex)
        return self.chance.choices(remarks, cum_weights=weights)[0]

    def _household(self, members: list[Person], number: int) -> list[Person]:
        members.sort(key=lambda member: member.born)
        # The head is the eldest who is not very old: the eighty-year-old lives with a son.
        head = next((one for one in members if one.age < 75), members[0])
        family = head.surname if head.sex == "M" else self.pick("surname")
        spouse_found = False
        housed = [replace(head, head=head.full_name, household=number, relation="Chủ hộ")]
        for one in members:
            if one is head:
                continue
            gap = head.age - one.age
            named = one
            if one.sex != head.sex and abs(gap) <= 12 and one.age >= 20 and not spouse_found:
                relation, spouse_found = ("Vợ" if one.sex == "F" else "Chồng"), True
                if one.sex == "M":
                    named = self._named(one, family)
            elif gap >= 16:
                relation = "Con" if gap < 45 else "Cháu"
                named = self._named(one, family)
            elif gap <= -16:
                relation = "Bố" if one.sex == "M" else "Mẹ"
            else:
                relation = "Em" if gap >= 0 else ("Anh" if one.sex == "M" else "Chị")
                named = self._named(one, head.surname)
            housed.append(replace(named, head=head.full_name, household=number, relation=relation))
        return housed

    def _named(self, person: Person, surname: str) -> Person:
        """Return the person with a name nobody of the village born in that year has.

        A person whose number was lost is found again by name, birth and village.
        """
        end = "m" if person.sex == "M" else "f"
        while True:
            middle, given = self.pick(f"middle_{end}"), self.pick(f"given_{end}")
            place = f"{person.commune} {person.village}"
            key = (place, folded(f"{surname} {middle} {given}"), person.born.year)
            if key not in self._known:
                self._known.add(key)
                return replace(person, surname=surname, middle=middle, given=given)

    def _number(self, sex: str, born: date) -> str:
        century = 2 * (born.year // 100 - 19) + (sex == "F")
        while True:
            place = self.chance.choices(_PLACE_CODES, cum_weights=_PLACE_WEIGHTS)[0]
            number = f"{place}{century}{born.year % 100:02}{self.chance.randrange(10**6):06}"
            if number not in self._numbers:
                self._numbers.add(number)
                return number

    def _group(self, person: Person) -> str:
        roll = self.chance.random()
        if person.age < 18:
            return "Học sinh" if person.age >= 6 else ""
        if roll < 0.04:
            return "Đảng viên"
        if roll < 0.06:
            return "Cán bộ, viên chức"
        if person.sex == "F" and roll < 0.16:
            return "Hội phụ nữ"
        if person.age <= 30 and roll < 0.22:
            return "Đoàn viên"
        return "Cựu chiến binh" if person.sex == "M" and person.age > 50 and roll < 0.1 else ""


def _rows(name: str) -> list[list[str]]:
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:]]


@lru_cache(maxsize=1)
def _names() -> dict[str, list[tuple[str, int]]]:
    names: dict[str, list[tuple[str, int]]] = {}
    for kind, text, weight in _rows("names.tsv"):
        names.setdefault(kind, []).append((text, int(weight)))
    return names


def _weighted(pairs: list[tuple[str, int]]) -> tuple[list[str], list[int]]:
    return [text for text, _ in pairs], list(accumulate(weight for _, weight in pairs))


@lru_cache(maxsize=1)
def _remark_rows() -> list[list[str]]:
    return _rows("remarks.tsv")


@lru_cache(maxsize=4096)
def _remarks_for(stages: str, age: int, sex: str) -> tuple[list[Remark], list[int]]:
    found = [
        (Remark(text, kind), int(weight))
        for kind, when, weight, youngest, eldest, whose, text in _remark_rows()
        if when == stages and int(youngest) <= age <= int(eldest) and whose in ("", sex)
    ]
    return [remark for remark, _ in found], list(accumulate(weight for _, weight in found))
