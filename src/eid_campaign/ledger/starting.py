"""From which stage targets count a person.

The one on the plan's day, or on the village's first list where that is later. Who was under 14 on
the plan's day, or on no list by then, is in no base (plan, part II).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from eid_campaign.campaign.birth_date import CHILD_AGE, AgeClasses
from eid_campaign.campaign.plan import Rules
from eid_campaign.campaign.stages import Stage
from eid_campaign.ledger.ledger import Ledger

UNKNOWN = -1
"""In the place of a stage: not told, or on no list."""

Step = tuple[int, int, int, int, int, int, str, int, int, bool]
"""A version of a person: (person, day, commune, village, stage, note, birth date, stage at the
start as told so far, whether of age at the start, whether this version is of the time up to it).
"""


def steps(
    ledger: Ledger,
    until: date,
    rules: Rules,
    *,
    ages: AgeClasses | None = None,
    persons: Iterable[int] | None = None,
) -> Iterator[Step]:
    """Yield the versions up to a day, person by person in their order, of all or of ``persons``.

    ``ages`` puts one birth date in the place of all of the same ages: a district has 30.000.
    """
    baseline = _baseline(ledger, rules)
    limits = _limits(ledger, rules)
    adults = AgeClasses((baseline,), (CHILD_AGE,))
    born = "birth_date" if ages is None else ages.sql("birth_date")
    among, given = "", [until.toordinal()]
    if persons is not None:
        among = " AND person IN (SELECT value FROM json_each(?))"
        given.append(json.dumps(sorted(persons)))  # type: ignore[arg-type]
    before, at_start = 0, UNKNOWN
    for person, day, commune, village, stage, note, birth, adult in ledger.connection.execute(
        f"SELECT person, as_of, commune, village, stage, note, {born},"
        f" {adults.reached_sql('birth_date')} FROM version"
        f" WHERE as_of <= ?{among} ORDER BY person, as_of, import_id",
        given,
    ):
        if person != before:
            before, at_start = person, UNKNOWN
        is_start = day <= limits[commune, village]
        if is_start:
            at_start = stage
        yield person, day, commune, village, stage, note, birth, at_start, adult, is_start


def stage_at_start(at_start: int, adult: int) -> Stage | None:
    """Return the stage from which a person counts; None for who is in no base."""
    return stage_of(at_start) if adult else None


def stage_of(number: int) -> Stage | None:
    """Return the stage that is stored as ``number``; None for one not known."""
    return _STAGES[number]


_STAGES: dict[int, Stage | None] = {UNKNOWN: None, **{int(stage): stage for stage in Stage}}


def starts(ledger: Ledger, rules: Rules) -> dict[tuple[str, str], date]:
    """Return the day from which the targets of each (commune, village) with a list start."""
    baseline = _baseline(ledger, rules)
    return {place: max(baseline, days[0]) for place, days in ledger.report_days().items()}


def _baseline(ledger: Ledger, rules: Rules) -> date:
    """Return the plan's day; without one that of the first roster of all, or the last day."""
    if rules.baseline is not None:
        return rules.baseline
    return min((days[0] for days in ledger.report_days().values()), default=date.max)


def _limits(ledger: Ledger, rules: Rules) -> defaultdict[tuple[int, int], int]:
    """Return the starts as ordinals by the ids of the words; the plan's day for other places."""
    usual = _baseline(ledger, rules).toordinal()
    ids = dict(ledger.connection.execute("SELECT text, id FROM word"))
    limits: defaultdict[tuple[int, int], int] = defaultdict(lambda: usual)
    for (commune, village), day in starts(ledger, rules).items():
        # A village named only in rows that were not kept as people is in nobody's version.
        if commune in ids and village in ids:
            limits[ids[commune], ids[village]] = day.toordinal()
    return limits
