"""The files of an import, a line each, and many of them, a line a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from eid_campaign.campaign.problems import Severity
from eid_campaign.document import Column, Document, Kind, Row, Table
from eid_campaign.reports.imported_outcome import FileOutcome
from eid_campaign.wording import N_, _

KINDS = {
    "roster": N_("roster"),
    "appendix": N_("appendix"),
    "review": N_("review sheet"),
    "tally": N_("counts of a unit"),
    "edit": N_("facts typed in"),
}


def files_table(outcomes: Sequence[FileOutcome]) -> Table:
    """Return the files with their counts, and the sums under them."""
    columns = (
        Column("file", _("File")),
        Column("kind", _("Kind"), machine_only=True),
        Column("kind_said", _("Kind"), people_only=True),
        Column("as_of", _("Day"), Kind.DATE),
        Column("as_of_source", _("Day taken"), machine_only=True),
        Column("places", _("Villages")),
        Column("rows_read", _("Rows read"), Kind.COUNT),
        Column("kept", _("Kept"), Kind.COUNT),
        Column("refused", _("Refused"), Kind.COUNT),
        Column("new", _("New"), Kind.COUNT),
        Column("changed", _("Changed"), Kind.COUNT),
        Column("same", _("Same"), Kind.COUNT),
        Column("conflict", _("In conflict"), Kind.COUNT),
        Column("repairs", _("Repairs"), Kind.COUNT),
        Column("import_id", _("Import no."), Kind.COUNT, machine_only=True),
        Column("status", _("Status"), machine_only=True),
        Column("imported_on", _("Imported on"), machine_only=True),
        Column("left", _("No longer on the list"), Kind.COUNT, machine_only=True),
    )
    rows = tuple(_file_row(outcome) for outcome in outcomes)
    total: dict[str, str | int] = {"file": _("Total")}
    for column in columns[6:14]:
        total[column.id] = sum(value for row in rows if isinstance(value := row[column.id], int))
    return Table("files", _("Files"), columns, rows, total if len(rows) > 1 else None)


def _file_row(outcome: FileOutcome) -> Row:
    stored = outcome.error is None
    return {
        "file": outcome.file,
        "kind": outcome.kind,
        "kind_said": _(KINDS[outcome.kind]) if outcome.kind else _("refused"),
        "as_of": outcome.as_of,
        "as_of_source": outcome.as_of_source,
        "places": _places_said(outcome),
        "rows_read": outcome.rows_read,
        "kept": outcome.kept if stored else 0,
        "refused": outcome.refused_rows if stored else outcome.rows_read,
        "new": outcome.new,
        "changed": outcome.changed,
        "same": outcome.same,
        "conflict": outcome.conflict,
        "repairs": sum(p.severity is Severity.REPAIR for p in outcome.problems),
        "import_id": outcome.import_id,
        "status": _status(outcome),
        "imported_on": outcome.imported_on or None,
        "left": outcome.left,
    }


def _status(outcome: FileOutcome) -> str:
    if outcome.error is not None:
        return "refused"
    if outcome.imported_on:
        return "already_imported"
    return "dry_run" if outcome.dry_run else "stored"


def _places_said(outcome: FileOutcome) -> str:
    if outcome.imported_on:
        return ""
    if outcome.kind in ("appendix", "tally"):
        return _("{count} units", count=len({unit for unit, _village in outcome.places}))
    names = [village or _("no village") for _commune, village in outcome.places]
    if len(names) > 4:
        return _("{count} villages", count=len(names))
    return ", ".join(names)


def import_summary(outcomes: Sequence[FileOutcome], as_of: date) -> Document:
    """Return what became of many files, a line a day."""
    columns = (
        Column("kind_said", _("Kind"), people_only=True),
        Column("as_of", _("Day"), Kind.DATE),
        Column("files", _("Files"), Kind.COUNT),
        Column("rows_read", _("Rows read"), Kind.COUNT),
        Column("refused", _("Refused"), Kind.COUNT),
        Column("new", _("New"), Kind.COUNT),
        Column("changed", _("Changed"), Kind.COUNT),
        Column("conflict", _("In conflict"), Kind.COUNT),
        Column("repairs", _("Repairs"), Kind.COUNT),
    )
    days: dict[tuple[str, date | None], list[FileOutcome]] = {}
    for outcome in outcomes:
        days.setdefault((outcome.kind, outcome.as_of), []).append(outcome)
    rows: list[Row] = [
        {
            "kind_said": _(KINDS[kind]) if kind else _("refused"),
            "as_of": day_of,
            "files": len(found),
            **{
                name: sum(value for o in found if isinstance(value := _file_row(o)[name], int))
                for name in ("rows_read", "refused", "new", "changed", "conflict", "repairs")
            },
        }
        for (kind, day_of), found in days.items()
    ]
    table = Table("imported", _("Import"), columns, tuple(rows))
    return Document("import_summary", _("Import"), as_of, (table,))
