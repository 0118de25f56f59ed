"""What stops a command: what happened, what to do next, and the exit code.

Messages are English templates; :mod:`eid_campaign.wording` says them in the user's language.
A message never carries a person's name or number.
"""

from __future__ import annotations

from typing import ClassVar


class EidcError(Exception):
    """Something the user can act on.

    ``message`` says what happened, ``hint`` what to do next; both are templates filled with
    ``values`` after translation.
    """

    exit_code: ClassVar[int] = 2

    def __init__(self, message: str, hint: str, /, **values: object) -> None:
        super().__init__(message.format(**values))
        self.message = message
        self.hint = hint
        self.values = values


class UsageProblem(EidcError):
    """An option or argument that cannot be meant (exit 2)."""

    exit_code = 2


class InputRefused(EidcError):
    """A file that cannot be taken; nothing of it was stored (exit 4)."""

    exit_code = 4


class NothingKnown(EidcError):
    """The ledger holds no appendix and no roster yet (exit 5)."""

    exit_code = 5


class UnknownPlace(EidcError):
    """No commune or village of that name, or more than one (exit 6)."""

    exit_code = 6


class UnknownPerson(EidcError):
    """No person of that number or name, or more than one (exit 6)."""

    exit_code = 6


class LedgerInUse(EidcError):
    """Another process is writing to the ledger (exit 7)."""

    exit_code = 7


class LedgerBroken(EidcError):
    """The ledger cannot be opened or written: disk full, damaged, newer than this eidc (exit 4)."""

    exit_code = 4


class LedgerUncertain(LedgerBroken):
    """Something was stored, or may have been, though the disk reported an error (exit 4)."""
