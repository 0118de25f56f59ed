"""``eidc villages``: how rosters write villages, and a spelling tied to its village once."""

from __future__ import annotations

from collections.abc import Sequence

import openpyxl
import pytest

from .conftest import Typed, files_row, workbook

HEADINGS = ("STT", "Họ tên", "Ngày sinh", "Số ĐDCN", "Thôn", "Tình trạng")
NAMES = ("Lê Văn An", "Lê Văn Bảo", "Lê Văn Cao", "Lê Văn Danh", "Lê Văn Em", "Lê Văn Phong")


def people_of(*villages: str) -> list[Sequence[object]]:
    """Return a person with a number for each village as written."""
    return [
        (n, NAMES[n - 1], "1960", f"03806000000{n}", village, "Chưa thu nhận")
        for n, village in enumerate(villages, 1)
    ]


def test_villages_with_spellings_people_and_last_roster(eidc: Typed) -> None:
    """Spellings of one village are one line; what fits none stands below it."""
    file = workbook(
        "a.xlsx", people_of("Thôn 3", "T3", "thon 03", "Thôn 10", "Đ.C"), headings=HEADINGS
    )
    eidc("import", file)
    answer = eidc("villages")
    assert [
        (r["village"], r["people"], r["spellings"], r["last_roster"])
        for r in answer.rows("villages")
    ] == [
        ("Thôn 3", 3, "T3; thon 03", "2024-11-05"),
        ("Thôn 10", 1, "", "2024-11-05"),
    ]
    assert [(r["spelling"], r["people"]) for r in answer.rows("untold")] == [("Đ.C", 1)]


def test_a_spelling_is_tied_once_and_remembered(eidc: Typed) -> None:
    """Later rosters are read by it; the file read before is read anew in its own place."""
    file = workbook("a.xlsx", people_of("Thôn 3", "T. Chạ"), headings=HEADINGS)
    first = eidc("import", file)
    assert [r["problem"] for r in first.rows("problems")] == ["village_unknown"]
    assert "eidc villages --tie" in first.rows("problems")[0]["said"]
    assert eidc("villages", "--tie", "T. Chạ", "Thôn Đồng Chạ", form="").code == 0
    again = eidc("import", file)
    assert (files_row(again)["new"], files_row(again)["status"]) == (2, "stored")
    assert [r["status"] for r in eidc("imports").rows("imports")] == ["active", "undone"]
    later = workbook("b.xlsx", people_of("Thôn 3", "t. chạ."), headings=HEADINGS, day="12/11/2024")
    assert files_row(eidc("import", later))["same"] == 2
    assert [p["village"] for p in eidc("people").rows("people")] == ["Thôn 3", "Thôn Đồng Chạ"]
    assert files_row(eidc("import", later))["status"] == "already_imported"
    rows = {r["village"]: r for r in eidc("villages").rows("villages")}
    assert rows["Thôn Đồng Chạ"]["tied"] == "T. Chạ"


def test_a_file_is_read_anew_while_later_ones_stay(eidc: Typed) -> None:
    """A spelling tied since counts in it, though a later list saw the same people."""
    file = workbook("a.xlsx", people_of("T. Chạ"), headings=HEADINGS)
    eidc("import", file)
    eidc("import", workbook("b.xlsx", people_of("T. Chạ"), headings=HEADINGS, day="12/11/2024"))
    eidc("villages", "--tie", "T. Chạ", "Thôn Đồng Chạ")
    answer = eidc("import", file)
    assert files_row(answer)["status"] == "stored"
    active = [row["file"] for row in eidc("imports").rows("imports") if row["status"] == "active"]
    assert sorted(active) == ["a.xlsx", "b.xlsx"]


def test_an_abbreviation_that_fits_two_villages_is_asked_for(eidc: Typed) -> None:
    """It is not guessed; the villages it fits are named; tied, it is settled."""
    names = people_of("Thôn Đồng Chạ", "Thôn Đông Cao", "Đ. C")
    file = workbook("a.xlsx", names, headings=HEADINGS)
    (problem,) = eidc("import", file).rows("problems")
    assert problem["problem"] == "village_ambiguous"
    assert "Thôn Đông Cao, Thôn Đồng Chạ" in problem["said"]
    assert eidc("villages", "--tie", "Đ. C", "Đông Cao", form="").code == 0
    assert "problems" not in eidc("import", file).out
    assert [p["village"] for p in eidc("people").rows("people")][2] == "Thôn Đông Cao"


