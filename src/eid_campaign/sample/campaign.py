"""The practice campaign of Cẩm Tân: who stands where in each of its weeks, before any mess."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from eid_campaign.campaign.stages import Stage
from eid_campaign.sample.appendix import by_stage, unit_counts
from eid_campaign.sample.baseline import apportioned, settled
from eid_campaign.sample.people import BASELINE, NO_REMARK, Inventor, Person, Remark
from eid_campaign.sample.story import (
    CAME_BACK,
    COMING_BACK,
    COMMUNE,
    GONE_ABROAD,
    LOST_NUMBERS,
    NAMELESS,
    PLANS,
    STAYING,
    VILLAGES,
    YEAR_OF_DOUBT,
    Number,
    Plan,
    Village,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A person in one week's roster."""

    person: Person
    stage: Stage
    """Where the person stands."""
    said: Stage
    """Where the roster says the person stands; earlier than ``stage`` for a conflict."""
    remark: Remark = NO_REMARK
    number: Number = Number.GIVEN


@dataclass(frozen=True, slots=True)
class Week:
    """The rosters of one day; a village that did not report has none."""

    day: date
    rosters: Mapping[str, tuple[Entry, ...]]
    reported: frozenset[str]
    """``rosters`` of the others repeat what was known."""


def campaign(seed: int, people: int | None = None) -> tuple[Week, ...]:
    """Return the baseline and the two weeks that follow.

    With ``people`` the village lists hold that many people of 14 and over in the appendix's
    proportions; without, exactly the appendix row.
    """
    making = _Making(seed, people)
    return (making.week(BASELINE), *(making.following(plan) for plan in PLANS))


