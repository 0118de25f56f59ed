"""What ``eidc encrypt`` and ``eidc decrypt`` did, and what they could not."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Protocol

from eid_campaign.document import Document, Text
from eid_campaign.wording import _, count


class Rewritten(Protocol):
    """What became of the files."""

    @property
    def copies(self) -> int:
        """How many automatic copies were rewritten."""

    @property
    def left(self) -> tuple[Path, ...]:
        """Copies left as they were."""

    @property
    def overwritten(self) -> bool:
        """Whether the old file was overwritten before it was removed."""


def encrypt_report(
    ledger: Path, done: Rewritten, as_of: date, *, changed: bool, remembered: bool | None
) -> Document:
    """Return what encrypting, or changing the passphrase, did; ``remembered`` is None where
    nobody asked for that.
    """
    notes = [
        *_left(done),
        *_remembered(remembered),
        _("Write the passphrase down and lock it away: a forgotten one cannot be restored."),
    ]
    if changed:
        title = _("The passphrase is changed")
        notes.append(_("Backups made before still open with the old passphrase: make a new one."))
    else:
        title = _("The ledger is encrypted")
        notes.append(_on_the_disk(done))
        notes.append(
            _("Backups made before are not encrypted: make a new one and remove the old ones.")
        )
    return Document(
        "encrypt",
        title,
        as_of,
        (Text("", (_("Ledger: {path}", path=ledger), *_copies(done))),),
        notes=tuple(notes),
        next_steps=(_("Make a new backup: eidc backup FILE"),),
    )


def remembered_report(ledger: Path, as_of: date, *, remembered: bool | None) -> Document:
    """Return what became of a passphrase that was only to be remembered, or forgotten."""
    said = _remembered(remembered) or (
        _("The ledger is encrypted; its passphrase is not in this computer's keyring."),
    )
    return Document(
        "encrypt",
        _("The passphrase"),
        as_of,
        (Text("", (_("Ledger: {path}", path=ledger), *said)),),
        next_steps=(_("Change the passphrase: eidc encrypt --change"),),
    )


def decrypt_report(ledger: Path, done: Rewritten, as_of: date) -> Document:
    """Return what decrypting did."""
    return Document(
        "decrypt",
        _("The ledger is no longer encrypted"),
        as_of,
        (Text("", (_("Ledger: {path}", path=ledger), *_copies(done))),),
        notes=(
            *_left(done),
            _("Whoever has the file can read every person in it; only its folder protects it."),
        ),
        next_steps=(_("Encrypt it again: eidc encrypt"),),
    )


def _copies(done: Rewritten) -> tuple[str, ...]:
    if not done.copies:
        return ()
    return (_("Automatic copies written anew as well: {count}", count=count(done.copies)),)


def _left(done: Rewritten) -> tuple[str, ...]:
    if not done.left:
        return ()
    names = ", ".join(path.name for path in done.left)
    return (
        _(
            "These automatic copies could not be written anew and are as they were; remove them"
            " if they are not needed: {names}",
            names=names,
        ),
    )


def _remembered(remembered: bool | None) -> tuple[str, ...]:
    if remembered is None:
        return ()
    if remembered:
        return (_("The passphrase is in this computer's keyring and is not asked for here."),)
    return (_("This computer has no keyring to keep the passphrase in: it will be asked for."),)


def _on_the_disk(done: Rewritten) -> str:
    if not done.overwritten:
        return _(
            "The old, unencrypted file was removed, but this disk did not let it be overwritten:"
            " with special tools parts of it may still be found."
        )
    return _(
        "The old, unencrypted file was overwritten and removed. On an SSD or a USB stick the disk"
        " itself may still keep parts of it; only encrypting the whole disk excludes that."
    )
