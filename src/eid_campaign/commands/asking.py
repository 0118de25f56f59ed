"""What commands that list people ask alike: which place, and whether a reason may be asked for."""

from __future__ import annotations

from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.campaign.places import find_commune, find_village
from eid_campaign.campaign.privacy import Audience
from eid_campaign.campaign.standings import SENSITIVE
from eid_campaign.ledger.ledger import Ledger


def place_asked(ledger: Ledger, commune: str | None, village: str | None) -> tuple[str, str]:
    """Return the commune and the village meant; blank for one not named.

    Raises UnknownPlace for a name that no roster has given.
    """
    known = ledger.villages()
    found = find_commune(commune, known) if commune else ""
    if not village:
        return found, ""
    places = known.get(found, ()) if found else {name for names in known.values() for name in names}
    return found, find_village(village, places)


def refuse_telling_reason(reason: str | None, audience: str) -> None:
    """Refuse a list by a sensitive reason to all but the police: it would tell the reason."""
    if reason in SENSITIVE and audience != Audience.POLICE:
        raise UsageProblem(
            "A list by this reason would tell what only the police may know.",
            "For the police's own use give --audience police.",
        )
