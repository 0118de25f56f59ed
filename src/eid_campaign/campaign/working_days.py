"""Working days, in which the law counts the time an approval may take.

Nghị định 69/2024/NĐ-CP, Điều 13: 1 working day (level 1), 3 (level 2, valid card), 7 (no valid
card). Saturdays, Sundays and the days off of Bộ luật Lao động 2019, Điều 112, are none.
"""

from __future__ import annotations

from datetime import date, timedelta

WITH_CARD = 3
WITHOUT_CARD = 7
"""Working days an approval of level 2 may take; whose card is valid no list tells."""

_EACH_YEAR = ((1, 1), (4, 30), (5, 1), (9, 2))
_OF_THE_MOON = frozenset(
    (
        *(date(2024, 2, day) for day in range(8, 15)),
        *(date(2025, 1, day) for day in range(27, 32)),
        *(date(2026, 2, day) for day in range(16, 21)),
        *(date(2024, 4, 18), date(2025, 4, 7), date(2026, 4, 27)),
        *(date(2024, 9, 3), date(2025, 9, 1), date(2026, 9, 1)),
    )
)
"""Tết, the Hùng kings' day, the second day of the national holiday: as announced for each year."""


def is_working_day(day: date) -> bool:
    """Whether offices work on ``day``."""
    return day.weekday() < 5 and (day.month, day.day) not in _EACH_YEAR and day not in _OF_THE_MOON


def working_days(since: date, until: date) -> int:
    """Return how many working days have passed after ``since`` up to ``until``."""
    passed = (since + timedelta(days=back) for back in range(1, (until - since).days + 1))
    return sum(map(is_working_day, passed))
