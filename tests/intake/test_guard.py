"""Hostile and broken files are refused with their cause, in bounded memory, the process alive."""

from __future__ import annotations

import io
import os
import random
import zipfile
from pathlib import Path

import pytest
from odf.table import TableCell

from eid_campaign.campaign.errors import InputRefused
from eid_campaign.intake.sheets import open_book
from tests.intake import workbooks
from tests.intake.limited import opened_with_limits

if not Path("/proc/self/status").exists():
    pytest.skip("the limits and their measure are Linux's", allow_module_level=True)

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def kept(folder: Path, name: str, content: bytes) -> Path:
    """Write a file and return where it stands."""
    path = folder / name
    path.write_bytes(content)
    return path


def locked_xlsx() -> bytes:
    """Return the container of a password-protected workbook: a directory with its two streams."""

    def entry(name: str, kind: int) -> bytes:
        wide = name.encode("utf-16-le")
        head = wide.ljust(64, b"\0") + (len(wide) + 2).to_bytes(2, "little") + bytes([kind, 1])
        return head.ljust(116, b"\0") + bytes(12)

    header = bytearray(512)
    header[:8] = OLE
    header[24:34] = bytes.fromhex("3e000300feff09000600")
    header[44:48] = (1).to_bytes(4, "little")
    header[48:52] = (1).to_bytes(4, "little")
    header[56:60] = (4096).to_bytes(4, "little")
    header[60:76] = bytes.fromhex("feffffff00000000feffffff00000000")
    header[76:512] = b"\xff" * 436
    header[76:80] = bytes(4)
    table = bytes.fromhex("fdfffffffeffffff").ljust(512, b"\xff")
    directory = entry("Root Entry", 5) + entry("EncryptionInfo", 2) + entry("EncryptedPackage", 2)
    return bytes(header) + table + directory + bytes(128)


def locked_xls() -> bytes:
    """Return an .xls whose first record after BOF says that the rest is enciphered."""
    content = bytearray(workbooks.xls())
    start = content.index(b"\x09\x08\x10\x00")
    content[start + 20 : start + 22] = b"\x2f\x00"
    return bytes(content)


def locked_zip() -> bytes:
    """Return a workbook whose zip directory says that a part is enciphered."""
    content = bytearray(workbooks.xlsx())
    position = content.index(b"PK\x01\x02")
    content[position + 8] |= 1
    return bytes(content)


def with_false_size() -> bytes:
    """Return a workbook whose first part says it unpacks to 2 GiB."""
    content = bytearray(workbooks.xlsx())
    position = content.index(b"PK\x01\x02")
    content[position + 24 : position + 28] = (1 << 31).to_bytes(4, "little")
    return bytes(content)


def row_of(cells: str, number: int = 1) -> str:
    """Return a row of a worksheet part."""
    return f'<row r="{number}">{cells}</row>'


ENTITIES = '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;">]><worksheet>&c;</worksheet>'
FAR = row_of('<c r="A1"><v>1</v></c>') + row_of('<c r="XFD1048576"><v>1</v></c>', 1_048_576)
FAR_BY_SECOND_R = row_of('<c r="A1"><v>1</v></c><c r="B1" r="XFD1048576"><v>1</v></c>')
FAR_WITH_PREFIX = row_of('<c r="A1"><v>1</v></c><x:c r="XFD1048576"><x:v>1</x:v></x:c>')
FAR_UNQUOTED = row_of("<c r='A1'><v>1</v></c><c r = 'XFD1048576'><v>1</v></c>")
FAR_ROW = row_of("<c><v>1</v></c>") + row_of("<c><v>1</v></c>", 4_000_000_000)

