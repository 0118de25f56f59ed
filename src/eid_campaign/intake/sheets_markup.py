"""Web pages and XML that call themselves .xls, as web systems export them."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime

from eid_campaign.campaign.problems import Problem, Severity
from eid_campaign.intake.sheets_excel import Reading
from eid_campaign.intake.sheets_grid import Grid
from eid_campaign.intake.sheets_model import Cell, Sheet
from eid_campaign.intake.sheets_package import entities
from eid_campaign.intake.sheets_text import decoded
from eid_campaign.intake.sheets_xml import Markup

TABLE_NAME = "Bảng {number}"
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_TOKEN = re.compile(
    r"<!--.*?-->|<(?:script|style|title|xml)\b.*?</(?:script|style|title|xml)\s*>"
    r"|<(/?)([a-zA-Z][\w:]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>|<[!?][^>]*>",
    re.DOTALL | re.IGNORECASE,
)
_SPAN = re.compile(r"\b(col|row)span\s*=\s*[\"']?(\d{1,5})", re.IGNORECASE)
_EXACT = re.compile(r"\bx:num\s*=\s*[\"']([^\"']+)[\"']", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n]+")
_LINES = frozenset(("br", "p", "div", "li"))


def read_html(raw: bytes, file: str) -> Reading:
    """Return a sheet for each table of a web page, the text before it as title rows."""
    text, problems = _page(raw, file)
    page = _Page(file)
    position = 0
    for token in _TOKEN.finditer(text):
        page.text(text[position : token.start()])
        position = token.end()
        if token[2]:
            page.tag(token[2].lower(), token[3], closing=bool(token[1]))
    page.text(text[position:])
    return page.finished(), problems


def read_xml(raw: bytes, file: str) -> Reading:
    """Return the sheets of an XML Spreadsheet 2003 (*Bảng tính XML 2003*)."""
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        raise entities(file)
    workbook = _Workbook(file)
    workbook.read([raw])
    return tuple(workbook.sheets), []


def _page(raw: bytes, file: str) -> tuple[str, list[Problem]]:
    declared = _CHARSET.search(raw[:4096])
    if declared and declared[1].lower() in (b"windows-1258", b"windows-1252"):
        encoding = declared[1].decode().lower()
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError:
            return unicodedata.normalize("NFC", raw.decode(encoding, "replace")), []
    text, problems = decoded(raw, file)
    if "\ufffd" in text:
        problems.append(Problem("invalid_bytes", Severity.DOUBT, file))
    return text, problems


class _Page:
    """Tables of a page; a table inside a cell is a sheet of its own."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._grids: list[Grid] = []
        self._open: list[tuple[Grid, _OpenCell | None]] = []
        self._cell: _OpenCell | None = None
        self._outside = _OpenCell("")

    def text(self, said: str) -> None:
        if said and not said.isspace():
            (self._cell or self._outside).said.append(html.unescape(_BLANKS.sub(" ", said)))

    def tag(self, name: str, attributes: str, *, closing: bool) -> None:
        if name == "table":
            self._end_table() if closing else self._start_table()
        elif name in ("tr", "td", "th") and self._open:
            self._end_cell()
            if not closing and name == "tr":
                self._open[-1][0].new_row()
            elif not closing:
                self._cell = _OpenCell(attributes)
        elif name in _LINES:
            (self._cell or self._outside).said.append("\n")

    def finished(self) -> tuple[Sheet, ...]:
        while self._open:
            self._end_table()
        if self._grids:
            self._title(self._grids[-1])
        made = (
            grid.sheet(TABLE_NAME.format(number=number))
            for number, grid in enumerate(self._grids, start=1)
        )
        return tuple(sheet for sheet in made if sheet.rows)

    def _start_table(self) -> None:
        grid = Grid(self._file)
        if not self._open:
            self._title(grid)
        self._grids.append(grid)
        self._open.append((grid, self._cell))
        self._cell = None

    def _title(self, grid: Grid) -> None:
        for line in self._outside.lines():
            grid.new_row()
            grid.put(line)
        self._outside = _OpenCell("")

    def _end_cell(self) -> None:
        if self._cell is not None:
            spans = {name.lower(): int(number) for name, number in _SPAN.findall(self._cell.told)}
            value = "\n".join(self._cell.lines())
            if exact := _EXACT.search(self._cell.told):
                value = exact[1]  # what Excel shows may be rounded: 3.8094E+10
            self._open[-1][0].put(value, spans.get("col", 1), spans.get("row", 1))
        self._cell = None

    def _end_table(self) -> None:
        if self._open:
            self._end_cell()
            _, self._cell = self._open.pop()


class _OpenCell:
    def __init__(self, told: str) -> None:
        self.told = told
        self.said: list[str] = []

    def lines(self) -> Iterator[str]:
        for line in "".join(self.said).split("\n"):
            if stripped := line.strip(" "):
                yield stripped


class _Workbook(Markup):
    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.sheets: list[Sheet] = []
        self._grid = Grid(file)
        self._name = ""
        self._is_hidden = False
        self._hidden_rows: set[int] = set()
        self._cell: dict[str, str] = {}
        self._kind = ""
        self._said: list[str] = []
        self._in_data = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        own = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if tag == "Worksheet":
            self._grid, self._name = Grid(self._file), own.get("Name", "")
            self._hidden_rows = set()
        elif tag == "Row":
            self._grid.new_row(_number(own, "Index", 0) - 1 if "Index" in own else None)
            if own.get("Hidden") == "1":
                self._hidden_rows.add(self._grid.height - 1)
        elif tag == "Cell":
            self._cell, self._kind, self._said = own, "", []
        elif tag == "Data":
            self._kind, self._in_data = own.get("Type", "String"), True

    def text(self, said: str) -> None:
        if self._in_data:
            self._said.append(said)

    def end(self, tag: str) -> None:
        if tag == "Data":
            self._in_data = False
        elif tag == "Cell":
            at = _number(self._cell, "Index", 0) - 1
            across, down = (_number(self._cell, f"Merge{way}", 0) for way in ("Across", "Down"))
            value = _typed(self._kind, "".join(self._said))
            self._grid.put(value, across + 1, down + 1, at if at >= 0 else None)
        elif tag == "Worksheet":
            name = unicodedata.normalize("NFC", self._name)
            self.sheets.append(self._grid.sheet(name, hidden_rows=frozenset(self._hidden_rows)))


def _number(attributes: dict[str, str], name: str, default: int) -> int:
    value = attributes.get(name, "")
    return int(value) if value.isascii() and value.isdigit() else default


def _typed(kind: str, said: str) -> Cell:
    try:
        if kind == "Number":
            return float(said)
        if kind == "DateTime":
            return datetime.fromisoformat(said)
    except ValueError:
        return said
    if kind == "Boolean":
        return said == "1"
    return "" if kind == "Error" else said
