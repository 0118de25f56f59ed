"""What ``eidc reconcile`` says of figures: the system's, the ledger's, why they differ."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from eid_campaign.campaign.reconciling import Held
from eid_campaign.document import Column, Document, Kind, Row, Table, Text
from eid_campaign.reports.reconciled_words import REASONS, figure_said, place_said
from eid_campaign.reports.words import Campaign
from eid_campaign.wording import _, count, day


def reconciled_report(
    told: Sequence[Held],
    as_of: date,
    *,
    campaign: Campaign,
    entry: int | None,
    overdue: int = 0,
) -> Document:
    """Return the figures of the system of ``as_of`` beside the ledger's.

    ``entry`` is that of the log with which they were kept, None where they were only looked at;
    ``overdue`` dossiers wait longer than any approval may take.
    """
    reasons = _reasons(told)
    return Document(
        "reconcile",
        _("Compared with the national system, {place}", place=campaign.place),
        as_of,
        (
            Text("", _summary(told)),
            figures_table(told),
            *([reasons] if reasons.rows else []),
        ),
        subtitle=_("The system's figures of {day}", day=day(as_of)),
        notes=(
            _(
                "The system's figures are the right ones; the ledger is explained by them. Only"
                " what the ledger itself knows is given as a reason, the rest stays unexplained."
            ),
            *kept_said(entry),
        ),
        next_steps=_next_steps(told, overdue=overdue, entry=entry),
    )


def figures_table(told: Sequence[Held], *, files_only: bool = False) -> Table:
    """Return a row a figure: the system's, the ledger's, and how far the difference is clear."""
    one_unit = len({each.asserted.unit for each in told}) < 2
    no_village = not any(each.asserted.village for each in told)
    columns = (
        Column("unit", _("Unit"), machine_only=one_unit),
        Column("village", _("Village"), machine_only=no_village),
        Column("figure", _("Figure"), machine_only=True),
        Column("figure_said", _("Figure"), people_only=True),
        Column("asserted", _("System"), Kind.COUNT),
        Column("counted", _("Ledger"), Kind.COUNT),
        Column("difference", _("Difference"), Kind.CHANGE),
        Column("explained", _("Of it explained"), Kind.CHANGE),
        Column("unexplained", _("Unexplained"), Kind.CHANGE),
    )
    rows: tuple[Row, ...] = tuple(
        {
            **_place_and_figure(each),
            "asserted": each.asserted.number,
            "counted": each.counted,
            "difference": each.difference,
            "explained": each.explained,
            "unexplained": each.unexplained,
        }
        for each in told
    )
    return Table("reconciled", _("Figures"), columns, rows, files_only=files_only)


def _place_and_figure(each: Held) -> Row:
    asked = each.asserted
    return {
        "unit": asked.unit or _("all units"),
        "village": asked.village or None,
        "figure": asked.figure,
        "figure_said": figure_said(asked.figure),
    }


def _reasons(told: Sequence[Held]) -> Table:
    one_unit = len({each.asserted.unit for each in told}) < 2
    no_village = not any(each.asserted.village for each in told)
    columns = (
        Column("unit", _("Unit"), machine_only=one_unit),
        Column("village", _("Village"), machine_only=no_village),
        Column("figure", _("Figure"), machine_only=True),
        Column("figure_said", _("Figure"), people_only=True),
        Column("explanation", _("Why"), machine_only=True),
        Column("explanation_said", _("Why"), people_only=True),
        Column("people", _("People"), Kind.COUNT),
    )
    rows: tuple[Row, ...] = tuple(
        {
            **_place_and_figure(each),
            "explanation": reason,
            "explanation_said": _(REASONS[reason]),
            "people": people,
        }
        for each in told
        for reason, people in each.reasons.items()
    )
    return Table("explained", _("What the ledger knows of the differences"), columns, rows)


def _summary(told: Sequence[Held]) -> tuple[str, ...]:
    known = [each for each in told if each.counted is not None]
    equal = sum(not each.difference for each in known)
    clear = sum(bool(each.difference) and not each.unexplained for each in known)
    open_ = [each for each in known if each.unexplained]
    lines = []
    if known and equal == len(known):
        lines.append(_("All {count} figures are equal.", count=count(equal)))
    elif known:
        lines.append(
            _(
                "Of {all} figures {equal} are equal, {clear} differ and are explained, {open} stay"
                " unexplained in part or whole.",
                all=count(len(known)),
                equal=count(equal),
                clear=count(clear),
                open=count(len(open_)),
            )
        )
    silent = dict.fromkeys(place_said(*each.asserted[:2]) for each in told if each.counted is None)
    if silent:
        lines.append(
            _(
                "The ledger has no list of: {places}. Nothing can be compared there.",
                places=", ".join(silent),
            )
        )
    return tuple(lines)


def kept_said(entry: int | None) -> tuple[str, ...]:
    """Return the note on what was kept."""
    if entry is None:
        return (_("Only looked at: nothing was kept."),)
    return (
        _(
            "Kept as entry {entry}: eidc check tells when the ledger moves away from it.",
            entry=entry,
        ),
    )


def _next_steps(told: Sequence[Held], *, overdue: int, entry: int | None) -> tuple[str, ...]:
    reasons = {reason for each in told for reason in each.reasons}
    steps = []
    if any(each.unexplained for each in told):
        steps.append(
            _("To see who they are, get the system's list and compare it: eidc reconcile LIST.xlsx")
        )
    if any(each.counted is None for each in told):
        steps.append(_("Import the lists that are missing: eidc import FOLDER"))
    if overdue:
        steps.append(
            _(
                "{count} dossiers wait longer than 7 working days; ask where they are:"
                " eidc people --stage collected",
                count=count(overdue),
            )
        )
    if "left" in reasons:
        steps.append(_("Settle who left the lists: eidc left"))
    if "off_list" in reasons:
        steps.append(_("Report the dead and the listed twice, so that the system is mended."))
    if entry is not None:
        steps.append(_("Mistyped? Take it back: eidc undo {entry}", entry=entry))
    return tuple(steps)
