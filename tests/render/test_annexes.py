"""What is for an annex stands behind the signature of a letter, and nowhere else moves."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from eid_campaign.document import Text
from eid_campaign.render import pdf
from eid_campaign.render.annexes import in_sentence, parted, tied_to
from eid_campaign.render.docx_example import example
from eid_campaign.render.formats import Looks, render
from eid_campaign.wording import use_language

from .sample import EMPTY, LETTER, LINES, REPORT, STACKED, VILLAGES
from .words import W, drawn, value

BODY = Text("II. Khó khăn", ("Nhiều người đi làm ăn xa.",), level=1)
NAMED = Text("Biểu đồ", (), annex=True)
WITH_ANNEXES = replace(
    REPORT,
    blocks=(
        REPORT.blocks[1],
        replace(VILLAGES, annex=True),
        BODY,
        NAMED,
        replace(STACKED, annex=True),
        replace(EMPTY, annex=True),
        LINES,
    ),
)
WITHOUT = replace(
    WITH_ANNEXES, blocks=tuple(replace(block, annex=False) for block in WITH_ANNEXES.blocks)
)


def test_neighbours_are_one_annex_named_by_the_first() -> None:
    """A text that begins it gives its title; the body holds a reference in its place."""
    use_language("vi")
    body, annexes = parted(WITH_ANNEXES)
    assert [(annex.name, annex.title) for annex in annexes] == [
        ("Phụ lục I", "Kết quả từng thôn"),
        ("Phụ lục II", "Biểu đồ"),
    ]
    assert [len(annex.blocks) for annex in annexes] == [1, 3]
    assert body == (REPORT.blocks[1], annexes[0], BODY, annexes[1], LINES)
    assert annexes[0].reference == "Kết quả từng thôn: chi tiết tại Phụ lục I."


def test_a_text_of_level_1_begins_another() -> None:
    """So two annexes can stand side by side."""
    blocks = (NAMED, replace(STACKED, annex=True), replace(NAMED, title="B", level=1))
    assert [annex.title for annex in parted(replace(REPORT, blocks=blocks))[1]] == ["Biểu đồ", "B"]


def test_one_annex_alone_has_no_number() -> None:
    """The decree numbers two and more."""
    use_language("vi")
    alone = replace(REPORT, blocks=(BODY, replace(VILLAGES, annex=True)))
    assert [annex.name for annex in parted(alone)[1]] == ["Phụ lục"]


def test_without_a_letter_they_come_last() -> None:
    """There is no signature to stand behind."""
    body, annexes = parted(replace(WITH_ANNEXES, letter=None))
    assert annexes == ()
    assert [block.title for block in body] == [
        "1. Thu nhận, cấp và kích hoạt", "II. Khó khăn", LINES.title,
        "Kết quả từng thôn", "Biểu đồ", STACKED.title, EMPTY.title,
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["json", "csv", "md", "text"])
def test_all_but_pages_keep_their_order(kind: str) -> None:
    """What programs and a screen read is the same byte for byte."""
    assert render(WITH_ANNEXES, kind, Looks()) == render(WITHOUT, kind, Looks())


def test_tables_keep_their_order() -> None:
    """The first table is the one that csv holds."""
    tables = json.loads(render(WITH_ANNEXES, "json", Looks()))["tables"]
    assert [table["id"] for table in tables] == ["villages", "refused"]


def _in_order(text: str, *words: str) -> bool:
    text = " ".join(text.split())
    places = [text.index(each) for each in words]
    return places == sorted(places)


ORDER = (
    "Kết quả từng thôn: chi tiết tại Phụ lục I.",
    "II. Khó khăn",
    "Biểu đồ: chi tiết tại Phụ lục II.",
    "Nơi nhận:",
    "Kèm theo Báo cáo số",
    "Thôn Đồng Chạ",
)


def test_word_has_them_behind_the_signature_on_pages_counted_from_1() -> None:
    """A wide table lies there, and nothing of the body does."""
    use_language("vi")
    word = drawn(WITH_ANNEXES)
    assert _in_order(word.dumped(), *ORDER)
    assert word.paragraphs("eidcAnnex") == ["Phụ lục I", "Phụ lục II"]
    assert word.paragraphs("eidcAnnexTitle") == ["KẾT QUẢ TỪNG THÔN", "BIỂU ĐỒ"]
    sections = word.sections()
    assert [value(each, "pgSz", "orient") for each in sections] == ["", "landscape", ""]
    assert [value(each, "pgNumType", "start") for each in sections] == ["", "1", "1"]
    assert all(each.find(W + "titlePg") is not None for each in sections)


def test_pdf_has_them_behind_the_signature_on_pages_counted_from_1() -> None:
    """The first page of an annex has no number, as the first of all."""
    use_language("vi")
    pages = list(PdfReader(io.BytesIO(pdf.render(WITH_ANNEXES))).pages)
    texts = [page.extract_text() for page in pages]
    assert _in_order(" ".join(texts), *ORDER)
    begun = [text for text in texts if text.strip().startswith("Phụ lục")]
    assert len(begun) == 2


def test_the_page_has_them_behind_the_signature_with_links() -> None:
    """Each reference leads to its annex."""
    use_language("vi")
    page = render(WITH_ANNEXES, "html", Looks()).decode()
    assert _in_order(page[page.index("<main>") :], *ORDER)
    assert '<a href="#annex1">Kết quả từng thôn: chi tiết tại Phụ lục I.</a>' in page
    assert 'class="annex" id="annex2"' in page


def test_a_template_may_have_a_place_for_them(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Ours has; its last page lies if the last annex does, and none is blank."""
    path = tmp_path_factory.mktemp("t") / "mau.docx"
    path.write_bytes(example())
    last_lies = replace(REPORT, blocks=(BODY, replace(VILLAGES, annex=True)))
    word = drawn(last_lies, Looks(template=path))
    assert [value(each, "pgSz", "orient") for each in word.sections()] == ["", "landscape"]
    assert word.body[-1].tag == W + "sectPr"
    assert _in_order(word.dumped(), "Nơi nhận:", "KẾT QUẢ TỪNG THÔN", "Thôn Đồng Chạ")


# fmt: off
AGENCIES = [
    ("CÔNG AN XÃ CẨM TÂN",             "Công an xã Cẩm Tân"),
    ("CÔNG AN THỊ TRẤN PHONG SƠN",     "Công an thị trấn Phong Sơn"),
    ("ỦY BAN NHÂN DÂN HUYỆN CẨM THỦY", "Ủy ban nhân dân huyện Cẩm Thủy"),
    ("Công an xã Cẩm Tân",             "Công an xã Cẩm Tân"),
    ("ĐỘI CẢNH SÁT QLHC",              "ĐỘI CẢNH SÁT QLHC"),
]
# fmt: on


@pytest.mark.parametrize(("agency", "said"), AGENCIES)
def test_an_agency_in_a_sentence(agency: str, said: str) -> None:
    """In small letters where it is sure which words are names."""
    assert in_sentence(agency) == said


def test_an_annex_says_with_which_letter_it_goes() -> None:
    """Kind, a blank number, day and agency; a 0 before the days and months that have one."""
    use_language("vi")
    letter = replace(LETTER, day=date(2025, 2, 3))
    assert tied_to(letter) == (
        "(Kèm theo Báo cáo số ……/BC-CAX ngày 03 tháng 02 năm 2025 của Công an xã Mẫu Sơn)"
    )
