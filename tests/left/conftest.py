"""A village of invented people and its weekly lists, drawn as text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from eid_campaign.campaign.complete import Scope, written
from eid_campaign.ledger.database import IN_MEMORY
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.left import left
from eid_campaign.ledger.rosters import Roster, add_roster
from tests.drawn import ME, people, roster

COMMUNE = "Cẩm Tân"


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """An empty ledger."""
    with Ledger.open(IN_MEMORY) as opened:
        yield opened


def listed(
    drawn: str, day: date, complete: tuple[Scope, ...] = (), *, file: str = "thôn 1.xlsx"
) -> Roster:
    """Return a roster of drawn people, complete for the scopes given."""
    made = roster(people(drawn), day, file=f"{day:%d-%m} {file}")
    return replace(made, complete=written(complete))


def whole(*villages: str, stages: tuple[str, ...] | None = ("not_collected",)) -> tuple[Scope, ...]:
    """Return the scope of a list of everybody of ``villages`` at ``stages``."""
    return (Scope(tuple((COMMUNE, village) for village in villages), stages),)


def store(ledger: Ledger, *rosters: Roster) -> list[int | None]:
    """Store the rosters in this order and return the numbers of their imports."""
    return [add_roster(ledger, each, ME).import_id for each in rosters]


def gone(ledger: Ledger, day: date) -> dict[str, str]:
    """Return by name who had left the list by ``day``, and the day they left."""
    names = dict(
        ledger.connection.execute(
            "SELECT person, full_name FROM version ORDER BY person, as_of, import_id"
        ).fetchall()
    )
    return {names[each.person]: each.day.isoformat() for each in left(ledger, day)}
