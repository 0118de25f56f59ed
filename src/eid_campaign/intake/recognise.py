"""What a file is, a roster or an appendix, and what it says: the face of the intake room."""

from __future__ import annotations

import gc
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from eid_campaign.campaign.complete import joined
from eid_campaign.campaign.errors import InputRefused
from eid_campaign.campaign.problems import Problem, Severity
from eid_campaign.campaign.spelling import composed, folded
from eid_campaign.intake.appendix import find_appendix, read_appendix
from eid_campaign.intake.by_hand import Settled, check_headings, settle
from eid_campaign.intake.days import find_file_day, find_signed_day, find_stated_day
from eid_campaign.intake.layout import find_roster, nearest_heading, texts_of
from eid_campaign.intake.line_lists import as_table, renumbered
from eid_campaign.intake.reading import (
    AppendixReading,
    Request,
    RosterReading,
    SheetUnderstanding,
)
from eid_campaign.intake.sheet_people import SheetContext, SheetPeople, read_sheet
from eid_campaign.intake.sheets import Book, Sheet, open_book
from eid_campaign.intake.titles import find_commune_in
from eid_campaign.intake.whereabouts import Gazetteer, unknown_commune
from eid_campaign.roster.schema import COLUMNS, Frame
from eid_campaign.wording import N_

_TITLE_ROWS = 40
_SUMMARIES = ("th", "tong hop", "tonghop", "thong ke", "bieu tong hop", "pivot", "tong")
_TEMPLATES = ("mau", "template", "huong dan", "bieu mau", "vi du", "danh muc")


@dataclass(slots=True)
class _Gathered:
    sheets: list[SheetPeople] = field(default_factory=list)
    skipped: dict[str, str] = field(default_factory=dict)


def read_file(path: Path, request: Request) -> RosterReading | AppendixReading:
    """Return what ``path`` says.

    Raises InputRefused for a file that is neither a roster nor an appendix, without a heading
    or a name column, of a day to come, of an unknown commune, whose status words are all
    unknown, or whose appendix contradicts itself.
    """
    book = open_book(path)
    # A million cells live while nothing is thrown away: the collector would walk through all of
    # them again and again, which costs as much as the reading itself.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return read_book(book, request)
    finally:
        if collecting:
            gc.enable()


def read_book(book: Book, request: Request) -> RosterReading | AppendixReading:
    """Return what the opened ``book`` says; see :func:`read_file`."""
    settled = settle(book, request)
    book = settled.book
    rosters = [
        sheet
        for sheet in book.sheets
        if find_roster(sheet, headings=settled.of_sheet(sheet)) is not None
    ]
    appendix = find_appendix(book) if not _real(rosters) else None
    if appendix is not None:
        return read_appendix(book, appendix, request)
    check_headings(settled, request, unicodedata.normalize("NFC", book.path.name))
    if not rosters:
        return _by_lines(book, request, settled)
    return _roster(book, request, settled)


def _by_lines(book: Book, request: Request, settled: Settled) -> RosterReading:
    """Read the one sheet of a text as a list of lines; raises InputRefused where it is none."""
    listed = as_table(book.sheets[0]) if len(book.sheets) == 1 else None
    if listed is None:
        raise _no_heading(book)
    sheet, heading = listed
    return renumbered(_roster(replace(book, sheets=(sheet,)), request, settled), heading)


def _real(rosters: Sequence[Sheet]) -> bool:
    return any(not sheet.hidden for sheet in rosters)


