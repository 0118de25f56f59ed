"""Write a village's roster in its own form, as xlsx or csv."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter

from eid_campaign.campaign.stages import Stage
from eid_campaign.sample.campaign import Entry
from eid_campaign.sample.cells import CELLS, Cell, Line
from eid_campaign.sample.stage_words import STAGE_TITLES
from eid_campaign.sample.templates import TEMPLATES, Column, Template

_SHEETS_BY_STAGE = {
    Stage.NOT_COLLECTED: "Chưa TN",
    Stage.COLLECTED: "Chờ duyệt",
    Stage.L1_APPROVED: "M1 chưa KH",
    Stage.L1_ACTIVATED: "M1 đã KH",
    Stage.L2_APPROVED: "M2 chưa KH",
    Stage.L2_ACTIVATED: "M2 đã KH",
}


def write_roster(
    folder: Path, village: str, entries: Sequence[Entry], *, day: date, week: int = 0
) -> Path:
    """Write the roster of ``village`` on ``day`` into ``folder`` and return its path.

    ``week`` counts from the baseline, 0.
    """
    form = TEMPLATES[village]
    path = folder / _filled(form.file_name, day=day, village=village)
    capitals = week in form.capitals_in
    if path.suffix == ".csv":
        _write_csv(path, form, _lines(entries, form, capitals=capitals))
        return path
    with xlsxwriter.Workbook(str(path)) as book:
        # Without a fixed day the same roster would be other bytes every time.
        book.set_properties({"created": datetime.combine(day, time())})
        sheets = _Sheets(book, form, day, village)
        if form.by_stage:
            for stage, name in _SHEETS_BY_STAGE.items():
                staged = [entry for entry in entries if entry.said is stage]
                if staged:
                    sheets.add(name, _lines(staged, form, capitals=capitals), stage)
        else:
            sheets.add(form.sheet, _lines(entries, form, capitals=capitals))
        if form.summary:
            sheets.add_summary(entries)
    return path


def _lines(entries: Iterable[Entry], form: Template, *, capitals: bool) -> list[Line]:
    lines: list[Line] = []
    household = -1
    for serial, entry in enumerate(entries, start=1):
        first = entry.person.household != household
        household = entry.person.household
        lines.append(Line(serial, entry, form.words, capitals, first))
    return lines


def _write_csv(path: Path, form: Template, lines: Iterable[Line]) -> None:
    """Write as a Vietnamese Excel saves "CSV UTF-8": a mark in front, semicolons."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow([column.heading[-1] for column in form.columns])
        for line in lines:
            writer.writerow([CELLS[column.cell](line) for column in form.columns])


