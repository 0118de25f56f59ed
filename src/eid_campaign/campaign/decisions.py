"""The officer has the last word: a decision beats every rule and every remark while it holds.

The plan, part "Công an xã", has officers settle who cannot have an account; an exemption is a
person's own. A decision holds from one day, until another or for good. The day after its end the
person is back in the pool without anyone's doing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from eid_campaign.campaign.eligibility import BY_BIRTH_DATE, BY_TERM
from eid_campaign.campaign.hashing import sha256
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import EXEMPTING, SENSITIVE, Reason, Standing, Verdict

BY_DECISION = "decision"
"""Rule name of the verdict an officer gave."""
OFF_LIST_REASONS = (Reason.DECEASED, Reason.DUPLICATE)
_SAME_FOR_ALL = frozenset(
    {
        Reason.ABROAD,
        Reason.MOVED_AWAY,
        Reason.ABSENT_UNKNOWN,
        Reason.MILITARY_SERVICE,
        Reason.TEMPORARY_RESIDENT,
    }
)
_SIGNS = "ABCDEGHKLMNPQRSTUVXY"
_SIGNS_LENGTH = 4


class Wanted(NamedTuple):
    """What an officer wants to hold of a person."""

    standing: Standing
    reason: Reason
    as_of: date
    """The first day it holds."""
    until: date | None = None
    """The last day it holds; None for good."""
    because: str = ""


class Decision(NamedTuple):
    """What an officer decided of a person; ``number`` is its entry in the log."""

    number: int
    person: int
    wanted: Wanted
    who: str
    at: str
    """When it was written down (UTC, ISO form)."""

    def holds(self, as_of: date) -> bool:
        """Whether it is in force on ``as_of``."""
        ended = self.wanted.until is not None and self.wanted.until < as_of
        return self.wanted.as_of <= as_of and not ended


def decided(verdict: Verdict, decision: Decision | None, as_of: date) -> Verdict:
    """Return the verdict of the rules, or what an officer decided where that holds on ``as_of``.

    It beats the stage and the birth date too: an exemption of somebody whose account is
    activated is a conflict to show (see :func:`contradicts`), not one for a rule to settle. Past
    the end of an exemption no remark exempts by itself: the same reason is over, another one is
    to be verified; both are in the pool.
    """
    if decision is None or decision.wanted.as_of > as_of:
        return verdict
    wanted = decision.wanted
    if decision.holds(as_of):
        return Verdict(wanted.standing, wanted.reason, BY_DECISION)
    by_remark = verdict.standing is Standing.EXEMPT and verdict.rule != BY_BIRTH_DATE
    if wanted.standing is not Standing.EXEMPT or not by_remark:
        return verdict
    if verdict.reason is wanted.reason:
        return Verdict(Standing.ELIGIBLE, Reason.NONE, BY_TERM, verdict.matched)
    return verdict._replace(standing=Standing.TO_VERIFY)


def last_of(decisions: Iterable[Decision], as_of: date) -> dict[int, Decision]:
    """Return by person the decision that was written down last of those begun by ``as_of``."""
    last: dict[int, Decision] = {}
    for decision in sorted(decisions, key=lambda each: each.number):
        if decision.wanted.as_of <= as_of:
            last[decision.person] = decision
    return last


def contradicts(wanted: Wanted, stage: Stage | None) -> bool:
    """Whether the national system shows that a person can what the decision denies."""
    denied = wanted.standing in (Standing.EXEMPT, Standing.OFF_LIST)
    return denied and stage is Stage.L2_ACTIVATED


def find_fault(wanted: Wanted, today: date) -> str:
    """Return why ``wanted`` cannot be decided, blank where nothing speaks against it.

    Childhood is settled by the birth date: where an officer has to, the decision needs its end.
    """
    allowed = {
        Standing.EXEMPT: EXEMPTING,
        Standing.OFF_LIST: OFF_LIST_REASONS,
        Standing.TO_VERIFY: tuple(Reason)[1:],
        Standing.ELIGIBLE: (Reason.NONE,),
    }[wanted.standing]
    if wanted.reason not in allowed:
        return "reason_missing" if wanted.reason is Reason.NONE else "reason_unfit"
    if wanted.until is not None and wanted.standing is Standing.OFF_LIST:
        return "until_off_list"
    if wanted.until is not None and wanted.until < max(today, wanted.as_of):
        return "until_past"
    if (wanted.standing, wanted.reason) == (Standing.EXEMPT, Reason.CHILD):
        return "" if wanted.until is not None else "child_without_until"
    return ""


def same_for_all(reason: Reason, note: str) -> bool:
    """Whether one answer may stand for all people of the same remark and reason.

    Not where age decides too, where the matter is sensitive, where details differ from one
    person to the next, or where there is no remark.
    """
    return bool(note) and reason in _SAME_FOR_ALL and reason not in SENSITIVE


def code_of(seal: str, person: int) -> str:
    """Return a person's code in one ledger, 57-KTBN: its letters tell a wrong or foreign code."""
    digest = sha256(f"{seal}:{person}".encode()).digest()
    return f"{person}-{''.join(_SIGNS[byte % 20] for byte in digest[:_SIGNS_LENGTH])}"


def find_coded(seal: str, code: str) -> int | None:
    """Return the person of a code, None for a code that is not of this ledger."""
    written = code.strip().upper()
    digits = written.partition("-")[0].strip()
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 16):
        return None
    person = int(digits)
    return person if code_of(seal, person) == "".join(written.split()) else None
