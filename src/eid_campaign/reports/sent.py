"""What ``eidc report sent`` says: the reports kept as they were sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from eid_campaign.campaign.frozen import Frozen
from eid_campaign.document import Column, Document, Kind, Row, Table
from eid_campaign.wording import N_, _

KINDS = {
    "daily": N_("daily report"),
    "weekly": N_("weekly report"),
    "final": N_("final report"),
    "exempt": N_("who is exempt"),
    "targets": N_("targets"),
}
STATUS = {
    "sent": N_("as sent"),
    "replaced": N_("replaced by a later one of the day"),
    "undone": N_("taken back"),
}


def sent_report(reports: Sequence[Frozen], as_of: date) -> Document:
    """Return the list, the one kept last first."""
    columns = (
        Column("number", _("No."), Kind.RANK),
        Column("kind", _("Report"), machine_only=True),
        Column("kind_said", _("Report"), people_only=True),
        Column("as_of", _("Day"), Kind.DATE),
        Column("unit", _("Unit")),
        Column("sent_on", _("Sent on"), Kind.DATE),
        Column("who", _("Sent by")),
        Column("status", _("Status"), machine_only=True),
        Column("status_said", _("Status"), people_only=True),
    )
    last = {_same(each): each.number for each in reports if each.undone_by is None}
    rows = tuple(_row(each, last.get(_same(each))) for each in reversed(reports))
    title = _("Reports kept as sent")
    return Document(
        "report_sent",
        title,
        as_of,
        (Table("sent", title, columns, rows),),
        next_steps=(
            _("Print one again: eidc report weekly --sent --as-of DAY"),
            _("Take back one kept by mistake: eidc undo NUMBER"),
        ),
    )


def _same(each: Frozen) -> tuple[object, ...]:
    """Return what two reports share of which the later takes the earlier one's place."""
    return each.kind, each.commune, each.as_of, tuple(sorted(each.asked.items()))


def _row(each: Frozen, last: int | None) -> Row:
    status = "sent" if each.number == last else "replaced"
    if each.undone_by is not None:
        status = "undone"
    return {
        "number": each.number,
        "kind": each.kind,
        "kind_said": _(KINDS[each.kind]),
        "as_of": each.as_of,
        "unit": each.commune or None,
        "sent_on": datetime.fromisoformat(each.at).astimezone().date(),
        "who": each.who,
        "status": status,
        "status_said": _(STATUS[status]),
    }
