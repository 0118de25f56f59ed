"""Two people who may be one, as they are shown on a screen: in lines, and side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eid_campaign.campaign.likeness import Likeness
from eid_campaign.campaign.person import Person
from eid_campaign.campaign.privacy import Audience, masked_number, masked_phone
from eid_campaign.campaign.shown_note import shown_note
from eid_campaign.document import Column, Table
from eid_campaign.reports.duplicates_words import BANDS, FACTS, facts_said, reason_said
from eid_campaign.reports.people import born_said
from eid_campaign.reports.words import stage_said
from eid_campaign.wording import _, count


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people to show side by side."""

    code: str
    one: Person
    other: Person
    likeness: Likeness
    put_off: str = ""
    """When an officer put it off (ISO), blank for not."""


def pair_said(pair: Pair, audience: Audience) -> tuple[str, ...]:
    """Return the lines that show a pair on a terminal."""
    band = _(BANDS[pair.likeness.band])
    return (
        _(
            "{code} · {score} points · {band}",
            code=pair.code,
            score=pair.likeness.score,
            band=f"{band} ({_('put off')})" if pair.put_off else band,
        ),
        "  1 " + person_said(pair.one, audience),
        "  2 " + person_said(pair.other, audience),
        *(f"    – {reason_said(reason)}" for reason in pair.likeness.reasons),
        *(f"    – {line}" for line in facts_said(pair.likeness)),
    )


def merged_said(
    merged: Person,
    main: int,
    rows: Sequence[tuple[str, str, int]],
    audience: Audience,
    own: str,
) -> tuple[str, ...]:
    """Return the lines that say who two people would be as one, and which rows are joined.

    ``main`` is 1 or 2: which of the two is kept.
    """
    note = shown_note(merged.note, merged.verdict.reason, audience, own)
    lines = [
        _("Made one, person {main} being the main one:", main=main),
        "  " + person_said(merged, audience),
    ]
    if note:
        lines.append(_("  Note: “{note}”", note=note))
    lines.append(_("  Rows of lists joined in it: {count}", count=count(len(rows))))
    for file, sheet, row in rows:
        lines.append("    " + _place(file, sheet, row))
    return tuple(lines)


def beside(pair: Pair, audience: Audience) -> Table:
    """Return the facts of two people side by side, and under them why they may be one."""
    columns = (
        Column("fact", ""),
        Column("one", _("Person 1")),
        Column("other", _("Person 2")),
        Column("same", ""),
    )
    signs = dict.fromkeys(pair.likeness.agree, "=") | dict.fromkeys(pair.likeness.differ, "≠")
    facts = [(name, _(words), signs.get(name, "")) for name, words in FACTS.items()]
    facts += [("stage", _("stage"), ""), ("listed", _("listed in"), "")]
    here, there = (_facts_of(person, audience) for person in (pair.one, pair.other))
    rows = tuple(
        {"fact": words, "one": here[name], "other": there[name], "same": sign}
        for name, words, sign in facts
        if here[name] or there[name]
    )
    title, *_people = pair_said(pair, audience)
    return Table(pair.code, title, columns, rows, notes=(_sentence(pair.likeness.reasons),))


def person_said(person: Person, audience: Audience) -> str:
    """Return a person in one line, as ``audience`` may see them."""
    police = audience is Audience.POLICE
    number = person.citizen_id if police else masked_number(person.citizen_id)
    told = (
        person.full_name,
        born_said(person.birth_date),
        {"M": _("male"), "F": _("female")}.get(person.sex, ""),
        number or _("no number"),
        person.village or _("no village"),
        person.commune,
        stage_said(person.stage),
        _place(person.source_file, person.source_sheet, person.source_row),
    )
    return ", ".join(filter(None, told))


def _facts_of(person: Person, audience: Audience) -> dict[str, str]:
    police = audience is Audience.POLICE
    return {
        "citizen_id": person.citizen_id if police else masked_number(person.citizen_id),
        "full_name": person.full_name,
        "birth_date": born_said(person.birth_date),
        "sex": {"M": _("male"), "F": _("female")}.get(person.sex, ""),
        "village": ", ".join(filter(None, (person.village, person.commune))),
        "household": person.household,
        "phone": person.phone if police else masked_phone(person.phone),
        "stage": stage_said(person.stage),
        "listed": _place(person.source_file, person.source_sheet, person.source_row),
    }


def _sentence(reasons: Sequence[str]) -> str:
    return _("Why: {reasons}.", reasons="; ".join(map(reason_said, reasons)))


def _place(file: str, sheet: str, row: int) -> str:
    if not file:
        return ""
    where = f"{file}: {sheet}" if sheet else file
    return _("{where}, row {row}", where=where, row=row) if row else where
