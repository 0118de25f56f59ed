"""What ``eidc mappings`` says: how files of each make are read, as settled by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from eid_campaign.document import Column, Document, Kind, Row, Table, Text
from eid_campaign.reports.problem_words import field_said
from eid_campaign.wording import _


@dataclass(frozen=True, slots=True)
class MappingSaid:
    """What is remembered for one make."""

    number: int
    settled_on: date
    who: str
    file: str
    headings: Mapping[str, str]
    """A heading as written → our field."""
    sheets: tuple[str, ...]


def mappings_report(mappings: Sequence[MappingSaid], as_of: date) -> Document:
    """Return what is remembered, the last settled first."""
    columns = (
        Column("number", _("No."), Kind.RANK),
        Column("settled_on", _("Settled on"), Kind.DATE),
        Column("who", _("By")),
        Column("file", _("For files like")),
        Column("headings", _("Headings")),
        Column("sheets", _("Only the sheets")),
    )
    rows: tuple[Row, ...] = tuple(
        {
            "number": one.number,
            "settled_on": one.settled_on,
            "who": one.who,
            "file": one.file,
            "headings": "; ".join(
                _("“{heading}” is: {field}", heading=heading, field=field_said(field))
                for heading, field in one.headings.items()
            ),
            "sheets": "; ".join(one.sheets),
        }
        for one in reversed(mappings)
    )
    title = _("What is remembered of files")
    steps = (
        (_("Forget one: eidc mappings --forget {number}", number=mappings[-1].number),)
        if mappings
        else (_('Settle a heading: eidc import FILE --map full_name="HEADING"'),)
    )
    table = Table("mappings", title, columns, rows)
    return Document("mappings", title, as_of, (table,), next_steps=steps)


def forgotten_report(number: int, file: str, as_of: date) -> Document:
    """Return what was forgotten."""
    said = _(
        "Mapping {number} is forgotten: files like {file} are read by their own headings again.",
        number=number,
        file=file,
    )
    title = _("What is remembered of files")
    return Document("mapping_forgotten", title, as_of, (Text("", (said,)),))
