"""The daily and the final report: figures by hand, and against what the sample knows to be true."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.frozen import story

from .conftest import SAMPLE, Answer, typed

TRUTH: dict[str, Any] = json.loads((SAMPLE / "truth.json").read_text(encoding="utf-8"))
FIGURES = ("collected", "issued", "activated", "achieved_activation")


@pytest.fixture
def small(campaign: Path) -> Path:
    """Seven people of two villages: the lists of the baseline and of 12/11; see ``story``."""
    story.begun(campaign / "eidc.ledger")
    return campaign


def told(*words: str) -> Any:
    """Return the answer as JSON."""
    answer = typed(*words, "--format", "json")
    assert answer.code == 0, answer.all
    return answer.json


def test_a_small_day_by_hand(small: Path) -> None:
    """Thôn 1: five people, three with an account today, one active; Thôn 2: one of two.

    The target of seven is four, split 3 and 1; both are met, and 42 days ahead nothing remains.
    """
    table = told("report", "daily", "--as-of", "2024-11-12")["tables"][0]
    one, two = table["rows"]
    names = ("target_level2", "collected_in_day", "issued_in_day", "activated_in_day", "issued")
    assert [one[name] for name in names] == [3, 3, 3, 1, 3]
    assert [two[name] for name in names] == [1, 1, 1, 0, 1]
    assert (one["rate_achieved_level2"], one["remaining_level2"], one["rank"]) == (1, 0, 1)
    assert (one["reported"], one["last_report"], one["since"]) == (
        "yes",
        "2024-11-12",
        "2024-11-05",
    )
    assert [table["total"][name] for name in names] == [4, 4, 4, 1, 4]
    assert table["total"]["needed_per_day_level2"] == 0


def test_over_the_target_and_silent(small: Path) -> None:
    """On 19/11 Thôn 2 has two of one, 200 %; Thôn 1 has not reported: nothing, not zero."""
    with story.ledger_at(small / "eidc.ledger") as ledger:
        story.second_week(ledger)
    table = told("report", "daily", "--as-of", "2024-11-19")["tables"][0]
    one, two = table["rows"]
    assert (one["issued_in_day"], one["issued"], one["reported"]) == (None, 3, "no")
    assert (two["issued_in_day"], two["issued"], two["rate_achieved_level2"]) == (1, 2, 2)
    assert table["total"]["issued_in_day"] == 1
    said = " ".join(typed("report", "daily", "--as-of", "2024-11-19").out.split())
    assert "Chưa báo cáo hôm nay: Thôn 1." in said
    assert "200,00 %" in said


@pytest.mark.parametrize("day", ["2024-11-12", "2024-11-19"])
def test_the_days_of_the_sample(sample: Path, day: str) -> None:
    """Of the villages that reported, the day is what the truth gained since the lists before."""
    before = {"2024-11-12": "2024-11-05", "2024-11-19": "2024-11-12"}[day]
    for row in told("report", "daily", "--as-of", day)["tables"][0]["rows"]:
        now, ago = (TRUTH["weeks"][each]["villages"][row["village"]] for each in (day, before))
        assert [row[name] for name in FIGURES] == [now[name] for name in FIGURES]
        gained = [row[f"{name}_in_day"] for name in FIGURES]
        if now["reported"]:
            assert gained == [now[name] - ago[name] for name in FIGURES]
        else:
            assert gained == [None] * 4


def test_a_day_after_the_lists(sample: Path) -> None:
    """On 20/11 nobody reported: no sum of the day, the figures of 19/11 stand, and it is said."""
    answer = told("report", "daily", "--as-of", "2024-11-20")
    total = answer["tables"][0]["total"]
    assert (total["issued_in_day"], total["issued"]) == (None, 402)
    assert "Hôm nay chưa có báo cáo nào" in answer["texts"][0]["paragraphs"][0]


def test_a_commune_that_hands_in_counts_alone(
    sample: Path, eidc: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its first table tells what came since the baseline, not in one day; the figures are its
    own, of communes and of villages.
    """
    table = tmp_path / "tong-hop.csv"
    asked = ("export", "tally", "--by", "village", "--as-of", "2024-11-19", "-o", table)
    assert eidc(*asked).code == 0
    district = tmp_path / "huyện"
    district.mkdir()
    monkeypatch.chdir(district)
    assert eidc("init", "--preset", "cam-thuy-2024").code == 0
    assert eidc("import", SAMPLE / "phu-luc-cam-thuy.xlsx", table).code in (0, 3)
    for by in ("village", "commune"):
        answer = told("report", "daily", "--as-of", "2024-11-19", "--by", by)
        told_rows = [row for row in answer["tables"][0]["rows"] if row["issued"] is not None]
        assert sum(row["issued"] for row in told_rows) == 402
        assert {row["since"] for row in told_rows} == {"2024-11-05"}
        assert "Từ ngày 05/11/2024" in answer["texts"][0]["paragraphs"][0]
        final = told("report", "final", "--as-of", "2025-01-05", "--by", by)
        assert sum(row["issued"] or 0 for row in final["tables"][0]["rows"]) == 402


