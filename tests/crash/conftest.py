"""One warm Python and the commands ready to be stopped, for all tests of a session."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.commands import Stopped, stopped_commands
from tests.crash.warm import Warm

FAULTS = Path(__file__).with_name("faults.c")


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    """The compiled library of faults; None where there is no C compiler."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        return None
    made = tmp_path_factory.mktemp("faults") / "faults.so"
    options = ("-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror")
    subprocess.run([compiler, *options, "-o", made, FAULTS, "-ldl", "-lpthread"], check=True)
    return made


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory, library: Path | None) -> Iterator[Warm]:
    """The warm Python."""
    with Warm(tmp_path_factory.mktemp("warm"), library) as running:
        yield running


@pytest.fixture(scope="session")
def stopped(warm: Warm, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Stopped]:
    """The commands to be stopped, by name."""
    return stopped_commands(warm, tmp_path_factory.mktemp("commands"))


@pytest.fixture
def faulty(warm: Warm, library: Path | None) -> Warm:
    """The warm Python whose disk can fail."""
    if library is None:
        pytest.skip("no C compiler here: the library that lets the disk fail cannot be made")
    return warm
