"""What ``eidc person`` says: one person's facts, standing and changes, each with its source."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from eid_campaign.campaign.decisions import Decision
from eid_campaign.campaign.explaining import Explanation
from eid_campaign.campaign.history import Version
from eid_campaign.campaign.person import Person
from eid_campaign.campaign.privacy import Audience
from eid_campaign.campaign.standings import SENSITIVE, Standing
from eid_campaign.document import Column, Document, Kind, Row, Table, Text
from eid_campaign.reports.explained import (
    decision_table,
    heard_table,
    standing_words,
)
from eid_campaign.reports.people import TO_DO
from eid_campaign.reports.person_facts import (
    Sight,
    changes_table,
    facts_table,
    sources_table,
    stages_table,
)
from eid_campaign.reports.rule_words import to_do_said
from eid_campaign.reports.words import STANDINGS
from eid_campaign.wording import _, day

if TYPE_CHECKING:
    from eid_campaign.campaign.left import Left


class Known(NamedTuple):
    """All that is known of one person on a day."""

    person: Person
    versions: tuple[Version, ...]
    explanation: Explanation
    decisions: tuple[tuple[Decision, bool], ...]
    """Every decision, and whether it was taken back."""
    code: str
    """The person's code in this ledger."""
    conflict: str = ""
    """What of this contradicts itself, a kind of ``ledger.conflicts``; blank for nothing."""
    own: str = ""
    """The commune's own table of words that holds."""
    left: Left | None = None
    """Since which list the person is on no list any more; None for who is."""


def person_report(known: Known, audience: Audience) -> Document:
    """Return what is known of a person, as far as ``audience`` may see it.

    Below the police nothing shows that speaks of crime or health: not the reason, not the
    remark, not its words or rule, not a date that would tell it, in the past either.
    """
    as_of = known.explanation.as_of
    title = _("{name} as known on {day}", name=known.person.full_name, day=day(as_of))
    if audience is Audience.PUBLIC:
        notice = (_notice(known.person),)
        return Document("person", title, as_of, notice, audience=audience.value)
    police = audience is Audience.POLICE
    sight = Sight(police, known.own)
    secret = _is_secret(known, sight)
    why: tuple[Table | Text, ...]
    if secret:
        why = (_closed(known.explanation),)
    else:
        found = known.explanation
        if not police and found.decision is not None:
            found = found._replace(decision=_masked(found.decision))
        why = (decision_table(found), *([heard_table(found.heard)] if found.heard else []))
    given = _decisions_table(known, sight)
    blocks = (
        facts_table(known.versions, sight),
        *why,
        *([given] if given.rows else []),
        stages_table(known.versions),
        changes_table(known.versions, sight),
        sources_table(known.versions),
    )
    notes = [to_do_said(known.conflict)] if known.conflict and not secret else []
    if known.left is not None:
        # Hardly anybody has left: what is said of them is loaded when somebody has.
        notes.append(import_module("eid_campaign.reports.left").off_list_since(known.left))
    if not police:
        notes.append(_("Masked. For the police's own use: --audience police"))
    steps = (_("Settle the standing: eidc decide {code} …", code=known.code),)
    return Document(
        "person",
        title,
        as_of,
        blocks,
        notes=tuple(notes),
        next_steps=steps,
        audience=audience.value,
    )


def _is_secret(known: Known, sight: Sight) -> bool:
    """Whether why the standing is what it is may not be shown."""
    found = known.explanation
    if sight.police:
        return False
    return (
        found.verdict.reason in SENSITIVE
        or sight.hides(found.note)
        or any(sight.hides_decision(decision) for decision, _back in known.decisions)
    )


def _masked(decision: Decision) -> Decision:
    """Return a decision without its ground: free text may tell anything."""
    return decision._replace(wanted=decision.wanted._replace(because=""))


def _notice(person: Person) -> Text:
    what = TO_DO.get(person.stage) if person.stage is not None else None
    said = [
        _("Born: {year}", year=person.birth_date[:4] or "–"),
        _("Village: {village}", village=person.village or "–"),
    ]
    return Text("", (*said, *([_("What to do: {what}", what=_(what))] if what else [])))


def _closed(found: Explanation) -> Table:
    """Return the standing alone; why is for the police."""
    standing = found.verdict.standing
    said = _(STANDINGS[standing])
    if standing is not Standing.ELIGIBLE:
        said = _("{standing}: other reason", standing=said)
    columns = (
        Column("field", _("What"), machine_only=True),
        Column("field_said", _("What"), people_only=True),
        Column("value", _("Value"), machine_only=True),
        Column("value_said", _("How it is"), people_only=True),
    )
    row = {
        "field": "standing",
        "field_said": _("Standing"),
        "value": standing.id,
        "value_said": said,
    }
    return Table("decision", _("Decision"), columns, (row,), notes=(_("Why is not for a team."),))


def _decisions_table(known: Known, sight: Sight) -> Table:
    columns = (
        Column("from_day", _("From"), Kind.DATE),
        Column("until", _("Until"), Kind.DATE),
        Column("standing", _("Standing"), machine_only=True),
        Column("reason", _("Reason"), machine_only=True),
        Column("standing_said", _("Standing"), people_only=True),
        Column("because", _("Ground")),
        Column("who", _("By")),
        Column("decided_on", _("Decided on"), Kind.DATE),
        Column("status", _("Status"), machine_only=True),
        Column("status_said", _("Status"), people_only=True),
    )
    as_of = known.explanation.as_of
    rows = tuple(
        _decision(each, is_back=is_back, as_of=as_of, police=sight.police)
        for each, is_back in known.decisions
        if not sight.hides_decision(each)
    )
    return Table("decisions", _("Officers' decisions"), columns, rows)


def _decision(decision: Decision, *, is_back: bool, as_of: date, police: bool) -> Row:
    wanted = decision.wanted
    if is_back:
        status, said = "taken_back", _("taken back")
    elif decision.holds(as_of):
        status, said = "holds", _("holds")
    else:
        status, said = "ended", _("does not hold on this day")
    return {
        "from_day": wanted.as_of,
        "until": wanted.until,
        "standing": wanted.standing.id,
        "reason": wanted.reason.value,
        "standing_said": standing_words(wanted.standing, wanted.reason),
        "because": wanted.because if police else "",
        "who": decision.who,
        "decided_on": date.fromisoformat(decision.at[:10]),
        "status": status,
        "status_said": said,
    }
