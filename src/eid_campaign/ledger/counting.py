"""Counting the people known on a day: all that decides in one pass, one verdict for each class."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from eid_campaign.campaign.birth_date import CHILD_AGE, AgeClasses, BirthDate
from eid_campaign.campaign.decisions import decided
from eid_campaign.campaign.eligibility import verdict
from eid_campaign.campaign.notes import Finding, read_note
from eid_campaign.campaign.plan import Rules
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import Reason, Standing
from eid_campaign.campaign.tally import Group
from eid_campaign.ledger.decisions import decisions_on
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.own_rules import table_on


def topics_anew(ledger: Ledger, as_of: date, rules: Rules) -> Counter[tuple[Group, str]]:
    """Return how many people are in each group, with what an eligible person's remark is about,
    blank for nothing; counted from the people whatever was kept.
    """
    counted: Counter[tuple[Group, str]] = Counter()
    for group, topic, people in _groups(ledger, as_of, rules, table_on(ledger, as_of)):
        counted[group, topic] += people
    return counted


def _groups(
    ledger: Ledger, as_of: date, rules: Rules, own: str
) -> Iterator[tuple[Group, str, int]]:
    """Count people by all that decides, then decide once for each such class."""
    words = dict(ledger.connection.execute("SELECT id, text FROM word"))
    baseline = rules.baseline or first_roster(ledger)
    ages = AgeClasses(as_of, (CHILD_AGE, rules.elderly_age))
    findings: dict[int, Finding] = {}
    decisions = {each.number: each for each in decisions_on(ledger, as_of).values()}
    of_person = {each.person: number for number, each in decisions.items()}
    classes = _classes(ledger, as_of, baseline, words, ages, of_person)
    settled: dict[tuple[int, int, str, int], tuple[Standing, Reason, str]] = {}
    for (key, decision), people in classes.items():
        commune, village, stage, note, born, at_baseline, adult = key
        alike = stage, note, born, decision  # one verdict, wherever they live
        if alike not in settled:
            if note not in findings:
                findings[note] = read_note(words[note], own)
            found = decided(
                verdict(
                    birth=BirthDate.from_iso(born) if born else None,
                    finding=findings[note],
                    stage=stage_of(stage),
                    as_of=as_of,
                    elderly_age=rules.elderly_age,
                ),
                decisions.get(decision),
                as_of,
            )
            topic = findings[note].topic if found.standing is Standing.ELIGIBLE else ""
            settled[alike] = found.standing, found.reason, topic
        standing, reason, topic = settled[alike]
        group = Group(
            words[commune],
            words[village],
            stage_of(at_baseline) if adult else None,
            stage_of(stage),
            standing,
            reason,
        )
        yield group, topic, people


_Class = tuple[int, int, int, int, str, int, int]
"""(commune, village, stage, note, a birth date of the class, stage at the baseline, of age then)"""


def _classes(
    ledger: Ledger,
    as_of: date,
    baseline: date,
    words: dict[int, str],
    ages: AgeClasses,
    decisions: Mapping[int, int],
) -> Counter[tuple[_Class, int]]:
    """Count the people who are alike in all that decides, in one pass over the versions.

    The second of a key is the number of the person's decision, 0 for the many who have none.
    Versions come person by person in their order. A district has 30.000 birth dates; SQLite
    puts one in the place of all that have reached the same ages, see ``AgeClasses``.
    """
    limits = baseline_days(ledger, baseline, words)
    adults = AgeClasses(baseline, (CHILD_AGE,))
    alike: Counter[tuple[_Class, int]] = Counter()
    before, key = 0, None
    at_baseline = -1
    for person, day, commune, village, stage, note, born, adult in ledger.connection.execute(
        f"SELECT person, as_of, commune, village, stage, note, {ages.sql('birth_date')},"
        f" {adults.reached_sql('birth_date')} FROM version"
        " WHERE as_of <= ?"
        " ORDER BY person, as_of, import_id",
        (as_of.toordinal(),),
    ):
        if person != before:
            if key is not None:
                alike[key, decisions.get(before, 0)] += 1
            before, at_baseline = person, -1
        if day <= limits[commune, village]:
            at_baseline = stage
        key = (commune, village, stage, note, born, at_baseline, adult)
    if key is not None:
        alike[key, decisions.get(before, 0)] += 1
    return alike


def baseline_days(
    ledger: Ledger, baseline: date, words: dict[int, str]
) -> defaultdict[tuple[int, int], int]:
    """Return where targets start from by (commune, village): the plan's day, or a village's
    first roster where that is later.
    """
    ids = {text: number for number, text in words.items()}
    days: defaultdict[tuple[int, int], int] = defaultdict(lambda: baseline.toordinal())
    for (commune, village), found in ledger.report_days().items():
        # A village named only in rows that were not kept as people is in nobody's version.
        if commune in ids and village in ids:
            days[ids[commune], ids[village]] = max(baseline, found[0]).toordinal()
    return days


def first_roster(ledger: Ledger) -> date:
    """Return the day of the first roster of all; the last day there is where there is none."""
    return min((days[0] for days in ledger.report_days().values()), default=date.max)


def stage_of(number: int) -> Stage | None:
    """Return the stage that is stored as ``number``; None for one not known."""
    return _STAGES[number]


_STAGES: dict[int, Stage | None] = {-1: None, **{int(stage): stage for stage in Stage}}
