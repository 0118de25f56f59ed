"""All records of some people as columns of whole numbers, every text a code.

They are what people are computed anew from, and the shape of what comes out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from eid_campaign.ledger.columns import read_records
from eid_campaign.ledger.known import STORED, WORDS, integers
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.roster.identity import Positions
from eid_campaign.roster.schema import COLUMNS, STAGE_UNKNOWN

Facts = dict[str, Positions]
"""By column of the schema: words by their id, other texts by their code, numbers as they are."""

KEY = ("person", "as_of", "import_id")
NUMBERS = (*WORDS, "stage", "row")


class Codes:
    """A number for each text: a hundred thousand numbers are compared in the time of one text."""

    def __init__(self, ledger: Ledger) -> None:
        self._connection = ledger.connection
        self._codes: defaultdict[str, int] = defaultdict()
        self._codes.default_factory = self._codes.__len__
        self._blank = self._codes[""]
        self._blank_word = self._word("")

    def of(self, texts: Sequence[str]) -> Positions:
        """Return the codes of ``texts``."""
        return np.fromiter(map(self._codes.__getitem__, texts), np.int64, count=len(texts))

    def of_fact(self, name: str, value: str) -> int:
        """Return how a text stands in the column ``name``; -1 for a word that was never kept."""
        return self._word(value) if name in WORDS else self._codes[value]

    def nothing(self, name: str) -> int:
        """Return what stands in the column ``name`` where nothing is told."""
        if name in WORDS:
            return self._blank_word
        return STAGE_UNKNOWN if name == "stage" else 0 if name == "row" else self._blank

    def texts(self, codes: Positions) -> list[str]:
        """Return the texts of ``codes``."""
        if not len(codes):
            return []
        known = list(self._codes)
        return [known[code] for code in codes.tolist()]

    def _word(self, text: str) -> int:
        row = self._connection.execute("SELECT id FROM word WHERE text = ?", (text,)).fetchone()
        return int(row[0]) if row else -1


class Records(NamedTuple):
    """Records of some people, in the order of the table's key."""

    person: Positions
    as_of: Positions
    import_id: Positions
    known_from: Positions
    known_until: Positions
    """0 while a record holds."""
    facts: Facts

    def known(self, entry: int) -> Positions:
        """Return the rows that told what was known after an entry of the log."""
        holds = (self.known_until == 0) | (self.known_until > entry)
        return np.flatnonzero((self.known_from <= entry) & holds)

    def known_after(self, entry: int, day: int) -> Positions:
        """Return the rows that told everyone's state on ``day`` after an entry of the log."""
        rows = self.known(entry)
        rows = rows[self.as_of[rows] <= day]
        people = self.person[rows]
        return rows[np.append(people[1:] != people[:-1], True)] if len(rows) else rows


def records_of(ledger: Ledger, people: Positions, codes: Codes) -> Records:
    """Return all records of ``people``, ascending numbers, the closed ones too."""
    texts = [name for name in COLUMNS if name not in NUMBERS]
    read = read_records(
        ledger.connection,
        (*KEY, "known_from", "ifnull(known_until, 0)", *(STORED[name] for name in NUMBERS)),
        [STORED[name] for name in texts],
        "person BETWEEN ? AND ?",
        (int(people[0]), int(people[-1])),
    )
    numbers = [integers(column) for column in read.numbers]
    ours = np.isin(numbers[0], people)
    person, day, number, since, until, *told = (column[ours] for column in numbers)
    facts = dict(zip(NUMBERS, told, strict=True))
    facts |= {name: codes.of(read.texts(at))[ours] for at, name in enumerate(texts)}
    return Records(person, day, number, since, until, facts)


def key_of(person: Positions, day: Positions, number: Positions) -> Positions:
    """Return the three as one number: days and entries stay far below 2^20."""
    key: Positions = (person << 40) | (day << 20) | number
    return key


def place_of(records: Records, rows: Positions, people: Positions) -> Positions:
    """Return for each of ``people`` their row among ``rows``, -1 for none."""
    if not len(rows):
        return np.full(len(people), -1, dtype=np.int64)
    at = np.minimum(np.searchsorted(records.person[rows], people), len(rows) - 1)
    return np.where(records.person[rows][at] == people, rows[at], -1)


def values_of(values: NDArray[Any], of_record: Positions, nothing: int) -> Positions:
    """Return the values of records, ``nothing`` where there is no record (-1)."""
    if not len(values):
        return np.full(len(of_record), nothing, dtype=np.int64)
    found: Positions = values[of_record]
    found[of_record < 0] = nothing
    return found
