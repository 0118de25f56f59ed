"""The story of the practice campaign, as figures: villages, weeks, and what is planted where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from eid_campaign.campaign.stages import Stage
from eid_campaign.sample.people import Remark

COMMUNE = "Cẩm Tân"


class Number(StrEnum):
    """How a roster gives a citizen number. Without a mark it can be read or mended exactly."""

    GIVEN = "given"
    BLANK = "blank"
    ROUNDED = "rounded"
    """``3,8094E+10``: the digits are gone."""
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Village:
    """A village: its share of the people, and how fast it goes compared with the others."""

    name: str
    size: int
    behind: float
    """How many more are not collected than elsewhere."""
    pace: float
    calls: float
    """How busily accounts are activated."""


VILLAGES = (
    Village("Thôn 1", 620, 0.85, 1.50, 1.4),
    Village("Thôn 2", 540, 1.00, 1.00, 1.0),
    Village("Thôn 3", 700, 1.05, 1.25, 1.1),
    Village("Thôn 4", 480, 0.90, 0.80, 0.7),
    Village("Thôn 5", 610, 1.10, 1.00, 1.3),
    Village("Thôn 6", 430, 1.20, 0.45, 0.6),
    Village("Thôn 7", 560, 0.95, 1.10, 0.9),
    Village("Thôn 8", 390, 1.15, 0.70, 1.0),
    Village("Thôn 9", 650, 1.00, 1.35, 1.2),
    Village("Thôn 10", 510, 1.00, 0.20, 0.3),
    Village("Thôn 11", 265, 1.30, 0.60, 0.8),
)
YEARS_ONLY = "Thôn 2"
"""Its roster shows years of birth alone, so nobody there was born in the year of doubt."""
CHILDREN = 400
YEAR_OF_DOUBT = 2010  # turning 14 in the campaign's year
# Eight children reach 14 between the baseline and the end of the campaign.
TURNING_14 = (
    ("Thôn 1", date(2010, 11, 8)),
    ("Thôn 3", date(2010, 11, 14)),
    ("Thôn 5", date(2010, 11, 17)),
    ("Thôn 4", date(2010, 11, 24)),
    ("Thôn 7", date(2010, 12, 2)),
    ("Thôn 8", date(2010, 12, 9)),
    ("Thôn 9", date(2010, 12, 20)),
    ("Thôn 10", date(2010, 12, 31)),
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What happens in the seven days that end on ``day``, in the whole commune."""

    day: date
    issued: int = 0
    waiting: int = 0
    activated: int = 0
    """Of those approved but not activated at the baseline."""
    raised: int = 0
    """From level 1 activated to level 2; in neither target."""
    silent: str = ""
    """The village that does not report."""
    arriving: tuple[tuple[str, Stage], ...] = ()
    backwards: tuple[tuple[str, Stage, Stage], ...] = ()
    """Village, where a person stands, where the roster puts the person."""


PLANS = (
    Plan(
        date(2024, 11, 12),
        issued=190,
        waiting=62,
        activated=141,
        raised=11,
        arriving=(
            ("Thôn 1", Stage.NOT_COLLECTED),
            ("Thôn 4", Stage.NOT_COLLECTED),
            ("Thôn 5", Stage.NOT_COLLECTED),
            ("Thôn 9", Stage.L2_ACTIVATED),
        ),
        backwards=(("Thôn 6", Stage.L2_ACTIVATED, Stage.NOT_COLLECTED),),
    ),
    Plan(
        date(2024, 11, 19),
        issued=212,
        waiting=55,
        activated=118,
        raised=14,
        silent="Thôn 11",
        arriving=(
            ("Thôn 2", Stage.NOT_COLLECTED),
            ("Thôn 7", Stage.L1_ACTIVATED),
            ("Thôn 10", Stage.NOT_COLLECTED),
        ),
        backwards=(("Thôn 3", Stage.L2_APPROVED, Stage.COLLECTED),),
    ),
)
# Village, how the number is given at the baseline, and in how many weeks it is put right.
LOST_NUMBERS = (
    ("Thôn 4", Number.BLANK, 1),
    ("Thôn 4", Number.BLANK, 1),
    ("Thôn 4", Number.BLANK, 1),
    ("Thôn 4", Number.BLANK, 9),
    ("Thôn 7", Number.ROUNDED, 1),
    ("Thôn 7", Number.ROUNDED, 1),
    ("Thôn 7", Number.ROUNDED, 9),
    ("Thôn 9", Number.TOO_LONG, 2),
)
# Village and the number of weeks in which a row without a name stands in its roster.
NAMELESS = (("Thôn 2", 1), ("Thôn 6", 2), ("Thôn 10", 2))
GONE_ABROAD = Remark("đi XKLĐ Nhật", "abroad")
CAME_BACK = Remark("đã về nước", "")
COMING_BACK = ("Thôn 3", "Thôn 8")  # the remark changes in the first week
STAYING = frozenset(("", "elderly_without_phone_unsure"))  # whom a team can enrol
