"""Where a passphrase comes from: a descriptor, the system's keyring, a hidden prompt.

Never an argument and never the environment: both are open to every program of the user, and to
the history of the shell.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import click

from eid_campaign.campaign.errors import LedgerBroken, UsageProblem
from eid_campaign.ledger.cipher import SHORT, normal
from eid_campaign.wording import _, count

ENVIRONMENT = "EIDC_PASSPHRASE_FD"
SERVICE = "eidc"
TRIES = 3
_MOST_BYTES = 4096
_META = "eid_campaign.passphrase"


def use_descriptor(ctx: click.Context, number: int) -> None:
    """Read passphrases from descriptor ``number`` for the rest of this command."""
    ctx.meta[f"{_META}.fd"] = str(number)


def passphrases(ledger: Path, name: str) -> Iterator[str]:
    """Yield what to try on ``ledger``: the descriptor's line alone, or the remembered one and
    then what is typed, three times. Raises LedgerBroken where nobody can be asked.
    """
    lines = _descriptor()
    if lines is not None:
        yield lines.present()
        return
    remembered = recalled(name)
    if remembered is not None:
        yield remembered
    if not _can_ask():
        if remembered is None:
            raise LedgerBroken(
                "The ledger {ledger} is encrypted: its passphrase is needed.",
                "Give the command in a window where you can type, or name an open file descriptor"
                " with EIDC_PASSPHRASE_FD.",
                ledger=ledger,
            )
        return
    for turn in range(TRIES):
        if turn:
            click.echo(_("That was not the passphrase. Type it again."), err=True)
        yield _typed(_("Passphrase of the ledger"))


def new_passphrase() -> str:
    """Return a new passphrase: the descriptor's next line, or typed twice alike.

    Raises UsageProblem for an empty one, or when the two were never alike.
    """
    lines = _descriptor()
    if lines is not None:
        chosen = lines.next()
    elif _can_ask():
        chosen = _typed_twice()
    else:
        raise UsageProblem(
            "A new passphrase is needed, and nobody can be asked for it.",
            "Give the command in a window where you can type, or name an open file descriptor with"
            " --passphrase-fd.",
        )
    if not chosen:
        raise UsageProblem(
            "An empty passphrase protects nothing.",
            "Choose one of at least {count} characters, best several words.",
            count=SHORT,
        )
    if len(chosen) < SHORT:
        click.echo(
            _(
                "Warning: a passphrase of fewer than {count} characters is soon guessed; several"
                " words are better.",
                count=count(SHORT),
            ),
            err=True,
        )
    return chosen


def recalled(name: str) -> str | None:
    """Return the passphrase that the system's keyring holds under ``name``; None without one."""
    # A keyring may be missing, locked or broken in ways of its own: then the user is asked.
    with suppress(Exception):
        found = import_module("keyring").get_password(SERVICE, name)
        return None if found is None else str(found)
    return None


def remember(name: str, passphrase: str) -> bool:
    """Store the passphrase in the system's keyring; return whether it can be found there."""
    with suppress(Exception):
        import_module("keyring").set_password(SERVICE, name, passphrase)
    return recalled(name) == passphrase


def forget(name: str) -> None:
    """Take the passphrase out of the system's keyring, if it is there."""
    with suppress(Exception):
        import_module("keyring").delete_password(SERVICE, name)


class _Lines:
    """The lines of a descriptor, read once a command: the present passphrase, then a new one."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._present: str | None = None
        # Commands of one script may share an open file: each begins at its first line.
        with suppress(OSError):
            os.lseek(descriptor, 0, os.SEEK_SET)

    def present(self) -> str:
        """Return the line read last, the first one to begin with."""
        return self._present if self._present is not None else self.next()

    def next(self) -> str:
        """Return the next line without its end."""
        found = bytearray()
        try:
            # Byte by byte: what follows the line in a pipe is for the command itself.
            while len(found) < _MOST_BYTES and (one := os.read(self._descriptor, 1)) not in b"\n":
                found += one
            self._present = normal(bytes(found).decode("utf-8-sig").rstrip("\r"))
        except (OSError, UnicodeDecodeError):
            raise _unreadable() from None
        return self._present


def _descriptor() -> _Lines | None:
    """Return the descriptor named by the option or the environment; None for neither."""
    ctx = click.get_current_context(silent=True)
    meta = ctx.meta if ctx else {}
    asked = meta.get(f"{_META}.fd") or os.environ.get(ENVIRONMENT, "")
    if not asked:
        return None
    if f"{_META}.lines" not in meta:
        # Someone may have put the passphrase itself there: it is not repeated.
        if not asked.isascii() or not asked.isdigit():
            raise _unreadable()
        meta[f"{_META}.lines"] = _Lines(int(asked))
    lines: _Lines = meta[f"{_META}.lines"]
    return lines


def _unreadable() -> UsageProblem:
    return UsageProblem(
        "The passphrase cannot be read from the file descriptor named.",
        "Name one that is open for reading, by its number: EIDC_PASSPHRASE_FD=3 eidc status"
        " 3< FILE. On Windows use 0, the standard input.",
    )


def _can_ask() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _typed(question: str) -> str:
    answer: str = click.prompt(question, hide_input=True, default="", show_default=False, err=True)
    return normal(answer)


def _typed_twice() -> str:
    for _turn in range(TRIES):
        chosen = _typed(_("New passphrase"))
        if not chosen or chosen == _typed(_("The new passphrase once more")):
            return chosen
        click.echo(_("The two are not alike. Type both again."), err=True)
    raise UsageProblem(
        "The new passphrase was never typed twice alike; nothing was changed.",
        "Give the command again; check Caps Lock and the Vietnamese keyboard.",
    )
