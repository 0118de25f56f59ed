"""The Word file: each rule of Nghị định 30/2020/NĐ-CP, Phụ lục I, on the XML that Word reads."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from zipfile import ZipFile

import pytest

from eid_campaign.document import Column, Document, Kind, Letter, Table, Text
from eid_campaign.render.docx_letter import date_said
from eid_campaign.render.formats import render
from eid_campaign.wording import use_language

from .sample import ACTIVATION, COLUMNS, DOCUMENT, EMPTY, LETTER, REPORT, VILLAGES
from .words import W, drawn, style_of, text_of, value

Golden = Callable[[str, str], None]

MM = 1440 / 25.4
"""Twentieths of a point in a millimetre."""


def wide_table(columns: int) -> Table:
    """Return eleven villages and so many columns, in groups of six."""
    counts = tuple(
        Column(f"c{number}", "Kích hoạt trong tuần", Kind.COUNT, f"Nhóm {number // 6}")
        for number in range(columns - 1)
    )
    row = {"village": "Thôn Đồng Chạ"} | {column.id: 1234 for column in counts}
    return Table("wide", "Bảng rộng", (Column("village", "Thôn"), *counts), (row,) * 11, row)


WIDE = wide_table(25)


@pytest.mark.parametrize(("name", "document"), [("report", REPORT), ("plain", DOCUMENT)])
def test_the_sample_as_a_word_file(name: str, document: Document, golden: Golden) -> None:
    """Styles, texts, tables, sections, in the order a reader meets them."""
    golden(f"render/word_{name}.txt", drawn(document).dumped())


# fmt: off
# side,       least, most millimetres
MARGINS = [
    ("top",      20, 25),
    ("bottom",   20, 25),
    ("left",     30, 35),
    ("right",    15, 20),
]
# fmt: on


@pytest.mark.parametrize(("side", "least", "most"), MARGINS)
@pytest.mark.parametrize("document", [REPORT, DOCUMENT, replace(REPORT, blocks=(WIDE,))])
def test_the_paper_is_a4_with_the_margins_of_the_decree(
    document: Document, side: str, least: int, most: int
) -> None:
    """Every section, lying or standing."""
    for section in drawn(document).sections():
        size = {round(int(value(section, "pgSz", name)) / MM) for name in "wh"}
        assert size == {210, 297}
        assert least <= round(int(value(section, "pgMar", side)) / MM, 1) <= most


# fmt: off
# style,           sizes,    bold, italic, alignment
STYLES = [
    ("eidcParent",     (12, 13), False, False, "center"),
    ("eidcAgency",     (12, 13), True,  False, "center"),
    ("eidcState",      (12, 13), True,  False, "center"),
    ("eidcMotto",      (13, 14), True,  False, "center"),
    ("eidcNumber",     (13,),    False, False, "center"),
    ("eidcPlace",      (13, 14), False, True,  "center"),
    ("eidcKind",       (13, 14), True,  False, "center"),
    ("eidcSubject",    (13, 14), True,  False, "center"),
    ("eidcBody",       (13, 14), False, False, "both"),
    ("eidcPart",       (13, 14), True,  False, "both"),
    ("eidcPage",       (13, 14), False, False, "center"),
    ("eidcRecipients", (12,),    True,  True,  "left"),
    ("eidcRecipient",  (11,),    False, False, "left"),
    ("eidcSignTitle",  (13, 14), True,  False, "center"),
    ("eidcSigner",     (13, 14), True,  False, "center"),
]
# fmt: on


@pytest.mark.parametrize(("name", "sizes", "bold", "italic", "aligned"), STYLES)
def test_each_part_has_its_letters(
    name: str, sizes: tuple[int, ...], bold: bool, italic: bool, aligned: str
) -> None:
    """Size, weight and place of each part of the form, and Times New Roman for every script."""
    style = drawn(REPORT).styles[name]
    assert int(value(style, "rPr/sz")) / 2 in sizes
    assert (style.find(f"{W}rPr/{W}b") is not None) == bold
    assert (style.find(f"{W}rPr/{W}i") is not None) == italic
    assert value(style, "pPr/jc") == aligned
    fonts = {value(style, "rPr/rFonts", name) for name in ("ascii", "hAnsi", "eastAsia", "cs")}
    assert fonts == {"Times New Roman"}


def test_a_paragraph_is_indented_and_set_apart() -> None:
    """First line 1,27 cm, at least 6 points between paragraphs, lines single."""
    body = drawn(REPORT).styles["eidcBody"]
    assert round(int(value(body, "pPr/ind", "firstLine")) / MM, 1) == 12.7
    assert int(value(body, "pPr/spacing", "before")) >= 6 * 20
    assert value(body, "pPr/spacing", "line") == "240"


def test_the_letterhead_stands_in_two_columns_without_a_frame() -> None:
    """Agencies and number on the left, the State's name, motto, place and day on the right."""
    head = drawn(REPORT).body.find(W + "tbl")
    assert head is not None
    assert head.find(f".//{W}tblBorders") is None
    left, right = ([text_of(cell[n]) for cell in head.iter(W + "tr")] for n in (1, 2))
    assert left == ["CÔNG AN HUYỆN MẪUCÔNG AN XÃ MẪU SƠN", "Số:      /BC-CAX"]
    assert right == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAMĐộc lập - Tự do - Hạnh phúc",
        "Mẫu Sơn, ngày 05 tháng 11 năm 2024",
    ]


