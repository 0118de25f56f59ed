"""A whole line of the report sent is gone since, or new: what is stated of it, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.rosters import add_roster
from tests.cli.conftest import typed
from tests.drawn import BASELINE, roster
from tests.frozen import story
from tests.frozen.test_corrections_stated import NEXT, stated
from tests.ledger.test_undo import add_appendix

HEADING = "citizen_id  full_name  village  stage\n"
THON_3 = HEADING + "#7  Ngô Văn Hải  Thôn 3  not_collected"
NO_VILLAGE = HEADING + "#8  Đỗ Văn Khang  -  not_collected"


def listed(path: Path, drawn: str, hour: int) -> int:
    """Import a list of the baseline at an hour of the 12th; return its entry."""
    with story.ledger_at(path) as ledger:
        added = add_roster(ledger, roster(drawn, BASELINE, file="them.csv"), story.by(12, hour))
    assert added.import_id is not None
    return added.import_id


def taken_back(path: Path, entry: int) -> None:
    """Take the entry back on the 18th."""
    with story.ledger_at(path) as ledger:
        story.undo(ledger, entry, story.by(18))


def sent_now() -> None:
    """Keep the report of the first week as sent."""
    answer = typed("report", "weekly", "--as-of", "12/11/2024", "--final")
    assert answer.code == 0, answer.all


def said(lang: str = "vi") -> list[str]:
    """Return the sentences of the corrections, in order."""
    texts = typed(*NEXT, "--format", "json", lang=lang).json["texts"]
    title = "Đính chính" if lang == "vi" else "Corrections"
    return [
        line for text in texts if text["title"].startswith(title) for line in text["paragraphs"]
    ]


UNDONE = (-1, "import_undone", "them.csv")


def test_a_village_of_which_nothing_counts_any_more(place: Path) -> None:
    """What was counted in it is 0 now by the list taken back; what was 0 is not spoken of."""
    entry = listed(place, THON_3, 10)
    sent_now()
    taken_back(place, entry)
    assert stated(typed(*NEXT, "--format", "json")) == {
        ("–", "base_level2", 8, 7, *UNDONE),
        ("–", "eligible", 8, 7, *UNDONE),
        ("Thôn 3", "base_level2", 1, 0, *UNDONE),
        ("Thôn 3", "eligible", 1, 0, *UNDONE),
    }
    assert said()[-2:] == [
        "Thôn 3, chưa thu nhận tại mốc: tuần trước 1, nay 0: 1 do hủy lần nhập (them.csv).",
        "Thôn 3, đủ điều kiện: tuần trước 1, nay 0: 1 do hủy lần nhập (them.csv).",
    ]


def test_a_village_that_is_new_since(place: Path) -> None:
    """It was not told last week, which is not 0; only what is counted now is stated."""
    sent_now()
    listed(place, THON_3, 10)
    late = (1, "late_list", "them.csv")
    assert stated(typed(*NEXT, "--format", "json")) == {
        ("–", "base_level2", 7, 8, *late),
        ("–", "eligible", 7, 8, *late),
        ("Thôn 3", "base_level2", None, 1, *late),
        ("Thôn 3", "eligible", None, 1, *late),
    }
    assert (
        "Thôn 3, đủ điều kiện: tuần trước chưa có, nay 1: 1 do danh sách về muộn (them.csv)."
        in said()
    )


def test_people_of_no_village_are_not_called_the_commune(place: Path) -> None:
    """Their line is one among villages: in sentences and in the workbook it is named so."""
    entry = listed(place, NO_VILLAGE, 10)
    sent_now()
    taken_back(place, entry)
    assert [line for line in said() if line.startswith("Cẩm Tân")] == []
    assert (
        "Người không rõ thôn, đủ điều kiện: tuần trước 1, nay 0: 1 do hủy lần nhập (them.csv)."
        in said()
    )
    assert typed(*NEXT, "-o", "tuan.xlsx").code == 0
    rows = [
        [cell.value for cell in row] for sheet in load_workbook("tuan.xlsx") for row in sheet.rows
    ]
    of_line = [row for row in rows if "Cẩm Tân" in row and "do hủy lần nhập (them.csv)" in row]
    assert [row[1] for row in of_line] == ["không rõ thôn", "không rõ thôn"]


def test_the_whole_commune_is_named_where_lines_are_communes(place: Path) -> None:
    """A report by commune speaks of the commune."""
    answer = typed("report", "weekly", "--as-of", "12/11/2024", "--by", "commune", "--final")
    assert answer.code == 0, answer.all
    listed(place, NO_VILLAGE, 10)
    assert {line.split(",")[0] for line in said()} == {"Cẩm Tân"}


@pytest.fixture
def one_village(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, int]:
    """A campaign with the appendix and one list of one village; its report is sent."""
    monkeypatch.chdir(tmp_path)
    assert typed("init", "--preset", "cam-thuy-2024").code == 0
    path = tmp_path / "eidc.ledger"
    with Ledger.open(path) as ledger:
        add_appendix(ledger, BASELINE)
    entry = listed(path, THON_3, 8)
    sent_now()
    return path, entry


def test_the_only_village_is_gone(one_village: tuple[Path, int]) -> None:
    """Its people are 0 by the list taken back; the commune's target was not taken from anybody."""
    taken_back(*one_village)
    assert stated(typed(*NEXT, "--format", "json")) == {
        ("Thôn 3", "base_level2", 1, 0, *UNDONE),
        ("Thôn 3", "eligible", 1, 0, *UNDONE),
    }
