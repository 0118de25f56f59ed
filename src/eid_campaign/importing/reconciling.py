"""A file of the national system, read by the road of an import and not stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from eid_campaign.app import App
from eid_campaign.campaign.errors import InputRefused
from eid_campaign.campaign.places import match_commune, village_key
from eid_campaign.campaign.reconciling import STAGES, Asserted
from eid_campaign.importing.asking import request_of
from eid_campaign.intake.complete import tells_complete
from eid_campaign.intake.reading import AppendixReading, RosterReading
from eid_campaign.intake.recognise import read_book, title_lines
from eid_campaign.intake.sheets import Book, open_book
from eid_campaign.intake.unit_table import UnitTableReading, find_unit_table
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.wish import Wish
from eid_campaign.wording import N_

Reading = RosterReading | AppendixReading | UnitTableReading

_OF_TABLES = {
    **{name: name for name in STAGES},
    "base_level2": "counted_level2",
    "base_activation": "counted_activation",
    **{name: name for name in ("collected", "issued", "activated", "achieved_activation")},
}
"""Figure → the column of a table of counts."""


def read_file(app: App, ledger: Ledger, path: Path, wish: Wish) -> Reading:
    """Return what a file of the system says; nothing is stored.

    Raises InputRefused for what is neither a list of people nor a table of counts. A list is
    taken to name everybody at its villages and stages unless its title says otherwise.
    """
    request = request_of(app, ledger, wish)
    book = open_book(path)
    table = find_unit_table(book, request)
    if table is not None:
        return table
    try:
        reading = read_book(book, request)
    except InputRefused as error:
        if "--map" not in error.hint and "STT" not in error.hint:
            raise
        # What an import offers to settle the headings by, this command has not.
        raise InputRefused(
            error.message,
            N_(
                "Give a list of people, or a table in the appendix's shape. How headings are read:"
                " eidc import --dry-run FILE"
            ),
            **error.values,
        ) from None
    is_untold = isinstance(reading, RosterReading) and not reading.complete
    if is_untold and not _is_partial(book, path):
        return read_book(book, replace(request, complete=True))
    return reading


def _is_partial(book: Book, path: Path) -> bool:
    lines = [line for sheet in book.sheets for line in (*title_lines(sheet), sheet.name)]
    return tells_complete([*lines, path.stem.replace("_", " ")]) is False


def figures_told(
    reading: AppendixReading | UnitTableReading, villages: dict[str, tuple[str, ...]], own: str
) -> tuple[Asserted, ...]:
    """Return the figures of a table, row by row.

    A row that names none of the communes, but a village of the campaign's ``own``, is of that.
    """
    told = []
    if isinstance(reading, UnitTableReading):
        for each in reading.rows:
            if each.level != "not_listed":
                told += [
                    Asserted(each.unit, each.village, figure, each.figures[column])
                    for figure, column in _OF_TABLES.items()
                ]
        return tuple(told)
    for unit in reading.units:
        place = _place(unit.unit, villages, own)
        told += [
            Asserted(*place, figure, int(getattr(unit, figure)))
            for figure in STAGES
            if hasattr(unit, figure)
        ]
    return tuple(told)


def _place(written: str, villages: dict[str, tuple[str, ...]], own: str) -> tuple[str, str]:
    if match_commune(written, villages) is None:
        for name in villages.get(own, ()):
            if village_key(name) == village_key(written):
                return own, name
    return written, ""


def refuse_empty(told: Sequence[Asserted], file: str) -> None:
    """Raise InputRefused for a table without a single figure."""
    if not told:
        raise InputRefused(
            "{file} has no figure that the ledger counts too.",
            "A table needs the appendix's columns, or is one of eidc export tally.",
            file=file,
        )
