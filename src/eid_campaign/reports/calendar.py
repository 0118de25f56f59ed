"""What ``eidc calendar`` says: the days that change a standing, as the audience may see it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from eid_campaign.campaign.places import village_order
from eid_campaign.campaign.privacy import Audience
from eid_campaign.campaign.standings import SENSITIVE, Reason, Standing
from eid_campaign.campaign.turning import Coming
from eid_campaign.document import Column, Document, Kind, Row, Table
from eid_campaign.reports.words import STANDINGS, reason_said
from eid_campaign.wording import N_, _, count, day

EVENTS = {
    "turns_14": N_("turns 14"),
    "may_turn_14": N_("may turn 14 (birth date not complete)"),
    "exemption_ends": N_("exemption ends"),
    "exemption_begins": N_("exemption begins"),
    "to_verify": N_("to be verified"),
}
NAMES_SHOWN = 8
"""How many names stand in a cell of a table; a calendar file holds all."""


class _Kind(NamedTuple):
    """What one row counts."""

    day: date
    event: str
    reason: str
    standing: Standing
    commune: str
    village: str


def calendar_report(
    found: Sequence[Coming], first: date, last: date, *, as_of: date, audience: Audience
) -> Document:
    """Return a row for each day, event and village.

    Police and team see names, never numbers or phones; the others counts, and no reason.
    """
    named = audience in (Audience.POLICE, Audience.TEAM)
    rows: dict[_Kind, list[str]] = {}
    for each in found:
        rows.setdefault(_kind(each, audience), []).append(each.person.full_name)
    columns = (
        Column("date", _("Day"), Kind.DATE),
        Column("event", _("What happens"), machine_only=True),
        Column("event_said", _("What happens"), people_only=True),
        Column("reason", _("Reason"), machine_only=True),
        Column("standing", _("From then on"), machine_only=True),
        Column("standing_said", _("From then on"), people_only=True),
        Column("commune", _("Commune"), machine_only=True),
        Column("village", _("Village")),
        Column("people", _("People"), Kind.COUNT),
        Column("names", _("Who"), machine_only=True),
        Column("names_said", _("Who"), machine_only=not named, people_only=True),
        Column("summary", _("Calendar entry"), machine_only=True),
        Column("details", _("Details"), machine_only=True),
    )
    title = _("What comes from {first} to {last}", first=day(first), last=day(last))
    notes = [
        _("People: {count}", count=count(len(found))),
        _("On that day the standing changes by itself; nobody has to enter anything."),
    ]
    table = Table(
        "calendar",
        title,
        columns,
        tuple(_row(kind, rows[kind] if named else (), len(rows[kind])) for kind in _sorted(rows)),
    )
    steps = (_("Take it along on a phone: eidc calendar -o lich.ics"),)
    return Document("calendar", title, as_of, (table,), notes=tuple(notes), next_steps=steps)


def _kind(each: Coming, audience: Audience) -> _Kind:
    before, after = each.turn.before, each.turn.after
    ends = each.turn.event == "exemption_ends"
    reason = before.reason if ends else after.reason
    if audience is Audience.POLICE:
        shown = reason.value
    else:
        # Below the police a sensitive reason is no reason at all: who reads "other" would guess.
        told = audience is Audience.TEAM and reason not in SENSITIVE
        shown = reason.value if told else ""
    place = each.person
    event, standing = each.turn.event, after.standing
    return _Kind(each.turn.day, event, shown, standing, place.commune, place.village)


def _sorted(rows: dict[_Kind, list[str]]) -> list[_Kind]:
    return sorted(
        rows,
        key=lambda kind: (
            kind.day,
            kind.commune,
            village_order(kind.village),
            list(EVENTS).index(kind.event),
            kind.reason,
            kind.standing,
        ),
    )


def _row(kind: _Kind, names: Sequence[str], people: int) -> Row:
    what = _(EVENTS[kind.event])
    if kind.reason:
        what = f"{what}: {reason_said(Reason(kind.reason))}"
    names = sorted(names)
    said = ", ".join(names[:NAMES_SHOWN])
    if len(names) > NAMES_SHOWN:
        said = _("{names} and {count} more", names=said, count=count(len(names) - NAMES_SHOWN))
    number = _("People: {count}", count=count(people))
    return {
        "date": kind.day,
        "event": kind.event,
        "event_said": what,
        "reason": kind.reason,
        "standing": kind.standing.id,
        "standing_said": _(STANDINGS[kind.standing]),
        "commune": kind.commune,
        "village": kind.village,
        "people": people,
        "names": "; ".join(names),
        "names_said": said,
        "summary": f"{kind.village or kind.commune}: {what}",
        "details": "\n".join([number, *names]),
    }
