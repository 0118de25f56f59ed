"""A corpus of roster shapes with the people a careful clerk would read beside each."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from itertools import chain
from pathlib import Path

from shape_files import (
    BORN,
    NAME,
    NUMBER,
    SEX,
    STT,
    VILLAGE,
    Cut,
    Drawn,
    Maker,
    Person,
    Row,
    body,
    constant,
    docx,
    every,
    headed,
    html,
    moved,
    ods,
    table,
    text,
    xls,
    xlsx,
    xlsx_by_writer,
)

INTAKE = Path(__file__).parents[1] / "src" / "eid_campaign" / "intake"

Made = tuple[str, bytes, list[Person]]
"""The file's name, its bytes, the people in it."""


@dataclass(frozen=True)
class Shape:
    """One file of the corpus."""

    name: str
    file: str
    content: bytes
    people: tuple[Person, ...]


FIRST: list[Callable[[Maker], Made]] = []


def first(make: Callable[[Maker], Made]) -> Callable[[Maker], Made]:
    """Put a shape into the first batch."""
    FIRST.append(make)
    return make


def corpus(makers: Sequence[Callable[[Maker], Made]]) -> list[Shape]:
    """Return the shapes that ``makers`` make, each by its own name's seed."""
    made = []
    for make in makers:
        file, content, people = make(Maker(make.__name__))
        made.append(Shape(make.__name__, file, content, tuple(people)))
    return made


NC, CO = "not_collected", "collected"
A1, K1, A2, K2 = "l1_approved", "l1_activated", "l2_approved", "l2_activated"
WORDINGS = {
    "Chưa làm": NC,
    "chưa thu nhận hồ sơ": NC,
    "CHUA DANG KY": NC,
    "Chưa định danh": NC,
    "Đã thu nhận, chờ phê duyệt": CO,
    "Hồ sơ đang chờ duyệt": CO,
    "M1 chưa KH": A1,
    "Mức 1 - chưa kích hoạt": A1,
    "Đã duyệt mức 1, chưa kích hoạt": A1,
    "M1 đã KH": K1,
    "Kích hoạt mức 1": K1,
    "Mức độ 2 (chưa kích hoạt)": A2,
    "Đã có TK mức 2 nhưng chưa kích hoạt": A2,
    "m2 chua kh": A2,
    "Đã phê duyệt M2, chưa KH": A2,
    "Đã KH mức 2": K2,
    "Đã kích hoạt TK ĐDĐT mức độ 2": K2,
    "M2 - đã kích hoạt": K2,
    "da kich hoat muc 2": K2,
    "Mức 2: kích hoạt rồi": K2,
}


def serial(p: Person) -> datetime:
    return datetime.combine(p.day, time())


def _title(*lines: str) -> list[Row]:
    return [[line] if line else [] for line in lines]


FORM = ("CÔNG AN HUYỆN CẨM THUỶ", "CÔNG AN XÃ CẨM TÂN", "")


# --- containers and plain tables ------------------------------------------------------------


@first
def plain_xlsx_deep_right(make: Maker) -> Made:
    people = make.people(14, villages=("Thôn 1", "Thôn 4"))
    rows = table([STT, NAME, BORN, SEX, NUMBER, VILLAGE], people)
    return "ds.xlsx", xlsx(Drawn(moved(rows, 5, 9))), people


@first
def csv_semicolon_bom(make: Maker) -> Made:
    people = make.people(11, villages=("Thôn 2",))
    cuts = [STT, headed(NAME, "HỌ TÊN"), headed(BORN, "NTNS"), NUMBER, SEX, VILLAGE]
    return "ds.csv", text(table(cuts, people), ";", "utf-8-sig"), people


@first
def csv_cp1258_semicolon(make: Maker) -> Made:
    people = make.people(9, villages=("Thôn Đồng Chạ",))
    cuts = [STT, NAME, BORN, SEX, headed(NUMBER, "Số định danh cá nhân"), VILLAGE]
    return "xuat.csv", text(table(cuts, people), ";", "cp1258"), people


@first
def unicode_text_utf16(make: Maker) -> Made:
    people = make.people(12, villages=("Thôn 7",))
    cuts = [STT, NAME, headed(SEX, "Phái"), BORN, NUMBER, VILLAGE]
    return "ds.txt", text(table(cuts, people), "\t", "utf-16"), people


@first
def xls_merged_two_lines(make: Maker) -> Made:
    people = make.people(16, villages=("Thôn 5", "Thôn 6"))
    rows: list[Row] = [
        *_title("DANH SÁCH CÔNG DÂN", ""),
        ["TT", "Họ và tên", "Ngày, tháng, năm sinh", "", "Số CCCD", "Thôn"],
        ["", "", "Nam", "Nữ", "", ""],
    ]
    for at, p in enumerate(people):
        male = p.sex == "M"
        rows.append(
            [at + 1, p.name, p.dmy if male else "", "" if male else p.dmy, p.number, p.village]
        )
    merges = [(2, 0, 3, 0), (2, 1, 3, 1), (2, 2, 2, 3), (2, 4, 3, 4), (2, 5, 3, 5)]
    return "ds.xls", xls(Drawn(rows, "DS", merges)), people