class _Making:
    """The campaign as it goes on: people, their stages and remarks now."""

    def __init__(self, seed: int, people: int | None) -> None:
        self.inventor = Inventor(f"{seed} {COMMUNE}")
        self.chance = self.inventor.chance
        row = by_stage(unit_counts(COMMUNE))
        full = sum(row.values())
        self.scale = 1.0 if people is None else people / full
        counts = apportioned(people or full, list(row.values()))
        place = settled(self.inventor, dict(zip(row, counts, strict=True)), self.scale)
        self.people, self.stages, self.remarks = place.people, place.stages, place.remarks
        self.baseline = dict(self.stages)
        self.children = {one.citizen_id for one in self._everyone() if one.is_child(BASELINE)}
        self.weeks_passed = 0
        self.backwards: dict[str, Stage] = {}
        self.lost = self._planted_numbers()
        self.nameless = self._nameless_rows()
        self._plant_returns()

    def week(self, day: date, silent: str = "") -> Week:
        """Return everybody as they stand now."""
        rosters = {
            village: (*(self._entry(one) for one in people), *self._forgotten(village))
            for village, people in self.people.items()
        }
        return Week(day, rosters, frozenset(rosters) - {silent})

    def following(self, plan: Plan) -> Week:
        """Let the seven days up to ``plan.day`` pass and return everybody as they stand then."""
        self.weeks_passed += 1
        self.backwards = {}
        before = dict(self.stages)
        active = [village for village in VILLAGES if village.name != plan.silent]
        self._activate_the_issued(active)
        paces = [village.size * village.behind * village.pace for village in active]
        calls = [village.size * village.calls for village in active]
        for village, issued, waiting, activated, raised in zip(
            active,
            self._quotas(plan.issued, paces),
            self._quotas(plan.waiting, paces),
            self._quotas(plan.activated, calls),
            self._quotas(plan.raised, paces),
            strict=True,
        ):
            self._issue(village.name, issued)
            self._collect(village.name, waiting)
            self._activate(village.name, activated)
            self._raise(village.name, raised)
        for name, stage in plan.arriving:
            self._arrive(name, stage)
        if self.weeks_passed == 1:
            for citizen_id, remark in list(self.remarks.items()):
                self.remarks[citizen_id] = CAME_BACK if remark is GONE_ABROAD else remark
        for name, stands, said in plan.backwards:
            # Only who stood there a week ago can be seen to step back.
            there = (
                one for one in self._at(name, (stands,)) if before.get(one.citizen_id) is stands
            )
            if person := next(there, None):
                self.backwards[person.citizen_id] = said
        return self.week(plan.day, plan.silent)

    # --- what is planted at the baseline

    def _planted_numbers(self) -> dict[str, tuple[Number, int]]:
        taken: dict[str, tuple[Number, int]] = {}
        for village, number, weeks in LOST_NUMBERS:
            person = next(
                (
                    one
                    for one in self.people[village]
                    if one.citizen_id not in taken and not one.year_only
                    if one.citizen_id not in self.children and one.quirk % 3 == 0
                ),
                None,
            )
            if person:
                taken[person.citizen_id] = (number, weeks)
        return taken

    def _nameless_rows(self) -> dict[str, tuple[Entry, int]]:
        rows = {}
        for village, weeks in NAMELESS:
            person = self.inventor.person(COMMUNE, village, date(1984, 3, 9))
            person = replace(person, surname="", middle="", given="", phone="", group="")
            rows[village] = (Entry(person, Stage.NOT_COLLECTED, Stage.NOT_COLLECTED), weeks)
        return rows

    def _plant_returns(self) -> None:
        for village in COMING_BACK:
            found = (one for one in self._willing(village) if 20 <= one.age <= 45)
            if person := next(found, None):
                self.remarks[person.citizen_id] = GONE_ABROAD

    # --- what happens in a week ---------------------------------------------------------------

    def _quotas(self, total: int, weights: Sequence[float]) -> list[int]:
        return apportioned(round(total * self.scale), weights)

    def _activate_the_issued(self, villages: Iterable[Village]) -> None:
        """Accounts issued a week ago are mostly activated by now."""
        for village in villages:
            for one in self._base(village.name, (Stage.L2_APPROVED,)):
                if self.chance.random() < 0.65:
                    self.stages[one.citizen_id] = Stage.L2_ACTIVATED

    def _issue(self, village: str, count: int) -> None:
        """Those already collected are approved first; most activate at once."""
        waiting = self._base(village, (Stage.COLLECTED,))
        kept_waiting = len(waiting) // 8
        ready = waiting[kept_waiting:] + self._willing(village)
        for one in ready[:count]:
            at_once = self.chance.random() < 0.74
            self.stages[one.citizen_id] = Stage.L2_ACTIVATED if at_once else Stage.L2_APPROVED

    def _collect(self, village: str, count: int) -> None:
        for one in self._willing(village)[:count]:
            self.stages[one.citizen_id] = Stage.COLLECTED

    def _activate(self, village: str, count: int) -> None:
        pending = [
            one
            for one in self._at(village, (Stage.L1_APPROVED, Stage.L2_APPROVED))
            if self._was(one) == self.stages[one.citizen_id]
        ]
        for one in pending[:count]:
            first = self.stages[one.citizen_id] is Stage.L1_APPROVED and self.chance.random() < 0.8
            self.stages[one.citizen_id] = Stage.L1_ACTIVATED if first else Stage.L2_ACTIVATED

    def _raise(self, village: str, count: int) -> None:
        raised = [
            one
            for one in self._at(village, (Stage.L1_ACTIVATED,))
            if self._was(one) is Stage.L1_ACTIVATED
        ]
        for one in raised[:count]:
            self.stages[one.citizen_id] = Stage.L2_ACTIVATED

    def _arrive(self, village: str, stage: Stage) -> None:
        made = self.inventor.adult(COMMUNE, village, stage, avoid_year=YEAR_OF_DOUBT)
        self.stages[made.citizen_id] = stage
        self.remarks[made.citizen_id] = Remark("mới chuyển khẩu về", "")
        number = max(one.household for one in self.people[village]) + 1
        self.people[village].append(
            replace(made, head=made.full_name, household=number, relation="Chủ hộ")
        )

    # --- who is where ---------------------------------------------------------------------------

    def _everyone(self) -> Iterable[Person]:
        return (one for people in self.people.values() for one in people)

    def _was(self, person: Person) -> Stage | None:
        return self.baseline.get(person.citizen_id)

    def _at(self, village: str, stages: tuple[Stage, ...]) -> list[Person]:
        found = [one for one in self.people[village] if self.stages[one.citizen_id] in stages]
        self.chance.shuffle(found)
        return found

    def _base(self, village: str, stages: tuple[Stage, ...]) -> list[Person]:
        """People of target A: not collected at the baseline and no children then."""
        return [
            one
            for one in self._at(village, stages)
            if self._was(one) is Stage.NOT_COLLECTED and one.citizen_id not in self.children
        ]

    def _willing(self, village: str) -> list[Person]:
        return [
            one
            for one in self._base(village, (Stage.NOT_COLLECTED,))
            if self.remarks[one.citizen_id].kind in STAYING
        ]

    def _entry(self, person: Person) -> Entry:
        stage = self.stages[person.citizen_id]
        number, weeks = self.lost.get(person.citizen_id, (Number.GIVEN, 0))
        return Entry(
            person,
            stage,
            self.backwards.get(person.citizen_id, stage),
            self.remarks[person.citizen_id],
            number if self.weeks_passed < weeks else Number.GIVEN,
        )

    def _forgotten(self, village: str) -> tuple[Entry, ...]:
        entry, weeks = self.nameless.get(village, (None, 0))
        return (entry,) if entry and self.weeks_passed < weeks else ()
