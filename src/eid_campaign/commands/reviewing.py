"""The queue of people to verify, answered by keys: a heap of the same remark, or one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from eid_campaign.campaign.decisions import OFF_LIST_REASONS, Wanted, find_fault
from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.campaign.person import Person
from eid_campaign.campaign.privacy import Audience
from eid_campaign.campaign.review import Heap
from eid_campaign.campaign.standings import EXEMPTING, Reason, Standing
from eid_campaign.commands.days import DAY
from eid_campaign.commands.decide import NEEDS_GROUND, refusal
from eid_campaign.reports.review import heap_said, person_said
from eid_campaign.reports.words import reason_said
from eid_campaign.wording import _, said

SHOWN = 5
"""People of a heap that are named before its question."""


class Talk(Protocol):
    """The one who sits at the terminal."""

    def say(self, line: str) -> None:
        """Show a line."""

    def key(self) -> str:
        """Return the key pressed."""

    def line(self, question: str) -> str:
        """Return the line typed."""


Store = Callable[[Sequence[Person], Wanted], None]


@dataclass(frozen=True, slots=True)
class Seat:
    """Where the answers go to, and what is known there."""

    talk: Talk
    store: Store
    today: date
    audience: Audience


def walk(heaps: Sequence[Heap], seat: Seat) -> int:
    """Ask about each heap in turn until the last, or ``q``; return how many people were settled.

    What is answered is stored at once: leaving loses nothing.
    """
    settled: set[int] = set()
    for at, heap in enumerate(heaps, start=1):
        left = replace(heap, people=_left(heap.people, settled))
        if not left.people:
            continue
        for line in heap_said(left, at, len(heaps)):
            seat.talk.say(line)
        alike = [
            person
            for other in heaps[at - 1 :]
            if other.alike == heap.alike
            for person in _left(other.people, settled)
        ]
        go_on = _heap(left, alike, seat, settled)
        if not go_on:
            break
    return len(settled)


def _left(people: Sequence[Person], settled: set[int]) -> tuple[Person, ...]:
    return tuple(person for person in people if person.number not in settled)


def _heap(heap: Heap, alike: Sequence[Person], seat: Seat, settled: set[int]) -> bool:
    """Ask about a heap; False to leave."""
    talk = seat.talk
    if len(alike) == 1 or not heap.at_once:
        return _one_by_one(heap, seat, settled)
    for person in heap.people[:SHOWN]:
        talk.say(person_said(person, seat.audience))
    while True:
        talk.say(
            _("e exempt · v eligible · o off the list · l later · s one by one · q quit")
            + (
                _(" · E V for all {count} of all villages", count=len(alike))
                if len(alike) > len(heap.people)
                else ""
            )
        )
        key = talk.key()
        if key in ("l", "q"):
            return key == "l"
        if key == "s":
            return _one_by_one(heap, seat, settled)
        # Nobody is put off the list by the heap: death and doubles are one person's own.
        if key == "o":
            talk.say(_("Off the list is settled one by one."))
            return _one_by_one(heap, seat, settled)
        wanted = _answer(key.lower(), heap, seat)
        if wanted is not None:
            whom = heap.people if key.islower() else tuple(alike)
            _store(whom, wanted, seat, settled)
            return True


def _one_by_one(heap: Heap, seat: Seat, settled: set[int]) -> bool:
    talk = seat.talk
    for person in heap.people:
        talk.say(person_said(person, seat.audience))
        while True:
            talk.say(_("e exempt · v eligible · o off the list · l later · q quit"))
            key = talk.key()
            if key == "q":
                return False
            if key == "l":
                break
            wanted = _answer(key, heap, seat)
            if wanted is not None:
                _store((person,), wanted, seat, settled)
                break
    return True


def _answer(key: str, heap: Heap, seat: Seat) -> Wanted | None:
    """Return what a key means, asking for what it needs; None to ask again."""
    if key == "v":
        return Wanted(Standing.ELIGIBLE, Reason.NONE, seat.today, because=_ground(heap))
    reasons = {"e": EXEMPTING, "o": OFF_LIST_REASONS}.get(key)
    if reasons is None:
        return None
    standing = Standing.EXEMPT if key == "e" else Standing.OFF_LIST
    reason = _reason(reasons, seat.talk)
    if reason is None:
        return None
    try:
        until = None
        if standing is Standing.EXEMPT:
            written = seat.talk.line(_("Up to which day (Enter: for good)"))
            until = DAY.convert(written, None, None) if written.strip() else None
        because = " ".join(seat.talk.line(_("On what ground (Enter: the remark)")).split())
        wanted = Wanted(standing, reason, seat.today, until, because or _ground(heap))
        fault = find_fault(wanted, seat.today)
        if fault:
            raise refusal(fault, wanted, seat.today)
    except UsageProblem as problem:
        for line in said(problem):
            seat.talk.say(line)
        return None
    if standing in NEEDS_GROUND and not wanted.because:
        seat.talk.say(_("There is no remark: say on what it rests."))
        return None
    return wanted


def _reason(reasons: Sequence[Reason], talk: Talk) -> Reason | None:
    """Return the reason whose number is pressed, None for any other key."""
    for number, reason in enumerate(reasons, start=1):
        talk.say(f"  {number} {reason_said(reason)}")
    key = talk.key()
    known = {str(number): reason for number, reason in enumerate(reasons, start=1)}
    return known.get(key)


def _ground(heap: Heap) -> str:
    return _("the remark “{note}”", note=heap.note) if heap.note else ""


def _store(people: Sequence[Person], wanted: Wanted, seat: Seat, settled: set[int]) -> None:
    seat.store(people, wanted)
    settled.update(person.number for person in people)
    seat.talk.say(_("Decided: {count}.", count=len(people)))
