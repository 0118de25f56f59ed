"""A birth date as precise as it is known, and what follows from it on a given day.

ISO text is the value that travels: ``1956-05-03``, ``1956-05`` or ``1956``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

CHILD_AGE = 14
"""Accounts of one's own start at 14 (Nghị định 69/2024/NĐ-CP, Điều 7; the plan's base)."""


def birthday(born: date, age: int) -> date:
    """Return the day on which a person born on ``born`` reaches ``age``.

    Who is born on 29 February reaches it on 1 March of a common year: on 28 February the
    year is not yet full (Bộ luật Dân sự 2015, Điều 147-148).
    """
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


@dataclass(frozen=True, slots=True, order=True)
class BirthDate:
    """A day, a month or a year of birth; ``month`` and ``day`` are 0 when unknown."""

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        _ = self.earliest  # raises ValueError for a day that does not exist

    @classmethod
    def from_iso(cls, text: str) -> BirthDate:
        """Return the value of ``1956``, ``1956-05`` or ``1956-05-03``; ValueError otherwise."""
        parts = [int(part) for part in text.split("-")]
        if not 1 <= len(parts) <= 3:
            raise ValueError("not a birth date")
        return cls(*parts)

    @property
    def iso(self) -> str:
        """The ISO text, as short as what is known."""
        if self.day:
            return f"{self.year:04}-{self.month:02}-{self.day:02}"
        return f"{self.year:04}-{self.month:02}" if self.month else f"{self.year:04}"

    @property
    def earliest(self) -> date:
        """The first day this can have been."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day this can have been."""
        if self.day:
            return self.earliest
        if self.month == 0:
            return date(self.year, 12, 31)
        following = date(self.year + self.month // 12, self.month % 12 + 1, 1)
        return following - timedelta(days=1)

    def may_have_reached(self, age: int, as_of: date) -> bool:
        """Whether ``age`` can have been reached by ``as_of``."""
        return birthday(self.earliest, age) <= as_of

    def must_have_reached(self, age: int, as_of: date) -> bool:
        """Whether ``age`` has been reached by ``as_of`` whatever the missing part is."""
        return birthday(self.latest, age) <= as_of


class AgeClasses:
    """Sorts birth dates into classes of people who have reached the same ages on each of some days.

    A district has 30.000 birth dates but a handful of classes: a rule that asks only for ages
    is applied once per class, to one birth date that stands for all of it.
    """

    def __init__(self, days: Iterable[date], ages: tuple[int, ...]) -> None:
        self._last_days = sorted({_last_day(day, age) for day in days for age in ages})
        # Who is younger than all of them stands the day after: of no age asked about on any day.
        youngest = date.fromisoformat(self._last_days[-1]) + timedelta(days=1)
        self._younger = youngest.isoformat()

    def sql(self, column: str) -> str:
        """Return the SQL that puts a class's birth date in the place of each full one in
        ``column`` (ISO text); partial ones, which are few, stay as they are.
        """
        cases = "".join(f" WHEN {column} <= '{last}' THEN '{last}'" for last in self._last_days)
        return f"CASE WHEN length({column}) < 10 THEN {column}{cases} ELSE '{self._younger}' END"

    def reached_sql(self, column: str) -> str:
        """Return the SQL that tells whether the youngest of the ages may have been reached by the
        last of the days; who has no birth date counts as having reached it.
        """
        last = self._last_days[-1]
        return f"{column} <= substr('{last}', 1, length({column}))"


def _last_day(as_of: date, age: int) -> str:
    """The last birth day that reaches ``age`` by the day, as ISO text."""
    try:
        return as_of.replace(year=as_of.year - age).isoformat()
    except ValueError:  # 29 February of a leap year, and no such day ``age`` years before
        return date(as_of.year - age, 2, 28).isoformat()
