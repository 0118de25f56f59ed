"""What ``eidc reconcile`` says of a list: who is missing where, who stands elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from eid_campaign.campaign.list_matching import KINDS
from eid_campaign.campaign.places import village_order
from eid_campaign.campaign.privacy import Audience
from eid_campaign.campaign.reconciling import Held
from eid_campaign.document import Column, Document, Kind, Row, Table, Text
from eid_campaign.reports.reconciled import figures_table, kept_said
from eid_campaign.reports.reconciled_people import Told, people_table
from eid_campaign.reports.reconciled_words import KINDS as KINDS_SAID
from eid_campaign.reports.words import Campaign
from eid_campaign.wording import _, count, day


class ListCompared(NamedTuple):
    """All that was found of a list."""

    file: str
    rows: Sequence[Told]
    figures: Sequence[Held]
    covers_all: bool
    """Whether the list names everybody of some villages and stages, so that it can miss anyone."""
    refused: int
    """Rows that could not be read as people."""
    stray: int = 0
    """Villages it names a few people of, so that nobody was looked for there."""


def list_report(
    compared: ListCompared,
    as_of: date,
    *,
    campaign: Campaign,
    audience: Audience,
    entry: int | None,
    listed: bool,
    own: str = "",
) -> Document:
    """Return what a list of ``as_of`` says otherwise; the people only as ``audience`` may see them.

    ``listed`` shows the people on the screen too; files carry them always.
    """
    counts = Counter(each.found.kind for each in compared.rows)
    return Document(
        "reconcile",
        _("Compared with the national system, {place}", place=campaign.place),
        as_of,
        (
            Text("", _summary(compared, counts)),
            _kinds(compared.rows),
            figures_table(compared.figures, files_only=True),
            people_table(compared.rows, audience, own, listed=listed),
        ),
        subtitle=_("The system's list {file} of {day}", file=compared.file, day=day(as_of)),
        notes=(*_notes(compared), *kept_said(entry)),
        audience=audience.value,
        next_steps=_next_steps(counts, listed=listed),
    )


def _summary(compared: ListCompared, counts: Counter[str]) -> tuple[str, ...]:
    differing = {kind: counts[kind] for kind in KINDS if kind != "same" and counts[kind]}
    if not differing:
        return (
            _("All {count} people are the same in the list and the ledger.", count=counts["same"]),
        )
    parts = [f"{_(KINDS_SAID[kind])}: {count(people)}" for kind, people in differing.items()]
    delays = sum(each.found.is_delay for each in compared.rows)
    lines = [
        _(
            "The same: {same}. Otherwise: {parts}.",
            same=count(counts["same"]),
            parts="; ".join(parts),
        )
    ]
    if delays:
        lines.append(
            _(
                "Of these {count} are only a known delay: the ledger's fact is newer than the list,"
                " or the approval is within its lawful time (1, 3, 7 working days).",
                count=count(delays),
            )
        )
    return tuple(lines)


def _kinds(rows: Sequence[Told]) -> Table:
    kinds: Counter[tuple[tuple[str, str], str]] = Counter()
    for each in rows:
        kinds[each.found.place, each.found.kind] += 1
        kinds[each.found.place, "known_delay"] += each.found.is_delay
    places = sorted({place for place, _kind in kinds}, key=lambda at: (at[0], village_order(at[1])))
    one_unit = len({commune for commune, _village in places}) < 2
    columns = (
        Column("unit", _("Unit"), machine_only=one_unit),
        Column("village", _("Village")),
        Column("same", _("The same"), Kind.COUNT),
        Column("missing_here", _("Not in the ledger"), Kind.COUNT),
        Column("missing_there", _("Not in the system"), Kind.COUNT),
        Column("other_village", _("Other village"), Kind.COUNT),
        Column("other_stage", _("Other stage"), Kind.COUNT),
        Column(
            "other_person",
            _("Other person"),
            Kind.COUNT,
            machine_only=not any(each.found.kind == "other_person" for each in rows),
        ),
        Column("known_delay", _("Of it known delay"), Kind.COUNT),
    )
    names = (*KINDS, "known_delay")

    def line(place: tuple[str, str]) -> Row:
        told: Row = {"unit": place[0], "village": place[1] or None}
        return {**told, **{kind: kinds[place, kind] for kind in names}}

    total: Row = {
        "unit": _("Total"),
        "village": _("Total"),
        **{kind: sum(kinds[place, kind] for place in places) for kind in names},
    }
    title = _("By village")
    return Table(
        "compared", title, columns, tuple(map(line, places)), total if len(places) > 1 else None
    )


def _notes(compared: ListCompared) -> tuple[str, ...]:
    notes = []
    if not compared.covers_all:
        notes.append(
            _("The list is a partial one by its title: nobody was looked for who is not on it.")
        )
    else:
        notes.append(
            _(
                "Looked for on the list: everybody of its villages at its stages, but for children"
                " and who is off the list in the ledger too (deceased, listed twice)."
            )
        )
    if compared.stray:
        notes.append(
            _(
                "{count} villages are named by a few rows only:"
                " nobody is counted as missing there.",
                count=count(compared.stray),
            )
        )
    if compared.refused:
        notes.append(
            _(
                "{count} rows of the file cannot be read as people; see which:"
                " eidc import --dry-run",
                count=count(compared.refused),
            )
        )
    twice = Counter((each.sheet, each.row) for each in compared.rows if each.row)
    doubled = sum(lines > 1 for lines in twice.values())
    if doubled:
        notes.append(
            _(
                "{count} people live elsewhere and stand elsewhere: counted twice.",
                count=count(doubled),
            )
        )
    return tuple(notes)


def _next_steps(counts: Counter[str], *, listed: bool) -> tuple[str, ...]:
    steps = []
    if sum(counts.values()) == counts["same"]:
        return ()
    if not listed:
        steps.append(_("See who they are: add --list, or -o doi-chieu.xlsx"))
    if counts["missing_here"]:
        steps.append(_("Who is not in the ledger: look them up, then import the list: eidc import"))
    if counts["missing_there"]:
        steps.append(
            _("Who is not in the system: ask whether the dossier was sent, or they moved.")
        )
    if counts["other_village"]:
        steps.append(
            _("Who lives elsewhere: ask both villages, then: eidc edit NUMBER --set village=…")
        )
    if counts["other_stage"]:
        steps.append(_("Who stands elsewhere: the system is right; import the list: eidc import"))
    if counts["other_person"]:
        steps.append(_("The same number on another person: compare the card with both."))
    return tuple(steps)
