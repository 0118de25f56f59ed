"""JSON for other programs: the whole document, with counts as integers and rates as 0-1.

``{"id", "title", "subtitle", "as_of", "notes": [], "texts": [{"title", "paragraphs"}],
"tables": [{"id", "title", "columns": [{"id", "title", "kind"}], "rows": [{}], "total": {},
"notes": []}]}``; ``total`` is absent where a table has none, ``kind`` is a
:class:`~eid_campaign.document.Kind`, every row has every column.
"""

from __future__ import annotations

import json

from eid_campaign.document import Document, Row, Table, Text
from eid_campaign.render.values import machine

_Cells = dict[str, str | int | float | None]


def render(document: Document) -> bytes:
    """Return ``document`` as UTF-8, indented, with a newline at its end."""
    content = {
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
