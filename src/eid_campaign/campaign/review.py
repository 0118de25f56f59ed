"""The queue of people to verify: by reason and village, the most frequent remark first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from eid_campaign.campaign.decisions import Wanted, same_for_all
from eid_campaign.campaign.person import Person
from eid_campaign.campaign.places import village_order
from eid_campaign.campaign.privacy import Audience, shown_reason
from eid_campaign.campaign.shown_note import shown_note
from eid_campaign.campaign.spelling import plain
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import Reason, Standing


@dataclass(frozen=True, slots=True)
class Heap:
    """People of one village with the same reason and remark, as the audience may see them."""

    commune: str
    village: str
    reason: str
    """Its id, ``other`` where the audience may not know it."""
    note: str
    people: tuple[Person, ...]
    at_once: bool
    """Whether one answer may stand for all of them."""

    @property
    def alike(self) -> tuple[str, str]:
        """What heaps of several villages have in common."""
        return self.reason, plain(self.note)


class Answer(NamedTuple):
    """A row of a review sheet that was answered."""

    sheet: str
    row: int
    code: str
    standing: Standing
    reason: Reason
    until: date | None
    because: str

    def wanted(self, as_of: date) -> Wanted:
        """Return what is wanted from ``as_of`` on."""
        return Wanted(self.standing, self.reason, as_of, self.until, self.because)


def is_to_verify(person: Person) -> bool:
    """Whether an officer is to settle a person; who has an activated account is done."""
    open_ = person.verdict.standing is Standing.TO_VERIFY
    return open_ and person.stage is not Stage.L2_ACTIVATED


def queue(found: Iterable[Person], audience: Audience, own: str = "") -> tuple[Heap, ...]:
    """Return those of ``found`` who are to verify, heap by heap.

    The most frequent reason comes first, its villages in their natural order, in each the most
    frequent remark first. What the audience may not see keeps nobody apart.
    ``own`` is the commune's own table of words.
    """
    heaps: dict[tuple[str, str, str, str], list[Person]] = {}
    for person in filter(is_to_verify, found):
        reason = shown_reason(person.verdict.reason, audience)
        note = shown_note(person.note, person.verdict.reason, audience, own)
        key = (reason, person.commune, person.village, plain(note))
        heaps.setdefault(key, []).append(person)
    sizes: Counter[str] = Counter()
    for (reason, *_place), people in heaps.items():
        sizes[reason] += len(people)
    made = [
        Heap(
            commune,
            village,
            reason,
            shown_note(people[0].note, people[0].verdict.reason, audience, own),
            tuple(people),
            same_for_all(people[0].verdict.reason, note),
        )
        for (reason, commune, village, note), people in heaps.items()
    ]
    return tuple(
        sorted(
            made,
            key=lambda heap: (
                -sizes[heap.reason],
                heap.reason,
                heap.commune,
                village_order(heap.village),
                -len(heap.people),
                plain(heap.note),
            ),
        )
    )
