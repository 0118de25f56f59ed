"""What was achieved by the end of each of several days, place by place, and where it leads."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from eid_campaign.campaign.outlook import Outlook, Point, outlook
from eid_campaign.campaign.progress import Against, Progress
from eid_campaign.campaign.week import Place, place_of

WHOLE: Place = ("", "")
"""All lines of a report together."""


class Series(NamedTuple):
    """Both targets of a place over days."""

    level2: tuple[Point, ...]
    activation: tuple[Point, ...]


class Outlooks(NamedTuple):
    """Where both targets of a place stand and lead; None where a pace cannot be told."""

    level2: Against
    activation: Against
    of_level2: Outlook | None
    of_activation: Outlook | None


def together(lines: Sequence[Progress]) -> tuple[Against, Against]:
    """Return both targets of ``lines``, one or more, as one; what is unknown achieves nothing."""
    first = lines[0]
    return (
        Against(
            sum(line.level2.target for line in lines),
            sum(line.level2.achieved for line in lines),
            first.level2.deadline,
            first.level2.as_of,
        ),
        Against(
            sum(line.activation.target for line in lines),
            sum(line.activation.achieved for line in lines),
            first.activation.deadline,
            first.activation.as_of,
        ),
    )


def series(
    taken: Sequence[Sequence[Progress]],
    reports: Mapping[Place, Collection[date]],
    baseline: date | None,
) -> dict[Place, Series]:
    """Return the points of each place and of ``WHOLE``; ``taken`` are the same lines on
    several days, earliest first.

    A day tells a place's figure only where the place has reported since the day before it in
    ``taken``: a village without a list has not stood still, nobody knows. ``reports`` are the
    days of each place's lists and tables.
    """
    days_of = _days(reports)
    now = taken[-1] if taken else ()
    found: dict[Place, list[tuple[Point, Point]]] = {place_of(line): [] for line in now}
    whole: list[tuple[Point, Point]] = []
    estimated = {place_of(line) for line in now if line.counts and line.counts.estimated}
    before = date.min
    for lines in taken:
        if not lines:
            continue
        day = lines[0].level2.as_of
        known: list[Progress] = []
        for line in lines:
            place = place_of(line)
            is_told = line.counts is not None and any(
                before < each <= day for each in days_of.get(place, ())
            )
            # A plan's own table is the baseline of the tables that follow: nothing is achieved.
            is_start = day == baseline and place in estimated
            if is_told or is_start:
                known.append(line)
            if place in found:
                found[place].append(_points(line, day, is_known=is_told or is_start))
        level2, activation = together(lines)
        whole.append(
            (
                Point(day, level2.achieved if known else None),
                Point(day, activation.achieved if known else None),
            )
        )
        before = day
    found[WHOLE] = whole
    return {
        place: Series(tuple(one for one, _two in points), tuple(two for _one, two in points))
        for place, points in found.items()
    }


def outlooks(lines: Sequence[Progress], of: Mapping[Place, Series]) -> dict[Place, Outlooks]:
    """Return the outlook of each line that is known, and of ``WHOLE``; where a line is not known,
    nobody can tell where all together lead.
    """
    found = {
        place_of(line): _outlooks(line.level2, line.activation, of.get(place_of(line)), _able(line))
        for line in lines
        if line.counts is not None
    }
    if lines:
        able = sum(_able(line) for line in lines)
        points = of.get(WHOLE) if len(found) == len(lines) else None
        found[WHOLE] = _outlooks(*together(lines), points, able)
    return found


def _able(line: Progress) -> int:
    """Return how many of the base can have an account: nobody who is exempt or off the list, by
    what is known; whom no list names yet is taken to be able.
    """
    counts = line.counts
    cannot = (counts.exempt or 0) + (counts.off_list or 0) if counts else 0
    return max(line.level2.achieved, line.target.base_level2 - cannot)


def _outlooks(level2: Against, activation: Against, points: Series | None, able: int) -> Outlooks:
    if points is None:
        return Outlooks(level2, activation, None, None)
    return Outlooks(
        level2,
        activation,
        outlook(points.level2, level2, most=able),
        outlook(points.activation, activation, most=max(activation.target, activation.achieved)),
    )


def _points(line: Progress, day: date, *, is_known: bool) -> tuple[Point, Point]:
    if not is_known:
        return Point(day, None), Point(day, None)
    return Point(day, line.level2.achieved), Point(day, line.activation.achieved)


def _days(reports: Mapping[Place, Collection[date]]) -> dict[Place, set[date]]:
    """Return the days by place; a commune has reported when one of its villages has."""
    days: dict[Place, set[date]] = {}
    for (commune, village), found in reports.items():
        days.setdefault((commune, village), set()).update(found)
        days.setdefault((commune, ""), set()).update(found)
    return days
