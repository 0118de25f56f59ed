"""How citizen numbers break on their way through spreadsheets, and what is made of each."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eid_campaign.campaign.citizen_id import PROVINCE_CODES, CitizenId
from eid_campaign.intake.cells import Cell, NumberCell, clean_citizen_id, settle_citizen_id

FULL = "038094012345"  # Thanh Hóa, a man of 1994
ABROAD = "139185000123"  # Campuchia, a woman of 1985


@pytest.mark.parametrize(
    "cell",
    [
        FULL,
        f"'{FULL}",
        f"’{FULL}",
        "038 094 012 345",
        "038\u00a0094012345",
        f"\u200b{FULL}",
        f"\t{FULL}\n",
        "038.094.012345",
        "038-094012345",
        f"CCCD: {FULL}",
        f"Số {FULL}",
        "０３８０９４０１２３４５",
        f"{FULL} (0912345678)",
        f"{FULL} cấp ngày 12.05.2021",
    ],
)
def test_a_whole_number_is_found_in_its_wrapping(cell: str) -> None:
    """Blanks, apostrophes, dots, prefixes and what stands beside do not hide a number."""
    assert clean_citizen_id(cell) == NumberCell(FULL)


@pytest.mark.parametrize("cell", [ABROAD, int(ABROAD), float(ABROAD)])
def test_codes_of_countries_have_no_zero_to_lose(cell: Cell) -> None:
    """A birth registered abroad (codes 101-295) is a good number, as a number cell too."""
    assert clean_citizen_id(cell).citizen_id == ABROAD


@pytest.mark.parametrize(
    ("cell", "candidate"),
    [
        ("38094012345", FULL),
        (38094012345, FULL),
        (38094012345.0, FULL),
        ("38094012345.0", FULL),
        (3.809401234e10, "038094012340"),
        ("1085123456", "001085123456"),
        (1085123456, "001085123456"),
    ],
)
def test_lost_zeros_make_a_candidate_only(cell: Cell, candidate: str) -> None:
    """Eleven or ten digits are not a person's number before the row agrees."""
    read = clean_citizen_id(cell)
    assert (read.citizen_id, read.candidate) == ("", candidate)


@pytest.mark.parametrize(
    ("cell", "old_id", "citizen_id"),
    [
        (f"{FULL} / 172345678", "172345678", FULL),
        (f"{FULL}-172345678", "172345678", FULL),
        (f"172345678 {FULL}", "172345678", FULL),
        ("172345678 (CMND)", "172345678", ""),
        (172345678.0, "172345678", ""),
        (12345679, "012345679", ""),
    ],
)
def test_the_old_number_is_kept_apart(cell: Cell, old_id: str, citizen_id: str) -> None:
    """Nine digits are a CMND; eight are one whose zero was lost."""
    read = clean_citizen_id(cell)
    assert (read.old_id, read.citizen_id, read.candidate) == (old_id, citizen_id, "")


@pytest.mark.parametrize("cell", ["O38O94O12345", "03809401234S", "038094o12345"])
def test_letters_among_the_digits_are_mended_and_said(cell: str) -> None:
    """O, o, l, I, S read by a scanner become digits only where the number is then good."""
    read = clean_citizen_id(cell)
    assert (read.citizen_id, read.kind) == (FULL, "citizen_id_letters_mended")


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("3.8094E+10", "citizen_id_scientific"),
        ("3,8094E+10", "citizen_id_scientific"),
        ("3.8094012345E+10", "citizen_id_scientific"),
        ("0380940123456", "citizen_id_wrong_length"),
        ("038094012345 6", "citizen_id_wrong_length"),
        ("03809401234", "citizen_id_wrong_length"),
        ("003094012345", "citizen_id_wrong_code"),
        ("038894012345", "citizen_id_wrong_century"),
        ("000000000000", "citizen_id_placeholder"),
        ("111111111111", "citizen_id_placeholder"),
        ("123456789012", "citizen_id_placeholder"),
        ("038094012345 038095012345", "citizen_id_two_numbers"),
        ("0912345678", "citizen_id_looks_like_phone"),
        (3.80940123451723e20, "citizen_id_digits_lost"),
        ("chưa có", "citizen_id_not_given"),
        ("CHƯA CÓ", "citizen_id_not_given"),
        ("không", "citizen_id_not_given"),
        ("x", "citizen_id_not_given"),
        ("-", "citizen_id_not_given"),
        (0, "citizen_id_not_given"),
        ("Nguyễn Văn A", "citizen_id_not_a_number"),
        (True, "citizen_id_not_a_number"),
        (date(2020, 1, 1), "citizen_id_not_a_number"),
    ],
)
def test_what_is_no_number_is_refused_by_name(cell: Cell, kind: str) -> None:
    """Nothing is guessed: no number, no candidate, and a kind that says why."""
    read = clean_citizen_id(cell)
    assert (read.citizen_id, read.candidate, read.kind) == ("", "", kind)


