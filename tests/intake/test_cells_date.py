"""Birth dates in every way they are written, and columns whose days and months are swapped."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eid_campaign.campaign.birth_date import BirthDate
from eid_campaign.intake.cells import Cell, clean_birth_date, clean_three, find_swapped_days

LATEST = date(2024, 11, 5)


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("05/11/1990", "1990-11-05"),
        ("5/11/1990", "1990-11-05"),
        ("5.11.1990", "1990-11-05"),
        ("05 - 11 - 1990", "1990-11-05"),
        ("05 11 1990", "1990-11-05"),
        (" 05/11/1990\n", "1990-11-05"),
        ("'05/11/1990", "1990-11-05"),
        ("ngày 5 tháng 11 năm 1990", "1990-11-05"),
        ("Ngày 05/11/1990", "1990-11-05"),
        ("5-Nov-1990", "1990-11-05"),
        ("05-thg 11-1990", "1990-11-05"),
        ("1990-11-05", "1990-11-05"),
        ("1990-11-05 00:00:00", "1990-11-05"),
        ("1990/11/05", "1990-11-05"),
        (date(1990, 11, 5), "1990-11-05"),
        (datetime(1990, 11, 5, 7), "1990-11-05"),  # noqa: DTZ001
        ("01/01/1956", "1956-01-01"),
        (1956, "1956"),
        (1956.0, "1956"),
        ("'1956", "1956"),
        ("00/00/1956", "1956"),
        ("--/--/1956", "1956"),
        ("/ /1956", "1956"),
        ("xx/xx/1956", "1956"),
        ("15/00/1956", "1956"),
        ("05/../1956", "1956"),
        ("SN 1956", "1956"),
        ("sinh năm 1956", "1956"),
        ("1956 (68t)", "1956"),
        ("1956 (68 tuổi)", "1956"),
        ("../05/1956", "1956-05"),
        ("00/05/1956", "1956-05"),
        ("5/1956", "1956-05"),
        ("tháng 5 năm 1956", "1956-05"),
    ],
)
def test_a_date_is_read_day_first_and_as_precise_as_written(cell: Cell, iso: str) -> None:
    """Nothing is added to a partial date and nothing is said about a clear one."""
    read = clean_birth_date(cell, latest=LATEST)
    assert (read.iso, read.kind) == (iso, "")


@pytest.mark.parametrize(
    ("cell", "iso", "kind"),
    [
        (20600, "1956-05-25", "birth_date_from_serial"),
        ("20600", "1956-05-25", "birth_date_from_serial"),
        ("05111990", "1990-11-05", "birth_date_run_together"),
        (5111990, "1990-11-05", "birth_date_run_together"),
        ("19901105", "1990-11-05", "birth_date_run_together"),
        ("O5/11/l990", "1990-11-05", "birth_date_letters_mended"),
        ("khoảng 1956", "1956", "birth_date_approximate"),
        (date(2029, 3, 4), "1929-03-04", "birth_year_century_mended"),
        ("04/03/2029", "1929-03-04", "birth_year_century_mended"),
        (date(1905, 5, 9), "1956", "birth_year_shown_as_date"),
        ("5-11-56", "1956-11-05", "birth_year_two_digits"),
        ("5-11-05", "2005-11-05", "birth_year_two_digits"),
    ],
)
def test_what_is_put_right_is_said(cell: Cell, iso: str, kind: str) -> None:
    """A serial number, Excel's century, two digits of a year: read, and never in silence."""
    read = clean_birth_date(cell, latest=LATEST)
    assert (read.iso, read.kind) == (iso, kind)


