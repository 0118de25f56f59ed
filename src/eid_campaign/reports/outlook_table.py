"""Where both targets lead at the pace of the last weeks, a line for each place; for any report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eid_campaign.campaign.outlook import Outlook
from eid_campaign.campaign.progress import Against, Progress
from eid_campaign.campaign.series import WHOLE, Outlooks
from eid_campaign.campaign.week import place_of
from eid_campaign.document import Column, Kind, Row, Table, Value
from eid_campaign.reports.outlook_said import STATES, met_said, state_of
from eid_campaign.wording import _


def outlook_table(
    lines: Sequence[Progress], found: Mapping[tuple[str, str], Outlooks], *, one_unit: bool
) -> Table:
    """Return the outlook of both targets by line, that of all lines together in the total."""
    villages = bool(lines and lines[0].village)
    columns = [
        Column("unit", _("Unit"), machine_only=villages and one_unit),
        Column("village", _("Village"), machine_only=not villages),
    ]
    for name, title in (
        ("level2", _("Level-2 accounts")),
        ("activation", _("Activation of approved accounts")),
    ):
        columns += [
            Column(f"per_week_{name}", _("Mean per week"), Kind.COUNT, title),
            Column(f"projected_{name}", _("At the deadline"), Kind.COUNT, title),
            Column(f"projected_low_{name}", _("At least"), Kind.COUNT, title),
            Column(f"projected_high_{name}", _("At most"), Kind.COUNT, title),
            Column(f"met_first_{name}", _("Met, earliest"), Kind.DATE, machine_only=True),
            Column(f"met_last_{name}", _("Met, latest"), Kind.DATE, machine_only=True),
            Column(f"short_{name}", _("Missing"), Kind.COUNT, title),
            Column(f"outlook_{name}", _("Outlook"), machine_only=True),
            Column(f"outlook_{name}_said", _("Outlook"), group=title, people_only=True),
        ]
    rows = [
        {"unit": line.target.unit, "village": line.village or None, **_row(found[place_of(line)])}
        for line in lines
        if place_of(line) in found
    ]
    total: Row = {"unit": _("Total"), "village": _("Total"), **_row(found[WHOLE])}
    return Table(
        "outlook",
        _("Outlook to the deadlines, by village") if villages else _("Outlook to the deadlines"),
        tuple(columns),
        tuple(rows),
        total if len(lines) > 1 else None,
        notes=(
            _(
                "Outlook: the mean, the slowest and the fastest of the last whole weeks, at most"
                " four, carried on to the deadline; no more than the people who can have an"
                " account. A week without a list counts together with the next one that has one."
            ),
        ),
        pages_only=True,
        annex=True,
    )


def _row(found: Outlooks) -> dict[str, Value]:
    return _cells("level2", found.level2, found.of_level2) | _cells(
        "activation", found.activation, found.of_activation
    )


def _cells(name: str, against: Against, found: Outlook | None) -> dict[str, Value]:
    state = state_of(against, found)
    cells: dict[str, Value] = {
        f"outlook_{name}": state or None,
        f"outlook_{name}_said": _(STATES[state]) if state else "–",
    }
    if found is None or not state:
        return cells
    if state in ("in_time", "uncertain"):
        cells[f"outlook_{name}_said"] = f"{_(STATES[state])}: {met_said(found)}"
    return cells | {
        f"per_week_{name}": round(found.per_day * 7),
        f"projected_{name}": found.middle,
        f"projected_low_{name}": found.low,
        f"projected_high_{name}": found.high,
        f"met_first_{name}": None if state == "met" else found.first,
        f"met_last_{name}": None if state == "met" else found.last,
        f"short_{name}": found.short,
    }