def _roster(book: Book, request: Request, settled: Settled) -> RosterReading:
    file = unicodedata.normalize("NFC", book.path.name)
    titles = {sheet.name: title_lines(sheet, settled.of_sheet(sheet)) for sheet in book.sheets}
    commune = _commune(book, request, titles, file)
    as_of, source, day_problems = _day(book, request, titles)
    if as_of > request.today:
        raise InputRefused(
            N_("{file} is of {day}, a day still to come."),
            N_("Correct the day in its title or name, or settle it: --as-of YYYY-MM-DD."),
            file=file,
            day=as_of.strftime("%d/%m/%Y"),
        )
    places = Gazetteer.of(request)
    context = SheetContext(file, as_of, request, places, commune, book.path.stem, settled.headings)
    gathered = _read_sheets(book, context, chosen=bool(settled.sheets))
    if not gathered.sheets:
        raise _no_people(book, file, gathered)
    if source == "today":
        signed = find_signed_day(text for s in gathered.sheets for text in s.footers)
        if signed is not None and signed <= request.today:
            as_of, source = signed, "title"
    problems = [*book.repairs, *day_problems]
    for sheet_people in gathered.sheets:
        problems.extend(sheet_people.problems)
    problems.extend(_skips(gathered, file))
    problems.extend(settled.problems(file))
    return RosterReading(
        path=book.path,
        sha256=book.sha256,
        as_of=as_of,
        as_of_source=source,
        people=_frame(gathered.sheets),
        problems=tuple(problems),
        rows_read=sum(sheet_people.rows_read for sheet_people in gathered.sheets),
        sheets=(*_understandings(book, gathered), *settled.understandings()),
        spellings=places.spellings(),
        chosen_sheets=settled.sheets,
        remembered=settled.used,
        complete=joined(scope for one in gathered.sheets for scope in one.complete),
    )


def title_lines(sheet: Sheet, headings: Mapping[str, str] = MappingProxyType({})) -> list[str]:
    """Return the texts above the heading of a sheet, from top to bottom.

    ``headings`` are those settled by hand.
    """
    table = find_roster(sheet, headings=headings)
    end = table.heading_first if table else min(_TITLE_ROWS, len(sheet.rows))
    rows = sheet.rows[max(0, end - _TITLE_ROWS) : end]
    return [text for row in rows for text in texts_of(row) if text]


def _read_sheets(book: Book, context: SheetContext, *, chosen: bool) -> _Gathered:
    """Read every sheet that is a list; one ``chosen`` by hand is no template and no copy."""
    gathered = _Gathered()
    single = chosen or len(book.sheets) == 1
    hidden: list[Sheet] = []
    for sheet in book.sheets:
        if not any(cell != "" for row in sheet.rows for cell in row):
            gathered.skipped[sheet.name] = "sheet_empty"
        elif sheet.hidden:
            hidden.append(sheet)
        else:
            _read_one(sheet, context, gathered, single=single)
    for sheet in hidden:
        if gathered.sheets:
            gathered.skipped[sheet.name] = "sheet_hidden"
        else:
            _read_one(sheet, context, gathered, single=single)
    if not chosen:
        _drop_copies(gathered)
    return gathered


def _read_one(sheet: Sheet, context: SheetContext, gathered: _Gathered, *, single: bool) -> None:
    name = folded(composed(sheet.name))
    headings = context.headings.get(sheet.name, {})
    if find_roster(sheet, headings=headings) is None:
        summary = any(name == word or name.startswith(f"{word} ") for word in _SUMMARIES)
        gathered.skipped[sheet.name] = "sheet_summary" if summary else "sheet_without_heading"
        return
    read = read_sheet(sheet, context)
    template = any(name == word or name.startswith(f"{word} ") for word in _TEMPLATES)
    if not read.rows_read or (template and not single and read.rows_read <= 3):
        gathered.skipped[sheet.name] = "sheet_template"
    else:
        gathered.sheets.append(read)


def _drop_copies(gathered: _Gathered) -> None:
    """Leave out a summary sheet that repeats the people of the other sheets."""
    for sheet in list(gathered.sheets):
        name = folded(composed(sheet.sheet))
        if len(gathered.sheets) < 2 or not any(
            name == word or name.startswith(f"{word} ") for word in _SUMMARIES
        ):
            continue
        others = {key for other in gathered.sheets if other is not sheet for key in _keys(other)}
        own = _keys(sheet)
        if own and sum(key in others for key in own) >= 0.9 * len(own):
            gathered.sheets.remove(sheet)
            gathered.skipped[sheet.sheet] = "sheet_copy"


def _keys(sheet: SheetPeople) -> list[tuple[object, object, object]]:
    columns = sheet.columns
    return list(
        zip(columns["citizen_id"], columns["full_name"], columns["birth_date"], strict=True)
    )


def _frame(sheets: Sequence[SheetPeople]) -> Frame:
    columns = sheets[0].columns
    if len(sheets) > 1:
        columns = {name: [cell for one in sheets for cell in one.columns[name]] for name in columns}
    return Frame({name: _array(name, columns[name]) for name in COLUMNS})


