"""Names, sexes, phones, ticks and plain text of a cell."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eid_campaign.intake.cells import (
    Cell,
    clean_name,
    clean_phone,
    clean_sex,
    clean_text,
    is_tick,
)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  Nguyễn\u00a0 Văn \n A ", "Nguyễn Văn A"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("Nguyễn\u200bVăn", "Nguyễn Văn"),
        ("Ngu\u200byễn", "Nguyễn"),
        ("\ufeffThôn 1", "Thôn 1"),
        ("Thôn_x000D_\n1", "Thôn 1"),
        ("Ðỗ", "Đỗ"),
        ("Th«n §ång Ch¹", "Thôn Đồng Chạ"),
        (3.0, "3"),
        (3, "3"),
        (0.5, "0.5"),
        (float("nan"), ""),
        (date(1990, 11, 5), "05/11/1990"),
    ],
)
def test_text_is_one_clean_line(cell: Cell, text: str) -> None:
    """NFC, single blanks, nothing invisible; whole floats are ints."""
    assert clean_text(cell) == text


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Nguyễn Văn A", "Nguyễn Văn A"),
        ("NGUYỄN  VĂN\nAN", "NGUYỄN VĂN AN"),
        ("1. Nguyễn Văn An", "Nguyễn Văn An"),
        ("12) Nguyễn Văn An", "Nguyễn Văn An"),
        ("1 Nguyễn Văn An", "Nguyễn Văn An"),
        ("- Nguyễn Văn An", "Nguyễn Văn An"),
        ("=Nguyễn Văn An", "=Nguyễn Văn An"),
        ("+Nguyễn Văn An", "+Nguyễn Văn An"),
        ("-Nguyễn Văn An", "-Nguyễn Văn An"),
        ("@Nguyễn Văn An", "@Nguyễn Văn An"),
        ("Ông Văn Bình", "Ông Văn Bình"),
        ("Nguyễn Thị B.", "Nguyễn Thị B."),
        ("NguyÔn V¨n B×nh", "Nguyễn Văn Bình"),
        ("NguyÔn ThÞ ¸nh", "Nguyễn Thị Ánh"),
        ("Nguyeãn Vaên Bình", "Nguyễn Văn Bình"),
        ("Nguyá»…n VÄƒn BÃ¬nh", "Nguyễn Văn Bình"),
        ("Sùng A Pó", "Sùng A Pó"),
    ],
)
def test_a_name_keeps_its_display_form(cell: str, name: str) -> None:
    """Numbering goes, capitals stay, a formula's sign is part of the text."""
    assert clean_name(cell) == (name, "", "info", "")


@pytest.mark.parametrize(
    ("cell", "name", "kind", "rest"),
    [
        ("Ông Nguyễn Văn An", "Nguyễn Văn An", "name_title_dropped", ""),
        ("Ông/Bà: Trần Thị Bé", "Trần Thị Bé", "name_title_dropped", ""),
        ("Nguyễn Văn An (đã chết)", "Nguyễn Văn An", "name_remark_split", "đã chết"),
        ("Nguyễn", "Nguyễn", "name_one_word", ""),
        ("Nguyễn Văn 8", "Nguyễn Văn 8", "name_has_digits", ""),
        ("Nguy?n V?n An", "Nguy?n V?n An", "name_letters_lost", ""),
        ("", "", "name_missing", ""),
        ("x", "", "name_missing", ""),
        ("123", "", "name_not_text", ""),
        (5, "", "name_not_text", ""),
        ("Nguyễn " * 50, "", "name_too_long", ""),
    ],
)
def test_what_is_odd_about_a_name_is_said(cell: Cell, name: str, kind: str, rest: str) -> None:
    """A remark in brackets is not lost, a name without letters is not kept."""
    read = clean_name(cell)
    assert (read.value, read.kind, read.rest) == (name, kind, rest)


@pytest.mark.parametrize(
    ("cell", "sex", "kind"),
    [
        *[(word, "M", "") for word in ("Nam", "nam", "NAM", "M", "Trai", "Nam.")],
        *[(word, "F", "") for word in ("Nữ", "NỮ", "Nu", "F", "Gái", "N÷", "Nöõ", "Ná»¯")],
        *[(code, "", "sex_ambiguous") for code in ("N", "1", "0", 1, 2.0)],
        ("", "", ""),
        ("-", "", "sex_not_given"),
        ("thợ xây", "", "sex_unreadable"),
    ],
)
def test_a_sex_is_read_or_asked_for(cell: Cell, sex: str, kind: str) -> None:
    """Words and old fonts are read; a bare code that can mean either is not."""
    read = clean_sex(cell)
    assert (read.value, read.kind) == (sex, kind)


