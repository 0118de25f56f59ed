"""An appendix on its way: stored as counts, said."""

from __future__ import annotations

from eid_campaign.app import App
from eid_campaign.campaign.plan import Appendix
from eid_campaign.importing.saying import sheets_said
from eid_campaign.intake.reading import (
    AppendixReading,
)
from eid_campaign.ledger import plans
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.reports.imported_outcome import FileOutcome
from eid_campaign.wish import Wish


def store_appendix(app: App, ledger: Ledger, reading: AppendixReading, wish: Wish) -> FileOutcome:
    """Store an appendix, or a later table of its shape; return what became of it."""
    as_of = wish.as_of or reading.as_of or app.settings.rules.baseline or app.today
    source = "option" if wish.as_of else reading.as_of_source if reading.as_of else "baseline"
    known = ledger.active_import(reading.sha256, as_of)
    if known is not None:
        return FileOutcome.again(reading.path.name, known)
    number = None
    if not wish.dry_run:
        number = plans.add_appendix(
            ledger,
            Appendix(
                reading.units,
                reading.printed_total,
                reading.plan_number,
                reading.district,
                as_of,
                reading.path.name,
            ),
            sha256=reading.sha256,
            as_of=as_of,
            as_of_source=source,
            problems=reading.problems,
            author=app.author(),
        )
    return FileOutcome(
        file=reading.path.name,
        kind="appendix",
        import_id=number,
        dry_run=wish.dry_run,
        as_of=as_of,
        as_of_source=source,
        places=tuple((unit.unit, "") for unit in reading.units),
        rows_read=len(reading.units),
        new=len(reading.units),
        problems=reading.problems,
        sheets=sheets_said(reading.sheets),
    )
