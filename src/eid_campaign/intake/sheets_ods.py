"""OpenDocument spreadsheets (.ods), read here: calamine expands every repeated cell and row.

Source: OpenDocument 1.3 part 3, 9.1 (tables) and 19.385 (value types). Merges and hidden rows,
which calamine does not tell for this format, come with it.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from eid_campaign.campaign.problems import Problem, Severity
from eid_campaign.intake.sheets_excel import Reading
from eid_campaign.intake.sheets_model import Cell, Merge, Sheet, squared
from eid_campaign.intake.sheets_package import Package, bomb, damaged, locked, stray_cell
from eid_campaign.intake.sheets_xml import Markup

FREE_CELLS = 2_000_000
MOST_REPEATS = 1_000_000
"""Cells with a value that repeats may add in a whole workbook."""
_PART = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_LARGEST = 768 << 20
_DURATION = re.compile(r"(-?)P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,](\d+))?S)?")
_NUMBERS = frozenset(("float", "percentage", "currency"))


def read_ods(package: Package) -> Reading:
    """Return the sheets of an .ods; :class:`InputRefused` when it is locked or would never end."""
    if _MANIFEST in package.names and b"encryption-data" in package.whole(_MANIFEST):
        raise locked(package.file)
    if package.is_suspicious(_PART) or package.members[_PART].file_size > _LARGEST:
        raise bomb(package.file)
    content = _Content(package.file)
    try:
        content.read(package.markup(_PART))
    except OverflowError:
        raise damaged(package.file) from None
    return tuple(content.sheets), content.problems


class _Content(Markup):
    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.sheets: list[Sheet] = []
        self.problems: list[Problem] = []
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._table: _Table | None = None
        self._cell: dict[str, str] | None = None
        self._lines: list[str] = []
        self._notes = self._depth = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        own = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if tag == "table":
            self._depth += 1
            if self._depth == 1:
                hidden = own.get("style-name", "") in self._hidden_styles
                self._table = _Table(self._file, own.get("name", ""), hidden)
        elif tag == "annotation":
            self._notes += 1
        elif tag == "style":
            self._style = own.get("name", "")
        elif tag == "table-properties" and own.get("display") == "false":
            self._hidden_styles.add(self._style)
        elif self._table is not None and self._depth == 1:
            self._start_inside(tag, own)

    def text(self, said: str) -> None:
        if self._lines and not self._notes:
            self._lines[-1] += said

    def end(self, tag: str) -> None:
        if tag == "annotation":
            self._notes -= 1
        elif tag == "table":
            self._depth -= 1
            if not self._depth and self._table is not None:
                self.sheets.append(self._table.sheet())
                self.problems += self._table.problems
                self._table = None
        elif self._table is not None and self._depth == 1:
            if tag in ("table-cell", "covered-table-cell") and self._cell is not None:
                self._table.put(self._cell, "\n".join(self._lines))
                self._cell, self._lines = None, []
            elif tag == "table-row":
                self._table.end_row()

    def _start_inside(self, tag: str, own: dict[str, str]) -> None:
        assert self._table is not None
        if tag == "table-row":
            self._table.start_row(own)
        elif tag in ("table-cell", "covered-table-cell"):
            self._cell, self._lines = own, []
        elif self._cell is not None and not self._notes:
            if tag == "p":
                self._lines.append("")
            elif tag == "s" and self._lines:
                self._lines[-1] += " " * min(_number(own, "c"), 1000)
            elif tag in ("tab", "line-break") and self._lines:
                self._lines[-1] += "\t" if tag == "tab" else "\n"


class _Table:
    """One sheet; blanks are kept back until a value follows, for they repeat to the last row."""

    def __init__(self, file: str, name: str, hidden: bool) -> None:
        self._file, self._hidden = file, hidden
        self._name = unicodedata.normalize("NFC", name)
        self.problems: list[Problem] = []
        self._rows: list[list[Cell]] = []
        self._merges: list[Merge] = []
        self._uncached: list[tuple[int, int]] = []
        self._hidden_rows: set[int] = set()
        self._row: list[Cell] = []
        self._blank_rows = self._blank_cells = self._added = self._valued = self._width = 0
        self._repeat, self._is_hidden_row = 1, False

    @property
    def _number(self) -> int:
        return len(self._rows) + self._blank_rows

    def start_row(self, own: dict[str, str]) -> None:
        self._row, self._blank_cells = [], 0
        self._repeat = _number(own, "number-rows-repeated")
        self._is_hidden_row = own.get("visibility", "visible") != "visible"

    def put(self, own: dict[str, str], text: str) -> None:
        value = _value(own, text)
        column, repeat = len(self._row) + self._blank_cells, _number(own, "number-columns-repeated")
        if own.get("value-type") == "error" or (text.startswith("#") and "formula" in own):
            self.problems.append(
                Problem("cell_error", Severity.DOUBT, self._file, self._name, self._number + 1)
            )
            value = ""
        elif value == "" and "formula" in own and own.get("value-type") != "string":
            self._uncached.append((self._number, column))
        across, down = (_number(own, f"number-{way}-spanned") for way in ("columns", "rows"))
        if across > 1 or down > 1:
            top = self._number
            self._merges.append(Merge(top, column, top + down - 1, column + across - 1))
        if value == "":
            self._blank_cells += repeat
            return
        self._count(repeat - 1)
        self._valued += repeat
        if self._blank_cells > FREE_CELLS:
            raise stray_cell(self._file)
        self._row += [""] * self._blank_cells + [value] * repeat
        self._blank_cells = 0

    def end_row(self) -> None:
        if self._is_hidden_row and self._row:
            self._hidden_rows.update(range(self._number, self._number + min(self._repeat, 1 << 20)))
        if not self._row:
            self._blank_rows += self._repeat
            return
        self._count((self._repeat - 1) * len(self._row))
        self._width = max(self._width, len(self._row))
        area = (self._number + self._repeat) * self._width
        if area > FREE_CELLS + 4 * self._valued * self._repeat:
            raise stray_cell(self._file)
        self._rows += [[] for _ in range(self._blank_rows)]
        self._rows += [list(self._row) for _ in range(self._repeat)]
        self._blank_rows = 0

    def sheet(self) -> Sheet:
        rows = squared(self._rows)
        return Sheet(
            self._name,
            rows,
            tuple(self._merges),
            self._hidden,
            frozenset(row for row in self._hidden_rows if row < len(rows)),
            tuple(self._uncached),
        )

    def _count(self, added: int) -> None:
        self._added += added
        if self._added > MOST_REPEATS:
            raise stray_cell(self._file)


def _value(own: dict[str, str], text: str) -> Cell:
    kind = own.get("value-type", "")
    try:
        if kind in _NUMBERS:
            return float(own["value"])
        if kind == "date":
            said = own["date-value"]
            return datetime.fromisoformat(said) if "T" in said else date.fromisoformat(said)
        if kind == "time":
            return _duration(own["time-value"])
    except (KeyError, ValueError):
        return text
    if kind == "boolean":
        return own.get("boolean-value") == "true"
    return text or own.get("string-value", "")


def _duration(said: str) -> Cell:
    found = _DURATION.fullmatch(said)
    if not found:
        raise ValueError("no duration")
    days, hours, minutes, seconds = (int(found[index] or 0) for index in (2, 3, 4, 5))
    length = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    if found[1] or length >= timedelta(days=1):
        return -length if found[1] else length
    return time(length.seconds // 3600, length.seconds // 60 % 60, length.seconds % 60)


def _number(own: dict[str, str], name: str) -> int:
    value = own.get(name, "")
    return max(1, int(value[:9])) if value.isascii() and value.isdigit() else 1
