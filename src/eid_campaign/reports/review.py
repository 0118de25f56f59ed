"""What ``eidc review`` says: the people to verify, a row each, to be filled in and handed back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from eid_campaign.campaign.conclusions import HEADINGS, conclusions
from eid_campaign.campaign.person import Person
from eid_campaign.campaign.privacy import Audience, masked_number
from eid_campaign.campaign.review import Heap
from eid_campaign.campaign.standings import Reason
from eid_campaign.document import Column, Document, Row, Table
from eid_campaign.reports.people import born_said
from eid_campaign.reports.words import reason_said, stage_said
from eid_campaign.wording import _, count


def review_report(
    heaps: Sequence[Heap],
    as_of: date,
    audience: Audience,
    code: Callable[[Person], str],
    *,
    form: bool,
) -> Document:
    """Return the queue, a row a person; a ``form`` has columns to be filled in.

    ``code`` gives the code by which a person is known again without the citizen number.
    """
    police = audience is Audience.POLICE
    words = tuple(each.words for each in conclusions())
    columns = (
        Column("code", HEADINGS["code"]),
        Column("citizen_id", _("Citizen number"), machine_only=not police),
        Column("full_name", _("Full name")),
        Column("born_said", _("Born") if police else _("Birth year")),
        Column("commune", _("Commune"), machine_only=True),
        Column("village", _("Village")),
        Column("reason", _("Reason"), machine_only=True),
        Column("reason_said", _("Why to verify"), people_only=True),
        Column("note", _("Note")),
        Column("conclusion", HEADINGS["conclusion"], choices=words, machine_only=not form),
        Column("until", HEADINGS["until"], machine_only=not form),
        Column("because", HEADINGS["because"], machine_only=not form),
    )
    rows = tuple(
        _row(person, heap, audience, code(person)) for heap in heaps for person in heap.people
    )
    notes = [_("To verify: {count} people.", count=count(len(rows)))]
    if form:
        notes.append(
            _(
                "Fill in “{conclusion}” from the drop-down, “{until}” where it ends one day, and"
                " “{because}”; then: eidc import FILE. A row left blank stays to verify.",
                **{name: HEADINGS[name] for name in ("conclusion", "until", "because")},
            )
        )
    if not police:
        notes.append(
            _("Sensitive reasons and remarks are hidden. The police's own: --audience police")
        )
    title = _("People to verify")
    return Document(
        "review",
        title,
        as_of,
        (Table("review", title, columns, rows),),
        notes=tuple(notes),
        audience=audience.value,
    )


def heap_said(heap: Heap, at: int, heaps: int) -> tuple[str, ...]:
    """Return the lines that show a heap on a terminal."""
    lines = [
        _(
            "[{at}/{heaps}] {count} people · {village} · {reason}",
            at=at,
            heaps=heaps,
            count=count(len(heap.people)),
            village=heap.village or _("no village"),
            reason=shown_reason_said(heap.reason),
        )
    ]
    lines.append(_("  Note: “{note}”", note=heap.note) if heap.note else _("  No remark is shown."))
    return tuple(lines)


def person_said(person: Person, audience: Audience) -> str:
    """Return a line on one person, as ``audience`` may see it."""
    police = audience is Audience.POLICE
    facts = (
        person.full_name,
        born_said(person.birth_date) if police else person.birth_date[:4],
        person.citizen_id if police else masked_number(person.citizen_id),
        stage_said(person.stage),
    )
    return "  " + ", ".join(filter(None, facts))


def shown_reason_said(reason: str) -> str:
    """Return in words a reason's id that was made fit for the audience."""
    return _("other reason") if reason == "other" else reason_said(Reason(reason))


def _row(person: Person, heap: Heap, audience: Audience, code: str) -> Row:
    police = audience is Audience.POLICE
    return {
        "code": code,
        "citizen_id": person.citizen_id if police else masked_number(person.citizen_id),
        "full_name": person.full_name,
        "born_said": born_said(person.birth_date) if police else person.birth_date[:4],
        "commune": person.commune,
        "village": person.village,
        "reason": heap.reason,
        "reason_said": shown_reason_said(heap.reason),
        "note": heap.note,
        "conclusion": "",
        "until": "",
        "because": "",
    }
