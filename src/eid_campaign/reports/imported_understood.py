"""How a file would be read, for ``eidc import --dry-run``: its headings, its first people."""

from __future__ import annotations

from datetime import date

from eid_campaign.campaign.privacy import Audience
from eid_campaign.document import Column, Kind, Row, Table
from eid_campaign.reports.imported_outcome import FileOutcome
from eid_campaign.reports.people import people_report
from eid_campaign.reports.problem_words import field_said, kind_said
from eid_campaign.wording import _


def understood_table(outcome: FileOutcome) -> Table:
    """Return how the sheets of a file were understood."""
    columns = (
        Column("sheet", _("Sheet")),
        Column("heading_rows", _("Heading rows")),
        Column("heading", _("Heading in the file")),
        Column("field", _("Read as")),
        Column("rows", _("Rows of people")),
    )
    rows: list[Row] = []
    for sheet in outcome.sheets:
        first: dict[str, str | int] = {
            "sheet": sheet.sheet,
            "heading_rows": ", ".join(map(str, sheet.heading_rows)),
            "rows": sheet.rows,
        }
        if sheet.skipped:
            rows.append({**first, "heading": "", "field": kind_said(sheet.skipped)})
            continue
        by_hand = {heading for heading, _field in sheet.by_hand}
        headings = [
            (
                heading,
                _("{field} (settled by hand)", field=field_said(field))
                if heading in by_hand
                else field_said(field),
            )
            for heading, field in sheet.fields
        ]
        headings += [(heading, _("not used")) for heading in sheet.ignored]
        for heading, field in headings:
            rows.append({**first, "heading": heading, "field": field})
            first = {"sheet": "", "heading_rows": "", "rows": ""}
    return Table(
        "understood", _("How {file} was understood", file=outcome.file), columns, tuple(rows)
    )


def sample_table(outcome: FileOutcome) -> Table:
    """Return the first people as they were read, as a team may see them."""
    columns = (
        Column("source_row", _("Row"), Kind.COUNT),
        Column("citizen_id", _("Citizen number")),
        Column("full_name", _("Full name")),
        Column("born_said", _("Born"), people_only=True),
        Column("sex_said", _("Sex"), people_only=True),
        Column("village", _("Village")),
        Column("stage_said", _("Stage"), people_only=True),
        Column("note", _("Note")),
        Column("phone", _("Phone")),
    )
    day_read = outcome.as_of or date.max
    (people,) = people_report(outcome.sample, day_read, Audience.TEAM).tables
    title = _("The first rows of {file} as they were read", file=outcome.file)
    return Table("sample", title, columns, people.rows)
