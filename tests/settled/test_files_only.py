"""A table for files only: json and workbooks hold it, a screen and a page do not."""

from __future__ import annotations

import io
import json
from datetime import date

import openpyxl

from eid_campaign.document import Column, Document, Table
from eid_campaign.render.formats import on_screen, render

DOCUMENT = Document(
    "sample",
    "Thử",
    date(2024, 11, 5),
    (
        Table("short", "Ngắn", (Column("a", "Cột"),), ({"a": "thấy"},)),
        Table("long", "Dài", (Column("a", "Cột"),), ({"a": "ẩn"},), files_only=True),
    ),
)


def test_a_table_for_files_only() -> None:
    """The long table is in json and in the workbook alone."""
    for form in ("text", "md", "csv"):
        said = render(DOCUMENT, form).decode()
        assert ("thấy" in said, "ẩn" in said) == (True, False), form
    screen = on_screen(DOCUMENT, width=100, colour=False, encoding_ok=True)
    assert ("thấy" in screen, "ẩn" in screen) == (True, False)
    assert [t["id"] for t in json.loads(render(DOCUMENT, "json"))["tables"]] == ["short", "long"]
    book = openpyxl.load_workbook(io.BytesIO(render(DOCUMENT, "xlsx")))
    assert book.sheetnames == ["Ngắn", "Dài"]
