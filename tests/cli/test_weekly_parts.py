"""The weekly report in four parts, on the sample campaign, held against its truth or by hand."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eid_campaign.campaign.standings import SENSITIVE
from eid_campaign.reports.words import REASONS
from eid_campaign.wording import _

from .conftest import SAMPLE, Answer, typed

WEEKS: dict[str, Any] = json.loads((SAMPLE / "truth.json").read_text(encoding="utf-8"))["weeks"]
DAY, WEEK_AGO = "2024-11-19", "2024-11-12"
ASKED = ("report", "weekly", "--as-of", DAY)
TARGETS = ("targets", "--by", "village")
Eidc = Callable[..., Answer]


@pytest.fixture
def report(sample: Path, eidc: Eidc) -> Answer:
    """The report of 19/11 as programs read it."""
    return eidc(*ASKED, "--format", "json")


def total(answer: Answer, name: str) -> dict[str, Any]:
    """Return the total row of a table."""
    found: dict[str, Any] = next(t for t in answer.json["tables"] if t["id"] == name)["total"]
    return found


def test_the_parts_stand_in_the_order_of_an_administrative_report(report: Answer) -> None:
    """Results, difficulties, next week, proposals; the table of figures is the first one."""
    heads = [text["title"] for text in report.json["texts"]]
    parts = [head for head in heads if head.split(".")[0] in ("I", "II", "III", "IV")]
    assert [part.split(".")[0] for part in parts] == ["I", "II", "III", "IV"]
    assert report.json["tables"][0]["id"] == "weekly"
    blank = [text for text in report.json["texts"] if any("……" in p for p in text["paragraphs"])]
    assert len(blank) >= 4, "direction, spreading the word, other difficulties, other proposals"


def test_tables_keep_their_order_with_the_short_one_behind_the_first(
    report: Answer, sample: Path, eidc: Eidc
) -> None:
    """Annexes are the pages' alone; the short table has figures of the long one, on no screen."""
    assert [table["id"] for table in report.json["tables"]] == [
        "weekly", "villages_short", "outlook", "ageing", "ranking", "ranking_effort",
        "difficulties", "exempt", "to_verify", "list_problems", "silent", "next_week",
    ]  # fmt: skip
    names = ("village", "target_level2", "rate_achieved_level2", "rank", "remaining_activation")
    long, short = report.rows("weekly"), report.rows("villages_short")
    assert [[row[n] for n in names] for row in short] == [[row[n] for n in names] for row in long]
    assert total(report, "villages_short")["achieved_level2_in_week"] == 402 - 190
    assert all(row["explained_said"] for row in report.rows("ranking"))
    assert _("{title}, in short", title="") not in eidc(*ASKED).out


def test_who_waits_for_activation_is_whom_the_truth_has_approved(report: Answer) -> None:
    """The sum of both stages; who waited at the baseline and still does is 14 days and more."""
    stages = WEEKS[DAY]["total"]["stages"]
    told = total(report, "ageing")
    assert told["waiting"] == stages["l1_approved"] + stages["l2_approved"]
    still = WEEKS[DAY]["total"]["base_activation"] - WEEKS[DAY]["total"]["achieved_activation"]
    assert (told["days_8_30"], told["at_least"], told["days_over_30"]) == (still, still, 0)
    for row in report.rows("ageing"):
        stages = WEEKS[DAY]["villages"][row["village"]]["stages"]
        assert row["waiting"] == stages["l1_approved"] + stages["l2_approved"], row["village"]


def test_the_pace_is_that_of_the_two_weeks(report: Answer) -> None:
    """190 and 212 issued: 201 a week; 635 remain, 21 to 24 days at 30,3 and 27,1 a day."""
    told = total(report, "outlook")
    gains = (WEEKS[WEEK_AGO]["total"]["issued"], WEEKS[DAY]["total"]["issued"])
    assert gains == (190, 402)
    assert told["per_week_level2"] == 201
    assert told["projected_level2"] == 402 + 201 * 6
    assert told["projected_low_level2"] == 402 + 190 * 6
    assert (told["met_first_level2"], told["met_last_level2"]) == ("2024-12-10", "2024-12-13")
    assert (told["outlook_level2"], told["short_level2"]) == ("in_time", 0)
    late = next(row for row in report.rows("outlook") if row["village"] == "Thôn 10")
    # 3 and 4 in a week: 7 + 42 × 7/14 = 28 of 89.
    assert (late["projected_level2"], late["short_level2"], late["outlook_level2"]) == (
        28,
        61,
        "late",
    )


def test_next_week_s_numbers_are_shares_of_what_remains(report: Answer) -> None:
    """42 days to 31/12 and 11 to 30/11: a sixth and 7/11 of what remains, rounded up."""
    for row in report.rows("next_week"):
        assert row["next_week_level2"] == math.ceil(row["remaining_level2"] / 6)
        assert row["next_week_activation"] == math.ceil(row["remaining_activation"] * 7 / 11)
    rows = report.rows("next_week")
    assert total(report, "next_week")["next_week_level2"] == sum(
        row["next_week_level2"] for row in rows
    )


