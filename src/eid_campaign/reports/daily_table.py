"""The table of ``eidc report daily``: what the level above asks for, a line for each place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from eid_campaign.campaign.day import DayLine, gained_since
from eid_campaign.document import Column, Kind, Row, Table
from eid_campaign.reports import targets
from eid_campaign.reports.period_rows import name_of
from eid_campaign.reports.told import Told, listed
from eid_campaign.wording import _, day

_GAINS = {
    "collected_in_day": "collected",
    "issued_in_day": "issued",
    "activated_in_day": "activated",
    "achieved_activation_in_day": "achieved_activation",
}
_MOST_NAMES = 12


def daily_table(told: Told, lines: Sequence[DayLine], *, by: str) -> Table:
    """Return the table of the day, with the notes that its figures need."""
    since = gained_since(lines)
    return Table(
        "daily",
        _("Results by village") if by == "village" else _("Results by unit"),
        _columns(
            villages=by == "village",
            one_unit=len({line.now.target.unit for line in lines}) == 1,
            is_ranked=len(lines) > 1,
        ),
        tuple(_row(number, line, since) for number, line in enumerate(lines, 1)),
        _total(told) if len(lines) > 1 else None,
        notes=_table_notes(lines, since),
    )


def _columns(*, villages: bool, one_unit: bool, is_ranked: bool) -> tuple[Column, ...]:
    """The columns asked for by the level above; those of ``targets`` keep their ids and titles."""
    level2, activation = _("Level-2 accounts"), _("Activation of approved accounts")
    usual = {column.id: column for column in targets.columns(villages=villages, one_unit=one_unit)}
    in_all = {
        "collected": _("Collected in all"),
        "issued": _("Issued in all"),
        "activated": _("Activated in all"),
        "achieved_activation": _("Activated in all"),
    }
    for name, title in in_all.items():
        usual[name] = replace(usual[name], title=title)
    for name in ("needed_per_day_level2", "needed_per_day_activation"):
        usual[name] = replace(usual[name], machine_only=True)

    def kept(names: str) -> tuple[Column, ...]:
        return tuple(usual[name] for name in names.split())

    def in_day(name: str, title: str, group: str) -> Column:
        return Column(f"{name}_in_day", title, Kind.COUNT, group)

    return (
        Column("number", _("Nr."), Kind.RANK, people_only=True),
        *kept("unit village target_level2"),
        in_day("collected", _("Collected in the day"), level2),
        *kept("collected"),
        in_day("issued", _("Issued in the day"), level2),
        *kept("issued"),
        in_day("activated", _("Activated in the day"), level2),
        *kept("activated achieved_level2 rate_achieved_level2 remaining_level2"),
        *kept("needed_per_day_level2 days_left_level2 deadline_level2 target_activation"),
        in_day("achieved_activation", _("Activated in the day"), activation),
        *kept("achieved_activation rate_achieved_activation remaining_activation"),
        *kept("needed_per_day_activation days_left_activation deadline_activation"),
        Column("rank", _("Rank, level 2"), Kind.RANK, machine_only=not is_ranked),
        Column("rank_activation", _("Rank in activation"), Kind.RANK, machine_only=True),
        Column("reported", _("Reported today"), machine_only=True),
        Column("last_report", _("Last report"), Kind.DATE, machine_only=True),
        Column("since", _("In the day since"), Kind.DATE, machine_only=True),
        *kept("estimated"),
        Column("note_said", _("Note"), people_only=True),
    )


def _row(number: int, line: DayLine, since: date | None) -> Row:
    gains = line.gains
    return {
        **targets.row(line.now),
        **{name: getattr(gains, of) if gains else None for name, of in _GAINS.items()},
        "number": number,
        "rank": line.rank,
        "rank_activation": line.rank_activation,
        "reported": "yes" if line.reported else "no",
        "last_report": line.last_report,
        "since": line.since if gains else None,
        "note_said": _note(line, since),
    }


def _total(told: Told) -> Row:
    gains = told.gains
    in_day = {name: getattr(gains, of) if gains else None for name, of in _GAINS.items()}
    return {**told.whole, **in_day}


def _note(line: DayLine, since: date | None) -> str:
    """What the officer above would ask about: silence is not zero, an old report is not today's.

    ``since`` is what a note under the table says of all lines.
    """
    if line.last_report is None or line.now.counts is None:
        return _("never reported")
    if not line.reported:
        return _("not reported today; figures of {day}", day=day(line.last_report))
    own = gained_since([line])
    return _("in the day: since {day}", day=day(own)) if own and own != since else ""


def _table_notes(lines: Sequence[DayLine], since: date | None) -> tuple[str, ...]:
    said = []
    silent = [name_of(line.now) for line in lines if not line.reported and line.now.counts]
    never = [name_of(line.now) for line in lines if line.now.counts is None]
    if silent and not any(line.gains for line in lines):
        said.append(_("No report of today is not zero: the figures are those of the last reports."))
    elif silent:
        said.append(
            _(
                "Not reported today: {names}. That is not zero: their figures are those of the"
                " last report, and they are in no sum of the day.",
                names=listed(silent, _MOST_NAMES),
            )
        )
    if never and len(lines) > 1:
        said.append(_("Never reported: {names}.", names=listed(never, _MOST_NAMES)))
    if since:
        said.append(
            _(
                "What stands under the day came since {day}: between then and today there was no"
                " report.",
                day=day(since),
            )
        )
    if len(lines) > 1:
        said.append(
            _(
                "Rank: by rate of the target, then by fewer remaining; equal ones share a place;"
                " a target of 0 is not ranked."
            )
        )
    return tuple(said)
