"""The same file under another reading: it is sealed as it stands, and undone in one command."""

from __future__ import annotations

import pytest

from tests.settled.conftest import MAP, STRANGE, Typed, files_row, typed, workbook

HEADINGS = ("STT", "Họ và tên", "Ngày sinh", "Số định danh", "Thôn", "Tình trạng")
TIE = ("villages", "--tie", "T. Chạ", "Thôn Đồng Chạ")
READINGS = {
    "partial": (HEADINGS, ("--complete",), (), ("--partial",)),
    "complete": (HEADINGS, (), (), ("--complete",)),
    "village": (HEADINGS, (), (), ("--village", "Thôn Mới")),
    "map": (STRANGE, MAP, (), (*MAP[:-1], "note=Tình hình")),
    "tie": (HEADINGS, (), TIE, ()),
}
"""How the file is headed and first read, what is settled then, and how it is read anew."""
OTHERS = {"alone": (), "after": ("29/10/2024",), "before": ("19/11/2024",)}
OTHERS["between"] = OTHERS["after"] + OTHERS["before"]


@pytest.fixture(params=OTHERS)
def others(eidc: Typed, request: pytest.FixtureRequest) -> None:
    """No other list in force, or one of an earlier day, a later day, or both."""
    for day in OTHERS[request.param]:
        people = [(1, "Nguyễn Văn An", "03/05/1956", "038056001234", "Thôn 3", "")]
        file = workbook(f"{day[:2]}.xlsx", people, headings=HEADINGS, day=day)
        assert eidc("import", file).code == 0


def _known() -> list[object]:
    return [typed("people", "--as-of", day).rows("people") for day in ("2024-11-12", "2024-11-20")]


@pytest.mark.usefixtures("others")
@pytest.mark.parametrize("kind", READINGS)
def test_a_file_read_anew_is_sealed_undone_and_done_again(eidc: Typed, kind: str) -> None:
    """By every option that reads it otherwise, whatever other lists count."""
    headings, before, settled, now = READINGS[kind]
    file = workbook("a.xlsx", headings=headings, day="12/11/2024")
    assert files_row(eidc("import", file, *before))["status"] == "stored"
    if settled:
        assert eidc(*settled, form="").code == 0
    first = _known()
    answer = eidc("import", file, *now)
    assert files_row(answer)["status"] == "stored", answer.all
    assert eidc("check").code == 0
    second = _known()
    earlier, later = sorted(
        row["import_id"] for row in eidc("imports").rows("imports") if row["file"] == "a.xlsx"
    )
    tried = eidc("undo", later, "--dry-run", form="").out
    assert f"sẽ tính lại lần đọc trước: mục số {earlier}: lần nhập a.xlsx." in tried
    undone = eidc("undo", later, "--yes", form="").out
    assert f"tính lại lần đọc trước: mục số {earlier}: lần nhập a.xlsx." in undone
    assert (_known(), eidc("check").code) == (first, 0)
    tried = eidc("redo", later, "--dry-run", form="").out
    assert f"sẽ không tính nữa lần đọc trước: mục số {earlier}: lần nhập a.xlsx." in tried
    redone = eidc("redo", later, "--yes", form="").out
    assert f"không tính nữa lần đọc trước: mục số {earlier}: lần nhập a.xlsx." in redone
    assert (_known(), eidc("check").code) == (second, 0)


def test_the_log_tells_a_reading_from_an_undo(eidc: Typed) -> None:
    """Why an entry was taken back stands in its line, and what stands in its place now."""
    file = workbook("a.xlsx", headings=HEADINGS)
    eidc("import", file, form="")
    eidc("import", file, "--partial", form="")
    assert "hủy mục 1 để đọc lại tệp đó" in eidc("log", form="").out
    eidc("undo", "--yes", form="")
    lines = eidc("log", form="").out.splitlines()
    (taken_back,) = (line for line in lines if "hủy mục 1 để đọc lại tệp đó" in line)
    assert "đã hủy ở mục 4" in taken_back
    eidc("redo", "--yes", form="")
    (first,) = (row for row in eidc("log").rows("log") if row["entry"] == 1)
    assert first["undone_by"] == 3
    assert "đã thay bằng mục 3" in eidc("log", form="").out


def test_what_is_remembered_is_not_what_is_to_be_undone(eidc: Typed) -> None:
    """Where headings were settled by option their entry is the last: the import's own is named."""
    answer = eidc("import", workbook("a.xlsx"), *MAP, form="")
    assert "Hủy lần nhập này: eidc undo 1" in answer.out
    assert "Không tính nữa: mục số 1: lần nhập a.xlsx." in eidc("undo", 1, "--yes", form="").out
