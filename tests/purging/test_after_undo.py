"""A purge of days whose lists were taken back leaves what later lists told, to the letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.rebuild import differing
from tests.cli.conftest import _sample_campaign, folder, sample, typed

__all__ = ["_sample_campaign", "folder", "sample"]

PEOPLE = ("people", "--audience", "police", "--as-of", "2024-11-19", "--format", "csv")
FIGURES = ("report", "weekly", "--as-of", "2024-11-19", "--format", "csv")


def _first_list() -> int:
    rows = typed("imports", "--format", "json").rows("imports")
    lists = [row for row in rows if row["kind"] == "roster" and row["as_of"] == "2024-11-05"]
    return int(max(lists, key=lambda row: int(row["rows_read"]))["import_id"])


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("again", [False, True])
def test_a_list_taken_back_before_its_days_are_purged(again: bool) -> None:
    """Next weeks' rows that changed nothing told facts of records the purge removes; with the
    list counted again too, people and figures stay and the imports still give them.
    """
    number = _first_list()
    assert typed("undo", number, "--yes").code == 0
    if again:
        assert typed("redo", number, "--yes").code == 0
    before = [typed(*words).raw for words in (PEOPLE, FIGURES)]
    assert typed("purge", "--before", "2024-11-15", "--yes").code == 0
    assert [typed(*words).raw for words in (PEOPLE, FIGURES)] == before
    check = typed("check")
    assert (check.code, check.out) == (0, "")
    with Ledger.open(Path("eidc.ledger")) as ledger:
        assert differing(ledger) == 0
