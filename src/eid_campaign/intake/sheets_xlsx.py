"""What the parts of an .xlsx workbook really hold, found before and beside calamine's reading.

calamine allocates the whole rectangle from the first to the last cell of a sheet, twice; one
cell at XFD1048576 kills the process. So the rectangle is worked out here, from the cells and not
from what the sheet declares. The same pass finds what calamine does not tell: hidden rows,
formulas without a value, error values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from eid_campaign.intake.sheets_package import LONGEST_TOKEN, Package, bomb, damaged, stray_cell
from eid_campaign.intake.sheets_xml import Markup

FREE_CELLS = 2_000_000
"""Cells of blank rectangle that may be allocated (about 70 bytes each while reading)."""
FILL = 4
"""A rectangle may be so many times larger than the cells in it, beyond the free ones."""
MOST_REPEATED = 3_000_000
"""Cells with a value in a part that packs like a bomb; real lists never pack so well."""
_EXOTIC_LIMIT = 256 << 20

_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"(?: (?:s|t|cm|vm|ph)="[^"<>]*")* ?/?>'
)  # a second r, which calamine would believe, makes the cell an unusual one
_ANY_CELL = re.compile(rb"<c(?![\w:.-])")
_PREFIXED = re.compile(rb":(?:c|row)[\s/>]")
_ROW = re.compile(rb'<row r="(\d{1,7})"')
_HIDDEN = re.compile(rb'<row r="(\d{1,7})"[^>]*? hidden="(?:1|true)"')
_ERROR = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]* t="e"')
_FORMULA = re.compile(rb"f[\s/>]")
_UNCACHED = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"((?:[^>]*[^/])?)>\s*'
    rb"<f(?:\s[^>]*/>|(?:\s[^>]*[^/])?>[^<]*</f>|/>)\s*"
    rb"(<v\s*/>\s*|<v></v>\s*)?</c>"
)
_VALUED = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"(?:[^>]*[^/])?>(?!</c>)')


@dataclass(slots=True)
class SheetLook:
    """What a look at a sheet's part found; rows and columns count from A1."""

    rows: int = 0
    """The last row with a cell, or a bound of it."""
    width: int = 0
    valued: int = 0
    """Cells with a value; counted for large rectangles only."""
    usual: bool = True
    """Whether the part is written the way Excel writes: ``<c r="A1" …>`` without prefixes."""
    telling: bool = False
    """Whether a row may be hidden, or a cell hold a formula or an error value."""


@dataclass(slots=True)
class Remarkable:
    """What calamine does not tell of a sheet, by 0-based places."""

    hidden_rows: set[int] = field(default_factory=set)
    uncached: list[tuple[int, int]] = field(default_factory=list)
    """Cells with a formula whose value was not saved."""
    errors: list[tuple[int, int]] = field(default_factory=list)
    """Cells with an error value (#N/A, #REF!); calamine gives a blank."""


class _Unusual(Exception):
    """The part is not written the way Excel writes; every attribute has to be looked at."""


def look_at_sheet(package: Package, part: str) -> SheetLook:
    """Return how far a worksheet part reaches; :class:`InputRefused` for bombs and entities."""
    look = SheetLook()
    try:
        for text, end in _whole_tags(package, part):
            _bound(text, end, look)
    except _Unusual:
        if package.members[part].file_size > _EXOTIC_LIMIT:
            raise bomb(package.file) from None
        walk = _CellWalk(package.file)
        walk.read(package.markup(part))
        return walk.look
    if look.rows * look.width > FREE_CELLS or package.is_suspicious(part):
        look = SheetLook(telling=look.telling)
        for text in _whole_cells(package, part):
            _count_valued(text, look)
            if look.valued > MOST_REPEATED and package.is_suspicious(part):
                raise bomb(package.file)
    return look


def remarkable(package: Package, part: str, look: SheetLook) -> Remarkable:
    """Return the hidden rows, formulas without a value and error values of a looked-at part.

    Its own pass, so that it can run beside calamine's parse (which releases the GIL); most lists
    do without.
    """
    if not look.usual:
        walk = _CellWalk(package.file)
        walk.read(package.markup(part))
        return walk.found
    found = Remarkable()
    if not look.telling:
        return found
    for text in _whole_cells(package, part):
        _find_remarkable(text, found)
    return found


def refuse_wide_emptiness(looks: Iterable[SheetLook], file: str) -> None:
    """Raise :class:`InputRefused` when the rectangles together are far larger than their cells."""
    blank = 0
    for look in looks:
        blank += max(0, look.rows * look.width - FILL * look.valued)
    if blank > FREE_CELLS:
        raise stray_cell(file)


def column_of(letters: str | bytes) -> int:
    """Return the 0-based column of ``A`` … ``XFD``."""
    number = 0
    for letter in letters.encode() if isinstance(letters, str) else letters:
        number = number * 26 + letter - 64
    return number - 1


def _whole_tags(package: Package, part: str) -> Iterator[tuple[bytes, int]]:
    # Texts of whole tags up to the end told; copying them costs as much as looking at them.
    carry = b""
    for chunk in package.markup(part):
        if carry:
            closed = chunk.find(b">") + 1
            carry += chunk[: closed or len(chunk)]
            if len(carry) > LONGEST_TOKEN:
                raise bomb(package.file)
            if not closed:
                continue
            yield carry, len(carry)
        cut = chunk.rfind(b"<")
        end = len(chunk) if cut < 0 or chunk.find(b">", cut) >= 0 else cut
        carry = chunk[end:]
        yield chunk, end
    yield carry, len(carry)