@first
def ods_village_in_sheet_names(make: Maker) -> Made:
    one, two = make.people(8, villages=("Thôn 1",)), make.people(9, villages=("Thôn 2",))
    cuts = [STT, NAME, SEX, BORN, NUMBER]
    return (
        "ds.ods",
        ods(Drawn(table(cuts, one), "T1"), Drawn(table(cuts, two), "thon 2")),
        one + two,
    )


@first
def docx_with_title(make: Maker) -> Made:
    people = make.people(10, villages=("Thôn Do Trung",), stages=(NC,))
    before = ["DANH SÁCH", "Công dân chưa thu nhận hồ sơ ĐDĐT", "Thôn: Do Trung"]
    return "ds.docx", docx(table([STT, NAME, BORN, NUMBER, SEX], people), before), people


@first
def html_as_xls(make: Maker) -> Made:
    people = make.people(13, villages=("Thôn 3",), loud=True)
    rows = table(
        [
            STT,
            NAME,
            BORN,
            SEX,
            NUMBER,
            (
                "Nơi thường trú",
                lambda at, p: f"{p.village}, Xã Cẩm Tân, Huyện Cẩm Thủy, Tỉnh Thanh Hóa",
            ),
        ],
        people,
    )
    return "BaoCao.xls", html(rows, "<h3>DANH SÁCH CÔNG DÂN</h3>"), people


@first
def pasted_from_word_tabs(make: Maker) -> Made:
    people = make.people(9, villages=("Thôn 8",), stages=(A2,))
    rows = [
        ["DANH SÁCH CÔNG DÂN ĐÃ PHÊ DUYỆT MỨC 2 NHƯNG CHƯA KÍCH HOẠT"],
        ["Thôn 8"],
        *table([STT, NAME, headed(BORN, "Năm sinh"), NUMBER], people),
    ]
    content = "\r\n".join("\t".join(map(str, row)) for row in rows).encode()
    return "dan tu word.txt", content, every(people, sex="")


@first
def google_export_csv(make: Maker) -> Made:
    people = make.people(15, villages=("Thôn 2", "Thôn 3"), stages=tuple(WORDINGS.values()))
    words = list(WORDINGS)
    cuts = [
        ("Dấu thời gian", lambda at, p: f"{at % 28 + 1}/11/2024 8:05:11"),
        headed(NAME, "Họ và tên của bạn"),
        headed(BORN, "Ngày tháng năm sinh"),
        SEX,
        headed(NUMBER, "Số căn cước công dân (12 số)"),
        headed(VILLAGE, "Bạn ở thôn nào?"),
        ("Tình trạng định danh", lambda at, p: words[at % len(words)]),
    ]
    return "Biểu mẫu (Câu trả lời).csv", text(table(cuts, people)), people


# --- headings --------------------------------------------------------------------------------


@first
def headings_without_marks(make: Maker) -> Made:
    people = make.people(10, villages=("Thôn 1", "Thôn 10"))
    cuts = [
        STT,
        headed(NAME, "HO VA TEN"),
        headed(BORN, "NGAY THANG NAM SINH"),
        headed(SEX, "GIOI TINH"),
        headed(NUMBER, "SO CCCD"),
        headed(VILLAGE, "THON"),
    ]
    return "ds.xlsx", xlsx(Drawn(table(cuts, people))), people


@first
def headings_with_breaks(make: Maker) -> Made:
    people = make.people(10, villages=("Thôn 9",))
    cuts = [
        headed(STT, "Số\nTT"),
        headed(NAME, "Họ, chữ đệm\nvà tên khai sinh"),
        headed(BORN, "Ngày,\ntháng,\nnăm sinh"),
        headed(SEX, "Giới\ntính"),
        headed(NUMBER, "Số định\ndanh cá\nnhân/CCCD"),
        headed(VILLAGE, "Thôn\n(bản)"),
    ]
    return "ds.xlsx", xlsx(Drawn(table(cuts, people))), people


@first
def headings_two_spellings(make: Maker) -> Made:
    people = make.people(12, villages=("Thôn 3",))
    cuts = [
        headed(STT, "TT"),
        headed(NAME, "Họ và tên công dân"),
        headed(BORN, "Ngày sinh (dd/mm/yyyy)"),
        headed(SEX, "GT"),
        headed(NUMBER, "Số CCCD/ĐDCN (12 số)"),
        headed(VILLAGE, "Thôn/Xóm"),
        constant("Ghi chú", ""),
    ]
    return "ds.xlsx", xlsx(Drawn(table(cuts, people))), people


