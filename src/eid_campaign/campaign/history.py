"""One person over time: each version the ledger kept, and what changed from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

FACTS = (
    "full_name",
    "citizen_id",
    "old_id",
    "birth_date",
    "sex",
    "commune",
    "village",
    "stage",
    "note",
    "household",
    "phone",
    "group",
)
"""The facts of a version, in the order in which they are told."""


class Source(NamedTuple):
    """Where a version comes from: the import, its row, and who recorded it when."""

    import_id: int
    file: str
    sheet: str
    row: int
    recorded: date
    who: str


class Version(NamedTuple):
    """What was known of a person from ``day`` on, every fact as text; blank for not known."""

    day: date
    full_name: str
    citizen_id: str
    old_id: str
    birth_date: str
    sex: str
    commune: str
    village: str
    stage: str
    note: str
    household: str
    phone: str
    group: str
    source: Source

    def fact(self, name: str) -> str:
        """Return one of ``FACTS``."""
        value: str = getattr(self, name)
        return value


class Fact(NamedTuple):
    """One fact as known now, and the version that said so first."""

    name: str
    value: str
    since: Version


class Change(NamedTuple):
    """One fact that an import changed."""

    name: str
    before: str
    after: str
    version: Version


def facts(versions: Sequence[Version]) -> tuple[Fact, ...]:
    """Return what is known after the last of ``versions``, blanks left out."""
    found = []
    for name in FACTS:
        value = versions[-1].fact(name)
        since = versions[-1]
        for version in reversed(versions):
            if version.fact(name) != value:
                break
            since = version
        if value:
            found.append(Fact(name, value, since))
    return tuple(found)


def changes(versions: Sequence[Version]) -> tuple[Change, ...]:
    """Return each fact that became another one, the earliest first; the first version is none."""
    return tuple(
        Change(name, before.fact(name), after.fact(name), after)
        for before, after in pairwise(versions)
        for name in FACTS
        if before.fact(name) != after.fact(name)
    )
