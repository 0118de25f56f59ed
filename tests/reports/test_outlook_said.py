"""An outlook in words: what an officer is told must be what the figures are."""

from __future__ import annotations

from datetime import date

import pytest

from eid_campaign.campaign.outlook import Point, outlook
from eid_campaign.campaign.progress import Against
from eid_campaign.reports.outlook_said import days_said, outlook_said, state_of
from eid_campaign.wording import use_language

NOV_5, NOV_12, NOV_19 = date(2024, 11, 5), date(2024, 11, 12), date(2024, 11, 19)
NOV_30, DEC_31 = date(2024, 11, 30), date(2024, 12, 31)


@pytest.mark.parametrize(
    ("weeks", "target", "deadline", "most", "state", "words"),
    [
        # 10 and 20 a day, 42 days left. 500 − 210 = 290 remain: 15 days at 20, 29 at 10.
        ((0, 70, 210), 500, DEC_31, None, "in_time", ["04–18/12/2024", "kịp hạn 31/12/2024"]),
        # 210 + 420 = 630 at the slowest, 840 in the mean: 700 only in the mean; 70 short else.
        ((0, 70, 210), 700, DEC_31, None, "uncertain", ["14/12/2024–07/01/2025", "thiếu 70"]),
        # 1.037 − 840 = 197 short; 827 / 42 = 19,7: 20 a day are needed, 15,0 it is.
        (
            (0, 70, 210), 1037, DEC_31, None, "late",
            ["không đạt với tốc độ này", "thiếu 197", "840 (từ 630 đến 1.050)", "cần 20 người/ngày",
             "hiện đạt 15,0 người/ngày"],
        ),
        ((50, 50, 50), 100, DEC_31, None, "never", ["không tăng", "thiếu 50"]),
        ((0, 70, 210), 210, DEC_31, None, "met", ["đã đạt chỉ tiêu 210"]),
        ((0, 70, 215), 210, DEC_31, None, "met", ["đã đạt chỉ tiêu 210, vượt 5"]),
        ((0, 70, 210), 300, NOV_19, None, "past", ["đã đến hạn 19/11/2024, còn thiếu 90"]),
        ((0, 70, 210), 300, date(2024, 11, 1), None, "past", ["còn thiếu 90"]),
        ((None, None, 210), 300, DEC_31, None, "unknown", ["hai ngày khác nhau", "còn 90"]),
        ((0, 70, 210), 1037, DEC_31, 900, "too_few", ["900 người", "thiếu 137"]),
        ((0, 70, 210), 500, None, None, "in_time", ["đạt vào khoảng 04–18/12/2024"]),
    ],
)  # fmt: skip
def test_where_a_target_leads(
    weeks: tuple[int | None, ...],
    target: int,
    deadline: date | None,
    most: int | None,
    state: str,
    words: list[str],
) -> None:
    """Each case has its own sentence with the figures computed by hand."""
    points = [Point(day, told) for day, told in zip((NOV_5, NOV_12, NOV_19), weeks, strict=True)]
    against = Against(target, weeks[-1] or 0, deadline, NOV_19)
    found = outlook(points, against, most=most)
    assert state_of(against, found) == state
    said = outlook_said("Cấp mức 2", against, found)
    assert said.startswith("Cấp mức 2: ")
    assert [each for each in words if each not in said] == []


def test_a_target_of_nothing_is_not_spoken_of() -> None:
    """There is nothing to be met."""
    assert outlook_said("Cấp mức 2", Against(0, 0, DEC_31, NOV_19), None) == ""


@pytest.mark.parametrize(
    ("first", "last", "vi", "en"),
    [
        ("2024-12-18", "2024-12-22", "18–22/12/2024", "18–22 Dec 2024"),
        ("2024-11-28", "2024-12-03", "28/11–03/12/2024", "28 Nov–3 Dec 2024"),
        ("2024-12-28", "2025-01-03", "28/12/2024–03/01/2025", "28 Dec 2024–3 Jan 2025"),
        ("2024-12-18", "2024-12-18", "18/12/2024", "18 Dec 2024"),
    ],
)
def test_a_range_of_days_does_not_repeat_itself(first: str, last: str, vi: str, en: str) -> None:
    """Day, month and year stand once where both share them."""
    both = date.fromisoformat(first), date.fromisoformat(last)
    assert days_said(*both) == vi
    use_language("en")
    assert days_said(*both) == en
