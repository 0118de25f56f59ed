"""How far a unit is on a day: computed from its tally and its target alone.

What is compared with what is decided in README, "Decisions" (targets A and B).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from eid_campaign.campaign.plan import Rules, Target
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import Reason, Standing
from eid_campaign.campaign.tally import Tally
from eid_campaign.campaign.units import UnitCounts

WEEK = timedelta(days=7)


class Counts(NamedTuple):
    """What is counted of a unit on a day; None where totals cannot tell it."""

    base_level2: int = 0
    """People of 14 and over not collected at the baseline."""
    collected: int = 0
    """Of the base: those past "not collected" now (thu nhận)."""
    issued: int = 0
    """Of the base: those who hold a level-2 account now, activated or not (cấp)."""
    activated: int = 0
    """Of the base: those whose level-2 account is activated (kích hoạt)."""
    base_activation: int = 0
    """People approved but not activated at the baseline, either level; frozen."""
    achieved_activation: int = 0
    """Of those: activated now, either level."""
    eligible: int | None = None
    """Of the base, by standing now."""
    exempt: int | None = None
    to_verify: int | None = None
    off_list: int | None = None
    estimated: bool = False
    """Whether the figures are estimated from two appendix tables, not counted from people."""

    @property
    def base_eligible(self) -> int | None:
        """The base of the second rate: who is to verify counts as eligible until decided."""
        if self.eligible is None or self.to_verify is None:
            return None
        return self.eligible + self.to_verify


def counted(tally: Tally) -> Counts:
    """Return the counts of the people in ``tally``, in one pass."""
    base = collected = issued = activated = pending = achieved = 0
    standings = dict.fromkeys(Standing, 0)
    for group, count in tally.counts.items():
        stage = group.stage
        if group.baseline is Stage.NOT_COLLECTED:
            base += count
            standings[group.standing] += count
            if stage is not None and stage is not Stage.NOT_COLLECTED:
                collected += count
                issued += count * stage.is_level2
                activated += count * (stage is Stage.L2_ACTIVATED)
        elif group.baseline is not None and group.baseline.is_pending_activation:
            pending += count
            achieved += count * (stage is not None and stage.is_activated)
    return Counts(
        base_level2=base,
        collected=collected,
        issued=issued,
        activated=activated,
        base_activation=pending,
        achieved_activation=achieved,
        eligible=standings[Standing.ELIGIBLE],
        exempt=standings[Standing.EXEMPT],
        to_verify=standings[Standing.TO_VERIFY],
        off_list=standings[Standing.OFF_LIST],
    )


def estimated(before: UnitCounts, now: UnitCounts) -> Counts:
    """Return what two appendix tables of one unit tell, as careful lower bounds.

    Totals do not say who moved where: level-2 accounts also go to holders of level 1, and new
    approvals refill the list of those not activated.
    """
    left = before.not_collected - now.not_collected
    level2 = (now.l2_activated + now.l2_approved) - (before.l2_activated + before.l2_approved)
    active = now.l2_activated - before.l2_activated
    pending = before.l1_approved + before.l2_approved
    collected = max(0, left)
    return Counts(
        base_level2=before.not_collected,
        collected=collected,
        issued=max(0, min(collected, level2)),
        activated=max(0, min(collected, level2, active - _activated_of_pending(before, now))),
        base_activation=pending,
        achieved_activation=_activated_of_pending(before, now),
        estimated=True,
    )


def _activated_of_pending(before: UnitCounts, now: UnitCounts) -> int:
    still = now.l1_approved + now.l2_approved
    return max(0, before.l1_approved + before.l2_approved - still)


def reasons(tally: Tally, standing: Standing = Standing.EXEMPT) -> dict[Reason, int]:
    """Return how many people of the base have ``standing`` for each reason, in order."""
    found: Counter[Reason] = Counter()
    for group, count in tally.counts.items():
        if group.baseline is Stage.NOT_COLLECTED and group.standing is standing:
            found[group.reason] += count
    return {reason: found[reason] for reason in Reason if found[reason]}


class Against(NamedTuple):
    """One target on one day."""

    target: int
    achieved: int
    deadline: date | None
    as_of: date

    @property
    def rate(self) -> Fraction | None:
        """Achieved over target, above 1 too; None for a target of 0."""
        return Fraction(self.achieved, self.target) if self.target else None

    @property
    def remaining(self) -> int:
        """What is still to do; never negative."""
        return max(0, self.target - self.achieved)

    @property
    def days_left(self) -> int | None:
        """Days after today up to the deadline, 0 once it has come; None without a deadline."""
        return None if self.deadline is None else max(0, (self.deadline - self.as_of).days)

    @property
    def needed_per_day(self) -> int | None:
        """Whole people a day from tomorrow on; None without days left."""
        return -(-self.remaining // self.days_left) if self.days_left else None

    @property
    def needed_next_week(self) -> int | None:
        """People the next seven days must bring so as to be in time: an even share of what
        remains, rounded up; all of it once the deadline is a week away or past. None without a
        deadline.
        """
        if self.days_left is None:
            return None
        if self.days_left <= WEEK.days:
            return self.remaining
        return -(-self.remaining * WEEK.days // self.days_left)


class Progress(NamedTuple):
    """A unit's, or a village's, counts held against its targets on a day."""

    target: Target
    village: str
    """Blank for the commune as a whole."""
    counts: Counts | None
    """None where nothing has been reported: unknown, which is not zero."""
    level2: Against
    activation: Against


def progress(
    target: Target, counts: Counts | None, rules: Rules, as_of: date, *, village: str = ""
) -> Progress:
    """Return ``counts`` held against ``target``; the campaign file says which count is."""
    level2, activation = 0, 0
    if counts is not None:
        compared: Mapping[str, int] = {
            "collected": counts.collected,
            "issued": counts.issued,
            "activated": counts.activated,
        }
        level2, activation = compared[rules.compare], counts.achieved_activation
    return Progress(
        target=target,
        village=village,
        counts=counts,
        level2=Against(target.level2, level2, rules.deadline_level2, as_of),
        activation=Against(target.activation, activation, rules.deadline_activation, as_of),
    )
