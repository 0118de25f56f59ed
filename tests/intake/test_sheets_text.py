"""Text tables in any encoding, with any separator, keep every letter and every zero."""

from __future__ import annotations

import csv
import io
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eid_campaign.campaign.errors import InputRefused
from eid_campaign.intake.sheets import Book, open_book
from eid_campaign.intake.sheets_text import read_text

LIST = "STT;Họ và tên;Số ĐDCN\r\n1;NGUYỄN VĂN ĐỨC;038056001234\r\n2;TRẦN THỊ HƯỜNG;038156004321\r\n"
ROWS = [
    ["STT", "Họ và tên", "Số ĐDCN"],
    ["1", "NGUYỄN VĂN ĐỨC", "038056001234"],
    ["2", "TRẦN THỊ HƯỜNG", "038156004321"],
]

_TONES = "\u0300\u0301\u0303\u0309\u0323"


def as_cp1258(text: str) -> bytes:
    """Return what a Vietnamese Windows saves: the vowel, then its tone."""
    made = bytearray()
    for letter in text:
        apart = unicodedata.normalize("NFD", letter)
        tones = [mark for mark in apart if mark in _TONES]
        vowel = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in _TONES))
        made += (vowel + "".join(tones)).encode("cp1258")
    return bytes(made)


def opened(folder: Path, content: bytes, name: str = "a.csv") -> Book:
    """Write a file and open it."""
    path = folder / name
    path.write_bytes(content)
    return open_book(path)


@pytest.mark.parametrize(
    ("content", "guessed"),
    [
        (LIST.encode(), ""),
        (LIST.encode("utf-8-sig"), ""),
        (unicodedata.normalize("NFD", LIST).encode(), ""),
        (LIST.encode("utf-16"), ""),
        (b"\xfe\xff" + LIST.encode("utf-16-be"), ""),
        (LIST.encode("utf-16-le"), "utf-16-le"),
        (LIST.encode("utf-16-be"), "utf-16-be"),
        (as_cp1258(LIST), "cp1258"),
    ],
    ids=["utf-8", "bom", "decomposed", "utf-16", "big-endian", "bare le", "bare be", "cp1258"],
)
def test_encodings(tmp_path: Path, content: bytes, guessed: str) -> None:
    """The same letters come out of every encoding; where it had to be guessed, it is said."""
    book = opened(tmp_path, content)
    assert book.sheets[0].rows == ROWS
    assert [told.values["encoding"] for told in book.repairs] == ([guessed] if guessed else [])


def test_fonts_of_the_nineties_reach_their_own_reader(tmp_path: Path) -> None:
    """TCVN3 text saved by Windows is kept letter for letter as cp1252 shows it."""
    text = "Hä vµ tªn;Th«n\nNguyÔn V¨n B×nh;§ång Ch¹\nTrÇn ThÞ H­êng;CÈm T©n"
    book = opened(tmp_path, text.encode("cp1252"))
    assert book.sheets[0].rows == [line.split(";") for line in text.split("\n")]
    assert book.repairs[0].values["encoding"] == "cp1252"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
        ("a;b\n1,5;2,5", [["a", "b"], ["1,5", "2,5"]]),
        ("a\tb\n1,5\tx; y", [["a", "b"], ["1,5", "x; y"]]),
        ("a|b|c\n1|2|3", [["a", "b", "c"], ["1", "2", "3"]]),
        ("sep=;\na;b\n1,2;3,4", [["a", "b"], ["1,2", "3,4"]]),
        ("TT  Họ tên  Thôn\n1   An Văn  T1", [["TT", "Họ tên", "Thôn"], ["1", "An Văn", "T1"]]),
        ("Tên;Ở\nAn;1, A, B\nBo;2, A, B", [["Tên", "Ở"], ["An", "1, A, B"], ["Bo", "2, A, B"]]),
        ("Họ tên\nAn\nBình", [["Họ tên"], ["An"], ["Bình"]]),
        ("a,b,c\n1,2\n3", [["a", "b", "c"], ["1", "2", ""], ["3", "", ""]]),
        ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
        ("a,b\n\n1,2\n\n", [["a", "b"], ["", ""], ["1", "2"]]),
        ("a,b\n038056001234,007", [["a", "b"], ["038056001234", "007"]]),
    ],
    ids="comma semicolon tab bar declared spaces address one ragged mac blank zeros".split(),
)
def test_separators(tmp_path: Path, text: str, rows: list[list[str]]) -> None:
    """The separator is found; lines stay rows, and nothing becomes a number."""
    assert opened(tmp_path, text.encode()).sheets[0].rows == rows


