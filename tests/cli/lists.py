"""Small rosters as people send them, written as CSV."""

from __future__ import annotations

from pathlib import Path

TITLE = "DANH SÁCH CÔNG DÂN THÔN 3, XÃ CẨM TÂN\n(Tính đến ngày {day})\n"
HEADINGS = "STT;Họ và tên;Ngày sinh;Giới tính;Số ĐDCN;Điện thoại;Tình trạng;Ghi chú\n"
PEOPLE = (
    "1;Nguyễn Văn An;03/05/1990;Nam;038090000001;0950000001;Chưa thu nhận;\n"
    "2;Lê Thị Bình;1971;Nữ;038171000002;;Mức 2 đã kích hoạt;\n"
    "3;Hà Thị Cúc;28/02/1985;Nữ;038185000003;;Chưa thu nhận;đang ở Hàn Quốc\n"
)
NUMBERS = ("038090000001", "038171000002", "038185000003")
WITHOUT_NAME = "4;;01/01/1980;Nam;038080000004;;Chưa thu nhận;\n"


def roster(
    path: Path, people: str = PEOPLE, *, day: str = "05/11/2024", headings: str = HEADINGS
) -> Path:
    """Write a roster of Thôn 3 and return its path; without ``day`` there is no such line."""
    title = TITLE.format(day=day) if day else TITLE.splitlines(keepends=True)[0]
    path.write_text(title + headings + people, encoding="utf-8")
    return path
