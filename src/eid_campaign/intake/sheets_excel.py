"""Excel's own formats by calamine, which is handed only what has been looked at."""

from __future__ import annotations

import gc
import io
import posixpath
import sys
import threading
import unicodedata
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import python_calamine as calamine

from eid_campaign.campaign.errors import InputRefused
from eid_campaign.campaign.problems import Problem, Severity
from eid_campaign.intake.sheets_model import Cell, Merge, Sheet
from eid_campaign.intake.sheets_package import Package, bomb, damaged, locked
from eid_campaign.intake.sheets_xls import look_at_xls
from eid_campaign.intake.sheets_xlsb import look_at_xlsb
from eid_campaign.intake.sheets_xlsx import (
    Remarkable,
    look_at_sheet,
    refuse_wide_emptiness,
    remarkable,
)
from eid_campaign.intake.sheets_xml import Markup
from eid_campaign.wording import N_

_ROOT = "_rels/.rels"
MOST_SHEETS = 500

Reading = tuple[tuple[Sheet, ...], list[Problem]]
"""The sheets, and what is to be said about them."""


def read_xlsx(raw: bytes, package: Package) -> Reading:
    """Return the sheets of an .xlsx or .xlsm; :class:`InputRefused` when it must not be read."""
    parts = _worksheet_parts(package)
    for name in package.names:
        if name.lower().endswith("sharedstrings.xml"):
            _look_at_strings(package, name)
        elif name.lower().endswith("styles.xml"):
            package.whole(name)
    with _short_turns:
        looks = {part: look_at_sheet(package, part) for part in parts.values() if part}
    refuse_wide_emptiness(looks.values(), package.file)

    def told(sheet: str) -> Remarkable:
        part = parts.get(sheet, "")
        return remarkable(package, part, looks[part]) if part else Remarkable()

    return _read(raw, package.file, names=tuple(parts), told=told)


def read_xlsb(raw: bytes, package: Package) -> Reading:
    """Return the sheets of an .xlsb; :class:`InputRefused` when it must not be read."""
    found = look_at_xlsb(package)
    return _read(raw, package.file, names=None, told=lambda _: found)


def read_xls(raw: bytes, file: str) -> Reading:
    """Return the sheets of an .xls (Excel 97-2003); :class:`InputRefused` when it must not be."""
    found = look_at_xls(raw, file)
    return _read(raw, file, names=None, told=lambda sheet: found.get(sheet, Remarkable()))


def _read(
    raw: bytes, file: str, *, names: Sequence[str] | None, told: Callable[[str], Remarkable]
) -> Reading:
    sheets: list[Sheet] = []
    problems: list[Problem] = []
    with _Opened(raw, file) as book, ThreadPoolExecutor(1) as beside:
        metadata = book.sheets_metadata
        if names is not None and [sheet.name for sheet in metadata] != list(names):
            raise damaged(file)  # calamine sees other sheets than those looked at
        if not metadata:
            raise InputRefused(
                N_("{file} holds no sheet."), N_("Ask for the file again."), file=file
            )
        for index, sheet in enumerate(metadata):
            name = unicodedata.normalize("NFC", sheet.name)
            if sheet.typ != calamine.SheetTypeEnum.WorkSheet:
                problems.append(Problem("sheet_without_cells", Severity.INFO, file, name))
                continue
            telling = beside.submit(told, sheet.name)
            rows, merges = _cells(book, index, file)
            tells = telling.result()
            sheets.append(
                Sheet(
                    name=name,
                    rows=rows,
                    merges=merges,
                    hidden=sheet.visible != calamine.SheetVisibleEnum.Visible,
                    hidden_rows=frozenset(row for row in tells.hidden_rows if row < len(rows)),
                    uncached=tuple(tells.uncached),
                    errors=tuple(tells.errors),
                )
            )
            problems += [
                Problem("cell_error", Severity.DOUBT, file, name, row + 1)
                for row, _ in tells.errors
            ]
    return tuple(sheets), problems


