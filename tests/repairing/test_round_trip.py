"""A workbook handed back, mended or not, imports again."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from eid_campaign.campaign.problems import Severity
from eid_campaign.intake.sheets import open_book
from tests.intake import workbooks
from tests.repairing.faulty import (
    BY_HAND,
    FAULTS,
    FORMULA,
    ROWS,
    faulty_xlsx,
    hand_back,
    mended,
    opened,
    read,
    rows_as_text,
    said_of,
)

RED, YELLOW, GREEN = "FFFFC7CE", "FFFFEB9C", "FFC6EFCE"
SAMPLE = Path(__file__).parent.parent.parent / "sample_data"


@pytest.fixture
def original(tmp_path: Path) -> Path:
    """The faulty list of a village."""
    return faulty_xlsx(tmp_path / "DS thon 3.xlsx")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where the workbook to mend goes."""
    return tmp_path / "sua.xlsx"


def test_the_list_has_the_faults_it_was_made_with(original: Path) -> None:
    """So that the other tests mean something: each fault in its row and in no other."""
    found = {(p.kind, p.row) for p in read(original).problems if p.severity is not Severity.INFO}
    assert found == {(kind, int(at[1:])) for kind, (at, _) in FAULTS.items()}


def test_each_fault_is_coloured_explained_and_has_its_proposal(original: Path, out: Path) -> None:
    """Red where the row was refused, yellow where it is doubtful, green where it was mended."""
    said = hand_back(original, out)
    sheet = opened(out)["T3"]
    proposals = [value for _at, value in FAULTS.values() if value]
    assert (said.refused, said.doubtful, said.mended) == (1, 10, 2)
    assert said.proposals == len(proposals)
    for kind, (at, value) in FAULTS.items():
        cell = sheet[at]
        mended_already = kind.endswith("restored")
        colour = RED if kind == "name_missing" else GREEN if mended_already else YELLOW
        assert (at, cell.fill.fgColor.rgb) == (at, colour)
        assert cell.comment is not None
        beside = [c.value for c in sheet[int(at[1:])][10:] if c.value]
        assert beside == ([value] if value else [])
        assert ("Giá trị đề nghị ở cột" in cell.comment.text) == bool(value)
    marked = {c.coordinate for row in sheet.iter_rows() for c in row if c.comment}
    assert marked == {at for at, _ in FAULTS.values()} | {"B6"}
    headings = [str(cell.value) for cell in sheet[5][10:]]
    assert headings == [
        f"Đề nghị (eidc): {title}" for title in ("Ngày sinh", "Giới tính", "Số ĐDCN")
    ]


def test_a_comment_says_in_vietnamese_what_is_wrong(original: Path, out: Path) -> None:
    """As in the answer of the import, with what became of the row."""
    hand_back(original, out)
    sheet = opened(out)["T3"]
    refused, doubtful = sheet["B14"].comment, sheet["E7"].comment
    assert refused is not None
    assert doubtful is not None
    assert (refused.author, doubtful.author) == ("eidc", "eidc")
    choice = sheet["F15"].comment
    assert choice is not None
    assert choice.text.endswith("Ghi một trong: Thôn Đồng Cầu, Thôn Đồng Chạ.")
    assert refused.text.startswith("Dòng bị từ chối: Dòng có thông tin nhưng không có họ tên")
    assert doubtful.text.startswith("Cần xem lại: Số định danh mất số 0 ở đầu")


def test_not_mended_it_says_the_same_again(original: Path, out: Path) -> None:
    """Colours, comments and proposals are nobody's data: same people, same problems."""
    hand_back(original, out)
    assert said_of(read(out)) == said_of(read(original))


def test_mended_it_has_no_problem_left(original: Path, out: Path) -> None:
    """Proposals copied into their cells and the rest written by hand: everyone is read."""
    hand_back(original, out)
    mended(out, BY_HAND)
    reading = read(out)
    left = [p.kind for p in reading.problems if p.severity in (Severity.REFUSED, Severity.DOUBT)]
    assert left == []
    assert reading.rows_read == len(reading.people) == len(ROWS) + 1
    numbers = dict(zip(reading.people["row"], reading.people["citizen_id"], strict=True))
    assert (numbers[7], numbers[9]) == ("038090000022", "038192000055")
    births = dict(zip(reading.people["row"], reading.people["birth_date"], strict=True))
    assert (births[10], births[11], births[12]) == ("1990-12-25", "1956-05-03", "1960")


def test_everything_else_stays_as_it_was(original: Path, out: Path) -> None:
    """Formulas and what they came to, merges, widths, filters, hidden rows, others' comments."""
    assert hand_back(original, out).as_it_was
    before, after = opened(original)["T3"], opened(out)["T3"]
    assert after["B20"].value == FORMULA
    assert read(out).people["full_name"].tolist()[-1] == "Hà Thị Quyên"
    assert after.merged_cells.ranges == before.merged_cells.ranges
    assert after.column_dimensions["B"].width == before.column_dimensions["B"].width
    assert (after.auto_filter.ref, after.freeze_panes) == ("A5:I20", "C6")
    assert after.row_dimensions[20].hidden
    assert after["B6"].comment is not None
    assert after["B6"].comment.text == "xem sổ"
    theirs = after["E8"].comment
    assert theirs is not None
    assert theirs.text.startswith("hỏi lại gia đình\n")


