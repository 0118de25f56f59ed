"""Why people have no account and whether the target can be met: counts only, safe to show.

The target is the superior's and stays as it is; what is computed here explains a shortfall (the
plan, part "Công an xã", and its Decisions in README). Below commune level nobody may be told from
a count (Nghị định 356/2025/NĐ-CP, Điều 4): sensitive reasons are merged with enough others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from eid_campaign.campaign.plan import Target
from eid_campaign.campaign.privacy import LEAST_SHOWN, Audience
from eid_campaign.campaign.progress import reasons
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import EXEMPTING, SENSITIVE, Reason, Standing
from eid_campaign.campaign.tally import Group, Tally

OTHER = "other"
NOTHING = "nothing"
"""An eligible person of whom no remark names an obstacle."""
_IN_POOL = (Standing.ELIGIBLE, Standing.TO_VERIFY)
_NO_OBSTACLE = ("", "not_done", "returned", "someone_else")

Topics = Mapping[tuple[Group, str], int]
"""How many people of a group have a remark of a topic."""


class Feasibility(NamedTuple):
    """A target against the people who can have an account."""

    target: int
    base: int
    unlisted: int
    """People of the base whom no roster names yet: taken to be able."""
    able: int
    """Eligible, to verify, not listed yet, or counted as achieved already."""
    to_verify: int
    """Of the able: those whom an officer may still find exempt."""

    @property
    def missing(self) -> int:
        """How far the target lies above all who can have an account; 0 where it can be met."""
        return max(0, self.target - self.able)

    @property
    def depends_on_verifying(self) -> bool:
        """Whether the target can be met only with people who are still to verify."""
        return not self.missing and self.target > self.able - self.to_verify


def has_achieved(stage: Stage | None, compare: str) -> bool:
    """Whether somebody of the base at ``stage`` counts for target A, as the campaign compares."""
    if stage is None or stage is Stage.NOT_COLLECTED:
        return False
    if compare == "issued":
        return stage.is_level2
    return compare == "collected" or stage is Stage.L2_ACTIVATED


def feasibility(target: Target, tally: Tally, compare: str) -> Feasibility:
    """Return a unit's target against its people who can have an account."""
    listed = able = to_verify = 0
    for group, count in tally.counts.items():
        if group.baseline is not Stage.NOT_COLLECTED:
            continue
        listed += count
        achieved = has_achieved(group.stage, compare)
        if achieved or group.standing in _IN_POOL:
            able += count
        if group.standing is Standing.TO_VERIFY and not achieved:
            to_verify += count
    unlisted = max(0, target.base_level2 - listed)
    return Feasibility(target.level2, target.base_level2, unlisted, able + unlisted, to_verify)


class Shown(NamedTuple):
    """Exempt people by reason as an audience may see them, a row for each unit or village."""

    rows: Mapping[str, Mapping[str, int | None]]
    """By the plan's seven reasons and ``other``; None for what stands under ``other``."""
    merged: frozenset[Reason]
    """The reasons that stand under ``other`` in every row."""


def exempt_by(parts: Mapping[str, Tally], audience: Audience, *, below_commune: bool) -> Shown:
    """Return who of the base is exempt in each part, by reason.

    For all but the police the sensitive reasons stand together; below commune level others are
    merged with them, so that neither a cell nor a subtraction tells in which village somebody
    is: the people of the other reasons who live elsewhere are at least as many. What is merged
    is chosen by the commune's figures, which tell nothing of a village. A count of 1 or 2 goes
    there too.
    """
    found = {name: reasons(part) for name, part in parts.items()}
    merged: set[Reason] = set()
    if audience is not Audience.POLICE:
        merged = _merged(found) if below_commune else set(SENSITIVE)
    rows = {
        name: _row(counts, merged, least=0 if audience is Audience.POLICE else LEAST_SHOWN)
        for name, counts in found.items()
    }
    return Shown(rows, frozenset(merged))


def _merged(found: Mapping[str, Mapping[Reason, int]]) -> set[Reason]:
    """Return the sensitive reasons with the rarest others that hide where they are.

    Chosen by the commune's totals and by the merged figures themselves: the choice tells
    nothing that the table does not. Where they hide nobody, all reasons are merged.
    """
    total: Counter[Reason] = Counter()
    for counts in found.values():
        total.update(counts)
    merged = set(SENSITIVE)
    hidden = sum(total[reason] for reason in SENSITIVE)
    if not hidden:
        return merged
    others = [reason for reason in EXEMPTING if reason not in SENSITIVE and total[reason]]
    among = 0
    for reason in sorted(others, key=lambda each: total[each]):
        if among >= max(2 * hidden, LEAST_SHOWN):
            break
        merged.add(reason)
        among += total[reason]
    under = [sum(counts.get(reason, 0) for reason in merged) for counts in found.values()]
    if any(sum(under) - figure < hidden for figure in under):
        return {*merged, *EXEMPTING}
    return merged


def _row(counts: Mapping[Reason, int], merged: set[Reason], least: int) -> dict[str, int | None]:
    """Return a row of counts; those under ``least`` stand under ``other`` too."""
    apart = [reason for reason in EXEMPTING if reason not in merged]
    row: dict[str, int | None] = dict.fromkeys(reason.value for reason in EXEMPTING)
    row |= {reason.value: counts.get(reason, 0) for reason in apart}
    other = sum(count for reason, count in counts.items() if reason not in apart)
    for reason in sorted(apart, key=lambda each: counts.get(each, 0)):
        count = counts.get(reason, 0)
        if count and (count < least or 0 < other < least):
            row[reason.value] = None
            other += count
    return {**row, OTHER: other}


class Obstacle(NamedTuple):
    """Why people of the base are not done yet, where something can be done about it."""

    name: str
    people: int
    share: Fraction | None
    """Of the gap between achieved and target; above 1 where they are more than it."""


def obstacles(
    found: Topics, gap: int, compare: str, audience: Audience, *, below_commune: bool
) -> tuple[Obstacle, ...]:
    """Return what keeps people of the base who can have an account, or could, from one.

    The most frequent first; ``NOTHING`` last. Illness stands with the other sensitive reasons
    for all but the police, and with everybody to verify where it could tell a person.
    """
    counted: Counter[str] = Counter()
    for (group, topic), people in found.items():
        if group.baseline is Stage.NOT_COLLECTED and not has_achieved(group.stage, compare):
            name = _obstacle(group, topic)
            if name:
                counted[name] += people
    if audience is not Audience.POLICE:
        sensitive = counted.pop("ill", 0) + counted.pop("sensitive", 0)
        if sensitive:
            enough = sensitive >= LEAST_SHOWN and not below_commune
            counted[OTHER if enough else "to_verify"] += sensitive
    else:
        counted["to_verify"] += counted.pop("sensitive", 0)
    order = sorted(counted, key=lambda name: (name == NOTHING, -counted[name], name))
    return tuple(
        Obstacle(name, counted[name], Fraction(counted[name], gap) if gap else None)
        for name in order
        if counted[name]
    )


def _obstacle(group: Group, topic: str) -> str:
    """Return the obstacle of a group, blank where nothing can be done for it."""
    standing, reason = group.standing, group.reason
    if standing is Standing.ELIGIBLE:
        return NOTHING if topic in _NO_OBSTACLE else topic
    if reason is Reason.ELDERLY_WITHOUT_PHONE:
        return "no_phone" if standing is Standing.EXEMPT else "old"
    if standing is not Standing.TO_VERIFY:
        return ""
    if reason is Reason.ILL:
        return "ill"
    return "sensitive" if reason in SENSITIVE else "to_verify"