class _Sheets:
    """Draws the sheets of one workbook."""

    def __init__(self, book: Any, form: Template, day: date, village: str) -> None:
        self.book, self.form, self.day, self.village = book, form, day, village
        font = {"font_name": "Times New Roman", "font_size": 12}
        boxed = {**font, "border": 1}
        centred = {"align": "center", "valign": "vcenter", "text_wrap": True}
        self.title = book.add_format({**font, "bold": True, "align": "center"})
        self.plain = book.add_format(font)
        self.heading = book.add_format({**boxed, **centred, "bold": True})
        self.body = book.add_format(boxed)
        self.date = book.add_format({**boxed, "num_format": "dd/mm/yyyy"})
        self.number = book.add_format({**boxed, "num_format": "000000000000"})

    def add(self, name: str, lines: Sequence[Line], stage: Stage | None = None) -> None:
        """Add the sheet of a list; ``stage`` where the title alone tells it."""
        form = self.form
        sheet = self.book.add_worksheet(self._text(name))
        for at, column in enumerate(form.columns):
            sheet.set_column(at, at, column.width)
        words = {"rows": len(lines), "stage": STAGE_TITLES[stage] if stage is not None else ""}
        row = self._write_title(sheet, words)
        row = self._write_headings(sheet, row)
        if form.numbered:
            for at in range(len(form.columns)):
                sheet.write_string(row, at, form.numbered.format(at + 1), self.heading)
            row += 1
        if form.section:
            sheet.write_string(row, 0, self._text(form.section, **words), self.title)
            row += 1
        writers = [CELLS[column.cell] for column in form.columns]
        for line in lines:
            if form.page and line.serial > 1 and line.serial % form.page == 1:
                row = self._write_headings(sheet, row)
            if line.entry.said is form.hidden:
                sheet.set_row(row, None, None, {"hidden": True})
            for at, writer in enumerate(writers):
                self._write(sheet, row, at, writer(line))
            row += 1
        for text in form.footer:
            row = self._write_pair(sheet, row, 1, self._text(text, **words))

    def add_summary(self, entries: Sequence[Entry]) -> None:
        """Add the sheet of sums that stands beside many a list."""
        sheet = self.book.add_worksheet(self._text("Tổng hợp"))
        sheet.write_string(0, 0, self._text("TỔNG HỢP {village}"), self.title)
        for at, text in enumerate(("STT", "Nội dung", "Số lượng")):
            sheet.write_string(2, at, text, self.heading)
        for at, stage in enumerate(Stage, start=1):
            sheet.write_number(2 + at, 0, at, self.body)
            sheet.write_string(2 + at, 1, self.form.words[stage][0], self.body)
            count = sum(entry.said is stage for entry in entries)
            sheet.write_number(2 + at, 2, count, self.body)
        sheet.write_string(9, 1, "Tổng cộng", self.body)
        sheet.write_number(9, 2, len(entries), self.body)
        sheet.set_column(1, 1, 40)

    def _write_title(self, sheet: Any, words: Mapping[str, object]) -> int:
        last = len(self.form.columns) - 1
        for row, text in enumerate(self.form.title):
            line = self._text(text, **words)
            if "|" in line:
                self._write_pair(sheet, row, 0, line)
            elif line:
                sheet.merge_range(row, 0, row, last, line, self.title)
        return len(self.form.title)

    def _write_pair(self, sheet: Any, row: int, left: int, text: str) -> int:
        """Write ``left|right`` as letterheads and signatures stand: at both ends of the page."""
        right = max(len(self.form.columns) - 4, left + 2)
        for at, part in zip((left, right), text.split("|"), strict=False):
            if part:
                sheet.write_string(row, at, part, self.plain)
        return row + 1

    def _write_headings(self, sheet: Any, row: int) -> int:
        depth = max(len(column.heading) for column in self.form.columns)
        for top, left, bottom, right, text in _heading_cells(self.form.columns, depth):
            if (top, left) == (bottom, right):
                sheet.write_string(row + top, left, self._text(text), self.heading)
            else:
                sheet.merge_range(
                    row + top, left, row + bottom, right, self._text(text), self.heading
                )
        return row + depth

    def _write(self, sheet: Any, row: int, at: int, cell: Cell) -> None:
        if isinstance(cell, str) and cell:
            sheet.write_string(row, at, self._composed(cell), self.body)
        elif isinstance(cell, int):
            is_number = self.form.columns[at].cell.startswith("number_")
            sheet.write_number(row, at, cell, self.number if is_number else self.body)
        elif isinstance(cell, date):
            sheet.write_datetime(row, at, cell, self.date)
        else:
            sheet.write_blank(row, at, None, self.body)

    def _text(self, text: str, **words: object) -> str:
        return self._composed(_filled(text, day=self.day, village=self.village, **words))

    def _composed(self, text: str) -> str:
        return unicodedata.normalize("NFD" if self.form.decomposed else "NFC", text)


def _heading_cells(
    columns: Sequence[Column], depth: int
) -> Iterable[tuple[int, int, int, int, str]]:
    """Yield top, left, bottom, right and text of each heading cell, groups merged."""
    for level in range(depth):
        at = 0
        while at < len(columns):
            path, last = columns[at].heading, at
            if level < len(path) - 1:  # a group: as wide as its neighbours share it
                while (
                    last + 1 < len(columns)
                    and columns[last + 1].heading[: level + 1] == path[: level + 1]
                ):
                    last += 1
                yield level, at, level, last, path[level]
            elif level == len(path) - 1:  # the lowest: down to the last line
                yield level, at, depth - 1, at, path[level]
            at = last + 1


def _filled(text: str, *, day: date, village: str, **words: object) -> str:
    return text.format(
        day=f"{day:%d/%m/%Y}",
        day_dots=f"{day:%d.%m.%Y}",
        day_dashes=f"{day:%d-%m-%Y}",
        village=village,
        **words,
    )
