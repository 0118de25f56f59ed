"""A second batch of roster shapes, written down after the reader was mended for the first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

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
)
from shapes import A1, A2, CO, K1, K2, NC, Made, encoded, serial, tcvn3, vni

BLIND: list[Callable[[Maker], Made]] = []
PLAIN = [STT, NAME, BORN, SEX, NUMBER, VILLAGE]


def blind(make: Callable[[Maker], Made]) -> Callable[[Maker], Made]:
    """Put a shape into the second batch."""
    BLIND.append(make)
    return make


@blind
def nickname_column(make: Maker) -> Made:
    people = make.people(12, villages=("Thôn 3",))
    cuts = [STT, NAME, constant("Tên thường gọi", "Tí", "Sửu"), BORN, SEX, NUMBER, VILLAGE]
    return "ds.xlsx", xlsx(Drawn(table(cuts, people))), people


@blind
def grouped_information(make: Maker) -> Made:
    people = make.people(12, villages=("Thôn 4",), stages=(A1, A2, K2))
    rows: list[Row] = [
        ["Thông tin công dân", "", "", "", "", "", "Tài khoản ĐDĐT", "", ""],
        [
            "STT",
            "Họ và tên",
            "Ngày sinh",
            "Giới tính",
            "Số CCCD",
            "Thôn",
            "M1 chưa KH",
            "M2 chưa KH",
            "M2 đã KH",
        ],
    ]
    for row, p in zip(body(PLAIN, people), people, strict=True):
        rows.append([*row, *("X" if p.stage == s else "" for s in (A1, A2, K2))])
    return "ds.xlsx", xlsx(Drawn(rows, merges=[(0, 0, 0, 5), (0, 6, 0, 8)])), people


@blind
def merged_section_with_leader(make: Maker) -> Made:
    people = make.people(12, villages=("Thôn Đồng Chạ", "Thôn Cẩm Bào"))
    cuts = [STT, NAME, BORN, SEX, NUMBER]
    rows: list[Row] = [[h for h, _ in cuts], ["Thôn Đồng Chạ - Trưởng thôn: Lê Văn Trưởng"]]
    rows += [*body(cuts, people[:6]), ["Thôn Cẩm Bào - Trưởng thôn: Hà Thị Đầu"]]
    rows += body(cuts, people[6:])
    return "ds.xlsx", xlsx(Drawn(rows, merges=[(1, 0, 1, 4), (8, 0, 8, 4)])), people


@blind
def kdc_column(make: Maker) -> Made:
    people = make.people(10, villages=("Thôn 1", "Thôn 2"))
    cuts = [*PLAIN[:5], headed(VILLAGE, "KDC")]
    return "ds.ods", ods(Drawn(table(cuts, people))), people


@blind
def iso_dates_csv(make: Maker) -> Made:
    people = make.people(10, villages=("Thôn 1",))
    cuts: list[Cut] = [STT, NAME, ("Ngày sinh", lambda at, p: p.birth), *PLAIN[3:]]
    return "export.csv", text(table(cuts, people)), people


@blind
def dates_in_words(make: Maker) -> Made:
    people = make.people(10, villages=("Thôn 1",))
    cuts: list[Cut] = [
        STT,
        NAME,
        ("Ngày sinh", lambda at, p: f"ngày {p.day.day} tháng {p.day.month} năm {p.day.year}"),
        *PLAIN[3:],
    ]
    return "ds.docx", docx(table(cuts, people)), people


@blind
def dates_as_serials(make: Maker) -> Made:
    people = make.people(10, villages=("Thôn 1",))
    cuts: list[Cut] = [
        STT,
        NAME,
        ("Ngày sinh", lambda at, p: (serial(p) - serial(replace(p, birth="1900-01-01"))).days + 2),
        *PLAIN[3:],
    ]
    return "ds.xls", xls(Drawn(table(cuts, people), "DS")), people


@blind
def dates_swapped(make: Maker) -> Made:
    people = make.people(14, villages=("Thôn 1",))

    def born(at: int, p: Person) -> object:
        if p.day.day > 12:
            return p.dmy
        day = serial(p)
        return day.replace(month=day.day, day=day.month)

    cuts = [STT, NAME, ("Ngày sinh", born), *PLAIN[3:]]
    return "ds.xlsx", xlsx(Drawn(table(cuts, people))), people


@blind
def letters_for_digits(make: Maker) -> Made:
    people = make.people(8, villages=("Thôn 1",))
    cuts: list[Cut] = [*PLAIN[:4], ("Số CCCD", lambda at, p: "O" + p.number[1:]), VILLAGE]
    return "ds.csv", text(table(cuts, people), "\t"), people


@blind
def vni_csv(make: Maker) -> Made:
    people = make.people(20, villages=("Thôn Cẩm Bào",))
    rows = encoded(table(PLAIN, people), vni)
    return "ds.csv", text(rows, ";", "cp1252"), people


@blind
def tcvn3_csv_given_column(make: Maker) -> Made:
    people = make.people(20, villages=("Thôn Thanh Tâm",))
    cuts: list[Cut] = [
        STT,
        ("Họ đệm", lambda at, p: p.name.rsplit(" ", 1)[0]),
        ("Tên", lambda at, p: p.name.rsplit(" ", 1)[1]),
        *PLAIN[2:],
    ]
    return "ds.csv", text(encoded(table(cuts, people), tcvn3), ";", "latin-1"), people


@blind
def tcvn3_text_with_unicode_headings(make: Maker) -> Made:
    people = make.people(16, villages=("Thôn 3",), loud=False)
    rows = table(PLAIN, people)
    return "ds.xlsx", xlsx(Drawn([rows[0], *encoded(rows[1:], tcvn3)])), people


@blind
def docx_layout_table_first(make: Maker) -> Made:
    people = make.people(9, villages=("Thôn 5",), stages=(NC,))
    before = [
        "DANH SÁCH CÔNG DÂN CHƯA THU NHẬN HỒ SƠ",
        "THÔN 5",
        "(Kèm theo báo cáo ngày 05/11/2024)",
    ]
    return (
        "bc.docx",
        docx(table([headed(STT, "TT"), NAME, BORN, SEX, NUMBER], people), before),
        people,
    )


@blind
def csv_sep_line_quoted(make: Maker) -> Made:
    people = make.people(10, villages=("Thôn 7",))
    cuts: list[Cut] = [
        *PLAIN[:5],
        ("Địa chỉ", lambda at, p: f"{p.village}, xã Cẩm Tân, huyện Cẩm Thủy"),
    ]
    return "ds.csv", b"sep=,\r\n" + text(table(cuts, people)), people


@blind
def csv_protected_numbers(make: Maker) -> Made:
    people = make.people(10, villages=("Thôn 7",))
    cuts: list[Cut] = [*PLAIN[:4], ("Số CCCD", lambda at, p: f'="{p.number}"'), VILLAGE]
    return "ds.csv", text(table(cuts, people)), people


@blind
def family_middle_given(make: Maker) -> Made:
    people = make.people(10, villages=("Thôn 7",))
    cuts: list[Cut] = [
        STT,
        ("Họ", lambda at, p: p.name.split(" ")[0]),
        ("Tên đệm", lambda at, p: " ".join(p.name.split(" ")[1:-1])),
        ("Tên", lambda at, p: p.name.split(" ")[-1]),
        *PLAIN[2:],
    ]
    return "ds.xlsx", xlsx(Drawn(table(cuts, people))), people


@blind
def household_heading_rows(make: Maker) -> Made:
    people = make.people(12, villages=("Thôn 2",))
    rows: list[Row] = [[h for h, _ in PLAIN]]
    for at in range(4):
        rows += [[f"Hộ {at + 1}: Nguyễn Văn Chủ"], *body(PLAIN, people[at * 3 : at * 3 + 3])]
    return "ds.xlsx", xlsx(Drawn(rows)), people


@blind
def names_only_and_stage(make: Maker) -> Made:
    people = make.people(10, villages=("Thôn 2",), stages=(NC, A2))
    words = {NC: "chưa làm", A2: "mức 2 chưa kích hoạt"}
    cuts: list[Cut] = [STT, NAME, VILLAGE, ("Trạng thái", lambda at, p: words[p.stage])]
    return "ds.xlsx", xlsx(Drawn(table(cuts, people))), every(people, number="", birth="", sex="")


@blind
def stacked_villages(make: Maker) -> Made:
    one = make.people(8, villages=("Thôn 1",), stages=(NC,))
    two = make.people(8, villages=("Thôn 2",), stages=(NC,))
    rows: list[Row] = []
    for village, some in (("Thôn 1", one), ("Thôn 2", two)):
        rows += [["DANH SÁCH CÔNG DÂN CHƯA THU NHẬN HỒ SƠ"], [village.upper()], []]
        rows += table(PLAIN[:5], some)
        rows += [["", "Danh sách có 8 người"], ["", "TRƯỞNG THÔN"], [], ["", "Lê Văn Trưởng"], []]
    return "ds.xlsx", xlsx(Drawn(rows)), one + two


@blind
def beside_by_village(make: Maker) -> Made:
    one, two = make.people(8, villages=("Thôn 1",)), make.people(8, villages=("Thôn 2",))
    cuts = [STT, NAME, BORN, SEX, NUMBER]
    rows: list[Row] = [["THÔN 1", "", "", "", "", "", "THÔN 2"]]
    for a, b in zip(table(cuts, one), table(cuts, two), strict=True):
        rows.append([*a, "", *b])
    return "ds.xlsx", xlsx(Drawn(rows)), one + two


@blind
def summary_beside(make: Maker) -> Made:
    people = make.people(12, villages=("Thôn 1", "Thôn 2"))
    rows = table(PLAIN, people)
    for at, more in enumerate((["Thôn", "Số người"], ["Thôn 1", 6], ["Thôn 2", 6], ["Cộng", 12])):
        rows[at] += ["", *more]
    return "ds.xlsx", xlsx(Drawn(rows)), people


@blind
def level_and_tick_columns(make: Maker) -> Made:
    people = make.people(12, villages=("Thôn 1",), stages=(A1, K1, A2, K2))
    cuts: list[Cut] = [
        *PLAIN,
        ("Mức độ", lambda at, p: f"M{p.stage[1]}"),
        ("Đã KH", lambda at, p: "x" if "activated" in p.stage else ""),
        ("Chưa KH", lambda at, p: "" if "activated" in p.stage else "x"),
    ]
    return "ds.xlsx", xlsx(Drawn(table(cuts, people))), people


@blind
def title_without_marks(make: Maker) -> Made:
    people = make.people(9, villages=("Thôn Dong Cha",), stages=(A2,))
    rows = [
        ["DANH SACH CONG DAN CHUA KICH HOAT MUC 2 THON DONG CHA"],
        [],
        *table(PLAIN[:5], people),
    ]
    return "ds.xlsx", xlsx(Drawn(rows)), people


@blind
def zeros_lost_everywhere(make: Maker) -> Made:
    people = make.people(12, villages=("Thôn 1",))
    cuts: list[Cut] = [
        *PLAIN[:4],
        ("CCCD", lambda at, p: int(p.number)),
        constant("SĐT", 9.12345678e8, 987654321),
        VILLAGE,
    ]
    return "ds.xlsx", xlsx(Drawn(table(cuts, people))), people


@blind
def chat_bullets(make: Maker) -> Made:
    people = make.people(8, villages=("Thôn 6",))
    lines = [f"+ {p.name} sn {p.day.year} cccd {p.number}" for p in people]
    content = "\n".join(["Thôn 6 còn mấy người anh nhé", "", *lines, "Hết ạ"]).encode()
    return "tin nhan thon 6.txt", content, [replace(p, sex="", birth=p.birth[:4]) for p in people]


@blind
def chat_in_brackets(make: Maker) -> Made:
    people = make.people(8, villages=("Thôn 6",), stages=(A2, NC))
    words = {A2: "m2 chưa kích hoạt", NC: "chưa đăng ký"}
    lines = [f"{at}/ {p.name} ({p.day.year}) - {words[p.stage]}" for at, p in enumerate(people, 1)]
    content = "\n".join(["Thôn 6:", *lines]).encode()
    return "zalo.txt", content, [replace(p, number="", sex="", birth=p.birth[:4]) for p in people]


@blind
def english_headings(make: Maker) -> Made:
    people = make.people(8, villages=("Thôn 6",), stages=(NC, K2))
    words = {NC: "Chưa đăng ký", K2: "Đã kích hoạt mức 2"}
    cuts: list[Cut] = [
        headed(STT, "No."),
        headed(NAME, "Full name"),
        headed(BORN, "Date of birth"),
        headed(SEX, "Gender"),
        headed(NUMBER, "ID number"),
        headed(VILLAGE, "Village"),
        ("Status", lambda at, p: words[p.stage]),
    ]
    return "export.csv", text(table(cuts, people)), people


@blind
def footnotes_with_names(make: Maker) -> Made:
    people = make.people(12, villages=("Thôn 6",))
    rows = table(PLAIN, people)
    rows += [
        [],
        ["Ghi chú: các trường hợp tô vàng đã làm xong"],
        ["Cán bộ tổng hợp: Nguyễn Văn Bính - 0912345678"],
    ]
    rows += [["", "Liên hệ: Trần Thị Hoa, SĐT 0987654321"]]
    return "ds.xlsx", xlsx(Drawn(rows)), people


@blind
def html_rowspans_via_blank(make: Maker) -> Made:
    people = make.people(9, villages=("Thôn 6",), loud=True)
    rows: list[Row] = [
        ["STT", "HỌ VÀ TÊN", "NĂM SINH", "", "SỐ CĂN CƯỚC", "THÔN"],
        ["", "", "NAM", "NỮ", "", ""],
    ]
    for at, p in enumerate(people):
        rows.append(
            [at + 1, p.name, *([p.dmy, ""] if p.sex == "M" else ["", p.dmy]), p.number, p.village]
        )
    return "ds.html", html(rows), people


@blind
def far_right_wide_gaps(make: Maker) -> Made:
    people = make.people(9, villages=("Thôn 6",))
    rows = table(PLAIN, people)
    spaced: list[Row] = [[*row[:2], "", *row[2:4], "", *row[4:]] for row in rows]
    return "ds.xlsx", xlsx(Drawn(moved(spaced, 7, 3))), people


@blind
def stages_by_sections_and_villages(make: Maker) -> Made:
    people = make.people(8, villages=("Thôn 1", "Thôn 2"), stages=(NC,))
    more = make.people(8, villages=("Thôn 1", "Thôn 2"), stages=(CO,))
    cuts = [STT, NAME, BORN, SEX, NUMBER]
    rows: list[Row] = [[h for h, _ in cuts]]
    for title, some in (
        ("A. CHƯA THU NHẬN HỒ SƠ", people),
        ("B. ĐÃ THU NHẬN, CHỜ PHÊ DUYỆT", more),
    ):
        rows += [[title], ["Thôn 1"], *body(cuts, some[:4]), ["Thôn 2"], *body(cuts, some[4:])]
    return "ds.xlsx", xlsx(Drawn(rows)), people + more


@blind
def utf16_be_semicolons(make: Maker) -> Made:
    people = make.people(9, villages=("Thôn 6",))
    return "ds.csv", text(table(PLAIN, people), ";", "utf-16"), people


# --- where a value is most easily taken for another ---------------------------------------------


@blind
def parents_before_child(make: Maker) -> Made:
    people = make.people(10, villages=("Thôn 6",))
    cuts = [
        STT,
        constant("Họ tên bố", "Lê Văn Bố"),
        constant("Họ tên mẹ", "Hà Thị Mẹ"),
        headed(NAME, "Họ tên con"),
        *PLAIN[2:],
    ]
    return "ds.xlsx", xlsx(Drawn(table(cuts, people))), people


@blind
def title_against_addresses(make: Maker) -> Made:
    people = make.people(10, villages=("Thôn 5", "Thôn 3"))
    cuts: list[Cut] = [
        *PLAIN[:5],
        ("Nơi thường trú", lambda at, p: f"{p.village}, xã Cẩm Tân, huyện Cẩm Thủy"),
    ]
    rows = [["DANH SÁCH CÔNG DÂN THÔN 3"], *table(cuts, people)]
    return "ds.xlsx", xlsx(Drawn(rows)), people


@blind
def two_weeks_of_states(make: Maker) -> Made:
    people = make.people(10, villages=("Thôn 5",), stages=(A2, K2))
    words = {A2: "M2 chưa KH", K2: "M2 đã KH"}
    cuts: list[Cut] = [
        *PLAIN,
        constant("Tình trạng tuần trước", "Chưa thu nhận"),
        ("Tình trạng tuần này", lambda at, p: words[p.stage]),
    ]
    return "ds.xlsx", xlsx(Drawn(table(cuts, people))), people


@blind
def american_dates(make: Maker) -> Made:
    people = make.people(16, villages=("Thôn 5",))
    cuts: list[Cut] = [
        *PLAIN[:2],
        ("Ngày sinh", lambda at, p: f"{p.day.month}/{p.day.day}/{p.day.year}"),
        *PLAIN[3:],
    ]
    return "ds.csv", text(table(cuts, people)), people


@blind
def number_after_name(make: Maker) -> Made:
    people = make.people(8, villages=("Thôn 5",))
    cuts: list[Cut] = [
        STT,
        ("Họ và tên, số CCCD", lambda at, p: f"{p.name} - {p.number}"),
        BORN,
        SEX,
        VILLAGE,
    ]
    return "ds.xlsx", xlsx(Drawn(table(cuts, people))), people


@blind
def year_after_name(make: Maker) -> Made:
    people = make.people(8, villages=("Thôn 5",))
    cuts: list[Cut] = [
        STT,
        ("Họ tên (năm sinh)", lambda at, p: f"{p.name} ({p.day.year})"),
        SEX,
        NUMBER,
        VILLAGE,
    ]
    expected = [replace(p, birth=p.birth[:4]) for p in people]
    return "ds.xlsx", xlsx(Drawn(table(cuts, people))), expected


@blind
def members_of_households(make: Maker) -> Made:
    people = make.people(9, villages=("Thôn 5",))
    cuts: list[Cut] = [
        STT,
        ("Chủ hộ", lambda at, p: "Nguyễn Văn Chủ" if at % 3 == 0 else ""),
        headed(NAME, "Thành viên trong hộ"),
        *PLAIN[2:],
    ]
    return "ds.xlsx", xlsx(Drawn(table(cuts, people))), people


@blind
def section_in_the_middle(make: Maker) -> Made:
    people = make.people(10, villages=("Thôn 5", "Thôn 8"))
    rows: list[Row] = [[h for h, _ in PLAIN[:5]], ["", "", "THÔN 5"]]
    rows += [*body(PLAIN[:5], people[:5]), ["", "", "THÔN 8"], *body(PLAIN[:5], people[5:])]
    return "ds.xlsx", xlsx(Drawn(rows)), people


@blind
def party_and_card_dates(make: Maker) -> Made:
    people = make.people(10, villages=("Thôn 5",))
    cuts = [
        STT,
        NAME,
        constant("Ngày vào Đảng", "03/02/1999"),
        constant("Ngày cấp CCCD", "01/07/2021"),
        constant("Có giá trị đến", "01/07/2036"),
        *PLAIN[2:],
    ]
    return "ds.xlsx", xlsx(Drawn(table(cuts, people))), people
