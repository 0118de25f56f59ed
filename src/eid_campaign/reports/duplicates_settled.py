"""What ``eidc duplicates --settled`` says, and what an answer did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from eid_campaign.document import Column, Document, Kind, Row, Table, Text
from eid_campaign.reports.duplicates_words import REASONS, VERDICTS, reason_said
from eid_campaign.wording import _, count


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


def local_day(at: str) -> date:
    """Return the day on the computer's own calendar of an entry's time (UTC, ISO form)."""
    return datetime.fromisoformat(at).astimezone().date()


def _settled_because(reason: str) -> str:
    if reason == "number_changed":
        return _("a list gave the person a new number")
    return ", ".join(reason_said(each) for each in reason.split() if each in REASONS)
