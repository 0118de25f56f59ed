"""A table of own words tried before it is adopted: which remarks it would read otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from eid_campaign.campaign.note_rules import examples
from eid_campaign.campaign.notes import Finding, read_note
from eid_campaign.campaign.person import Person
from eid_campaign.campaign.standings import Standing, Verdict

_GONE = (Standing.EXEMPT, Standing.OFF_LIST)


class Moved(NamedTuple):
    """A person whose standing or reason would change."""

    person: Person
    """As known now, with the standing that holds now."""
    after: Verdict


class Reread(NamedTuple):
    """A remark of eidc's own examples that the table would read otherwise."""

    remark: str
    before: Finding
    after: Finding

    @property
    def is_wrong(self) -> bool:
        """Whether it would exempt: the examples that do not are there to deceive."""
        return self.after.standing in _GONE and self.before.standing not in _GONE


class Move(NamedTuple):
    """From one standing and reason to another."""

    before: Verdict
    after: Verdict


def moved(now: Iterable[Person], tried: Iterable[Person]) -> tuple[Moved, ...]:
    """Return who would move; both are the same people in the same order."""
    return tuple(
        Moved(before, after.verdict)
        for before, after in zip(now, tried, strict=True)
        if before.verdict[:2] != after.verdict[:2]
    )


def moves(found: Iterable[Moved]) -> Counter[Move]:
    """Return how many people make the same move; rule and words left aside."""
    return Counter(Move(_plain(each.person.verdict), _plain(each.after)) for each in found)


def reread(own: str, before: str) -> tuple[Reread, ...]:
    """Return which examples the table ``own`` would read otherwise than ``before`` does."""
    found = (Reread(text, read_note(text, before), read_note(text, own)) for text in examples())
    return tuple(
        each
        for each in found
        if (each.before.standing, each.before.reason) != (each.after.standing, each.after.reason)
    )


def _plain(verdict: Verdict) -> Verdict:
    return Verdict(verdict.standing, verdict.reason)
