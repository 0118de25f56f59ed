"""What ``eidc undo`` and ``eidc redo`` say: what counts no longer or again, and the figures."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from eid_campaign.campaign.counted import Counted
from eid_campaign.document import Column, Document, Kind, Row, Table, Text
from eid_campaign.wording import N_, _, count

KINDS = {
    "import": N_("import"),
    "edit": N_("correction by hand"),
    "decide": N_("decision"),
    "review": N_("review sheet"),
    "identity": N_("answer about two people"),
    "tie": N_("tied village"),
    "mapping": N_("headings settled by hand"),
    "rules_adopt": N_("own words adopted"),
    "rules_drop": N_("own words dropped"),
    "freeze": N_("report kept as sent"),
    "assert": N_("figures of the national system"),
}
_FIGURES = {
    "people": N_("People known"),
    "eligible": N_("Eligible"),
    "not_collected": N_("Not collected"),
    "level2": N_("Hold a level-2 account"),
    "activated": N_("Activated"),
    "base_level2": N_("Not collected at the baseline"),
    "base_activation": N_("Approved, not activated at the baseline"),
}


class Turned(NamedTuple):
    """What was undone or done again, and the figures before and after."""

    again: bool
    """Whether it was done again."""
    target: int
    kind: str
    file: str
    gone: int
    come: int
    changed: int
    before: Counted
    after: Counted
    entry: int | None
    """The entry in the log; None where it was only tried."""


def turned_report(turned: Turned, as_of: date) -> Document:
    """Return what was, or would be, undone or done again."""
    columns = (
        Column("figure", _("Figure"), machine_only=True),
        Column("figure_said", _("Figure"), people_only=True),
        Column("before", _("Before"), Kind.COUNT),
        Column("after", _("After"), Kind.COUNT),
        Column("change", _("Change"), Kind.CHANGE),
    )
    rows: tuple[Row, ...] = tuple(
        {
            "figure": name,
            "figure_said": _(_FIGURES[name]),
            "before": before,
            "after": after,
            "change": after - before,
        }
        for name, before, after in zip(Counted._fields, turned.before, turned.after, strict=True)
    )
    return Document(
        "redo" if turned.again else "undo",
        _("Redo") if turned.again else _("Undo"),
        as_of,
        (
            Text("", _happened(turned)),
            Table("figures", _("What it makes of the figures"), columns, rows),
        ),
        next_steps=_next_steps(turned),
    )


def _happened(turned: Turned) -> tuple[str, ...]:
    what = _("entry {number}: {kind}", number=turned.target, kind=_(KINDS[turned.kind]))
    what += f" {turned.file}" if turned.file else ""
    if turned.entry is None:
        said = (
            _("Tried only, nothing was stored. Would count again: {what}.", what=what)
            if turned.again
            else _("Tried only, nothing was stored. Would no longer count: {what}.", what=what)
        )
    elif turned.again:
        said = _("Counts again: {what}.", what=what)
    else:
        said = _("No longer counts: {what}.", what=what)
    return (said, *_people(turned))


def _people(turned: Turned) -> tuple[str, ...]:
    parts = []
    if turned.gone:
        parts.append(_("{count} people are known no longer", count=count(turned.gone)))
    if turned.come:
        parts.append(_("{count} people are known again", count=count(turned.come)))
    if turned.changed:
        parts.append(_("of {count} people something else is known", count=count(turned.changed)))
    return (_("{parts}.", parts="; ".join(parts)),) if parts else ()


def _next_steps(turned: Turned) -> tuple[str, ...]:
    if turned.entry is None:
        name = "redo" if turned.again else "undo"
        return (_("To do it: eidc {name} {number}", name=name, number=turned.target),)
    if turned.again:
        return (_("To take it back: eidc undo {number}", number=turned.target),)
    return (_("To have it count again: eidc redo {number}", number=turned.target),)
