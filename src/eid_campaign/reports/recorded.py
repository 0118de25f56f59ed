"""What a report says of the past that was asked with ``--known-on``."""

from __future__ import annotations

from dataclasses import replace

from eid_campaign.campaign.known_on import KnownOn
from eid_campaign.document import Document
from eid_campaign.wording import _, day


def as_recorded(document: Document, known_on: KnownOn | None) -> Document:
    """Return ``document`` with the line that says up to when its figures were recorded."""
    if known_on is None:
        return document
    return replace(document, notes=(_said(known_on), *document.notes))


def _said(known_on: KnownOn) -> str:
    if known_on.moment is not None:
        return _(
            "By what was recorded up to {time} on {day}; what was recorded later does not count"
            " here.",
            time=known_on.moment.strftime("%H:%M"),
            day=day(known_on.moment.date()),
        )
    if known_on.day is not None:
        return _(
            "By what was recorded up to the end of {day}; what was recorded later does not count"
            " here.",
            day=day(known_on.day),
        )
    return _(
        "By what was recorded up to entry {entry} of the log; what was recorded later does not"
        " count here.",
        entry=known_on.entry,
    )
