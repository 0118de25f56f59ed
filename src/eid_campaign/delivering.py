"""Delivering an answer: on the screen, or in files that are whole or absent."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from eid_campaign.campaign.errors import InputRefused, UsageProblem
from eid_campaign.document import Document
from eid_campaign.ledger import remains, unfinished
from eid_campaign.render.formats import Looks, format_for, on_screen, render
from eid_campaign.wording import N_, _

NOT_FOR_SCREENS = ("xlsx", "docx", "pdf", "png")
"""Formats that are no text: they go to a file."""


Made = Sequence[tuple[Path | None, str]]
"""The files a document was made for, None for the screen, each with its format."""


class Screen(NamedTuple):
    """Where answers are shown."""

    write: Callable[[str], None]
    write_bytes: Callable[[bytes], None]
    width: int
    colour: bool
    encoding: str
    interactive: bool
    """Whether a person watches: progress is shown."""
    open_file: Callable[[Path], None] = lambda path: None
    """Shows a file with the program the computer has for it."""


class Output(NamedTuple):
    """What was asked for with ``--format``, ``-o`` and the options of looks."""

    format: str = ""
    files: tuple[Path, ...] = ()
    opened: bool = False
    """Whether the files are shown when they are written."""
    looks: Looks = Looks()
    spoken_numbers: bool = False
    """Whether numbers are written in words where a text is read aloud."""


def deliver(
    document: Document, output: Output, screen: Screen, log: Callable[[Made], None]
) -> None:
    """Show ``document``, or write it where and as asked; all bytes are made before anything
    is written, and a failure leaves an existing file whole.

    ``log`` is told what leaves before it does; a table on the screen does not.
    """
    if not output.files:
        _show(document, output, screen, log)
        return
    forms = [(path, format_for(path, output.format)) for path in output.files]
    made = [(path, render(document, form, output.looks)) for path, form in forms]
    log(forms)
    for path, content in made:
        write_whole(path, content)
    if output.opened:
        for path in output.files:
            screen.open_file(path)


def _show(document: Document, output: Output, screen: Screen, log: Callable[[Made], None]) -> None:
    if output.format in ("", "table"):
        screen.write(
            on_screen(
                document,
                width=screen.width,
                colour=screen.colour,
                encoding_ok=_can_show("─│Ữ", screen.encoding),
            )
        )
    elif output.format in NOT_FOR_SCREENS:
        raise UsageProblem(
            "The format {name} cannot be shown on the screen.",
            "Name a file with -o, for example: -o bao-cao.{name}",
            name=output.format,
        )
    else:
        content = render(document, output.format, output.looks)
        log([(None, output.format)])
        screen.write_bytes(content)


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` beside ``path`` and swap it in.

    Raises InputRefused when the disk or the file does not let it.
    """
    remains.clear_unfinished(path.parent)  # of a command that was killed: it may name people
    beside = unfinished.beside(path)
    try:
        # A report may name people: like the ledger it is its owner's to read.
        with os.fdopen(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise InputRefused(
            "The file {path} cannot be written: {cause}.",
            "Close it if it is open in Excel, check the folder and the room on the disk,"
            " or name another file.",
            path=path,
            cause=_cause_said(error),
        ) from None


def disk_refused(error: OSError) -> InputRefused | None:
    """Return what is said of an error of the disk that no command foresaw; None for another."""
    if error.errno not in _CAUSES:
        return None
    return InputRefused(
        "{path} cannot be read or written: {cause}.",
        "See that the disk or the stick is there, has room and may be written, then give the"
        " command again. What is stored: eidc log",
        path=error.filename or _("The disk"),
        cause=_cause_said(error),
    )


def _cause_said(error: OSError) -> str:
    """Return why a file cannot be written; the system's own words are not the reader's."""
    return _(_CAUSES.get(error.errno or 0, N_("the system does not allow it")))


_CAUSES = {
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk is full"),
    errno.EROFS: N_("the disk can only be read"),
    errno.EACCES: N_("you have no right to write there"),
    errno.EPERM: N_("you have no right to write there"),
    errno.ENAMETOOLONG: N_("its name is too long"),
    errno.EISDIR: N_("it is a folder"),
    errno.EBUSY: N_("another program has it open"),
    errno.ETXTBSY: N_("another program has it open"),
    **dict.fromkeys(
        (errno.EIO, errno.ENODEV, errno.ENXIO, errno.ESTALE),
        N_("its disk is no longer there or does not answer"),
    ),
}


def _can_show(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
