"""The district's appendix: its figures, and the workbook in the shape the plan prints."""

from __future__ import annotations

import csv
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import xlsxwriter

from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.units import UnitCounts

_TITLE = (
    "PHỤ LỤC",
    "Chỉ tiêu thu nhận hồ sơ và kích hoạt tài khoản định danh điện tử",
    "trên địa bàn huyện Cẩm Thủy",
    "(Ban hành kèm theo Kế hoạch số 113/KH-UBND, ngày 30/10/2024",
    "của Chủ tịch UBND huyện Cẩm Thủy)",
)
_FOOT = (
    "Ghi chú: Số liệu trích xuất từ hệ thống CSDLQG về dân cư.",
    "Thị trấn Phong Sơn: chỉ tiêu 60%; các xã: chỉ tiêu 50% số chưa thu nhận hồ sơ.",
)
_FIRST = 6  # first heading row, 0-based
_HEADINGS: tuple[tuple[int, int, int, int, str], ...] = (
    (0, 0, 2, 0, "TT"),
    (0, 1, 2, 1, "Đơn vị"),
    (0, 2, 2, 2, "Chưa thu nhận hồ sơ ĐDĐT"),
    (0, 3, 0, 6, "Đã phê duyệt tài khoản ĐDĐT"),
    (1, 3, 1, 4, "Mức 1"),
    (1, 5, 1, 6, "Mức 2"),
    (2, 3, 2, 3, "Đã kích hoạt"),
    (2, 4, 2, 4, "Chưa kích hoạt"),
    (2, 5, 2, 5, "Đã kích hoạt"),
    (2, 6, 2, 6, "Chưa kích hoạt"),
    (0, 7, 2, 7, "Chỉ tiêu cấp tài khoản định danh mức 2 trong cao điểm"),
    (0, 8, 2, 8, "Chỉ tiêu kích hoạt (M1+M2)"),
)
"""Top, left, bottom, right of each heading, counted from the first heading cell."""


def district() -> tuple[UnitCounts, ...]:
    """Return the seventeen rows of the plan's appendix."""
    return _rows()[:-1]


def printed_total() -> UnitCounts:
    """Return the total row as printed: its 20.549 is not the sum of its column."""
    return _rows()[-1]


def unit_counts(unit: str) -> UnitCounts:
    """Return the row of ``unit``; KeyError for a unit the appendix does not have."""
    return {row.unit: row for row in district()}[unit]


def by_stage(row: UnitCounts) -> dict[Stage, int]:
    """Return the people of 14 and over of a row by stage; the appendix knows nobody waiting."""
    return {
        Stage.NOT_COLLECTED: row.not_collected,
        Stage.L1_APPROVED: row.l1_approved,
        Stage.L1_ACTIVATED: row.l1_activated,
        Stage.L2_APPROVED: row.l2_approved,
        Stage.L2_ACTIVATED: row.l2_activated,
    }


def write_appendix(path: Path) -> None:
    """Write the appendix as offices do: merged headings, counts as text with a thousands dot."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"title": "Phụ lục", "created": datetime(2024, 10, 30)})  # noqa: DTZ001
        sheet = book.add_worksheet("Phụ lục")
        style = {"font_name": "Times New Roman", "font_size": 12}
        plain = book.add_format(style)
        bold = book.add_format({**style, "bold": True, "align": "center"})
        italic = book.add_format({**style, "italic": True, "align": "center"})
        for row, line in enumerate(_TITLE):
            sheet.merge_range(
                row, 0, row, 8, line, italic if line.startswith(("(", "của")) else bold
            )
        _write_headings(sheet, book.add_format({**style, **_BOX, "bold": True, "text_wrap": True}))
        body = book.add_format({**style, **_BOX})
        first = _FIRST + 3
        for number, unit in enumerate(district(), start=1):
            sheet.write_number(first + number - 1, 0, number, body)
            _write_counts(sheet, first + number - 1, unit, body)
        last = first + len(district())
        sheet.write_string(last, 0, "Tổng", body)  # the label stands in the TT column
        _write_counts(sheet, last, printed_total(), body)
        for row, line in enumerate(_FOOT, start=last + 2):
            sheet.write_string(row, 0, line, plain)
        sheet.set_column(1, 1, 18)
        sheet.set_column(2, 8, 13)


_BOX = {"border": 1, "align": "center", "valign": "vcenter"}


def _write_headings(sheet: Any, style: Any) -> None:
    for top, left, bottom, right, text in _HEADINGS:
        if (top, left) == (bottom, right):
            sheet.write_string(_FIRST + top, left, text, style)
        else:
            sheet.merge_range(_FIRST + top, left, _FIRST + bottom, right, text, style)


def _write_counts(sheet: Any, row: int, unit: UnitCounts, style: Any) -> None:
    sheet.write_string(row, 1, "" if unit.unit == "Tổng" else unit.unit, style)
    counts = (
        unit.not_collected,
        unit.l1_activated,
        unit.l1_approved,
        unit.l2_activated,
        unit.l2_approved,
        unit.target_level2 or 0,
        unit.target_activation or 0,
    )
    for column, count in enumerate(counts, start=2):
        sheet.write_string(row, column, f"{count:,}".replace(",", "."), style)


@lru_cache(maxsize=1)
def _rows() -> tuple[UnitCounts, ...]:
    with (Path(__file__).parent / "appendix.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            UnitCounts(
                unit=row["unit"],
                not_collected=int(row["not_collected"]),
                l1_activated=int(row["l1_activated"]),
                l1_approved=int(row["l1_not_activated"]),
                l2_activated=int(row["l2_activated"]),
                l2_approved=int(row["l2_not_activated"]),
                target_level2=int(row["target_level2"]),
                target_activation=int(row["target_activation"]),
            )
            for row in csv.DictReader(lines)
        )
