"""What has become of the figures of a report that was sent: each change with its causes.

Figures are counts of people, so a change is explained person by person: who counted then and does
not now, who counts now and did not then, and which entry of the log made the difference. What
people do not explain (another rate in eidc.toml, a table of totals) is one more cause; so the
causes of a change always add up to it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from eid_campaign.campaign.progress import Progress
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import Standing
from eid_campaign.campaign.tally import Group
from eid_campaign.campaign.week import Place

STANDINGS = {
    Standing.ELIGIBLE: "eligible",
    Standing.EXEMPT: "exempt",
    Standing.TO_VERIFY: "to_verify",
    Standing.OFF_LIST: "off_list",
}
OF_STANDING = frozenset(STANDINGS.values())
"""The figures that a decision or an own rule can change."""
OF_TARGET = ("target_level2", "target_activation")
OF_PEOPLE = (
    "base_level2",
    "collected",
    "issued",
    "activated",
    "base_activation",
    "achieved_activation",
    *STANDINGS.values(),
)
FIGURES = (OF_TARGET[0], *OF_PEOPLE[:4], OF_TARGET[1], *OF_PEOPLE[4:])
"""The figures of a line that are compared, in the order of the report; the rest follow of them."""

Figures = Mapping[str, int | None]


class Cause(NamedTuple):
    """Why a figure changed; ``kind`` is one of ``CAUSES`` in the reports room."""

    kind: str
    file: str = ""
    """The list or table that brought it, where there is one."""


MOVED = Cause("moved")


class Part(NamedTuple):
    """So many people more or fewer for one cause."""

    cause: Cause
    people: int


class Correction(NamedTuple):
    """One figure of one line that is no longer what was sent."""

    unit: str
    """Blank for all lines together."""
    village: str
    figure: str
    before: int | None
    """As sent; None where it was not told then: not known, or there was no such line."""
    now: int | None
    """None where it is not known; 0 where nothing of the line's place counts any more."""
    parts: tuple[Part, ...]
    """They add up to ``now - before``, unknown taken as 0; the largest first, none of 0."""


class Changed(NamedTuple):
    """A person who is not counted as then."""

    before: Group | None
    """None for who was not known then."""
    now: Group | None
    causes: Mapping[str, Cause]
    """By figure, for each in which the person counts then or now, but not both."""


def figures_of(line: Progress) -> dict[str, int | None]:
    """Return the figures of ``line`` that later reports are compared with."""
    counts = line.counts
    found = {name: getattr(counts, name) if counts else None for name in OF_PEOPLE}
    return {
        "target_level2": line.target.level2,
        "target_activation": line.target.activation,
        **found,
        "estimated": int(counts is not None and counts.estimated),
    }


def counts_in(group: Group | None) -> frozenset[str]:
    """Return the figures in which a person of ``group`` counts; see ``progress.counted``."""
    if group is None:
        return frozenset()
    stage = group.stage
    found = set()
    if group.baseline is Stage.NOT_COLLECTED:
        found |= {"base_level2", STANDINGS[group.standing]}
        if stage is not None and stage is not Stage.NOT_COLLECTED:
            found.add("collected")
            found |= {"issued"} if stage.is_level2 else set()
            found |= {"activated"} if stage is Stage.L2_ACTIVATED else set()
    elif group.baseline is not None and group.baseline.is_pending_activation:
        found.add("base_activation")
        found |= {"achieved_activation"} if stage is not None and stage.is_activated else set()
    return frozenset(found)


def corrections(
    before: Mapping[Place, Figures],
    now: Mapping[Place, Figures],
    changed: Iterable[Changed],
    rest: Callable[[Place, str], Cause],
) -> tuple[Correction, ...]:
    """Return every figure that differs, all lines together first, then line by line.

    ``before`` and ``now`` are the lines as sent and as known now, of communes (a blank village)
    or of villages; ``rest`` names the cause of what no person explains. A line may have come or
    gone since: a figure that is 0 on one side and not told on the other is no correction.
    """
    places = tuple(dict.fromkeys((*before, *now)))
    by_people = _by_people(changed, villages=any(village for _unit, village in places))
    found = []
    totals: dict[str, list[Correction]] = {name: [] for name in FIGURES}
    for place in places:
        for name in FIGURES:
            old = before.get(place, {}).get(name)
            # A place without a line now has nobody who counts: 0, where it was told then.
            new = now[place].get(name) if place in now else old and 0
            parts = Counter(by_people.get((place, name), {}))
            left = (new or 0) - (old or 0) - sum(parts.values())
            if left:
                parts[rest(place, name)] += left
            one = Correction(*place, name, old, new, _parts(parts))
            totals[name].append(one)
            if _differs(one):
                found.append(one)
    if len(places) < 2:
        return tuple(found)
    together = [_together(name, lines) for name, lines in totals.items()]
    return (*filter(_differs, together), *found)


def _differs(one: Correction) -> bool:
    """Whether there is a difference to be explained; unknown taken as 0, as in the parts."""
    return (one.before or 0) != (one.now or 0)


def _by_people(
    changed: Iterable[Changed], *, villages: bool
) -> dict[tuple[Place, str], Counter[Cause]]:
    """Return by line and figure how many people more or fewer each cause makes."""
    found: defaultdict[tuple[Place, str], Counter[Cause]] = defaultdict(Counter)
    for person in changed:
        was, is_now = counts_in(person.before), counts_in(person.now)
        place_before = _place(person.before, villages=villages)
        place_now = _place(person.now, villages=villages)
        for name in was | is_now:
            if name in was and name in is_now:
                if place_before == place_now:
                    continue
                cause = MOVED
            else:
                cause = person.causes[name]
            if name in was:
                found[place_before, name][cause] -= 1
            if name in is_now:
                found[place_now, name][cause] += 1
    return found


def _place(group: Group | None, *, villages: bool) -> Place:
    if group is None:
        return "", ""
    return group.commune, group.village if villages else ""


def _together(name: str, lines: Iterable[Correction]) -> Correction:
    parts: Counter[Cause] = Counter()
    olds, news = [], []
    for line in lines:
        olds += [line.before] if line.before is not None else []
        news += [line.now] if line.now is not None else []
        for cause, people in line.parts:
            parts[cause] += people
    return Correction(
        "", "", name, sum(olds) if olds else None, sum(news) if news else None, _parts(parts)
    )


def _parts(parts: Mapping[Cause, int]) -> tuple[Part, ...]:
    found = (Part(cause, people) for cause, people in parts.items() if people)
    return tuple(sorted(found, key=lambda part: (-abs(part.people), part.cause)))