@pytest.mark.parametrize(
    ("cell", "phone", "kind"),
    [
        ("0912345678", "0912345678", ""),
        ("0912.345.678", "0912345678", ""),
        ("+84 912 345 678", "0912345678", ""),
        ("84912345678", "0912345678", ""),
        ("02373861234", "02373861234", ""),
        ("đt vợ 0912345678", "0912345678", ""),
        (912345678, "0912345678", "phone_zero_restored"),
        (912345678.0, "0912345678", "phone_zero_restored"),
        ("01682345678", "0382345678", "phone_prefix_renewed"),
        ("0912345678 - 0987654321", "0912345678", "phone_several"),
        ("0912 345 678 0987 654 321", "0912345678", "phone_several"),
        ("không dùng", "", "phone_not_a_number"),
        ("không", "", "phone_not_given"),
        ("0000000000", "", "phone_unreadable"),
        ("172345678", "", "phone_unreadable"),
        ("123", "", "phone_unreadable"),
        ("", "", ""),
    ],
)
def test_a_phone_is_digits_or_blank(cell: Cell, phone: str, kind: str) -> None:
    """The lost zero comes back for mobiles only; the first of several is taken."""
    read = clean_phone(cell)
    assert (read.value, read.kind) == (phone, kind)


def test_words_in_the_phone_column_are_kept_as_evidence() -> None:
    """'Không dùng' is what exempts the elderly, so it is not thrown away."""
    assert clean_phone("không dùng ĐT").rest == "không dùng ĐT"


@pytest.mark.parametrize(
    "cell", ["x", "X", " x ", "v", "V", "✓", "✔", "☑", "√", "P", "ü", "R", "1", 1, 1.0, "có", True]
)
def test_a_tick_is_a_tick(cell: Cell) -> None:
    """Crosses, ticks, ones and the letters under Wingdings' ticks."""
    assert is_tick(cell)


@pytest.mark.parametrize("cell", ["", "0", 0, "-", "không", "k", "chưa", False, "M2", 2, "o"])
def test_what_is_no_tick(cell: Cell) -> None:
    """Blank, zero, no, and words that say something else."""
    assert not is_tick(cell)


cells = st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.dates(), st.times())
names = st.text("Nguyễn VĂă aAoôÔ1.-()=+@,;:/ÔngBà µ¸¶", max_size=40)


@given(st.one_of(cells, names))
def test_cleaning_twice_changes_nothing(cell: Cell) -> None:
    """A cleaned value is clean; no cell makes a cleaner raise."""
    for clean in (clean_name, clean_phone):
        value = clean(cell).value
        assert not value or clean(value).value == value
    text = clean_text(cell)
    assert clean_text(text) == text
    assert clean_sex(cell).value in ("M", "F", "")
    assert is_tick(cell) in (True, False)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Hoàng Vaên", "Hoàng Văn"),
        ("HOÀNG VAÊN BÌNH", "HOÀNG VĂN BÌNH"),
        ("1. Ông Hoàng  Vaên Bình", "Hoàng Văn Bình"),
        ("Ngô Vaên Bình", "Ngô Văn Bình"),
        ("Ngô Thị Vaên", "Ngô Thị Văn"),
        ("Hà Hoàng Vaên", "Hà Hoàng Văn"),
        ("Nguyễn V¨n Nam", "Nguyễn Văn Nam"),
        ("Lê V¨n Nam", "Lê Văn Nam"),
        ("Hoàng Loïc", "Hoàng Loïc"),
    ],
)
def test_an_old_font_beside_unicode_is_decoded_word_by_word(cell: str, name: str) -> None:
    """Words that are right as they stand stay (VNI would read Hồng, Ngơ), and it is said."""
    read = clean_name(cell)
    assert (read.value, read.severity) == (name, "doubt")


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Nguyeãn Vaên Hoàng", "Nguyễn Văn Hồng"),
        ("Hoaøng Thò Hoàng", "Hoàng Thị Hồng"),
        ("Traàn Vaên Bích", "Trần Văn Bích"),
        ("Vò V¨n Nam", "Vũ Văn Nam"),
        ("Nguyễn Loïc", "Nguyễn Loïc"),
        ("Lê Hoàng Oanh", "Lê Hoàng Oanh"),
    ],
)
def test_a_text_of_one_kind_is_read_as_one(cell: str, name: str) -> None:
    """A name all in an old font is decoded as a whole, a Unicode one stays; nothing is said."""
    read = clean_name(cell)
    assert (read.value, read.kind) == (name, "")
