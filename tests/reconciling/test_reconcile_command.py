"""``eidc reconcile`` on the sample campaign: figures, lists, tables, and what is said of errors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Answer, typed

DAY = ("--as-of", "2024-11-19")
SAID = {
    "not_collected": "Chưa thu nhận",
    "collected": "Đã thu nhận chờ duyệt",
    "l1_approved": "Mức 1 chưa kích hoạt",
    "l1_activated": "Mức 1 đã kích hoạt",
    "l2_approved": "Mức 2 chưa kích hoạt",
    "l2_activated": "Mức 2 đã kích hoạt",
    "": "",
}
TODAY = {"EIDC_AS_OF": "2024-11-19"}


def asked(*words: object) -> Answer:
    """Return the answer on the campaign's own day."""
    return typed(*words, **TODAY)


def _own() -> dict[str, int]:
    row: dict[str, Any] = asked("targets", "--commune", "Cẩm Tân", "--format", "json").rows()[0]
    names = ("collected", "issued", "activated", "achieved_activation")
    return {name: row[name] for name in names}


def _people(village: str) -> list[dict[str, Any]]:
    answer = asked("people", "--village", village, "--audience", "police", "--format", "json")
    return [
        row
        for row in answer.rows()
        if row["reason"] != "child" and row["standing"] != "off_list" and row["citizen_id"]
    ]


