"""A Word file of the office's own: filled whole, in a sandbox, its mistakes named in words."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from eid_campaign.campaign.errors import InputRefused, UsageProblem
from eid_campaign.render.docx_example import example
from eid_campaign.render.formats import Looks, render
from eid_campaign.wording import said

from .sample import DOCUMENT, LETTER, REPORT, VILLAGES
from .test_docx import WIDE, wide_table
from .words import W, Word, drawn, text_of, value

EXAMPLE = Path(__file__).parents[2] / "docs" / "mau-bao-cao.docx"

Template = Callable[..., Looks]


@pytest.fixture
def template(tmp_path: Path) -> Template:
    """Return what makes a template of one paragraph for each line, and looks that ask for it."""

    def made(*lines: str) -> Looks:
        word = docx.Document()
        for line in lines:
            word.add_paragraph(line)
        path = tmp_path / "mẫu.docx"
        word.save(str(path))
        return Looks(template=path)

    return made


def _texts(looks: Looks) -> list[str]:
    word = drawn(REPORT, looks)
    return [text_of(each) for each in word.body.findall(W + "p")]


def test_the_example_is_the_one_that_is_written() -> None:
    """What lies in docs is what the code writes now: python tools/report_template.py."""
    assert Word(EXAMPLE.read_bytes()).dumped() == Word(example()).dumped()


def test_the_example_filled_is_the_built_in_report() -> None:
    """The same texts, tables and pages; only the rules are of a fixed length."""
    own = drawn(REPORT, Looks(template=EXAMPLE)).dumped()
    assert own.splitlines() == drawn(REPORT).dumped().splitlines()


def test_the_example_turns_wide_tables_as_the_built_in_report_does() -> None:
    """Sections lie and stand in the same order, and the page number stays above."""
    report = replace(REPORT, blocks=(REPORT.blocks[1], WIDE, REPORT.blocks[8]))
    own = drawn(report, Looks(template=EXAMPLE))
    lies = [value(section, "pgSz", "orient") for section in own.sections()]
    assert lies == ["", "landscape", ""]
    first = [section.find(W + "titlePg") is not None for section in own.sections()]
    assert first == [True, False, False]


def test_after_a_wide_table_at_the_end_the_signature_stands_upright(template: Template) -> None:
    """What the office wrote behind the body is not laid down with the table."""
    report = replace(REPORT, blocks=(wide_table(18),))
    word = drawn(report, template("{{p body}}", "Người ký"))
    assert [value(section, "pgSz", "orient") for section in word.sections()][-1] == ""
    assert len(word.sections()) == 3


def test_every_field_can_be_asked_for(template: Template) -> None:
    """Words, lists and tables, as a reader sees them."""
    looks = template(
        "{{ agency }}|{{ parent_agency }}|{{ symbol }}|{{ place }}|{{ date_said }}",
        "{{ kind }}|{{ subject }}|{{ title }}|{{ subtitle }}|{{ source }}|{{ notes | join }}",
        "{{ addressees | join(', ') }}|{{ recipients | join(', ') }}",
        "{{ signer_title | join(', ') }}|{{ signer }}",
        "{% for part in parts %}{{ part.level }} {{ part.title }}: {{ part.paragraphs | join }};"
        "{{ part.is_draft }}|{% endfor %}",
        "{{ tables[0].columns[3] }}",
        "{% for table in tables %}{{ table.title }}: {{ table.rows | length }}"
        " {{ table.total | join(' ') }} {{ table.notes | length }}|{% endfor %}",
    )
    assert _texts(looks) == [
        "CÔNG AN XÃ MẪU SƠN|CÔNG AN HUYỆN MẪU|BC-CAX|Mẫu Sơn|ngày 05 tháng 11 năm 2024",
        "BÁO CÁO|Kết quả thực hiện thu nhận, kích hoạt tài khoản định danh điện tử"
        "|Báo cáo tuần, xã Mẫu Sơn|Từ 13/11/2024 đến 19/11/2024"
        "|3 danh sách của các thôn & phụ lục|Số liệu chưa trừ người đã chuyển đi.",
        "UBND huyện Mẫu (qua Công an huyện), UBND xã Mẫu Sơn|Như trên, Lưu: VT, CAX",
        "KT. TRƯỞNG CÔNG AN XÃ, PHÓ TRƯỞNG CÔNG AN XÃ|Lê Văn Mẫu",
        "1 I. Kết quả thực hiện: ;False|2 1. Thu nhận, cấp và kích hoạt: Trong tuần cấp 212 tài"
        " khoản mức 2.;False|1 II. Khó khăn, vướng mắc: Nhiều người đi làm ăn xa.;True|",
        "Chỉ tiêu A – cấp tài khoản định danh mức 2: Chỉ tiêu",
        "Kết quả từng thôn: 3"
        "  Toàn xã 3.053 1.527 617 40,41\u00a0% 99 61 61,62\u00a0% ▲ 9   2|"
        "Dòng không đọc được: 0  0|",
    ]


def test_rows_and_cells_can_be_repeated(tmp_path: Path) -> None:
    """A table of the office's own takes a row for each village."""
    word = docx.Document()
    table = word.add_table(3, 1)
    for row, line in zip(
        table.rows,
        ("{%tr for row in tables[0].rows %}", "{{ row[1] }}", "{%tr endfor %}"),
        strict=True,
    ):
        row.cells[0].text = line
    path = tmp_path / "bang.docx"
    word.save(str(path))
    own = drawn(REPORT, Looks(template=path))
    rows = [text_of(row) for row in own.body.iter(W + "tr")]
    assert rows == ["Thôn Đồng Chạ", "Thôn Eo Lê", "Thôn 3"]


