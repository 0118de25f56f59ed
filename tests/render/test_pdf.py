"""PDF: the form of an official report, pages that lie down for wide tables, harmless words."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PageObject, PdfReader

from eid_campaign.document import Column, Document, Kind, Row, Table, Text
from eid_campaign.render.pdf import render

from .sample import COLUMNS, DOCUMENT, LETTER, LINES, REPORT, VILLAGES


def _read(document: Document) -> PdfReader:
    return PdfReader(io.BytesIO(render(document)))


def _words(pages: list[PageObject]) -> str:
    """Return the text of pages on one line, as a reader's search sees it."""
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def _said(document: Document) -> str:
    return _words(list(_read(document).pages))


def _lies(page: PageObject) -> bool:
    return float(page.mediabox.width) > float(page.mediabox.height)


def test_a_report_has_the_form_of_the_decree() -> None:
    """Agencies, motto, blank number, place and day, kind, subject, addressees, in this order."""
    said = _said(REPORT)
    places = [
        said.index(words)
        for words in (
            "CÔNG AN HUYỆN MẪU", "CÔNG AN XÃ MẪU SƠN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc", "/BC-CAX", "Mẫu Sơn, ngày 05 tháng 11 năm 2024",
            "BÁO CÁO", "Kết quả thực hiện thu nhận", "Kính gửi:", "- UBND huyện Mẫu (qua Công an",
            "I. Kết quả thực hiện", "1. Thu nhận, cấp và kích hoạt", "II. Khó khăn, vướng mắc",
            "./.", "Nơi nhận:", "- Lưu: VT, CAX.", "KT. TRƯỞNG CÔNG AN XÃ", "Lê Văn Mẫu",
        )
    ]  # fmt: skip
    assert places == sorted(places)


# fmt: off
DAYS = [
    (date(2024, 11, 5),  "ngày 05 tháng 11 năm 2024"),
    (date(2025, 1, 31),  "ngày 31 tháng 01 năm 2025"),
    (date(2025, 2, 1),   "ngày 01 tháng 02 năm 2025"),
    (date(2025, 3, 10),  "ngày 10 tháng 3 năm 2025"),
]
# fmt: on


@pytest.mark.parametrize(("when", "said"), DAYS)
def test_the_day_is_written_as_the_decree_has_it(when: date, said: str) -> None:
    """A 0 stands before days under 10 and the months 1 and 2 only."""
    letter = replace(LETTER, day=when)
    assert said in _said(replace(REPORT, blocks=REPORT.blocks[:2], letter=letter))


def test_a_wide_table_lies_and_the_rest_stands() -> None:
    """The page turns for the table alone; letterhead and signature stand."""
    pages = list(_read(REPORT).pages)
    lying = [page for page in pages if _lies(page)]
    assert "Thôn Đồng Chạ" in _words(lying)
    assert not _lies(pages[0])
    assert not _lies(pages[-1])
    assert {round(float(side) / 72 * 25.4) for side in pages[0].mediabox[2:]} == {210, 297}


def test_pages_are_numbered_from_the_second_on() -> None:
    """At the top, in the middle; the first has none."""
    pages = list(_read(REPORT).pages)
    assert [page.extract_text().split()[0] for page in pages[1:]] == [
        str(number) for number in range(2, len(pages) + 1)
    ]
    assert not pages[0].extract_text().strip().startswith("1")


def test_a_long_table_repeats_its_heading_on_every_page() -> None:
    """A figure on page three still stands under its name."""
    rows: tuple[Row, ...] = tuple({"village": f"Thôn {n}", "base": n} for n in range(120))
    table = Table("t", "Các thôn", COLUMNS[1:3], rows, {"village": "Toàn xã", "base": 7140})
    pages = list(_read(Document("d", "Dài", date(2024, 11, 5), (table,))).pages)
    assert len(pages) > 2
    assert all("Mẫu số (người đủ điều kiện)" in _words([page]) for page in pages)
    assert "Toàn xã 7.140" in _words(pages[-1:])


