"""What ``eidc villages`` says: the villages, how rosters write them, what could not be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from eid_campaign.document import Column, Document, Kind, Row, Table, Text
from eid_campaign.wording import _


@dataclass(frozen=True, slots=True)
class VillageSeen:
    """A village: its people known now, its spellings, the day of its last roster."""

    commune: str
    village: str
    people: int
    spellings: tuple[str, ...] = ()
    """As rosters write it, the name itself left out."""
    tied: tuple[str, ...] = ()
    """Tied to it by hand."""
    last_roster: date | None = None


@dataclass(frozen=True, slots=True)
class Untold:
    """A spelling of no village: how many people its last roster has under it."""

    commune: str
    spelling: str
    people: int
    tied_to: str = ""
    """The village it was tied to since that roster was read."""


def villages_report(
    villages: Sequence[VillageSeen], untold: Sequence[Untold], as_of: date
) -> Document:
    """Return the villages by commune, and the spellings still to be tied."""
    columns = (
        Column("commune", _("Commune")),
        Column("village", _("Village")),
        Column("people", _("People"), Kind.COUNT),
        Column("last_roster", _("Last roster"), Kind.DATE),
        Column("spellings", _("Also written")),
        Column("tied", _("Tied by hand")),
    )
    rows: list[Row] = [
        {
            "commune": seen.commune,
            "village": seen.village,
            "people": seen.people,
            "last_roster": seen.last_roster,
            "spellings": "; ".join(seen.spellings),
            "tied": "; ".join(seen.tied),
        }
        for seen in villages
    ]
    total: Row = {"commune": _("Total"), "people": sum(seen.people for seen in villages)}
    title = _("Villages")
    table = Table("villages", title, columns, tuple(rows), total if len(rows) > 1 else None)
    blocks = (table, _untold(untold)) if untold else (table,)
    return Document("villages", title, as_of, blocks, next_steps=_next_steps(untold))


def _untold(untold: Sequence[Untold]) -> Table:
    columns = (
        Column("commune", _("Commune")),
        Column("spelling", _("Written in the roster")),
        Column("people", _("People"), Kind.COUNT),
        Column("tied_to", _("Tied to")),
    )
    rows: tuple[Row, ...] = tuple(
        {
            "commune": one.commune,
            "spelling": one.spelling,
            "people": one.people,
            "tied_to": one.tied_to or None,
        }
        for one in untold
    )
    return Table("untold", _("Spellings that fit no village, or several"), columns, rows)


def _next_steps(untold: Sequence[Untold]) -> tuple[str, ...]:
    steps = []
    open_ones = [one for one in untold if not one.tied_to]
    if open_ones:
        steps.append(
            _(
                'Tie a spelling once: eidc villages --tie "{spelling}" "{village}"',
                spelling=open_ones[0].spelling,
                village="Thôn …",
            )
        )
    if len(open_ones) < len(untold):
        steps.append(_("Import the rosters again: people whose village is tied now get it."))
    return tuple(steps)


def tied_report(
    commune: str, spelling: str, village: str, as_of: date, *, is_new: bool
) -> Document:
    """Return what a tie does from now on; ``is_new`` when no roster has named the village yet."""
    said = [
        _(
            "“{spelling}” is {village} of {commune} from now on.",
            spelling=spelling,
            village=village,
            commune=commune,
        )
    ]
    if is_new:
        said.append(
            _("No roster has named {village} yet: see that it is spelt right.", village=village)
        )
    return Document(
        "village_tied",
        _("Villages"),
        as_of,
        (Text("", tuple(said)),),
        next_steps=(
            _("Import the rosters again: people whose village is tied now get it."),
            _('Take it back: eidc villages --untie "{spelling}"', spelling=spelling),
        ),
    )


def untied_report(commune: str, spelling: str, village: str, as_of: date) -> Document:
    """Return what was taken back."""
    said = _(
        "“{spelling}” is no longer tied to {village} of {commune}.",
        spelling=spelling,
        village=village,
        commune=commune,
    )
    return Document("village_untied", _("Villages"), as_of, (Text("", (said,)),))