def test_a_document_without_a_letter_fills_a_template_too(template: Template) -> None:
    """What a list does not have is blank, not an error."""
    word = drawn(
        DOCUMENT, template("[{{ agency }}{{ recipients | join }}] {{ title }}", "{{p body}}")
    )
    assert text_of(word.body[0]) == "[] Kết quả tuần của xã Mẫu Sơn"
    assert "./." not in word.dumped()


def test_a_filled_template_is_the_same_twice(template: Template) -> None:
    """No clock and no chance gets into it."""
    looks = template("{{ title }}", "{{p body}}")
    assert render(REPORT, "docx", looks) == render(REPORT, "docx", looks)


def test_the_look_of_the_office_is_kept(tmp_path: Path) -> None:
    """A style of ours that the template defines keeps the template's letters."""
    word = docx.Document(io.BytesIO(example()))
    style = next(each for each in word.styles if each.style_id == "eidcBody")
    style.font.size = docx.shared.Pt(13)
    path = tmp_path / "mau.docx"
    word.save(str(path))
    own = drawn(REPORT, Looks(template=path))
    assert value(own.styles["eidcBody"], "rPr/sz") == "26"


def test_what_is_filled_in_is_taken_for_text(template: Template) -> None:
    """Angle brackets in a name neither break the file nor become a part of it."""
    odd = replace(REPORT, letter=replace(LETTER, agency="<b> & {{ signer }}"))
    word = drawn(odd, template("{{ agency }}"))
    assert text_of(word.body[0]) == "<b> & {{ signer }}"


# fmt: off
# lines,                                                      what is said
MISTAKES = [
    (["{{ agncy }}"],                                         "trường không tồn tại: agncy"),
    (["{% for t in tables %}{{ t.tilte }}{% endfor %}"],      "trường không tồn tại: tilte"),
    (["{{ agency"],                                           "{{ agency"),
    (["Tên", "{{ agency }", "hết"],                           "{{ agency }"),
    (["{{ agency | upperr }}"],                               "{{ agency | upperr }}"),
    (["{% fro x in parts %}"],                                "{% fro x in parts %}"),
    (["{%p for x in parts %}", "{{ x.title }}"],              "chưa đóng"),
    (["{{ body }}"],                                          "{{ body }}"),
    (["{{ agency + 1 }}"],                                    "không tính được"),
    (["{{ agency.__class__.__mro__ }}"],                      "đòi nhiều hơn"),
    (["{{ range(10) | random }}"],                            "random"),
]
# fmt: on


@pytest.mark.parametrize(("lines", "says"), MISTAKES)
def test_a_mistake_in_a_template_is_named(lines: list[str], says: str, template: Template) -> None:
    """The field or the mark, the file, and what to write instead; never a half-filled file."""
    with pytest.raises(InputRefused) as raised:
        render(REPORT, "docx", template(*lines))
    what, hint = said(raised.value)
    assert says in what
    assert "mẫu.docx" in what
    assert hint


def test_a_mistake_is_told_without_the_text_around_it(template: Template) -> None:
    """A template may hold a name; an error names the mark only."""
    with pytest.raises(InputRefused) as raised:
        render(REPORT, "docx", template("Ông Lê Văn Mẫu {% fro x %}"))
    assert "Lê Văn Mẫu" not in str(raised.value)


def test_a_template_that_is_not_there_is_a_wrong_option(tmp_path: Path) -> None:
    """Said before anything is made."""
    with pytest.raises(UsageProblem) as raised:
        render(REPORT, "docx", Looks(template=tmp_path / "không có.docx"))
    assert "không có.docx" in said(raised.value)[0]


@pytest.mark.parametrize("kind", ["text", "workbook", "empty", "zip"])
def test_a_template_that_is_no_word_file_is_refused(kind: str, tmp_path: Path) -> None:
    """A text with the wrong ending, a workbook, an empty file, some other zip."""
    content = {
        "text": b"C\xf4ng an",
        "workbook": render(DOCUMENT, "xlsx"),
        "empty": b"",
        "zip": b"PK\x05\x06" + bytes(18),
    }[kind]
    path = tmp_path / "mau.docx"
    path.write_bytes(content)
    with pytest.raises(InputRefused) as raised:
        render(REPORT, "docx", Looks(template=path))
    assert "không phải là tệp Word" in said(raised.value)[0]


def test_the_template_itself_is_not_touched(template: Template) -> None:
    """It is read and left as it is."""
    looks = template("{{ title }}", "{{p body}}")
    assert looks.template is not None
    before = looks.template.read_bytes()
    render(replace(REPORT, blocks=(VILLAGES,)), "docx", looks)
    assert looks.template.read_bytes() == before