def test_rules_stand_under_the_agency_the_motto_and_the_subject() -> None:
    """The motto's is as long as its text (56 mm at 13 points), the agency's a third to a half."""
    word = drawn(REPORT)
    rules = [
        rule
        for rule in word.body.iter(W + "p")
        if style_of(rule) == "eidcRule" and rule.find(f".//{W}pBdr") is not None
    ]
    aside = [int(value(rule, "pPr/ind", "left")) / MM for rule in rules]
    agency, motto, subject = (
        room - 2 * each for room, each in zip((70, 95, 165), aside, strict=True)
    )
    assert motto == pytest.approx(56, abs=1)
    # 48 mm and 139 mm are what a ruler says of the two texts.
    assert 48 / 3 <= agency <= 48 / 2
    assert 139 / 3 <= subject <= 139 / 2


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2024, 11, 5), "ngày 05 tháng 11 năm 2024"),
        (date(2024, 2, 20), "ngày 20 tháng 02 năm 2024"),
        (date(2025, 1, 1), "ngày 01 tháng 01 năm 2025"),
        (date(2024, 3, 9), "ngày 09 tháng 3 năm 2024"),
    ],
)
def test_a_day_has_zeros_where_the_decree_wants_them(day: date, text: str) -> None:
    """Before days under 10 and the months 1 and 2, and nowhere else."""
    assert date_said(day) == text


def test_one_addressee_stands_on_the_line_and_several_under_it() -> None:
    """On the line of "Kính gửi:"; else a dash each, semicolons, a full stop."""
    one = replace(REPORT, letter=replace(LETTER, addressees=("UBND xã Mẫu Sơn",)))
    assert drawn(one).paragraphs("eidcTo") == ["Kính gửi: UBND xã Mẫu Sơn"]
    assert drawn(REPORT).paragraphs("eidcToLine") == [
        "- UBND huyện Mẫu (qua Công an huyện);",
        "- UBND xã Mẫu Sơn.",
    ]


def test_copies_are_listed_and_the_signer_named() -> None:
    """The last line ends with a full stop; the two lines of an office stand above each other."""
    word = drawn(REPORT)
    assert word.paragraphs("eidcRecipient") == ["- Như trên;", "- Lưu: VT, CAX."]
    assert word.paragraphs("eidcSignTitle") == ["KT. TRƯỞNG CÔNG AN XÃ", "PHÓ TRƯỞNG CÔNG AN XÃ"]
    assert word.paragraphs("eidcSigner") == ["Lê Văn Mẫu"]


