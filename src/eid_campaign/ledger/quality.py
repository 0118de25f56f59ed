"""How good the lists are by what the ledger tells: how much is known, what is wrong in rows.
last lists are wrong, who contradicts himself.

Counted in a few passes; no person leaves.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import NamedTuple

from eid_campaign.campaign.places import village_order
from eid_campaign.campaign.quality import Filled, Rows, VillageQuality, weeks_reported
from eid_campaign.ledger.conflicts import conflicts
from eid_campaign.ledger.ledger import Ledger

Place = tuple[str, str]
Fault = tuple[str, str, str, str]
"""(kind, severity, commune, village)"""

_WRONG = ("refused", "doubt")


class Found(NamedTuple):
    """The villages, and every fault of their last lists and of their people."""

    lines: tuple[VillageQuality, ...]
    faults: tuple[Fault, ...]


def quality(ledger: Ledger, as_of: date, *, baseline: date | None, elderly_age: int) -> Found:
    """Return how good the lists known on ``as_of`` are, village by village in natural order.

    Without ``baseline`` weeks are counted from the first list of all.
    """
    days = {place: [day for day in found if day <= as_of] for place, found in _days(ledger).items()}
    start = baseline or min((min(found) for found in days.values() if found), default=as_of)
    filled = _filled(ledger, as_of)
    against = conflicts(ledger, as_of, elderly_age=elderly_age)
    of_place = Counter((each.commune, each.village) for each in against)
    last, faults = _last_lists(ledger, as_of)
    places = sorted({*filled, *last, *days}, key=lambda place: (place[0], village_order(place[1])))
    lines = tuple(
        VillageQuality(
            *place,
            filled.get(place, Filled()),
            of_place[place],
            last.get(place),
            *weeks_reported(days.get(place, []), start, as_of),
        )
        for place in places
    )
    told = [(each.kind, "conflict", each.commune, each.village) for each in against]
    return Found(lines, (*faults, *told))


def _days(ledger: Ledger) -> dict[Place, tuple[date, ...]]:
    return ledger.report_days()


def _filled(ledger: Ledger, as_of: date) -> dict[Place, Filled]:
    words = dict(ledger.connection.execute("SELECT id, text FROM word"))
    return {
        (words[commune], words[village]): Filled(*counts)
        for commune, village, *counts in ledger.connection.execute(_FILLED, (as_of.toordinal(),))
    }


_FILLED = """
SELECT commune, village, count(*),
       sum(length(citizen_id) = 12 AND length(birth_date) = 10 AND stage >= 0),
       sum(length(citizen_id) <> 12), sum(length(birth_date) <> 10), sum(stage < 0), sum(phone = '')
FROM (
    SELECT *, lead(person) OVER (ORDER BY person, as_of, import_id) AS next_person
    FROM version WHERE as_of <= ?
)
WHERE next_person IS NOT person
GROUP BY commune, village
"""


def _last_lists(ledger: Ledger, as_of: date) -> tuple[dict[Place, Rows], list[Fault]]:
    """Return each village's last list with its wrong rows, and each fault in one of them."""
    lists: dict[Place, tuple[int, int, int]] = {}
    alone: Counter[int] = Counter()
    read: dict[int, int] = {}
    for number, day, rows, commune, village, people in ledger.connection.execute(
        _LISTS, (as_of.toordinal(),)
    ):
        lists[commune, village] = (number, day, people)
        alone[number] += 1
        read[number] = rows
    last_of = {(number, place) for place, (number, _day, _people) in lists.items()}
    wrong: Counter[Place] = Counter()
    faults: list[Fault] = []
    for number in sorted({number for number, _day, _people in lists.values()}):
        seen: set[tuple[str, int]] = set()
        for kind, severity, sheet, row, place in _wrong_rows(ledger, number):
            if (number, place) not in last_of:
                continue
            faults.append((kind, severity, *place))
            if row and (sheet, row) not in seen:
                seen.add((sheet, row))
                wrong[place] += 1
    found = {
        place: Rows(
            date.fromordinal(day), read[number] if alone[number] == 1 else people, wrong[place]
        )
        for place, (number, day, people) in lists.items()
    }
    return found, faults


def _wrong_rows(ledger: Ledger, number: int) -> list[tuple[str, str, str, int, Place]]:
    """Return the wrong rows of one list as (kind, severity, sheet, row, place).

    Where the list names several villages, a row's is that of the person kept from it; a row
    nobody was kept from has none, and is told of the first village.
    """
    places = ledger.connection.execute(
        "SELECT commune, village FROM import_village WHERE import_id = ? ORDER BY people DESC",
        (number,),
    ).fetchall()
    if not places:
        return []
    of_row: dict[tuple[str, int], Place] = {}
    if len(places) > 1:
        words = dict(ledger.connection.execute("SELECT id, text FROM word"))
        of_row = {
            (words[sheet], row): (words[commune], words[village])
            for sheet, row, commune, village in ledger.connection.execute(
                "SELECT sheet, row, commune, village FROM record WHERE import_id = ?", (number,)
            )
        }
    return [
        (kind, severity, sheet, row, of_row.get((sheet, row), places[0]))
        for kind, severity, sheet, row in ledger.connection.execute(
            "SELECT kind, severity, sheet, row FROM problem"
            f" WHERE import_id = ? AND severity IN {_WRONG} ORDER BY rowid",
            (number,),
        )
    ]


_LISTS = """
SELECT import.id, as_of, rows_read, commune, village, people
FROM import JOIN import_village ON import_id = import.id
WHERE undone_by IS NULL AND kind = 'roster' AND as_of <= ?
ORDER BY as_of, import.id
"""
"""Every list that counts with its villages; the last of a village comes last."""
