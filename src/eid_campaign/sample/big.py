"""One large roster of the whole district, to measure with."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import xlsxwriter

from eid_campaign.campaign.stages import Stage
from eid_campaign.sample.appendix import by_stage, district
from eid_campaign.sample.baseline import apportioned
from eid_campaign.sample.campaign import Entry
from eid_campaign.sample.cells import CELLS, Line
from eid_campaign.sample.people import Inventor
from eid_campaign.sample.stage_words import EXPORTED

_COLUMNS = (
    ("STT", "serial"),
    ("Họ và tên", "name_capitals"),
    ("Ngày sinh", "birth_text"),
    ("Giới tính", "sex"),
    ("Số định danh cá nhân", "number_text"),
    ("Xã", "commune"),
    ("Thôn", "village"),
    ("Trạng thái", "stage"),
    ("Ghi chú", "remark"),
    ("Số điện thoại", "phone_text"),
    ("Chủ hộ", "head_capitals"),
    ("Đối tượng", "group"),
)
_VILLAGE_SIZE = 520
_NEXT = {
    Stage.NOT_COLLECTED: Stage.L2_APPROVED,
    Stage.COLLECTED: Stage.L2_APPROVED,
    Stage.L1_APPROVED: Stage.L1_ACTIVATED,
    Stage.L1_ACTIVATED: Stage.L2_ACTIVATED,
    Stage.L2_APPROVED: Stage.L2_ACTIVATED,
}


def write_big(path: Path, *, people: int, seed: int = 1, day: date, changed: float = 0.0) -> None:
    """Write one roster of ``people`` of 14 and over in the appendix's proportions.

    101.527 people are exactly the district's rows. With ``changed`` the same seed gives the same
    people, of whom that share stands further or, at the end of the road, has another remark.
    The title says ``day``; the heading is one clean line.
    """
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    with book:
        book.set_properties({"created": datetime.combine(day, time())})
        sheet = book.add_worksheet("Danh sách")
        sheet.write_string(0, 0, f"DANH SÁCH CÔNG DÂN (Tính đến ngày {day:%d/%m/%Y})")
        for at, (heading, _) in enumerate(_COLUMNS):
            sheet.write_string(1, at, heading)
        for row, entry in enumerate(big_entries(people, seed, changed), start=2):
            sheet.write_number(row, 0, row - 1)
            for at, text in enumerate(_cells(row - 1, entry)[1:], start=1):
                if text:
                    sheet.write_string(row, at, text)


def write_big_weeks(
    folder: Path, *, people: int, seed: int = 1, day: date, weeks: int, changed: float
) -> tuple[Path, ...]:
    """Write the same roster as .csv for each of ``weeks`` from ``day`` on, ``changed`` of its
    people standing further each week than the week before.
    """
    folder.mkdir(parents=True, exist_ok=True)
    days = [day + timedelta(days=7 * week) for week in range(weeks)]
    paths = tuple(folder / f"district-{each.isoformat()}.csv" for each in days)
    chance = random.Random(f"{seed} weeks")
    with ExitStack() as opened:
        files = [
            csv.writer(opened.enter_context(path.open("w", encoding="utf-8-sig", newline="")))
            for path in paths
        ]
        for each, file in zip(days, files, strict=True):
            file.writerow([f"DANH SÁCH CÔNG DÂN (Tính đến ngày {each:%d/%m/%Y})"])
            file.writerow([heading for heading, _ in _COLUMNS])
        for number, entry in enumerate(big_entries(people, seed), start=1):
            cells = _cells(number, entry)
            for week, file in enumerate(files):
                if week and chance.random() < changed:
                    entry = _further(entry)
                    cells = _cells(number, entry)
                file.writerow(cells)
    return paths


def _cells(number: int, entry: Entry) -> Sequence[str]:
    line = Line(number, entry, EXPORTED)
    return [str(CELLS[cell](line) or "") for _, cell in _COLUMNS]


def big_entries(people: int, seed: int, changed: float = 0.0) -> Iterator[Entry]:
    """Yield the people of the large roster, commune by commune and village by village."""
    inventor = Inventor(f"{seed} district")
    chance = random.Random(f"{seed} changes")
    rows = district()
    cells = [(row.unit, stage, count) for row in rows for stage, count in by_stage(row).items()]
    counts = apportioned(people, [count for *_, count in cells])
    for row in rows:
        stages = [
            stage
            for (unit, stage, _), count in zip(cells, counts, strict=True)
            if unit == row.unit
            for _ in range(count)
        ]
        inventor.chance.shuffle(stages)
        villages = max(1, round(len(stages) / _VILLAGE_SIZE))
        for number in range(villages):
            for entry in _village(inventor, row.unit, number + 1, stages[number::villages]):
                yield _further(entry) if chance.random() < changed else entry


def _village(inventor: Inventor, unit: str, number: int, stages: list[Stage]) -> Iterator[Entry]:
    made = [inventor.adult(unit, f"Thôn {number}", stage) for stage in stages]
    stage_of = {one.citizen_id: stage for one, stage in zip(made, stages, strict=True)}
    for one in inventor.households(made):
        stage = stage_of[one.citizen_id]
        kind = "not_collected" if stage is Stage.NOT_COLLECTED else "done"
        if stage.is_pending_activation:
            kind = "pending"
        yield Entry(one, stage, stage, inventor.remark(one, kind))


def _further(entry: Entry) -> Entry:
    stage = _NEXT.get(entry.stage)
    if stage is None:
        return replace(entry, remark=replace(entry.remark, text="đã cài VNeID, hướng dẫn lại"))
    return replace(entry, stage=stage, said=stage)
