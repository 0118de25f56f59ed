"""What was measured against its limit, as a table for a screen and for README."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from measuring import Run, Spread, spread

START, END = "<!-- benchmarks -->", "<!-- /benchmarks -->"
HEADINGS = ("what", "measured: median (least–most)", "limit", "met", "wall", "CPU")


@dataclass(frozen=True)
class Line:
    """One thing measured; ``runs`` are the processes it was measured by."""

    what: str
    measured: Spread
    unit: str
    limit: float | None
    """None for what is only told."""
    runs: Sequence[Run] = ()
    digits: int = 2

    @property
    def met(self) -> str:
        """Whether the median keeps to the limit."""
        if self.limit is None:
            return ""
        return "yes" if self.measured.median <= self.limit else "NO"

    @property
    def cells(self) -> tuple[str, ...]:
        """The line under ``HEADINGS``."""
        median, least, most = (f"{value:.{self.digits}f}" for value in self.measured)
        wall, cpu = (
            (_time(spread([run.wall for run in self.runs]).median), _time(_cpu(self.runs)))
            if self.runs
            else ("", "")
        )
        limit = "–" if self.limit is None else f"≤ {self.limit:g} {self.unit}"
        return (self.what, f"{median} {self.unit} ({least}–{most})", limit, self.met, wall, cpu)


def as_text(lines: Sequence[Line], about: str) -> str:
    """Return the lines for a terminal."""
    rows = [HEADINGS, *(line.cells for line in lines)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEADINGS))]
    drawn = ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
    return "\n".join([about, "", *drawn])


def as_markdown(lines: Sequence[Line], about: str) -> str:
    """Return the table for README, between its markers."""
    rows = [HEADINGS, ("---",) * len(HEADINGS), *(line.cells for line in lines)]
    drawn = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([START, about, "", *drawn, END])


def put_between_markers(page: str, table: str) -> str:
    """Return ``page`` with ``table`` in the place of what stands between the markers.

    Raises ValueError when the page has not one pair of them.
    """
    before, start, rest = page.partition(START)
    _old, end, after = rest.partition(END)
    if not start or not end or START in after:
        raise ValueError(f"the page needs one {START} and one {END} after it")
    return before + table + after


def circumstances(version: str, rounds: int) -> str:
    """Return by what, with what and when was measured."""
    today = datetime.now().astimezone().date()
    return (
        f"Measured on {today} with eidc {version}, Python {platform.python_version()},"
        f" {platform.system()} on {_processor()} with {os.cpu_count()} CPUs; whole processes,"
        f" alternating, medians of {rounds}."
    )


def _processor() -> str:
    """Return the processor's name; Python does not know it on Linux."""
    told = Path("/proc/cpuinfo")
    if told.exists():
        for line in told.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _cpu(runs: Sequence[Run]) -> float:
    return spread([run.cpu for run in runs]).median


def _time(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"
