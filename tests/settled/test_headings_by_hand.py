"""``--map``, ``--sheet``, ``--stage``: settled once, remembered for the make, forgotten again."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from .conftest import MAP, PEOPLE, STRANGE, Typed, files_row, workbook


def test_unknown_headings_are_settled_and_remembered(eidc: Typed) -> None:
    """The first file needs ``--map``; the next one of its make is read the same way, and it is
    said; once forgotten the file is refused with the option that helps.
    """
    first = workbook("tuan1.xlsx")
    refused = eidc("import", first)
    assert refused.code == 4
    assert "--map" in refused.all
    answer = eidc("import", first, *MAP)
    assert (answer.code, files_row(answer)["new"]) == (0, 3)
    people = eidc("people", "--audience", "police").rows("people")
    assert [(p["citizen_id"], p["full_name"], p["birth_date"], p["stage"]) for p in people] == [
        ("038056001234", "Nguyễn Văn An", "1956-05-03", "not_collected"),
        ("", "Lê Thị Bình", "1960", "l2_activated"),
        ("038099001239", "Trần Văn Cường", "1999-12-12", ""),
    ]
    second = eidc("import", workbook("tuan2.xlsx", day="12/11/2024"))
    assert (second.code, files_row(second)["same"]) == (0, 3)
    (kept,) = eidc("mappings").rows("mappings")
    assert any(f"(số {kept['number']})" in note for note in second.notes)
    assert "“Người được cấp” là: họ và tên" in kept["headings"]
    assert eidc("mappings", "--forget", kept["number"], form="").code == 0
    assert eidc("mappings").rows("mappings") == []
    assert eidc("import", workbook("tuan3.xlsx", day="19/11/2024")).code == 4


@pytest.mark.parametrize(
    ("headings", "suffix"),
    [((*STRANGE[:-1], "Hiện trạng"), ".xlsx"), (STRANGE[1:], ".xlsx"), (STRANGE, ".xlsm")],
    ids=["another heading", "a column less", "another kind of file"],
)
def test_another_make_is_not_read_by_it(eidc: Typed, headings: list[str], suffix: str) -> None:
    """What was settled holds for the same headings in the same kind of file only."""
    eidc("import", workbook("a.xlsx"), *MAP)
    people = [row[-len(headings) :] for row in PEOPLE]
    other = workbook(f"b{suffix}", people, headings=headings, day="12/11/2024")
    assert eidc("import", other).code == 4


def test_the_make_is_folded(eidc: Typed) -> None:
    """The same headings in capitals, without marks or with line breaks are the same make."""
    eidc("import", workbook("a.xlsx"), *MAP)
    capitals = ("STT", "NGƯỜI\nĐƯỢC CẤP", "SINH:", "ma so", "Địa  bàn", "TÌNH HÌNH")
    other = workbook("b.xlsx", headings=capitals, day="12/11/2024")
    assert files_row(eidc("import", other))["same"] == 3


def test_a_dry_run_remembers_nothing_and_shows_what_was_read(eidc: Typed) -> None:
    """Headings, fields, what was left out, five masked rows, then the counts; nothing stored."""
    file = workbook("a.xlsx", [*PEOPLE, *(PEOPLE[2],) * 4], more=["Nháp"])
    answer = eidc("import", file, *MAP, "--sheet", "ds", "--dry-run")
    understood = {row["heading"]: row["field"] for row in answer.rows("understood")}
    assert understood["Người được cấp"] == "họ và tên (do người dùng chỉ rõ)"
    assert any("--sheet" in row["field"] for row in answer.rows("understood"))
    sample = answer.rows("sample")
    assert [row["source_row"] for row in sample] == [3, 4, 5, 6, 7]
    assert [row["citizen_id"] for row in sample][:3] == ["038******234", "", "038******239"]
    assert "038056001234" not in answer.all
    screen = eidc("import", file, *MAP, "--dry-run", form="").out
    assert screen.index("Người được cấp") < screen.index("038******234") < screen.index("Mới")
    assert eidc("mappings", form="").code == 5  # not even a ledger was made


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--map", "họ và tên=Không có"], 4, "Người được cấp, Sinh, Mã số"),
        (["--map", "birth_date=Sinh"], 4, '--map "họ và tên='),
        (["--map", "họ=Sinh"], 2, "full_name (họ và tên)"),
        (["--map", "full_name"], 2, "--map"),
        (["--map", "full_name="], 2, "--map"),
        (["--sheet", "Khác"], 4, "DS, Nháp"),
        (["--village", "Đ.C", *MAP], 6, "--village"),
        (["--stage", "m2"], 2, "--stage"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_cannot_be_settled_is_said(
    eidc: Typed, words: list[str], code: int, said: str
) -> None:
    """The answer names the headings, sheets or fields there are; nothing is stored."""
    headings = ("STT", "Người được cấp", "Sinh", "Mã số", "Thôn", "Tình hình")
    file = workbook("a.xlsx", headings=headings, more=["Nháp"])
    if words[0] != "--map":
        file = workbook("a.xlsx", headings=("STT", "Họ tên", *headings[2:]), more=["Nháp"])
        words = [word.replace("NGUOI DUOC CAP", "Họ tên") for word in words]
    answer = eidc("import", file, *words, form="")
    assert (answer.code, said in answer.all) == (code, True), answer.all
    assert eidc("people", form="").code == 5


def test_several_columns_of_one_heading_are_asked_for(eidc: Typed) -> None:
    """A heading that two columns have is not chosen between; the group above it tells."""
    file = workbook("a.csv.xlsx", [(1, "Lê An", "1960", "1970")], headings=("STT", "Tên", "X", "X"))
    answer = eidc("import", file, "--map", "birth_date=X", form="")
    assert answer.code == 4
    assert "“X”" in answer.all


def test_a_column_settled_by_hand_beats_the_one_that_looks_right(eidc: Typed) -> None:
    """The heading Ngày sinh can be somebody else's; one can be left unused."""
    file = workbook(
        "a.xlsx",
        [(1, "Lê An", "01/01/1960", "02/02/1999", "ốm")],
        headings=("STT", "Họ tên", "Ngày sinh", "Sinh của chủ thẻ", "Ghi chú"),
    )
    words = ["--map", "ngày sinh=Sinh của chủ thẻ", "--map", "other=Ghi chú"]
    assert eidc("import", file, *words).code == 0
    (person,) = eidc("people", "--audience", "police").rows("people")
    assert (person["birth_date"], person["note"]) == ("1999-02-02", "")


