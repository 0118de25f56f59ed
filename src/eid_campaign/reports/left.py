"""What ``eidc left`` says: who is no longer on a complete list, why perhaps, what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from eid_campaign.campaign.left import Guess, Guessed, Left
from eid_campaign.campaign.person import Person
from eid_campaign.campaign.places import village_order
from eid_campaign.campaign.privacy import Audience, masked_number
from eid_campaign.campaign.shown_note import shown_note
from eid_campaign.document import Column, Document, Kind, Row, Table, Text
from eid_campaign.reports.left_words import GUESSES, NEXT, NEXT_IN_ANOTHER_VILLAGE, WHY, guess_said
from eid_campaign.reports.people import born_said
from eid_campaign.reports.words import stage_said
from eid_campaign.wording import _, count, day

MOST_PAIRS = 10
"""So many pairs are written out with what settles them; ``eidc duplicates`` has all."""


@dataclass(frozen=True, slots=True)
class Gone:
    """One person of the queue, as known now."""

    person: Person
    left: Left
    guessed: Guessed
    """Made from what the audience may see."""
    code: str
    """The person's code in this ledger."""
    other_code: str = ""
    """The code of who is probably the same person."""
    pair: str = ""
    """The code by which the two are made one, where nobody else comes into question."""


def left_report(found: Sequence[Gone], as_of: date, audience: Audience, own: str = "") -> Document:
    """Return the queue of ``found`` by village; ``figures`` sees the counts only.

    ``own`` is the commune's own table of words: what it calls sensitive stays hidden too.
    """
    ordered = sorted(
        found, key=lambda gone: (gone.left.commune, village_order(gone.left.village), gone.left.day)
    )
    title = _("No longer on the list, {day}", day=day(as_of))
    tables = [_villages(ordered)]
    if audience is not Audience.FIGURES:
        tables.insert(0, _people(ordered, title, audience, own))
    said = _what_to_do(ordered, audience)
    advice = [Text(_("What to do"), said)] if said else []
    return Document(
        "left",
        title,
        as_of,
        (*tables, *advice),
        notes=_notes(ordered, audience),
        audience=audience.value,
    )


def off_list_since(left: Left) -> str:
    """Return since when somebody is no longer on the list, in words."""
    return _(
        "No longer on the list since {day} ({file}); what to do: eidc left",
        day=day(left.day),
        file=left.file,
    )


def _what_to_do(found: Sequence[Gone], audience: Audience) -> tuple[str, ...]:
    """Return what settles each kind of guess; of figures alone no code of a person is told."""
    elsewhere = [gone for gone in found if gone.guessed.in_another_village]
    others = {gone.guessed.guess for gone in found if not gone.guessed.in_another_village}
    said = [_(NEXT[guess]) for guess in Guess if guess in others]
    if elsewhere:
        said.append(_(NEXT_IN_ANOTHER_VILLAGE))
    if audience is not Audience.FIGURES:
        pairs = [gone for gone in elsewhere if gone.pair]
        said += [
            _(
                "If {code} and {other} are one person: eidc duplicates --merge {pair}",
                code=gone.code,
                other=gone.other_code,
                pair=gone.pair,
            )
            for gone in pairs[:MOST_PAIRS]
        ]
    return tuple(said)


