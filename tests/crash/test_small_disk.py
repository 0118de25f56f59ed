"""A disk with hardly any room left: each size lets a command run full somewhere else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.crash.commands import Stopped
from tests.crash.invariants import assert_before_or_after, assert_goes_on, assert_said_in_words
from tests.crash.test_kill import COMMANDS
from tests.crash.warm import Warm

SIZES = (4096, 40_960, 90_112)
"""Bytes beyond which no file may grow, in every run."""
ALL_SIZES = range(1024, 200_000, 2048)
PAGE = 4096
ROOMY = 4 << 20


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("sizes", [SIZES, pytest.param(ALL_SIZES, marks=pytest.mark.slow)])
def test_no_file_may_grow_beyond_a_size(
    name: str, sizes: Sequence[int], warm: Warm, stopped: dict[str, Stopped], tmp_path: Path
) -> None:
    """Under a limit on the size of files every command ends in words, with all or nothing done."""
    command = stopped[name]
    for size in sizes:
        folder = command.copied(tmp_path / "folder")
        ended = warm.run(folder, *command.words, file_size=size)
        said = assert_before_or_after(command, folder)
        assert_said_in_words(command, folder, ended, said)
        assert_goes_on(command, folder, warm, said)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes in memory."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={ROOMY}", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk may not be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def _filled(disk: Path, room: int) -> Path:
    """Fill ``disk`` until only ``room`` bytes are free; return the file that takes the rest."""
    filler = disk / "filler"
    filler.unlink(missing_ok=True)
    free = shutil.disk_usage(disk).free
    filler.write_bytes(bytes(max(0, free - room)))
    return filler


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize(
    "rooms", [(0, 7, 20), pytest.param(range(80), marks=pytest.mark.slow)], ids=["few", "all"]
)
def test_a_disk_with_hardly_any_room(
    name: str, rooms: Sequence[int], small_disk: Path, warm: Warm, stopped: dict[str, Stopped]
) -> None:
    """With so many free pages and no more every command ends in words, with all or nothing done;
    once there is room again, the next one works.
    """
    command = stopped[name]
    refused = 0
    for pages in rooms:
        folder = command.copied(small_disk / "folder")
        filler = _filled(small_disk, pages * PAGE)
        ended = warm.run(folder, *command.words)
        filler.unlink()
        said = assert_before_or_after(command, folder)
        assert_said_in_words(command, folder, ended, said)
        assert_goes_on(command, folder, warm, said)
        refused += ended.code != 0
    # A whole campaign can always be removed: that needs no room at all.
    assert bool(refused) == (name != "purge campaign")
