"""What ``eidc duplicates`` says: two people side by side, why they may be one, what was settled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from eid_campaign.campaign.likeness import Likeness
from eid_campaign.campaign.person import Person
from eid_campaign.campaign.privacy import Audience, masked_number, masked_phone, shown_note
from eid_campaign.document import Column, Document, Kind, Row, Table, Text, Value
from eid_campaign.reports.people import born_said
from eid_campaign.reports.words import stage_said
from eid_campaign.wording import N_, _, count, day

BANDS = {
    "one": N_("very likely one person"),
    "look": N_("has to be looked at"),
    "two": N_("may be two people"),
    "": N_("rather two people"),
}
REASONS = {
    "number_same": N_("both have the same citizen number"),
    "number_digit": N_("the numbers differ in one digit"),
    "number_swapped": N_("two neighbouring digits of the number are swapped"),
    "number_shifted": N_("a digit of the number was lost and another one added"),
    "number_unfit": N_("one of the numbers does not fit the birth year or sex"),
    "number_corrected": N_(
        "the old number has left the lists, and the new one fits the corrected birth year or sex"
    ),
    "number_tail_same": N_("the last six digits of the numbers are the same"),
    "number_relisted": N_("the old number has left the lists, and a new one is there since"),
    "number_missing": N_("at least one of the two has no number"),
    "numbers_two": N_("the numbers differ, and not both fit the birth year and sex"),
    "numbers_two_valid": N_("both numbers are good and far apart"),
    "old_number_same": N_("both have the same old 9-digit number"),
    "name_same": N_("the names are the same"),
    "name_spelling": N_("the names differ only in how the tone or i and y are written"),
    "name_unmarked": N_("one name is written without marks"),
    "name_marks": N_("the names differ in one mark (â, ă, a)"),
    "name_middle_dropped": N_("a middle name was left out"),
    "name_shortened": N_("a part of the name is abbreviated"),
    "name_garbled": N_("one name has remains of an old font"),
    "name_typo": N_("the names differ in one letter"),
    "name_tone": N_("the names differ in one tone"),
    "name_middle_differs": N_("the middle names differ"),
    "name_surname_differs": N_("the surnames differ"),
    "name_differs": N_("the names differ"),
    "birth_same": N_("the birth dates are the same"),
    "birth_swapped": N_("day and month of birth are swapped"),
    "birth_year": N_("the birth year agrees, the day is not known of both"),
    "birth_digit": N_("the birth dates differ in one digit"),
    "birth_year_differs": N_("day and month of birth agree, the year differs"),
    "birth_unknown": N_("the birth date of one is not known"),
    "birth_differs": N_("the birth dates differ"),
    "sex_differs": N_("one is a man, the other a woman"),
    "sex_corrected": N_("the sex was corrected together with the number"),
    "village_same": N_("they are of the same village"),
    "village_missing": N_("one is listed without a village"),
    "village_differs": N_("they are of two villages"),
    "commune_differs": N_("they are of two communes"),
    "household_same": N_("they are of the same household"),
    "household_differs": N_("they are of two households"),
    "phone_same": N_("they have the same phone"),
    "listed_after": N_("the second is listed only since the first is no longer"),
    "same_list": N_("both stand on the same list"),
    "same_week": N_("both stand on lists of the same week"),
    "twins": N_("born on the same day in the same house under two names: twins"),
}
"""Why two people may be one, or not (``campaign.likeness.POINTS``)."""
FACTS = {
    "citizen_id": N_("citizen number"),
    "full_name": N_("full name"),
    "birth_date": N_("birth date"),
    "sex": N_("sex"),
    "village": N_("village"),
    "household": N_("head of household"),
    "phone": N_("phone"),
}
MOST_SHOWN = 20
"""Pairs on one screen; a file holds all of them."""
VERDICTS = {"same": N_("one person"), "two": N_("two people"), "later": N_("put off")}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people to show side by side."""

    code: str
    one: Person
    other: Person
    likeness: Likeness
    put_off: str = ""
    """When an officer put it off (ISO), blank for not."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What an officer settled; the codes are those of people, never their numbers."""

    number: int
    kept: str
    other: str
    verdict: str
    reason: str
    who: str
    at: str