def _people(found: Sequence[Gone], title: str, audience: Audience, own: str) -> Table:
    one_unit = len({gone.left.commune for gone in found}) <= 1
    columns = (
        Column("code", _("Code")),
        Column("citizen_id", _("Citizen number")),
        Column("full_name", _("Full name")),
        Column("birth_date", _("Born"), machine_only=True),
        Column("born_said", _("Born"), people_only=True),
        Column("commune", _("Commune"), machine_only=one_unit),
        Column("village", _("Village")),
        Column("stage", _("Stage"), machine_only=True),
        Column("stage_said", _("Last stage"), people_only=True),
        Column("left_on", _("Since"), Kind.DATE),
        Column("list_file", _("List"), machine_only=True),
        Column("import_id", _("Import no."), Kind.COUNT, machine_only=True),
        Column("guess", _("Guess"), machine_only=True),
        Column("sure", _("How sure"), machine_only=True),
        Column("why", _("Why"), machine_only=True),
        Column("guess_said", _("Perhaps"), people_only=True),
        Column("why_said", _("Why"), people_only=True),
        Column("other_code", _("Perhaps the same as")),
        Column("household", _("Household"), machine_only=True),
        Column("note", _("Note"), machine_only=True),
        Column("pair", _("Code"), machine_only=True),
    )
    rows = tuple(_row(gone, audience, own) for gone in found)
    files = tuple(
        _("The list of {day}: {file}", day=day(of_day), file=file)
        for of_day, file in sorted({(gone.left.day, gone.left.file) for gone in found})
    )
    return Table("left", title, columns, rows, notes=files)


def _row(gone: Gone, audience: Audience, own: str) -> Row:
    person, left, guessed = gone.person, gone.left, gone.guessed
    police = audience is Audience.POLICE
    why = _(WHY[guessed.why]) if WHY[guessed.why] else ""
    return {
        "code": gone.code,
        "citizen_id": person.citizen_id if police else masked_number(person.citizen_id),
        "full_name": person.full_name,
        "birth_date": person.birth_date,
        "born_said": born_said(person.birth_date),
        "commune": left.commune,
        "village": left.village,
        "stage": person.stage.id if person.stage is not None else "",
        "stage_said": stage_said(person.stage),
        "left_on": left.day,
        "list_file": left.file,
        "import_id": left.import_id,
        "guess": guessed.guess.value,
        "sure": guessed.sure.value,
        "why": guessed.why.value,
        "guess_said": guess_said(guessed),
        "why_said": why,
        "other_code": gone.other_code,
        "household": person.household,
        "note": shown_note(person.note, person.verdict.reason, audience, own),
        "pair": gone.pair,
    }


def _villages(found: Sequence[Gone]) -> Table:
    """Return how many left the list, by village and guess."""
    places: dict[tuple[str, str], Counter[Guess]] = {}
    for gone in found:
        counted = places.setdefault((gone.left.commune, gone.left.village), Counter())
        counted[gone.guessed.guess] += 1
    columns = (
        Column("unit", _("Unit"), machine_only=len({unit for unit, _village in places}) <= 1),
        Column("village", _("Village")),
        Column("people", _("People"), Kind.COUNT),
        *(Column(guess.value, _(GUESSES[guess]), Kind.COUNT, _("Perhaps")) for guess in Guess),
    )
    rows: list[Row] = [
        {
            "unit": unit,
            "village": village or _("no village"),
            "people": counted.total(),
            **{guess.value: counted[guess] for guess in Guess},
        }
        for (unit, village), counted in places.items()
    ]
    total: dict[str, str | int] = {"unit": _("Total"), "village": _("Total"), "people": len(found)}
    for guess in Guess:
        total[guess.value] = sum(counted[guess] for counted in places.values())
    title = _("No longer on the list, by village")
    return Table("villages", title, columns, tuple(rows), total if len(rows) > 1 else None)


def _notes(found: Sequence[Gone], audience: Audience) -> tuple[str, ...]:
    if not found:
        return (
            _(
                "Nobody left the list. Only a list of everybody tells who did: one whose title"
                " says so (“toàn bộ”), or imported with --complete."
            ),
        )
    notes = [
        _("People: {count}", count=count(len(found))),
        _(
            "They are neither deleted nor counted as done: each stays at the last stage in every"
            " figure until a later list names them or an officer settles it."
        ),
        _("The guess is the tool's own and settles nothing."),
    ]
    if audience is not Audience.POLICE:
        notes.append(
            _("Numbers are masked, sensitive remarks not used. The police's own: --audience police")
        )
    return tuple(notes)