@pytest.mark.parametrize(
    ("cell", "number_year", "iso", "kind"),
    [
        ("5-11-29", 1929, "1929-11-05", ""),
        ("5-11-12", 2012, "2012-11-05", ""),
        ("5-11-12", 1912, "1912-11-05", ""),
        ("56", 1956, "1956", ""),
        (date(2015, 3, 4), 1915, "1915-03-04", "birth_year_century_mended"),
        (date(1905, 5, 9), 1956, "1956", "birth_year_shown_as_date"),
        (date(1990, 3, 4), 1991, "1990-03-04", ""),
    ],
)
def test_the_number_settles_the_century(cell: Cell, number_year: int, iso: str, kind: str) -> None:
    """The century digit of the citizen number decides; a different year stays as written."""
    read = clean_birth_date(cell, number_year=number_year, latest=LATEST)
    assert (read.iso, read.kind) == (iso, kind)


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("31/02/1990", "birth_date_impossible"),
        ("29/02/1991", "birth_date_impossible"),
        ("12/25/1990", "birth_date_month_first"),
        ("06/11/2024", "birth_date_future"),
        ("05/11/2031", "birth_date_future"),
        ("1/1/1890", "birth_date_too_old"),
        ("05/11", "birth_date_without_year"),
        ("68t", "birth_date_is_age"),
        ("56", "birth_year_two_digits_alone"),
        ("không rõ", "birth_date_not_given"),
        ("00/00/0000", "birth_date_not_given"),
        ("05/11/1990 hoặc 06/11/1990", "birth_date_unreadable"),
        ("thợ xây", "birth_date_unreadable"),
        (time(3), "birth_date_unreadable"),
        (True, "birth_date_unreadable"),
    ],
)
def test_what_cannot_be_a_birth_date_is_refused(cell: Cell, kind: str) -> None:
    """Impossible, future and unreadable dates leave the field blank and say why."""
    read = clean_birth_date(cell, latest=LATEST)
    assert (read.iso, read.kind) == ("", kind)


@pytest.mark.parametrize(
    ("cells", "iso", "kind"),
    [
        (("5", 11.0, 1990), "1990-11-05", ""),
        (("", "", 1956), "1956", ""),
        (("", 5, "1956"), "1956-05", ""),
        ((5, "..", "1956"), "1956", ""),
        (("", "", ""), "", ""),
        ((5, 11, ""), "", "birth_date_without_year"),
        ((31, 2, 1990), "", "birth_date_impossible"),
        (("a", 2, 1990), "", "birth_date_unreadable"),
    ],
)
def test_a_date_in_three_columns(cells: tuple[Cell, Cell, Cell], iso: str, kind: str) -> None:
    """Day, month and year may each be missing; the year may not."""
    read = clean_three(*cells, latest=LATEST)
    assert (read.iso, read.kind) == (iso, kind)


def test_a_swapped_column_is_found() -> None:
    """Real dates up to the twelfth beside texts after it: typed on a month-first Windows."""
    column = [date(1990, 5, 11), "25/12/1990", "", date(1988, 2, 2), "31/01/1975"]
    found = find_swapped_days(column)
    assert found is not None
    assert (found.dates, found.texts, found.rows) == (2, 2, (0,))


@pytest.mark.parametrize(
    "column",
    [
        [date(1990, 5, 11), date(1990, 5, 13), "25/12/1990"],
        [date(1990, 5, 11), date(1990, 5, 10), "05/12/1990"],
        [date(1990, 5, 11), date(1990, 5, 10)],
        ["25/12/1990", "26/12/1990"],
        [date(1990, 5, 11), "25/12/1990"],
        [],
    ],
)
def test_a_column_with_a_counter_example_is_not_swapped(column: list[Cell]) -> None:
    """One real date after the twelfth, one text before it, or too little to tell: no finding."""
    assert find_swapped_days(column) is None


days = st.dates(date(1925, 1, 1), LATEST)


@given(days, st.sampled_from(["{d:02}/{m:02}/{y}", "{d}.{m}.{y}", "{y}-{m:02}-{d:02}"]))
def test_a_written_day_comes_back(day: date, pattern: str) -> None:
    """Writing a day and reading it gives the day, however it is written."""
    text = pattern.format(d=day.day, m=day.month, y=day.year)
    assert clean_birth_date(text, latest=LATEST).iso == day.isoformat()
    assert clean_birth_date(day, latest=LATEST).iso == day.isoformat()
    assert clean_birth_date((day - date(1899, 12, 30)).days, latest=LATEST).iso == day.isoformat()


cells = st.one_of(
    st.text(),
    st.text("0123456789/.- ()tT?xSNoOl'"),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)


@given(cells, st.one_of(st.none(), st.integers(1900, 2024)))
def test_any_cell_gives_a_date_that_exists_or_none(cell: Cell, number_year: int | None) -> None:
    """The cleaner never raises; its date exists, is not in the future, and reads back as itself."""
    read = clean_birth_date(cell, number_year=number_year, latest=LATEST)
    if read.iso:
        assert BirthDate.from_iso(read.iso).earliest <= LATEST
        assert clean_birth_date(read.iso, number_year=number_year, latest=LATEST).iso == read.iso
    assert read.iso or read.kind or cell == "" or cell != cell or not str(cell).strip()


def test_a_duration_is_no_date() -> None:
    """A timedelta, as a sheet reader may give, is refused like any other non-date."""
    assert clean_birth_date(timedelta(days=3), latest=LATEST).kind == "birth_date_unreadable"
