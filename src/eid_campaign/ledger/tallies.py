"""Counting the people known on a day into a tally, and keeping it for the next question.

A report must open in a fraction of a second at district size, so a tally is counted once for
each day asked about and kept until anything changes.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from eid_campaign import __version__
from eid_campaign.campaign.birth_date import CHILD_AGE, AgeClasses, BirthDate
from eid_campaign.campaign.decisions import decided
from eid_campaign.campaign.eligibility import verdict
from eid_campaign.campaign.notes import Finding, read_note
from eid_campaign.campaign.plan import Rules
from eid_campaign.campaign.progress import WEEK
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import Reason, Standing
from eid_campaign.campaign.tally import Group, Tally
from eid_campaign.ledger import kept
from eid_campaign.ledger.decisions import decisions_on
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.own_rules import table_on


def tally(ledger: Ledger, as_of: date, rules: Rules) -> Tally:
    """Return the tally of everyone known on ``as_of`` (facts up to that day, ages on it)."""
    own = table_on(ledger, as_of)
    found = _kept(ledger, as_of, _rules_key(rules, own))
    return _counted(ledger, as_of, rules, own)[0] if found is None else found


def topics(ledger: Ledger, as_of: date, rules: Rules) -> Counter[tuple[Group, str]]:
    """Return the same people with what an eligible person's remark is about, blank for nothing."""
    own = table_on(ledger, as_of)
    key = _rules_key(rules, own)
    whole, rows = _kept(ledger, as_of, key), kept.kept(ledger, as_of, key + _TOPICS)
    if whole is None or rows is None:
        return _counted(ledger, as_of, rules, own)[1]
    # Most people have a remark of no topic: only the others are kept once more.
    found = Counter({(group, ""): people for group, people in whole.counts.items()})
    for row in rows:
        group, topic, people = _group(row), row[6], row[7]
        found[group, topic] = people
        found[group, ""] -= people
    return +found


def topics_of_communes(ledger: Ledger, as_of: date, rules: Rules) -> dict[tuple[Group, str], int]:
    """Return the topics of the people not collected at the baseline, without their villages: all
    that a commune's obstacles are told from, and small enough for a district's report.
    """
    own = table_on(ledger, as_of)
    rows = kept.kept(ledger, as_of, _rules_key(rules, own) + _COMMUNES)
    if rows is None:
        return dict(_of_communes(_counted(ledger, as_of, rules, own)[1]))
    return {(_group(row), row[6]): row[7] for row in rows}


def _of_communes(found: Mapping[tuple[Group, str], int]) -> Counter[tuple[Group, str]]:
    counted: Counter[tuple[Group, str]] = Counter()
    for (group, topic), people in found.items():
        if group.baseline is Stage.NOT_COLLECTED:
            counted[group._replace(village=""), topic] += people
    return counted


def topics_anew(ledger: Ledger, as_of: date, rules: Rules) -> Counter[tuple[Group, str]]:
    """Return what ``topics`` does, counted from the people whatever was kept."""
    counted: Counter[tuple[Group, str]] = Counter()
    for group, topic, people in _groups(ledger, as_of, rules, table_on(ledger, as_of)):
        counted[group, topic] += people
    return counted


def _counted(
    ledger: Ledger, as_of: date, rules: Rules, own: str
) -> tuple[Tally, Counter[tuple[Group, str]]]:
    """Count everyone, with and without topics, and keep both for the next question."""
    by_topic = topics_anew(ledger, as_of, rules)
    groups: Counter[Group] = Counter()
    for (group, _topic), people in by_topic.items():
        groups[group] += people
    counted = Tally(as_of, groups)
    _keep(ledger, counted, by_topic, _rules_key(rules, own))
    return counted, by_topic


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


@cache
def _tables_sum() -> int:
    """A checksum of the rule tables: a changed rule makes every kept tally worthless."""
    tables = sorted(Path(__file__).parents[1].joinpath("campaign").glob("*.tsv"))
    return zlib.crc32(b"".join(table.read_bytes() for table in tables))


FEW_PEOPLE = 20_000
"""Up to so many a tally is counted before anyone asks: a commune's takes a moment, a district's
would hold up the import.
"""


def count_ahead(ledger: Ledger, as_of: date, rules: Rules) -> None:
    """Count what the next weekly report of ``as_of`` asks for, where that takes no time."""
    (people,) = ledger.connection.execute("SELECT max(person) FROM version").fetchone()
    if people is not None and people <= FEW_PEOPLE:
        for back in range(3):
            tally(ledger, as_of - WEEK * back, rules)


def _rules_key(rules: Rules, own: str) -> str:
    tables = zlib.crc32(own.encode(), _tables_sum())
    return f"{__version__} {tables:08x} {rules.baseline} {rules.elderly_age}"


def _kept(ledger: Ledger, as_of: date, key: str) -> Tally | None:
    found = kept.kept(ledger, as_of, key)
    return None if found is None else Tally(as_of, {_group(row): row[6] for row in found})


def _keep(
    ledger: Ledger, counted: Tally, topics: Mapping[tuple[Group, str], int], key: str
) -> None:
    of_topic = [[*_row(group), topic, n] for (group, topic), n in topics.items() if topic]
    told = [[*_row(group), count] for group, count in counted.counts.items()]
    of_communes = [[*_row(group), topic, n] for (group, topic), n in _of_communes(topics).items()]
    rows = {key: told, key + _TOPICS: of_topic, key + _COMMUNES: of_communes}
    kept.keep(ledger, counted.as_of, rows)


_TOPICS, _COMMUNES = " topics", " topics of communes"
_STANDINGS = {int(standing): standing for standing in Standing}
_REASONS = {reason.value: reason for reason in Reason}


def _group(row: Sequence[Any]) -> Group:
    commune, village, baseline, stage, standing, reason = row[:6]
    return Group(
        commune,
        village,
        _STAGES[baseline],
        _STAGES[stage],
        _STANDINGS[standing],
        _REASONS[reason],
    )


def _row(group: Group) -> list[str | int]:
    return [
        group.commune,
        group.village,
        -1 if group.baseline is None else group.baseline,
        -1 if group.stage is None else group.stage,
        group.standing,
        group.reason,
    ]
