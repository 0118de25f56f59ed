"""The terminal: titles, tables as wide as the screen allows, notes, and what to do next.

``rich`` sets the tables and the colours. Nothing is shortened: a table wider than the screen
becomes a list (one row) or several panels (more rows), see :mod:`eid_campaign.render.layout`.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Final

from rich.box import Box
from rich.console import Console, RenderableType
from rich.table import Table as Grid
from rich.text import Text as Words

from eid_campaign.document import Document, Table, Text
from eid_campaign.render.layout import GAP, Lane, Panel, fits_calmly, lanes_of, panels
from eid_campaign.render.values import block_title, heading, noted, one_line
from eid_campaign.wording import _

_Piece = tuple[RenderableType, int]
"""What is printed, and how wide."""

_NO_LIMIT: Final = 100_000
_LEAST_WIDTH: Final = 20
_TITLE, _HEAD, _GROUP, _TOTAL, _DIM, _NEXT = "bold cyan", "bold", "cyan", "bold", "dim", "green"
# A rule under the headings and one above the total; nothing else, so that figures stand out.
_RULES = Box("    \n    \n ── \n    \n    \n ── \n    \n    \n")
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
    # The console is as wide as need be and each piece is given its width: rich cuts a table
    # that is wider than its console. Colours are settled by the caller, not by the environment.
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
        if any(lane.group for lane in panel.lanes):
            yield _groups(panel), panel.width
        yield _grid(panel, has_total=table.total is not None), panel.width


def _grid(panel: Panel, *, has_total: bool) -> Grid:
    grid = _bare(box=_RULES, show_header=True, show_footer=has_total)
    for lane, width in zip(panel.lanes, panel.widths, strict=True):
        grid.add_column(
            lane.title,
            lane.total,
            header_style=_HEAD,
            footer_style=_TOTAL,
            justify="right" if lane.numeric else "left",
            vertical="top",
            width=width,
            overflow="fold",
        )
    for row in zip(*(lane.cells for lane in panel.lanes), strict=True):
        grid.add_row(*row)
    return grid


def _groups(panel: Panel) -> Grid:
    """Return the line of group headings, each over a rule as wide as its columns."""
    grid = _bare(box=None, show_header=False)
    spans = panel.spans()
    for _group, width in spans:
        grid.add_column(justify="center", vertical="bottom", width=width, overflow="fold")
    grid.add_row(*(Words(group, style=_GROUP) for group, _width in spans))
    grid.add_row(*(Words("─" * width if group else "", style=_GROUP) for group, width in spans))
    return grid


def _upright(lanes: Sequence[Lane], width: int, *, has_total: bool) -> Grid:
    """Return a table of one row as a list of labels and values, the group above its members."""
    figures = max((len(v) for lane in lanes if lane.numeric for v in lane.entries), default=0)
    rows: list[tuple[str, list[str], str]] = []
    group = ""
    for lane in lanes:
        if lane.group and lane.group != group:
            rows.append((lane.group, [], _GROUP))
        group = lane.group
        values = [*lane.cells, lane.total] if has_total else list(lane.cells)
        if lane.numeric:
            values = [value.rjust(figures) for value in values]
        rows.append((f"  {lane.title}" if group else lane.title, values, ""))
    columns = len(lanes[0].cells) + has_total
    room = width - columns * GAP
    longest = max(len(value) for _label, values, _style in rows for value in values)
    labels = max(len(label) for label, _values, _style in rows)
    # Labels keep their line as long as half of the screen is left for the values.
    labels = min(labels, max(room - columns * longest, room // 2))
    grid = _bare(box=None, show_header=False)
    grid.add_column(width=labels, overflow="fold")
    for _place in range(columns):
        grid.add_column(width=min(longest, (room - labels) // columns), overflow="fold")
    for label, values, style in rows:
        grid.add_row(label, *values, style=style)
    return grid


def _bare(*, box: Box | None, show_header: bool, show_footer: bool = False) -> Grid:
    """Return a grid without a frame, its columns ``GAP`` apart."""
    return Grid(
        box=box,
        # A box puts a blank of its own between two columns.
        padding=(0, GAP - 1 if box else GAP, 0, 0),
        pad_edge=False,
        show_edge=False,
        show_header=show_header,
        show_footer=show_footer,
    )


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
