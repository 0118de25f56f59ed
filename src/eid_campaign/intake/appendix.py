"""The district's table that fixes the targets, and later tables of the same shape.

Its shape (plan, Phụ lục): a row a unit; people not collected; level 1 and level 2, activated and
not; two targets. ``Tổng`` stands in the TT column with an empty name and is no unit, while "TT
Phong Sơn" is one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from eid_campaign.campaign.errors import InputRefused
from eid_campaign.campaign.places import match_commune
from eid_campaign.campaign.spelling import composed, folded, without_marks
from eid_campaign.campaign.units import UnitCounts
from eid_campaign.intake.appendix_counts import CountTable, settle_counts
from eid_campaign.intake.cells import clean_text
from eid_campaign.intake.days import find_any_day, find_file_day, find_signed_day, find_stated_day
from eid_campaign.intake.headings import appendix_field
from eid_campaign.intake.layout import Table, find_counts, texts_of
from eid_campaign.intake.reading import (
    AppendixReading,
    ColumnFound,
    Request,
    SheetUnderstanding,
    TableFound,
)
from eid_campaign.intake.sheets import Book, Cell, Sheet
from eid_campaign.wording import N_

COUNT_FIELDS = (
    "not_collected",
    "l1_activated",
    "l1_approved",
    "l2_activated",
    "l2_approved",
    "target_level2",
    "target_activation",
)
_TARGETS = ("target_level2", "target_activation")
_TITLE_LINES = 12
_TOTAL = re.compile(r"^(tong|cong|toan (huyen|xa|tinh))\b")
_PLAN_NUMBER = re.compile(r"\b(\d{1,5}\s*/\s*KH-[A-ZĐ]+(?:-[A-ZĐ]+)*)", re.IGNORECASE)
_DISTRICT = re.compile(
    r"\b(?:huyện|HUYỆN|Huyện|thị xã|THỊ XÃ|thành phố|THÀNH PHỐ)\s+((?:[^\W\d_]+\s?){1,3})"
)


@dataclass(frozen=True, slots=True)
class FoundAppendix:
    """Where the table stands."""

    sheet: Sheet
    table: Table
    fields: dict[str, int]
    """The 0-based column of each of our fields."""


def find_appendix(book: Book) -> FoundAppendix | None:
    """Return the first table of the appendix's shape in ``book``, hidden sheets last, or None."""
    for sheet in sorted(book.sheets, key=lambda sheet: sheet.hidden):
        table = find_counts(sheet, appendix_field)
        if table is None:
            continue
        fields: dict[str, int] = {}
        for column in table.columns:
            fields.setdefault(appendix_field(column.path), column.index)
        if all(name in fields for name in COUNT_FIELDS[:5]):
            return FoundAppendix(sheet, table, fields)
    return None


def read_appendix(book: Book, found: FoundAppendix, request: Request) -> AppendixReading:
    """Return the units, the printed total and what was mended.

    Raises InputRefused, naming the cell, where the table contradicts itself: level 1 + level 2
    not activated is the activation target of each row, and each column adds up to its printed
    total (except the level-2 target's, which is printed before rounding).
    """
    file = unicodedata.normalize("NFC", book.path.name)
    lines = _title(found)
    units, totals = _rows(found)
    if not units:
        raise InputRefused(
            N_("{file} has the appendix's heading but no unit below it."),
            N_("Fill the table in, or choose another file."),
            file=file,
        )
    names = _unit_names(found, units, request, file)
    counts = CountTable(
        file,
        found.sheet.name,
        tuple(name for name in COUNT_FIELDS if name in found.fields),
        {column.index: column.title for column in found.table.columns},
        found.fields,
    )
    settled = settle_counts(counts, found.sheet, units, totals[0] if totals else None)
    as_of, source = _day(book, lines, request)
    return AppendixReading(
        path=book.path,
        sha256=book.sha256,
        as_of=as_of,
        as_of_source=source,
        plan_number=_plan_number(lines),
        district=_district(lines),
        units=tuple(
            replace(_unit(name, values), sheet=found.sheet.name, row=row + 1)
            for name, values, row in zip(names, settled.units, units, strict=True)
        ),
        printed_total=_unit("", settled.total) if settled.total is not None else None,
        problems=(*book.repairs, *settled.problems),
        sheets=_understandings(book, found, len(units)),
    )


def unit_name(written: str, known: Sequence[str] = ()) -> str:
    """Return a unit's canonical name: "xã Cẩm Tân" is Cẩm Tân, "Thị trấn X" is TT X."""
    text = composed(written).strip(" .:;*")
    matched = match_commune(text, known)
    if matched:
        return matched
    letters = folded(text)
    town = re.match(r"(?:thi tran|tt)\b[\s.:]*(?=\S)", letters)
    plain_word = re.match(r"(?:xa|x\.)\s*[.:]?\s*(?=\S)|phuong\s+(?=\S)", letters)
    cut = (town or plain_word).end() if town or plain_word else 0  # type: ignore[union-attr]
    name = text[cut:]
    if not any(letter.islower() for letter in without_marks(name)) or name.islower():
        name = name.title()
    return f"TT {name}" if town else name


