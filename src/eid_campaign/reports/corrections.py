"""What a weekly report states of the one sent before it: each figure that no longer holds.

Counts only. People read sentences; json and workbooks carry the table ``corrections`` too, with a
row for each cause.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from eid_campaign.campaign.corrections import Cause, Correction
from eid_campaign.campaign.progress import WEEK
from eid_campaign.document import Column, Kind, Row, Table, Text
from eid_campaign.wording import MINUS, N_, _, count
from eid_campaign.wording import day as said_day

FIGURES = {
    "target_level2": N_("target of level-2 accounts"),
    "base_level2": N_("not collected at the baseline"),
    "collected": N_("collected"),
    "issued": N_("level-2 accounts issued"),
    "activated": N_("level-2 accounts activated"),
    "target_activation": N_("target of activation"),
    "base_activation": N_("not activated at the baseline"),
    "achieved_activation": N_("approved accounts activated since"),
    "eligible": N_("eligible"),
    "exempt": N_("exempt"),
    "to_verify": N_("to verify"),
    "off_list": N_("off the list"),
}
CAUSES = {
    "duplicate": N_("listed twice"),
    "duplicate_undone": N_("two people after all"),
    "renumbered": N_("under a corrected number"),
    "late_list": N_("from a list that came late ({file})"),
    "same_day_list": N_("from a later list of the same day ({file})"),
    "later_list": N_("from a list of a later day ({file})"),
    "import_undone": N_("from an import taken back ({file})"),
    "decision": N_("by an officer's decision"),
    "decision_undone": N_("by a decision taken back"),
    "edit": N_("mended by an officer"),
    "edit_undone": N_("by an officer's mending taken back"),
    "own_rules": N_("by the commune's own words for remarks"),
    "moved": N_("moved between villages"),
    "village": N_("by a village's spelling settled"),
    "appendix": N_("from the plan's appendix, imported anew ({file})"),
    "table": N_("from a table of counts ({file})"),
    "base": N_("because other people are counted at the baseline"),
    "purged": N_("removed from the ledger for good"),
    "settings": N_("by other settings, or a newer eidc"),
    "other": N_("by another entry of the log"),
}
"""Cause → its words after a number: "3 listed twice"."""

MOST_SAID = 40
"""So many sentences are read on a screen or a page; the table has all."""


def corrections_said(
    found: Sequence[Correction], sent: date, as_of: date, *, by: str
) -> tuple[Text | Table, ...]:
    """Return what is stated of the report of ``sent`` in that of ``as_of``; nothing when all its
    figures hold.

    ``by`` is what its lines are of, ``village`` or ``commune``.
    """
    if not found:
        return ()
    said = [_sentence(each, _place_said(each, by), sent, as_of) for each in found[:MOST_SAID]]
    if len(found) > MOST_SAID:
        said.append(
            _(
                "And {count} more; the workbook (-o bao-cao.xlsx) has them all.",
                count=count(len(found) - MOST_SAID),
            )
        )
    title = _("Corrections to the report of {day}", day=said_day(sent))
    return Text(title, tuple(said)), _table(title, found, by)


def cause_said(cause: Cause) -> str:
    """Return a cause in words that follow a number."""
    return _(CAUSES.get(cause.kind, CAUSES["other"]), file=cause.file or "–")


def _place_said(each: Correction, by: str) -> str:
    """Return whose figure it is; a line of no village among villages is not the commune."""
    if not each.unit:
        return _("In all")
    return each.village or (_("People of no village") if by == "village" else each.unit)


def _sentence(each: Correction, place: str, sent: date, as_of: date) -> str:
    values = {
        "place": place,
        "figure": _(FIGURES[each.figure]),
        "before": _("not told") if each.before is None else count(each.before),
        "now": _("not known") if each.now is None else count(each.now),
        "causes": _causes(each),
    }
    if sent == as_of - WEEK:
        return _("{place}, {figure}: last week {before}, now {now}: {causes}.", **values)
    return _(
        "{place}, {figure}: {before} on {day}, now {now}: {causes}.", day=said_day(sent), **values
    )


def _causes(each: Correction) -> str:
    if len(each.parts) == 1:
        # "Last week 412, now 409: 3 listed twice": the numbers say which way it went.
        part = each.parts[0]
        return f"{count(abs(part.people))} {cause_said(part.cause)}"
    return ", ".join(
        f"{'+' if part.people > 0 else MINUS}{count(abs(part.people))} {cause_said(part.cause)}"
        for part in each.parts
    )


def _table(title: str, found: Sequence[Correction], by: str) -> Table:
    columns = (
        Column("unit", _("Unit")),
        Column("village", _("Village"), machine_only=True),
        Column("village_said", _("Village"), people_only=True),
        Column("figure", _("Figure"), machine_only=True),
        Column("figure_said", _("Figure"), people_only=True),
        Column("before", _("As sent"), Kind.COUNT),
        Column("now", _("Now"), Kind.COUNT),
        Column("change", _("Of it"), Kind.CHANGE),
        Column("cause", _("Cause"), machine_only=True),
        Column("file", _("File"), machine_only=True),
        Column("cause_said", _("Cause"), people_only=True),
    )
    rows: list[Row] = [
        {
            "unit": each.unit or None,
            "village": each.village or None,
            "village_said": _village_said(each, by),
            "figure": each.figure,
            "figure_said": _(FIGURES[each.figure]),
            "before": each.before,
            "now": each.now,
            "change": part.people,
            "cause": part.cause.kind,
            "file": part.cause.file or None,
            "cause_said": cause_said(part.cause),
        }
        for each in found
        for part in each.parts
    ]
    return Table("corrections", title, columns, tuple(rows), files_only=True)


def _village_said(each: Correction, by: str) -> str | None:
    if by == "village" and each.unit:
        return each.village or _("no village")
    return None
