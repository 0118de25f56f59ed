"""Reports at their edges: a day before the first list, nothing but an appendix, one village."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from eid_campaign.campaign.errors import InputRefused
from eid_campaign.delivering import write_whole
from eid_campaign.wording import said, use_language
from tests.cli.conftest import typed
from tests.cli.lists import roster

REPORTS = ("daily", "weekly", "final", "exempt", "quality", "change")


@pytest.fixture
def listed(folder: Path) -> Path:
    """A campaign without an appendix: three people of one village, of 5 November."""
    Path("eidc.toml").write_text(
        '[campaign]\ncommune = "Cẩm Tân"\nbaseline = 2024-11-05\n', "utf-8"
    )
    assert typed("import", roster(Path("thôn 3.csv"))).code == 0
    return folder


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("form", ["table", "json", "zalo", "loudspeaker"])
def test_before_the_first_list_nothing_is_known(listed: Path, report: str, form: str) -> None:
    """No zeros and no bug: exit 5 with the day from which there is something."""
    asked = ("report", report, "--as-of", "2024-11-01")
    answer = typed(*asked, "--format", form)
    assert answer.code == 5
    assert "danh sách đầu tiên là của ngày 05/11/2024" in answer.err
    assert not answer.out


def test_targets_before_the_first_list(listed: Path) -> None:
    """Neither an empty table nor villages with targets of nothing."""
    for by in ("commune", "village"):
        assert typed("targets", "--by", by, "--as-of", "2024-11-01").code == 5
        assert typed("targets", "--by", by, "--as-of", "2024-11-05").code == 0


def test_before_the_first_list_an_appendix_has_no_villages(sample: Path) -> None:
    """Their targets are not 0 while the commune's is 1.037: they are not known yet."""
    answer = typed("report", "daily", "--as-of", "2024-11-01", "--format", "json")
    rows = answer.rows("daily")
    assert {"unit": "Cẩm Tân", "target_level2": 1037}.items() <= rows[14].items()
    assert len(rows) == 17


@pytest.mark.parametrize("report", ["quality", "change"])
def test_without_a_list_there_is_no_quality_and_no_change(appendix: Path, report: str) -> None:
    """An appendix names nobody: "nothing changed" would be a finding."""
    answer = typed("report", report, "--as-of", "2024-11-19")
    assert answer.code == 5
    assert "Chưa nhập danh sách nào" in answer.err


def test_who_is_exempt_is_not_known_without_a_list(appendix: Path) -> None:
    """The base of 39.673 is not 0, and nobody's exemption was found to be 0."""
    answer = typed("report", "exempt", "--as-of", "2024-11-19")
    assert "Chưa có danh sách nào nên chưa biết ai không đủ điều kiện." in answer.out
    assert "Trong 0 người" not in answer.out
    assert "mẫu số 0" not in answer.out
    assert "eidc review" not in answer.out


def test_no_results_are_announced_where_there_are_none(appendix: Path) -> None:
    """The loudspeaker does not promise results, and part II of the week is not a bare heading."""
    speech = typed("report", "weekly", "--as-of", "2024-11-19", "--format", "loudspeaker").out
    assert speech.startswith("Kính thưa toàn thể bà con huyện Cẩm Thủy!\n")
    assert "Sau đây là kết quả" not in speech
    week = typed("report", "weekly", "--as-of", "2024-11-19").out
    assert "II. KHÓ KHĂN, VƯỚNG MẮC\nChưa có số liệu." in week


def test_one_village_alone_is_not_told_to_compare_villages(listed: Path) -> None:
    """An option of the command is no sentence of a report that is by village already."""
    asked = ("report", "final", "--as-of", "2024-11-05")
    answer = typed(*asked)
    assert "Chỉ có một thôn nên không so sánh." in answer.out
    assert "--by" not in answer.out
    assert "--by village" in typed(*asked, "--by", "commune").out


