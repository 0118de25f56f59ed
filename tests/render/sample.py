"""A document with everything a renderer can meet; all places and figures are invented."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from eid_campaign.document import Column, Document, Kind, Row, Table, Text

LEVEL_2 = "Chỉ tiêu A – cấp tài khoản định danh mức 2"
ACTIVATION = "Chỉ tiêu B – kích hoạt"

COLUMNS = (
    Column("rank", "Xếp thứ", Kind.RANK),
    Column("village", "Thôn"),
    Column("base", "Mẫu số (người đủ điều kiện)", Kind.COUNT),
    Column("target_a", "Chỉ tiêu", Kind.COUNT, LEVEL_2),
    Column("issued", "Đã cấp mức 2", Kind.COUNT, LEVEL_2),
    Column("rate_a", "Tỷ lệ", Kind.RATE, LEVEL_2),
    Column("target_b", "Chỉ tiêu kích hoạt (M1+M2)", Kind.COUNT, ACTIVATION),
    Column("activated", "Đã kích hoạt", Kind.COUNT, ACTIVATION),
    Column("rate_b", "Tỷ lệ", Kind.RATE, ACTIVATION),
    Column("change", "So với tuần trước", Kind.CHANGE),
    Column("finish", "Dự kiến xong", Kind.DATE),
    Column("remark", "Ghi chú"),
    Column("code", "Mã thôn", machine_only=True),
)


def _row(*values: object) -> Row:
    pairs = zip((column.id for column in COLUMNS), values, strict=True)
    return dict(pairs)


ROWS = (
    # 519/1037 = 50,048… %; 41/39 is above 100 % and stays so.
    _row(1, "Thôn Đồng Chạ", 2073, 1037, 519, Fraction(519, 1037), 39, 41, Fraction(41, 39), 12,
         date(2024, 12, 5), "Đạt | vượt", "01"),
    _row(2, "Thôn Eo Lê", 980, 490, 98, Fraction(1, 5), 60, 20, Fraction(1, 3), -3,
         None, "=1+1", "02"),
    _row(None, "Thôn 3", 0, 0, 0, None, 0, 0, None, 0, None, "", "03"),
)  # fmt: skip
TOTAL: Row = {
    "village": "Toàn xã",
    "base": 3053,
    "target_a": 1527,
    "issued": 617,
    "rate_a": Fraction(617, 1527),
    "target_b": 99,
    "activated": 61,
    "rate_b": Fraction(61, 99),
    "change": 9,
}
VILLAGES = Table(
    "villages",
    "Kết quả từng thôn",
    COLUMNS,
    ROWS,
    TOTAL,
    notes=("Tỷ lệ A tính trên chỉ tiêu.", "Thôn 3 không còn người phải thu nhận."),
)
COMMUNE = Table("commune", "Toàn xã", COLUMNS[2:], ({**TOTAL, "finish": date(2024, 12, 31)},))
EMPTY = Table("refused", "Dòng không đọc được", COLUMNS[1:3], ())
DOCUMENT = Document(
    "weekly",
    "Kết quả tuần của xã Mẫu Sơn",
    date(2024, 11, 5),
    (
        Text(
            "Đánh giá chung",
            (
                "Trong tuần, toàn xã cấp 128 tài khoản định danh mức 2 và kích hoạt 41 tài khoản, "
                "đạt 50,02 % chỉ tiêu A so với mốc rà soát.",
                "Còn 1 thôn chưa có hồ sơ nào.",
            ),
        ),
        VILLAGES,
        COMMUNE,
        EMPTY,
    ),
    subtitle="Kế hoạch số 113/KH-UBND",
    notes=("Số liệu chưa trừ người đã chuyển đi.",),
    source="3 danh sách của các thôn & phụ lục",
    next_steps=("eidc report weekly -o tuan.xlsx",),
)
