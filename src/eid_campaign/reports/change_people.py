"""The people behind ``eidc report change --list``, as their audience may see them."""

from __future__ import annotations

from collections.abc import Sequence

from eid_campaign.campaign.moves import Move
from eid_campaign.campaign.person import Person
from eid_campaign.campaign.privacy import Audience
from eid_campaign.document import Column, Row, Table
from eid_campaign.reports.people import person_row
from eid_campaign.reports.words import STANDINGS, stage_said
from eid_campaign.wording import _


def change_people(
    found: Sequence[tuple[Person | None, Person, Move]], audience: Audience, *, own: str = ""
) -> Table:
    """Return a row for each (before, now, what moved); ``figures`` sees none of them.

    ``own`` is the commune's own table of words: what it calls sensitive stays hidden too.
    """
    public = audience is Audience.PUBLIC
    one_commune = len({now.commune for _before, now, _move in found}) < 2
    rows = (
        () if audience is Audience.FIGURES else tuple(_row(*each, audience, own) for each in found)
    )
    columns = (
        Column("citizen_id", _("Citizen number"), machine_only=public),
        Column("full_name", _("Full name")),
        Column("birth_date", _("Born"), machine_only=True),
        Column("born_said", _("Born"), people_only=True),
        Column("commune", _("Commune"), machine_only=one_commune),
        Column("village", _("Village")),
        Column("village_before", _("Village before"), machine_only=True),
        Column("stage_before", _("Stage before"), machine_only=True),
        Column("stage_before_said", _("Stage before"), people_only=True),
        Column("stage", _("Stage now"), machine_only=True),
        Column("stage_said", _("Stage now"), people_only=True),
        Column("standing_before", _("Standing before"), machine_only=True),
        Column("standing", _("Standing"), machine_only=True),
        *(
            [Column("changed_said", _("What else changed"), people_only=True)]
            if any(row["changed_said"] for row in rows)
            else []
        ),
    )
    hidden = _("Names are not shown to this audience: --audience team shows them, masked.")
    notes = (hidden,) if found and audience is Audience.FIGURES else ()
    return Table("people", _("Who they are"), columns, rows, notes=notes)


def _row(before: Person | None, now: Person, move: Move, audience: Audience, own: str) -> Row:
    public = audience is Audience.PUBLIC
    shown = person_row(now, audience, "", own)
    others = []
    if before is not None and move.has_other_village:
        others.append(_("village: before {village}", village=before.village or "–"))
    if before is not None and move.has_other_standing and not public:
        others.append(
            _(
                "standing: {before} → {now}",
                before=_(STANDINGS[before.verdict.standing]),
                now=_(STANDINGS[now.verdict.standing]),
            )
        )
    return {
        **{name: shown[name] for name in _SHARED},
        "village_before": before.village if before else None,
        "stage_before": "new"
        if before is None
        else before.stage.id
        if before.stage is not None
        else "",
        "stage_before_said": _("on no list yet") if before is None else stage_said(before.stage),
        "standing_before": "" if public or before is None else before.verdict.standing.id,
        "changed_said": "; ".join(others),
    }


_SHARED = (
    "citizen_id",
    "full_name",
    "birth_date",
    "born_said",
    "commune",
    "village",
    "stage",
    "stage_said",
    "standing",
)
