"""Workbooks made in memory for the tests of reading: one function a make."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

LIST = [["STT", "Họ và tên", "Ngày sinh"], [1.0, "NGUYỄN VĂN AN", "05/03/1956"]]
"""A small list of an invented person, as any reader should give it back."""

_WORKBOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="Thôn 1" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)
_ROOT = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def xlsx(
    rows: Sequence[Sequence[object]] = LIST,
    change: Callable[[openpyxl.Workbook], None] = lambda book: None,
    name: str = "Thôn 1",
) -> bytes:
    """Return a workbook by openpyxl; ``change`` may do to it what it likes."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def xlsx_of_xml(sheet_data: str, *, sheet: str = "", parts: Mapping[str, str] = {}) -> bytes:
    """Return a workbook whose only sheet holds exactly ``sheet_data`` (or is exactly ``sheet``)."""
    whole = sheet or f'<worksheet xmlns="{_MAIN}"><sheetData>{sheet_data}</sheetData></worksheet>'
    return package(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": _ROOT,
            "xl/workbook.xml": _WORKBOOK,
            "xl/_rels/workbook.xml.rels": _RELATIONS,
            "xl/worksheets/sheet1.xml": whole,
            **parts,
        }
    )


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of ``parts``."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def xls(
    rows: Sequence[Sequence[object]] = LIST,
    change: Callable[[xlwt.Worksheet], None] = lambda sheet: None,
) -> bytes:
    """Return an Excel 97-2003 workbook."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Thôn 1")
    for top, row in enumerate(rows):
        for left, cell in enumerate(row):
            sheet.write(top, left, cell)
    change(sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def ods(rows: Sequence[Sequence[object]] = LIST, extra: Sequence[TableRow] = ()) -> bytes:
    """Return an OpenDocument spreadsheet; ``extra`` rows come after ``rows``."""
    document = OpenDocumentSpreadsheet()
    table = Table(name="Thôn 1")
    document.spreadsheet.addElement(table)
    for row in rows:
        made = TableRow()
        for cell in row:
            made.addElement(ods_cell(cell))
        table.addElement(made)
    for made in extra:
        table.addElement(made)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def ods_cell(value: object, **attributes: object) -> TableCell:
    """Return a cell of an OpenDocument table."""
    if isinstance(value, float):
        cell = TableCell(valuetype="float", value=str(value), **attributes)
    else:
        cell = TableCell(valuetype="string", **attributes)
    cell.addElement(P(text=str(value)))
    return cell


def ods_row(*cells: TableCell | CoveredTableCell, **attributes: object) -> TableRow:
    """Return a row of an OpenDocument table."""
    row = TableRow(**attributes)
    for cell in cells:
        row.addElement(cell)
    return row


def docx(body: str) -> bytes:
    """Return a Word document with ``body`` (WordprocessingML, prefix ``w``)."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    return package({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def xlsb(cells: Sequence[tuple[int, int, str]]) -> bytes:
    """Return a binary workbook of texts at (row, column), 0-based, in order ([MS-XLSB] 2.4)."""

    def record(kind: int, body: bytes = b"") -> bytes:
        number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
        return number + bytes([len(body) & 0x7F | 0x80, len(body) >> 7]) + body

    def text(said: str) -> bytes:
        return len(said).to_bytes(4, "little") + said.encode("utf-16-le")

    sheet = record(129) + record(148, bytes(16)) + record(145)
    for row, column, said in cells:
        sheet += record(0, row.to_bytes(4, "little") + bytes(21))
        sheet += record(6, column.to_bytes(4, "little") + bytes(4) + text(said))
    sheet += record(146) + record(130)
    bundle = bytes(4) + (1).to_bytes(4, "little") + text("rId1") + text("Thôn 1")
    book = record(131) + record(143) + record(156, bundle) + record(144) + record(132)
    return package(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": _ROOT.replace("workbook.xml", "workbook.bin"),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": _RELATIONS.replace("sheet1.xml", "sheet1.bin"),
            "xl/worksheets/sheet1.bin": sheet,
        }
    )
