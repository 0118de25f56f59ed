"""A table in a Word file: framed, its headings on every page, its rows never split."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from eid_campaign.document import Column, Kind, Table
from eid_campaign.render.docx_page import Rooms
from eid_campaign.render.docx_widths import PADDING, Lane, Layout, layouts, right_aligned
from eid_campaign.render.docx_xml import paragraph, run, twips
from eid_campaign.render.values import one_line, people_columns, shown_row
from eid_campaign.wording import _

_SIDES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")
_WITH_ITS_TOTAL: Final = 2
"""How many last rows stay on the page of the total."""


def laid_out(table: Table, rooms: Rooms) -> list[Layout]:
    """Return how ``table`` lies on the page: one layout, or one for each part of a wide table."""
    columns = people_columns(table)
    rows = [shown_row(columns, row) for row in table.rows]
    if table.total is not None:
        rows.append(shown_row(columns, table.total, total=True))
    cells = zip(*rows, strict=True) if rows else ((),) * len(columns)
    lanes = [
        Lane(column, one_line(column.title), cells)
        for column, cells in zip(columns, cells, strict=True)
    ]
    return layouts(lanes, rooms) if lanes else []


def drawn(layout: Layout, *, has_total: bool) -> str:
    """Return the table of ``layout``; the last of its cells are the total's."""
    widths = [twips(width) for width in layout.widths]
    border = ' w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    borders = "".join(f"<w:{side}{border}" for side in _SIDES)
    aside = f'w:w="{twips(PADDING)}" w:type="dxa"/>'
    parts = [
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{borders}</w:tblBorders>"
        # Fixed, or Word makes columns as wide as it likes and figures wrap.
        '<w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar><w:left {aside}<w:right {aside}</w:tblCellMar></w:tblPr><w:tblGrid>",
        *(f'<w:gridCol w:w="{width}"/>' for width in widths),
        "</w:tblGrid>",
        *_headings(layout, widths),
        *_rows(layout, widths, has_total=has_total),
        "</w:tbl>",
    ]
    return "".join(parts)


def _headings(layout: Layout, widths: Sequence[int]) -> Iterator[str]:
    """Yield the heading row, or two where columns have a heading in common."""
    groups = [one_line(lane.column.group) for lane in layout.lanes]
    titles = [
        _cell(lane.title, width, layout.size, "center", bold=True, keep=True)
        for lane, width in zip(layout.lanes, widths, strict=True)
    ]
    if not any(groups):
        yield _row(titles, heading=True)
        return
    above: list[str] = []
    below: list[str] = []
    place = 0
    for group, members in groupby(groups):
        run_of = range(place, place + len(list(members)))
        place = run_of.stop
        if group:
            wide = sum(widths[each] for each in run_of)
            above.append(
                _cell(group, wide, layout.size, "center", bold=True, keep=True, span=len(run_of))
            )
            below += [titles[each] for each in run_of]
            continue
        for each in run_of:
            title, width = layout.lanes[each].title, widths[each]
            above.append(
                _cell(title, width, layout.size, "center", bold=True, keep=True, merge="restart")
            )
            below.append(_cell("", width, layout.size, "center", keep=True, merge="continue"))
    yield _row(above, heading=True)
    yield _row(below, heading=True)


def _rows(layout: Layout, widths: Sequence[int], *, has_total: bool) -> Iterator[str]:
    lanes, size = layout.lanes, layout.size
    rows = list(zip(*(lane.cells for lane in lanes), strict=True))
    if len(rows) == int(has_total):  # none but the total
        yield _row([_cell(_("No rows."), sum(widths), size, "left", span=len(lanes))])
    aligned = [_alignment(lane.column) for lane in lanes]
    for number, cells in enumerate(rows, 1):
        total = has_total and number == len(rows)
        keep = has_total and len(rows) - _WITH_ITS_TOTAL <= number < len(rows)
        yield _row(
            [
                _cell(cell, width, size, align, bold=total, keep=keep)
                for cell, width, align in zip(cells, widths, aligned, strict=True)
            ]
        )


def _alignment(column: Column) -> str:
    if right_aligned(column):
        return "right"
    return "left" if column.kind is Kind.TEXT else "center"


def _row(cells: Sequence[str], *, heading: bool = False) -> str:
    repeated = "<w:tblHeader/>" if heading else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(
    text: str,
    width: int,
    size: float,
    align: str,
    *,
    bold: bool = False,
    keep: bool = False,
    span: int = 1,
    merge: str = "",
) -> str:
    looks = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if span > 1:
        looks += f'<w:gridSpan w:val="{span}"/>'
    if merge:
        looks += f'<w:vMerge w:val="{merge}"/>'
    # An empty line is as high as the letters it would have.
    mark = f'<w:rPr><w:sz w:val="{round(size * 2)}"/></w:rPr>' if not text else ""
    properties = f'{"<w:keepNext/>" if keep else ""}<w:jc w:val="{align}"/>{mark}'
    content = run(text, size=size, bold=bold) if text else ""
    said = paragraph("eidcCell", content, properties)
    return f'<w:tc><w:tcPr>{looks}<w:vAlign w:val="center"/></w:tcPr>{said}</w:tc>'