def _whole_cells(package: Package, part: str) -> Iterator[bytes]:
    # Cut before a row, so that no pattern below has to look across an edge.
    carry = b""
    for chunk in package.markup(part):
        text = carry + chunk
        cut = text.rfind(b"<row ")
        if cut <= 0:
            cut = text.rfind(b"<c ")
        if cut <= 0:
            cut = text.rfind(b"<")
        if cut <= 0:
            if len(text) > LONGEST_TOKEN:
                raise bomb(package.file)
            carry = text
            continue
        carry = text[cut:]
        yield text[:cut]
    yield carry


def _bound(text: bytes, end: int, look: SheetLook) -> None:
    # Most texts only confirm the bound: one search for a cell outside it, none found.
    if b":" in text and _PREFIXED.search(text, 0, end):  # a colon alone is sought fastest
        raise _Unusual
    if not look.telling:
        look.telling = text.find(b' hidden="', 0, end) >= 0 or _has_formula(text)
    last = _ROW.match(text, max(text.rfind(b"<row ", 0, end), 0), end)
    if last:
        look.rows = max(look.rows, int(last[1]))
    if not _outside(_rounded(look.rows), look.width, look.telling).search(text, 0, end):
        return
    look.telling = look.telling or b't="e"' in text
    cells = _CELL.findall(text, 0, end)
    if len(cells) != len(_ANY_CELL.findall(text, 0, end)):
        raise _Unusual
    look.rows = max(look.rows, max(int(row) for _, row in cells))
    look.width = max(look.width, 1 + max(map(column_of, {letters for letters, _ in cells})))


def _rounded(rows: int) -> int:
    digits = str(rows)
    return int(digits[:2] + "9" * len(digits[2:]))


@lru_cache(maxsize=512)
def _outside(rows: int, width: int, errors: bool) -> re.Pattern[bytes]:
    """Match a cell that is not surely within ``rows`` (two digits and nines) and ``width``, or
    may be an error value unless ``errors`` are known of.
    """
    if not rows or not width:
        return _ANY_CELL
    digits = str(rows)
    head, tail = int(digits[:2]), len(digits) - 2
    if tail < 0:
        within = "|".join(str(row) for row in range(rows, 0, -1))
    else:
        same = "|".join(str(row) for row in range(head, 9, -1))
        # The last rows are the commonest to be asked for.
        within = rf"(?:{same})\d{{{tail}}}|\d{{1,{tail + 1}}}"
    letters = _letters_within(width)
    # The commonest tags are spelled out: "[^>]*" would let a second r through.
    kind = r't="\w+"' if errors else r't="(?!e")\w+"'
    rest = rf'(?:>| t="inlineStr">| s="\d+"(?:>| {kind}>|\s?/>)| {kind}>|\s?/>)'
    return re.compile(rf'<c(?! r="(?:{letters})(?:{within})"{rest})(?![\w:.-])'.encode())


def _letters_within(width: int) -> str:
    if width <= 26:
        return f"[A-{chr(64 + width)}]"
    if width <= 702:
        return f"[A-Z]|[A-{chr(64 + (width - 1) // 26)}][A-Z]"
    return "[A-Z]{1,3}"


def _find_remarkable(text: bytes, found: Remarkable) -> None:
    if b' hidden="' in text:
        found.hidden_rows.update(int(row[1]) - 1 for row in _HIDDEN.finditer(text))
    if b't="e"' in text:
        found.errors.extend(_place(cell) for cell in _ERROR.finditer(text))
    if _has_formula(text):
        for cell in _UNCACHED.finditer(text):
            # An empty value of a text formula is its value: =IF(A1="","",A1).
            if cell[4] is None or b't="str"' not in cell[3]:
                found.uncached.append(_place(cell))


def _has_formula(text: bytes) -> bool:
    return b"f" in text and _FORMULA.search(text) is not None  # a letter alone is sought fastest


def _count_valued(text: bytes, look: SheetLook) -> None:
    cells = _VALUED.findall(text)
    if cells:
        look.valued += len(cells)
        look.rows = max(look.rows, max(int(row) for _, row in cells))
        look.width = max(look.width, 1 + max(map(column_of, {letters for letters, _ in cells})))


def _place(found: re.Match[bytes]) -> tuple[int, int]:
    return int(found[2]) - 1, column_of(found[1])


class _CellWalk(Markup):
    """The same look, element by element: prefixes, any order of attributes, cells unnumbered."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.look = SheetLook(usual=False)
        self.found = Remarkable()
        self._row, self._column = -1, -1
        self._kind = ""
        self._has_formula = self._has_value = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self._start_cell(attributes)
        elif tag == "row":
            self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1
            if attributes.get("hidden") in ("1", "true"):
                self.found.hidden_rows.add(self._row)
        elif tag == "f":
            self._has_formula = True
        elif tag in ("v", "is") and not self._has_value:
            self._has_value = tag == "is" or self._kind == "str"
            self._extend()

    def text(self, said: str) -> None:
        self._has_value = True

    def end(self, tag: str) -> None:
        if tag == "f":
            self._has_value = False
        elif tag == "c" and self._has_formula and not self._has_value:
            self.found.uncached.append((self._row, self._column))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._has_formula = self._has_value = False
        self._kind = attributes.get("t", "")
        self._column += 1
        if reference := attributes.get("r", ""):
            letters = reference.rstrip("0123456789")
            if not re.fullmatch("[A-Z]{1,3}", letters) or letters == reference:
                raise damaged(self._file)
            self._row, self._column = int(reference[len(letters) :]) - 1, column_of(letters)
        if self._kind == "e":
            self.found.errors.append((self._row, self._column))

    def _extend(self) -> None:
        self.look.valued += 1
        self.look.rows = max(self.look.rows, self._row + 1)
        self.look.width = max(self.look.width, self._column + 1)
