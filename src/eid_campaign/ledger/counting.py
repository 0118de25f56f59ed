"""Counting the people known on a day: all that decides in one pass, one verdict for each class."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date

from eid_campaign.campaign.birth_date import CHILD_AGE, AgeClasses, BirthDate
from eid_campaign.campaign.decisions import decided
from eid_campaign.campaign.eligibility import verdict
from eid_campaign.campaign.notes import read_note
from eid_campaign.campaign.plan import Rules
from eid_campaign.campaign.standings import Reason, Standing
from eid_campaign.campaign.tally import Group
from eid_campaign.ledger.decisions import decisions_on
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.own_rules import table_on
from eid_campaign.ledger.starting import stage_at_start, stage_of, steps


def topics_anew(ledger: Ledger, as_of: date, rules: Rules) -> Counter[tuple[Group, str]]:
    """Return how many people are in each group, with what an eligible person's remark is about,
    blank for nothing; counted from the people whatever was kept.
    """
    return topics_of_days(ledger, (as_of,), rules)[as_of]


def topics_of_days(
    ledger: Ledger, days: Iterable[date], rules: Rules
) -> dict[date, Counter[tuple[Group, str]]]:
    """Return the same for each of ``days``, in one pass over everybody.

    From week to week hardly anybody changes: people alike are counted once with the days on which
    they were so, and judged once for all days on which the judgement is the same.
    """
    asked = sorted(set(days))
    words = dict(ledger.connection.execute("SELECT id, text FROM word"))
    judge = Judge(ledger, asked, rules, words)
    stretches: Counter[tuple[Group, str, int, int]] = Counter()
    for (key, person, since, until), people in _classes(
        ledger, asked, rules, words, judge.decided
    ).items():
        commune, village, stage, note, born, at_start, adult = key
        for start, end, (standing, reason, topic) in judge.judged(stage, note, born, person):
            if start < until and end > since:
                group = Group(
                    words[commune],
                    words[village],
                    stage_at_start(at_start, adult),
                    stage_of(stage),
                    standing,
                    reason,
                )
                stretches[group, topic, max(start, since), min(end, until)] += people
    counted: list[Counter[tuple[Group, str]]] = [Counter() for _day in asked]
    for (group, topic, since, until), people in stretches.items():
        for of_day in counted[since:until]:
            of_day[group, topic] += people
    return dict(zip(asked, counted, strict=True))


Judged = tuple[Standing, Reason, str]
"""A standing with its reason, and what an eligible person's remark is about."""


class Judge:
    """Judges people who are alike, day by day, as the rules and the officers have it."""

    def __init__(
        self, ledger: Ledger, days: Sequence[date], rules: Rules, words: Mapping[int, str]
    ) -> None:
        self._days = days
        self._rules = rules
        self._words = words
        self._tables = [table_on(ledger, day) for day in days]
        self._decisions = [decisions_on(ledger, day) for day in days]
        self._judged: dict[tuple[int, int, str, int], list[tuple[int, int, Judged]]] = {}
        self.decided: Set[int] = {person for each in self._decisions for person in each}
        """Everybody about whom an officer decided."""

    def judged(
        self, stage: int, note: int, born: str, person: int
    ) -> Sequence[tuple[int, int, Judged]]:
        """Return the judgements with the days from and before which they hold, wherever they
        live; ``person`` is 0 for who was not decided about.
        """
        alike = stage, note, born, person
        if alike not in self._judged:
            found: list[tuple[int, int, Judged]] = []
            for at in range(len(self._days)):
                judged = self._on(at, *alike)
                since = found.pop()[0] if found and found[-1][2] == judged else at
                found.append((since, at + 1, judged))
            self._judged[alike] = found
        return self._judged[alike]

    def _on(self, at: int, stage: int, note: int, born: str, person: int) -> Judged:
        finding = read_note(self._words[note], self._tables[at])
        found = decided(
            verdict(
                birth=BirthDate.from_iso(born) if born else None,
                finding=finding,
                stage=stage_of(stage),
                as_of=self._days[at],
                elderly_age=self._rules.elderly_age,
            ),
            self._decisions[at].get(person),
            self._days[at],
        )
        topic = finding.topic if found.standing is Standing.ELIGIBLE else ""
        return found.standing, found.reason, topic


_Class = tuple[int, int, int, int, str, int, int]
"""(commune, village, stage, note, a birth date of the class, stage at the start, of age then)"""


def _classes(
    ledger: Ledger,
    days: Sequence[date],
    rules: Rules,
    words: Mapping[int, str],
    decided: Set[int],
) -> Counter[tuple[_Class, int, int, int]]:
    """Count the people who are alike in all that decides, in one pass over the versions.

    Behind the class stand the person, for those in ``decided``, else 0; then the first of
    ``days`` on which a version held, and the first on which it no longer did. Versions come
    person by person in their order. A district has 30.000 birth dates; SQLite puts one in the
    place of all that have reached the same ages, see ``AgeClasses``.
    """
    ages = AgeClasses(days, (CHILD_AGE, rules.elderly_age))
    opening = _Starts([day.toordinal() for day in days])
    alike: Counter[tuple[_Class, int, int, int]] = Counter()
    before, key, since = 0, None, 0
    for person, day, commune, village, stage, note, born, at_start, adult, _ in steps(
        ledger, days[-1], rules, ages=ages
    ):
        start = opening[day]
        if person != before:
            if key is not None:
                alike[key, before if before in decided else 0, since, len(days)] += 1
            before = person
        elif key is not None and start > since:
            alike[key, before if before in decided else 0, since, start] += 1
        key, since = (commune, village, stage, note, born, at_start, adult), start
    if key is not None:
        alike[key, before if before in decided else 0, since, len(days)] += 1
    return alike


class _Starts(dict[int, int]):
    """For the day of a version, how many of the days asked about are before it."""

    def __init__(self, days: Sequence[int]) -> None:
        super().__init__()
        self._days = days

    def __missing__(self, day: int) -> int:
        self[day] = bisect_left(self._days, day)
        return self[day]