def duplicates_report(
    pairs: Sequence[Pair], as_of: date, audience: Audience, *, side_by_side: bool = False
) -> Document:
    """Return the pairs: those to look at, and apart from them those that are rather two.

    A row a pair for files and machines; ``side_by_side`` a table a pair, for the screen.
    """
    near = [pair for pair in pairs if pair.likeness.band in ("one", "look")]
    rest = [pair for pair in pairs if pair.likeness.band not in ("one", "look")]
    title = _("Pairs that may be one person, as known on {day}", day=day(as_of))
    if side_by_side:
        tables = [_beside(pair, audience) for pair in (*near, *rest)[:MOST_SHOWN]]
    else:
        tables = [_table("duplicates", title, near, audience)]
        if rest:
            tables.append(_table("two_people", _("May be two people"), rest, audience))
    return Document(
        "duplicates",
        title,
        as_of,
        tuple(tables),
        notes=tuple(_notes(pairs, near, audience, len(tables) if side_by_side else len(pairs))),
        next_steps=(
            _("Settle one: eidc duplicates --merge CODE, --two CODE or --later CODE"),
            _("Go through them by keys: eidc duplicates --ask"),
        )
        if pairs
        else (_("See what was settled: eidc duplicates --settled"),),
        audience=audience.value,
    )


def settled_report(settled: Sequence[Settled], as_of: date) -> Document:
    """Return what was settled and still holds, the last first."""
    columns = (
        Column("number", _("No."), Kind.RANK),
        Column("settled_on", _("On"), Kind.DATE),
        Column("who", _("Settled by")),
        Column("verdict", _("Settled as"), machine_only=True),
        Column("verdict_said", _("Settled as"), people_only=True),
        Column("kept", _("Main person")),
        Column("other", _("Other person")),
        Column("reason", _("Why"), machine_only=True),
        Column("reason_said", _("Why"), people_only=True),
    )
    rows: tuple[Row, ...] = tuple(
        {
            "number": each.number,
            "settled_on": local_day(each.at),
            "who": each.who,
            "verdict": each.verdict,
            "verdict_said": _(VERDICTS[each.verdict]),
            "kept": each.kept,
            "other": each.other,
            "reason": each.reason,
            "reason_said": _settled_because(each.reason),
        }
        for each in reversed(settled)
    )
    title = _("Pairs that were settled")
    return Document(
        "settled_pairs",
        title,
        as_of,
        (Table("settled_pairs", title, columns, rows),),
        notes=(_("Settled pairs: {count}", count=count(len(rows))),),
        next_steps=(
            _("Take an answer back: eidc undo NUMBER"),
            _("See who is meant: eidc person CODE"),
        ),
    )


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
        "  1 " + _person_said(pair.one, audience),
        "  2 " + _person_said(pair.other, audience),
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
        "  " + _person_said(merged, audience),
    ]
    if note:
        lines.append(_("  Note: “{note}”", note=note))
    lines.append(_("  Rows of lists joined in it: {count}", count=count(len(rows))))
    for file, sheet, row in rows:
        lines.append("    " + _place(file, sheet, row))
    return tuple(lines)


def answered_report(said: Sequence[str], as_of: date, number: int | None) -> Document:
    """Return what an answer did; ``number`` is the entry to undo, None where it was only tried."""
    steps = () if number is None else (_("Take it back: eidc undo {number}", number=number),)
    return Document(
        "duplicates_answer",
        _("Pair of people"),
        as_of,
        (Text("", tuple(said)),),
        next_steps=steps,
    )


def reason_said(reason: str) -> str:
    """Return a reason's sentence; KeyError for one nobody has worded."""
    return _(REASONS[reason])


def local_day(at: str) -> date:
    """Return the day on the computer's own calendar of an entry's time (UTC, ISO form)."""
    return datetime.fromisoformat(at).astimezone().date()


def _settled_because(reason: str) -> str:
    if reason == "number_changed":
        return _("a list gave the person a new number")
    return ", ".join(reason_said(each) for each in reason.split() if each in REASONS)


def _table(id: str, title: str, pairs: Sequence[Pair], audience: Audience) -> Table:
    columns = (
        Column("pair", _("Code")),
        Column("score", _("Points"), Kind.COUNT),
        Column("band", _("Likeness"), machine_only=True),
        Column("band_said", _("Likeness"), people_only=True),
        Column("one_said", _("Person 1"), people_only=True),
        Column("other_said", _("Person 2"), people_only=True),
        Column("reasons", _("Why"), machine_only=True),
        Column("why_said", _("Why"), people_only=True),
        Column("agree", _("Agree"), machine_only=True),
        Column("differ", _("Differ"), machine_only=True),
        Column("put_off", _("Put off on"), Kind.DATE, machine_only=True),
        *_person_columns("one", _("Person 1")),
        *_person_columns("other", _("Person 2")),
    )
    return Table(id, title, columns, tuple(_row(pair, audience) for pair in pairs))


