"""Every format in the table draws every document, and the same document the same way."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.document import Column, Document, Kind, Table, Text
from eid_campaign.render.formats import FORMATS, format_for, format_of, render
from eid_campaign.wording import said, use_language

from .sample import COLUMNS, DOCUMENT, EMPTY, REPORT, ROWS

Golden = Callable[[str, str], None]


def test_the_sample_leaves_nothing_out() -> None:
    """Each kind, block, group, total, note and missing value is in the sample."""
    assert {column.kind for column in COLUMNS} == set(Kind)
    assert {type(block) for block in DOCUMENT.blocks} == {Table, Text}
    assert any(column.group for column in COLUMNS)
    assert any(column.machine_only for column in COLUMNS)
    assert {table.total is None for table in DOCUMENT.tables} == {True, False}
    assert any(table.notes for table in DOCUMENT.tables)
    assert any(not table.rows for table in DOCUMENT.tables)
    assert any(value is None for row in ROWS for value in row.values())
    assert any(row["rate_b"] is not None and row["rate_b"] > 1 for row in ROWS)
    assert all((DOCUMENT.notes, DOCUMENT.source, DOCUMENT.next_steps, DOCUMENT.subtitle))


# A calendar refuses a document without days, the others one that has nothing of theirs.
OF_SOME_ONLY = ("ics", "png", "zalo", "loudspeaker")


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in OF_SOME_ONLY])
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "document",
    [
        DOCUMENT,
        replace(DOCUMENT, blocks=(EMPTY,)),
        replace(DOCUMENT, blocks=DOCUMENT.blocks[:1]),
        Document("bare", "Trống", date(2024, 11, 5), ()),
    ],
    ids=["everything", "no rows", "only text", "nothing"],
)
def test_the_same_document_gives_the_same_bytes(
    document: Document, language: str, name: str
) -> None:
    """No clock and no chance gets into a file."""
    use_language(language)
    assert render(document, name) == render(document, name)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "ics"])
def test_the_same_report_gives_the_same_bytes(name: str) -> None:
    """Charts, letterhead and card included."""
    assert render(REPORT, name) == render(REPORT, name)


@pytest.mark.parametrize("name", ["png", "zalo", "loudspeaker"])
def test_a_document_without_a_form_for_others_is_refused(name: str) -> None:
    """Nothing is made up for a list that has no card, no chat text and no speech."""
    with pytest.raises(UsageProblem):
        render(DOCUMENT, name)


@pytest.mark.parametrize("name", ["text", "md", "csv", "json"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_sample_as_a_text_file(name: str, language: str, golden: Golden) -> None:
    """What stands in the file, byte order mark aside."""
    use_language(language)
    suffix = FORMATS[name].suffixes[0]
    golden(f"render/file_{language}{suffix}", render(DOCUMENT, name).decode("utf-8-sig"))


def test_machine_formats_do_not_depend_on_the_language() -> None:
    """A program reads the same figures wherever the file was made."""
    vietnamese = [render(DOCUMENT, name) for name in ("csv", "json")]
    use_language("en")
    assert [render(DOCUMENT, name) for name in ("csv", "json")] == vietnamese


def test_csv_holds_the_first_table_as_programs_want_it() -> None:
    """Ids above, raw values below, no total; a mark for Excel in front."""
    content = render(DOCUMENT, "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert list(rows[0]) == [column.id for column in COLUMNS]
    assert [row["village"] for row in rows] == ["Thôn Đồng Chạ", "Thôn Eo Lê", "Thôn 3"]
    assert (rows[0]["base"], rows[0]["rate_a"], rows[0]["finish"]) == (
        "2073",
        "0.500482",
        "2024-12-05",
    )
    assert (rows[1]["change"], rows[1]["finish"], rows[2]["rate_a"]) == ("-3", "", "")


@pytest.mark.parametrize(
    ("start", "written"),
    [("=", "'="), ("+", "'+"), ("-", "'-"), ("@", "'@"), ("\t", "'\t"), ("\r", "'\n")],
)
def test_csv_never_holds_a_formula(start: str, written: str) -> None:
    """A remark that Excel would run is written behind an apostrophe; a negative number is not."""
    columns = (Column("remark", "Ghi chú"), Column("change", "Thay đổi", Kind.CHANGE))
    table = Table("t", "Bảng", columns, ({"remark": f"{start}cmd|x", "change": -3},))
    document = Document("d", "Thử", date(2024, 11, 5), (table,))
    text = render(document, "csv").decode("utf-8-sig")
    _header, row = csv.reader(io.StringIO(text, newline=""))
    assert row == [f"{written}cmd|x", "-3"]


def test_json_holds_everything_but_what_is_only_for_the_screen() -> None:
    """Tables with all their columns, totals apart, texts and notes; numbers are numbers."""
    content = json.loads(render(DOCUMENT, "json"))
    assert (content["id"], content["as_of"]) == ("weekly", "2024-11-05")
    assert content["texts"][0]["paragraphs"][1] == "Còn 1 thôn chưa có hồ sơ nào."
    villages, commune, empty = content["tables"]
    assert {column["kind"] for column in villages["columns"]} == {kind.value for kind in Kind}
    assert villages["rows"][0] == {
        "rank": 1,
        "village": "Thôn Đồng Chạ",
        "base": 2073,
        "target_a": 1037,
        "issued": 519,
        "rate_a": 0.500482,
        "target_b": 39,
        "activated": 41,
        "rate_b": 1.051282,
        "change": 12,
        "finish": "2024-12-05",
        "remark": "Đạt | vượt",
        "code": "01",
    }
    assert (villages["total"]["base"], villages["total"]["rank"]) == (3053, None)
    assert "total" not in commune
    assert empty["rows"] == []
    assert "next_steps" not in content


@pytest.mark.parametrize("name", ["text", "md"])
def test_files_for_reading_leave_out_what_is_only_for_programs(name: str) -> None:
    """No machine-only column, and no command to type next."""
    text = render(DOCUMENT, name).decode()
    assert "Mã thôn" not in text
    assert "eidc" not in text


def test_markdown_takes_nothing_in_a_cell_for_markup() -> None:
    """A pipe or an asterisk in a remark is shown, it does not end the cell."""
    row = {"remark": "a|b *c* <b> \\ [x](y)"}
    table = Table("t", "Bảng", (Column("remark", "Ghi chú"),), (row,))
    text = render(Document("d", "Thử", date(2024, 11, 5), (table,)), "md").decode()
    assert r"| a\|b \*c\* \<b\> \\ \[x\](y) |" in text


@pytest.mark.parametrize(
    ("file", "name"),
    [("tuần.xlsx", "xlsx"), ("TUAN.XLSX", "xlsx"), ("a.b.csv", "csv"), ("x.txt", "text")],
)
def test_a_suffix_names_the_format(file: str, name: str) -> None:
    """In capitals too, as Windows writes them."""
    assert format_of(Path(file)) == name


@pytest.mark.parametrize("file", ["tuần.xls", "tuần", ".csv", "tuần.csv.bak"])
def test_an_unknown_suffix_is_answered_with_the_known_ones(file: str) -> None:
    """The user is told which endings there are."""
    with pytest.raises(UsageProblem) as raised:
        format_of(Path(file))
    what, hint = said(raised.value)
    assert file in what
    for suffix in (".txt", ".md", ".csv", ".json", ".xlsx"):
        assert suffix in hint


def test_an_unknown_format_is_answered_with_the_known_ones() -> None:
    """As for a suffix."""
    with pytest.raises(UsageProblem) as raised:
        render(DOCUMENT, "doc")
    assert all(name in said(raised.value)[1] for name in FORMATS)


def test_a_suffix_belongs_to_one_format() -> None:
    """Else the order of the table would decide."""
    suffixes = [suffix for each in FORMATS.values() for suffix in each.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert all(suffix == suffix.lower() and suffix[0] == "." for suffix in suffixes)


def test_the_table_of_formats_loads_no_format() -> None:
    """Asking which formats there are costs nothing; csv needs neither rich nor xlsxwriter."""
    code = (
        "import sys; from eid_campaign.render.formats import FORMATS; "
        "import eid_campaign.render.csv_; "
        "print({'rich', 'xlsxwriter'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize(
    ("file", "asked", "written"),
    [
        ("tuần.docx", "", "docx"),
        ("tuần.docx", "table", "docx"),
        ("tuần.TXT", "", "text"),
        ("tin.txt", "zalo", "zalo"),
        ("loa.txt", "loudspeaker", "loudspeaker"),
        ("tuần.docx", "zalo", "docx"),
        ("số liệu.dat", "csv", "csv"),
        ("số liệu.csv", "csv", "csv"),
    ],
)
def test_the_ending_of_a_file_decides_its_format(file: str, asked: str, written: str) -> None:
    """A text for a chat is for files of plain text; others beside it stay what they say."""
    assert format_for(Path(file), asked) == written


@pytest.mark.parametrize(("file", "asked"), [("tuần.pdf", "csv"), ("tuần.txt", "xlsx")])
def test_no_file_is_of_another_kind_than_its_ending_says(file: str, asked: str) -> None:
    """A format and an ending that contradict each other are refused before anything is written."""
    with pytest.raises(UsageProblem):
        format_for(Path(file), asked)
