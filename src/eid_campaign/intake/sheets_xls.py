"""An .xls workbook (OLE container, BIFF8) looked at before calamine reads it.

Sources: [MS-CFB] for the container, [MS-XLS] 2.4 for the records.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator

from eid_campaign.campaign.errors import InputRefused
from eid_campaign.intake.sheets_package import damaged, locked, stray_cell
from eid_campaign.intake.sheets_xlsx import FILL, FREE_CELLS, Remarkable
from eid_campaign.wording import N_

_END = 0xFFFFFFFA
"""Sector numbers from here on are marks: end of chain, free, table."""
_FILEPASS, _BOUNDSHEET, _SST, _CONTINUE, _BOF, _ROW = 0x2F, 0x85, 0xFC, 0x3C, 0x809, 0x208
_FORMULA, _BOOLERR = 0x06, 0x205
_VALUES = frozenset((0x06, 0xFD, 0x203, 0x27E, 0xBD, 0x204, 0x205, 0xD6))
_MULRK = 0xBD


def look_at_xls(raw: bytes, file: str) -> dict[str, Remarkable]:
    """Return the hidden rows and error cells by sheet name.

    :class:`InputRefused` when the container holds something else, is locked or damaged, or would
    make calamine allocate far more than there is.
    """
    try:
        streams = _streams(raw)
        if "EncryptedPackage" in streams or "EncryptionInfo" in streams:
            raise locked(file)
        name = next((name for name in ("Workbook", "Book") if name in streams), "")
        if not name:
            raise _other_document(file, "WordDocument" in streams)
        stream = _stream(raw, *streams[name])
    except (struct.error, IndexError, ValueError):
        raise damaged(file) from None
    try:
        return _look_at_records(stream, file)
    except (struct.error, IndexError):
        raise damaged(file) from None


def _look_at_records(stream: bytes, file: str) -> dict[str, Remarkable]:
    names: dict[int, str] = {}
    looks: dict[int, _Substream] = {}
    at: _Substream | None = None
    for offset, kind, body in _records(stream, file):
        if kind == _BOF:
            at = looks[offset] = _Substream()
        elif kind == _FILEPASS:
            raise locked(file)
        elif kind == _BOUNDSHEET:
            names[struct.unpack_from("<I", body)[0]] = _sheet_name(body)
        elif kind == _SST and struct.unpack_from("<I", body, 4)[0] > len(stream) // 3:
            raise damaged(file)  # each string takes three bytes at least; calamine would allocate
        elif at is not None:
            at.take(kind, body)
    if any(offset not in looks for offset in names):
        raise damaged(file)
    blank = sum(max(0, look.area - FILL * look.valued) for look in looks.values())
    if blank > FREE_CELLS:
        raise stray_cell(file)
    return {name: looks[offset].found for offset, name in names.items()}


class _Substream:
    """One sheet's records."""

    def __init__(self) -> None:
        self.valued = self._rows = self._width = 0
        self.found = Remarkable()

    @property
    def area(self) -> int:
        return self._rows * self._width

    def take(self, kind: int, body: bytes) -> None:
        if kind in _VALUES:
            row, column = struct.unpack_from("<HH", body)
            last = struct.unpack_from("<H", body, len(body) - 2)[0] if kind == _MULRK else column
            self.valued += max(1, last - column + 1)
            self._rows = max(self._rows, row + 1)
            self._width = max(self._width, last + 1)
            if (kind == _BOOLERR and body[7]) or (kind == _FORMULA and _is_error(body)):
                self.found.errors.append((row, column))
        elif kind == _ROW and body[12] & 0x20:  # fDyZero
            self.found.hidden_rows.add(struct.unpack_from("<H", body)[0])


def _is_error(body: bytes) -> bool:
    return body[12:14] == b"\xff\xff" and body[6] == 2


def _records(stream: bytes, file: str) -> Iterator[tuple[int, int, bytes]]:
    position, end = 0, len(stream)
    head = struct.Struct("<HH")
    while position + 4 <= end:
        kind, length = head.unpack_from(stream, position)
        if position + 4 + length > end:
            if kind == 0 or length == 0:
                return
            raise damaged(file)
        if kind or length:  # zeros pad the last sector
            yield position, kind, stream[position + 4 : position + 4 + length]
        position += 4 + length


