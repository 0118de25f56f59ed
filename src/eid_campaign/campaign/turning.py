"""The days on which a standing changes through time alone: a 14th birthday, an exemption's end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import NamedTuple

from eid_campaign.campaign.birth_date import BirthDate
from eid_campaign.campaign.decisions import Decision, decided
from eid_campaign.campaign.eligibility import boundaries, verdict
from eid_campaign.campaign.notes import Finding, read_note
from eid_campaign.campaign.person import Person
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import Reason, Standing, Verdict

Judge = Callable[[date], Verdict]
"""One person's verdict on a day, everything else being as it is known now."""
_DAY = timedelta(days=1)


class Turn(NamedTuple):
    """A change on ``day``: what held the day before, and what holds from that day on."""

    day: date
    before: Verdict
    after: Verdict

    @property
    def event(self) -> str:
        """What happens: ``turns_14 may_turn_14 exemption_ends exemption_begins to_verify``."""
        if self.before.reason is Reason.CHILD and self.after.reason is not Reason.CHILD:
            return "turns_14"
        if self.before.standing is Standing.EXEMPT:
            if self.before.reason is Reason.CHILD:
                return "may_turn_14"
            return "exemption_ends"
        return "exemption_begins" if self.after.standing is Standing.EXEMPT else "to_verify"


def judge_of(
    finding: Finding,
    birth: BirthDate | None,
    stage: Stage | None,
    elderly_age: int,
    decision: Decision | None = None,
) -> Judge:
    """Return what tells a person's verdict on any day, an officer's decision included."""

    def judge(day: date) -> Verdict:
        by_rules = verdict(
            birth=birth, finding=finding, stage=stage, as_of=day, elderly_age=elderly_age
        )
        return decided(by_rules, decision, day)

    return judge


def turning_days(
    finding: Finding,
    birth: BirthDate | None,
    elderly_age: int,
    decision: Decision | None = None,
) -> tuple[date, ...]:
    """Return the only days, in order, on which such a person's verdict can change."""
    days = set(boundaries(birth, finding, elderly_age))
    if decision is not None:
        days.add(decision.wanted.as_of)
        if decision.wanted.until is not None:
            days.add(decision.wanted.until + _DAY)
    return tuple(sorted(days))


def turns(judge: Judge, boundaries: Iterable[date], first: date, last: date) -> tuple[Turn, ...]:
    """Return the changes from ``first`` to ``last``, both counted.

    ``boundaries`` are the only days on which ``judge`` can change its mind; a boundary at which
    standing and reason stay the same is no turn.
    """
    found = []
    for day in boundaries:
        if first <= day <= last:
            turn = Turn(day, judge(day - _DAY), judge(day))
            if turn.before[:2] != turn.after[:2]:
                found.append(turn)
    return tuple(found)


class Coming(NamedTuple):
    """A change that comes to one person."""

    turn: Turn
    person: Person


def coming(
    people: Iterable[Person], first: date, last: date, *, elderly_age: int, own: str = ""
) -> tuple[Coming, ...]:
    """Return what comes from ``first`` to ``last``, by day, facts being as they are known now.

    Who leaves the list at 14 is left out: nobody has to be invited.
    """
    days: dict[tuple[str, str], tuple[date, ...]] = {}
    found = []
    for person in people:
        finding = read_note(person.note, own)
        birth = BirthDate.from_iso(person.birth_date) if person.birth_date else None
        key = person.birth_date, person.note
        if key not in days:
            days[key] = turning_days(finding, birth, elderly_age)
        ahead = days[key]
        if person.decision is not None:
            ahead = turning_days(finding, birth, elderly_age, person.decision)
        if any(first <= day <= last for day in ahead):
            judge = judge_of(finding, birth, person.stage, elderly_age, person.decision)
            found += [Coming(turn, person) for turn in turns(judge, ahead, first, last)]
    kept = [each for each in found if each.turn.after.standing is not Standing.OFF_LIST]
    return tuple(sorted(kept, key=lambda each: each.turn.day))
