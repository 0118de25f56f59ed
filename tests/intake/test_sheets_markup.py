"""Word tables, web pages and XML that call themselves spreadsheets become the same cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from eid_campaign.intake.sheets import Book, Merge, open_book
from tests.intake import workbooks


def opened(folder: Path, name: str, content: bytes) -> Book:
    """Write a file and open it."""
    path = folder / name
    path.write_bytes(content)
    return open_book(path)


def paragraph(text: str) -> str:
    """Return a Word paragraph; ``|`` stands for a line break."""
    runs = "<w:br/>".join(f"<w:t>{line}</w:t>" for line in text.split("|"))
    return f"<w:p><w:r>{runs}</w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    """Return a Word table cell; each line is a paragraph."""
    lines = "".join(map(paragraph, text.split("\n")))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{lines}</w:tc>"


def row(*cells: str) -> str:
    """Return a Word table row."""
    return f"<w:tr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    """Return a Word table."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def test_a_word_table_with_its_title(tmp_path: Path) -> None:
    """Paragraphs above a table are its title rows, those below the last one its foot."""
    body = (
        paragraph("DANH SÁCH")
        + paragraph("Thôn: Đồng Chạ")
        + paragraph("")
        + table(row(cell("STT"), cell("Họ|và tên")), row(cell("1"), cell("AN\nVĂN")))
        + paragraph("Tổng cộng: 1")
    )
    book = opened(tmp_path, "a.docx", workbooks.docx(body))
    [sheet] = book.sheets
    assert sheet.rows == [
        ["DANH SÁCH", ""],
        ["Thôn: Đồng Chạ", ""],
        ["STT", "Họ\nvà tên"],
        ["1", "AN\nVĂN"],
        ["Tổng cộng: 1", ""],
    ]
    assert book.repairs == ()


def test_merged_word_cells(tmp_path: Path) -> None:
    """Spans over columns and rows are merges, as in Excel."""
    body = table(
        row(
            cell("STT", '<w:vMerge w:val="restart"/>'),
            cell("Mức 1", '<w:gridSpan w:val="2"/>'),
        ),
        row(cell("", "<w:vMerge/>"), cell("Đã"), cell("Chưa")),
        row(cell("1"), cell("x"), cell("")),
    )
    [sheet] = opened(tmp_path, "a.docx", workbooks.docx(body)).sheets
    assert sheet.rows == [["STT", "Mức 1", ""], ["", "Đã", "Chưa"], ["1", "x", ""]]
    assert set(sheet.merges) == {Merge(0, 0, 1, 0), Merge(0, 1, 0, 2)}


def test_two_word_tables_and_deleted_text(tmp_path: Path) -> None:
    """Each table is a sheet; what was struck out in a revision is not read."""
    deleted = (
        "<w:p><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del><w:r><w:t>mới</w:t></w:r></w:p>"
    )
    body = (
        paragraph("Thôn 1")
        + table(row(cell("a")))
        + paragraph("Thôn 2")
        + table(f"<w:tr><w:tc>{deleted}</w:tc></w:tr>")
    )
    sheets = opened(tmp_path, "a.docx", workbooks.docx(body)).sheets
    assert [sheet.rows for sheet in sheets] == [[["Thôn 1"], ["a"]], [["Thôn 2"], ["mới"]]]
    assert len({sheet.name for sheet in sheets}) == 2


PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8">
<title>export</title><style>td {mso-number-format:"\\@"}</style></head><body>
<p>Thôn: <b>Đồng&nbsp;Chạ</b></p>
<!-- <table><tr><td>no</td></tr></table> -->
<TABLE border=1>
<tr><th rowspan="2">STT<th colspan=2>Mức&nbsp;1
<tr><th>Đã<th>Chưa
<tr><td>1</td><td>AN &amp;<br>BÌNH</td><td x:num="38056001234">3,8E+10</td></tr>
</TABLE></body></html>"""


@pytest.mark.parametrize("name", ["a.xls", "a.html"])
def test_a_web_page_that_says_it_is_excel(tmp_path: Path, name: str) -> None:
    """The table of a page is read, spans as merges, numbers as they were and not as shown."""
    book = opened(tmp_path, name, PAGE.encode())
    [sheet] = book.sheets
    assert sheet.rows == [
        ["Thôn: Đồng\xa0Chạ", "", ""],
        ["STT", "Mức\xa01", ""],
        ["", "Đã", "Chưa"],
        ["1", "AN &\nBÌNH", "38056001234"],
    ]
    assert set(sheet.merges) == {Merge(1, 0, 2, 0), Merge(1, 1, 1, 2)}
    assert [told.kind for told in book.repairs] == (["suffix_differs"] if name == "a.xls" else [])


def test_a_page_in_utf_16(tmp_path: Path) -> None:
    """A page saved in UTF-16 is a page."""
    content = "<table><tr><td>Họ tên</td></tr></table>".encode("utf-16")
    assert opened(tmp_path, "a.xls", content).sheets[0].rows == [["Họ tên"]]


def test_a_table_within_a_table(tmp_path: Path) -> None:
    """A table laid out inside another is a sheet of its own."""
    content = b"<table><tr><td>a<table><tr><td>b</td></tr></table>c</td><td>d</td></tr></table>"
    sheets = opened(tmp_path, "a.html", content).sheets
    assert [sheet.rows for sheet in sheets] == [[["ac", "d"]], [["b"]]]


def test_tabs_under_the_name_xls(tmp_path: Path) -> None:
    """A tab-separated text called .xls is read as text, and it is said."""
    book = opened(tmp_path, "a.xls", "STT\tHọ tên\n1\tAn\n".encode())
    assert book.sheets[0].rows == [["STT", "Họ tên"], ["1", "An"]]
    assert [told.kind for told in book.repairs] == ["suffix_differs"]


XML = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="Thôn 1"><Table>
<Row><Cell><Data ss:Type="String">STT</Data></Cell>
<Cell ss:MergeAcross="1"><Data ss:Type="String">Họ tên</Data></Cell></Row>
<Row ss:Index="3" ss:Hidden="1"><Cell ss:Index="2"><Data ss:Type="String">An</Data></Cell>
<Cell><Data ss:Type="Number">5.5</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def test_excels_own_xml(tmp_path: Path) -> None:
    """XML Spreadsheet 2003 keeps places, merges and hidden rows."""
    [sheet] = opened(tmp_path, "a.xls", XML.encode()).sheets
    assert sheet.name == "Thôn 1"
    assert sheet.rows == [["STT", "Họ tên", ""], ["", "", ""], ["", "An", 5.5]]
    assert sheet.merges == (Merge(0, 1, 0, 2),)
    assert sheet.hidden_rows == frozenset({2})
