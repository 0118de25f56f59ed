"""Settling a pair of people: one person, two people, or later; remembered until taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.ledger import log
from eid_campaign.ledger.edits import write_facts
from eid_campaign.ledger.identities import SAME, answers_like, give_way, roots_now, write_pair
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.rebuild import rebuild
from eid_campaign.ledger.replaced import replace
from eid_campaign.ledger.written import TABLE_OF


class Correction(NamedTuple):
    """Facts of the main person that an officer keeps against the lists, from a day on."""

    facts: Mapping[str, str]
    as_of: date


def settle(
    ledger: Ledger,
    kept: int,
    other: int,
    verdict: str,
    author: log.Author,
    *,
    reason: str = "",
    correction: Correction | None = None,
) -> int:
    """Write down whether two people are one (``same``), ``two`` or asked ``later``; return the
    entry. Made one, everything told of either is told of ``kept`` from now on.

    A ``correction`` of ``kept`` stands under the same entry, and is taken back with it. Raises
    UsageProblem for two that are one already.
    """
    facts = correction.facts if correction else {}
    with ledger.transaction():
        roots = roots_now(ledger)
        kept, other = roots.get(kept, kept), roots.get(other, other)
        if kept == other:
            raise UsageProblem(
                "The two are one person already.", "See what is settled with: eidc duplicates"
            )
        number = write_pair(ledger, kept, other, verdict, author, reason, facts=facts)
        older = answers_like(ledger.connection, number)
        replace(ledger.connection, TABLE_OF["identity"], older, number, number)
        if correction and facts:
            write_facts(ledger, number, kept, facts, correction.as_of)
        if verdict == SAME:
            give_way(ledger, number)
            rebuild(ledger, (kept, other), number)
    return number
