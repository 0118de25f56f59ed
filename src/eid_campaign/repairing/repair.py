"""A file handed back for mending: marked, proposals beside, ready to be imported again."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from eid_campaign.campaign.errors import EidcError, InputRefused
from eid_campaign.campaign.problems import Problem, Severity
from eid_campaign.intake.cells import clean_text
from eid_campaign.intake.guard import Kind, file_bytes, recognised
from eid_campaign.intake.reading import AppendixReading, Request, RosterReading
from eid_campaign.intake.recognise import read_book
from eid_campaign.intake.sheets import Book, Cell, book_of
from eid_campaign.intake.sheets_package import Package
from eid_campaign.repairing.copying import copied
from eid_campaign.repairing.finding import found_marks
from eid_campaign.repairing.marks import SheetMarks
from eid_campaign.repairing.rewriting import rewritten
from eid_campaign.reports.repaired import RepairSaid
from eid_campaign.roster.schema import COLUMNS

LARGEST_COPY = 16 << 20
"""Bytes of a workbook's parts up to which it is copied with its looks: 50.000 rows."""
LARGEST_MERGES = 200_000
"""Cells of all merges together that openpyxl may be given: it makes a cell of each."""


def repaired(
    book: Book,
    reading: RosterReading | AppendixReading,
    problems: Iterable[Problem],
    *,
    request: Request,
    out: Path,
) -> tuple[bytes, RepairSaid]:
    """Return the workbook to write to ``out`` and what is to be said of it.

    The bytes are empty where nothing is wrong. Raises InputRefused when the file was changed
    since ``book`` was read.
    """
    marks = found_marks(book, reading, problems, request)
    if not marks:
        return b"", RepairSaid(out)
    content, as_it_was = _with_marks(book, marks)
    counts = Counter(mark.severity for sheet in marks.values() for mark in sheet.marks)
    return content, RepairSaid(
        out,
        refused=counts[Severity.REFUSED],
        doubtful=counts[Severity.DOUBT],
        mended=counts[Severity.REPAIR],
        proposals=sum(not b.heading for sheet in marks.values() for b in sheet.beside),
        as_it_was=as_it_was,
        needs_name=_needs_name(content, book, reading, request, out),
    )


def _with_marks(book: Book, marks: dict[str, SheetMarks]) -> tuple[bytes, bool]:
    """Return the marked workbook, and whether its looks were kept."""
    raw = file_bytes(book.path)
    if hashlib.sha256(raw).hexdigest() != book.sha256:
        raise InputRefused(
            "{file} was changed while it was being read.", "Import it again.", file=book.path.name
        )
    if _can_be_copied(raw, book):
        content = _copy_or_nothing(raw, marks)
        if content and _reads_alike(content, book):
            return content, True
    return rewritten(book.sheets, marks), False


def _can_be_copied(raw: bytes, book: Book) -> bool:
    kind, package = recognised(raw, book.path.name)
    if kind is not Kind.XLSX or package is None:
        return False
    merged = sum(
        (m.bottom - m.top + 1) * (m.right - m.left + 1) for s in book.sheets for m in s.merges
    )
    size = sum(member.file_size for member in package.members.values())
    return merged <= LARGEST_MERGES and size <= LARGEST_COPY and _is_harmless(package)


def _is_harmless(package: Package) -> bool:
    """Whether no part holds entities: openpyxl reads many that our own reader never opens."""
    try:
        for name in package.names:
            if name.lower().endswith((".xml", ".rels", ".vml")):
                for _text in package.markup(name):
                    pass
    except EidcError:
        return False
    return True


def _copy_or_nothing(raw: bytes, marks: dict[str, SheetMarks]) -> bytes:
    try:
        return copied(raw, marks)
    except Exception:
        # openpyxl stumbles over much that Excel forgives, each time in another way; the list
        # can still be handed back, without its looks.
        return b""


def _reads_alike(content: bytes, book: Book) -> bool:
    """Whether the copy holds, for our own reader, the same cells as the original."""
    try:
        copy = book_of(content, book.path)
    except EidcError:
        return False
    return len(copy.sheets) == len(book.sheets) and all(
        one.name == other.name
        and one.hidden == other.hidden
        and one.hidden_rows == other.hidden_rows
        and _same_rows(one.rows, other.rows)
        for one, other in zip(book.sheets, copy.sheets, strict=True)
    )


def _same_rows(ours: Sequence[Sequence[Cell]], theirs: Sequence[Sequence[Cell]]) -> bool:
    return all(
        _same_cells(ours[at] if at < len(ours) else (), theirs[at] if at < len(theirs) else ())
        for at in range(max(len(ours), len(theirs)))
    )


def _same_cells(ours: Sequence[Cell], theirs: Sequence[Cell]) -> bool:
    if list(ours) == list(theirs[: len(ours)]):
        return not any(cell != "" for cell in theirs[len(ours) :])
    wide = max(len(ours), len(theirs))
    padded = ((*cells, *[""] * (wide - len(cells))) for cells in (ours, theirs))
    return all(_same(one, other) for one, other in zip(*padded, strict=True))


def _same(one: Cell, other: Cell) -> bool:
    if isinstance(one, datetime) and isinstance(other, datetime):
        return abs((one - other).total_seconds()) < 1  # a fraction of a day is never exact
    if isinstance(one, str) and isinstance(other, str):
        return clean_text(one) == clean_text(other)  # line breaks are written in three ways
    return one == other


def _needs_name(
    content: bytes,
    book: Book,
    reading: RosterReading | AppendixReading,
    request: Request,
    out: Path,
) -> bool:
    """Whether day or place stand in the file's name alone, so that another name loses them."""
    written = book_of(content, out)
    if _told(_read(written, request)) == _told(reading):
        return False
    named = replace(written, path=out.with_stem(book.path.stem))
    return _told(_read(named, request)) == _told(reading)


def _read(book: Book, request: Request) -> RosterReading | AppendixReading | None:
    try:
        return read_book(book, request)
    except EidcError:
        return None


def _told(reading: RosterReading | AppendixReading | None) -> object:
    """Return all that a reading says, but for the names of file and sheets."""
    if not isinstance(reading, RosterReading):
        return reading and (reading.as_of, reading.units, reading.printed_total)
    people = [reading.people[name].tolist() for name in COLUMNS if name != "sheet"]
    return reading.as_of, reading.rows_read, people
