"""Every total against its parts: rows of an import, people of a tally, the plan's own sums."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from eid_campaign.campaign.logged import Finding
from eid_campaign.campaign.plan import Appendix, Rules, target_of, total_gap
from eid_campaign.campaign.tally import Group
from eid_campaign.ledger import counting, plans, tallies
from eid_campaign.ledger.ledger import Ledger

_COUNTS = ("rows_read", "refused", "new", "changed", "same", "conflict")
_UNIT_COUNTS = ("not_collected", "l1_activated", "l1_approved", "l2_activated", "l2_approved")

_Place = tuple[str, str, int]
"""(commune, village, stage), -1 for a stage nobody told."""


def imports(ledger: Ledger) -> Iterator[Finding]:
    """Yield the imports whose counts do not add up, or are not those of the log."""
    connection = ledger.connection
    people_of = dict(
        connection.execute("SELECT import_id, sum(people) FROM import_village GROUP BY import_id")
    )
    units = dict(
        connection.execute(
            "SELECT import_id, count(*) FROM unit_counts WHERE NOT is_total GROUP BY import_id"
        )
    )
    for number, kind, details, seen, *counts in connection.execute(
        f"SELECT i.id, i.kind, details, seen, {', '.join(_COUNTS)}"
        " FROM import i JOIN operation o ON o.id = i.id ORDER BY i.id"
    ).fetchall():
        line = dict(zip(_COUNTS, counts, strict=True))
        told = json.loads(details)
        if line["rows_read"] != sum(counts[1:]):
            yield Finding("rows", number, {"read": line["rows_read"], "parts": sum(counts[1:])})
        if any(told.get(name, value) != value for name, value in line.items()):
            yield Finding("log_counts", number)
        if kind == "roster":
            kept = line["rows_read"] - line["refused"]
            if people_of.get(number, 0) != kept:
                villages = people_of.get(number, 0)
                yield Finding("villages", number, {"villages": villages, "kept": kept})
            named = _seen(seen).bit_count()
            if named > kept:
                yield Finding("seen", number, {"seen": named, "kept": kept})
        elif kind == "appendix" and units.get(number, 0) != line["rows_read"]:
            yield Finding("units", number, {"units": units.get(number, 0)})
    yield from _written_unseen(ledger)


def people(ledger: Ledger, as_of: date, rules: Rules) -> Iterator[Finding]:
    """Yield what is wrong with who is known: twice, of undone imports, in no tally."""
    connection = ledger.connection
    for (number,) in connection.execute(
        "SELECT DISTINCT import_id FROM version WHERE import_id IN"
        " (SELECT id FROM import WHERE undone_by IS NOT NULL) ORDER BY 1"
    ).fetchall():
        yield Finding("undone_left", number)
    for number, since in connection.execute(
        # The blank record of who was purged never held: it only keeps the number taken.
        "SELECT max(known_from), count(*) FROM record WHERE full_name <> ''"
        " AND (known_until <= known_from OR known_from < import_id) HAVING count(*) > 0"
    ).fetchall():
        yield Finding("turned_round", number, {"records": since})
    words = dict(connection.execute("SELECT id, text FROM word"))
    counted, twice, lost = _counted(ledger, as_of, words)
    if twice:
        yield Finding("twice", None, {"people": twice})
    if lost:
        yield Finding("no_word", None, {"records": lost})
    if not lost:
        groups = tallies.without_topics(counting.topics_anew(ledger, as_of, rules))
        if _by_place(groups) != counted:
            yield Finding(
                "not_counted",
                None,
                {"people": sum(counted.values()), "counted": sum(groups.values())},
            )


def tallies_kept(ledger: Ledger, rules: Rules) -> Iterator[Finding]:
    """Yield the days whose tally, kept from an earlier question, is not what is counted anew."""
    rows = ledger.connection.execute(
        "SELECT DISTINCT as_of FROM tally_cache WHERE revision = ? ORDER BY as_of DESC",
        (ledger.revision,),
    )
    days = [date.fromordinal(day) for (day,) in rows]
    fresh = counting.topics_of_days(ledger, days, rules) if days else {}
    for as_of in days:
        kept = Counter(tallies.tally(ledger, as_of, rules).counts)
        if kept != tallies.without_topics(fresh[as_of]):
            yield Finding("kept_tally", None, {"day": as_of})


def plan(ledger: Ledger, rules: Rules) -> Iterator[Finding]:
    """Yield where the appendix contradicts itself.

    Its rules (plan, part II; Kế hoạch 113/KH-UBND): the two columns "chưa kích hoạt" make the
    target of activation; a share of the people not collected, rounded up, makes that of level 2;
    the printed total is the sum, of the targets before rounding too (20.549 for 20.551).
    """
    found = plans.appendix(ledger)
    if found is None:
        return
    for unit in found.units:
        target = target_of(unit, rules)
        if target.level2 != target.level2_computed:
            yield Finding(
                "plan_level2",
                None,
                {"unit": unit.unit, "told": target.level2, "computed": target.level2_computed},
            )
        if target.activation != target.base_activation:
            yield Finding(
                "plan_activation",
                None,
                {"unit": unit.unit, "told": target.activation, "computed": target.base_activation},
            )
    yield from _plan_total(found, rules)


def _plan_total(found: Appendix, rules: Rules) -> Iterator[Finding]:
    if found.printed_total is None:
        return
    for name in _UNIT_COUNTS:
        printed = getattr(found.printed_total, name)
        summed = sum(getattr(unit, name) for unit in found.units)
        if printed != summed:
            yield Finding("plan_total", None, {"printed": printed, "summed": summed})
    gap = total_gap(found, rules)
    if gap is not None and not gap.is_rounding:
        yield Finding("plan_total", None, {"printed": gap.printed, "summed": gap.summed})


def _counted(
    ledger: Ledger, as_of: date, words: Mapping[int, str]
) -> tuple[Counter[_Place], int, int]:
    """Return who is known on ``as_of`` by place and stage, plainly from the records that hold;
    how many stand twice in one import, and how many records name a word that is not there.
    """
    counted: Counter[tuple[int, int, int]] = Counter()
    twice = lost = 0
    limit = as_of.toordinal()
    before, place, key = 0, None, (0, 0, 0)
    for (
        person,
        day,
        number,
        commune,
        village,
        note,
        group,
        sheet,
        stage,
    ) in ledger.connection.execute(
        "SELECT person, as_of, import_id, commune, village, note, priority_group, sheet, stage"
        " FROM version ORDER BY person, as_of, import_id"
    ):
        if (person, day, number) == key:
            twice += 1
        key = (person, day, number)
        if not all(word in words for word in (commune, village, note, group, sheet)):
            lost += 1
        if person != before:
            if place is not None:
                counted[place] += 1
            before, place = person, None
        if day <= limit:
            place = (commune, village, stage)
    if place is not None:
        counted[place] += 1
    said = Counter(
        {
            (words.get(commune, ""), words.get(village, ""), stage): people
            for (commune, village, stage), people in counted.items()
        }
    )
    return said, twice, lost


def _by_place(groups: Mapping[Group, int]) -> Counter[_Place]:
    counted: Counter[_Place] = Counter()
    for group, people in groups.items():
        stage = -1 if group.stage is None else int(group.stage)
        counted[group.commune, group.village, stage] += people
    return counted


def _written_unseen(ledger: Ledger) -> Iterator[Finding]:
    """Yield the rosters that wrote of people whom they did not see.

    Who was made one with somebody stands under another number since, and is left out.
    """
    connection = ledger.connection
    (most,) = connection.execute("SELECT ifnull(max(person), 0) FROM record").fetchone()
    length = most // 8 + 1
    pairs = connection.execute("SELECT kept, other FROM identity").fetchall()
    aside = _bits((person for pair in pairs for person in pair if person <= most), length)
    written: dict[int, list[int]] = {}
    for number, person in connection.execute(
        "SELECT import_id, person FROM record WHERE known_from = import_id"
    ):
        written.setdefault(number, []).append(person)
    for number, seen in connection.execute("SELECT id, seen FROM import ORDER BY id").fetchall():
        unseen = _bits(written.get(number, ()), length) & ~_seen(seen, length) & ~aside
        if unseen:
            yield Finding("unseen", number, {"people": unseen.bit_count()})


def _bits(persons: Iterable[int], length: int) -> int:
    """Return people as one number of ``length`` bytes, a bit a person, the first the highest."""
    bits = bytearray(length)
    for person in persons:
        bits[person >> 3] |= 0x80 >> (person & 7)
    return int.from_bytes(bits, "big")


def _seen(blob: bytes, length: int = 0) -> int:
    """Return the people of an import likewise; beyond ``length`` bytes are people unknown."""
    packed = zlib.decompress(blob) if blob else b""
    return int.from_bytes(packed.ljust(length, b"\0")[: length or None], "big")