@pytest.mark.parametrize(
    ("cell", "row", "citizen_id", "kind"),
    [
        (FULL, {"sex": "M", "birth_year": 1994}, FULL, ""),
        (FULL, {"sex": "", "birth_year": None}, FULL, ""),
        (FULL, {"sex": "F", "birth_year": 1994}, FULL, "citizen_id_sex_differs"),
        (FULL, {"sex": "M", "birth_year": 1993}, FULL, "citizen_id_year_differs"),
        (FULL, {"sex": "F", "birth_year": 1993}, FULL, "citizen_id_sex_and_year_differ"),
        ("38094012345", {"sex": "M", "birth_year": 1994}, FULL, "leading_zeros_restored"),
        ("38094012345", {"sex": "", "birth_year": 1994}, FULL, "leading_zeros_restored"),
        ("38094012345", {"sex": "M", "birth_year": None}, "", "citizen_id_zeros_unproved"),
        ("38094012345", {"sex": "", "birth_year": None}, "", "citizen_id_zeros_unproved"),
        ("38094012345", {"sex": "F", "birth_year": 1994}, "", "citizen_id_zeros_disagree"),
        ("38094012345", {"sex": "M", "birth_year": 1990}, "", "citizen_id_zeros_disagree"),
        ("38094012345", {"sex": "F", "birth_year": None}, "", "citizen_id_zeros_disagree"),
        ("1085123456", {"sex": "M", "birth_year": 1985}, "001085123456", "leading_zeros_restored"),
        ("1085123456", {"sex": "", "birth_year": 1985}, "", "citizen_id_zeros_unproved"),
        ("O38094012345", {"sex": "M", "birth_year": 1994}, FULL, "citizen_id_letters_mended"),
        ("O38094012345", {"sex": "F", "birth_year": 1994}, "", "citizen_id_letters_unproved"),
        ("3.8094E+10", {"sex": "M", "birth_year": 1994}, "", "citizen_id_scientific"),
        ("", {"sex": "M", "birth_year": 1994}, "", ""),
    ],
)
def test_sex_and_birth_year_of_the_row_settle_the_number(
    cell: str, row: dict[str, object], citizen_id: str, kind: str
) -> None:
    """Lost zeros come back by the birth year, never against the sex; a full number stays."""
    settled = settle_citizen_id(clean_citizen_id(cell), **row)  # type: ignore[arg-type]
    assert (settled.citizen_id, settled.kind) == (citizen_id, kind)


numbers = st.builds(
    "{}{}{:08}".format,
    st.sampled_from(sorted(PROVINCE_CODES)),
    st.sampled_from("0123"),
    st.integers(0, 99_999_998).filter(lambda tail: len(set(f"{tail:08}")) > 1),
)


@given(numbers)
def test_a_number_comes_back_from_its_zeros(number: str) -> None:
    """What Excel strips returns exactly, given the row's own sex and year."""
    full = CitizenId(number)
    read = clean_citizen_id(int(number))
    settled = settle_citizen_id(read, sex=full.sex, birth_year=full.birth_year)
    assert settled.citizen_id == number
    assert settled.kind == "leading_zeros_restored"


@given(st.one_of(st.text(), st.text("0123456789 .-/OlIS()'eE+"), st.floats(), st.integers()))
def test_any_cell_gives_a_good_number_or_none(cell: Cell) -> None:
    """The cleaner never raises, and what it returns is well formed and stays as it is."""
    read = clean_citizen_id(cell)
    for number in filter(None, (read.citizen_id, read.candidate)):
        assert CitizenId.parse(number)
        assert clean_citizen_id(number) == NumberCell(number)
    assert len(read.old_id) in (0, 9)
