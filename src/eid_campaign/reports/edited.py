"""What ``eidc edit`` says: each fact corrected, before and after, masked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from eid_campaign.campaign.person import Person
from eid_campaign.campaign.privacy import masked_number, masked_phone
from eid_campaign.document import Column, Document, Table
from eid_campaign.reports.people import born_said
from eid_campaign.reports.problem_words import field_said
from eid_campaign.reports.words import stage_said
from eid_campaign.wording import _


def edited_report(
    before: Person, after: Person, facts: Sequence[str], entry: int, as_of: date
) -> Document:
    """Return what was corrected; remarks are left out, they may tell what only police may know."""
    columns = (
        Column("field", _("Field"), machine_only=True),
        Column("field_said", _("Field"), people_only=True),
        Column("before", _("Before")),
        Column("after", _("After")),
    )
    rows = tuple(
        {
            "field": name,
            "field_said": field_said(name),
            "before": _shown(before, name),
            "after": _shown(after, name),
        }
        for name in facts
    )
    return Document(
        "edit",
        _("Correction by hand"),
        as_of,
        (Table("facts", before.full_name, columns, rows),),
        audience="team",
        next_steps=(_("To take it back: eidc undo {number}", number=entry),),
    )


def _shown(person: Person, name: str) -> str:
    if name == "citizen_id":
        return masked_number(person.citizen_id)
    if name == "phone":
        return masked_phone(person.phone)
    if name == "birth_date":
        return born_said(person.birth_date)
    if name == "stage":
        return stage_said(person.stage)
    if name in ("note", "group"):
        return _("(not shown)")
    value: str = getattr(person, name)
    return value