@first
def three_heading_lines_ticks(make: Maker) -> Made:
    stages = (NC, A1, K1, A2, K2)
    people = make.people(15, villages=("Thôn 4",), stages=stages)
    rows: list[Row] = [
        *_title(*FORM, "DANH SÁCH CÔNG DÂN", "Thôn 4", ""),
        [
            "STT",
            "Họ và tên",
            "Năm sinh",
            "Số ĐDCN",
            "Giới tính",
            "Chưa thu nhận hồ sơ",
            "Đã phê duyệt TK ĐDĐT",
            "",
            "",
            "",
        ],
        ["", "", "", "", "", "", "Mức 1", "", "Mức 2", ""],
        [
            "",
            "",
            "",
            "",
            "",
            "",
            "Đã kích hoạt",
            "Chưa kích hoạt",
            "Đã kích hoạt",
            "Chưa kích hoạt",
        ],
        [f"({at})" for at in range(1, 11)],
    ]
    places = {NC: 5, K1: 6, A1: 7, K2: 8, A2: 9}
    for at, p in enumerate(people):
        ticks = ["x" if places[p.stage] == index else "" for index in range(5, 10)]
        rows.append([at + 1, p.name, p.day.year, p.number, p.gender, *ticks])
    top = 6
    merges = [(top, i, top + 2, i) for i in range(6)]
    merges += [(top, 6, top, 9), (top + 1, 6, top + 1, 7), (top + 1, 8, top + 1, 9)]
    expected = [replace(p, birth=p.birth[:4]) for p in people]
    return "ds thon 4.xlsx", xlsx(Drawn(rows, "DS", merges)), expected


@first
def three_lines_csv_no_merges(make: Maker) -> Made:
    people = make.people(12, villages=("Thôn 6",), stages=(A1, K1, A2, K2))
    rows: list[Row] = [
        ["STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Đã phê duyệt", "", "", "", "Thôn"],
        ["", "", "", "", "Mức 1", "", "Mức 2", "", ""],
        ["", "", "", "", "Đã kích hoạt", "Chưa kích hoạt", "Đã kích hoạt", "Chưa kích hoạt", ""],
    ]
    places = {K1: 4, A1: 5, K2: 6, A2: 7}
    for at, p in enumerate(people):
        ticks = ["✓" if places[p.stage] == index else "" for index in range(4, 8)]
        rows.append([at + 1, p.name, p.dmy, p.number, *ticks, p.village])
    return "ds.csv", text(rows), every(people, sex="")


@first
def numbers_row_and_page_headings(make: Maker) -> Made:
    people = make.people(30, villages=("Thôn 2",), loud=True)
    cuts = [STT, NAME, BORN, SEX, NUMBER, VILLAGE]
    heads: list[Row] = [[h for h, _ in cuts], [1, 2, 3, 4, 5, 6]]
    rows: list[Row] = []
    for page in range(3):
        rows += [*heads, *body(cuts, people[page * 10 : page * 10 + 10], page * 10), []]
    return "ds.xlsx", xlsx(Drawn(rows)), people


@first
def name_in_two_columns_one_heading(make: Maker) -> Made:
    people = make.people(13, villages=("Thôn 1",))
    rows: list[Row] = [["STT", "Họ và tên", "", "Ngày sinh", "Giới tính", "CCCD", "Thôn"]]
    for at, p in enumerate(people):
        family, given = p.name.rsplit(" ", 1)
        rows.append([at + 1, family, given, p.dmy, p.gender, p.number, p.village])
    return "ds.xlsx", xlsx(Drawn(rows, merges=[(0, 1, 0, 2)])), people


@first
def date_in_three_columns(make: Maker) -> Made:
    people = make.people(13, villages=("Thôn 1",))
    rows: list[Row] = [
        ["STT", "Họ tên", "Ngày tháng năm sinh", "", "", "Nam/Nữ", "Số CCCD", "Thôn"],
        ["", "", "Ngày", "Tháng", "Năm", "", "", ""],
    ]
    for at, p in enumerate(people):
        d = p.day
        rows.append([at + 1, p.name, d.day, d.month, d.year, p.gender, p.number, p.village])
    merges = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 4), (0, 5, 1, 5), (0, 6, 1, 6), (0, 7, 1, 7)]
    return "ds.xlsx", xlsx(Drawn(rows, merges=merges)), people


@first
def sex_in_two_ticks(make: Maker) -> Made:
    people = make.people(14, villages=("Thôn 3",))
    rows: list[Row] = [
        ["TT", "Họ và tên", "Giới tính", "", "Ngày sinh", "Số CCCD", "Thôn"],
        ["", "", "Nam", "Nữ", "", "", ""],
    ]
    for at, p in enumerate(people):
        rows.append(
            [
                at + 1,
                p.name,
                "x" if p.sex == "M" else "",
                "x" if p.sex == "F" else "",
                p.dmy,
                p.number,
                p.village,
            ]
        )
    return "ds.xlsx", xlsx(Drawn(rows, merges=[(0, 2, 0, 3)])), people


@first
def wingdings_ticks_flat(make: Maker) -> Made:
    people = make.people(12, villages=("Thôn 3",), stages=(NC, CO, A2, K2))
    places = {
        NC: "Chưa thu nhận",
        CO: "Đã thu nhận chờ duyệt",
        A2: "Mức 2 chưa kích hoạt",
        K2: "Mức 2 đã kích hoạt",
    }
    cuts: list[Cut] = [STT, NAME, BORN, SEX, NUMBER, VILLAGE]
    for stage, heading in places.items():
        cuts.append((heading, lambda at, p, s=stage: "ü" if p.stage == s else ""))
    return "ds.xlsx", xlsx(Drawn(table(cuts, people))), people


# --- rows ------------------------------------------------------------------------------------


