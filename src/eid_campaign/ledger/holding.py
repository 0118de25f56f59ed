"""Who is writing to the ledger and since when: a note beside it, as long as a transaction lasts.

The lock is SQLite's own; the note only puts a name to it. It is written by whoever has the lock,
so a note of a killed process is overwritten by the next writer and never keeps anybody out.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from eid_campaign.campaign.errors import LedgerInUse
from eid_campaign.wording import N_, day

FORGOTTEN_AFTER = timedelta(hours=12)
"""No transaction lasts so long: an older note is of a computer that was switched off."""


class Holder(NamedTuple):
    """Who writes: the computer's user, never a citizen."""

    who: str
    host: str
    pid: int
    command: str
    since: datetime


def note_of(ledger: Path) -> Path:
    """Return where the note about ``ledger`` lies while it is written to."""
    return ledger.with_name(f"{ledger.name}-holder")


@contextmanager
def noted(ledger: Path) -> Iterator[None]:
    """Leave a note while the block runs; one that cannot be written stops nobody."""
    note = note_of(ledger)
    me = Holder(_who(), _host(), os.getpid(), command_given(sys.argv), datetime.now(UTC))
    written = json.dumps({**me._asdict(), "since": me.since.isoformat(timespec="seconds")})
    file = None
    with suppress(OSError):
        file = os.open(note, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        os.write(file, written.encode())
    try:
        yield
    finally:
        if file is not None:
            os.close(file)
            with suppress(OSError):
                # Once the lock is gone the next writer may have put a note of its own.
                if note.read_text(encoding="utf-8") == written:
                    note.unlink()


def holder_of(ledger: Path) -> Holder | None:
    """Return who wrote the note about ``ledger``; None for a note that nobody stands behind."""
    note = note_of(ledger)
    try:
        found = json.loads(note.read_text(encoding="utf-8"))
        holder = Holder(
            str(found["who"]),
            str(found["host"]),
            int(found["pid"]),
            str(found["command"]),
            datetime.fromisoformat(found["since"]),
        )
        old = datetime.now(UTC) - holder.since > FORGOTTEN_AFTER
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return None if old or not _stands(holder, note) else holder


def in_use(path: Path) -> LedgerInUse:
    """Return that another holds the ledger: who and since when, where it is known."""
    hint = N_("Wait until it has ended, then give the command again.")
    holder = holder_of(path)
    if holder is None:
        return LedgerInUse(
            "Another program is using the ledger {ledger}; nothing was stored.", hint, ledger=path
        )
    since = holder.since.astimezone()
    today = datetime.now(since.tzinfo).date()
    said = f"{since:%H:%M}" + ("" if since.date() == today else f", {day(since.date())}")
    return LedgerInUse(
        "{who} (computer {host}) has been writing to the ledger {ledger} since {since}, with the"
        " command eidc {command}; nothing of yours was stored.",
        hint,
        ledger=path,
        who=holder.who,
        host=holder.host,
        since=said,
        command=holder.command,
    )


def command_given(words: list[str]) -> str:
    """Return the command among the words typed, and no word after it: it may name a person."""
    for word in words[1:]:
        if re.fullmatch(r"[a-z]+", word) and word not in ("vi", "en"):
            return word
    return ""


def _stands(holder: Holder, note: Path) -> bool:
    if sys.platform == "win32":
        # A file held open cannot be removed there, on a share of another computer neither.
        try:
            note.unlink()
        except OSError:
            return True
        return False
    if holder.host != _host():
        return True
    try:
        os.kill(holder.pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _who() -> str:
    return os.environ.get("USERNAME") or os.environ.get("USER") or "?"


def _host() -> str:
    uname = getattr(os, "uname", None)
    return str(uname().nodename) if uname else os.environ.get("COMPUTERNAME", "?")
