"""A text to be read on the loudspeaker: full sentences, a paragraph each."""

from __future__ import annotations

from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.document import Document
from eid_campaign.render.values import one_line


def render(document: Document) -> bytes:
    """Return the sentences as UTF-8; UsageProblem for an answer that has none."""
    if not document.speech:
        raise UsageProblem(
            "This answer has no text for the loudspeaker.",
            "These have one: eidc report daily, weekly, final.",
        )
    return ("\n\n".join(one_line(line) for line in document.speech) + "\n").encode()
