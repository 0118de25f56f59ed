"""Numbers, days and hours as they are read aloud; every reading was written by hand."""

from __future__ import annotations

import pytest

from eid_campaign.reports import spoken_en, spoken_vi
from eid_campaign.reports.spoken import in_words, sentence
from eid_campaign.wording import use_language

VIETNAMESE = """
0|không
1|một
4|bốn
5|năm
10|mười
11|mười một
14|mười bốn
15|mười lăm
19|mười chín
20|hai mươi
21|hai mươi mốt
24|hai mươi tư
25|hai mươi lăm
31|ba mươi mốt
40|bốn mươi
44|bốn mươi tư
55|năm mươi lăm
91|chín mươi mốt
99|chín mươi chín
100|một trăm
101|một trăm linh một
104|một trăm linh bốn
105|một trăm linh năm
110|một trăm mười
111|một trăm mười một
115|một trăm mười lăm
121|một trăm hai mươi mốt
200|hai trăm
390|ba trăm chín mươi
402|bốn trăm linh hai
999|chín trăm chín mươi chín
1000|một nghìn
1001|một nghìn không trăm linh một
1010|một nghìn không trăm mười
1015|một nghìn không trăm mười lăm
1037|một nghìn không trăm ba mươi bảy
1100|một nghìn một trăm
1205|một nghìn hai trăm linh năm
2024|hai nghìn không trăm hai mươi tư
2073|hai nghìn không trăm bảy mươi ba
5756|năm nghìn bảy trăm năm mươi sáu
7018|bảy nghìn không trăm mười tám
10005|mười nghìn không trăm linh năm
20551|hai mươi nghìn năm trăm năm mươi mốt
21000|hai mươi mốt nghìn
39673|ba mươi chín nghìn sáu trăm bảy mươi ba
101527|một trăm linh một nghìn năm trăm hai mươi bảy
1000000|một triệu
1000005|một triệu không trăm linh năm
1004000|một triệu không trăm linh bốn nghìn
2000000000|hai tỷ
"""
ENGLISH = """
0|zero
12|twelve
21|twenty-one
100|one hundred
105|one hundred and five
1037|one thousand and thirty-seven
2073|two thousand and seventy-three
1205|one thousand two hundred and five
20551|twenty thousand five hundred and fifty-one
1000000|one million
"""


def table(drawn: str) -> list[tuple[str, str]]:
    """Return the lines of a drawn table."""
    return [(a, b) for a, _bar, b in (line.partition("|") for line in drawn.strip().splitlines())]


@pytest.mark.parametrize(("number", "said"), table(VIETNAMESE))
def test_numbers_in_vietnamese(number: str, said: str) -> None:
    """As schools of the north teach: mốt, tư, lăm, linh, không trăm, nghìn."""
    assert spoken_vi.number(int(number)) == said


@pytest.mark.parametrize(("number", "said"), table(ENGLISH))
def test_numbers_in_english(number: str, said: str) -> None:
    """As they are read in Britain, with "and"."""
    assert spoken_en.number(int(number)) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("38,77 phần trăm", "ba mươi tám phẩy bảy mươi bảy phần trăm"),
        ("38,07 phần trăm", "ba mươi tám phẩy không bảy phần trăm"),
        ("66,4 phần trăm", "sáu mươi sáu phẩy bốn phần trăm"),
        ("0,05", "không phẩy không năm"),
        ("50,00", "năm mươi"),
        ("115,21 phần trăm", "một trăm mười lăm phẩy hai mươi mốt phần trăm"),
        ("1.037 người", "một nghìn không trăm ba mươi bảy người"),
        (
            "ngày 19/11/2024",
            "ngày mười chín tháng mười một năm hai nghìn không trăm hai mươi tư",
        ),
        ("Ngày 05/04", "Ngày mùng năm tháng tư"),
        ("ngày 10/01/2025", "ngày mùng mười tháng một năm hai nghìn không trăm hai mươi lăm"),
        ("31/12", "ngày ba mươi mốt tháng mười hai"),
        ("trực 24/7", "trực hai mươi tư trên bảy"),
        ("từ 7h30 đến 17 giờ", "từ bảy giờ ba mươi đến mười bảy giờ"),
        ("19:30", "mười chín giờ ba mươi"),
        ("19g", "mười chín giờ"),
        ("Thôn 1, Thôn 11", "Thôn một, Thôn mười một"),
        ("Thôn 3A", "Thôn 3A"),
        ("tài khoản mức 2", "tài khoản mức hai"),
        ("gọi số 1900 0368.", "gọi số một chín không không, không ba sáu tám."),
        (
            "0912.345.678",
            "không chín một hai, ba bốn năm, sáu bảy tám",
        ),
        ("năm 1900 có 1900 người", "năm một nghìn chín trăm có một nghìn chín trăm người"),
        ("trụ sở UBND xã", "trụ sở Ủy ban nhân dân xã"),
        ("bà con TT Phong Sơn", "bà con thị trấn Phong Sơn"),
    ],
)
def test_what_stands_in_a_sentence(written: str, said: str) -> None:
    """Rates, days (mùng up to the tenth, tháng tư), hours, names of villages, telephones."""
    assert in_words(sentence(written)) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("up to 19 Nov 2024", "Up to the nineteenth of November two thousand and twenty-four"),
        ("on 2 Dec 2024", "On the second of December two thousand and twenty-four"),
        ("38.77 per cent. 16 people", "Thirty-eight point seven seven per cent. Sixteen people"),
        ("call 1900 0368", "Call one nine zero zero, zero three six eight"),
        (
            "31 Dec 2024 is near",
            "The thirty-first of December two thousand and twenty-four is near",
        ),
    ],
)
def test_english_sentences(written: str, said: str) -> None:
    """The same in English: ordinals for days, digit by digit behind the point."""
    use_language("en")
    assert in_words(sentence(written)) == said


def test_digits_stay_without_words() -> None:
    """Without ``--words`` only what is shortened is written out."""
    written = "ngày 05/11/2024, 7h30, 38,77 phần trăm, gọi 1900 0368"
    said = "ngày 5 tháng 11 năm 2024, 7 giờ 30, 38,77 phần trăm, gọi 1900 0368"
    assert sentence(written) == said


def test_every_day_and_number_is_said_without_a_digit() -> None:
    """No digit is left of any number up to 20.000 and of any day of a year."""
    assert not any(c.isdigit() for value in range(20_001) for c in spoken_vi.number(value))
    days = " ".join(f"ngày {day}/{month}/2024" for month in range(1, 13) for day in range(1, 32))
    assert not any(c.isdigit() for c in in_words(sentence(days)))
