"""Invented people, and rosters of them in every container that a commune receives."""

from __future__ import annotations

import csv
import io
import random
import unicodedata
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from html import escape

import openpyxl
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P
from openpyxl.utils.datetime import CALENDAR_MAC_1904

Row = list[object]
Merge = tuple[int, int, int, int]
"""Top, left, bottom, right; 0-based."""


@dataclass(frozen=True)
class Person:
    """What a careful clerk reads of one person; blank where the file does not say it."""

    number: str
    name: str
    birth: str
    sex: str
    village: str = ""
    stage: str = ""

    @property
    def day(self) -> date:
        """The birth date, where it is a full one."""
        return date.fromisoformat(self.birth)

    @property
    def dmy(self) -> str:
        """The birth date as Vietnam writes it."""
        return f"{self.day:%d/%m/%Y}"

    @property
    def gender(self) -> str:
        """The sex in words."""
        return {"M": "Nam", "F": "Nữ"}.get(self.sex, "")


@dataclass
class Drawn:
    """One sheet to be written."""

    rows: list[Row]
    name: str = "Sheet1"
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: tuple[int, ...] = ()
    hidden: bool = False


_FAMILY = "Nguyễn Trần Lê Phạm Hoàng Bùi Đỗ Vũ Đặng Trương Cao Hà Lương Quách Đinh Ngô".split()
_MALE = "Văn An|Đức Thắng|Hữu Phước|Xuân Trường|Quốc Khánh|Minh Tuấn|Công Đoàn|Bá Lộc".split("|")
_FEMALE = "Thị Hường|Thị Bích Ngọc|Thu Thuỷ|Thị Mơ|Ngọc Ánh|Thị Út|Hồng Nhung|Thị Ý".split("|")


class Maker:
    """Makes people by a seed, so that a shape is the same in every run."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)

    def people(
        self,
        count: int,
        *,
        villages: Sequence[str] = ("",),
        stages: Sequence[str] = ("",),
        loud: bool = False,
    ) -> list[Person]:
        """Return ``count`` people; villages in blocks, stages in turn."""
        made: list[Person] = []
        for at in range(count):
            sex = self.random.choice("MF")
            born = date(self.random.randint(1938, 2009), 1, 1)
            born = born.replace(month=self.random.randint(1, 12), day=self.random.randint(1, 28))
            century = 2 * (born.year >= 2000) + (sex == "F")
            tail = self.random.randint(1234, 987654)
            number = f"038{century}{born.year % 100:02}{tail:06}"
            name = f"{_FAMILY[at % 16]} {self.random.choice(_MALE if sex == 'M' else _FEMALE)}"
            village = villages[at * len(villages) // count]
            made.append(
                Person(
                    number,
                    name.upper() if loud else name,
                    born.isoformat(),
                    sex,
                    village,
                    stages[at % len(stages)],
                )
            )
        return made


def every(people: Sequence[Person], **changes: str) -> list[Person]:
    """Return ``people`` with the same change each."""
    return [replace(person, **changes) for person in people]


Cut = tuple[str, Callable[[int, Person], object]]

STT: Cut = ("STT", lambda at, p: at + 1)
NAME: Cut = ("Họ và tên", lambda at, p: p.name)
BORN: Cut = ("Ngày sinh", lambda at, p: p.dmy)
SEX: Cut = ("Giới tính", lambda at, p: p.gender)
NUMBER: Cut = ("Số CCCD", lambda at, p: p.number)
VILLAGE: Cut = ("Thôn", lambda at, p: p.village)


def headed(cut: Cut, heading: str) -> Cut:
    """Return a column under another heading."""
    return (heading, cut[1])


def constant(heading: str, *values: object) -> Cut:
    """Return a column with the same values in turn."""
    return (heading, lambda at, p: values[at % len(values)])


def body(cuts: Sequence[Cut], people: Sequence[Person], start: int = 0) -> list[Row]:
    """Return the rows of ``people``."""
    return [[cell(start + at, p) for _, cell in cuts] for at, p in enumerate(people)]


def table(cuts: Sequence[Cut], people: Sequence[Person]) -> list[Row]:
    """Return a heading line and the rows of ``people``."""
    return [[heading for heading, _ in cuts], *body(cuts, people)]


def moved(rows: Sequence[Row], right: int, down: int = 0) -> list[Row]:
    """Return the rows further right and down."""
    blank: list[Row] = [[] for _ in range(down)]
    return [*blank, *([""] * right + row if row else [] for row in rows)]


def xlsx(*sheets: Drawn, epoch_1904: bool = False) -> bytes:
    """Return a workbook by openpyxl."""
    book = openpyxl.Workbook()
    if epoch_1904:
        book.epoch = CALENDAR_MAC_1904
    book.remove(book.active)
    for drawn in sheets:
        sheet = book.create_sheet(drawn.name)
        for at, row in enumerate(drawn.rows, 1):
            for index, cell in enumerate(row, 1):
                if cell not in ("", None):
                    sheet.cell(at, index, cell)
        for top, left, bottom, right in drawn.merges:
            sheet.merge_cells(
                start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
            )
        for row_at in drawn.hidden_rows:
            sheet.row_dimensions[row_at + 1].hidden = True
        if drawn.hidden:
            sheet.sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def xlsx_by_writer(drawn: Drawn, formulas: Sequence[tuple[int, int, str, object]] = ()) -> bytes:
    """Return a workbook by xlsxwriter; formulas are (row, column, text, cached value)."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet(drawn.name)
    dated = book.add_format({"num_format": "dd/mm/yyyy"})
    for at, row in enumerate(drawn.rows):
        for index, cell in enumerate(row):
            if isinstance(cell, (date, datetime)):
                sheet.write_datetime(at, index, cell, dated)
            elif cell not in ("", None):
                sheet.write(at, index, cell)
    for row_at, index, text, value in formulas:
        sheet.write_formula(row_at, index, text, None, value)
    book.close()
    return buffer.getvalue()