def test_a_table_too_wide_for_any_page_goes_on_below_with_its_names() -> None:
    """No column is lost, and each part names its rows."""
    many = tuple(Column(f"c{n}", f"Chỉ tiêu số {n}", Kind.COUNT, f"Nhóm {n // 5}")
                 for n in range(60))  # fmt: skip
    row: Row = {"village": "Thôn Eo Lê"} | {f"c{n}": 1000 + n for n in range(60)}
    table = Table("t", "Rộng", (COLUMNS[1], *many), (row,))
    said = _said(Document("d", "Thử", date(2024, 11, 5), (table,)))
    assert all(f"1.0{n:02d}" in said for n in range(60))
    assert said.count("Thôn Eo Lê") == said.count("Rộng") > 1
    assert "Rộng (tiếp theo)" in said


def test_words_are_never_read_as_markup() -> None:
    """A remark that is code of the typesetter is printed as it stands."""
    nasty = '#panic("x") *a* $1$ <b> @ref \\ #sys.inputs "]'
    table = Table("t", nasty, (Column("r", nasty, group=nasty),), ({"r": nasty},), notes=(nasty,))
    document = Document("d", nasty, date(2024, 11, 5), (Text(nasty, (nasty,)), table))
    said = _said(replace(document, letter=replace(LETTER, subject=nasty, addressees=(nasty,))))
    assert said.replace(" ", "").count(nasty.replace(" ", "")) >= 5


def test_a_chart_has_its_title_its_caption_and_words_for_who_cannot_see_it() -> None:
    """The picture itself is drawn in shapes."""
    document = replace(REPORT, blocks=(LINES,))
    assert f"{LINES.title} {LINES.caption.rstrip('.')}" in _said(document)
    assert len(render(document)) > len(render(replace(REPORT, blocks=()))) + 5000


def test_a_draft_says_that_it_is_one() -> None:
    """So that nobody sends it unread."""
    mark = "(dự thảo theo số liệu, cần đọc lại và sửa)"
    assert _said(REPORT).count(mark) == 1
    assert mark not in _said(DOCUMENT)


def test_a_plain_answer_has_its_title_notes_source_and_page() -> None:
    """Without a letterhead there is no motto and nobody signs."""
    said = _said(DOCUMENT)
    for words in (DOCUMENT.title, "Ghi chú: Số liệu chưa trừ", "Nguồn: 3 danh sách", "Trang 1/"):
        assert words in said
    assert "Độc lập" not in said
    assert "Mã thôn" not in said


def test_files_only_tables_stay_in_files() -> None:
    """A page is to be read; what is too long for it is in the workbook."""
    long = replace(VILLAGES, title="Rất dài", files_only=True)
    assert "Rất dài" not in _said(replace(DOCUMENT, blocks=(long,)))


def test_it_is_dated_by_its_document() -> None:
    """Not by the day it was made."""
    found = _read(DOCUMENT).metadata
    assert found is not None
    assert (found.title, found.author) == (DOCUMENT.title, "eidc report")
    assert str(found.get("/CreationDate")).startswith("D:20241105")


def test_only_letters_that_come_along_are_used() -> None:
    """Fonts of the machine would make other bytes elsewhere."""
    fonts = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in _read(REPORT).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts
    assert all(font.startswith("LibertinusSerif") for font in fonts)


def test_every_vietnamese_letter_is_whole_in_every_look() -> None:
    """Found again by a search; the bold italic of the letters that come along is never used,
    because its "ờ" has no accent.
    """
    letters = [
        unicodedata.normalize("NFC", letter + tone)
        for letter in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
        for tone in ("", *"\u0300\u0301\u0309\u0303\u0323")
    ]
    words = " ".join(f"x{letter}x" for letter in [*letters, "đ", "Đ"])
    for block in (Text(words, (), 1), Text(words, (), 2), Text("", (words,)), replace(VILLAGES,
                  notes=(words,))):  # fmt: skip
        assert words in _said(replace(DOCUMENT, blocks=(block,), letter=LETTER))
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in _read(REPORT).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert not any("BoldItalic" in font for font in fonts)


def test_a_word_without_an_end_stays_on_the_page() -> None:
    """A remark of 300 letters without a blank breaks where the line ends, nothing divides by 0."""
    columns = tuple(Column(f"c{n}", f"Cột {n}") for n in range(10))
    row: Row = {f"c{n}": ("W" * 300 if n == 4 else "không") for n in range(10)}
    table = Table("long", "Dài", columns, (row,))
    document = replace(DOCUMENT, blocks=(table,), letter=None)
    assert _said(document).count("W") == 300
