"""What ``eidc duplicates`` says: two people side by side, and a row a pair for files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from eid_campaign.campaign.person import Person
from eid_campaign.campaign.privacy import Audience, masked_number, masked_phone
from eid_campaign.document import Column, Document, Kind, Row, Table, Value
from eid_campaign.reports.duplicates_pair import Pair, beside, person_said
from eid_campaign.reports.duplicates_settled import local_day
from eid_campaign.reports.duplicates_words import BANDS, facts_said, reason_said
from eid_campaign.wording import N_, _, count, day

MOST_SHOWN = 20
"""Pairs on one screen; a file holds all of them."""


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
        tables = [beside(pair, audience) for pair in (*near, *rest)[:MOST_SHOWN]]
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
    if pairs and audience is not Audience.POLICE:
        yield _("Numbers and phones are masked. The police's own list: --audience police")


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
        "one_said": person_said(pair.one, audience),
        "other_said": person_said(pair.other, audience),
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
