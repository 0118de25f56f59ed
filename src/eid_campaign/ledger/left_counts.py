"""How many left the list, for the note beside figures; who they are is in :mod:`left`."""

from __future__ import annotations

from collections import Counter
from datetime import date
from importlib import import_module

from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.sightings import any_complete


def left_counts(ledger: Ledger, as_of: date) -> dict[tuple[str, str], int]:
    """Return how many had left the list by ``as_of``, by (commune, village)."""
    if not any_complete(ledger, as_of):
        return {}  # as it mostly is: reports open without what finds them
    left = import_module("eid_campaign.ledger.left").left
    return dict(Counter((gone.commune, gone.village) for gone in left(ledger, as_of)))
