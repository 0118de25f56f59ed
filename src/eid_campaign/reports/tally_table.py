"""What ``eidc export tally`` says: counts by unit in the appendix's shape, and not one person."""

from __future__ import annotations

from datetime import date

from eid_campaign.campaign.handing_up import HandedUp
from eid_campaign.campaign.situation import Known
from eid_campaign.campaign.unit_tables import FIGURES, LEVELS, NOT_LISTED, VILLAGE, UnitFigures
from eid_campaign.document import Column, Document, Kind, Row, Table
from eid_campaign.reports.words import Campaign
from eid_campaign.wording import N_, _, day

_SINCE = {
    "counted_level2": N_("Not collected at the baseline"),
    "collected": N_("Collected"),
    "issued": N_("Issued"),
    "activated": N_("Activated at level 2"),
    "counted_activation": N_("Not activated at the baseline"),
    "achieved_activation": N_("Activated of these"),
    "eligible": N_("Eligible"),
    "exempt": N_("Exempt"),
    "to_verify": N_("To verify"),
    "off_list": N_("Off the list"),
    "waiting": N_("Collected, waiting for approval"),
    "stage_unknown": N_("Stage not told"),
}


def tally_report(known: Known, found: HandedUp, *, campaign: Campaign) -> Document:
    """Return the counts of ``found``.

    The first table has the appendix's columns; in json and csv it has every figure and the day,
    so that the level above can read it back. A workbook carries those on a sheet of their own.
    """
    title = _(
        "Accounts of {place}: figures up to {day}", place=campaign.place, day=day(known.as_of)
    )
    rows = tuple(_row(known, row, ordinal) for ordinal, row in enumerate(found.rows, start=1))
    total: Row | None = {"unit": _("Total"), "village": _("Total"), **found.total}
    total = total if len(rows) > 1 else None
    by_village = any(row.level != "commune" for row in found.rows)
    baseline = known.rules.baseline
    notes = [_("Counts alone: this table names no person.")]
    if found.silent:
        notes.append(
            _("Nothing counted yet, and not in the sum: {units}.", units=", ".join(found.silent))
        )
    return Document(
        "tally",
        title,
        known.as_of,
        (
            Table("tally", title, _shape(by_village=by_village), rows, total),
            Table(
                "since_baseline",
                _("Since the baseline, and what the appendix has no column for"),
                _since(by_village=by_village),
                rows,
                total,
            ),
            Table("exchange", "eidc", _exchange(), rows, files_only=True),
        ),
        subtitle=_("Baseline: {day}", day=day(baseline)) if baseline else "",
        notes=tuple(notes),
        next_steps=(_("Send it to the level above; there: eidc import FILE"),),
    )


def _row(known: Known, row: UnitFigures, ordinal: int) -> Row:
    of_place = row.village or _("no village")
    baseline: date | None = known.rules.baseline
    return {
        "ordinal": ordinal,
        "as_of": known.as_of.isoformat(),
        "baseline": baseline.isoformat() if baseline else "",
        "level": row.level,
        "unit": row.unit,
        "village": row.village,
        "village_said": (
            _("not on the villages' lists")
            if row.level == NOT_LISTED
            else of_place
            if row.level == VILLAGE
            else ""
        ),
        **row.figures,
    }


def _names(*, by_village: bool) -> tuple[Column, ...]:
    return (
        Column("ordinal", _("TT"), Kind.COUNT, people_only=True),
        Column("unit", _("Unit")),
        *((Column("village_said", _("Village"), people_only=True),) if by_village else ()),
    )


def _shape(*, by_village: bool) -> tuple[Column, ...]:
    """Return the appendix's columns, and for machines all the others beside them."""
    level1, level2 = _("Accounts approved, level 1"), _("Accounts approved, level 2")
    count = Kind.COUNT
    shown = (
        Column("not_collected", _("Dossier not collected"), count),
        Column("l1_activated", _("Activated"), count, level1),
        Column("l1_approved", _("Not activated"), count, level1),
        Column("l2_activated", _("Activated"), count, level2),
        Column("l2_approved", _("Not activated"), count, level2),
        Column("target_level2", _("Target: level-2 accounts"), count),
        Column("target_activation", _("Target: activation (levels 1 + 2)"), count),
    )
    ids = {column.id for column in shown}
    return (
        *(Column(name, name, machine_only=True) for name in ("as_of", "baseline", "level")),
        *_names(by_village=by_village),
        Column("village", _("Village"), machine_only=True),
        *shown,
        *(Column(name, name, count, machine_only=True) for name in FIGURES if name not in ids),
    )


def _since(*, by_village: bool) -> tuple[Column, ...]:
    return (
        *_names(by_village=by_village),
        *(Column(name, _(said), Kind.COUNT) for name, said in _SINCE.items()),
    )


def _exchange() -> tuple[Column, ...]:
    """Return the columns by their ids. The choices keep the file from being taken for a report
    that is only to be printed: a folder of it is read.
    """
    return (
        Column("as_of", "as_of"),
        Column("baseline", "baseline"),
        Column("level", "level", choices=LEVELS),
        Column("unit", "unit"),
        Column("village", "village"),
        *(Column(name, name, Kind.COUNT) for name in FIGURES),
    )
