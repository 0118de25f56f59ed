"""What ``eidc undo`` and ``eidc redo`` say: what counts no longer or again, and the figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from eid_campaign.campaign.counted import Counted
from eid_campaign.campaign.progress import Progress
from eid_campaign.document import Column, Document, Kind, Row, Table, Text
from eid_campaign.reports.targets import total_row
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
_OF_TARGETS = {
    "target_level2": N_("Target of level-2 accounts"),
    "base_level2": N_("Not collected at the baseline"),
    "collected": N_("Collected"),
    "issued": N_("Issued"),
    "activated": N_("Activated"),
    "target_activation": N_("Target of activation"),
    "base_activation": N_("Approved, not activated at the baseline"),
    "achieved_activation": N_("Activated of these"),
}


class Figures(NamedTuple):
    """What an entry may change, before it or after."""

    people: Counted
    targets: tuple[int | None, ...]
    """Those of ``_OF_TARGETS``, all lines together; None where none tells it."""

    @classmethod
    def of(cls, people: Counted, lines: Sequence[Progress]) -> Figures:
        """Return the figures of people, and those of the total of ``eidc targets``."""
        whole = total_row(lines) if lines else {}
        told = (whole.get(name) for name in _OF_TARGETS)
        return cls(people, tuple(each if isinstance(each, int) else None for each in told))


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
    before: Figures
    after: Figures
    entry: int | None
    """The entry in the log; None where it was only tried."""
    in_place: tuple[tuple[int, str], ...] = ()
    """Earlier readings of the file, entry and file name, that come back or give way."""

    @property
    def changes_targets_only(self) -> bool:
        """Whether targets change and no people do, as by a table of counts or an appendix."""
        same_people = self.before.people == self.after.people
        return same_people and self.before.targets != self.after.targets

    @property
    def has_nothing_to_show(self) -> bool:
        """Whether no figure changes and nobody is known: there is nothing to be shown."""
        return self.before == self.after and not any(self.before.people)


def turned_report(turned: Turned, as_of: date) -> Document:
    """Return what was, or would be, undone or done again."""
    return Document(
        "redo" if turned.again else "undo",
        _("Redo") if turned.again else _("Undo"),
        as_of,
        (
            Text("", _happened(turned)),
            *_tables(turned),
        ),
        next_steps=_next_steps(turned),
    )


def _tables(turned: Turned) -> tuple[Table, Table]:
    """Return the figures of people and those of targets; a screen shows those that tell of it."""
    before, after = turned.before, turned.after
    targets = _table(
        "targets",
        _("What it makes of the targets"),
        _OF_TARGETS,
        list(zip(before.targets, after.targets, strict=True)),
    )
    people = _table(
        "figures",
        _("What it makes of the figures"),
        _FIGURES,
        list(zip(before.people, after.people, strict=True)),
    )
    only = turned.changes_targets_only
    return (
        replace(people, files_only=only or turned.has_nothing_to_show),
        replace(targets, files_only=not only),
    )


def _table(
    name: str,
    title: str,
    figures: Mapping[str, str],
    values: Sequence[tuple[int | None, int | None]],
) -> Table:
    """Return figures before and after; one known on one side only has no change, and one that
    is known on neither is left out.
    """
    columns = (
        Column("figure", _("Figure"), machine_only=True),
        Column("figure_said", _("Figure"), people_only=True),
        Column("before", _("Before"), Kind.COUNT),
        Column("after", _("After"), Kind.COUNT),
        Column("change", _("Change"), Kind.CHANGE),
    )
    rows: tuple[Row, ...] = tuple(
        {
            "figure": figure,
            "figure_said": _(said),
            "before": before,
            "after": after,
            "change": None if before is None or after is None else after - before,
        }
        for (figure, said), (before, after) in zip(figures.items(), values, strict=True)
        if before is not None or after is not None
    )
    return Table(name, title, columns, rows)


def _happened(turned: Turned) -> tuple[str, ...]:
    what = _entry(turned.target, turned.kind, turned.file)
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
    earlier = (_entry(number, "import", file) for number, file in turned.in_place)
    unchanged = (_("No figure changes."),) if turned.has_nothing_to_show else ()
    return (said, *(_in_place(turned, each) for each in earlier), *_people(turned), *unchanged)


def _entry(number: int, kind: str, file: str) -> str:
    what = _("entry {number}: {kind}", number=number, kind=_(KINDS[kind]))
    return f"{what} {file}" if file else what


def _in_place(turned: Turned, what: str) -> str:
    """Return what became of an earlier reading of the file."""
    if turned.entry is None:
        return (
            _("Would give way to it, an earlier reading: {what}.", what=what)
            if turned.again
            else _("Would count again in its place, an earlier reading: {what}.", what=what)
        )
    if turned.again:
        return _("Gives way to it, an earlier reading: {what}.", what=what)
    return _("Counts again in its place, an earlier reading: {what}.", what=what)


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