def _written(name: str, rows: list[dict[str, Any]], title: str) -> None:
    lines = [title, "(Tính đến ngày 19/11/2024)"]
    lines.append("STT,Họ và tên,Ngày sinh,Số ĐDCN,Thôn,Trạng thái")
    for place, row in enumerate(rows, start=1):
        born = "/".join(reversed(row["birth_date"].split("-")))
        lines.append(
            f"{place},{row['full_name']},{born},{row['citizen_id']},{row['village']},"
            f"{SAID[row['stage']]}"
        )
    Path(name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _counts(answer: Answer) -> dict[str, int]:
    names = ("missing_here", "missing_there", "other_village", "other_stage", "known_delay")
    rows = answer.rows("compared")
    return {name: sum(row[name] for row in rows) for name in names}


@pytest.mark.usefixtures("sample")
class TestFigures:
    """Typed figures."""

    def test_equal(self) -> None:
        """All equal: said so, kept, and the check is silent."""
        own = _own()
        told = [f"{name}={number}" for name, number in own.items()]
        answer = asked("reconcile", *told, "--commune", "cam tan", *DAY)
        assert (answer.code, answer.err) == (0, "")
        assert "Cả 4 số liệu đều khớp." in answer.out
        assert asked("check").code == 0

    def test_off_by_three(self) -> None:
        """The difference and its rest are shown; explained and unexplained add up to it."""
        more = _own()["collected"] + 3
        row = asked("reconcile", f"thu-nhan={more}", *DAY, "--format", "json").rows()[0]
        assert (row["difference"], row["asserted"]) == (3, more)
        assert row["explained"] + row["unexplained"] == 3

    def test_kept_checked_and_undone(self) -> None:
        """A list of that day moves the figure away: exit 8 and the whole story; undone, silence."""
        own = _own()["collected"]
        assert asked("reconcile", f"thu-nhan={own}", *DAY).code == 0
        row = next(row for row in _people("Thôn 3") if row["stage"] == "not_collected")
        _written("muon.csv", [row | {"stage": "collected"}], "DANH SÁCH THÔN 3, XÃ CẨM TÂN")
        assert asked("import", "muon.csv").code in (0, 3)
        found = asked("check", "--format", "json")
        assert found.code == 8
        (finding,) = (each for each in found.rows() if each["kind"] == "asserted_moved")
        assert f"nay sổ đếm được {own + 1} (mục {finding['entry']})" in finding["finding"]
        assert asked("undo", finding["entry"], "--yes").code == 0
        assert asked("check").code == 0
        assert asked("redo", finding["entry"], "--yes").code == 0
        assert asked("check").code == 8

    def test_looking_keeps_nothing(self) -> None:
        """With --no-keep, and with --known-on, the log stays as it was."""
        before = asked("log", "--format", "json").rows()
        assert "không lưu gì" in asked("reconcile", "cap=1", "--no-keep").out
        assert asked("reconcile", "cap=1", "--known-on", "2099-01-01").code == 2
        assert asked("log", "--format", "json").rows() == before

    def test_held_figures_are_listed(self) -> None:
        """``check -v`` has them with their known difference."""
        own = _own()["issued"]
        asked("reconcile", f"cap={own + 3}", *DAY)
        said = asked("check", "-v").out
        assert "chênh lệch đã biết +3" in said

    def test_the_log_has_words(self) -> None:
        """In the officer's language."""
        asked("reconcile", "cap=1", "thu-nhan=2", *DAY)
        assert "lưu 2 số liệu của hệ thống" in " ".join(asked("log").out.split())


@pytest.mark.usefixtures("sample")
class TestLists:
    """A list of the system's people."""

    def test_all_the_same(self) -> None:
        """The ledger's own list: nothing differs."""
        _written("he-thong.csv", _people("Thôn 3"), "DANH SÁCH THÔN 3, XÃ CẨM TÂN")
        answer = asked("reconcile", "he-thong.csv", "--format", "json")
        assert answer.code == 0
        assert _counts(answer)["missing_here"] == _counts(answer)["other_stage"] == 0

    @pytest.mark.parametrize("title", ["DANH SÁCH THÔN 3, XÃ CẨM TÂN", "DANH SÁCH XÃ CẨM TÂN"])
    def test_what_differs(self, title: str) -> None:
        """Two missing there, one here, one moved, two ahead; one stray row misses no village."""
        rows = _people("Thôn 3")
        plain = asked_counts(rows, title)
        here = [row for row in rows if row["stage"] == "not_collected"]
        gone, moved, ahead = here[:2], here[2], here[3:5]
        told = [row for row in rows if row not in gone]
        told = [row | {"village": "Thôn 5"} if row is moved else row for row in told]
        told = [row | {"stage": "l2_activated"} if row in ahead else row for row in told]
        new = {"full_name": "Hà Văn Lạc", "birth_date": "1990-05-03", "village": "Thôn 3"}
        told.append(new | {"citizen_id": "038090777123", "stage": "not_collected"})
        assert {
            name: number - plain[name] for name, number in asked_counts(told, title).items()
        } == {
            "missing_here": 1,
            "missing_there": 2,
            "other_village": 1,
            "other_stage": 2,
            "known_delay": 0,
        }

    def test_a_partial_list_misses_nobody(self) -> None:
        """A title that says so is believed."""
        title = "DANH SÁCH BỔ SUNG THÔN 3, XÃ CẨM TÂN"
        assert asked_counts(_people("Thôn 3")[:5], title)["missing_there"] == 0

    def test_the_people_are_masked(self) -> None:
        """Of the file as of the ledger; the police see whole numbers, figures nobody."""
        rows = _people("Thôn 3")
        new = {"full_name": "Hà Văn Lạc", "birth_date": "1990-05-03", "village": "Thôn 3"}
        told = [*rows[2:], new | {"citizen_id": "038090777123", "stage": "not_collected"}]
        _written("he-thong.csv", told, "DANH SÁCH THÔN 3, XÃ CẨM TÂN")
        shown = asked("reconcile", "he-thong.csv", "--format", "json").out
        assert "038******123" in shown
        assert not any(row["citizen_id"] in shown for row in told)
        police = asked("reconcile", "he-thong.csv", "--format", "json", "--audience", "police")
        assert "038090777123" in police.out
        figures = asked("reconcile", "he-thong.csv", "--format", "json", "--audience", "figures")
        assert figures.rows("people") == []
        assert "Hà Văn Lạc" not in figures.out

    def test_its_counts_are_kept(self) -> None:
        """By village and stage, and nobody with them."""
        _written("he-thong.csv", _people("Thôn 3"), "DANH SÁCH THÔN 3, XÃ CẨM TÂN")
        figures = asked("reconcile", "he-thong.csv", "--format", "json").rows("reconciled")
        assert {row["village"] for row in figures} == {"Thôn 3"}
        assert {"not_collected", "l2_activated"} <= {row["figure"] for row in figures}
        assert "Số liệu hệ thống đang lưu" in asked("check", "-v").out

    def test_csv_has_the_counts_first(self) -> None:
        """Whoever takes the first table gets the kinds by village."""
        _written("he-thong.csv", _people("Thôn 3"), "DANH SÁCH THÔN 3, XÃ CẨM TÂN")
        head = asked("reconcile", "he-thong.csv", "--format", "csv").out.splitlines()[0]
        assert head.endswith("other_village,other_stage,other_person,known_delay")


def asked_counts(rows: list[dict[str, Any]], title: str) -> dict[str, int]:
    """Return what differs in a list, which is looked at only."""
    _written("he-thong.csv", rows, title)
    return _counts(asked("reconcile", "he-thong.csv", "--no-keep", "--format", "json"))


@pytest.mark.usefixtures("sample")
def test_the_ledgers_own_table_is_equal() -> None:
    """What ``export tally`` hands up is what the ledger counts, by village and by commune."""
    for form in (("--by", "village"), ()):
        assert asked("export", "tally", *form, "-o", "so.csv").code == 0
        rows = asked("reconcile", "so.csv", "--format", "json").rows("reconciled")
        assert rows
        assert all(row["difference"] == 0 for row in rows)


@pytest.mark.usefixtures("sample")
def test_a_table_of_the_appendixs_shape() -> None:
    """Units without a list stay unknown; the commune's stages are compared."""
    table = next(Path(__file__).parents[2].joinpath("sample_data").glob("phu-luc*.xlsx"))
    answer = asked("reconcile", table, "--no-keep", "--format", "json")
    rows = {(row["unit"], row["figure"]): row for row in answer.rows("reconciled")}
    assert rows["Cẩm Tân", "not_collected"]["asserted"] == 2073
    assert rows["Cẩm Tú", "not_collected"]["counted"] is None


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("", 2, "Chưa có gì để đối chiếu"),
        ("thu-nhna=4", 2, "thu-nhận"),
        ("thu-nhan=ba", 2, "số nguyên"),
        ("thu-nhan=1 a.csv", 2, "Chỉ đưa một tệp"),
        ("a.csv b.csv", 2, "Chỉ đưa một tệp"),
        ("thu-nhan=1 --as-of 2099-01-01", 2, "ngày chưa đến"),
        ("thu-nhan=1 --commune Xxx", 6, "không có xã nào"),
        ("thu-nhan=1 --village 99", 6, "không có thôn nào"),
        ("khong.xlsx", 4, "Không có tệp"),
        ("thu.csv", 4, "bảng số liệu theo mẫu phụ lục"),
        ("038090777123", 2, "không phải tệp"),
    ],
)
def test_errors_are_said(words: str, code: int, said: str) -> None:
    """What happened, what to do, the exit code; never what may be a number."""
    Path("thu.csv").write_text("một,hai,ba\n1,2,3\n4,5,6\n", encoding="utf-8")
    answer = asked("reconcile", *words.split())
    assert answer.code == code
    assert said in " ".join(answer.err.split())
    assert "038090777123" not in answer.all


def test_without_a_ledger(folder: Path) -> None:
    """Nothing is known yet."""
    assert typed("reconcile", "cap=1").code == 5


@pytest.mark.usefixtures("sample")
def test_written_as_a_workbook_it_is_logged() -> None:
    """What leaves has its line, with the audience; the same bytes for the same answer."""
    _written("he-thong.csv", _people("Thôn 3")[1:], "DANH SÁCH THÔN 3, XÃ CẨM TÂN")
    assert asked("reconcile", "he-thong.csv", "--no-keep", "-o", "a.xlsx", "-o", "b.xlsx").code == 0
    assert Path("a.xlsx").read_bytes() == Path("b.xlsx").read_bytes()
    last = json.loads(asked("log", "--format", "json").out)["tables"][0]["rows"][-1]
    assert (last["kind"], last["audience"]) == ("export", "team")