def test_what_the_campaign_file_does_not_name_is_left_to_be_filled_in() -> None:
    """Dots for agencies, place and the signer's office; never a made-up name."""
    blank = Letter("", "", "BC-CAX", "", date(2024, 11, 5), "BÁO CÁO", "Kết quả")
    word = drawn(replace(REPORT, letter=blank))
    for style in ("eidcParent", "eidcAgency", "eidcSignTitle"):
        assert set("".join(word.paragraphs(style))) == {"…"}
    assert word.paragraphs("eidcPlace")[0].startswith("…")
    assert word.paragraphs("eidcSigner") == [""]


def test_the_first_page_has_no_number_and_the_others_have_it_above() -> None:
    """The first page's own head is empty, the others' holds the number of the page."""
    word = drawn(REPORT)
    section = word.sections()[0]
    assert section.find(W + "titlePg") is not None
    heads = {name: word.part(name) for name in word.parts if name.startswith("word/header")}
    assert sorted("PAGE" in "".join(head.itertext()) for head in heads.values()) == [False, True]


def test_a_report_ends_with_its_mark_once() -> None:
    """It stands behind the last sentence, whether it had a full stop or not."""
    text = Text("", ("Kính báo cáo.",))
    for last, end in ((text, "Kính báo cáo./."), (Text("", ("Hết",)), "Hết./.")):
        report = replace(REPORT, blocks=(last,), notes=(), source="")
        assert drawn(report).paragraphs("eidcBody") == [end]
    after_table = replace(REPORT, blocks=(replace(VILLAGES, notes=()),), notes=(), source="")
    assert drawn(after_table).paragraphs("eidcBody") == ["./."]
    assert drawn(REPORT).dumped().count("./.") == 1
    assert "./." not in drawn(DOCUMENT).dumped()


def test_a_draft_is_marked_and_reads_well_without_the_mark() -> None:
    """Yellow with a remark from its heading to its end; the text itself is unchanged."""
    word = drawn(REPORT)
    marked = [
        text_of(each)
        for each in word.body.iter(W + "p")
        if each.find(f".//{W}highlight") is not None
    ]
    assert marked == ["II. Khó khăn, vướng mắc", "Nhiều người đi làm ăn xa."]
    remarks = list(word.part("word/comments.xml").iter(W + "comment"))
    assert [each.get(W + "date") for each in remarks] == ["2024-11-19T00:00:00Z"]
    assert "Dự thảo" in text_of(remarks[0])


def test_headings_of_a_table_are_repeated_and_rows_are_never_split() -> None:
    """Both heading rows, and each row of every table."""
    for table in drawn(REPORT).tables():
        rows = table.findall(W + "tr")
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        heading = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        assert heading[0]
        assert heading == sorted(heading, reverse=True)
    assert heading == [True, False]


def test_a_title_stays_with_its_table() -> None:
    """Title, headings and first row are on one page, the total is never alone."""
    word = drawn(REPORT)
    assert word.styles["eidcTableTitle"].find(f"{W}pPr/{W}keepNext") is not None
    rows = word.tables()[0].findall(W + "tr")
    kept = [row.find(f".//{W}keepNext") is not None for row in rows]
    assert kept == [True, True, False, True, True, False]


def test_common_headings_are_merged() -> None:
    """Across the columns of a group; a column without one takes both lines."""
    above, below = drawn(REPORT).tables()[0].findall(W + "tr")[:2]
    cells = {text_of(cell): cell for cell in above.iter(W + "tc")}
    assert value(cells[ACTIVATION], "tcPr/gridSpan") == "3"
    assert value(cells["Thôn"], "tcPr/vMerge") == "restart"
    assert [value(cell, "tcPr/vMerge") for cell in below.iter(W + "tc")].count("continue") == 6


def test_figures_are_written_as_people_here_read_them() -> None:
    """1.037 on the right, 50,05 % held together, the total bold, no column for programs."""
    table = drawn(REPORT).tables()[0]
    rows = [list(row.iter(W + "tc")) for row in table.findall(W + "tr")]
    first = dict(zip((column.id for column in COLUMNS), rows[2], strict=False))
    assert text_of(first["target_a"]) == "1.037"
    assert text_of(first["rate_a"]) == "50,05\u00a0%"
    assert value(first["target_a"], "p/pPr/jc") == "right"
    assert value(first["finish"], "p/pPr/jc") == "center"
    assert value(first["village"], "p/pPr/jc") == "left"
    assert all(cell.find(f".//{W}rPr/{W}b") is not None for cell in rows[-1] if text_of(cell))
    assert len(rows[2]) == len(COLUMNS) - 1


