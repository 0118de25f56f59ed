"""Plain text: what the terminal shows, 100 characters wide, without colour."""

from __future__ import annotations

from dataclasses import replace

from eid_campaign.document import Document
from eid_campaign.render.terminal import draw

WIDTH = 100


def render(document: Document) -> bytes:
    """Return ``document`` as UTF-8; what to do next is for the terminal only."""
    said = draw(replace(document, next_steps=()), width=WIDTH, colour=False, encoding_ok=True)
    return said.encode()
