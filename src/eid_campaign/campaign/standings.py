"""Who can have an account: the four standings and the reasons behind them.

Source: the plan, part "Công an xã" (the seven categories of citizens who cannot have an
account); the others are decided in README, "Decisions".
"""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import NamedTuple


class Standing(IntEnum):
    """Whether a person can have an account now. The order is the order of columns."""

    ELIGIBLE = 0
    EXEMPT = 1
    TO_VERIFY = 2
    OFF_LIST = 3

    @property
    def id(self) -> str:
        """The name in the machine contract."""
        return self.name.lower()


class Reason(StrEnum):
    """Why a standing is not simply eligible. The value is the machine contract's name."""

    NONE = ""
    # The plan's seven: exempt.
    CHILD = "child"
    ELDERLY_WITHOUT_PHONE = "elderly_without_phone"
    IN_PRISON = "in_prison"
    ABROAD = "abroad"
    IN_FACILITY = "in_facility"
    MOVED_AWAY = "moved_away"
    ABSENT_UNKNOWN = "absent_unknown"
    # Off the list.
    DECEASED = "deceased"
    DUPLICATE = "duplicate"
    # To verify: an officer decides.
    ILL = "ill"
    MILITARY_SERVICE = "military_service"
    WRONG_DETAILS = "wrong_details"
    TEMPORARY_RESIDENT = "temporary_resident"


EXEMPTING = (
    Reason.CHILD,
    Reason.ELDERLY_WITHOUT_PHONE,
    Reason.IN_PRISON,
    Reason.ABROAD,
    Reason.IN_FACILITY,
    Reason.MOVED_AWAY,
    Reason.ABSENT_UNKNOWN,
)
"""The plan's seven categories."""

SENSITIVE = (Reason.IN_PRISON, Reason.IN_FACILITY, Reason.ILL)
"""Crime and health data (Nghị định 356/2025/NĐ-CP, Điều 4): shown to the police only."""


class Verdict(NamedTuple):
    """A standing with its reason and the rule that gave it."""

    standing: Standing
    reason: Reason = Reason.NONE
    rule: str = ""
    """The id of the deciding rule: a line of ``notes.tsv``, or ``birth_date``, ``stage``."""
    matched: str = ""
    """The words of the remark that decided; empty where no remark did."""


ELIGIBLE = Verdict(Standing.ELIGIBLE)