# Widths of digits and signs in Times New Roman Bold, thousandths of its size.
DIGITS = {".": 250, ",": 250, "%": 1000, "\u00a0": 250, "+": 570, "−": 570, "/": 278, "–": 500}


@pytest.mark.parametrize("document", [REPORT, DOCUMENT, replace(REPORT, blocks=(WIDE,))])
def test_no_figure_wraps(document: Document) -> None:
    """Each cell with a number or a day is wide enough for it on one line."""
    checked = 0
    for table in drawn(document).tables():
        for row in table.findall(W + "tr"):
            for cell in row.findall(W + "tc"):
                text, room = text_of(cell), int(value(cell, "tcPr/tcW", "w")) / 20
                if not text or set(text) - set(DIGITS) - set("0123456789"):
                    continue
                size = int(value(cell, "p/r/rPr/sz")) / 2
                needed = sum(DIGITS.get(letter, 500) for letter in text) / 1000 * size
                assert needed + 2 * 72 / 25.4 <= room  # a millimetre on each side
                checked += 1
    assert checked > 10


def test_a_table_too_wide_lies_down_on_its_own_pages_and_the_text_stands_again() -> None:
    """Three sections; heads are told once, only the first page of all is without a number."""
    after = Text("II. Khó khăn", ("Nhiều người đi làm ăn xa.",), level=1)
    word = drawn(replace(REPORT, blocks=(REPORT.blocks[1], WIDE, after)))
    sections = word.sections()
    lies = [value(section, "pgSz", "orient") for section in sections]
    assert lies == ["", "landscape", ""]
    assert [section.find(W + "titlePg") is not None for section in sections] == [True, False, False]
    assert [len(section.findall(W + "headerReference")) for section in sections] == [2, 0, 0]
    wide = sum(int(str(each.get(W + "w"))) for each in word.tables()[0].iter(W + "gridCol")) / MM
    assert 165 < wide < 252.5


def test_a_heading_goes_with_the_wide_table_under_it() -> None:
    """It is not left alone at the foot of the page before."""
    heading = Text("II. Từng thôn", (), level=1)
    text = drawn(replace(REPORT, blocks=(REPORT.blocks[1], heading, WIDE))).dumped()
    assert (
        text.index("-- section: portrait") < text.index("II. Từng thôn") < text.index("Bảng rộng")
    )


def test_a_table_wider_than_a_lying_page_is_taken_apart() -> None:
    """Each part names its rows, all columns are there, and none is left with a single column."""
    word = drawn(replace(REPORT, blocks=(wide_table(45),)))
    tables = word.tables()
    assert len(tables) > 1
    rows = [table.findall(W + "tr")[2] for table in tables]
    assert {text_of(row.findall(W + "tc")[0]) for row in rows} == {"Thôn Đồng Chạ"}
    counts = [len(row.findall(W + "tc")) - 1 for row in rows]
    assert sum(counts) == 44
    assert max(counts) - min(counts) <= len(counts)
    assert word.paragraphs("eidcTableTitle")[1] == "Bảng rộng (tiếp theo)"


def test_a_plain_answer_has_no_letterhead_and_its_pages_are_counted() -> None:
    """Title, day, tables, notes, source, and "Trang 1/2" below."""
    word = drawn(DOCUMENT)
    assert word.paragraphs("eidcTitle") == ["Kết quả tuần của xã Mẫu Sơn"]
    assert word.paragraphs("eidcPeriod")[-1] == "Tính đến ngày 05/11/2024"
    assert not word.paragraphs("eidcState")
    assert word.paragraphs("eidcNote")[-1] == "Nguồn: 3 danh sách của các thôn & phụ lục"
    assert "".join(word.part("word/footer1.xml").itertext()) == "Trang  PAGE 1/ NUMPAGES 1"


def test_an_empty_table_says_so() -> None:
    """In one cell over all columns."""
    rows = drawn(replace(DOCUMENT, blocks=(EMPTY,))).tables()[0].findall(W + "tr")
    assert [text_of(row) for row in rows[1:]] == ["Không có dòng nào."]


