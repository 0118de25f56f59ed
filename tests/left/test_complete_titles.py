"""What a list says of itself: that it names everybody, or only some, and of which stages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from eid_campaign.campaign.complete import Scope, joined, scopes_of, written
from eid_campaign.intake.complete import tells_complete
from eid_campaign.intake.reading import Request, RosterReading
from eid_campaign.intake.recognise import read_file

COMMUNE = "Cẩm Tân"
ONE, TWO = (COMMUNE, "Thôn 1"), (COMMUNE, "Thôn 2")


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("DANH SÁCH TOÀN BỘ CÔNG DÂN THƯỜNG TRÚ THÔN 1", True),
        ("Danh sách tất cả công dân chưa thu nhận", True),
        ("Danh sách đầy đủ công dân thôn 3", True),
        ("Danh sách thôn 1 (đầy đủ)", True),
        ("Tổng hợp toàn thôn", True),
        ("ds toan bo thon 1", True),
        ("DANH SÁCH TOÀN BỘ, KHÔNG CÒN SÓT AI", True),
        ("Danh sách chưa đầy đủ thôn 1", False),
        ("Danh sách bổ sung toàn thôn", False),
        ("Danh sách phát sinh tuần 2", False),
        ("Toàn bộ công dân thôn 1 (lần 2)", False),
        ("ds toan bo thon 1 dot 2", False),
        ("Danh sách công dân còn thiếu", False),
        ("Toàn bộ công dân trừ xóm Mới", False),
        ("DANH SÁCH CÔNG DÂN CHƯA THU NHẬN THÔN 1", None),
        ("Danh sách công dân đã làm toàn bộ thủ tục", None),
        ("Danh sách công dân có đầy đủ giấy tờ", None),
        ("Thực hiện Kế hoạch số 113 trên địa bàn toàn xã", None),
    ],
)
def test_titles_with_and_without_the_words(title: str, told: bool | None) -> None:
    """A word of a partial list beats every word of a complete one; a doubt is no complete list."""
    assert tells_complete([title]) is told


HEADING = "STT,Họ và tên,Ngày sinh,Số ĐDCN,Thôn{state}\n"
AN = "1,Nguyễn Văn An,03/05/1990,038090000001,{village}{state}\n"
BINH = "2,Lê Văn Bình,03/05/1991,038091000002,{village}{state}\n"


def _read(folder: Path, name: str, text: str, complete: bool | None = None) -> RosterReading:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    request = Request(date(2024, 11, 20), date(2024, 11, 12), COMMUNE, complete=complete)
    reading = read_file(path, request)
    assert isinstance(reading, RosterReading)
    return reading


def _list(title: str, *states: str, villages: tuple[str, str] = ("Thôn 1", "Thôn 1")) -> str:
    column = ",Trạng thái" if states else ""
    first, second = (f",{state}" for state in states) if states else ("", "")
    return (
        f"{title},,,,\n"
        + HEADING.format(state=column)
        + AN.format(village=villages[0], state=first)
        + BINH.format(village=villages[1], state=second)
    )


@pytest.mark.parametrize(
    ("title", "states", "stages"),
    [
        pytest.param("Danh sách toàn bộ công dân", (), None, id="no stage told: of all"),
        pytest.param(
            "Danh sách toàn bộ công dân chưa thu nhận", (), ("not_collected",), id="its title"
        ),
        pytest.param(
            "Danh sách toàn bộ công dân chưa thu nhận",
            ("chưa thu nhận", "M2 đã kích hoạt"),
            ("not_collected",),
            id="its title, whatever some have become since",
        ),
        pytest.param(
            "Danh sách toàn bộ công dân đã phê duyệt mức 2 chưa kích hoạt",
            (),
            ("l2_approved",),
            id="a level and a state",
        ),
        pytest.param(
            "Danh sách toàn bộ công dân",
            ("chưa thu nhận", "M2 đã kích hoạt"),
            ("not_collected", "l2_activated"),
            id="those of its column",
        ),
    ],
)
def test_the_stages_a_complete_list_is_about(
    tmp_path: Path, title: str, states: tuple[str, ...], stages: tuple[str, ...] | None
) -> None:
    """Its title tells them, else those that occur; a list without any is of everybody."""
    reading = _read(tmp_path, "danh sach.csv", _list(title, *states))
    assert reading.complete == (Scope((ONE,), stages),)


@pytest.mark.parametrize(
    ("name", "title", "wanted", "complete"),
    [
        pytest.param("ds.csv", "Danh sách công dân", None, False, id="nothing said"),
        pytest.param("ds toan bo.csv", "Danh sách công dân", None, True, id="the file's name"),
        pytest.param("ds toan bo.csv", "Danh sách bổ sung", None, False, id="the title beats it"),
        pytest.param("ds.csv", "Danh sách bổ sung", True, True, id="--complete"),
        pytest.param("ds.csv", "Danh sách toàn bộ", False, False, id="--partial"),
    ],
)
def test_who_says_that_a_list_is_complete(
    tmp_path: Path, name: str, title: str, wanted: bool | None, complete: bool
) -> None:
    """The officer first, then the title, then the file's name."""
    assert bool(_read(tmp_path, name, _list(title), wanted).complete) is complete


def test_two_villages_in_one_complete_file(tmp_path: Path) -> None:
    """A list that names no village in its title is complete for those of its rows."""
    reading = _read(tmp_path, "ds.csv", _list("Toàn bộ", villages=("Thôn 1", "Thôn 2")))
    assert reading.complete == (Scope((ONE, TWO), None),)


def test_a_stray_row_makes_no_other_village_complete(tmp_path: Path) -> None:
    """A list of Thôn 1 by its title says nothing of Thôn 2, though a row is of it."""
    text = _list("Danh sách toàn bộ công dân Thôn 1", villages=("Thôn 1", "Thôn 2"))
    text += "3,Hà Văn Dũng,03/05/1992,038092000003,Thôn 1\n"
    assert _read(tmp_path, "ds.csv", text).complete == (Scope((ONE,), None),)


def test_scopes_are_written_and_read_back() -> None:
    """What the ledger keeps tells the same scopes; a partial list is blank."""
    one = (Scope((ONE, TWO), ("not_collected",)),)
    several = (*one, Scope(((COMMUNE, "Thôn 3"),), None))
    assert written(one) == (
        '{"villages": [["Cẩm Tân", "Thôn 1"], ["Cẩm Tân", "Thôn 2"]], "stages": ["not_collected"]}'
    )
    assert scopes_of(written(one)) == one
    assert scopes_of(written(several)) == several
    assert (written(()), scopes_of("")) == ("", ())


def test_two_sheets_of_one_village_are_complete_for_both_stages() -> None:
    """A list of those not collected beside one of those collected."""
    found = joined([Scope((ONE,), ("collected",)), Scope((ONE, TWO), ("not_collected",))])
    assert found == (
        Scope((ONE,), ("not_collected", "collected")),
        Scope((TWO,), ("not_collected",)),
    )
