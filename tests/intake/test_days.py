"""The day of a roster: stated in its title, signed below it, or in the file's name."""

from __future__ import annotations

from datetime import date

import pytest

from eid_campaign.intake.days import find_file_day, find_signed_day, find_stated_day

DAY = date(2024, 11, 5)


@pytest.mark.parametrize(
    "line",
    [
        "(Tính đến ngày 05/11/2024)",
        "Tính đến hết ngày 5/11/2024",
        "(tinh den ngay 05.11.2024)",
        "Số liệu đến ngày 05-11-2024",
        "đến hết ngày 5 tháng 11 năm 2024",
        "Từ ngày 01/10/2024 đến ngày 05/11/2024",
        "TÍNH ĐẾN NGÀY 05 THÁNG 11 NĂM 2024",
    ],
)
def test_a_stated_day_is_read(line: str) -> None:
    """A line “Tính đến ngày …” tells the day however it is written."""
    assert find_stated_day(["DANH SÁCH", line]) == DAY


@pytest.mark.parametrize(
    "line",
    [
        "Thực hiện Kế hoạch số 213/KH-UBND ngày 30/10/2024",
        "công dân sinh đến ngày 31/12/2010",
        "Tính đến ngày … tháng 11 năm 2024",
        "Tính đến ngày 31/11/2024",
    ],
)
def test_other_days_are_not_the_rosters(line: str) -> None:
    """A plan's date, a limit of births, a blank or an impossible day tell nothing."""
    assert find_stated_day([line]) is None


def test_the_place_and_date_line() -> None:
    """A place with its date tells the day; a plan's number and date do not."""
    assert find_signed_day(["Cẩm Tân, ngày 05 tháng 11 năm 2024"]) == DAY
    assert find_signed_day(["(Ban hành kèm theo Kế hoạch số 113/KH-UBND, ngày 30/10/2024"]) is None


@pytest.mark.parametrize(
    ("stem", "day"),
    [
        ("DS 2024-11-05", DAY),
        ("ds_20241105_cuoi", DAY),
        ("thon 1 05-11-2024", DAY),
        ("DanhSach_Thon5_05.11.2024", DAY),
        ("thon 1 5.11.24", DAY),
        ("thon 1 0511 2024", DAY),
        ("thon 1 05112024", DAY),
        ("DS ngay 5 thang 11 nam 2024", DAY),
        ("DS 20.11.2024", date(2024, 11, 20)),
        ("DS 20112024", date(2024, 11, 20)),
        ("thon 1 0511", None),
        ("thon 1 05.11", None),
        ("thon 1 thang 11", None),
        ("DS 31.11.2024", None),
        ("DS chua kich hoat thon 1", None),
    ],
)
def test_the_day_in_a_files_name(stem: str, day: date | None) -> None:
    """A full date with its year is a day; half a date is none."""
    assert find_file_day(stem) == day
