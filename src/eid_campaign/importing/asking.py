"""What a reader may know beforehand: communes, villages, spellings, headings settled once."""

from __future__ import annotations

from eid_campaign.app import App
from eid_campaign.campaign.places import find_commune
from eid_campaign.intake.reading import (
    Remembered,
    Request,
)
from eid_campaign.ledger import plans, settled
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.wish import Wish


def request_of(app: App, ledger: Ledger, wish: Wish) -> Request:
    """Return what is known and what the user settled, for reading the files of one command."""
    appendix = plans.appendix(ledger)
    villages = ledger.villages()
    communes = tuple(unit.unit for unit in appendix.units) if appendix else ()
    own = app.settings.commune
    known = tuple(dict.fromkeys((*communes, *villages, *((own,) if own else ()))))
    commune = wish.commune
    if commune and appendix:
        commune = find_commune(commune, known)
    return Request(
        today=app.clock,
        as_of=wish.as_of,
        commune=commune,
        village=wish.village,
        default_commune=own,
        communes=known if appendix else (),
        villages=villages,
        village_spellings={(t.commune, t.spelling): t.village for t in settled.ties(ledger)},
        headings=wish.headings,
        sheets=wish.sheets,
        stage=wish.stage,
        complete=wish.complete,
        remembered=tuple(
            Remembered(kept.number, kept.make, kept.headings, kept.sheets)
            for kept in settled.mappings(ledger)
        ),
    )
