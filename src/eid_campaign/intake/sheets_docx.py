"""Tables of a Word document: each becomes a sheet, with the paragraphs before it as title rows.

The title often says what no column does: the village, the stage, the day.
"""

from __future__ import annotations

import unicodedata

from eid_campaign.intake.sheets_excel import Reading
from eid_campaign.intake.sheets_grid import Grid
from eid_campaign.intake.sheets_model import Sheet
from eid_campaign.intake.sheets_package import Package, bomb
from eid_campaign.intake.sheets_xml import Markup

TABLE_NAME = "Bảng {number}"
_PART = "word/document.xml"
_LARGEST = 512 << 20
_LOST = frozenset(("del", "instrText", "moveFrom"))
"""Text a reader of the document does not see: deleted, field codes."""


def read_docx(package: Package) -> Reading:
    """Return a sheet a table, named ``Bảng 1`` …; none when the document has no table.

    :class:`InputRefused` for bombs and damaged parts.
    """
    if package.is_suspicious(_PART) or package.members[_PART].file_size > _LARGEST:
        raise bomb(package.file)
    document = _Document(package.file)
    document.read(package.markup(_PART))
    return document.finished(), []


class _Document(Markup):
    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.sheets: list[Sheet] = []
        self._grid: Grid | None = None
        self._title: list[str] = []
        self._said: list[str] = []
        self._paragraphs: list[str] = []
        self._depth = self._lost = 0
        self._in_text = False
        self._across, self._merge = 1, ""
        self._column = 0
        self._reaching: dict[int, tuple[int, int]] = {}
        """The cell each column's vertical merge began in."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _LOST:
            self._lost += 1
        elif tag == "tbl":
            self._start_table()
        elif tag == "tr" and self._depth == 1 and self._grid:
            self._grid.new_row()
            self._column = 0
        elif tag == "tc" and self._depth == 1:
            self._across, self._merge = 1, ""
            self._paragraphs, self._said = [], []
        elif tag == "gridBefore" and self._depth == 1 and self._grid:
            for _ in range(_number(attributes)):
                self._grid.put("")
                self._column += 1
        elif tag == "gridSpan":
            self._across = _number(attributes)
        elif tag == "vMerge":
            self._merge = _value(attributes) or "continue"
        elif tag == "t":
            self._in_text = True
        elif tag in ("br", "cr"):
            self._said.append("\n")
        elif tag == "tab" and not self._is_tab_stop(attributes):
            self._said.append("\t")

    def text(self, said: str) -> None:
        if self._in_text and not self._lost:
            self._said.append(said)

    def end(self, tag: str) -> None:
        if tag in _LOST:
            self._lost -= 1
        elif tag == "t":
            self._in_text = False
        elif tag == "p":
            self._end_paragraph()
        elif tag == "tc" and self._depth == 1:
            self._end_cell()
        elif tag == "tbl":
            self._depth -= 1
            if not self._depth and self._grid:
                name = TABLE_NAME.format(number=len(self.sheets) + 1)
                self.sheets.append(self._grid.sheet(name))
                self._grid = None

    def finished(self) -> tuple[Sheet, ...]:
        """Return the sheets; what stands after the last table belongs to it (sign-off, totals)."""
        if self.sheets and self._title:
            last = self.sheets[-1]
            width = len(last.rows[0]) if last.rows else 1
            for line in self._title:
                last.rows.append([line, *[""] * (width - 1)])
        return tuple(self.sheets)

    def _start_table(self) -> None:
        self._depth += 1
        if self._depth == 1:
            self._grid, self._reaching = Grid(self._file), {}
            for line in self._title:
                self._grid.new_row()
                self._grid.put(line)
            self._title = []

    def _end_paragraph(self) -> None:
        line = unicodedata.normalize("NFC", "".join(self._said))
        self._said = []
        if self._depth:
            self._paragraphs.append(line)
        elif line.strip():
            self._title.append(line)

    def _end_cell(self) -> None:
        if not self._grid:
            return
        column, row = self._column, self._grid.height - 1
        value = "\n".join(self._paragraphs).strip("\n")
        if self._merge == "continue" and column in self._reaching:
            self._grid.put("", self._across)
            self._grid.widen(*self._reaching[column])
        else:
            self._grid.put(value, self._across)
            self._reaching.pop(column, None)
            if self._merge == "restart":
                self._reaching[column] = (row, column)
        self._column += max(self._across, 1)
        self._paragraphs = []

    @staticmethod
    def _is_tab_stop(attributes: dict[str, str]) -> bool:
        return bool(attributes)  # a stop's place in the style; a typed tab has no attributes


def _value(attributes: dict[str, str]) -> str:
    return next((value for key, value in attributes.items() if key.endswith("val")), "")


def _number(attributes: dict[str, str]) -> int:
    value = _value(attributes)
    return min(int(value), 1000) if value.isascii() and value.isdigit() else 1
