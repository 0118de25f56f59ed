"""What ``eidc decide`` says: who was decided on, what held before and what holds now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from eid_campaign.campaign.decisions import Wanted, contradicts
from eid_campaign.campaign.person import Person
from eid_campaign.campaign.privacy import Audience, masked_number
from eid_campaign.campaign.review import Answer
from eid_campaign.campaign.standings import SENSITIVE, Reason, Standing
from eid_campaign.document import Column, Document, Kind, Row, Table
from eid_campaign.reports.people import born_said
from eid_campaign.reports.words import STANDINGS, reason_said, stage_said
from eid_campaign.wording import _, count, day


class Touched(NamedTuple):
    """A person before and after a decision; ``new`` is false where it was decided so already."""

    before: Person
    after: Person
    new: bool = True


class AnswerSaid(NamedTuple):
    """A row of a review sheet that was taken over; ``new``: nothing was decided before."""

    answer: Answer
    new: bool


def answers_table(answers: Sequence[AnswerSaid]) -> Table:
    """Return what was decided row by row; a person stands there by code alone."""
    columns = (
        Column("row", _("Row"), Kind.COUNT),
        Column("code", _("Code")),
        Column("standing", _("Standing"), machine_only=True),
        Column("now_said", _("Decided"), people_only=True),
        Column("until", _("Until"), Kind.DATE),
        Column("instead", _("Before")),
    )
    rows = tuple(
        {
            "row": answer.row,
            "code": answer.code,
            "standing": answer.standing.id,
            "now_said": verdict_said(answer.standing, answer.reason, Audience.TEAM),
            "until": answer.until,
            "instead": "" if new else _("an earlier decision"),
        }
        for answer, new in answers
    )
    return Table("decisions", _("Decisions"), columns, rows)


def decided_report(
    touched: Sequence[Touched], wanted: Wanted, as_of: date, *, aside: int = 0
) -> Document:
    """Return what was decided; ``aside`` counts people of a household left alone."""
    notes = [_("People: {count}", count=count(len(touched)))]
    same = sum(not each.new for each in touched)
    if same:
        notes.append(_("Decided so already: {count}, 0 changes.", count=count(same)))
    if aside:
        notes.append(_("Left as they are, being off the list: {count}.", count=count(aside)))
    notes.append(_("It holds from {day} on.", day=day(wanted.as_of)))
    if wanted.until is not None:
        back = day(wanted.until + timedelta(days=1))
        notes.append(
            _(
                "It holds up to {day}; on {back} the rules count again.",
                day=day(wanted.until),
                back=back,
            )
        )
    conflicts = sum(contradicts(wanted, each.after.stage) for each in touched)
    if conflicts:
        notes.append(
            _(
                "In conflict: {count} hold an activated level-2 account. The decision stands;"
                " look the account up in the national system and have it mended or locked.",
                count=count(conflicts),
            )
        )
    if wanted.standing is Standing.OFF_LIST:
        notes.append(_("Have it corrected in the national database too: this ledger is no source."))
    return _report(
        "decide",
        _("Decision"),
        touched,
        as_of,
        notes,
        (_("Take it back: eidc decide NUMBER --take-back"),),
    )


def taken_back_report(touched: Sequence[Touched], as_of: date) -> Document:
    """Return what holds again once a decision was taken back."""
    notes = [_("The last decision was taken back; what held before it holds again.")]
    return _report("decide", _("Decision taken back"), touched, as_of, notes, ())


def preview(found: Sequence[Person], aside: int) -> tuple[str, ...]:
    """Return the lines that say whom a decision on a household would touch."""
    first = found[0]
    lines = [
        _(
            "The household in {village}: {count} people.",
            village=first.village or _("no village"),
            count=count(len(found)),
        )
    ]
    for each in found:
        facts = (each.full_name, born_said(each.birth_date), masked_number(each.citizen_id))
        lines.append("  " + ", ".join(filter(None, facts)))
    if aside:
        lines.append(_("Left as they are, being off the list: {count}.", count=count(aside)))
    return tuple(lines)


def verdict_said(standing: Standing, reason: Reason, audience: Audience) -> str:
    """Return a standing with its reason, as ``audience`` may see it."""
    said = _(STANDINGS[standing])
    if not reason:
        return said
    hidden = reason in SENSITIVE and audience is not Audience.POLICE
    return f"{said}: {_('other reason') if hidden else reason_said(reason)}"


def _report(
    kind: str,
    title: str,
    touched: Sequence[Touched],
    as_of: date,
    notes: Sequence[str],
    steps: tuple[str, ...],
) -> Document:
    columns = (
        Column("full_name", _("Full name")),
        Column("citizen_id", _("Citizen number")),
        Column("born_said", _("Born"), people_only=True),
        Column("commune", _("Commune"), machine_only=True),
        Column("village", _("Village")),
        Column("stage", _("Stage"), machine_only=True),
        Column("stage_said", _("Stage"), people_only=True),
        Column("before_said", _("Before"), people_only=True),
        Column("standing", _("Standing"), machine_only=True),
        Column("reason", _("Reason"), machine_only=True),
        Column("now_said", _("Now"), people_only=True),
        Column("until", _("Until"), Kind.DATE),
        Column("changed", _("Changed"), Kind.COUNT, machine_only=True),
    )
    table = Table("decided", title, columns, tuple(map(_row, touched)))
    return Document(kind, title, as_of, (table,), notes=tuple(notes), next_steps=steps)


def _row(touched: Touched) -> Row:
    before, after, new = touched
    team = Audience.TEAM
    decision = after.decision
    reason = after.verdict.reason
    return {
        "full_name": after.full_name,
        "citizen_id": masked_number(after.citizen_id),
        "born_said": born_said(after.birth_date),
        "commune": after.commune,
        "village": after.village,
        "stage": after.stage.id if after.stage is not None else "",
        "stage_said": stage_said(after.stage),
        "before_said": verdict_said(before.verdict.standing, before.verdict.reason, team),
        "standing": after.verdict.standing.id,
        "reason": "other" if reason in SENSITIVE else reason.value,
        "now_said": verdict_said(after.verdict.standing, reason, team),
        "until": decision.wanted.until if decision is not None else None,
        "changed": int(new),
    }
