"""What ``eidc why 1037`` says: where a figure stands in the reports, and how it came about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eid_campaign.campaign.situation import Known
from eid_campaign.campaign.tracing import Asked, Source, ranges
from eid_campaign.document import Column, Document, Kind, Row, Table, Text
from eid_campaign.reports.targets import source_said
from eid_campaign.reports.why_steps import steps_said
from eid_campaign.reports.why_words import TITLES, Place, Traced
from eid_campaign.wording import _, count

Sources = Mapping[int, Sequence[Source]]
"""By the place of each in what was found."""

MOST_FOUND = 6
"""So many places are explained; a small figure stands in many."""
_MOST_RANGES = 8


def found_in(places: Sequence[Place], asked: Asked, only: str = "") -> tuple[Traced, ...]:
    """Return where the figure asked for stands, in the order of the reports.

    ``only`` is the id of the one figure meant, blank for any. One figure of one place is found
    once, though several reports print it.
    """
    found: dict[tuple[str, str, str], Traced] = {}
    sums: list[Traced] = []
    for place in places:
        for name in TITLES:
            if (only and name != only) or not asked.means(place.row.get(name)):
                continue
            each = Traced(name, place)
            if place.line is None:
                sums.append(each)
            else:
                found.setdefault((place.line.now.target.unit, place.name, name), each)
    # A sum that a line prints too is that line's figure: the one unit that is known, or a commune.
    told = {each.figure for each in found.values()}
    found |= {("", "", each.figure): each for each in sums if each.figure not in told}
    order = list(TITLES)
    return tuple(sorted(found.values(), key=lambda each: order.index(each.figure)))


def why_report(
    text: str,
    found: Sequence[Traced],
    known: Known,
    sources: Sources,
    more: int = 0,
) -> Document:
    """Return how each of ``found`` came about; ``more`` others stand elsewhere, not told of."""
    blocks = [
        Text(
            _(
                "{figure}: {title}, {place}",
                figure=text,
                title=_(TITLES[each.figure]),
                place=each.place.name,
            ),
            (*steps_said(each, known), *_sources_said(sources.get(number, ()))),
        )
        for number, each in enumerate(found)
    ]
    notes = []
    if more:
        notes.append(
            _(
                "It stands in {count} more places; name one with --village, --commune or --figure.",
                count=count(more),
            )
        )
    return Document(
        "why",
        _("Why {figure}", figure=text),
        known.as_of,
        (*blocks, _table(found, sources)),
        notes=tuple(notes),
        source=source_said(known),
    )


def _sources_said(sources: Sequence[Source]) -> tuple[str, ...]:
    return tuple(
        _(
            "{people} people from {file}, sheet {sheet}, rows {rows}.",
            people=count(each.people),
            file=each.file,
            sheet=each.sheet or "–",
            rows=rows_said(each.rows),
        )
        for each in sources
    )


def rows_said(rows: Sequence[int]) -> str:
    """Return rows as "8-12, 15"; of very many runs the first ones."""
    runs = ranges(rows)
    said = ", ".join(
        str(first) if first == last else f"{first}-{last}" for first, last in runs[:_MOST_RANGES]
    )
    left = sum(last - first + 1 for first, last in runs[_MOST_RANGES:])
    return _("{rows} … (+{left})", rows=said, left=count(left)) if left else said


def _table(found: Sequence[Traced], sources: Sources) -> Table:
    columns = (
        Column("figure", _("Figure"), machine_only=True),
        Column("figure_said", _("Figure"), people_only=True),
        Column("place", _("Place")),
        Column("file", _("File")),
        Column("sheet", _("Sheet")),
        Column("rows", _("Rows")),
        Column("people", _("People"), Kind.COUNT),
    )
    rows: list[Row] = [
        {
            "figure": each.figure,
            "figure_said": _(TITLES[each.figure]),
            "place": each.place.name,
            "file": source.file,
            "sheet": source.sheet,
            "rows": ", ".join(
                str(first) if first == last else f"{first}-{last}"
                for first, last in ranges(source.rows)
            ),
            "people": source.people,
        }
        for number, each in enumerate(found)
        for source in sources.get(number, ())
    ]
    return Table("sources", _("Where it was read"), columns, tuple(rows), files_only=True)