REFUSED = [
    # what it is, the file, a word of the cause
    ("a photo", "list.xlsx", b"\xff\xd8\xff\xe0" + bytes(500), "picture"),
    ("a PDF", "list.xls", b"%PDF-1.7\n" + bytes(500), "PDF"),
    ("an archive", "list.xlsx", b"Rar!\x1a\x07" + bytes(500), "archive"),
    ("a zip of other things", "list.xlsx", workbooks.package({"a.txt": "x"}), "zip archive"),
    ("nothing", "list.xlsx", b"", "empty"),
    ("only a mark", "list.csv", b"\xef\xbb\xbf\r\n", "empty"),
    ("bytes of no text", "list.csv", bytes(range(256)) * 8, "neither"),
    ("half an .xlsx", "list.xlsx", workbooks.xlsx()[:2000], "damaged"),
    ("half an .xls", "list.xls", workbooks.xls()[:2000], "damaged"),
    ("half an .ods", "list.ods", workbooks.ods()[:900], "damaged"),
    ("a locked .xlsx", "list.xlsx", locked_xlsx(), "password"),
    ("a locked .xls", "list.xls", locked_xls(), "password"),
    ("a locked zip", "list.xlsx", locked_zip(), "password"),
    ("a false size", "list.xlsx", with_false_size(), "zip bomb"),
    ("entities", "list.xlsx", workbooks.xlsx_of_xml("", sheet=ENTITIES), "entities"),
    ("a far cell", "list.xlsx", workbooks.xlsx_of_xml(FAR), "far away"),
    ("a far cell by a second r", "list.xlsx", workbooks.xlsx_of_xml(FAR_BY_SECOND_R), "damaged"),
    ("a far cell with a prefix", "list.xlsx", workbooks.xlsx_of_xml(FAR_WITH_PREFIX), "far away"),
    ("a far cell oddly written", "list.xlsx", workbooks.xlsx_of_xml(FAR_UNQUOTED), "far away"),
    ("a row beyond all", "list.xlsx", workbooks.xlsx_of_xml(FAR_ROW), "far away"),
    (
        "a far cell in .xls",
        "list.xls",
        workbooks.xls(change=lambda sheet: sheet.write(65_535, 255, "x")),
        "far away",
    ),
    (
        "a far cell in .xlsb",
        "list.xlsb",
        workbooks.xlsb([(0, 0, "a"), (1_048_575, 16_383, "b")]),
        "far away",
    ),
    (
        "a value repeated over an .ods",
        "list.ods",
        workbooks.ods(
            extra=[
                workbooks.ods_row(
                    workbooks.ods_cell("x", numbercolumnsrepeated=16_384),
                    numberrowsrepeated=1_048_570,
                )
            ]
        ),
        "far away",
    ),
    ("a page without a table", "list.xls", b"<html><body>Not found</body></html>", "no table"),
    ("a letter", "list.docx", workbooks.docx("<w:p><w:r><w:t>a</w:t></w:r></w:p>"), "no table"),
]


@pytest.mark.parametrize(
    ("name", "content", "cause"),
    [case[1:] for case in REFUSED],
    ids=[case[0] for case in REFUSED],
)
def test_refused_with_its_cause(tmp_path: Path, name: str, content: bytes, cause: str) -> None:
    """A file that cannot be read is refused with what it is, within 64 MiB."""
    outcome = opened_with_limits(kept(tmp_path, name, content))
    [(verdict, said)] = outcome.told
    assert verdict == "refused"
    assert cause in str(said)
    assert outcome.grown < 64


def test_every_refusal_says_what_to_do(tmp_path: Path) -> None:
    """A refusal carries a hint, and both sentences can be filled."""
    for number, (_, name, content, _) in enumerate(REFUSED):
        path = kept(tmp_path, f"{number} {name}", content)
        with pytest.raises(InputRefused) as caught:
            open_book(path)
        assert caught.value.hint.format(**caught.value.values)
        assert path.name in str(caught.value)


