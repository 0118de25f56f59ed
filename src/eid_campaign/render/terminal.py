"""The terminal: titles, tables as wide as the screen allows, notes, and what to do next.

``rich`` wraps the texts and sets the colours. Nothing is shortened: a table wider than the screen
becomes a list (one row) or several panels (more rows), see :mod:`eid_campaign.render.layout`.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rich.console import Console
from rich.text import Text as Words

from eid_campaign.document import Document, Table, Text
from eid_campaign.render.grid import Cell, Line, drawn
from eid_campaign.render.layout import GAP, Lane, Panel, fits_calmly, lanes_of, panels
from eid_campaign.render.values import block_title, heading, noted, one_line
from eid_campaign.wording import _

_Piece = tuple[Words | str | list[Line], int]
"""What is printed, and how wide."""

_NO_LIMIT: Final = 100_000
_LEAST_WIDTH: Final = 20
_TITLE, _HEAD, _GROUP, _TOTAL, _DIM, _NEXT = "bold cyan", "bold", "cyan", "bold", "dim", "green"
# Under the headings and above the total; nothing else, so that figures stand out.
_RULE: Final = Line(())
# Stands for a blank at which rich must not break a line; it breaks at a no-break space too.
_GLUE: Final = "\ue000"
# For consoles that cannot show the signs above (cp437, cp1258).
_PLAIN_SIGNS = str.maketrans(
    {
        "─": "-",
        "–": "-",
        "−": "-",
        "…": "...",
        "≥": ">=",
        "≤": "<=",
        "•": "*",
        "▲": "+",
        "▼": "-",
        "↑": "^",
        "↓": "v",
    }
)


def draw(document: Document, *, width: int, colour: bool, encoding_ok: bool) -> str:
    """Return ``document`` as it stands on a screen of ``width`` columns.

    ``colour`` adds ANSI colours; without it no line ends in blanks. ``encoding_ok`` says whether
    the console can show any sign; if not, rules and dashes are drawn in ASCII, while Vietnamese
    letters stay, for the console to replace. Only a screen narrower than a row name with one
    figure gets lines longer than itself.
    """
    out = io.StringIO()
    # The console is as wide as need be and each piece is given its width. Colours are settled by
    # the caller, not by the environment.
    console = Console(
        file=out,
        width=_NO_LIMIT,
        color_system="standard" if colour else None,
        force_terminal=colour,
        legacy_windows=False,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
    )
    for piece, wide in _pieces(document, max(width, _LEAST_WIDTH)):
        if isinstance(piece, list):
            console.print(drawn(piece, wide, console), end="")
        else:
            console.print(piece, width=wide)
    said = out.getvalue().replace(_GLUE, " ")
    if not colour:
        said = "\n".join(line.rstrip() for line in said.split("\n"))
    return said if encoding_ok else said.translate(_PLAIN_SIGNS)


def _pieces(document: Document, width: int) -> Iterator[_Piece]:
    title, *others = heading(document)
    yield Words(title, style=_TITLE), width
    for line in others:
        yield Words(line), width
    for block in document.shown_blocks:
        yield "", width
        name = block_title(document, block)
        if name:
            yield Words(name, style=_HEAD), width
        if isinstance(block, Text):
            for paragraph in block.paragraphs:
                yield Words(_glued(paragraph)), width
        else:
            yield from _table(block, width)
            yield from _listed(noted(block.notes), width, _DIM)
    for lines, style in (
        (noted(document.notes), _DIM),
        (_source(document), _DIM),
        (_next_steps(document), _NEXT),
    ):
        if lines:
            yield "", width
            yield from _listed(lines, width, style)


def _table(table: Table, width: int) -> Iterator[_Piece]:
    if not table.rows:
        yield Words(_("No rows.")), width
        if table.total is None:
            return
    lanes = lanes_of(table)
    if len(table.rows) <= 1 and not fits_calmly(lanes, width):
        yield _upright(lanes, width, has_total=table.total is not None), width
        return
    for place, panel in enumerate(panels(lanes, width)):
        if place:
            yield "", width
        yield _grid(panel, has_total=table.total is not None), panel.width


def _grid(panel: Panel, *, has_total: bool) -> list[Line]:
    sides = ["right" if lane.numeric else "left" for lane in panel.lanes]

    def line(texts: Iterable[str], style: str = "", *, at_bottom: bool = False) -> Line:
        return Line(tuple(map(Cell, texts, panel.widths, sides)), style, at_bottom)

    lines = _groups(panel) if any(lane.group for lane in panel.lanes) else []
    lines += [line((lane.title for lane in panel.lanes), _HEAD, at_bottom=True), _RULE]
    lines += [line(row) for row in zip(*(lane.cells for lane in panel.lanes), strict=True)]
    if has_total:
        lines += [_RULE, line((lane.total for lane in panel.lanes), _TOTAL)]
    return lines


def _groups(panel: Panel) -> list[Line]:
    """Return the line of group headings, each over a rule as wide as its columns."""
    spans = panel.spans()
    named = tuple(Cell(group, width, "center") for group, width in spans)
    ruled = tuple(Cell("─" * width if group else "", width) for group, width in spans)
    return [Line(named, _GROUP, at_bottom=True), Line(ruled, _GROUP)]


def _upright(lanes: Sequence[Lane], width: int, *, has_total: bool) -> list[Line]:
    """Return a table of one row as a list of labels and values, the group above its members."""
    figures = max((len(v) for lane in lanes if lane.numeric for v in lane.entries), default=0)
    rows: list[tuple[str, list[str], str]] = []
    columns = len(lanes[0].cells) + has_total
    group = ""
    for lane in lanes:
        if lane.group and lane.group != group:
            rows.append((lane.group, [""] * columns, _GROUP))
        group = lane.group
        values = [*lane.cells, lane.total] if has_total else list(lane.cells)
        if lane.numeric:
            values = [value.rjust(figures) for value in values]
        rows.append((f"  {lane.title}" if group else lane.title, values, ""))
    room = width - columns * GAP
    longest = max(len(value) for _label, values, _style in rows for value in values)
    labels = max(len(label) for label, _values, _style in rows)
    # Labels keep their line as long as half of the screen is left for the values.
    labels = min(labels, max(room - columns * longest, room // 2))
    widths = (labels, *[min(longest, (room - labels) // columns)] * columns)
    return [
        Line(tuple(map(Cell, (label, *values), widths)), style) for label, values, style in rows
    ]


def _listed(lines: Sequence[str], width: int, style: str) -> Iterator[_Piece]:
    for line in lines:
        yield Words(_glued(line), style=style), width


def _glued(text: str) -> str:
    """Return ``text`` with its percent signs kept on the line of their number."""
    return one_line(text).replace(" %", f"{_GLUE}%")


def _source(document: Document) -> tuple[str, ...]:
    source = one_line(document.source)
    return (_("Source: {source}", source=source),) if source else ()


def _next_steps(document: Document) -> tuple[str, ...]:
    steps = tuple(f"• {one_line(step)}" for step in document.next_steps)
    return (_("What next:"), *steps) if steps else ()
