"""What was wrong in the lists of a stretch of days: how many rows, by kind; nobody is in it."""

from __future__ import annotations

from datetime import date

from eid_campaign.campaign.problems import Severity
from eid_campaign.ledger.ledger import Ledger

_TOLD = (Severity.REFUSED, Severity.DOUBT)
"""What somebody has to look at; what was mended beyond doubt hinders nobody."""


def list_problems(
    ledger: Ledger, after: date, last: date, commune: str = ""
) -> dict[tuple[str, Severity], int]:
    """Return how many problems of each kind the lists of the days after ``after`` up to ``last``
    have, of one commune or all; those of lists taken back do not count.
    """
    rows = ledger.connection.execute(
        "SELECT kind, severity, count(*) FROM problem WHERE import_id IN ("
        " SELECT id FROM import WHERE kind = 'roster' AND undone_by IS NULL"
        " AND as_of > :after AND as_of <= :last AND (:commune = '' OR id IN ("
        "  SELECT import_id FROM import_village WHERE commune = :commune)))"
        " AND severity IN (:refused, :doubt) GROUP BY kind, severity ORDER BY kind",
        {
            "after": after.toordinal(),
            "last": last.toordinal(),
            "commune": commune,
            "refused": _TOLD[0].value,
            "doubt": _TOLD[1].value,
        },
    )
    return {(kind, Severity(severity)): number for kind, severity, number in rows}
