"""Settling a pair of people: one person, two people, or later; remembered until taken back."""

from __future__ import annotations

from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.ledger import log
from eid_campaign.ledger.database import transaction
from eid_campaign.ledger.identities import SAME, replace_answer, roots_now, write_pair
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.rebuild import rebuild


def settle(
    ledger: Ledger, kept: int, other: int, verdict: str, author: log.Author, *, reason: str = ""
) -> int:
    """Write down whether two people are one (``same``), ``two`` or asked ``later``; return the
    entry. Made one, everything told of either is told of ``kept`` from now on.

    Raises UsageProblem for two that are one already.
    """
    with transaction(ledger.connection, ledger.path):
        roots = roots_now(ledger)
        kept, other = roots.get(kept, kept), roots.get(other, other)
        if kept == other:
            raise UsageProblem(
                "The two are one person already.", "See what is settled with: eidc duplicates"
            )
        number = write_pair(ledger, kept, other, verdict, author, reason)
        replace_answer(ledger, number)
        if verdict == SAME:
            rebuild(ledger, (kept, other), number)
    return number
