"""An .xlsb workbook looked at before calamine reads it: how far its sheets reach.

Source: [MS-XLSB] 2.1.4 (records), 2.4 (cells: kinds 1-11, row header: kind 0).
"""

from __future__ import annotations

from collections.abc import Iterator

from eid_campaign.intake.sheets_package import Package, bomb, damaged, stray_cell
from eid_campaign.intake.sheets_xlsx import FILL, FREE_CELLS, Remarkable

_ROW, _BLANK, _LAST_CELL, _SST = 0, 1, 11, 159
_LARGEST = 512 << 20


def look_at_xlsb(package: Package) -> Remarkable:
    """Return nothing remarkable; :class:`InputRefused` when reading would kill."""
    blank = 0
    for name in sorted(package.names):
        if not name.lower().startswith("xl/") or not name.lower().endswith(".bin"):
            continue
        if package.members[name].file_size > _LARGEST or package.is_suspicious(name):
            raise bomb(package.file)
        if "/worksheets/" in name.lower():
            blank += _blank_cells(package, name)
        elif name.lower() == "xl/sharedstrings.bin":
            _look_at_strings(package, name)
    if blank > FREE_CELLS:
        raise stray_cell(package.file)
    return Remarkable()


def _blank_cells(package: Package, part: str) -> int:
    row = rows = width = valued = 0
    for kind, body in _records(package, part):
        if kind == _ROW:
            row = int.from_bytes(body[:4], "little")
        elif _BLANK < kind <= _LAST_CELL:
            valued += 1
            rows = max(rows, row + 1)
            width = max(width, 1 + int.from_bytes(body[:4], "little"))
    return max(0, rows * width - FILL * valued)


def _look_at_strings(package: Package, part: str) -> None:
    size = package.members[part].file_size
    for kind, body in _records(package, part):
        if kind == _SST and int.from_bytes(body[4:8], "little") > size // 4:
            raise damaged(package.file)


def _records(package: Package, part: str) -> Iterator[tuple[int, bytes]]:
    raw = b"".join(package.chunks(part))
    position = 0
    try:
        while position < len(raw):
            kind, position = _number(raw, position, 2)
            length, position = _number(raw, position, 4)
            if position + length > len(raw):
                raise damaged(package.file)
            yield kind, raw[position : position + length]
            position += length
    except IndexError:
        raise damaged(package.file) from None


def _number(raw: bytes, position: int, most: int) -> tuple[int, int]:
    value = 0
    for index in range(most):
        byte = raw[position]
        position += 1
        # A kind keeps its continuation bits (kind 159 is 0x9F 0x01), a length does not.
        value |= (byte & 0x7F) << (7 * index)
        if byte < 0x80:
            break
    return value, position