def test_the_communes_own_target_is_reported(campaign: Path, eidc: Callable[..., Answer]) -> None:
    """With one village's list of eleven, 1.037 and 390 stand in the sentences and the total."""
    assert eidc("import", SAMPLE / "phu-luc-cam-thuy.xlsx").code == 0
    file = next(
        file
        for file in sorted((SAMPLE / "2024-11-05").iterdir())
        if eidc("import", file, "--dry-run").code == 0
    )
    assert eidc("import", file).code in (0, 3)
    for report in ("daily", "final"):
        answer = told("report", report, "--as-of", "2024-11-05", "--by", "village")
        paragraphs = " ".join(answer["texts"][0]["paragraphs"])
        assert "1.037" in paragraphs
        total = answer["tables"][0].get("total")
        if total:
            assert (total["target_level2"], total["target_activation"]) == (1037, 390)


@pytest.mark.parametrize(
    ("day", "state", "outlook"),
    [
        ("2024-11-19", "sơ bộ", "ước đạt"),
        ("2024-12-27", "sơ bộ", "4 tuần gần đây không đơn vị nào báo cáo"),
        ("2024-12-31", "chốt ngày 31/12/2024", ""),
        ("2025-01-05", "chốt, tính đến ngày 05/01/2025", ""),
    ],
)
def test_the_peak_is_preliminary_and_the_closing_is_not(
    sample: Path, day: str, state: str, outlook: str
) -> None:
    """Due before 27/12 while the campaign runs to 31/12 (plan, "Tổ chức thực hiện")."""
    answer = told("report", "final", "--as-of", day)
    assert state in answer["texts"][0]["paragraphs"][0]
    said = " ".join(each for text in answer["texts"] for each in text["paragraphs"])
    assert outlook in said
    assert ("ước đạt" in said) == (outlook == "ước đạt")


def test_who_is_named_in_the_final_report(sample: Path) -> None:
    """By rate of 19/11 by hand: Thôn 1, 9, 3 above half; Thôn 10, 11, 6 last; who is named for
    activation is told apart.
    """
    rows = {
        row["village"]: row
        for row in told("report", "final", "--as-of", "2024-11-19")["tables"][0]["rows"]
    }
    named = {
        kind: {name for name, row in rows.items() if row["proposal_level2"] == kind}
        for kind in ("commend", "remind")
    }
    assert named == {
        "commend": {"Thôn 1", "Thôn 9", "Thôn 3"},
        "remind": {"Thôn 10", "Thôn 11", "Thôn 6"},
    }
    assert rows["Thôn 5"]["proposal_activation"] == "commend"
    assert (rows["Thôn 11"]["weeks_reported"], rows["Thôn 1"]["weeks_reported"]) == (1, 2)


def test_the_weeks_of_the_sample(sample: Path) -> None:
    """Week by week is the difference of the truth's days, and sums to what stands now."""
    answer = told("report", "final", "--as-of", "2024-11-19")
    (table,) = (each for each in answer["tables"] if each["id"] == "weeks")
    days = list(TRUTH["weeks"])
    for row, (before, day) in zip(table["rows"], pairwise(days), strict=True):
        now, ago = TRUTH["weeks"][day]["total"], TRUTH["weeks"][before]["total"]
        assert row["last"] == day
        assert [row[f"{name}_in_week"] for name in FIGURES] == [
            now[name] - ago[name] for name in FIGURES
        ]
    assert [row["units_reported"] for row in table["rows"]] == [11, 10]
    assert [table["total"][f"{name}_in_week"] for name in FIGURES] == [
        TRUTH["weeks"][days[-1]]["total"][name] for name in FIGURES
    ]