def deflated(head: str, middle: bytes, times: int, tail: str) -> bytes:
    """Return a workbook whose sheet repeats ``middle``, made without holding it whole."""
    whole = zipfile.ZipFile(io.BytesIO(workbooks.xlsx_of_xml("")))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in whole.namelist():
            if "sheet1" not in name:
                archive.writestr(name, whole.read(name))
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(f"<worksheet><sheetData>{head}".encode())
            for _ in range(times // 1000):
                part.write(middle * 1000)
            part.write(f"{tail}</sheetData></worksheet>".encode())
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("head", "middle", "times", "tail"),
    [
        ('<row r="1"><c r="A1" t="inlineStr"><is><t>', b"a" * 1000, 400_000, "</t></is></c></row>"),
        ("", b"<row><c><v>1</v></c></row>", 12_000_000, ""),
        ('<row r="1">', b'<c r="A1"><v>1</v></c>', 8_000_000, "</row>"),
        ('<row r="1"><c r="A1', b" " * 1000, 40_000, '"><v>1</v></c></row>'),
    ],
    ids=["one long text", "millions of rows", "one cell again and again", "one long tag"],
)
@pytest.mark.slow
def test_zip_bombs(tmp_path: Path, head: str, middle: bytes, times: int, tail: str) -> None:
    """A workbook that unpacks to hundreds of megabytes is refused within 256 MiB and 10 s."""
    outcome = opened_with_limits(
        kept(tmp_path, "list.xlsx", deflated(head, middle, times, tail)), seconds=10
    )
    [(verdict, _)] = outcome.told
    assert verdict == "refused"
    assert outcome.grown < 256


def test_formatted_empty_rows_are_read_as_what_they_hold(tmp_path: Path) -> None:
    """Rows and cells that are only formatted, down to the last row, are no part of the list."""
    blank = "".join(
        row_of(f'<c r="A{number}" s="0"/><c r="XFD{number}" s="0"/>', number)
        for number in range(1_047_000, 1_048_577)
    )
    rows = row_of('<c r="A1" t="str"><v>NGUYỄN VĂN AN</v></c>')
    book = open_book(kept(tmp_path, "a.xlsx", workbooks.xlsx_of_xml(rows + blank)))
    assert book.sheets[0].rows == [["NGUYỄN VĂN AN"]]


@pytest.mark.slow
def test_a_million_formatted_empty_rows(tmp_path: Path) -> None:
    """A million rows of twelve formatted cells are read as the two rows they hold, in bounds."""
    rows = row_of('<c r="A1"><v>1</v></c>')
    buffer = "".join(
        row_of("".join(f'<c r="{letter}{number}" s="0"/>' for letter in "ABCDEFGHIJKL"), number)
        for number in range(2, 1_048_577)
    )
    path = kept(tmp_path, "a.xlsx", workbooks.xlsx_of_xml(rows + buffer))
    del buffer
    outcome = opened_with_limits(path)
    assert outcome.told == [("read", [1])]
    assert outcome.grown < 256


def test_two_hundred_columns_and_a_long_remark(tmp_path: Path) -> None:
    """A wide list and a remark of 5,000 characters are lists like any other."""
    rows: list[list[object]] = [[f"cột {number}" for number in range(200)], ["x" * 5000] * 200]
    book = open_book(kept(tmp_path, "a.xlsx", workbooks.xlsx(rows)))
    assert book.sheets[0].rows == rows


def test_unreadable_paths(tmp_path: Path) -> None:
    """A folder and a file that is gone are named as such."""
    with pytest.raises(InputRefused, match="folder"):
        open_book(tmp_path)
    with pytest.raises(InputRefused, match="not there"):
        open_book(tmp_path / "gone.xlsx")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights bind ordinary users only")
def test_a_file_without_the_right_to_read(tmp_path: Path) -> None:
    """A file that may not be opened says so."""
    path = kept(tmp_path, "a.xlsx", workbooks.xlsx())
    path.chmod(0)
    with pytest.raises(InputRefused, match="may not be opened"):
        open_book(path)