def _cells(
    book: calamine.CalamineWorkbook, index: int, file: str
) -> tuple[list[list[Cell]], tuple[Merge, ...]]:
    try:
        sheet = book.get_sheet_by_index(index)
        with _no_collecting:
            rows: list[list[Cell]] = sheet.to_python(skip_empty_area=False)
        merges = tuple(
            Merge(top, left, bottom, right)
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        )
    except BaseException as error:
        raise _refusal(error, file) from None
    return rows, merges


class _Meanwhile:
    """Something of the whole process that holds from the first reader, in whatever thread, to
    the last one; ``begin`` returns what ends it.
    """

    def __init__(self, begin: Callable[[], Callable[[], None]]) -> None:
        self._begin = begin
        self._end: Callable[[], object] = begin
        self._lock = threading.Lock()
        self._readers = 0

    def __enter__(self) -> None:
        with self._lock:
            if not self._readers:
                self._end = self._begin()
            self._readers += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._readers -= 1
            if not self._readers:
                self._end()


def _pause_collecting() -> Callable[[], None]:
    if not gc.isenabled():
        return lambda: None
    gc.disable()
    return gc.enable


def _shorten_turns() -> Callable[[], None]:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    return lambda: sys.setswitchinterval(usual)


_TURN = 0.0002
"""Seconds after which another thread gives way, while a sheet is looked at."""

_no_collecting = _Meanwhile(_pause_collecting)
"""Python's search for garbage, which a hundred thousand new lists would set off in vain."""

_short_turns = _Meanwhile(_shorten_turns)
"""Unpacking and looking take turns a hundred times, and the parse, during which all others go on,
waits for the look: nobody else may take Python's usual long turns.
"""


class _Opened:
    """An open workbook; what goes wrong inside calamine becomes a refusal."""

    def __init__(self, raw: bytes, file: str) -> None:
        try:
            self._book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
        except BaseException as error:
            raise _refusal(error, file) from None

    def __enter__(self) -> calamine.CalamineWorkbook:
        return self._book

    def __exit__(self, *_: object) -> None:
        self._book.close()


def _refusal(error: BaseException, file: str) -> BaseException:
    # A panic inside calamine arrives as PanicException, which is no Exception.
    if isinstance(error, (KeyboardInterrupt, SystemExit, GeneratorExit)):
        return error
    return locked(file) if isinstance(error, calamine.PasswordError) else damaged(file)


def _look_at_strings(package: Package, part: str) -> None:
    if package.is_suspicious(part) or package.members[part].file_size > 512 << 20:
        raise bomb(package.file)
    for _ in package.markup(part):
        pass  # entities and endless texts are refused on the way


def _worksheet_parts(package: Package) -> dict[str, str]:
    """Return the part of each sheet by the sheet's name; blank for a sheet without one.

    The way goes from relation to relation as calamine goes it, so that both see the same parts.
    """
    by_name = {name.lower(): name for name in package.names}

    def part(name: str) -> bytes:
        if name.lower() not in by_name:
            raise damaged(package.file)
        return b"".join(package.markup(by_name[name.lower()]))

    root = _Relations(package.file)
    root.read([part(_ROOT)])
    book = posixpath.normpath(root.document.lstrip("/"))
    folder, name = posixpath.split(book)
    relations, workbook = _Relations(package.file), _Workbook(package.file)
    relations.read([part(f"{folder}/_rels/{name}.rels")])
    workbook.read([part(book)])
    parts: dict[str, str] = {}
    for sheet, relation in workbook.sheets:
        target = relations.targets.get(relation, "")
        absolute = target.startswith(("/", f"{folder}/"))
        full = target.lstrip("/") if absolute else f"{folder}/{target}"
        parts[sheet] = by_name.get(posixpath.normpath(full).lower(), "") if target else ""
    if len(parts) != len(workbook.sheets) or len(parts) > MOST_SHEETS:
        raise damaged(package.file)
    return parts


class _Workbook(Markup):
    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.sheets: list[tuple[str, str]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet" and "name" in attributes:
            relation = next((v for k, v in attributes.items() if k.endswith(":id")), "")
            self.sheets.append((attributes["name"], relation))


class _Relations(Markup):
    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.targets: dict[str, str] = {}
        self.document = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")
            if attributes.get("Type", "").endswith("/officeDocument"):
                self.document = attributes.get("Target", "")
