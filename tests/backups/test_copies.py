"""The automatic copies: one before every change, none twice, old ones let go, three always kept."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from eid_campaign.campaign.errors import LedgerBroken
from eid_campaign.ledger import copies
from eid_campaign.ledger.backups import keep_copy
from eid_campaign.ledger.copies import copies_of
from tests.backups.conftest import TODAY, spoil, stored, take_in


def test_a_copy_is_the_ledger_before_the_change(path: Path) -> None:
    """Row by row."""
    before = stored(path)
    copy = keep_copy(path, 30, TODAY)
    take_in(path, 301, 310)
    assert copy is not None
    assert stored(copy) == before


def test_the_same_content_is_copied_once(path: Path) -> None:
    """Ten refused imports in a row do not fill the disk; a change makes another copy."""
    first = keep_copy(path, 30, TODAY)
    assert keep_copy(path, 30, TODAY + timedelta(days=1)) == first
    assert len(copies_of(path)) == 1
    take_in(path, 301, 310)
    second = keep_copy(path, 30, TODAY)
    assert copies_of(path) == (second, first)


def test_where_there_is_nothing_to_lose_nothing_is_copied(tmp_path: Path, path: Path) -> None:
    """No ledger, an empty file, or copies switched off."""
    assert keep_copy(tmp_path / "không có.ledger", 30, TODAY) is None
    (tmp_path / "trống.ledger").touch()
    assert keep_copy(tmp_path / "trống.ledger", 30, TODAY) is None
    assert keep_copy(path, 0, TODAY) is None
    assert copies_of(path) == ()


def test_damage_is_found_before_it_is_copied(path: Path) -> None:
    """A damaged ledger stops the import, and no copy of it pushes out a good one."""
    good = keep_copy(path, 30, TODAY)
    take_in(path, 301, 310)
    spoil(path)
    with pytest.raises(LedgerBroken) as stopped:
        keep_copy(path, 30, TODAY)
    assert stopped.value.values["copy"] == good
    assert copies_of(path) == (good,)
    assert [file for file in (path.parent / copies.FOLDER).iterdir() if file != good] == []


def test_what_a_killed_command_left_is_cleared_away(path: Path) -> None:
    """Half-written copies name people too; one that may still be written is left alone."""
    keep_copy(path, 30, TODAY)
    folder = path.parent / copies.FOLDER
    left = (
        folder / ".eidc.2024-11-20-000001-abcdef.ledger.0123abcd",
        path.parent / ".eidc.ledger.89abcdef",
        path.parent / ".eidc.ledger.89abcdef-journal",
    )
    for file in left:
        file.touch()
    damaged = folder / "eidc.2024-11-20-abcdef.ledger.damaged"
    damaged.touch()
    assert set(copies.others_of(path)) == {*left, damaged}
    copies.let_go(path, 30, TODAY)
    assert all(file.exists() for file in left)
    for file in (*left, damaged):
        os.utime(file, (0, 0))
    (path.parent / ".eidc.toml").touch()
    os.utime(path.parent / ".eidc.toml", (0, 0))
    copies.let_go(path, 30, TODAY)
    assert not any(file.exists() for file in left)
    assert damaged.exists()
    assert (path.parent / ".eidc.toml").exists()
    assert len(copies_of(path)) == 1


@pytest.mark.parametrize(
    ("keep_days", "ages", "left"),
    [
        # one copy a day, ages in days before today; which stay
        (30, (0, 1, 2, 29, 30, 31, 40), (0, 1, 2, 29, 30)),
        (2, (0, 1, 2, 3, 4), (0, 1, 2)),
        (2, (50, 60, 70, 80), (50, 60, 70)),
        # several of one day: all of today, of earlier days the last
        (30, (0, 0, 0, 0, 0), (0, 0, 0, 0, 0)),
        (30, (0, 0, 0, 5, 5, 5, 9), (0, 0, 0, 5, 9)),
        # the last three stay, whatever their days
        (30, (5, 5, 5, 5), (5, 5, 5)),
    ],
)
def test_old_copies_are_let_go(
    tmp_path: Path, keep_days: int, ages: tuple[int, ...], left: tuple[int, ...]
) -> None:
    """Those older than the days settled, and all but a day's last; never the last three."""
    ledger = tmp_path / "eidc.ledger"
    folder = tmp_path / copies.FOLDER
    folder.mkdir()
    for position, age in enumerate(ages):
        day = TODAY - timedelta(days=age)
        entry = 1000 - position
        (folder / f"eidc.{day.isoformat()}-{entry:06d}-{position:06x}.ledger").touch()
    foreign = folder / "eidc.2020-01-01.ledger"
    foreign.touch()
    (folder / f"khác.{date(2020, 1, 1).isoformat()}-000001-abcdef.ledger").touch()
    copies.let_go(ledger, keep_days, TODAY)
    days = [date.fromisoformat(path.name[5:15]) for path in copies_of(ledger)]
    assert tuple((TODAY - day).days for day in days) == left
    assert len(list(folder.iterdir())) == len(left) + 2
