"""What ``eidc imports`` says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from eid_campaign.campaign.import_record import ImportRecord
from eid_campaign.document import Column, Document, Kind, Row, Table
from eid_campaign.reports.imported_files import KINDS
from eid_campaign.wording import _


def imports_report(records: Sequence[ImportRecord], as_of: date) -> Document:
    """Return the list of imports, the last one first."""
    count = Kind.COUNT
    columns = (
        Column("import_id", _("No."), Kind.RANK),
        Column("imported_on", _("Imported on"), Kind.DATE),
        Column("who", _("By")),
        Column("kind", _("Kind"), machine_only=True),
        Column("kind_said", _("Kind"), people_only=True),
        Column("file", _("File")),
        Column("as_of", _("Day"), Kind.DATE),
        Column("rows_read", _("Rows read"), count),
        Column("refused", _("Refused"), count),
        Column("new", _("New"), count),
        Column("changed", _("Changed"), count),
        Column("same", _("Same"), count),
        Column("conflict", _("In conflict"), count),
        Column("status", _("Status"), machine_only=True),
        Column("status_said", _("Status"), people_only=True),
    )
    title = _("Imports")
    return Document(
        "imports",
        title,
        as_of,
        (Table("imports", title, columns, tuple(_row(r) for r in reversed(records))),),
        next_steps=(_("Take one back: eidc undo NUMBER"),),
    )


def _row(record: ImportRecord) -> Row:
    undone = record.undone_by is not None
    return {
        "import_id": record.id,
        "imported_on": date.fromisoformat(record.at[:10]),
        "who": record.who,
        "kind": record.kind,
        "kind_said": _(KINDS[record.kind]),
        "file": record.file or _("(corrected by hand)"),
        "as_of": record.as_of,
        "rows_read": record.rows_read,
        "refused": record.refused,
        "new": record.new,
        "changed": record.changed,
        "same": record.same,
        "conflict": record.conflict,
        "status": "undone" if undone else "active",
        "status_said": _("undone") if undone else _("counts"),
    }