def _sheet_name(body: bytes) -> str:
    length, wide = body[6], body[7] & 1
    text = body[8 : 8 + length * (1 + wide)]
    return text.decode("utf-16-le" if wide else "latin-1", "replace")


def _streams(raw: bytes) -> dict[str, tuple[int, int]]:
    """Return start sector and length of each stream by name."""
    first = struct.unpack_from("<I", raw, 48)[0]
    directory = b"".join(_chain(raw, first, _table(raw), _sector_size(raw)))
    if len(directory) % 128:
        raise ValueError("a directory entry cut off")  # calamine panics on it
    found: dict[str, tuple[int, int]] = {}
    for offset in range(0, len(directory) - 127, 128):
        entry = directory[offset : offset + 128]
        name_length, kind = struct.unpack_from("<HB", entry, 64)
        start, length = struct.unpack_from("<II", entry, 116)
        if kind in (2, 5) and 2 <= name_length <= 64:
            name = entry[: name_length - 2].decode("utf-16-le", "replace")
            found[unicodedata.normalize("NFC", name)] = (start, length)
    return found


def _stream(raw: bytes, start: int, length: int) -> bytes:
    size, table = _sector_size(raw), _table(raw)
    if length > len(raw):
        raise ValueError("longer than the file")
    if length >= struct.unpack_from("<I", raw, 56)[0]:
        found = b"".join(_chain(raw, start, table, size))
    else:  # short streams live in the root entry's stream, in small sectors
        root_start, _ = _streams(raw)["Root Entry"]
        small = b"".join(_chain(raw, root_start, table, size))
        first = struct.unpack_from("<I", raw, 60)[0]
        links = b"".join(_chain(raw, first, table, size))
        small_table = struct.unpack(f"<{len(links) // 4}I", links)
        found = b"".join(_chain(small, start, small_table, 64, header=0))
    if len(found) < length:
        raise ValueError("shorter than it says")
    return found[:length]


def _chain(
    raw: bytes, sector: int, table: tuple[int, ...], size: int, header: int = 1
) -> Iterator[bytes]:
    for _ in range(len(table) + 1):
        if sector >= _END:
            return
        offset = (sector + header) * size
        if offset >= len(raw):
            raise ValueError("a sector beyond the end")
        yield raw[offset : offset + size]
        sector = table[sector]
    raise ValueError("a chain that never ends")


def _table(raw: bytes) -> tuple[int, ...]:
    size = _sector_size(raw)
    sectors = [sector for sector in struct.unpack_from("<109I", raw, 76) if sector < _END]
    following, count = struct.unpack_from("<II", raw, 68)
    for _ in range(min(count, len(raw) // size + 1)):
        if following >= _END:
            break
        more = struct.unpack_from(f"<{size // 4}I", raw, (following + 1) * size)
        sectors += [sector for sector in more[:-1] if sector < _END]
        following = more[-1]
    if len(sectors) > len(raw) // size + 1:
        raise ValueError("a table larger than the file")
    links = b"".join(raw[(sector + 1) * size : (sector + 2) * size] for sector in sectors)
    return struct.unpack(f"<{len(links) // 4}I", links[: len(links) // 4 * 4])


def _sector_size(raw: bytes) -> int:
    shift = struct.unpack_from("<H", raw, 30)[0]
    if shift not in (9, 12):
        raise ValueError("no sector size")
    return 1 << int(shift)


def _other_document(file: str, is_word: bool) -> InputRefused:
    if is_word:
        return InputRefused(
            N_("{file} is an old Word document (.doc)."),
            N_("Open it in Word and save it as .docx, then import that file."),
            file=file,
        )
    return InputRefused(
        N_("{file} is not a spreadsheet."),
        N_("Give the spreadsheet itself (.xlsx, .xls, .ods, .csv, .docx)."),
        file=file,
    )
