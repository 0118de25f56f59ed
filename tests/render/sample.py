"""A document with everything a renderer can meet; all places and figures are invented."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from eid_campaign.document import (
    Card,
    CardFigure,
    CardLine,
    Chart,
    ChartKind,
    Column,
    Document,
    Kind,
    Letter,
    Panel,
    Role,
    Row,
    Series,
    Table,
    Text,
    Tile,
    Tiles,
)

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

DAYS = tuple(date(2024, 11, day) for day in (5, 12, 19))
LINES = Chart(
    "cumulative",
    "Lũy kế cấp tài khoản mức 2 so với chỉ tiêu",
    ChartKind.LINES,
    (
        Panel(
            "Toàn xã",
            (
                Series("issued", "Đã cấp", tuple(zip(DAYS, (0, 190, 402), strict=True))),
                Series(
                    "target",
                    "Chỉ tiêu",
                    ((date(2024, 11, 5), 0), (date(2024, 12, 31), 1037)),
                    Role.TARGET,
                ),
                Series(
                    "outlook",
                    "Theo tốc độ bình quân",
                    ((date(2024, 11, 19), 402), (date(2024, 12, 31), 1037)),
                    Role.OUTLOOK,
                ),
                Series(
                    "low",
                    "Tuần chậm nhất",
                    ((date(2024, 11, 19), 402), (date(2024, 12, 31), 900)),
                    Role.LOW,
                ),
                Series(
                    "high",
                    "Tuần nhanh nhất",
                    ((date(2024, 11, 19), 402), (date(2024, 12, 31), 1200)),
                    Role.HIGH,
                ),
            ),
        ),
    ),
    "Đến 19/11/2024 toàn xã cấp 402 tài khoản, chỉ tiêu đến 31/12/2024 là 1.037.",
    marks=((date(2024, 11, 30), "Hạn kích hoạt"), (date(2024, 12, 31), "Hạn cấp mức 2")),
)
SMALL_MULTIPLES = Chart(
    "villages_over_time",
    "Từng thôn so với chỉ tiêu",
    ChartKind.LINES,
    tuple(
        Panel(
            f"Thôn {number}",
            (
                Series("issued", "Đã cấp", tuple(zip(DAYS, (0, number, None), strict=True))),
                Series("target", "Chỉ tiêu", ((DAYS[0], 0), (DAYS[2], 20)), Role.TARGET),
            ),
        )
        for number in range(1, 12)
    ),
    "Mười một thôn, cùng thang ngày.",
)
STACKED = Chart(
    "stages",
    "Các bước theo thôn",
    ChartKind.STACKED,
    (
        Panel(
            "",
            tuple(
                Series(name, title, (("Thôn Đồng Chạ", first), ("Thôn Eo Lê", second)))
                for name, title, first, second in (
                    ("not_collected", "Chưa thu nhận", 120, 80),
                    ("collected", "Đã thu nhận, chờ duyệt", 10, 5),
                    ("l2_approved", "Mức 2 chưa kích hoạt", 30, 12),
                    ("l2_activated", "Mức 2 đã kích hoạt", 160, 90),
                )
            ),
        ),
    ),
    "Mỗi thanh là một thôn.",
)
BARS = Chart(
    "ranking",
    "Xếp thứ theo tỷ lệ chỉ tiêu",
    ChartKind.BARS,
    (
        Panel(
            "",
            (
                Series(
                    "rate",
                    "Tỷ lệ",
                    (
                        ("1. Thôn Đồng Chạ", Fraction(41, 39)),
                        ("2. Thôn Eo Lê", Fraction(1, 5)),
                        ("Thôn 3", None),
                    ),
                ),
            ),
        ),
    ),
    "Thôn Đồng Chạ vượt chỉ tiêu.",
    values=Kind.RATE,
)
TILES = Tiles(
    "map",
    "Bản đồ các thôn",
    (
        Tile("Thôn Đồng Chạ", Fraction(41, 39), "41/39 (105,13 %), thứ 1"),
        Tile("Thôn Eo Lê", Fraction(1, 5), "98/490 (20,00 %), thứ 2"),
        Tile("Thôn 3", None, "chưa báo cáo"),
    ),
    "Ô càng đầy tỷ lệ càng cao.",
)
CARD = Card(
    "Kết quả tuần, xã Mẫu Sơn",
    "Từ 13/11/2024 đến 19/11/2024",
    (
        CardFigure("Cấp mức 2", 402, 1037, Fraction(402, 1037), 212, "còn 635, hạn 31/12"),
        CardFigure("Kích hoạt", None, 390, None, None, "chưa có số liệu"),
    ),
    "Xếp thứ các thôn",
    (
        CardLine(1, "Thôn Đồng Chạ", Fraction(41, 39), 2),
        CardLine(2, "Thôn Eo Lê", Fraction(1, 5), -1),
        CardLine(2, "Thôn Ngọc Sơn", Fraction(1, 5), 0),
        CardLine(None, "Thôn 3", None),
    ),
    "Công an xã Mẫu Sơn, số liệu đến 19/11/2024",
)
LETTER = Letter(
    agency="CÔNG AN XÃ MẪU SƠN",
    parent_agency="CÔNG AN HUYỆN MẪU",
    symbol="BC-CAX",
    place="Mẫu Sơn",
    day=date(2024, 11, 5),
    kind="BÁO CÁO",
    subject="Kết quả thực hiện thu nhận, kích hoạt tài khoản định danh điện tử",
    addressees=("UBND huyện Mẫu (qua Công an huyện)", "UBND xã Mẫu Sơn"),
    recipients=("Như trên", "Lưu: VT, CAX"),
    signer_title=("KT. TRƯỞNG CÔNG AN XÃ", "PHÓ TRƯỞNG CÔNG AN XÃ"),
    signer="Lê Văn Mẫu",
)
REPORT = Document(
    "report_weekly",
    "Báo cáo tuần, xã Mẫu Sơn",
    date(2024, 11, 19),
    (
        Text("I. Kết quả thực hiện", (), level=1),
        Text("1. Thu nhận, cấp và kích hoạt", ("Trong tuần cấp 212 tài khoản mức 2.",)),
        VILLAGES,
        LINES,
        SMALL_MULTIPLES,
        STACKED,
        BARS,
        TILES,
        Text("II. Khó khăn, vướng mắc", ("Nhiều người đi làm ăn xa.",), level=1, is_draft=True),
        EMPTY,
    ),
    subtitle="Từ 13/11/2024 đến 19/11/2024",
    notes=("Số liệu chưa trừ người đã chuyển đi.",),
    source="3 danh sách của các thôn & phụ lục",
    letter=LETTER,
    card=CARD,
    brief=("📌 KẾT QUẢ ngày 19/11: cấp mức 2 402/1.037 (38,77 %).", "👉 Dẫn đầu: Thôn Đồng Chạ."),
    speech=("Kính thưa bà con.", "Toàn xã đã có 402 tài khoản định danh điện tử mức 2."),
)
"""A report that leaves the office: every block, letterhead, card, chat and loudspeaker text."""