def test_only_the_sheets_asked_for_are_read(eidc: Typed) -> None:
    """The others are named as skipped; the choice is remembered with the make."""
    headings = ("STT", "Họ tên", "Ngày sinh", "Số ĐDCN", "Thôn", "Tình trạng")
    others = [(4, "Hà Văn Dũng", "1980", "", "Thôn 3", "")]
    file = workbook("a.xlsx", headings=headings, more=["Nháp"])
    assert files_row(eidc("import", file, "--sheet", "ds"))["rows_read"] == 3
    again = eidc("import", workbook("b.xlsx", others, headings=headings, more=["Nháp"]))
    assert files_row(again)["rows_read"] == 1
    kinds = [row["problem"] for row in again.rows("problems")]
    assert "sheet_not_wanted" in kinds


def test_the_stage_of_people_who_say_none(eidc: Typed) -> None:
    """``--stage`` fills what a row leaves open; what a row says, known or not, stays."""
    people = [
        (1, "Lê Văn An", "1960", "", "Thôn 3", ""),
        (2, "Lê Văn Bảo", "1961", "", "Thôn 3", "Mức 2 đã kích hoạt"),
        (3, "Lê Văn Cao", "1962", "", "Thôn 3", "đang chờ xem"),
    ]
    headings = ("STT", "Họ tên", "Ngày sinh", "Số ĐDCN", "Thôn", "Tình trạng")
    file = workbook("a.xlsx", people, headings=headings)
    assert eidc("import", file, "--stage", "l1_approved").code == 0
    found = [row["stage"] for row in eidc("people").rows("people")]
    assert found == ["l1_approved", "l2_activated", ""]


def test_the_log_tells_of_every_settlement(eidc: Typed) -> None:
    """A mapping, a tie and their end are entries of the log, which stays whole."""
    eidc("import", workbook("a.xlsx"), *MAP)
    eidc("villages", "--tie", "T. Chạ", "Thôn Đồng Chạ")
    eidc("villages", "--untie", "T. Chạ")
    eidc("mappings", "--forget", "2")
    with sqlite3.connect(Path("eidc.ledger")) as ledger:
        rows = ledger.execute("SELECT kind FROM operation WHERE kind <> 'export' ORDER BY id")
        kinds = [kind for (kind,) in rows]
    assert kinds == ["import", "mapping", "tie", "untie", "forget"]


def test_every_problem_stands_in_the_workbook_only(eidc: Typed) -> None:
    """A file holds each problem with sheet, row and what to do; the screen groups them."""
    people = [(n, f"Lê Văn {'Ab'[n % 2 :]}", "1960", "12345", "Thôn 3", "") for n in (1, 2)]
    headings = ("STT", "Họ tên", "Ngày sinh", "Số ĐDCN", "Thôn", "Tình trạng")
    file = workbook("a.xlsx", people, headings=headings)
    rows = eidc("import", file, "--dry-run").rows("problem_rows")
    found = [r for r in rows if r["problem"] == "citizen_id_wrong_length"]
    assert [(r["file"], r["sheet"], r["row"], r["field"]) for r in found] == [
        ("a.xlsx", "DS", 3, "citizen_id"),
        ("a.xlsx", "DS", 4, "citizen_id"),
    ]
    assert all(r["remedy"] and r["said"] for r in found)
    assert "Tất cả vấn đề" not in eidc("import", file, "--dry-run", form="").out
    assert eidc("import", file, "-o", "van-de.xlsx", form="").code == 0
    assert Path("van-de.xlsx").exists()
