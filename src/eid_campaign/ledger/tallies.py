"""Tallies kept for the next question: a report opens in a fraction of a second at district size.

A tally is counted once for each day asked about and kept until anything changes.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from eid_campaign import __version__
from eid_campaign.campaign.plan import Rules
from eid_campaign.campaign.progress import WEEK
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import Reason, Standing
from eid_campaign.campaign.tally import Group, Tally
from eid_campaign.ledger import kept
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


def _counted(
    ledger: Ledger, as_of: date, rules: Rules, own: str
) -> tuple[Tally, Counter[tuple[Group, str]]]:
    """Count everyone, with and without topics, and keep both for the next question."""
    by_topic: Counter[tuple[Group, str]] = _counting().topics_anew(ledger, as_of, rules)
    counted = Tally(as_of, without_topics(by_topic))
    kept.keep(ledger, _rows(counted, by_topic, _rules_key(rules, own)))
    return counted, by_topic


def count_days(ledger: Ledger, days: Iterable[date], rules: Rules) -> None:
    """Count those of ``days`` that nobody asked about yet, in one pass, and keep the counts."""
    keys = {day: _rules_key(rules, table_on(ledger, day)) for day in days}
    missing = [day for day, key in keys.items() if not kept.is_kept(ledger, day, key)]
    if not missing:
        return
    found = _counting().topics_of_days(ledger, missing, rules)
    rows: dict[tuple[date, str], list[list[Any]]] = {}
    for day, by_topic in found.items():
        rows |= _rows(Tally(day, without_topics(by_topic)), by_topic, keys[day])
    kept.keep(ledger, rows)


def without_topics(by_topic: Mapping[tuple[Group, str], int]) -> Counter[Group]:
    """Return the same people, whatever their remarks are about."""
    groups: Counter[Group] = Counter()
    for (group, _topic), people in by_topic.items():
        groups[group] += people
    return groups


def _counting() -> ModuleType:
    """Return :mod:`counting`, imported when nothing is kept: reports open without the rules."""
    return import_module("eid_campaign.ledger.counting")


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
        count_days(ledger, [as_of - WEEK * back for back in range(3)], rules)


def _rules_key(rules: Rules, own: str) -> str:
    tables = zlib.crc32(own.encode(), _tables_sum())
    return f"{__version__} {tables:08x} {rules.baseline} {rules.elderly_age}"


def _kept(ledger: Ledger, as_of: date, key: str) -> Tally | None:
    found = kept.kept(ledger, as_of, key)
    return None if found is None else Tally(as_of, {_group(row): row[6] for row in found})


def _rows(
    counted: Tally, topics: Mapping[tuple[Group, str], int], key: str
) -> dict[tuple[date, str], list[list[Any]]]:
    """Return what is kept of a day, by day and key."""
    of_topic = [[*_row(group), topic, n] for (group, topic), n in topics.items() if topic]
    told = [[*_row(group), count] for group, count in counted.counts.items()]
    of_communes = [[*_row(group), topic, n] for (group, topic), n in _of_communes(topics).items()]
    rows = {key: told, key + _TOPICS: of_topic, key + _COMMUNES: of_communes}
    return {(counted.as_of, name): found for name, found in rows.items()}


_TOPICS, _COMMUNES = " topics", " topics of communes"
_STAGES = {-1: None, **{int(stage): stage for stage in Stage}}
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