def test_what_is_for_files_only_is_left_out() -> None:
    """A table too long for a page stays in workbooks and json."""
    long = replace(VILLAGES, files_only=True)
    assert not drawn(replace(DOCUMENT, blocks=(long,))).tables()


def test_a_word_file_is_dated_by_its_document() -> None:
    """Neither the day it was made nor the library that made it is told."""
    word = drawn(REPORT)
    core = word.parts["docProps/core.xml"].decode()
    assert core.count("2024-11-19T00:00:00Z") == 2
    assert "python" not in core
    assert "<dc:creator>eidc report</dc:creator>" in core  # by which an import knows a report


def test_no_clock_gets_into_the_file() -> None:
    """All members have the same time, the earliest there is."""
    content = render(REPORT, "docx")
    with ZipFile(io.BytesIO(content)) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(("language", "code"), [("vi", "vi-VN"), ("en", "en-GB")])
def test_the_language_is_told(language: str, code: str) -> None:
    """Else Word underlines every word as misspelt."""
    use_language(language)
    word = drawn(REPORT)
    assert value(word.part("word/styles.xml"), "docDefaults/rPrDefault/rPr/lang") == code


def test_nothing_in_a_text_is_taken_for_markup() -> None:
    """Angle brackets and ampersands are shown, control characters are not."""
    text = Text("<w:p>", ("a & b < c\x07",))
    word = drawn(replace(DOCUMENT, blocks=(text,), notes=(), source=""))
    assert word.paragraphs("eidcPoint") == ["<w:p>"]
    assert word.paragraphs("eidcBody") == ["a & b < c"]


def test_the_renderer_adds_no_word_of_its_own_to_a_table() -> None:
    """Every cell is one that the document has: nobody's data can come from elsewhere."""
    table = drawn(replace(DOCUMENT, blocks=(VILLAGES,))).tables()[0]
    said = {text_of(cell) for row in table.findall(W + "tr")[2:] for cell in row.iter(W + "tc")}
    figures = re.compile(r"([▲▼=] )?[\d.,+−–/%\u00a0]*")
    words = {each for each in said if not figures.fullmatch(each)}
    assert words == {"Thôn Đồng Chạ", "Thôn Eo Lê", "Thôn 3", "Toàn xã", "Đạt | vượt", "=1+1"}


def test_a_long_list_is_one_table() -> None:
    """Thousands of rows, and not a minute for each thousand."""
    columns = (Column("name", "Tên"), Column("count", "Số", Kind.COUNT))
    rows = tuple({"name": f"Thôn {number}", "count": number} for number in range(3000))
    word = drawn(Document("d", "Dài", date(2024, 11, 5), (Table("t", "Bảng", columns, rows),)))
    assert len(word.tables()[0].findall(W + "tr")) == 3001


def test_a_rate_above_the_whole_is_not_clipped() -> None:
    """41 of 39 is 105,13 %."""
    table = replace(VILLAGES, rows=({"rate_b": Fraction(41, 39)},), total=None)
    assert "105,13\u00a0%" in drawn(replace(DOCUMENT, blocks=(table,))).dumped()


def test_a_chart_has_its_title_and_its_caption() -> None:
    """In words above and under the picture."""
    word = drawn(REPORT)
    assert "Xếp thứ theo tỷ lệ chỉ tiêu" in word.paragraphs("eidcTableTitle")
    assert "Thôn Đồng Chạ vượt chỉ tiêu." in word.paragraphs("eidcCaption")


def test_a_picture_is_said_to_who_cannot_see_it() -> None:
    """Each chart is a picture with its caption as its description, no wider than the page."""
    word = drawn(REPORT)
    about = [each for each in word.body.iter() if each.tag.endswith("}docPr")]
    assert [each.get("descr") for each in about] == [chart.caption for chart in REPORT.charts]
    sizes = [each for each in word.body.iter() if each.tag.endswith("wordprocessingDrawing}extent")]
    assert all(int(str(each.get("cx"))) <= 165 * 36000 for each in sizes)
