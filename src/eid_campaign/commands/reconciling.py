"""``eidc reconcile FILE``: a list of the system's people, or a table of its counts."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from eid_campaign.app import App
from eid_campaign.campaign.privacy import Audience
from eid_campaign.commands.reconcile import compared, named, of_figures
from eid_campaign.document import Document
from eid_campaign.importing.reconciling import figures_told, read_file, refuse_empty
from eid_campaign.importing.reconciling_list import figures_of_list, match_list
from eid_campaign.intake.reading import RosterReading
from eid_campaign.ledger import asserted
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.purged_days import refuse_without_people
from eid_campaign.reports.reconciled_list import ListCompared, list_report
from eid_campaign.reports.reconciled_people import Told
from eid_campaign.wish import Wish


def of_file(
    app: App,
    ledger: Ledger,
    path: Path,
    wish: Wish,
    audience: Audience,
    *,
    keeping: bool,
    listed: bool,
    own: str,
) -> Document:
    """Return what a file of the system says otherwise than the ledger; keep its counts."""
    reading = read_file(app, ledger, path, wish)
    file = unicodedata.normalize("NFC", path.name)
    day = app.day(wish.as_of or reading.as_of)
    if not isinstance(reading, RosterReading):
        wanted = figures_told(reading, ledger.villages(), app.settings.commune)
        if wish.commune:
            wanted = tuple(each for each in wanted if each.unit == wish.commune)
        if wish.village:
            wanted = tuple(each for each in wanted if each.village == wish.village)
        refuse_empty(wanted, file)
        return of_figures(app, ledger, wanted, day, keeping=keeping, file=file)
    refuse_without_people(ledger, day)
    matched = match_list(app, ledger, reading)
    figures, _overdue = compared(app, ledger, figures_of_list(matched.rows, matched.scopes), day)
    entry = asserted.keep(ledger, day, file, figures, app.author()) if keeping else None
    told = [Told(each.found, each.person, each.sheet, each.row) for each in matched.rows]
    return list_report(
        ListCompared(
            file, told, figures, bool(matched.scopes), reading.rows_refused, matched.stray
        ),
        day,
        campaign=named(app, {each.found.place[0] for each in told}),
        audience=audience,
        entry=entry,
        listed=listed,
        own=own,
    )
