"""Any file becomes cells: the one door through which a spreadsheet comes in.

What a file is, its content decides and not its name; it is looked at before it is read
(:mod:`guard`), so that nothing it holds can end the program.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from eid_campaign.campaign.errors import InputRefused
from eid_campaign.campaign.problems import Problem, Severity
from eid_campaign.campaign.spelling import folded
from eid_campaign.intake.guard import SUFFIXES, Kind, file_bytes, recognised, suffix_fits
from eid_campaign.intake.handed_back import without_proposals
from eid_campaign.intake.sheets_docx import read_docx
from eid_campaign.intake.sheets_excel import Reading, read_xls, read_xlsb, read_xlsx
from eid_campaign.intake.sheets_json import find_json_sheets
from eid_campaign.intake.sheets_markup import read_html, read_xml
from eid_campaign.intake.sheets_model import Book, Cell, Merge, Sheet
from eid_campaign.intake.sheets_ods import read_ods
from eid_campaign.intake.sheets_package import Package, damaged
from eid_campaign.intake.sheets_text import read_text
from eid_campaign.wording import N_

__all__ = [
    "Book",
    "Cell",
    "Merge",
    "Sheet",
    "appendices_first",
    "book_of",
    "open_book",
    "open_books",
    "spreadsheet_files",
]

_READABLE = frozenset(suffix for suffixes in SUFFIXES.values() for suffix in suffixes)
_DIGITS = re.compile(r"(\d+)")


def open_book(path: Path) -> Book:
    """Return the sheets of ``path`` with raw cells.

    :class:`InputRefused` names the cause (locked, damaged, a picture, a bomb …) and what to do.
    """
    return book_of(file_bytes(path), path)


def book_of(raw: bytes, path: Path) -> Book:
    """Return the sheets of a file that holds ``raw``, as :func:`open_book` does."""
    file = unicodedata.normalize("NFC", path.name)
    sha256 = hashlib.sha256(raw).hexdigest()
    handed_in = find_json_sheets(raw)
    if handed_in:
        return Book(path, sha256, handed_in)
    kind, package = recognised(raw, file)
    try:
        sheets, problems = _read(raw, kind, package, file)
    except (MemoryError, RecursionError):
        raise damaged(file) from None
    if not sheets:
        raise InputRefused(
            N_("{file} holds no table."),
            N_("Look whether it is the right file; a list needs rows and columns."),
            file=file,
        )
    if not suffix_fits(path, kind):
        told = {"suffix": path.suffix, "content": kind.value}
        problems.insert(0, Problem("suffix_differs", Severity.INFO, file, values=told))
    return Book(path, sha256, tuple(map(without_proposals, sheets)), tuple(problems))


def open_books(paths: Sequence[Path]) -> Iterator[Book | InputRefused]:
    """Start reading at once and give each file's book, or its refusal, in the order of ``paths``.

    Two are read at a time, in threads: the parser lets other work go on meanwhile. At most one
    book waits unread, so a folder of many files takes the memory of three.
    """
    pool = ThreadPoolExecutor(2)
    coming = [pool.submit(_opened_or_refused, path) for path in paths[:2]]
    return _in_order(pool, coming, paths[2:])


def _in_order(
    pool: ThreadPoolExecutor, coming: list[Future[Book | InputRefused]], paths: Sequence[Path]
) -> Iterator[Book | InputRefused]:
    with pool:
        for path in [*paths, None, None]:
            if not coming:
                return
            first = coming.pop(0).result()
            if path is not None:
                coming.append(pool.submit(_opened_or_refused, path))
            yield first


def appendices_first(paths: Iterable[Path]) -> list[Path]:
    """Return ``paths`` with files named like an appendix in front, else in their order.

    The appendix names the communes, which rosters are then held against.
    """
    words = ("phu luc", "appendix", "chi tieu")

    def is_other(path: Path) -> bool:
        name = folded(path.stem).replace("-", " ").replace("_", " ")
        return not any(word in name for word in words)

    return sorted(paths, key=is_other)


def spreadsheet_files(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Return the files to read and those left aside.

    Folders are walked to the bottom, files in natural order (thôn 2 before thôn 10). Left aside
    are ``~$`` lock files, hidden files and, in folders, eidc's own reports and suffixes no
    spreadsheet has; a file named outright is read whatever its suffix. :class:`InputRefused` for
    a path that is not there.
    """
    files: list[Path] = []
    aside: list[Path] = []
    for path in paths:
        if path.is_dir():
            for found in _below(path):
                wanted = found.suffix.lower() in _READABLE and not _is_shadow(found)
                wanted = wanted and not _is_report(found)
                wanted = wanted or _hands_in_counts(found)
                (files if wanted else aside).append(found)
        elif path.exists():
            (aside if _is_shadow(path) else files).append(path)
        else:
            file_bytes(path)  # says why it cannot be opened
    return list(dict.fromkeys(files)), list(dict.fromkeys(aside))


def _read(raw: bytes, kind: Kind, package: Package | None, file: str) -> Reading:
    if package is not None:
        if kind is Kind.XLSX:
            return read_xlsx(raw, package)
        if kind is Kind.XLSB:
            return read_xlsb(raw, package)
        return read_ods(package) if kind is Kind.ODS else read_docx(package)
    if kind is Kind.XLS:
        return read_xls(raw, file)
    if kind is Kind.HTML:
        return read_html(raw, file)
    return read_xml(raw, file) if kind is Kind.XML else read_text(raw, file)


def _opened_or_refused(path: Path) -> Book | InputRefused:
    try:
        return open_book(path)
    except InputRefused as refused:
        return refused


def _is_shadow(path: Path) -> bool:
    return path.name.startswith(("~$", ".~lock", "."))


def _is_report(path: Path) -> bool:
    """Whether a workbook or a Word file in a folder is a report that eidc wrote there itself."""
    if path.suffix.lower() not in (".xlsx", ".docx"):
        return False
    try:
        with zipfile.ZipFile(path) as package:
            return b"<dc:creator>eidc report<" in package.read("docProps/core.xml")
    except (OSError, KeyError, zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError):
        return False  # whatever is wrong with it is said when it is opened


def _hands_in_counts(path: Path) -> bool:
    """Whether a json file in a folder is a table of counts that eidc wrote elsewhere."""
    if path.suffix.lower() != ".json" or _is_shadow(path):
        return False
    try:
        return bool(find_json_sheets(path.read_bytes()))
    except OSError:
        return False


def _below(folder: Path) -> list[Path]:
    def refuse(error: OSError) -> None:
        raise InputRefused(
            N_("The folder {folder} may not be read."),
            N_("Ask for the right to read it, or copy its files to a folder of your own."),
            folder=Path(error.filename or folder).name,
        )

    found = [
        Path(place) / name for place, _, names in os.walk(folder, onerror=refuse) for name in names
    ]
    return sorted(found, key=lambda path: [_natural(part) for part in path.parts])


def _natural(text: str) -> list[tuple[int, str]]:
    parts = _DIGITS.split(unicodedata.normalize("NFC", text).casefold())
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]