@first
def sections_and_subtotals(make: Maker) -> Made:
    people = make.people(24, villages=("Thôn Đồng Chạ", "Thôn Thanh Tâm", "Thôn Do Trung"))
    cuts = [STT, NAME, BORN, SEX, NUMBER, constant("Ghi chú", "")]
    rows: list[Row] = [*_title(*FORM, "DANH SÁCH RÀ SOÁT", ""), [h for h, _ in cuts]]
    for at, (roman, village) in enumerate(
        (("I", "THÔN ĐỒNG CHẠ"), ("II", "THÔN THANH TÂM"), ("III", "THÔN DO TRUNG"))
    ):
        rows += [
            [roman, f"{village} (8 người)"],
            *body(cuts, people[at * 8 : at * 8 + 8]),
            ["", "Cộng:", "", "", 8],
        ]
    rows += [["", "Tổng cộng: 24 người"], [], ["", "Danh sách có 24 (hai mươi tư) người./."]]
    rows += [
        ["", "Người lập biểu", "", "", "TRƯỞNG CÔNG AN XÃ"],
        [],
        ["", "Lê Hữu Lập", "", "", "Đại uý Trần Minh Đức"],
    ]
    return "ds.xlsx", xlsx(Drawn(rows)), people


@first
def legend_beside(make: Maker) -> Made:
    people = make.people(10, villages=("Thôn 5",))
    rows = table([STT, NAME, BORN, SEX, NUMBER, VILLAGE], people)
    legend = ["Chú thích:", "Vàng: đã làm", "Đỏ: đi làm xa", "Xanh: Nguyễn Văn Phụ, 0912345678"]
    for at, note in enumerate(legend):
        rows[at + 1] += ["", "", note]
    return "ds.xlsx", xlsx(Drawn(rows)), people


@first
def other_names_and_numbers(make: Maker) -> Made:
    people = make.people(16, villages=("Thôn 4",))
    cuts = [
        STT,
        constant("Họ tên chủ hộ", "Nguyễn Văn Chủ", "Trần Thị Chủ"),
        constant("CCCD chủ hộ", "038060001111", "038160002222"),
        headed(NAME, "Họ tên công dân"),
        BORN,
        SEX,
        constant("Số CMND cũ", "172345678", "171234567"),
        NUMBER,
        constant("Ngày cấp", "01/05/2021", "12/08/2022"),
        constant("Nơi cấp", "Cục CS QLHC"),
        VILLAGE,
        constant("Cán bộ phụ trách", "Lê Văn Cán"),
        constant("SĐT cán bộ", "0912345678"),
        constant("Người liên hệ", "Phạm Thị Liên"),
    ]
    return "ds.xlsx", xlsx(Drawn(table(cuts, people))), people