def mutants(folder: Path, seed: int, count: int) -> list[Path]:
    """Write ``count`` damaged copies of small workbooks: flipped bytes, cuts, doubled pieces.

    Half of the zip packages are damaged inside a part and packed again, so that checksums hold.
    """
    chance = random.Random(seed)
    sound = {
        "a.xlsx": workbooks.xlsx(workbooks.LIST * 5),
        "a.xls": workbooks.xls(workbooks.LIST * 5),
        "a.ods": workbooks.ods(workbooks.LIST * 5),
        "a.csv": 'STT;Họ và tên\n1;"NGUYỄN\nVĂN"\n'.encode() * 5,
        "a.docx": workbooks.docx("<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"),
    }
    paths = []
    for number in range(count):
        name = chance.choice(list(sound))
        content = sound[name]
        if content.startswith(b"PK") and chance.random() < 0.5:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                parts = {part: archive.read(part) for part in archive.namelist()}
            part = chance.choice(list(parts))
            content = workbooks.package({**parts, part: _hurt(parts[part], chance)})
        else:
            content = _hurt(content, chance)
        paths.append(kept(folder, f"{number} {name}", content))
    return paths


def _hurt(content: bytes, chance: random.Random) -> bytes:
    hurt = bytearray(content)
    for _ in range(chance.choice((1, 1, 3, 20))):
        place = chance.randrange(len(hurt) or 1)
        match chance.randrange(5):
            case 0:
                hurt[place : place + 1] = bytes([chance.randrange(256)])
            case 1:
                del hurt[place : place + chance.randrange(1, 40)]
            case 2:
                hurt[place:place] = hurt[place : place + chance.randrange(1, 200)]
            case 3:
                hurt[place : place + 4] = chance.choice((b"\xff" * 4, bytes(4), b"9999", b'"<&>'))
            case 4 if chance.random() < 0.2:
                del hurt[place:]
    return bytes(hurt)


def test_damaged_workbooks_are_read_or_refused(tmp_path: Path) -> None:
    """Of two hundred damaged workbooks none ends the process or takes more than 256 MiB."""
    outcome = opened_with_limits(*mutants(tmp_path, seed=1, count=200), seconds=60)
    assert len(outcome.told) == 200
    assert {verdict for verdict, _ in outcome.told} == {"read", "refused"}
    assert outcome.grown < 256


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 7))
def test_a_thousand_damaged_workbooks(tmp_path: Path, seed: int) -> None:
    """The same for a thousand more."""
    outcome = opened_with_limits(*mutants(tmp_path, seed, count=200), seconds=60)
    assert len(outcome.told) == 200
    assert outcome.grown < 256


def test_parts_nobody_reads(tmp_path: Path) -> None:
    """Pictures and other parts that are never read do not matter."""
    content = workbooks.xlsx_of_xml(
        row_of('<c r="B2"><v>1</v></c>'), parts={"xl/media/a.zip": "PK"}
    )
    assert open_book(kept(tmp_path, "a.xlsx", content)).sheets[0].rows == [["", ""], ["", 1.0]]


def test_no_sheet(tmp_path: Path) -> None:
    """A workbook without a sheet is refused."""
    empty = "<workbook><sheets></sheets></workbook>"
    content = workbooks.xlsx_of_xml("", parts={"xl/workbook.xml": empty})
    with pytest.raises(InputRefused):
        open_book(kept(tmp_path, "a.xlsx", content))


def test_nested_entities_of_other_formats(tmp_path: Path) -> None:
    """Entities are refused in .ods, .docx and Excel's XML as well."""
    bomb = '<!DOCTYPE a [<!ENTITY b "bb">]>'
    cases = {
        "a.docx": workbooks.package({"word/document.xml": f"{bomb}<a/>"}),
        "a.ods": workbooks.package(
            {
                "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                "content.xml": f"{bomb}<a/>",
            }
        ),
        "a.xml": (
            f'<?xml version="1.0"?>{bomb}'
            '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
        ).encode(),
    }
    for name, content in cases.items():
        with pytest.raises(InputRefused, match="entities"):
            open_book(kept(tmp_path, name, content))


def test_blank_repeats_of_ods_cost_nothing(tmp_path: Path) -> None:
    """LibreOffice ends a sheet with a million blank rows in one element; they are not rows."""
    extra = workbooks.ods_row(TableCell(numbercolumnsrepeated=16_384), numberrowsrepeated=1_048_574)
    path = kept(tmp_path, "a.ods", workbooks.ods(extra=[extra]))
    assert open_book(path).sheets[0].rows == workbooks.LIST