def _title(found: FoundAppendix) -> list[str]:
    """Return the lines right above the table: a plan's prose may stand before them."""
    lines = [
        text
        for row in found.sheet.rows[: found.table.heading_first]
        for text in texts_of(row)
        if text
    ]
    start = 0
    for place, line in enumerate(lines):
        if re.match(r"[*#\s]*phu luc\b", folded(line)):
            start = place
    return lines[max(start, len(lines) - _TITLE_LINES) :]


def _rows(found: FoundAppendix) -> tuple[list[int], list[int]]:
    units: list[int] = []
    totals: list[int] = []
    unit_at = found.fields["unit"]
    ordinal_at = found.fields.get("ordinal")
    for row in range(found.table.body, len(found.sheet.rows)):
        cells = found.sheet.rows[row]
        numbers = [cells[found.fields[name]] for name in COUNT_FIELDS if name in found.fields]
        filled = sum(_countish(cell) for cell in numbers)
        name = clean_text(cells[unit_at])
        ordinal = clean_text(cells[ordinal_at]) if ordinal_at is not None else ""
        label = next((text for text in (name, ordinal) if _TOTAL.match(folded(text))), "")
        if label or (not name and filled >= 3):
            if filled >= 3:
                totals.append(row)
            continue
        if name and filled >= 3:
            units.append(row)
        elif units and totals and name:
            break  # the sign-off block, or the prose after the table
    return units, totals


def _countish(cell: Cell) -> bool:
    if isinstance(cell, str):
        return bool(re.search(r"\d", cell)) or cell.strip() in ("-", "–")
    return isinstance(cell, (int, float)) and not isinstance(cell, bool)


def _unit_names(
    found: FoundAppendix, rows: Sequence[int], request: Request, file: str
) -> list[str]:
    names: list[str] = []
    for row in rows:
        written = clean_text(found.sheet.rows[row][found.fields["unit"]])
        name = unit_name(written, request.communes)
        if name in names:
            raise InputRefused(
                N_("{file} names the unit “{unit}” twice, again in row {row}."),
                N_("Keep one of the two rows."),
                file=file,
                unit=name,
                row=row + 1,
            )
        names.append(name)
    return names


def _unit(name: str, values: dict[str, int]) -> UnitCounts:
    return UnitCounts(
        unit=name,
        not_collected=values["not_collected"],
        l1_activated=values["l1_activated"],
        l1_approved=values["l1_approved"],
        l2_activated=values["l2_activated"],
        l2_approved=values["l2_approved"],
        target_level2=values.get("target_level2"),
        target_activation=values.get("target_activation"),
    )


def _day(book: Book, lines: list[str], request: Request) -> tuple[date | None, str]:
    if request.as_of is not None:
        return request.as_of, "option"
    told = find_stated_day(lines) or find_signed_day(lines) or find_any_day(lines)
    if told is None:
        told = find_any_day([" ".join(lines)])  # a day broken over two lines
    if told is not None:
        source = "title"
    else:
        told = find_file_day(book.path.stem)
        source = "file_name" if told is not None else ""
    if told is not None and told > request.today:
        raise InputRefused(
            N_("{file} is of {day}, a day still to come."),
            N_("Correct the day in its title or name, or settle it: --as-of YYYY-MM-DD."),
            file=unicodedata.normalize("NFC", book.path.name),
            day=told.strftime("%d/%m/%Y"),
        )
    return told, source


def _plan_number(lines: list[str]) -> str:
    found = _PLAN_NUMBER.search(" ".join(lines))
    return re.sub(r"\s", "", found[1]) if found else ""


def _district(lines: list[str]) -> str:
    for line in reversed(lines):
        found = _DISTRICT.search(composed(line).replace("*", ""))
        if found:
            words = found[1].split()
            proper = []
            for word in words:
                if not word[0].isupper():
                    break
                proper.append(word)
            if proper:
                return " ".join(proper).title()
    return ""


def _understandings(book: Book, found: FoundAppendix, rows: int) -> tuple[SheetUnderstanding, ...]:
    made = []
    for sheet in book.sheets:
        if sheet is not found.sheet:
            made.append(SheetUnderstanding(sheet.name, skipped="sheet_not_appendix"))
            continue
        used = {index: name for name, index in found.fields.items() if name}
        made.append(
            SheetUnderstanding(
                sheet.name,
                tuple(range(found.table.heading_first + 1, found.table.heading_last + 2)),
                tuple((c.title, used[c.index]) for c in found.table.columns if c.index in used),
                tuple(c.title for c in found.table.columns if c.index not in used),
                "",
                rows,
                tables=(_as_found(found, used),),
            )
        )
    return tuple(made)


def _as_found(found: FoundAppendix, fields: Mapping[int, str]) -> TableFound:
    table = found.table
    columns = (ColumnFound(c.index, fields.get(c.index, ""), c.title) for c in table.columns)
    return TableFound(table.heading_first, table.heading_last, tuple(columns))
