"""Look before you read: what a file really is, by its first bytes, and whether it can be opened."""

from __future__ import annotations

import errno
from enum import StrEnum
from pathlib import Path

from eid_campaign.campaign.errors import InputRefused
from eid_campaign.intake.sheets_package import Package, look_at_package
from eid_campaign.wording import N_

LARGEST_FILE = 256 << 20
"""Bytes. A roster of a million people takes about 80 MB."""


class Kind(StrEnum):
    """What a file is by its content, whatever its name says."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    DOCX = "docx"
    HTML = "html"
    XML = "xml"
    """XML Spreadsheet 2003, which many systems export as .xls."""
    TEXT = "text"


SUFFIXES = {
    Kind.XLSX: (".xlsx", ".xlsm", ".xltx", ".xltm"),
    Kind.XLSB: (".xlsb",),
    Kind.XLS: (".xls", ".xlt"),
    Kind.ODS: (".ods", ".ots"),
    Kind.DOCX: (".docx", ".docm"),
    Kind.HTML: (".html", ".htm"),
    Kind.XML: (".xml",),
    Kind.TEXT: (".csv", ".tsv", ".txt"),
}
"""The suffixes by which people name each kind."""

_SAVE_AS = N_("Open it in Excel and save it as .xlsx, then import that file.")
_OTHER_FILE = N_("Give the spreadsheet itself (.xlsx, .xls, .ods, .csv, .docx).")

_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", N_("{file} is a PDF, not a spreadsheet."), _OTHER_FILE),
    (b"\xff\xd8\xff", N_("{file} is a picture, not a spreadsheet."), _OTHER_FILE),
    (b"\x89PNG", N_("{file} is a picture, not a spreadsheet."), _OTHER_FILE),
    (b"GIF8", N_("{file} is a picture, not a spreadsheet."), _OTHER_FILE),
    (b"BM", N_("{file} is a picture, not a spreadsheet."), _OTHER_FILE),
    (b"RIFF", N_("{file} is a picture or a recording, not a spreadsheet."), _OTHER_FILE),
    (b"II*\0", N_("{file} is a picture, not a spreadsheet."), _OTHER_FILE),
    (b"MM\0*", N_("{file} is a picture, not a spreadsheet."), _OTHER_FILE),
    (b"Rar!", N_("{file} is a packed archive, not a spreadsheet."), N_("Unpack it first.")),
    (b"7z\xbc\xaf", N_("{file} is a packed archive, not a spreadsheet."), N_("Unpack it first.")),
    (b"\x1f\x8b", N_("{file} is a packed archive, not a spreadsheet."), N_("Unpack it first.")),
    (b"{\\rtf", N_("{file} is an RTF text, not a spreadsheet."), N_("Save it as .docx in Word.")),
    (b"MIME-Version:", N_("{file} is a saved web page (MHTML)."), _SAVE_AS),
    (b"SQLite format 3", N_("{file} is a database, not a spreadsheet."), _OTHER_FILE),
)
_OLD_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def file_bytes(path: Path) -> bytes:
    """Return the whole of ``path``; :class:`InputRefused` when it cannot be opened or is empty."""
    try:
        if path.is_dir():
            raise InputRefused(
                N_("{file} is a folder, not a file."),
                N_("Give a file, or let the command take every file of the folder."),
                file=path.name,
            )
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise InputRefused(
                N_("{file} is larger ({size} MB) than any roster."),
                N_("Split it, a file for each commune, and import the parts."),
                file=path.name,
                size=size >> 20,
            )
        raw = path.read_bytes()
    except OSError as error:
        raise _not_opened(path, error) from None
    if not raw.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise InputRefused(
            N_("{file} is empty."), N_("Export or copy it again; nothing arrived."), file=path.name
        )
    return raw


def recognised(raw: bytes, file: str) -> tuple[Kind, Package | None]:
    """Return what ``raw`` is and, for a zip package, its looked-at parts.

    :class:`InputRefused` with the cause for pictures, archives, locked or damaged files.
    """
    if raw.startswith(b"PK"):
        return _kind_of_package(package := look_at_package(raw, file), file), package
    if raw.startswith(_OLE):
        return Kind.XLS, None  # a Word file or a locked one is told apart by its streams
    if raw.startswith(_OLD_EXCEL):
        raise InputRefused(N_("{file} is from an Excel before 1997."), _SAVE_AS, file=file)
    for magic, message, hint in _FOREIGN:
        if raw.startswith(magic):
            raise InputRefused(message, hint, file=file)
    if raw[4:8] == b"ftyp":
        raise InputRefused(
            N_("{file} is a picture or a film, not a spreadsheet."), _OTHER_FILE, file=file
        )
    return _kind_of_text(raw), None


def suffix_fits(path: Path, kind: Kind) -> bool:
    """Whether the file's name says what the file is."""
    return path.suffix.lower() in SUFFIXES[kind]


def _kind_of_package(package: Package, file: str) -> Kind:
    if "xl/workbook.bin" in package.names:
        return Kind.XLSB
    if any(name.lower().endswith("/workbook.xml") for name in package.names):
        return Kind.XLSX
    if "word/document.xml" in package.names:
        return Kind.DOCX
    if "content.xml" in package.names and "mimetype" in package.names:
        if b"spreadsheet" not in package.whole("mimetype"):
            raise InputRefused(N_("{file} is a text document."), _OTHER_FILE, file=file)
        return Kind.ODS
    raise InputRefused(
        N_("{file} is a zip archive without a spreadsheet's parts."),
        N_("Unpack it first, and give the spreadsheet inside; or ask for the file again."),
        file=file,
    )


def _kind_of_text(raw: bytes) -> Kind:
    head = raw[:8192]
    if head.startswith(_WIDE) or b"\0" in head:  # UTF-16 keeps ASCII readable between NULs
        head = head.replace(b"\0", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if not head.startswith(b"<"):
        return Kind.TEXT
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head and b"<html" not in head:
        return Kind.XML
    if any(tag in head for tag in (b"<html", b"<table", b"<!doctype html", b"<body", b"<head")):
        return Kind.HTML
    return Kind.TEXT


def _not_opened(path: Path, error: OSError) -> InputRefused:
    if isinstance(error, FileNotFoundError):
        return InputRefused(
            N_("{file} is not there."),
            N_("Look at the spelling, and whether the network folder or USB stick is connected."),
            file=path.name,
        )
    if isinstance(error, PermissionError) or error.errno in (errno.EBUSY, errno.ETXTBSY):
        return InputRefused(
            N_("{file} may not be opened."),
            N_("Close it in Excel, or ask for the right to read it, then try again."),
            file=path.name,
        )
    return InputRefused(
        N_("{file} could not be read: the disk or network did not answer."),
        N_("Copy it to this computer and import the copy."),
        file=path.name,
    )