def text(rows: Sequence[Row], separator: str = ",", encoding: str = "utf-8") -> bytes:
    """Return delimited text."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=separator)
    width = max(map(len, rows))
    for row in rows:
        writer.writerow([*row, *[""] * (width - len(row))])
    made = buffer.getvalue()
    if encoding == "cp1258":
        return _cp1258(made)
    return made.encode(encoding)


def _cp1258(made: str) -> bytes:
    tones = "\u0300\u0301\u0303\u0309\u0323"
    out = []
    for letter in unicodedata.normalize("NFC", made):
        try:
            out.append(letter.encode("cp1258"))
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            tone = "".join(part for part in parts if part in tones)
            bare = "".join(part for part in parts if part not in tones)
            out.append((unicodedata.normalize("NFC", bare) + tone).encode("cp1258"))
    return b"".join(out)


def xls(*sheets: Drawn) -> bytes:
    """Return an old workbook by xlwt."""
    book = xlwt.Workbook(encoding="utf-8")
    dated = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for drawn in sheets:
        sheet = book.add_sheet(drawn.name)
        tops = {merge[:2]: merge for merge in drawn.merges}
        for at, row in enumerate(drawn.rows):
            for index, cell in enumerate(row):
                if (at, index) in tops:
                    top, left, bottom, right = tops[at, index]
                    sheet.write_merge(top, bottom, left, right, cell)
                elif isinstance(cell, date):
                    sheet.write(at, index, cell, dated)
                elif cell not in ("", None):
                    sheet.write(at, index, cell)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def ods(*sheets: Drawn) -> bytes:
    """Return an OpenDocument workbook by odfpy."""
    book = OpenDocumentSpreadsheet()
    for drawn in sheets:
        made = Table(name=drawn.name)
        tops = {merge[:2]: merge for merge in drawn.merges}
        for at, row in enumerate(drawn.rows):
            line = TableRow()
            for index, cell in enumerate(row):
                line.addElement(_ods_cell(cell, tops.get((at, index)), drawn.merges, at, index))
            made.addElement(line)
        book.spreadsheet.addElement(made)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _ods_cell(
    cell: object, merge: Merge | None, merges: Sequence[Merge], at: int, index: int
) -> object:
    if merge is None and any(t <= at <= b and left <= index <= r for t, left, b, r in merges):
        return CoveredTableCell()
    more: dict[str, object] = {}
    if merge is not None:
        more["numbercolumnsspanned"] = merge[3] - merge[1] + 1
        more["numberrowsspanned"] = merge[2] - merge[0] + 1
    if isinstance(cell, date):
        made = TableCell(valuetype="date", datevalue=cell.isoformat(), **more)
    elif isinstance(cell, (int, float)):
        made = TableCell(valuetype="float", value=cell, **more)
    elif cell == "":
        return TableCell(**more)
    else:
        made = TableCell(valuetype="string", **more)
    made.addElement(P(text=str(cell)))
    return made


def html(rows: Sequence[Row], before: str = "") -> bytes:
    """Return a page with a table, as web systems name .xls."""
    lines = "".join(
        "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in rows
    )
    head = '<html><head><meta charset="utf-8"></head>'
    return f"{head}<body>{before}<table>{lines}</table></body></html>".encode()


def docx(rows: Sequence[Row], before: Sequence[str] = ()) -> bytes:
    """Return a Word document with paragraphs and a table."""

    def paragraph(words: object) -> str:
        return f"<w:p><w:r><w:t xml:space='preserve'>{escape(str(words))}</w:t></w:r></w:p>"

    lines = "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{space}"><w:body>'
        f"{''.join(map(paragraph, before))}<w:tbl>{lines}</w:tbl></w:body></w:document>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/></Types>',
        )
        archive.writestr("word/document.xml", document)
    return buffer.getvalue()
