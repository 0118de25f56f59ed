"""Run as a program: give one command again and again, each time killed a call later than before.

``killing.py START OUT LINES POINTS WORDS…`` copies the folder START for each of the POINTS, runs
``eidc WORDS`` in it with LINES to be read as passphrases, and kills it with SIGKILL before the
call of that number into the operating system or SQLCipher; ``-`` counts the calls instead.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any

from eid_campaign.cli import main

CALLS = ("execute", "open", "write", "fsync", "link", "replace", "rename", "unlink", "close")


class _Killer:
    def __init__(self, point: int) -> None:
        self.point = point
        self.calls = 0

    def __call__(self, _frame: FrameType, event: str, called: Any) -> None:
        if event == "c_call" and called.__name__ in CALLS:
            self.calls += 1
            if self.calls == self.point:
                os.kill(os.getpid(), signal.SIGKILL)


def _run(words: list[str], point: int) -> int:
    killer = _Killer(point)
    sys.setprofile(killer)
    code = main(words, standalone_mode=False)
    sys.setprofile(None)
    assert code == 0, code
    return killer.calls


def _child(place: Path, lines: str, words: list[str], point: int, counted: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, lines.encode() + b"\n")
    os.close(writing)
    os.environ["EIDC_PASSPHRASE_FD"] = str(reading)
    os.chdir(place)
    sys.stdout = sys.stderr = (place / "said.txt").open("w", encoding="utf-8")
    counted.write_text(str(_run(words, point)), encoding="utf-8")


def _all(start: Path, out: Path, lines: str, points: list[int], words: list[str]) -> None:
    for module in ("commands.encrypt", "commands.decrypt", "ledger.encrypted"):
        import_module(f"eid_campaign.{module}")
    for point in points:
        place = out / str(point)
        shutil.copytree(start, place)
        child = os.fork()
        if not child:
            try:
                _child(place, lines, words, point, out / "calls")
            finally:
                os._exit(0)
        os.waitpid(child, 0)


if __name__ == "__main__":
    _start, _out, _lines, _points, *_words = sys.argv[1:]
    _all(Path(_start), Path(_out), _lines, [int(point) for point in _points.split(",")], _words)
