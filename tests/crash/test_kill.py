"""``kill -9`` at any moment: the ledger is as before or after, and the next command works."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.crash.commands import Stopped
from tests.crash.invariants import assert_before_or_after, assert_goes_on
from tests.crash.warm import Fault, Warm

COMMANDS = (
    "import",
    "undo",
    "decide",
    "merge",
    "report",
    "migration",
    "backup",
    "restore",
    "restore damaged",
    "purge",
    "purge before",
    "purge campaign",
)
DOSE, MANY = 2, 20
"""Kills of each command: twelve commands make 24 in every run, 240 in the long one."""


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("kills", [DOSE, pytest.param(MANY, marks=pytest.mark.slow)])
def test_killed_at_any_moment(
    name: str, kills: int, warm: Warm, stopped: dict[str, Stopped], tmp_path: Path
) -> None:
    """Whenever a command is killed, the ledger is whole and says what it said before it or after
    it (of an import: after some whole files of it); reports are the old or the new ones; nothing
    is left behind after the next command.
    """
    command = stopped[name]
    draw = random.Random(f"{name} {kills}")
    for _ in range(kills):
        folder = command.copied(tmp_path / "folder")
        warm.run(folder, *command.words, **_moment(draw, command))
        said = assert_before_or_after(command, folder)
        assert_goes_on(command, folder, warm, said)


def _moment(draw: random.Random, command: Stopped) -> dict[str, Fault | float]:
    """Return a moment of the clock, or of the writes where they can be counted."""
    if command.writes and draw.random() < 0.5:
        return {"fault": Fault("kill", draw.randint(1, command.writes))}
    return {"kill_after": draw.uniform(0, command.seconds)}
