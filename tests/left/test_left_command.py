"""``eidc left`` and what the other commands say beside, typed as an officer types."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Answer, typed

HEADING = "STT,Họ và tên,Ngày sinh,Số ĐDCN,Thôn,Chủ hộ,Trạng thái,Ghi chú\n"
FIRST = (
    HEADING
    + """\
1,Nguyễn Văn An,03/05/1990,038090000001,Thôn 1,Nguyễn Văn An,chưa thu nhận,
2,Lê Thị Bình,01/02/1991,038191000002,Thôn 1,Nguyễn Văn An,chưa thu nhận,đi làm ăn xa
3,Nguyễn Văn Cúc,28/02/1940,038040000003,Thôn 1,Nguyễn Văn An,chưa thu nhận,
4,Bùi Văn Dũng,01/06/1980,038080000004,Thôn 1,Bùi Văn Dũng,chưa thu nhận,đã chết
5,Phạm Thị Êm,09/09/1988,038188000005,Thôn 1,Bùi Văn Dũng,M2 đã kích hoạt,
6,Võ Văn Giang,31/12/1955,038055000006,Thôn 1,Võ Văn Giang,chưa thu nhận,tai biến nằm một chỗ
7,Trần Thị Hoa,07/07/1977,038177000007,Thôn 1,Trần Thị Hoa,chưa thu nhận,
"""
)
SECOND = HEADING + "1,Nguyễn Văn An,03/05/1990,038090000001,Thôn 1,Nguyễn Văn An,chưa thu nhận,\n"
WHOLE = "ds toan bo thon 1.csv"
TODAY = "2024-11-20"


def _import(file: str, day: str, *options: str) -> Answer:
    return typed("import", file, "--commune", "Cẩm Tân", "--as-of", day, *options, EIDC_AS_OF=TODAY)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A campaign with the first list, and the second, complete by its file's name, beside."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EIDC_AS_OF", TODAY)
    assert typed("init", "--preset", "cam-thuy-2024", EIDC_AS_OF=TODAY).code == 0
    Path("ds.csv").write_text(FIRST, encoding="utf-8")
    Path(WHOLE).write_text(SECOND, encoding="utf-8")
    assert _import("ds.csv", "2024-11-05").code in (0, 3)
    return tmp_path


def _left(*options: str) -> dict[str, tuple[str, str]]:
    answer = typed("left", "--format", "json", *options, EIDC_AS_OF=TODAY)
    assert answer.code == 0, answer.all
    return {row["full_name"]: (row["guess"], row["sure"]) for row in answer.rows("left")}


def test_a_dry_run_says_how_many_before_anything_is_stored(place: Path) -> None:
    """Five of the six not collected are missing; the activated one is not asked about."""
    dry = _import(WHOLE, "2024-11-12", "--dry-run", "--format", "json")
    assert [row["left"] for row in dry.rows("files")] == [5]
    assert _left() == {}
    stored = _import(WHOLE, "2024-11-12", "--format", "json")
    assert [row["left"] for row in stored.rows("files")] == [5]
    assert len(_left()) == 5


def test_guesses_by_what_the_reader_may_see(place: Path) -> None:
    """Giang's remark speaks of illness: only the police's guess is made from it."""
    _import(WHOLE, "2024-11-12")
    assert _left() == {
        "Lê Thị Bình": ("registered_elsewhere", "likely"),
        "Nguyễn Văn Cúc": ("deceased", "possible"),
        "Bùi Văn Dũng": ("deceased", "likely"),
        "Võ Văn Giang": ("registered_elsewhere", "weak"),
        "Trần Thị Hoa": ("registered_elsewhere", "weak"),
    }
    assert _left("--audience", "police")["Võ Văn Giang"] == ("deceased", "possible")
    assert set(_left("--guess", "deceased")) == {"Nguyễn Văn Cúc", "Bùi Văn Dũng"}


def test_whoever_is_done_did_not_go_elsewhere_to_do_it(place: Path) -> None:
    """A list that also names people who are done is of everybody: nobody leaves it by going on."""
    also_done = "2,Ngô Văn Khải,03/05/1990,038090000008,Thôn 1,Ngô Văn Khải,M2 đã kích hoạt,\n"
    Path(WHOLE).write_text(SECOND + also_done, encoding="utf-8")
    _import(WHOLE, "2024-11-12")
    guesses = _left()
    assert guesses["Trần Thị Hoa"] == ("unknown", "weak")
    assert guesses["Phạm Thị Êm"] == ("moved", "possible")  # with Dũng, of whose household she is


def test_numbers_are_masked_and_figures_are_counts(place: Path) -> None:
    """A team sees no whole number; figures see no person."""
    _import(WHOLE, "2024-11-12")
    shown = typed("left", "--format", "json", EIDC_AS_OF=TODAY)
    assert "038191000002" not in shown.all
    assert {row["citizen_id"] for row in shown.rows("left")} >= {"038******002"}
    figures = typed("left", "--audience", "figures", "--format", "json", EIDC_AS_OF=TODAY)
    assert [table["id"] for table in figures.json["tables"]] == ["villages"]
    assert [row["people"] for row in figures.rows("villages")] == [5]
    assert "Bình" not in figures.all


def test_partial_beats_the_name_and_the_file_is_read_anew(place: Path) -> None:
    """An officer takes it back by importing the same file with --partial."""
    _import(WHOLE, "2024-11-12")
    assert _import(WHOLE, "2024-11-12", "--partial").code == 0
    assert _left() == {}


def test_the_figures_stay_and_the_reports_say_it_beside(place: Path) -> None:
    """The base of targets is what it was; a note counts who is no longer on the list."""
    before = typed("targets", "--format", "json", EIDC_AS_OF=TODAY)
    _import(WHOLE, "2024-11-12")
    after = typed("targets", "--format", "json", EIDC_AS_OF=TODAY)
    assert after.rows() == before.rows()
    for words in (("targets",), ("report", "weekly"), ("status",)):
        said = typed(*words, lang="en", EIDC_AS_OF=TODAY)
        assert said.code == 0, said.all
        assert "no longer on the list" in said.out.replace("\n", " ").lower()
    earlier = typed("targets", "--as-of", "2024-11-11", lang="en", EIDC_AS_OF=TODAY)
    assert "no longer on the list" not in earlier.out.replace("\n", " ").lower()


def test_lists_of_people_flag_who_left(place: Path) -> None:
    """``people`` says since when, ``person`` by which list; the public is told neither."""
    _import(WHOLE, "2024-11-12")
    rows = typed("people", "--format", "json", EIDC_AS_OF=TODAY).rows()
    since = {row["full_name"]: row["left_on"] for row in rows}
    assert since["Lê Thị Bình"] == "2024-11-12"
    assert since["Nguyễn Văn An"] is None
    assert since["Phạm Thị Êm"] is None
    public = typed("people", "--audience", "public", "--format", "json", EIDC_AS_OF=TODAY).rows()
    assert {row["left_on"] for row in public} == {None}
    said = typed("person", "--name", "Lê Thị Bình", lang="en", EIDC_AS_OF=TODAY)
    assert WHOLE in said.out.replace("\n", " ")


def test_a_decision_takes_the_person_off_the_queue(place: Path) -> None:
    """By the code of the queue, as the advice says."""
    _import(WHOLE, "2024-11-12")
    rows = typed("left", "--format", "json", EIDC_AS_OF=TODAY).rows("left")
    code = next(row["code"] for row in rows if row["full_name"] == "Nguyễn Văn Cúc")
    answer = typed(
        "decide", code, "off_list", "deceased", "--because", "giấy chứng tử", EIDC_AS_OF=TODAY
    )
    assert answer.code == 0, answer.all
    assert "Nguyễn Văn Cúc" not in _left()
