"""A ledger that holds tables of counts and nobody by name: what is advised, what undo says."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

import pytest

from tests.cli.conftest import SAMPLE, Answer, typed

DAY = "2024-11-12"
HEADING = "STT,Họ và tên,Ngày sinh,Giới tính,Số ĐDCN,Thôn,Tình trạng\n"
AN = "1,Nguyễn Văn An,03/05/1956,Nam,038056000101,Thôn 1,{}\n"
BINH = "2,Trần Thị Bình,12/06/1960,Nữ,038160000202,Thôn 1,Chưa thu nhận\n"


def _list(name: str, day: str, rows: str, heading: str = HEADING) -> str:
    Path(name).write_text(f"DANH SÁCH (tính đến ngày {day})\n\n{heading}{rows}", encoding="utf-8")
    return name


def _said(*words: object, lang: str = "vi") -> Answer:
    answer = typed(*words, lang=lang, EIDC_AS_OF=DAY)
    assert answer.code == 0, answer.all
    return answer


@pytest.fixture
def above(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty campaign, and beside it the tables that a commune handed in on two days."""
    below, place = tmp_path / "xã", tmp_path / "huyện"
    for each in (below, place):
        each.mkdir()
    with chdir(below):
        _said("init", "--preset", "cam-thuy-2024")
        _said("import", _list("a.csv", "05/11/2024", AN.format("Chưa thu nhận") + BINH))
        _said("export", "tally", "--as-of", "05/11/2024", "-o", place / "t0.xlsx")
        _said("import", _list("b.csv", "12/11/2024", AN.format("Mức 2 đã kích hoạt") + BINH))
        _said("export", "tally", "--as-of", "12/11/2024", "-o", place / "t1.xlsx")
        _said("export", "tally", "--by", "village", "-o", place / "thon.xlsx")
    monkeypatch.chdir(place)
    _said("init", "--preset", "cam-thuy-2024")
    return place


def _appendix() -> str:
    return str(SAMPLE / "phu-luc-cam-thuy.xlsx")


def _roster_without_village() -> str:
    heading = HEADING.replace("Thôn,", "")
    return _list("r.csv", "05/11/2024", "1,Nguyễn Văn An,03/05/1956,Nam,,Chưa thu nhận\n", heading)


@pytest.mark.parametrize(
    ("files", "by"),
    [
        pytest.param([_appendix], "commune", id="appendix alone"),
        pytest.param([lambda: "t1.xlsx"], "commune", id="a commune's table"),
        pytest.param([lambda: "thon.xlsx"], "village", id="a table by village"),
        pytest.param([_appendix, lambda: "t1.xlsx"], "commune", id="appendix, then a table"),
        pytest.param([lambda: "thon.xlsx", _appendix], "village", id="villages known before"),
        pytest.param([_roster_without_village], "commune", id="a list that names no village"),
    ],
)
def test_every_next_step_works_as_it_stands(
    above: Path, files: list[Callable[[], str]], by: str
) -> None:
    """Each command advised after an import is typed in its order, and none is refused."""
    said = ""
    for file in files:
        said = _said("import", file()).out
    advised = re.findall(r": eidc (.+)", said)
    assert advised == [f"targets --by {by}", "report weekly", "undo"]
    for words in advised:
        _said(*words.split())


def _changes(answer: Answer, table: str) -> dict[str, tuple[int | None, int | None, int | None]]:
    return {
        row["figure"]: (row["before"], row["after"], row["change"]) for row in answer.rows(table)
    }


def test_undo_of_a_table_says_what_becomes_of_the_targets(above: Path) -> None:
    """Two are not collected at the baseline; the second table has An activated, the first not."""
    _said("import", "t0.xlsx")
    _said("import", "t1.xlsx")
    tried = _said("undo", "--dry-run", "--format", "json")
    expected = {
        "target_level2": (1, 1, 0),
        "base_level2": (2, 2, 0),
        "collected": (1, 0, -1),
        "issued": (1, 0, -1),
        "activated": (1, 0, -1),
        "target_activation": (0, 0, 0),
        "base_activation": (0, 0, 0),
        "achieved_activation": (0, 0, 0),
    }
    assert _changes(tried, "targets") == expected
    shown = _said("undo", "--yes", lang="en").out
    assert "What it makes of the targets" in shown
    assert "People known" not in shown
    back = _said("redo", "--yes", "--format", "json")
    assert _changes(back, "targets") == {
        figure: (before, after, -change) for figure, (after, before, change) in expected.items()
    }


def test_undo_of_the_appendix_says_that_no_target_is_known_then(above: Path) -> None:
    """The appendix's own totals are gone with it: unknown, not 0; what nobody told is left out."""
    _said("import", _appendix())
    found = _changes(_said("undo", "--yes", "--format", "json"), "targets")
    targets = _said("redo", "--yes", "--format", "json")
    total = _said("targets", "--format", "json").json["tables"][0]["total"]
    names = ("target_level2", "base_level2", "target_activation", "base_activation")
    assert found == {name: (total[name], None, None) for name in names}
    assert _changes(targets, "targets") == {name: (None, total[name], None) for name in names}


def test_undo_that_changes_no_figure_shows_none(above: Path) -> None:
    """A report that was kept as sent changes nothing: no table of noughts is drawn."""
    _said("import", "t1.xlsx")
    _said("report", "weekly", "--final")
    shown = _said("undo", "--yes", lang="en").out
    assert "No figure changes." in shown
    assert "Before" not in shown


def test_people_are_what_undo_of_a_list_speaks_of(above: Path) -> None:
    """Where people are known the figures of people are shown, as ever."""
    _said("import", _list("a.csv", "05/11/2024", AN.format("Chưa thu nhận") + BINH))
    shown = _said("undo", "--yes", lang="en").out
    assert "People known" in shown
    assert "What it makes of the targets" not in shown


def test_no_list_is_asked_for_of_a_village_without_a_name(above: Path) -> None:
    """A week later nobody can ask "no village" for a new list; a village that is named is asked."""
    _said("import", _roster_without_village())
    assert "Ask for a new roster" not in _said("status", lang="en").out
    _said("import", _list("a.csv", "05/11/2024", BINH))
    assert "Ask for a new roster: Thôn 1\n" in _said("status", lang="en").out