def _array(name: str, values: list[object]) -> NDArray[np.generic]:
    # Told the type, numpy need not look at every value to find it.
    kind = {"stage": np.int8, "row": np.int32}.get(name, np.object_)
    return np.fromiter(values, dtype=kind, count=len(values))


def _skips(gathered: _Gathered, file: str) -> list[Problem]:
    return [
        Problem(kind, Severity.INFO, file, name)
        for name, kind in gathered.skipped.items()
        if kind != "sheet_empty"
    ]


def _understandings(book: Book, gathered: _Gathered) -> tuple[SheetUnderstanding, ...]:
    read = {sheet.sheet: sheet.understanding for sheet in gathered.sheets}
    return tuple(
        read.get(sheet.name)
        or SheetUnderstanding(sheet.name, skipped=gathered.skipped.get(sheet.name, ""))
        for sheet in book.sheets
    )


def _commune(
    book: Book, request: Request, titles: dict[str, list[str]], file: str
) -> Callable[[str], str]:
    """Return the commune that each sheet's title, or the file's name, tells."""
    if request.commune:
        return lambda _sheet: request.commune
    by_sheet: dict[str, str] = {}
    for name, lines in titles.items():
        found, strange = find_commune_in([*lines, name], request.communes)
        if strange:
            raise unknown_commune(file, strange, request.communes)
        by_sheet[name] = found
    in_name = find_commune_in([book.path.stem.replace("_", " ")], request.communes)[0]
    shared = {name for name in by_sheet.values() if name}
    common = next(iter(shared)) if len(shared) == 1 else ""
    return lambda sheet: by_sheet.get(sheet, "") or common or in_name


def _day(
    book: Book, request: Request, titles: dict[str, list[str]]
) -> tuple[date, str, list[Problem]]:
    if request.as_of is not None:
        return request.as_of, "option", []
    for find in (find_stated_day, find_signed_day):
        days = {day for lines in titles.values() if (day := find(lines)) is not None}
        if days:
            problems = []
            if len(days) > 1:
                shown = ", ".join(day.strftime("%d/%m/%Y") for day in sorted(days))
                problems.append(
                    Problem(
                        "sheet_days_differ",
                        Severity.DOUBT,
                        unicodedata.normalize("NFC", book.path.name),
                        values={"days": shown},
                    )
                )
            return max(days), "title", problems
    in_name = find_file_day(book.path.stem)
    if in_name is not None:
        return in_name, "file_name", []
    return request.today, "today", []


def _no_heading(book: Book) -> InputRefused:
    file = unicodedata.normalize("NFC", book.path.name)
    nearest = [(near, sheet) for sheet in book.sheets if (near := nearest_heading(sheet))]
    rows = max(len(sheet.rows) for sheet in book.sheets)
    if not nearest:
        return InputRefused(
            N_("No heading row was found in {file}; rows 1 to {rows} were looked at."),
            N_("A list needs a row of headings such as STT, Họ và tên, Ngày sinh, Số ĐDCN, Thôn."),
            file=file,
            rows=rows,
        )
    best, sheet = max(nearest, key=lambda pair: len(pair[0].fields))
    values = {
        "file": file,
        "rows": rows,
        "row": best.row + 1,
        "sheet": sheet.name or "1",
        "found": ", ".join(best.headings),
    }
    if len(set(best.fields)) >= 3:
        return InputRefused(
            N_("{file} has no name column: row {row} of sheet {sheet} is the heading ({found})."),
            N_(
                "Head the column of names “Họ và tên”, or say which heading it has:"
                ' --map full_name="HEADING"'
            ),
            **values,
        )
    return InputRefused(
        N_(
            "No heading row was found in {file}: rows 1 to {rows} were looked at, the nearest is "
            "row {row} of sheet {sheet} ({found})."
        ),
        N_(
            "A list needs a row of headings such as STT, Họ và tên, Ngày sinh, Số ĐDCN, Thôn. Where"
            ' it has other ones, say which they are: --map full_name="HEADING"'
        ),
        **values,
    )


def _no_people(book: Book, file: str, gathered: _Gathered) -> InputRefused:
    return InputRefused(
        N_("{file} has a heading but not a single person below it."),
        N_("Look whether it is an empty form; sheets looked at: {sheets}."),
        file=file,
        sheets=", ".join(name or "1" for name in gathered.skipped) or str(len(book.sheets)),
    )
