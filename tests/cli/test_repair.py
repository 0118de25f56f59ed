"""``eidc import --repair``: the workbook to mend, from the command line."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.repairing.faulty import faulty_xlsx, rows_as_text

from .conftest import Answer

Typed = Callable[..., Answer]


@pytest.fixture
def faulty(appendix: Path) -> Path:
    """A campaign with the appendix, and the faulty list of a village in its folder."""
    return faulty_xlsx(appendix / "DS Cẩm Tân thôn 3.xlsx")


def test_the_list_is_taken_in_and_handed_back(faulty: Path, eidc: Typed) -> None:
    """One command: the good rows are stored, the workbook to mend is written."""
    before = faulty.read_bytes()
    answer = eidc("import", "--repair", "sua.xlsx", faulty)
    assert answer.code == 3, answer.all
    assert "sua.xlsx: 1 ô đỏ" in " ".join(answer.out.split())
    assert "đầy đủ họ tên và số định danh" in " ".join(answer.out.split())
    assert faulty.read_bytes() == before
    assert openpyxl.load_workbook("sua.xlsx")["T3"]["B14"].comment is not None
    assert "đã nhập" in eidc("import", faulty).out


def test_a_list_taken_in_before_is_handed_back_all_the_same(faulty: Path, eidc: Typed) -> None:
    """Whoever sees the problems after the import asks for the workbook then."""
    assert eidc("import", faulty).code == 3
    answer = eidc("import", "--repair", "sua.xlsx", faulty)
    assert answer.code == 0, answer.all
    assert openpyxl.load_workbook("sua.xlsx")["T3"]["B14"].comment is not None


def test_what_only_the_ledger_knows_is_marked_too(faulty: Path, eidc: Typed) -> None:
    """A step backwards is found by what an earlier list said."""
    assert eidc("import", faulty).code == 3
    later = openpyxl.load_workbook(faulty)
    later["T3"]["G6"], later["T3"]["A3"] = "Chưa thu nhận", "(Tính đến ngày 12/11/2024)"
    later.save("tuan sau.xlsx")
    eidc("import", "--dry-run", "--repair", "sua.xlsx", "tuan sau.xlsx", "--commune", "Cẩm Tân")
    comment = openpyxl.load_workbook("sua.xlsx")["T3"]["G6"].comment
    assert comment is not None
    assert "lùi" in comment.text


def test_a_dry_run_hands_back_and_stores_nothing(faulty: Path, eidc: Typed) -> None:
    """The workbook is the one thing that is written."""
    assert eidc("import", "--dry-run", "--repair", "sua.xlsx", faulty).code == 3
    assert Path("sua.xlsx").exists()
    rows = eidc("imports", "--format", "json").json["tables"][0]["rows"]
    assert [row["kind"] for row in rows] == ["appendix"]


def test_a_list_without_a_fault_is_not_handed_back(appendix: Path, eidc: Typed) -> None:
    """It is said, and nothing is written."""
    text = "\n".join(",".join(row) for row in rows_as_text()[:3])
    Path("DS Cẩm Tân.csv").write_text(text, encoding="utf-8")
    answer = eidc("import", "--repair", "sua.xlsx", "DS Cẩm Tân.csv")
    assert answer.code == 0, answer.all
    assert "DS Cẩm Tân.csv không có gì sai" in " ".join(answer.out.split())
    assert not Path("sua.xlsx").exists()


def test_a_day_that_stands_in_the_name_alone_is_warned_of(appendix: Path, eidc: Typed) -> None:
    """Under another name the mended workbook would be of today."""
    rows = [row for row in rows_as_text() if "DANH SÁCH" not in row[0]]
    name = "DS thon 3 Cam Tan ngay 05-11-2024.csv"
    Path(name).write_text("\n".join("\t".join(row) for row in rows), encoding="utf-8")
    said = " ".join(eidc("import", "--repair", "sua.xlsx", name).out.split())
    assert "chỉ có trong tên tệp" in said
    said = " ".join(eidc("import", "--repair", f"sua {Path(name).stem}.xlsx", name).out.split())
    assert "chỉ có trong tên tệp" not in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--repair", "sua.xlsx", "{file}", "{other}"], "2 tệp"),
        (["--repair", "sua.xlsx", "."], "3 tệp"),
        (["--repair", "{file}", "{file}"], "không bao giờ bị ghi đè"),
        (["--repair", "./{file}", "{file}"], "không bao giờ bị ghi đè"),
        (["--repair", "sua.xls", "{file}"], "sua.xlsx"),
        (["--repair", "không có/sua.xlsx", "{file}"], "Không có thư mục"),
        (["--repair", "sua.xlsx", "-o", "sua.xlsx", "{file}"], "hai lần"),
    ],
    ids=["two files", "a folder", "itself", "itself again", "no xlsx", "no folder", "twice"],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_done(
    words: list[str], said: str, faulty: Path, eidc: Typed
) -> None:
    """With a sentence; the original stays, and nothing is stored."""
    other = faulty_xlsx(faulty.parent / "DS khác.xlsx")
    faulty_xlsx(faulty.parent / "DS nữa.xlsx")
    before = faulty.read_bytes()
    typed = [word.format(file=faulty.name, other=other.name) for word in words]
    answer = eidc("import", *typed)
    assert answer.code == 2, answer.all
    assert said in " ".join(answer.err.split())
    assert faulty.read_bytes() == before
    rows = eidc("imports", "--format", "json").json["tables"][0]["rows"]
    assert [row["kind"] for row in rows] == ["appendix"]


def test_openpyxl_is_loaded_for_a_repair_alone(faulty: Path) -> None:
    """An import without one is spared a third of a second."""
    code = (
        "import sys\nfrom eid_campaign.cli import main\n"
        f"main(['import', '--dry-run', {str(faulty)!r}], standalone_mode=False)\n"
        "sys.exit('openpyxl' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
