"""What ``eidc rules test`` says: who would move, before anything is adopted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from eid_campaign.campaign.own_trial import Moved, Reread, moves
from eid_campaign.campaign.person import Person
from eid_campaign.campaign.privacy import Audience, masked_number, shown_reason
from eid_campaign.campaign.shown_note import shown_note
from eid_campaign.campaign.standings import SENSITIVE, Reason, Standing, Verdict
from eid_campaign.document import Column, Document, Kind, Row, Table, Text
from eid_campaign.reports.people import born_said
from eid_campaign.reports.words import STANDINGS, reason_said
from eid_campaign.wording import _, count, day

MOST_ON_SCREEN = 40


class Trial(NamedTuple):
    """A table that was tried on the ledger."""

    file: Path
    own: str
    """Its text."""
    rules: int
    people: int
    """How many were read with it."""
    moved: Sequence[Moved]
    reread: Sequence[Reread]
    audience: Audience


def trial_report(trial: Trial, as_of: date) -> Document:
    """Return who would move, before anything is adopted."""
    wrong = [each for each in trial.reread if each.is_wrong]
    blocks: list[Table | Text] = [
        Text(
            "",
            (
                _(
                    "{file}: {rules} rules, tried on {people} people; {moved} would move. Nothing"
                    " was stored.",
                    file=trial.file.name,
                    rules=count(trial.rules),
                    people=count(trial.people),
                    moved=count(len(trial.moved)),
                ),
            ),
        )
    ]
    if trial.moved:
        blocks += [_moves(trial), _remarks(trial)]
        if trial.audience in (Audience.POLICE, Audience.TEAM):
            blocks.append(_people(trial))
    if trial.reread:
        blocks.append(_reread(trial.reread))
    if wrong:
        next_steps: tuple[str, ...] = (
            _("Mend the table: it would exempt people of whom an example says the contrary."),
        )
    else:
        next_steps = (_("Adopt it from today on: eidc rules adopt {file}", file=trial.file),)
    notes = []
    if len(trial.moved) > MOST_ON_SCREEN and trial.audience in (Audience.POLICE, Audience.TEAM):
        notes.append(_("The list of people is long; have it in a workbook: -o thu-quy-tac.xlsx"))
    if trial.audience is not Audience.POLICE:
        notes.append(
            _(
                "Sensitive remarks are hidden and numbers masked. The police's own list:"
                " --audience police"
            )
        )
    return Document(
        "rules_test",
        _("What the table {file} would change, {day}", file=trial.file.name, day=day(as_of)),
        as_of,
        tuple(blocks),
        notes=tuple(notes),
        next_steps=next_steps,
    )


def _moves(trial: Trial) -> Table:
    found: Counter[tuple[_Standing, _Standing]] = Counter()
    for move, people in moves(trial.moved).items():
        found[_seen(move.before, trial), _seen(move.after, trial)] += people
    rows: list[Row] = [
        {**_move_cells(before, after), "people": people}
        for (before, after), people in sorted(found.items(), key=lambda item: (-item[1], item[0]))
    ]
    return Table(
        "moves",
        _("Who would move, by standing and reason"),
        (*_move_columns(), Column("people", _("People"), Kind.COUNT)),
        tuple(rows),
        {"from_said": _("Total"), "people": len(trial.moved)} if len(rows) > 1 else None,
    )


def _remarks(trial: Trial) -> Table:
    """Distinct remarks, the most frequent first."""
    found = Counter(
        (_note(each, trial), _seen(each.person.verdict, trial), _seen(each.after, trial))
        for each in trial.moved
    )
    rows: list[Row] = [
        {"note": note or _("(hidden)"), "people": people, **_move_cells(before, after)}
        for (note, before, after), people in sorted(
            found.items(), key=lambda item: (-item[1], item[0])
        )
    ]
    return Table(
        "remarks",
        _("Their remarks"),
        (
            Column("note", _("Note")),
            Column("people", _("People"), Kind.COUNT),
            *_move_columns(),
        ),
        tuple(rows),
    )


def _people(trial: Trial) -> Table:
    return Table(
        "people",
        _("The people"),
        (
            Column("citizen_id", _("Citizen number")),
            Column("full_name", _("Full name")),
            Column("birth_date", _("Born"), machine_only=True),
            Column("born_said", _("Born"), people_only=True),
            Column("village", _("Village")),
            *_move_columns(),
            Column("note", _("Note")),
        ),
        tuple(_person_row(each, trial) for each in trial.moved),
        files_only=len(trial.moved) > MOST_ON_SCREEN,
    )


def _person_row(each: Moved, trial: Trial) -> Row:
    person: Person = each.person
    police = trial.audience is Audience.POLICE
    return {
        "citizen_id": person.citizen_id if police else masked_number(person.citizen_id),
        "full_name": person.full_name,
        "birth_date": person.birth_date,
        "born_said": born_said(person.birth_date),
        "village": person.village,
        **_move_cells(_seen(person.verdict, trial), _seen(each.after, trial)),
        "note": _note(each, trial),
    }


def _reread(found: Sequence[Reread]) -> Table:
    return Table(
        "examples",
        _("Examples of eidc that would be read otherwise"),
        (
            Column("note", _("Note")),
            *_move_columns(),
            Column("wrong", _("Would exempt wrongly"), machine_only=True),
            Column("wrong_said", _("Would exempt wrongly"), people_only=True),
        ),
        tuple(
            {
                "note": each.remark,
                **_move_cells(
                    (each.before.standing.id, each.before.reason.value),
                    (each.after.standing.id, each.after.reason.value),
                ),
                "wrong": "yes" if each.is_wrong else "no",
                "wrong_said": _("yes") if each.is_wrong else _("no"),
            }
            for each in found
        ),
    )


_Standing = tuple[str, str]
"""The ids of a standing and of its reason, as the audience may see them."""


def _move_columns() -> tuple[Column, ...]:
    now, then = _("Now"), _("Then")
    return (
        Column("from_standing", now, machine_only=True),
        Column("from_reason", now, machine_only=True),
        Column("from_said", now, people_only=True),
        Column("to_standing", then, machine_only=True),
        Column("to_reason", then, machine_only=True),
        Column("to_said", then, people_only=True),
    )


def _move_cells(before: _Standing, after: _Standing) -> dict[str, str]:
    return {
        "from_standing": before[0],
        "from_reason": before[1],
        "from_said": _words(*before),
        "to_standing": after[0],
        "to_reason": after[1],
        "to_said": _words(*after),
    }


def _note(each: Moved, trial: Trial) -> str:
    before, after = each.person.verdict.reason, each.after.reason
    reason = before if before in SENSITIVE else after
    shown_to = trial.audience if trial.audience is Audience.POLICE else Audience.TEAM
    return shown_note(each.person.note, reason, shown_to, trial.own)


def _seen(verdict: Verdict, trial: Trial) -> _Standing:
    shown_to = trial.audience if trial.audience is Audience.POLICE else Audience.TEAM
    return verdict.standing.id, shown_reason(verdict.reason, shown_to)


def _words(standing: str, reason: str) -> str:
    words = _(STANDINGS[Standing[standing.upper()]])
    if not reason:
        return words
    return f"{words}: {_('other reason') if reason == 'other' else reason_said(Reason(reason))}"
