"""Files still being made: hidden, named after their maker, cleared away once that one is dead.

A ledger, a copy or a report is written beside its place and takes its name when it is whole.
Killed before, the half of it would lie there for good, with people in it. Its name tells which
process on which computer was making it: the next command looks whether that one still lives.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from eid_campaign.campaign.hashing import sha256

HOUR = 3600
"""In seconds. Of a process of another computer, or of one whose number was given again, nothing
can be asked; but nobody writes a file for an hour.
"""

_NAME = re.compile(r"\..+\.eidc-(?P<place>[0-9a-f]{8})-(?P<process>[0-9a-f]+)-[0-9a-f]{8}.*")
_mine: set[str] = set()
"""What this very process is making."""


def beside(target: Path) -> Path:
    """Return a new name beside ``target`` for the file that is to take its place."""
    mark = f"eidc-{_place()}-{os.getpid():x}-{os.urandom(4).hex()}"
    _mine.add(mark)
    return target.with_name(f".{target.name}.{mark}")


def abandoned(folder: Path) -> Iterator[Path]:
    """Yield what lies in ``folder`` unfinished and nobody is making any more."""
    with suppress(OSError):
        for entry in os.scandir(folder):
            # A listing with hundreds of other files costs no more than their names.
            if entry.name.startswith(".") and (found := _NAME.fullmatch(entry.name)):
                path = Path(entry.path)
                if not any(mark in entry.name for mark in _mine) and _is_dead(path, found):
                    yield path


def is_old(path: Path) -> bool:
    """Return whether nobody can be writing the file any more, by its age alone."""
    try:
        return time.time() - path.stat().st_mtime > HOUR
    except OSError:
        return False


def _is_dead(path: Path, named: re.Match[str]) -> bool:
    process = int(named["process"], 16)
    if named["place"] == _place() and sys.platform != "win32":
        if process == os.getpid():
            return True  # not one of ours: the number was given again
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        except (OSError, OverflowError):
            pass  # another user's: it lives
    return is_old(path)


@cache
def _place() -> str:
    """Return a mark of this computer, or of the container on it: process numbers are its own."""
    told = [_host()]
    for source in ("/etc/machine-id", "/proc/self/ns/pid"):
        with suppress(OSError):
            path = Path(source)
            told.append(str(path.readlink()) if path.is_symlink() else path.read_text())
    return sha256("\n".join(told).encode()).hexdigest()[:8]


def _host() -> str:
    uname = getattr(os, "uname", None)
    return str(uname().nodename) if uname else os.environ.get("COMPUTERNAME", "?")
