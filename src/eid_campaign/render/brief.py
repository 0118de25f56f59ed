"""A text for a chat: the lines a report has for it, never a table, a person or a reason."""

from __future__ import annotations

import unicodedata

from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.document import Document
from eid_campaign.render.formats import Looks
from eid_campaign.render.values import one_line

_SO = "So"
"""Unicode's class of pictographs."""


def render(document: Document, looks: Looks) -> bytes:
    """Return the lines as UTF-8; UsageProblem for an answer that has none."""
    if not document.brief:
        raise UsageProblem(
            "This answer has no short text for a chat.",
            "These have one: eidc report daily, weekly, final.",
        )
    lines = [one_line(line) for line in document.brief]
    if not looks.emoji:
        lines = [without_pictographs(line) for line in lines]
    return ("\n".join(lines) + "\n").encode()


def without_pictographs(line: str) -> str:
    """Return ``line`` without pictographs, and without the blanks they leave."""
    kept = (c for c in line if unicodedata.category(c) != _SO and c != "\ufe0f")
    return " ".join("".join(kept).split())