def test_sensitive_reasons_stand_apart_for_the_police_alone(sample: Path) -> None:
    """Prison is named with ``--audience police`` and in no other answer."""
    asked = ("report", "final", "--as-of", "2024-11-19")
    prison = "án phạt tù"
    assert prison in typed(*asked, "--audience", "police").out
    for audience in ("team", "public", "figures"):
        assert prison not in typed(*asked, "--audience", audience).out
    for form in ("zalo", "loudspeaker"):
        assert prison not in typed(*asked, "--audience", "police", "--format", form).out


@pytest.mark.parametrize("day", ["2024-11-05", "2024-11-19", "2024-12-31", "2025-01-05"])
@pytest.mark.parametrize("report", ["daily", "final"])
@pytest.mark.parametrize("more", [(), ("--by", "commune"), ("--commune", "Cẩm Tâm")], ids=str)
def test_the_appendix_alone(appendix: Path, report: str, day: str, more: tuple[str, ...]) -> None:
    """Before any list the district's and a commune's report say that nothing is known."""
    answer = told("report", report, "--as-of", day, *more)
    assert all(row["issued"] is None for row in answer["tables"][0]["rows"])
    for form in ("table", "text", "md", "csv", "zalo", "loudspeaker"):
        said = typed("report", report, "--as-of", day, *more, "--format", form)
        assert said.code == 0, said.all
    assert "30/10/2024" not in typed("report", report, "--as-of", day, *more).out
    zalo = typed("report", report, "--as-of", day, *more, "--format", "zalo").out
    assert "chưa biết kết quả" in zalo
    assert len(zalo.splitlines()) <= 25


def test_targets_of_nothing(campaign: Path) -> None:
    """A rate of nothing asks for nothing: no division, no place, no name."""
    path = Path("eidc.toml")
    path.write_text(path.read_text("utf-8").replace('"50%"\ndead', '"0%"\ndead'), "utf-8")
    story.begun(campaign / "eidc.ledger")
    for report in ("daily", "final"):
        answer = told("report", report, "--as-of", "2024-11-12")
        assert {row["rank"] for row in answer["tables"][0]["rows"]} == {None}
        for form in ("table", "zalo", "loudspeaker"):
            said = typed("report", report, "--as-of", "2024-11-12", "--format", form)
            assert said.code == 0, said.all
        assert "không có chỉ tiêu" in typed("report", report, "--as-of", "2024-11-12").out


def test_the_next_day_states_what_was_corrected(small: Path) -> None:
    """A list that came late changes the day that was sent: the next daily report says so, the
    weekly does not, since no weekly was sent.
    """
    asked = ("report", "daily", "--as-of", "2024-11-12")
    assert typed(*asked, "--final").code == 0
    assert "Điều chỉnh" not in typed("report", "daily", "--as-of", "2024-11-13").out
    with story.ledger_at(small / "eidc.ledger") as ledger:
        story.late(ledger)
    said = typed("report", "daily", "--as-of", "2024-11-13").out
    assert "12/11/2024" in said
    assert "bo sung.xlsx" in said
    assert "bo sung.xlsx" not in typed("report", "weekly", "--as-of", "2024-11-13").out
    listed = told("report", "sent")["tables"][0]["rows"]
    assert [row["kind"] for row in listed] == ["daily"]


def test_each_report_is_its_own_letter(sample: Path) -> None:
    """What is kept as sent carries the letter, the card and both texts; ``exempt`` the letter."""
    for report in ("daily", "final", "exempt"):
        assert typed("report", report, "--as-of", "2024-11-19", "--final").code == 0
    with story.ledger_at(sample / "eidc.ledger") as ledger:
        kept = {
            kind: json.loads(figures)["document"]
            for kind, figures in ledger.connection.execute(
                "SELECT kind, figures FROM frozen_report"
            )
        }
    to = {kind: document["letter"]["addressees"] for kind, document in kept.items()}
    assert to == {
        "daily": ["UBND huyện (qua Công an huyện)"],
        "final": ["UBND xã"],
        "exempt": ["UBND xã"],
    }
    for kind in ("daily", "final"):
        assert kept[kind]["card"]
        assert kept[kind]["brief"]
        assert kept[kind]["speech"]
    assert kept["exempt"]["card"] is None
