"""A Python with everything imported, from which each command is forked, to be killed or failed.

Run as a program it takes one command a line of JSON, and answers each by a line of JSON. With
the library of ``faults.c`` preloaded, the disk below the command's folder can be made to fail.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from eid_campaign.cli import COMMANDS, main

ROOT = Path(__file__).parent.parent.parent
ACTS = {"fail": 1, "short": 2, "kill": 3, "power": 4}
POWER_CUT_AT_THE_END = 1 << 40
"""A number of write that no command reaches."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens at the ``at``-th write of a command; see ``faults.c``."""

    act: str
    at: int
    error: int = 0
    lasting: bool = False
    """Whether every later write fails too."""
    pulled: bool = False
    """Whether nothing can be read any more either."""
    keep: int = 0
    """Of a power cut: every how many-th write that was not synced is kept; 0 for none."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    """The exit code; minus the signal that ended it."""
    said: str
    """What it said on both streams."""
    seconds: float
    writes: int
    """How many writes were counted; 0 without the library of faults."""


class Warm:
    """The warm Python, as a context manager."""

    def __init__(self, home: Path, faults: Path | None = None) -> None:
        surroundings = os.environ | {
            "HOME": str(home),
            "EIDC_LANG": "vi",
            "NO_COLOR": "1",
            "COLUMNS": "120",
            "USER": "trucban",
            "OPENBLAS_NUM_THREADS": "1",
            "PYTHONPATH": os.pathsep.join(map(str, (ROOT, *sys.path[1:]))),
        }
        for name in ("EIDC_AS_OF", "EIDC_LEDGER", "USERNAME"):
            surroundings.pop(name, None)
        if faults is not None:
            surroundings |= {"LD_PRELOAD": str(faults), "EIDC_TEST_FAULTS": str(faults)}
        self._home = home
        self._running = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.warm"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=surroundings,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._running.stdin is not None
        assert self._running.stdout is not None
        self._running.stdin.close()
        self._running.wait()
        self._running.stdout.close()

    def run(
        self,
        folder: Path,
        *words: str,
        fault: Fault | None = None,
        kill_after: float | None = None,
        file_size: int | None = None,
    ) -> Ended:
        """Run ``eidc`` with ``words`` in ``folder``; kill it after so many seconds, let its disk
        fail, or let no file grow above ``file_size`` bytes.
        """
        asked = {
            "folder": str(folder),
            "words": words,
            "said": str(self._home / "said.txt"),
            "fault": None
            if fault is None
            else [
                fault.at,
                ACTS[fault.act],
                fault.error,
                fault.lasting,
                fault.pulled,
                fault.keep,
            ],
            "kill_after": kill_after,
            "file_size": file_size,
        }
        assert self._running.stdin is not None
        assert self._running.stdout is not None
        self._running.stdin.write(json.dumps(asked) + "\n")
        self._running.stdin.flush()
        answer = json.loads(self._running.stdout.readline())
        said = Path(asked["said"]).read_text(encoding="utf-8", errors="replace")
        return Ended(answer["code"], said, answer["seconds"], answer["writes"])


def serve() -> None:
    """Answer one command after the other until there are no more."""
    _import_everything()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    library = _library()
    for line in sys.stdin:
        asked = json.loads(line)
        begun = time.perf_counter()
        child = os.fork()
        if child == 0:
            _be_the_command(asked, library)
        if asked["kill_after"] is not None:
            time.sleep(asked["kill_after"])
            os.kill(child, 9)
        _, status = os.waitpid(child, 0)
        answer = {
            "code": os.waitstatus_to_exitcode(status),
            "seconds": time.perf_counter() - begun,
            "writes": library.faults_count()[0] if library is not None else 0,
        }
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def _import_everything() -> None:
    for module, _summary in COMMANDS.values():
        import_module(f"eid_campaign.commands.{module}")
    for name in ("commands.bug", "importing.road", "intake.sheets", "render.xlsx"):
        import_module(f"eid_campaign.{name}")
    import_module("xlsxwriter")


def _library() -> ctypes.CDLL | None:
    path = os.environ.get("EIDC_TEST_FAULTS")
    if not path:
        return None
    library = ctypes.CDLL(path)
    library.faults_count.restype = ctypes.POINTER(ctypes.c_long)
    library.faults_arm.argtypes = [ctypes.c_char_p, ctypes.c_long, *[ctypes.c_int] * 5]
    library.faults_count()
    return library


def _be_the_command(asked: Mapping[str, Any], library: ctypes.CDLL | None) -> None:
    """Run the command in this forked child and leave; never returns."""
    code = 99
    try:
        folder = Path(asked["folder"])
        said = os.open(asked["said"], os.O_CREAT | os.O_TRUNC | os.O_WRONLY)
        os.dup2(said, 1)
        os.dup2(said, 2)
        os.chdir(folder)
        # Temporary files lie below the folder too, where they fail and are looked for.
        os.environ["TMPDIR"] = str(folder / "tmp")
        tempfile.tempdir = None
        if asked["file_size"] is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (asked["file_size"], asked["file_size"]))
        if library is not None:
            at, act, *rest = asked["fault"] or (0, 0, 0, False, False, 0)
            library.faults_arm(os.fsencode(folder), at, act, *map(int, rest))
        code = main.main(asked["words"], standalone_mode=False)
        if library is not None and asked["fault"] and asked["fault"][0] >= POWER_CUT_AT_THE_END:
            library.faults_power_cut(asked["fault"][-1])
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    serve()
