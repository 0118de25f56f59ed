"""JSON for other programs: the whole document, with counts as integers and rates as 0-1.

``{"id", "title", "subtitle", "as_of", "notes": [], "texts": [{"title", "paragraphs"}],
"tables": [{"id", "title", "columns": [{"id", "title", "kind"}], "rows": [{}], "total": {},
"notes": []}], "charts": [{"id", "title", "kind", "caption", "panels": [{"title",
"series": [{"id", "title", "role", "points": [[day or name, value]]}]}]}]}``; ``total`` is absent
where a table has none, ``charts`` where there is none, ``kind`` of a column is a
:class:`~eid_campaign.document.Kind`, every row has every column.
"""

from __future__ import annotations

import json

from eid_campaign.document import Chart, Document, Row, Table, Text
from eid_campaign.render.values import machine

_Cells = dict[str, str | int | float | None]


def render(document: Document) -> bytes:
    """Return ``document`` as UTF-8, indented, with a newline at its end."""
    content: dict[str, object] = {
        "id": document.id,
        "title": document.title,
        "subtitle": document.subtitle,
        "as_of": document.as_of.isoformat(),
        "notes": list(document.notes),
        "texts": [
            {"title": block.title, "paragraphs": list(block.paragraphs)}
            for block in document.blocks
            if isinstance(block, Text)
        ],
        "tables": [_table(table) for table in document.tables],
    }
    if document.charts:
        content["charts"] = [_chart(chart) for chart in document.charts]
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _table(table: Table) -> dict[str, object]:
    said: dict[str, object] = {
        "id": table.id,
        "title": table.title,
        "columns": [
            {"id": column.id, "title": column.title, "kind": column.kind.value}
            for column in table.machine_columns
        ],
        "rows": [_cells(table, row) for row in table.rows],
    }
    if table.total is not None:
        said["total"] = _cells(table, table.total)
    return said | {"notes": list(table.notes)}


def _cells(table: Table, row: Row) -> _Cells:
    return {column.id: machine(row.get(column.id), column.kind) for column in table.machine_columns}


def _chart(chart: Chart) -> dict[str, object]:
    return {
        "id": chart.id,
        "title": chart.title,
        "kind": chart.kind.value,
        "caption": chart.caption,
        "panels": [
            {
                "title": panel.title,
                "series": [
                    {
                        "id": series.id,
                        "title": series.title,
                        "role": series.role.value,
                        "points": [
                            [str(place), machine(value, chart.values)]
                            for place, value in series.points
                        ],
                    }
                    for series in panel.series
                ],
            }
            for panel in chart.panels
        ],
    }