def test_what_remains_is_one_figure_in_all_tables(folder: Path) -> None:
    """By hand: 12 people, target 6, split 2 to one village of 4 and 4 to one of 8. The first has
    4 of 2, the other nothing: 2 remain of all, and not 4.
    """
    head = "STT;Họ và tên;Ngày sinh;Thôn;Số ĐDCN;Tình trạng\n"

    def list_of(day: str, done: int) -> str:
        rows = [
            f"{n};Nguyễn Văn {'ABCDEGHIKLMN'[n]};01/01/1980;Thôn {1 if n < 4 else 2};"
            f"{38080000000 + n:012};{'Mức 2 đã kích hoạt' if n < done else 'Chưa thu nhận'}\n"
            for n in range(12)
        ]
        return f"DANH SÁCH XÃ CẨM TÂN\n(Tính đến ngày {day})\n" + head + "".join(rows)

    Path("eidc.toml").write_text(
        '[campaign]\ncommune = "Cẩm Tân"\nbaseline = 2024-11-05\n'
        "[targets]\ndeadline_level2 = 2024-12-31\n",
        "utf-8",
    )
    for day, done in (("05/11/2024", 0), ("12/11/2024", 4)):
        file = Path(f"{day[:2]}.csv")
        file.write_text(list_of(day, done), encoding="utf-8")
        assert typed("import", file).code == 0
    answer = typed("report", "weekly", "--as-of", "2024-11-12", "--format", "json")
    totals = {table["id"]: table.get("total", {}) for table in answer.json["tables"]}
    assert totals["weekly"]["base_level2"] == 12
    assert totals["weekly"]["target_level2"] == 6
    assert totals["weekly"]["remaining_level2"] == 2
    assert totals["next_week"]["remaining_level2"] == 2


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "ổ đĩa đã đầy"), (errno.E2BIG, "hệ điều hành")]
)
def test_why_a_file_was_not_written_is_said_in_vietnamese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    """The system's own words are English on most computers."""

    def full(_descriptor: int) -> None:
        raise OSError(number, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputRefused) as caught:
        write_whole(tmp_path / "báo cáo.md", b"x")
    use_language("vi")
    happened, _hint = said(caught.value)
    assert words in happened
    assert "device" not in happened
    assert not list(tmp_path.glob("*báo*"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such file on this system")
def test_an_answer_sent_into_a_full_disk_is_no_bug(appendix: Path) -> None:
    """Exit 4, as for every full disk."""
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "eid_campaign", "targets", "--as-of", "2024-11-19"],
            stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert ended.returncode == 4
    assert ended.stderr.decode().strip() == "Lỗi: ổ đĩa đã đầy"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[campaign]\ncommune = [1]\n", 'commune = "…"'),
        ("[report]\nagency = true\n", 'agency = "…"'),
        ("[report]\nweek_ends_on = 9\n", "week_ends_on = 7"),
        ('[ranking]\ncommend_from = "x"\n', 'commend_from = "50%"'),
        ("report = 3\n", "Viết [report] riêng một dòng"),
        ("[campaign]\nbaseline = 2024-13-01\n", "viết chưa đúng ở dòng 2"),
        ("[campaign]\nname = [", "viết chưa đúng"),
    ],
)
def test_a_campaign_file_that_cannot_be_meant(appendix: Path, text: str, words: str) -> None:
    """The key that is wrong is named, in the reader's language."""
    Path("eidc.toml").write_text(text, encoding="utf-8")
    answer = typed("targets")
    assert answer.code == 2
    assert words in answer.err
    for english in ("Expected", "Invalid", "line ", "document"):
        assert english not in answer.err


def test_a_campaign_file_saved_as_unicode_by_notepad(appendix: Path) -> None:
    """UTF-16, which older Notepads call Unicode."""
    Path("eidc.toml").write_text('[campaign]\ncommune = "Cẩm Tân"\n', encoding="utf-16")
    answer = typed("targets")
    assert answer.code == 2
    assert "không được lưu theo bảng mã UTF-8" in answer.err


def test_a_hotline_without_quotes(appendix: Path) -> None:
    """A number is what an officer types."""
    Path("eidc.toml").write_text("[report]\nhotline = 19000368\n", encoding="utf-8")
    assert "19000368" in typed("report", "daily", "--format", "zalo").out
