"""Whole processes, measured side by side: wall time, processor time, peak memory.

Tasks alternate, so that a machine that grows slower or faster meanwhile does so for all of them,
and a ratio is taken within one round, between neighbours.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

SOME_REFUSED = 3
"""What ``eidc import`` ends with when rows were refused and the rest is stored."""

_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024


class Run(NamedTuple):
    """One run of a process."""

    wall: float
    """Seconds on the clock."""
    cpu: float
    """Seconds of processor time, user and system, all threads."""
    peak: int
    """The most memory it held, in bytes."""


@dataclass(frozen=True)
class Task:
    """A command to measure; ``prepare`` makes its folder as it should be, unmeasured."""

    command: tuple[str, ...]
    folder: Path
    prepare: Callable[[], None] | None = None


class Spread(NamedTuple):
    """Several measurements of one thing."""

    median: float
    least: float
    most: float


def spread(values: Sequence[float]) -> Spread:
    """Return the median of ``values`` with the least and the most."""
    return Spread(statistics.median(values), min(values), max(values))


def ratios(runs: Sequence[Run], against: Sequence[Run]) -> Spread:
    """Return how many times as long ``runs`` took as ``against``, round by round."""
    return spread([run.wall / other.wall for run, other in zip(runs, against, strict=True)])


def alternating(tasks: Mapping[str, Task], rounds: int) -> dict[str, list[Run]]:
    """Return the runs of each task, one a round, after a round to warm up that is not kept."""
    runs: dict[str, list[Run]] = {name: [] for name in tasks}
    for number in range(rounds + 1):
        for name, task in tasks.items():
            run = run_once(task)
            if number:
                runs[name].append(run)
    return runs


def run_once(task: Task) -> Run:
    """Run a task to its end and return what it took; RuntimeError when it fails."""
    if task.prepare is not None:
        task.prepare()
    started = time.perf_counter()
    process = subprocess.Popen(
        task.command,
        cwd=task.folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode not in (0, SOME_REFUSED):
        raise RuntimeError(f"{task.command} ended with {process.returncode}: {said.decode()}")
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * _MAXRSS_UNIT)


def modules_loaded(task: Task) -> frozenset[str]:
    """Return the modules a Python command imports."""
    env = environment() | {"PYTHONPROFILEIMPORTTIME": "1"}
    done = subprocess.run(task.command, cwd=task.folder, env=env, capture_output=True, check=True)
    lines = done.stderr.decode().splitlines()
    return frozenset(line.rpartition("|")[2].strip() for line in lines if "|" in line)


def environment() -> dict[str, str]:
    """Return the environment of a measured process: this one's, less what would change the work.

    Compiled modules may be kept, as wherever a program is used more than once: click's are
    compiled when it is installed, and what is compared with it must not be compiled each time.
    """
    unwanted = ("PYTHONDONTWRITEBYTECODE", "PYTHONPROFILEIMPORTTIME", "COLUMNS")
    return {
        name: value
        for name, value in os.environ.items()
        if name not in unwanted and not name.startswith("EIDC_")
    }
