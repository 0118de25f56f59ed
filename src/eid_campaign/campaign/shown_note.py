"""A remark as its audience may see it: what is sensitive in it is found by the rules of remarks.

Apart from :mod:`privacy`, so that a report of counts loads no rules.
"""

from __future__ import annotations

from functools import lru_cache

from eid_campaign.campaign.note_engine import matches_of
from eid_campaign.campaign.note_pieces import expanded, pieces_of
from eid_campaign.campaign.note_rules import tables
from eid_campaign.campaign.note_text import words_of
from eid_campaign.campaign.privacy import Audience, without_numbers
from eid_campaign.campaign.sensitive import tells_sensitive
from eid_campaign.campaign.standings import SENSITIVE, Reason


def shown_note(note: str, reason: Reason, audience: Audience, own: str = "") -> str:
    """Return a remark as ``audience`` may see it.

    A remark that speaks of a sensitive matter stays hidden whatever the standing is now: who was
    in prison once, or was decided to be eligible though ill, is nobody's business either.
    ``own`` is the commune's own table of words.
    """
    if audience is Audience.POLICE:
        return note
    if audience is not Audience.TEAM or reason in SENSITIVE or _tells_sensitive(note, own):
        return ""
    return without_numbers(note)


@lru_cache(maxsize=65536)
def _tells_sensitive(note: str, own: str) -> bool:
    words, _shown = words_of(note)
    if not words:
        return False
    known = tables(own)
    matches = matches_of(pieces_of(expanded(words, known), known), known)
    return tells_sensitive(note) or any(match.rule.reason in SENSITIVE for match in matches)