PLAN = """PHỤ LỤC
Chỉ tiêu thu nhận hồ sơ, kích hoạt tài khoản, tuyên truyền, vận động, hướng dẫn
(Ban hành kèm theo Kế hoạch số 1/KH-UBND, ngày 30/10/2024, của UBND huyện, xã)

TT\tĐơn vị\tChưa thu nhận hồ sơ\tĐã phê duyệt
\t\t\tMức 1
1\tTT Phong Sơn\t7.125\t2.790
2\tCẩm Thành\t1.976\t464
Tổng\t\t9.101\t3.254"""


def test_a_table_pasted_from_word(tmp_path: Path) -> None:
    """Prose around a table does not disturb its tabs, however many commas it has."""
    rows = opened(tmp_path, PLAN.encode(), "plan.txt").sheets[0].rows
    assert rows[0] == ["PHỤ LỤC", "", "", ""]
    assert rows[3:] == [
        ["", "", "", ""],
        ["TT", "Đơn vị", "Chưa thu nhận hồ sơ", "Đã phê duyệt"],
        ["", "", "", "Mức 1"],
        ["1", "TT Phong Sơn", "7.125", "2.790"],
        ["2", "Cẩm Thành", "1.976", "464"],
        ["Tổng", "", "9.101", "3.254"],
    ]


@pytest.mark.parametrize(
    ("text", "rows", "broken"),
    [
        ('a,b\n"x, y","z\nw"\n1,2', [["a", "b"], ["x, y", "z\nw"], ["1", "2"]], []),
        ('a,b\n"x ""y""",2', [["a", "b"], ['x "y"', "2"]], []),
        ('a,b\nNguyễn "Tý",2', [["a", "b"], ['Nguyễn "Tý"', "2"]], []),
        ('a,b\n"x,1\ny,2', [["a", "b"], ["x", "1"], ["y", "2"]], [2]),
        ('a,b\n"x"y,1\ny,2', [["a", "b"], ['x"y', "1"], ["y", "2"]], [2]),
        ('a,b\n"x,1\n' + "y,2\n" * 40, [["a", "b"], ["x", "1"], *[["y", "2"]] * 40], [2]),
    ],
    ids=["sound", "doubled", "inside", "never closed", "closed too early", "swallowing"],
)
def test_quotes(tmp_path: Path, text: str, rows: list[list[str]], broken: list[int]) -> None:
    """A quote that is never closed costs its own line only, and the line is told."""
    book = opened(tmp_path, text.encode())
    assert book.sheets[0].rows == rows
    assert [told.row for told in book.repairs if told.kind == "broken_quotes"] == broken


def test_a_few_damaged_letters(tmp_path: Path) -> None:
    """In UTF-8 with a broken letter the rest is read as UTF-8, and the row is told."""
    content = LIST.replace("TRẦN", "TR?N").encode().replace(b"TR?N", b"TR\xc3N")
    book = opened(tmp_path, content)
    assert book.sheets[0].rows[:2] == ROWS[:2]
    assert book.sheets[0].rows[2][2] == "038156004321"
    assert [(told.kind, told.row) for told in book.repairs] == [("invalid_bytes", 3)]


@given(st.binary(min_size=1, max_size=300))
@settings(deadline=None)
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    """Bytes of no sense never end the program."""
    try:
        (sheet,), _ = read_text(raw, "a.csv")
    except InputRefused:
        return
    assert len({len(row) for row in sheet.rows}) <= 1


CELL = st.text(st.sampled_from("aăĐ 07,;\"\n'=."), max_size=8)


TABLE = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1)
)


@given(TABLE)
@settings(deadline=None)
def test_what_excel_writes_comes_back(rows: list[list[str]]) -> None:
    """A csv written with quotes where they are due reads back cell for cell."""
    width = len(rows[0])
    rows = [["STT", "Họ tên", "Thôn", "Ghi chú", "Xã"][:width], *rows, ["x"] * width]
    buffer = io.StringIO()
    csv.writer(buffer, delimiter="\t", quoting=csv.QUOTE_ALL).writerows(rows)
    (sheet,), problems = read_text(buffer.getvalue().encode(), "a.csv")
    assert sheet.rows == rows
    assert problems == []
