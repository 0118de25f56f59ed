"""How good a village's lists are: complete, right, consistent, on time; "X of Y", never a score.

Complete and consistent are told of the people as known; right of the rows of the last list; on
time of the weeks since the baseline. Each share stands beside what it is of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from eid_campaign.campaign.progress import WEEK


class Filled(NamedTuple):
    """Of how many people what is known."""

    people: int = 0
    complete: int = 0
    """Citizen number of 12 digits, day of birth and stage are all known."""
    without_number: int = 0
    without_birth_date: int = 0
    """The day is not known; a year alone is not enough to tell a namesake."""
    without_stage: int = 0
    without_phone: int = 0
    """No obstacle to a list, but nobody can be called to activate."""

    def plus(self, other: Filled) -> Filled:
        """Return the two together."""
        return Filled(*(a + b for a, b in zip(self, other, strict=True)))


class Rows(NamedTuple):
    """The rows of a village's last list."""

    day: date
    rows: int
    wrong: int
    """Rows refused, and rows with something to look at; a mended row is right."""

    @property
    def right(self) -> int:
        """Rows without anything to look at."""
        return self.rows - self.wrong


class VillageQuality(NamedTuple):
    """One village, or the commune as a whole where ``village`` is blank."""

    unit: str
    village: str
    filled: Filled
    conflicts: int
    """People of whom two things known cannot both be true."""
    last: Rows | None
    """None where no list counts."""
    weeks: int
    """Whole weeks from the baseline to the day asked about."""
    weeks_reported: int
    """Of them those in which a list came."""


def weeks_reported(days: Collection[date], baseline: date, as_of: date) -> tuple[int, int]:
    """Return (whole weeks since ``baseline``, those of them with a list).

    A week is the seven days that end on ``as_of`` or whole weeks before it, as in the weekly
    report; the list of the baseline itself is owed before the first of them.
    """
    whole = max(0, (as_of - baseline) // WEEK)
    reported = sum(
        any(as_of - WEEK * (back + 1) < day <= as_of - WEEK * back for day in days)
        for back in range(whole)
    )
    return whole, reported


def total_of(lines: Iterable[VillageQuality]) -> VillageQuality:
    """Return the sum of ``lines``; its last list is the one that has been longest ago."""
    filled, conflicts, weeks, reported = Filled(), 0, 0, 0
    lists: list[Rows] = []
    for line in lines:
        filled = filled.plus(line.filled)
        conflicts += line.conflicts
        weeks += line.weeks
        reported += line.weeks_reported
        lists += [line.last] if line.last is not None else []
    last = (
        Rows(
            min(each.day for each in lists), sum(r.rows for r in lists), sum(r.wrong for r in lists)
        )
        if lists
        else None
    )
    return VillageQuality("", "", filled, conflicts, last, weeks, reported)


def share(part: int, whole: int) -> Fraction | None:
    """Return ``part`` of ``whole``; None of nothing."""
    return Fraction(part, whole) if whole else None


class ToMend(NamedTuple):
    """One kind of fault, with where it stands."""

    kind: str
    """A kind of problem of a row, or of a conflict of facts."""
    severity: str
    """``refused``, ``doubt`` or ``conflict``."""
    people: int
    """Rows of the last lists, or people in conflict."""
    places: tuple[tuple[str, str, int], ...]
    """(commune, village, how many), most first."""


_ORDER = ("refused", "conflict", "doubt")


def first_to_mend(found: Iterable[tuple[str, str, str, str]]) -> tuple[ToMend, ...]:
    """Return what to mend first, from (kind, severity, commune, village) of each fault.

    Rows that were refused come first, for their people are missing; then facts that contradict
    each other, for they stand in the figures; then what is to be looked at. Within each the
    most frequent first.
    """
    counted: dict[tuple[str, str], dict[tuple[str, str], int]] = {}
    for kind, severity, commune, village in found:
        places = counted.setdefault((kind, severity), {})
        places[commune, village] = places.get((commune, village), 0) + 1
    lines = [
        ToMend(
            kind,
            severity,
            sum(places.values()),
            tuple(
                (*place, number)
                for place, number in sorted(places.items(), key=lambda item: (-item[1], item[0]))
            ),
        )
        for (kind, severity), places in counted.items()
    ]
    return tuple(
        sorted(lines, key=lambda each: (_ORDER.index(each.severity), -each.people, each.kind))
    )
