"""The disk fails at every single write: full, faulty, read-only, pulled, cut off from power."""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path

import pytest

from tests.crash.commands import Stopped
from tests.crash.invariants import (
    STORED_WITH_AN_ERROR,
    assert_before_or_after,
    assert_goes_on,
    assert_said_in_words,
)
from tests.crash.test_kill import COMMANDS
from tests.crash.warm import POWER_CUT_AT_THE_END, Fault, Warm

FAILURES = {
    "full once": Fault("fail", 0, errno.ENOSPC),
    "full from then on": Fault("short", 0),
    "faulty once": Fault("fail", 0, errno.EIO),
    "read-only from then on": Fault("fail", 0, errno.EROFS, lasting=True),
    "stick pulled": Fault("fail", 0, errno.EIO, lasting=True, pulled=True),
}
CUTS = {
    "killed": Fault("kill", 0),
    "power cut, all lost that was not synced": Fault("power", 0),
    "power cut, every other write lost": Fault("power", 0, keep=2),
    "power cut, one write in three kept": Fault("power", 0, keep=3),
}
DOSE = {"import": 1, "purge before": 1}
"""Writes of a slow command that fail in every run, for each fault; of the others two. In the long
run each write of each command fails.
"""


def points(command: Stopped, fault: str, *, is_all: bool) -> list[int]:
    """Return the writes that fail: all, or a few spread over the command, others each fault."""
    if is_all:
        return list(range(1, command.writes + 1))
    dose = DOSE.get(command.name, 2)
    step = -(-command.writes // dose)
    first = 1 + FAULTS.index(fault) * step // len(FAULTS)
    return list(range(first, command.writes + 1, step))


FAULTS = (*FAILURES, *CUTS)
ALL = pytest.mark.parametrize("is_all", [False, pytest.param(True, marks=pytest.mark.slow)])


@ALL
@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("fault", FAILURES)
def test_the_disk_fails_at_a_write(
    name: str,
    fault: str,
    is_all: bool,
    faulty: Warm,
    stopped: dict[str, Stopped],
    tmp_path: Path,
) -> None:
    """Whichever write fails: an error in words or the work done, never a traceback; the ledger
    as before or after it, and all of it where the command said so.
    """
    command = stopped[name]
    for at in points(command, fault, is_all=is_all):
        folder = command.copied(tmp_path / "folder")
        ended = faulty.run(folder, *command.words, fault=replace(FAILURES[fault], at=at))
        said = assert_before_or_after(command, folder)
        assert_said_in_words(command, folder, ended, said)
        assert_goes_on(command, folder, faulty, said)


@pytest.mark.parametrize("name", ["import", "undo", "decide", "merge"])
@pytest.mark.parametrize("fault", FAILURES)
def test_the_disk_fails_at_the_very_end(
    name: str, fault: str, faulty: Warm, stopped: dict[str, Stopped], tmp_path: Path
) -> None:
    """Where only the last steps fail, what is stored is not called lost, nor the other way."""
    command = stopped[name]
    for at in range(command.writes - 2, command.writes + 1):
        folder = command.copied(tmp_path / "folder")
        ended = faulty.run(folder, *command.words, fault=replace(FAILURES[fault], at=at))
        said = assert_before_or_after(command, folder)
        assert_said_in_words(command, folder, ended, said)
        is_stored = said == command.allowed[-1]
        claimed = any(claim in ended.said for claim in STORED_WITH_AN_ERROR)
        assert (ended.code == 0 or claimed) <= is_stored, ended.said


@ALL
@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("cut", CUTS)
def test_cut_off_at_a_write(
    name: str,
    cut: str,
    is_all: bool,
    faulty: Warm,
    stopped: dict[str, Stopped],
    tmp_path: Path,
) -> None:
    """Whichever write is the last one, and whatever was not synced is lost: before or after."""
    command = stopped[name]
    for at in points(command, cut, is_all=is_all):
        folder = command.copied(tmp_path / "folder")
        ended = faulty.run(folder, *command.words, fault=replace(CUTS[cut], at=at))
        assert ended.code == -9
        said = assert_before_or_after(command, folder)
        assert_goes_on(command, folder, faulty, said)


@pytest.mark.parametrize("name", COMMANDS)
def test_what_was_said_to_be_done_survives_a_power_cut(
    name: str, faulty: Warm, stopped: dict[str, Stopped], tmp_path: Path
) -> None:
    """Once a command has ended well, no power cut takes back what it stored or wrote."""
    command = stopped[name]
    folder = command.copied(tmp_path / "folder")
    faulty.run(folder, *command.words, fault=Fault("power", POWER_CUT_AT_THE_END))
    said = assert_before_or_after(command, folder)
    # The log's line about a report without full numbers is not worth a wait for the disk.
    assert said == command.allowed[-1] or command.reports
    for report, (_before, after) in command.reports.items():
        assert (folder / report).read_bytes() == after
