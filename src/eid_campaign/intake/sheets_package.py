"""A zip package looked at before it is read: declared sizes, real sizes, ratio, entities."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from eid_campaign.campaign.errors import InputRefused
from eid_campaign.wording import N_

LARGEST_PART = 2 << 30
"""Bytes a part may unpack to: a million formatted rows of 40 columns are about 1 GiB of XML."""
LARGEST_WHOLE = 64 << 20
"""Bytes of a part that is held in memory at once (styles, relations, workbook)."""
LONGEST_TOKEN = 2 << 20
"""Bytes of one cell or tag; Excel allows 32,767 characters in a cell."""
SUSPICIOUS_RATIO = 150
"""Real text packs 5-40 to 1, blank formatted rows up to 150 to 1, a bomb 1000 to 1."""
SUSPICIOUS_SIZE = 32 << 20
_SLICE = 64 << 10
_CHUNK = 1 << 20

_DAMAGED_HINT = N_("Copy or download it again; if it opens in Excel, save it there as .xlsx.")


def damaged(file: str) -> InputRefused:
    """Return the refusal of a file that breaks off or contradicts itself."""
    return InputRefused(N_("{file} is damaged or cut off."), _DAMAGED_HINT, file=file)


def bomb(file: str) -> InputRefused:
    """Return the refusal of a file that would unpack to far more than it can hold."""
    return InputRefused(
        N_("{file} unpacks to far more than a roster can hold (a zip bomb)."),
        N_("Do not open it; ask where it comes from, and have the list sent again."),
        file=file,
    )


def entities(file: str) -> InputRefused:
    """Return the refusal of XML that declares entities, which no spreadsheet program writes."""
    return InputRefused(
        N_("{file} declares XML entities, which no spreadsheet does."),
        N_("Do not open it; ask where it comes from, and have the list sent again."),
        file=file,
    )


def locked(file: str) -> InputRefused:
    """Return the refusal of a password-protected file."""
    return InputRefused(
        N_("{file} is protected by a password."),
        N_("Open it in Excel, remove the password (File > Info), save, and import again."),
        file=file,
    )


def stray_cell(file: str) -> InputRefused:
    """Return the refusal of a sheet with a cell so far away that reading it would fill memory."""
    return InputRefused(
        N_("{file} has a cell far away from its table, at the edge of the sheet."),
        N_("Copy the table alone into a new workbook, save it, and import that file."),
        file=file,
    )


@dataclass(frozen=True, slots=True)
class Package:
    """A zip file whose directory has been looked at."""

    file: str
    raw: bytes
    members: dict[str, zipfile.ZipInfo]

    @property
    def names(self) -> frozenset[str]:
        """The parts."""
        return frozenset(self.members)

    def is_suspicious(self, name: str) -> bool:
        """Whether a part is large and packs better than anything people write."""
        part = self.members[name]
        packed = max(part.compress_size, 1)
        return part.file_size > SUSPICIOUS_SIZE and part.file_size / packed > SUSPICIOUS_RATIO

    def whole(self, name: str) -> bytes:
        """Return a small part; :class:`InputRefused` when it is no small one."""
        if self.members[name].file_size > LARGEST_WHOLE or self.is_suspicious(name):
            raise bomb(self.file)
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a part as it unpacks, checked to be as long as declared and whole."""
        part = self.members[name]
        if part.file_size > LARGEST_PART:
            raise bomb(self.file)
        start = part.header_offset
        header = self.raw[start : start + 30]
        if len(header) < 30 or header[:4] != b"PK\x03\x04":
            raise damaged(self.file)
        start += 30 + int.from_bytes(header[26:28], "little")
        start += int.from_bytes(header[28:30], "little")
        packed = memoryview(self.raw)[start : start + part.compress_size]
        total = checksum = 0
        for chunk in _inflated(packed) if part.compress_type else _sliced(packed):
            total += len(chunk)
            if total > part.file_size:
                raise bomb(self.file)
            checksum = zlib.crc32(chunk, checksum)
            yield chunk
        if total != part.file_size or checksum != part.CRC:
            raise damaged(self.file)

    def markup(self, name: str) -> Iterator[bytes]:
        """Yield an XML part's chunks; refuse entities, and tokens without an end."""
        since_tag = 0
        before = b""
        for chunk in self.chunks(name):
            if not before and b"\0" in chunk[:4]:
                raise damaged(self.file)  # UTF-16, in which nothing below would be found
            if b"!" in chunk or before.endswith(b"!"):  # "!" is sought fastest, and rare
                both = before + chunk
                if b"<!D" in both or b"<!E" in both:
                    raise entities(self.file)
            since_tag = 0 if b"<" in chunk else since_tag + len(chunk)
            if since_tag > LONGEST_TOKEN:
                raise bomb(self.file)
            before = chunk[-2:]
            yield chunk


def look_at_package(raw: bytes, file: str) -> Package:
    """Return the package of ``raw``; :class:`InputRefused` when its directory cannot be true."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError):
        raise damaged(file) from None
    members = {part.filename: part for part in parts}
    if not parts or len(members) != len(parts) or len(parts) > 20_000:
        raise damaged(file)
    if any(part.flag_bits & 1 for part in parts):
        raise locked(file)
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise damaged(file)
    # Deflate cannot pack better than 1032 to 1: a greater ratio is a false declaration.
    if any(part.file_size > 1100 * part.compress_size + 1100 for part in parts):
        raise bomb(file)
    if sum(part.compress_size for part in parts) > len(raw):
        raise bomb(file)  # parts that overlap
    return Package(file, raw, members)


def _inflated(packed: memoryview) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-15)
    try:
        for offset in range(0, len(packed), _SLICE):
            rest: bytes | memoryview = packed[offset : offset + _SLICE]
            while rest:
                chunk = inflater.decompress(rest, _CHUNK)
                rest = inflater.unconsumed_tail
                if chunk:
                    yield chunk
        if tail := inflater.flush():
            yield tail
    except zlib.error:
        return  # too short: the caller compares with the declared length


def _sliced(packed: memoryview) -> Iterator[bytes]:
    for offset in range(0, len(packed), 1 << 20):
        yield bytes(packed[offset : offset + (1 << 20)])