def test_columns_of_proposals_are_seen_where_the_rest_is_hidden(original: Path, out: Path) -> None:
    """The list hides all columns from J on; overlapping widths would damage the file."""
    hand_back(original, out)
    with zipfile.ZipFile(out) as package:
        text = package.read("xl/worksheets/sheet1.xml").decode()
    spans = [
        (int(_attribute(part, "min")), int(_attribute(part, "max")), 'hidden="1"' in part)
        for part in text.split("<col ")[1:]
    ]
    assert sorted(spans) == [
        (2, 2, False),
        (10, 10, True),
        *((column, column, False) for column in (11, 12, 13)),
        (14, 16384, True),
    ]


def _attribute(text: str, name: str) -> str:
    return text.split(f'{name}="')[1].split('"')[0]


def test_it_can_be_handed_back_again(original: Path, out: Path, tmp_path: Path) -> None:
    """Half mended: the marks of the first time are gone, the others stand where they stood."""
    hand_back(original, out)
    mended(out, {"C8": BY_HAND["C8"]})
    again = tmp_path / "sua lan 2.xlsx"
    said = hand_back(out, again)
    sheet = opened(again)["T3"]
    assert (said.refused, said.doubtful, said.proposals) == (1, 3, 0)
    assert sheet["E7"].comment is None
    assert sheet["E7"].fill.fill_type is None
    theirs = sheet["E8"].comment
    assert theirs is not None
    assert (theirs.text, theirs.author) == ("hỏi lại gia đình", "Trưởng thôn")
    assert [cell.value for cell in sheet[5][9:] if cell.value] == []
    assert said_of(read(again)) == said_of(read(out))


def _without_styles(raw: bytes) -> bytes:
    """Return a workbook whose styles openpyxl cannot read, while Excel and our reader can."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(b'"center"', b'"centre"')
    return workbooks.package(parts)


def test_what_openpyxl_cannot_read_is_written_anew(original: Path, out: Path) -> None:
    """The list goes back without its formats rather than not at all."""
    original.write_bytes(_without_styles(original.read_bytes()))
    assert not hand_back(original, out).as_it_was
    assert said_of(read(out))[:3] == said_of(read(original))[:3]
    assert opened(out)["T3"]["B14"].fill.fgColor.rgb == RED


def test_a_merge_without_an_end_does_not_end_the_program(original: Path, out: Path) -> None:
    """A merge of a million rows becomes no cells."""
    with zipfile.ZipFile(original) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b'ref="A2:I2"', b'ref="A30:XFD1048576"')
    original.write_bytes(workbooks.package(parts))
    assert not hand_back(original, out).as_it_was
    assert out.stat().st_size < 100_000
    assert said_of(read(out))[:3] == said_of(read(original))[:3]


def _separated(separator: str) -> bytes:
    return "\n".join(separator.join(row) for row in rows_as_text()).encode("utf-8-sig")


def _html() -> bytes:
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows_as_text()
    )
    return f"<html><body><table>{rows}</table></body></html>".encode()


def _docx() -> bytes:
    def paragraph(text: str) -> str:
        return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"

    rows = "".join(
        f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in row)}</w:tr>"
        for row in rows_as_text()
    )
    return workbooks.docx(f"<w:tbl>{rows}</w:tbl>")


MAKES = {
    "DS thon 3.csv": lambda: _separated("|").replace(b"|", b"\t"),
    "DS thon 3.xls": lambda: workbooks.xls(rows_as_text()),
    "DS thon 3.ods": lambda: workbooks.ods(rows_as_text()),
    "DS thon 3.html": _html,
    "DS thon 3.docx": _docx,
}


@pytest.mark.parametrize("name", MAKES)
def test_any_other_file_becomes_a_workbook_that_says_the_same(
    name: str, tmp_path: Path, out: Path
) -> None:
    """Text stays text: zeros in front, signs of formulas, two numbers in one cell."""
    path = tmp_path / name
    path.write_bytes(MAKES[name]())
    said = hand_back(path, out)
    assert (said.as_it_was, said.refused) == (False, 1)
    ours, theirs = open_book(path).sheets[0].rows, open_book(out).sheets[0].rows
    assert [row[: len(ours[0])] for row in theirs] == ours
    name_cell = next(
        cell for row in opened(out).worksheets[0].iter_rows() for cell in row
        if str(cell.value).strip() == "=Trần Thị"
    )  # fmt: skip
    assert (name_cell.data_type, name_cell.quotePrefix, name_cell.number_format) == ("s", True, "@")
    assert said_of(read(out))[:3] == said_of(read(path))[:3]


@pytest.mark.parametrize("day", ["2024-11-05", "2024-11-12", "2024-11-19"])
def test_every_list_of_the_sample_campaign_says_the_same_again(day: str, tmp_path: Path) -> None:
    """Thirty lists of eleven makes, with the faults that sample_data/README.md names."""
    compared = 0
    for path in sorted((SAMPLE / day).iterdir()):
        out = tmp_path / f"{path.stem}.xlsx"
        if hand_back(path, out).written:
            compared += 1
            before, after = read(path), read(out)
            assert said_of(after)[:3] == said_of(before)[:3]
            marked = {(p.kind, p.row) for p in before.problems if p.severity is not Severity.INFO}
            assert marked == {
                (p.kind, p.row) for p in after.problems if p.severity is not Severity.INFO
            }
    assert compared >= 6