_OF_PERSON: tuple[tuple[str, str], ...] = (
    ("citizen_id", N_("Citizen number")),
    ("full_name", N_("Full name")),
    ("birth_date", N_("Born")),
    ("sex", N_("Sex")),
    ("commune", N_("Commune")),
    ("village", N_("Village")),
    ("stage", N_("Stage")),
    ("household", N_("Household")),
    ("phone", N_("Phone")),
    ("source_file", N_("File")),
    ("source_sheet", N_("Sheet")),
    ("source_row", N_("Row")),
)


def _notes(
    pairs: Sequence[Pair], near: Sequence[Pair], audience: Audience, shown: int
) -> Iterator[str]:
    yield _(
        "Pairs to look at: {count}, of which {likely} are very likely one person.",
        count=count(len(near)),
        likely=count(sum(pair.likeness.band == "one" for pair in near)),
    )
    if len(pairs) > len(near):
        yield _("Pairs that may be two people: {count}.", count=count(len(pairs) - len(near)))
    put_off = sum(bool(pair.put_off) for pair in pairs)
    if put_off:
        yield _("Put off, shown last: {count}.", count=count(put_off))
    if shown < len(pairs):
        yield _(
            "Shown are the first {shown} of {count}. All of them: eidc duplicates -o trung.xlsx",
            shown=count(shown),
            count=count(len(pairs)),
        )
    if audience is not Audience.POLICE:
        yield _("Numbers and phones are masked. The police's own list: --audience police")


def _beside(pair: Pair, audience: Audience) -> Table:
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


def _person_columns(side: str, group: str) -> tuple[Column, ...]:
    return tuple(
        Column(
            f"{side}_{name}",
            _(title),
            Kind.COUNT if name == "source_row" else Kind.TEXT,
            group=group,
            machine_only=True,
        )
        for name, title in _OF_PERSON
    )


def _row(pair: Pair, audience: Audience) -> Row:
    found = pair.likeness
    band = _(BANDS[found.band])
    return {
        "pair": pair.code,
        "score": found.score,
        "band": found.band,
        "band_said": f"{band} ({_('put off')})" if pair.put_off else band,
        "one_said": _person_said(pair.one, audience),
        "other_said": _person_said(pair.other, audience),
        "reasons": " ".join(found.reasons),
        "why_said": "; ".join((*map(reason_said, found.reasons), *facts_said(found))),
        "agree": " ".join(found.agree),
        "differ": " ".join(found.differ),
        "put_off": local_day(pair.put_off) if pair.put_off else None,
        **_person_values("one", pair.one, audience),
        **_person_values("other", pair.other, audience),
    }


def _person_values(side: str, person: Person, audience: Audience) -> Row:
    police = audience is Audience.POLICE
    values: dict[str, Value] = {
        "citizen_id": person.citizen_id if police else masked_number(person.citizen_id),
        "full_name": person.full_name,
        "birth_date": person.birth_date,
        "sex": person.sex,
        "commune": person.commune,
        "village": person.village,
        "stage": person.stage.id if person.stage is not None else "",
        "household": person.household,
        "phone": person.phone if police else masked_phone(person.phone),
        "source_file": person.source_file,
        "source_sheet": person.source_sheet,
        "source_row": person.source_row,
    }
    return {f"{side}_{name}": value for name, value in values.items()}


def facts_said(found: Likeness) -> tuple[str, ...]:
    """Return which facts of two people are the same and which are not, each in a line."""
    agree, differ = (", ".join(_(FACTS[fact]) for fact in facts) for facts in found[2:])
    return (
        _("the same: {facts}", facts=agree or "–"),
        _("not the same: {facts}", facts=differ or "–"),
    )


def _person_said(person: Person, audience: Audience) -> str:
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


def _place(file: str, sheet: str, row: int) -> str:
    if not file:
        return ""
    where = f"{file}: {sheet}" if sheet else file
    return _("{where}, row {row}", where=where, row=row) if row else where
