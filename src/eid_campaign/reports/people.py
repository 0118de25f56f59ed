"""What ``eidc people`` says: one row a person, as the audience may see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from eid_campaign.campaign.person import Person
from eid_campaign.campaign.privacy import Audience, masked_number, masked_phone, shown_reason
from eid_campaign.campaign.shown_note import shown_note
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import SENSITIVE, Standing
from eid_campaign.document import Column, Document, Kind, Row, Table
from eid_campaign.reports.rule_words import to_do_said
from eid_campaign.reports.words import STANDINGS, reason_said, stage_said
from eid_campaign.wording import N_, _, count, day


class Wanted(NamedTuple):
    """Which people are asked for; a blank asks for all."""

    commune: str = ""
    village: str = ""
    stage: str = ""
    standing: str = ""
    reason: str = ""

    def takes(self, person: Person) -> bool:
        """Whether ``person`` is asked for."""
        stage = person.stage.id if person.stage is not None else "unknown"
        return (
            (not self.commune or person.commune == self.commune)
            and (not self.village or person.village == self.village)
            and (not self.stage or stage == self.stage)
            and (not self.standing or person.verdict.standing.id == self.standing)
            and (not self.reason or person.verdict.reason.value == self.reason)
        )


TO_DO = {
    Stage.NOT_COLLECTED: N_("come and hand in the level-2 dossier"),
    Stage.COLLECTED: N_("wait for approval"),
    Stage.L1_APPROVED: N_("activate the account, then hand in the level-2 dossier"),
    Stage.L1_ACTIVATED: N_("come and hand in the level-2 dossier"),
    Stage.L2_APPROVED: N_("activate the account"),
}
"""What a notice asks of a person, by stage (the plan, part III.6)."""


def people_report(
    found: Sequence[Person],
    as_of: date,
    audience: Audience,
    *,
    conflicts: Mapping[int, str] | None = None,
    own: str = "",
    left: Mapping[int, date] | None = None,
) -> Document:
    """Return the list of ``found`` as ``audience`` may see it; ``figures`` sees the count only.

    ``conflicts`` tells by the ledger's numbers what contradicts itself, where that was asked for;
    ``own`` is the commune's own table of words: what it calls sensitive stays hidden too.
    ``left`` tells by them who is no longer on a complete list, and since when.
    """
    kinds = conflicts or {}
    gone = {} if audience is Audience.PUBLIC else left or {}
    missing = sum(person.number in gone for person in found)
    mending = all(person.number in kinds or _is_off_list(person) for person in found)
    police = audience is Audience.POLICE
    team = audience in (Audience.POLICE, Audience.TEAM)
    columns = (
        Column("citizen_id", _("Citizen number"), machine_only=not team),
        Column("full_name", _("Full name")),
        Column("birth_date", _("Born"), machine_only=True),
        Column("born_said", _("Born"), people_only=True),
        Column("sex", _("Sex"), machine_only=True),
        Column("sex_said", _("Sex"), people_only=True),
        Column("commune", _("Commune"), machine_only=True),
        Column("village", _("Village")),
        Column("stage", _("Stage"), machine_only=True),
        Column("stage_said", _("Stage"), people_only=True),
        Column("standing", _("Standing"), machine_only=True),
        Column("standing_said", _("Standing"), machine_only=not team, people_only=True),
        Column("reason", _("Reason"), machine_only=True),
        Column("reason_said", _("Reason"), machine_only=not team, people_only=True),
        Column("note", _("Note"), machine_only=not team),
        Column("household", _("Household"), machine_only=True),
        Column("phone", _("Phone"), machine_only=not team),
        Column("source_file", _("File"), machine_only=True),
        Column("source_sheet", _("Sheet"), machine_only=True),
        Column("source_row", _("Row"), Kind.COUNT, machine_only=True),
        Column("to_do", _("What to do"), machine_only=team and not (found and mending)),
        Column("conflict", _("In conflict"), machine_only=True),
        Column("left_on", _("Not on the list since"), Kind.DATE, machine_only=not missing),
    )
    if audience is Audience.FIGURES:
        rows: tuple[Row, ...] = ()
    else:
        rows = tuple(
            {
                **person_row(person, audience, kinds.get(person.number, ""), own),
                "left_on": gone.get(person.number),
            }
            for person in found
        )
    notes = [_("People: {count}", count=count(len(found)))]
    if missing:
        notes.append(_("Of them no longer on the list: {count} (eidc left)", count=count(missing)))
    if not police:
        notes.append(_("Numbers and phones are masked. The police's own list: --audience police"))
    title = _("People as known on {day}", day=day(as_of))
    return Document(
        "people",
        title,
        as_of,
        (Table("people", title, columns, rows),),
        notes=tuple(notes),
        audience=audience.value,
    )


def person_row(person: Person, audience: Audience, conflict: str, own: str) -> Row:
    """Return one person as ``audience`` may see them; see :func:`people_report`."""
    police, public = audience is Audience.POLICE, audience is Audience.PUBLIC
    verdict = person.verdict
    hidden = verdict.reason in SENSITIVE and not police
    return {
        "citizen_id": (
            "" if public else person.citizen_id if police else masked_number(person.citizen_id)
        ),
        "full_name": person.full_name,
        "birth_date": person.birth_date[:4] if public else person.birth_date,
        "born_said": person.birth_date[:4] if public else born_said(person.birth_date),
        "sex": person.sex,
        "sex_said": {"M": _("male"), "F": _("female")}.get(person.sex, ""),
        "commune": person.commune,
        "village": person.village,
        "stage": person.stage.id if person.stage is not None else "",
        "stage_said": stage_said(person.stage),
        "standing": "" if public else verdict.standing.id,
        "standing_said": "" if public else _(STANDINGS[verdict.standing]),
        "reason": shown_reason(verdict.reason, audience),
        "reason_said": ""
        if public
        else _("other reason")
        if hidden
        else reason_said(verdict.reason),
        "conflict": "" if public else conflict,
        "to_do": _to_do(person, public, conflict),
        "note": shown_note(person.note, verdict.reason, audience, own),
        "household": "" if public else person.household,
        "phone": person.phone if police else "" if public else masked_phone(person.phone),
        "source_file": person.source_file,
        "source_sheet": person.source_sheet,
        "source_row": person.source_row,
    }


def _to_do(person: Person, public: bool, conflict: str) -> str:
    """Return what is asked of the person, or of the officer where the list has to be mended."""
    if _is_off_list(person) or conflict:
        return "" if public else to_do_said(conflict or person.verdict.reason.value)
    return _(TO_DO[person.stage]) if person.stage in TO_DO else ""


def _is_off_list(person: Person) -> bool:
    return person.verdict.standing is Standing.OFF_LIST


def born_said(iso: str) -> str:
    """Return ISO text as people write it: 03/05/1956, 05/1956, 1956."""
    return "/".join(reversed(iso.split("-")))