@first
def household_rows_first_only(make: Maker) -> Made:
    people = make.people(18, villages=("Thôn 1", "Thôn 2"))
    cuts: list[Cut] = [
        ("Số hộ", lambda at, p: at // 3 + 1 if at % 3 == 0 else ""),
        ("Họ và tên", lambda at, p: p.name if at % 3 == 0 else f"   - {p.name}"),
        constant("Quan hệ với chủ hộ", "Chủ hộ", "Vợ", "Con"),
        BORN,
        SEX,
        NUMBER,
        ("Địa chỉ", lambda at, p: f"{p.village}, Cẩm Tân" if at % 3 == 0 else ""),
    ]
    return "so ho.xlsx", xlsx(Drawn(table(cuts, people))), people


@first
def village_merged_down(make: Maker) -> Made:
    people = make.people(20, villages=("Thôn 1", "Thôn 2"))
    rows = table([VILLAGE, STT, NAME, BORN, SEX, NUMBER], people)
    for at in range(1, 21):
        if at not in (1, 11):
            rows[at][0] = ""
    return "ds.xlsx", xlsx(Drawn(rows, merges=[(1, 0, 10, 0), (11, 0, 20, 0)])), people


@first
def blank_rows_everywhere(make: Maker) -> Made:
    people = make.people(12, villages=("Thôn 2",))
    rows = table([STT, NAME, BORN, SEX, NUMBER, VILLAGE], people)
    spread: list[Row] = []
    for row in rows:
        spread += [row, []]
    return "ds.xlsx", xlsx(Drawn(spread)), people


@first
def hidden_rows_and_copy(make: Maker) -> Made:
    people = make.people(12, villages=("Thôn 2",))
    rows = table([STT, NAME, BORN, SEX, NUMBER, VILLAGE], people)
    old = table([STT, NAME, BORN, SEX, NUMBER, VILLAGE], make.people(8, villages=("Thôn 9",)))
    sheets = (Drawn(rows, "DS", hidden_rows=(3, 4)), Drawn(old, "Tuần trước", hidden=True))
    return "ds.xlsx", xlsx(*sheets), people


@first
def two_tables_one_sheet(make: Maker) -> Made:
    one = make.people(8, villages=("Thôn 1",), stages=(NC,))
    two = make.people(9, villages=("Thôn 1",), stages=(A2,))
    rows: list[Row] = [
        ["A. CÔNG DÂN CHƯA THU NHẬN HỒ SƠ"],
        *table([STT, NAME, BORN, SEX, NUMBER, VILLAGE], one),
    ]
    rows += [[], [], ["B. CÔNG DÂN ĐÃ PHÊ DUYỆT MỨC 2 CHƯA KÍCH HOẠT"]]
    rows += table([STT, NAME, NUMBER, BORN, SEX, VILLAGE], two)
    return "ds.xlsx", xlsx(Drawn(rows)), one + two


@first
def two_lists_side_by_side(make: Maker) -> Made:
    one, two = make.people(10, villages=("Thôn 3",)), make.people(8, villages=("Thôn 3",))
    cuts = [STT, NAME, BORN, SEX, NUMBER]
    left, right = table(cuts, one), table(cuts, two)
    rows: list[Row] = [["DANH SÁCH CÔNG DÂN THÔN 3"], []]
    for at, row in enumerate(left):
        rows.append([*row, "", *(right[at] if at < len(right) else [])])
    return "ds.xlsx", xlsx(Drawn(rows)), one + two


@first
def side_by_side_touching(make: Maker) -> Made:
    one = make.people(9, villages=("Thôn 3",), stages=(NC,))
    two = make.people(9, villages=("Thôn 3",), stages=(NC,))
    cuts = [STT, NAME, BORN, NUMBER]
    rows: list[Row] = [["CHƯA THU NHẬN HỒ SƠ - THÔN 3"]]
    for a, b in zip(table(cuts, one), table(cuts, two), strict=True):
        rows.append([*a, *b])
    return "ds.xlsx", xlsx(Drawn(rows)), every(one + two, sex="")


@first
def stage_by_sheets(make: Maker) -> Made:
    sheets, people = [], []
    for name, stage in (("Chưa TN", NC), ("M1 chưa KH", A1), ("M2 chưa KH", A2), ("M2 đã KH", K2)):
        some = make.people(6, villages=("Thôn 2",), stages=(stage,))
        people += some
        sheets.append(Drawn(table([STT, NAME, BORN, SEX, NUMBER, VILLAGE], some), name))
    return "ds.xlsx", xlsx(*sheets), people


@first
def summary_sheet_first(make: Maker) -> Made:
    people = make.people(16, villages=("Thôn 1", "Thôn 2"))
    cuts = [STT, NAME, BORN, SEX, NUMBER]
    total: list[Row] = [
        ["BẢNG TỔNG HỢP"],
        ["STT", "Thôn", "Số người", "Ghi chú"],
        [1, "Thôn 1", 8],
        [2, "Thôn 2", 8],
    ]
    sheets = (
        Drawn(total, "TH"),
        Drawn(table(cuts, people[:8]), "Thôn 1"),
        Drawn(table(cuts, people[8:]), "Thôn 2"),
    )
    return "ds.xlsx", xlsx(*sheets), people


@first
def groups_per_khu(make: Maker) -> Made:
    people = make.people(18, villages=("Khu phố 1", "Khu phố 2", "Khu phố 3"))
    cuts = [STT, NAME, BORN, SEX, NUMBER]
    rows: list[Row] = [[h for h, _ in cuts]]
    for at in range(3):
        rows += [[f"* KHU PHỐ {at + 1}"], *body(cuts, people[at * 6 : at * 6 + 6])]
    return "ds.xlsx", xlsx(Drawn(rows)), people


# --- villages --------------------------------------------------------------------------------


@first
def village_in_file_name(make: Maker) -> Made:
    people = make.people(9, villages=("Thôn 7",), stages=(A2,))
    rows = table([STT, NAME, BORN, SEX, NUMBER], people)
    return "DS_M2_chua_KH_thon_7 (sua lan 2).xlsx", xlsx(Drawn(rows)), people


@first
def village_in_title_line(make: Maker) -> Made:
    people = make.people(9, villages=("Bản Ngọc",), stages=(NC,))
    rows = [
        *_title(
            *FORM,
            "DANH SÁCH CÔNG DÂN CHƯA LÀM ĐỊNH DANH",
            "Bản Ngọc - xã Cẩm Tân",
            "(Tính đến ngày 05/11/2024)",
            "",
        ),
        *table([STT, NAME, BORN, SEX, NUMBER], people),
    ]
    return "ds.xlsx", xlsx(Drawn(rows)), people


@first
def police_export(make: Maker) -> Made:
    people = make.people(25, villages=("Thôn 1", "Thôn Đồng Chạ", "Thôn 10"), loud=True)
    cuts: list[Cut] = [
        STT,
        headed(NUMBER, "Số ĐDCN"),
        headed(NAME, "Họ, chữ đệm và tên"),
        headed(BORN, "Ngày, tháng, năm sinh"),
        SEX,
        constant("Dân tộc", "Kinh", "Mường"),
        constant("Quê quán", "Xã Cẩm Vân, Huyện Cẩm Thủy, Tỉnh Thanh Hóa"),
        (
            "Nơi thường trú",
            lambda at, p: f"{p.village}, Xã Cẩm Tân, Huyện Cẩm Thủy, Tỉnh Thanh Hóa",
        ),
        constant("Nơi ở hiện tại", "Thôn 99, Xã Cẩm Vân, Huyện Cẩm Thủy, Tỉnh Thanh Hóa"),
        constant("Số CMND", "", "172000123"),
        constant("Số điện thoại", "0987654321", ""),
    ]
    return "KetXuat_20241105.xlsx", xlsx_by_writer(Drawn(table(cuts, people))), people


@first
def village_spellings(make: Maker) -> Made:
    people = make.people(12, villages=("Thôn 3",))
    ways = ("Thôn 3", "T3", "thon 3", "thôn 03", "THÔN 3", "3", "T.3", "Thôn số 3")
    cuts = [STT, NAME, BORN, SEX, NUMBER, constant("Thôn", *ways)]
    return "ds.xlsx", xlsx(Drawn(table(cuts, people))), people


# --- stages ----------------------------------------------------------------------------------


@first
def stage_wordings(make: Maker) -> Made:
    people = make.people(40, villages=("Thôn 1",), stages=tuple(WORDINGS.values()))
    words = list(WORDINGS)
    cuts = [
        STT,
        NAME,
        BORN,
        SEX,
        NUMBER,
        VILLAGE,
        ("Tình trạng", lambda at, p: words[at % len(words)]),
    ]
    return "ds.xlsx", xlsx(Drawn(table(cuts, people))), people


@first
def level_and_state(make: Maker) -> Made:
    people = make.people(16, villages=("Thôn 1",), stages=(A1, K1, A2, K2))
    cuts: list[Cut] = [
        STT,
        NAME,
        BORN,
        SEX,
        NUMBER,
        VILLAGE,
        ("Mức", lambda at, p: int(p.stage[1])),
        (
            "Trạng thái TK",
            lambda at, p: "Đã kích hoạt" if "activated" in p.stage else "Chưa kích hoạt",
        ),
    ]
    return "ds.xlsx", xlsx(Drawn(table(cuts, people))), people


@first
def ticks_of_ones(make: Maker) -> Made:
    people = make.people(12, villages=("Thôn 1",), stages=(NC, A2, K2))
    cuts: list[Cut] = [STT, NAME, BORN, SEX, NUMBER, VILLAGE]
    for heading, stage in (("Chưa thu nhận HS", NC), ("M2 chưa KH", A2), ("M2 đã KH", K2)):
        cuts.append((heading, lambda at, p, s=stage: 1 if p.stage == s else ""))
    rows = table(cuts, people)
    rows.append(["", "Cộng", "", "", "", "", 4, 4, 4])
    return "ds.xls", xls(Drawn(rows, "DS")), people


@first
def yes_no_activation(make: Maker) -> Made:
    people = make.people(12, villages=("Thôn 1",), stages=(A2, K2))
    cuts: list[Cut] = [
        STT,
        NAME,
        BORN,
        SEX,
        NUMBER,
        VILLAGE,
        ("Kích hoạt mức 2", lambda at, p: "Rồi" if p.stage == K2 else "Chưa"),
    ]
    # "Chưa" does not say whether there is an account of level 2 at all.
    expected = [replace(p, stage=p.stage if p.stage == K2 else "") for p in people]
    return "ds.xlsx", xlsx(Drawn(table(cuts, people))), expected


@first
def stage_sections(make: Maker) -> Made:
    people = make.people(12, villages=("Thôn 2",), stages=(NC,))[:6]
    more = make.people(6, villages=("Thôn 2",), stages=(A1,))
    cuts = [STT, NAME, BORN, SEX, NUMBER, VILLAGE]
    rows: list[Row] = [[h for h, _ in cuts], ["I", "Chưa thu nhận hồ sơ"], *body(cuts, people)]
    rows += [["II", "Đã phê duyệt mức 1, chưa kích hoạt"], *body(cuts, more)]
    return "ds.xlsx", xlsx(Drawn(rows)), people + more


# --- cells -----------------------------------------------------------------------------------


@first
def numbers_as_floats(make: Maker) -> Made:
    people = make.people(12, villages=("Thôn 1",))
    cuts: list[Cut] = [STT, NAME, BORN, SEX, ("Số CCCD", lambda at, p: float(p.number)), VILLAGE]
    return "ds.xlsx", xlsx(Drawn(table(cuts, people))), people


@first
def numbers_messy_text(make: Maker) -> Made:
    people = make.people(16, villages=("Thôn 1",))

    def messy(at: int, p: Person) -> str:
        n = p.number
        return (
            f"'{n}",
            f"{n[:3]} {n[3:6]} {n[6:]}",
            f"{n[:3]}.{n[3:6]}.{n[6:]}",
            f"CCCD: {n}",
            f"\u00a0{n}\u200b",
            f"{n} / 172345678",
            n[1:],
            f"{n}.0",
        )[at % 8]

    cuts: list[Cut] = [STT, NAME, BORN, SEX, ("Số CCCD", messy), VILLAGE]
    return "ds.xlsx", xlsx(Drawn(table(cuts, people))), people


@first
def numbers_scientific(make: Maker) -> Made:
    people = make.people(10, villages=("Thôn 1",))
    cuts: list[Cut] = [
        STT,
        NAME,
        BORN,
        SEX,
        ("Số CCCD", lambda at, p: f"{float(p.number):.4E}"),
        VILLAGE,
    ]
    return "ds.csv", text(table(cuts, people)), every(people, number="")


@first
def number_in_two_columns(make: Maker) -> Made:
    people = make.people(14, villages=("Thôn 1",))
    cuts: list[Cut] = [
        STT,
        NAME,
        BORN,
        SEX,
        ("Số CMND", lambda at, p: "172345678" if at % 2 else ""),
        ("Số CCCD", lambda at, p: "" if at % 2 else p.number),
        VILLAGE,
    ]
    expected = [replace(p, number="" if at % 2 else p.number) for at, p in enumerate(people)]
    return "ds.xlsx", xlsx(Drawn(table(cuts, people))), expected


@first
def dates_mixed(make: Maker) -> Made:
    people = make.people(18, villages=("Thôn 1",))
    cut = (10, 10, 10, 10, 4, 7)

    def born(at: int, p: Person) -> object:
        d = p.day
        return (
            p.dmy,
            serial(p),
            f"{d.day}-{d.month}-{d.year}",
            f"{d.day}.{d.month}.{d.year}",
            d.year,
            f"{d.month}/{d.year}",
        )[at % 6]

    expected = [replace(p, birth=p.birth[: cut[at % 6]]) for at, p in enumerate(people)]
    cuts = [STT, NAME, ("Ngày sinh", born), SEX, NUMBER, VILLAGE]
    return "ds.xlsx", xlsx(Drawn(table(cuts, people))), expected


@first
def dates_two_digit_years(make: Maker) -> Made:
    people = make.people(14, villages=("Thôn 1",))
    cuts: list[Cut] = [
        STT,
        NAME,
        ("Ngày sinh", lambda at, p: f"{p.day:%d/%m/%y}"),
        SEX,
        NUMBER,
        VILLAGE,
    ]
    return "ds.xlsx", xlsx(Drawn(table(cuts, people))), people


@first
def dates_fillers(make: Maker) -> Made:
    people = make.people(15, villages=("Thôn 1",))
    ways = ("00/00/{}", "../../{}", "SN {}", "--/--/{}", "Năm {}")
    cuts: list[Cut] = [
        STT,
        NAME,
        ("Ngày sinh", lambda at, p: ways[at % 5].format(p.day.year)),
        SEX,
        NUMBER,
        VILLAGE,
    ]
    return (
        "ds.xlsx",
        xlsx(Drawn(table(cuts, people))),
        [replace(p, birth=p.birth[:4]) for p in people],
    )


@first
def epoch_1904(make: Maker) -> Made:
    people = make.people(10, villages=("Thôn 1",))
    cuts: list[Cut] = [STT, NAME, ("Ngày sinh", lambda at, p: serial(p)), SEX, NUMBER, VILLAGE]
    return "ds.xlsx", xlsx(Drawn(table(cuts, people)), epoch_1904=True), people


@first
def formulas_cached(make: Maker) -> Made:
    people = make.people(10, villages=("Thôn 1",))
    rows = table([STT, NAME, BORN, SEX, NUMBER, VILLAGE], people)
    formulas = [(at, 0, f"=ROW()-{1}", float(at)) for at in range(1, 11)]
    formulas += [(at, 1, '=UPPER("x")', p.name.upper()) for at, p in enumerate(people, 1)]
    expected = [replace(p, name=p.name.upper()) for p in people]
    return "ds.xlsx", xlsx_by_writer(Drawn(rows), formulas), expected


@first
def nfd_everything(make: Maker) -> Made:
    people = make.people(10, villages=("Thôn Đồng Chạ",))
    rows = [
        [unicodedata.normalize("NFD", cell) if isinstance(cell, str) else cell for cell in row]
        for row in table([STT, NAME, BORN, SEX, NUMBER, VILLAGE], people)
    ]
    return unicodedata.normalize("NFD", "danh sách.xlsx"), xlsx(Drawn(rows)), people


def _tables(name: str, key: int, value: int) -> list[tuple[str, str]]:
    lines = (INTAKE / name).read_text(encoding="utf-8").splitlines()[1:]
    return [(row[key], row[value]) for row in (line.split("\t") for line in lines if line)]


def tcvn3(words: str) -> str:
    """Return Unicode text as an old font's bytes show it."""
    codes = {letter: chr(int(code[2:], 16)) for code, letter in _tables("tcvn3.tsv", 1, 2)}
    return "".join(codes.get(c) or codes.get(c.lower(), c) for c in words)


def vni(words: str) -> str:
    """Return Unicode text as VNI for Windows writes it."""
    codes: dict[str, str] = {}
    for old, letter in _tables("vni.tsv", 0, 1):
        codes.setdefault(letter, old)
    return "".join(codes.get(c, c) for c in words)


def encoded(rows: Sequence[Row], encode: Callable[[str], str]) -> list[Row]:
    return [[encode(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]


@first
def tcvn3_xls(make: Maker) -> Made:
    people = make.people(16, villages=("Thôn Đồng Chạ",))
    rows = table([STT, NAME, BORN, SEX, NUMBER, VILLAGE], people)
    expected = [replace(p, name=p.name.replace("Á", "Á")) for p in people]
    return "ds.xls", xls(Drawn(encoded(rows, tcvn3), "DS")), expected


@first
def vni_xlsx(make: Maker) -> Made:
    people = make.people(20, villages=("Thôn Thanh Tâm",))
    rows = table([STT, NAME, BORN, SEX, NUMBER, VILLAGE], people)
    return "ds.xlsx", xlsx(Drawn(encoded(rows, vni))), people


@first
def utf8_as_cp1252(make: Maker) -> Made:
    people = make.people(10, villages=("Thôn 2",))

    def spoilt(words: str) -> str:
        return (
            words.encode().decode("cp1252", "ignore")
            if not any(byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) for byte in words.encode())
            else words
        )

    rows = table([STT, NAME, BORN, SEX, NUMBER, VILLAGE], people)
    return "ds.xlsx", xlsx(Drawn(encoded(rows, spoilt))), people


@first
def names_untidy(make: Maker) -> Made:
    people = make.people(12, villages=("Thôn 2",))
    ways = ("{}  ", "\u00a0{}", "{}\n", "Ông {}", "{} (Tí)", "- {}")
    cuts: list[Cut] = [
        STT,
        ("Họ và tên", lambda at, p: ways[at % 6].format(p.name.replace(" ", "  ", 1))),
        BORN,
        SEX,
        NUMBER,
        VILLAGE,
    ]
    return "ds.xlsx", xlsx(Drawn(table(cuts, people))), people


@first
def extra_empty_columns(make: Maker) -> Made:
    people = make.people(11, villages=("Thôn 2",))
    rows = table([STT, NAME, BORN, SEX, NUMBER, VILLAGE], people)
    wide: list[Row] = [list(chain.from_iterable((cell, "") for cell in row)) for row in rows]
    return "ds.xlsx", xlsx(Drawn(wide)), people


@first
def phones_like_numbers(make: Maker) -> Made:
    people = make.people(12, villages=("Thôn 2",))
    cuts: list[Cut] = [
        STT,
        NAME,
        headed(BORN, "NS"),
        headed(SEX, "GT"),
        constant("ĐT", 912345678, 987654321),
        headed(NUMBER, "Số giấy tờ"),
        VILLAGE,
        constant("DT", "Kinh", "Mường"),
    ]
    return "ds.xlsx", xlsx(Drawn(table(cuts, people))), people


@first
def sexes_coded(make: Maker) -> Made:
    people = make.people(12, villages=("Thôn 2",))
    cuts: list[Cut] = [
        STT,
        NAME,
        BORN,
        ("Nữ", lambda at, p: "x" if p.sex == "F" else ""),
        NUMBER,
        VILLAGE,
    ]
    expected = [replace(p, sex=p.sex if p.sex == "F" else "") for p in people]
    return "ds.xlsx", xlsx(Drawn(table(cuts, people))), expected


# --- lists without a grid --------------------------------------------------------------------


@first
def chat_list(make: Maker) -> Made:
    people = make.people(9, villages=("Thôn 3",), stages=(NC,))
    lines = [f"{at}. {p.name}, {p.day.year}, thôn 3, chưa làm" for at, p in enumerate(people, 1)]
    content = "\n".join(["Danh sách thôn 3 gửi anh:", *lines]).encode()
    return "zalo.txt", content, [replace(p, number="", sex="", birth=p.birth[:4]) for p in people]


@first
def chat_list_dashes(make: Maker) -> Made:
    people = make.people(8, villages=("Thôn 5",))
    lines = [f"{at}) {p.name} - {p.dmy} - {p.number}" for at, p in enumerate(people, 1)]
    content = "\n".join(["THÔN 5", *lines]).encode()
    return "thon 5.txt", content, every(people, sex="")


@first
def no_village_no_stage(make: Maker) -> Made:
    people = make.people(10)
    return "ds.xlsx", xlsx(Drawn(table([STT, NAME, BORN, SEX, NUMBER], people))), people


@first
def year_under_sex_no_merge(make: Maker) -> Made:
    people = make.people(14, villages=("Thôn 6",))
    rows: list[Row] = [
        ["TT", "HỌ VÀ TÊN", "NĂM SINH", "", "SỐ CCCD", "ĐỊA CHỈ"],
        ["", "", "Nam", "Nữ", "", ""],
        ["A", "B", 1, 2, 3, 4],
    ]
    for at, p in enumerate(people):
        years = [p.day.year, ""] if p.sex == "M" else ["", p.day.year]
        rows.append([at + 1, p.name, *years, p.number, f"{p.village} - Cẩm Tân"])
    return "ds.csv", text(rows, ";", "utf-8-sig"), [replace(p, birth=p.birth[:4]) for p in people]


@first
def signature_beside_last_row(make: Maker) -> Made:
    people = make.people(12, villages=("Thôn 6",))
    rows = table([STT, NAME, BORN, SEX, NUMBER, VILLAGE], people)
    rows += [
        ["", "", "", "", "Cẩm Tân, ngày 05 tháng 11 năm 2024"],
        ["", "TRƯỞNG THÔN", "", "", "NGƯỜI LẬP"],
        ["", "(Ký, ghi rõ họ tên)"],
        [],
        ["", "Bùi Văn Trưởng", "", "", "Lê Thị Lập"],
    ]
    return "ds.xlsx", xlsx(Drawn(rows)), people


@first
def remarks_in_unheaded_column(make: Maker) -> Made:
    people = make.people(12, villages=("Thôn 6",), stages=(NC,))
    cuts = [
        STT,
        NAME,
        BORN,
        SEX,
        NUMBER,
        VILLAGE,
        constant("Ghi chú", "đi làm xa", ""),
        constant("", "Bình Dương", ""),
    ]
    rows = [["DANH SÁCH CÔNG DÂN CHƯA THU NHẬN HỒ SƠ"], *table(cuts, people)]
    return "ds.xlsx", xlsx(Drawn(rows)), people
