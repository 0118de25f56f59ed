"""Who stands otherwise on the system's list, as their audience may see them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from eid_campaign.campaign.list_matching import KINDS, Found, Place
from eid_campaign.campaign.person import Person
from eid_campaign.campaign.places import village_order
from eid_campaign.campaign.privacy import Audience
from eid_campaign.document import Column, Kind, Row, Table
from eid_campaign.reports.people import person_row
from eid_campaign.reports.reconciled_words import KINDS as KINDS_SAID
from eid_campaign.reports.words import stage_said
from eid_campaign.wording import _


class Told(NamedTuple):
    """What was found of one person, and who it is."""

    found: Found
    person: Person
    sheet: str
    row: int
    """Where they stand in the file; 0 for who is not on it."""


def people_table(rows: Sequence[Told], audience: Audience, own: str, *, listed: bool) -> Table:
    """Return a row for each who differs; ``figures`` sees none of them."""
    public = audience is Audience.PUBLIC
    order = {kind: place for place, kind in enumerate(KINDS)}
    shown = sorted(
        (each for each in rows if each.found.kind != "same"),
        key=lambda each: (
            order[each.found.kind],
            each.found.place[0],
            village_order(each.found.place[1]),
        ),
    )
    delays = any(each.found.is_delay for each in shown)
    columns = (
        Column("kind", _("Kind"), machine_only=True),
        Column("kind_said", _("What differs"), people_only=True),
        Column("citizen_id", _("Citizen number"), machine_only=public),
        Column("full_name", _("Full name")),
        Column("birth_date", _("Born"), machine_only=True),
        Column("born_said", _("Born"), people_only=True),
        Column("commune", _("Commune"), machine_only=True),
        Column("village", _("Village"), machine_only=True),
        Column("village_there", _("Village"), machine_only=True),
        Column("stage", _("Stage"), machine_only=True),
        Column("stage_there", _("Stage"), machine_only=True),
        Column("here_said", _("Ledger"), people_only=True),
        Column("there_said", _("System"), people_only=True),
        Column("known_delay", _("Known delay"), machine_only=True),
        *([Column("known_delay_said", _("Known delay"), people_only=True)] if delays else []),
        Column("source_sheet", _("Sheet"), machine_only=True),
        Column("source_row", _("Row"), Kind.COUNT),
    )
    hidden = audience is Audience.FIGURES
    lines = () if hidden else tuple(_row(each, audience, own) for each in shown)
    return Table("people", _("Who they are"), columns, lines, files_only=not listed)


def _row(each: Told, audience: Audience, own: str) -> Row:
    shown = person_row(each.person, audience, "", own)
    here, there = each.found.here, each.found.there
    return {
        **{name: shown[name] for name in ("citizen_id", "full_name", "birth_date", "born_said")},
        "kind": each.found.kind,
        "kind_said": _(KINDS_SAID[each.found.kind]),
        "commune": shown["commune"],
        "village": here.village if here else None,
        "village_there": there.village if there else None,
        "stage": _id(here),
        "stage_there": _id(there),
        "here_said": _stands(here),
        "there_said": _stands(there),
        "known_delay": "true" if each.found.is_delay else "",
        "known_delay_said": _("yes") if each.found.is_delay else "",
        "source_sheet": each.sheet,
        "source_row": each.row or None,
    }


def _id(place: Place | None) -> str:
    return place.stage.id if place is not None and place.stage is not None else ""


def _stands(place: Place | None) -> str:
    """Return where somebody lives and stands, in words; a dash for who is not there."""
    if place is None:
        return "–"
    return "; ".join(part for part in (place.village, stage_said(place.stage)) if part)