def test_untying_takes_it_back(eidc: Typed) -> None:
    """The spelling is settled as if it had never been tied."""
    file = workbook("a.xlsx", people_of("Thôn 3", "T. Chạ"), headings=HEADINGS)
    eidc("import", file)
    eidc("villages", "--tie", "T. Chạ", "Thôn 3")
    assert "problems" not in eidc("import", file).out
    assert eidc("villages", "--untie", "T. CHẠ", form="").code == 0
    assert eidc("import", file).rows("problems")[0]["problem"] == "village_unknown"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--tie", "Đ.C", "Đồng Chạ"], 6),
        (["--tie", "Đ.C", "Đ.C"], 6),
        (["--tie", "Thôn 3", "Thôn 10"], 2),
        (["--tie", "Đ.C", "Thôn 3", "--commune", "Không Có"], 6),
        (["--untie", "Đ.C"], 6),
        (["--tie", "Đ.C", "Thôn 3", "--untie", "Đ.C"], 2),
    ],
    ids=str,
)
def test_what_cannot_be_tied_is_refused(eidc: Typed, words: list[str], code: int) -> None:
    """A new village is written in full, a village's own name is no other's spelling."""
    eidc("import", workbook("a.xlsx", people_of("Thôn 3", "Thôn 10"), headings=HEADINGS))
    assert eidc("villages", *words, form="").code == code
    assert all(not r["tied"] for r in eidc("villages").rows("villages"))


@pytest.mark.parametrize(
    ("tied", "written", "village"),
    [
        ("Chạ", "Chạ", "Thôn Đồng Chạ"),
        ("Chạ", "cha", "Thôn Đồng Chạ"),
        ("Chạ", "CHẠ.", "Thôn Đồng Chạ"),
        ("Chạ", "Chá", "Thôn Chá"),
    ],
)
def test_a_tie_keeps_its_marks(eidc: Typed, tied: str, written: str, village: str) -> None:
    """Typed without marks a spelling is the tied one; with other marks it is another."""
    eidc("import", workbook("a.xlsx", people_of("Thôn Đồng Chạ"), headings=HEADINGS))
    assert eidc("villages", "--tie", tied, "Thôn Đồng Chạ", form="").code == 0
    file = workbook("b.xlsx", people_of(written), headings=HEADINGS, day="12/11/2024")
    eidc("import", file)
    assert [p["village"] for p in eidc("people").rows("people")] == [village]


@pytest.mark.parametrize(
    ("lines", "sheet"),
    [
        ([["", "Đ.C"], [1, "Lê Văn An", "1960", "038060000001"]], "DS"),
        ([["", "II. Thôn Đ.C (1 người)"], [1, "Lê Văn An", "1960", "038060000001"]], "DS"),
        ([[1, "Lê Văn An", "1960", "038060000001"]], "Đ.C"),
    ],
    ids=["a section row", "a section row with its kind", "the sheet's name"],
)
def test_a_tied_spelling_counts_wherever_it_stands(
    eidc: Typed, lines: list[list[object]], sheet: str
) -> None:
    """Not only in the village's column."""
    eidc("import", workbook("a.xlsx", people_of("Thôn 3"), headings=HEADINGS))
    eidc("villages", "--tie", "Đ.C", "Thôn Đồng Chạ")
    book = openpyxl.Workbook()
    book.active.title = sheet
    book.active.append(["DANH SÁCH XÃ CẨM TÂN (tính đến ngày 12/11/2024)"])
    for row in (["STT", "Họ tên", "Ngày sinh", "Số ĐDCN"], *lines):
        book.active.append(row)
    book.save("b.xlsx")
    answer = eidc("import", "b.xlsx")
    assert files_row(answer)["rows_read"] == 1, answer.all
    assert files_row(answer)["places"] == "Thôn Đồng Chạ"
