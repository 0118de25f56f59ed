"""One cleaner per field: the face of the ``cells_`` files. All are pure and never raise.

Call them once per distinct value of a column.
"""

from eid_campaign.intake.cells_count import CountCell, clean_count, is_tick
from eid_campaign.intake.cells_date import DateCell, clean_birth_date, clean_three
from eid_campaign.intake.cells_name import clean_name, clean_sex
from eid_campaign.intake.cells_number import (
    NumberCell,
    SettledNumber,
    clean_citizen_id,
    settle_citizen_id,
)
from eid_campaign.intake.cells_phone import clean_phone
from eid_campaign.intake.cells_swap import SwapFinding, count_month_first, find_swapped_days
from eid_campaign.intake.cells_text import Cell, Cleaned, clean_text, is_absent

__all__ = [
    "Cell",
    "Cleaned",
    "CountCell",
    "DateCell",
    "NumberCell",
    "SettledNumber",
    "SwapFinding",
    "clean_birth_date",
    "clean_citizen_id",
    "clean_count",
    "clean_name",
    "clean_phone",
    "clean_sex",
    "clean_text",
    "clean_three",
    "count_month_first",
    "find_swapped_days",
    "is_absent",
    "is_tick",
    "settle_citizen_id",
]