def test_the_ranking_of_the_week_has_its_own_base(report: Answer) -> None:
    """Gained by the truth; open are the eligible and to verify of a week ago without an account."""
    before = {
        row["village"]: row
        for row in typed(
            "targets", "--by", "village", "--as-of", WEEK_AGO, "--format", "json"
        ).rows()
    }
    rows = {row["village"]: row for row in report.rows("ranking_effort")}
    assert "Thôn 11" not in rows, "who is silent has no place of the week"
    for name, row in rows.items():
        truth = {day: WEEKS[day]["villages"][name]["issued"] for day in (WEEK_AGO, DAY)}
        assert row["gained"] == truth[DAY] - truth[WEEK_AGO]
        assert row["open"] == before[name]["base_eligible"] - truth[WEEK_AGO]
    shares = [row["rate_effort"] for row in report.rows("ranking_effort")]
    assert shares == sorted(shares, reverse=True)


def test_who_is_silent_is_listed_apart(report: Answer) -> None:
    """Thôn 11 handed in its last list on 12/11, seven days ago."""
    assert report.rows("silent") == [
        {"unit": "Cẩm Tân", "village": "Thôn 11", "last_report": WEEK_AGO, "days_ago": 7}
    ]


def test_the_screen_begins_with_both_targets_and_where_they_lead(sample: Path, eidc: Eidc) -> None:
    """An officer who reads ten lines knows the week: in the week, in all, by when it is met."""
    top = "\n".join(eidc(*ASKED, COLUMNS="80").out.splitlines()[:12]).replace("\n", " ")
    for words in ("402/1.037 (38,77 %)", "259/390 (66,41 %)", "10–13/12/2024", "26–27/11/2024"):
        assert words in top
    assert "↑ tăng 29" in top  # 212 − Thôn 11's unknown, against 183 of the same villages
    assert "↓ giảm 18" in top


def test_the_first_week_is_held_against_nothing(sample: Path, eidc: Eidc) -> None:
    """Before the baseline nothing was counted: 190 more than nothing is no news."""
    said = eidc("report", "weekly", "--as-of", WEEK_AGO).out
    assert "trong tuần 190, lũy kế 190/1.037" in said
    assert "↑" not in said


@pytest.mark.parametrize("audience", ["public", "team", "figures", "police"])
def test_an_audience_is_told_no_more_than_it_may_know(
    sample: Path, eidc: Eidc, audience: str
) -> None:
    """The public is told no reason, the police all by name, the others sensitive ones together."""
    answer = eidc(*ASKED, "--audience", audience, "--format", "json")
    tables = {table["id"] for table in answer.json["tables"]}
    by_reason = {"exempt", "to_verify", "difficulties"}
    assert tables & by_reason == (set() if audience == "public" else by_reason)
    sensitive = [_(REASONS[reason]) for reason in SENSITIVE]
    page = eidc(*ASKED, "--audience", audience, "--format", "md").out
    named = [words for words in sensitive if words in page]
    assert named == (sensitive if audience == "police" else [])
    if audience != "public":
        whole = WEEKS[DAY]["total"]["base_level2"]
        told = sum(row["people"] for row in answer.rows("exempt"))
        assert told == total(answer, "weekly")["exempt"] < whole


def test_a_report_for_the_police_is_printed_again_as_it_was_sent(sample: Path, eidc: Eidc) -> None:
    """Kept with its audience; another audience of that day was not sent."""
    sent = eidc(*ASKED, "--audience", "police", "--format", "json", "--final")
    assert sent.code == 0, sent.all
    again = eidc("report", "weekly", "--sent", "--audience", "police", "--format", "json")
    assert again.out == sent.out
    assert eidc("report", "weekly", "--sent", "--format", "json").out == sent.out
    assert eidc("report", "weekly", "--sent", "--audience", "public").code == 5


def test_charts_tell_what_the_tables_tell(report: Answer) -> None:
    """Cumulative by day, stages of everybody by the truth."""
    charts = {chart["id"]: chart for chart in report.json["charts"]}
    (panel,) = charts["cumulative"]["panels"]
    achieved = next(each for each in panel["series"] if each["id"] == "achieved")
    assert achieved["points"] == [
        [day, week["total"]["issued"]] for day, week in sorted(WEEKS.items())
    ]
    (panel,) = charts["stages"]["panels"]
    told = {each["id"]: sum(people for _name, people in each["points"]) for each in panel["series"]}
    assert told == WEEKS[DAY]["total"]["stages"]


def test_an_appendix_alone_has_numbers_for_next_week_and_no_outlook(
    appendix: Path, eidc: Eidc
) -> None:
    """Nothing is known of 17 units: no rank, no outlook, no zero."""
    answer = eidc(*ASKED, "--format", "json")
    tables = {table["id"] for table in answer.json["tables"]}
    assert not tables & {"outlook", "ageing", "ranking", "ranking_effort", "difficulties"}
    assert len(answer.rows("silent")) == 17
    assert {row["achieved_level2_in_week"] for row in answer.rows("next_week")} == {None}
    town = answer.rows("next_week")[0]
    assert town["next_week_level2"] == math.ceil(4275 * 7 / 42)
