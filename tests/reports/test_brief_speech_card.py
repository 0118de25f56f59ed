"""The text for a chat, the one for the loudspeaker and the card, of drawn days."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

import pytest

from eid_campaign.campaign.office import Office
from eid_campaign.document import CardLine
from eid_campaign.render.brief import without_pictographs
from eid_campaign.reports.brief import MOST_LINES, brief_of
from eid_campaign.reports.card import card_of
from eid_campaign.reports.speech import speech_of
from eid_campaign.reports.told import Told
from eid_campaign.wording import use_language

from .drawn import DAY, YESTERDAY, day_of, line

OFFICE = Office(meetings=("Tại trụ sở Công an xã, 7 giờ 30", "Tại chợ, 5 giờ", "Ở nhà văn hóa"))
# By hand. A: target ceil(100/2) = 50, 20 issued = 40 %, 2 today; B: target 50, 8 = 16 %, silent;
# C: target 5, 6 = 120 %, yesterday 2 = 40 % behind A by what remains; D never reported, target 5.
NOW = [
    line("A", (100, 30, 20, 10, 40, 30)),
    line("B", (100, 10, 8, 8, 20, 0)),
    line("C", (10, 7, 6, 6, 4, 4)),
    line("D", None),
]
BEFORE = [
    line("A", (100, 25, 22, 9, 40, 26), YESTERDAY),
    line("B", (100, 10, 8, 8, 20, 0), YESTERDAY),
    line("C", (10, 2, 2, 2, 4, 0), YESTERDAY),
    line("D", None, YESTERDAY),
]
REPORTS = {("A", ""): (YESTERDAY, DAY), ("B", ""): (YESTERDAY,), ("C", ""): (YESTERDAY, DAY)}


def told() -> Told:
    """Return what the drawn day tells."""
    return day_of(NOW, BEFORE, REPORTS)[1]


def many(number: int) -> Told:
    """Return a day of so many units with long names, the odd ones silent."""
    now = [line(f"Xã Mường Thử Số {n}", (100, n, n, n, 40, n)) for n in range(number)]
    reports = {(f"Xã Mường Thử Số {n}", ""): (DAY,) for n in range(0, number, 2)}
    return day_of(now, [], reports)[1]


def test_the_figures_are_those_of_all_together() -> None:
    """47 collected, 34 issued, 24 activated; today 5 + 5, −2 + 4 and 1 + 4; of the list 4 + 4.

    Targets: 50 + 50 + 5 + 5 = 110 and 40 + 20 + 4 + 4 = 68. Remaining, where a unit over its
    target helps no other: 30 + 42 + 0 + 5 = 77 in 41 days, and 10 + 20 + 0 + 4 = 34 in 10.
    """
    said = brief_of(told(), OFFICE)
    assert said[0] == "📌 KẾT QUẢ ĐỊNH DANH ĐIỆN TỬ HUYỆN MƯỜNG, 20/11/2024"
    assert said[1] == (
        "📝 Trong ngày: thu nhận hồ sơ 10 (lũy kế 47); cấp mức 2 được 2"
        " (lũy kế 34/110 = 30,91 %); kích hoạt 5 (lũy kế 24)."
    )
    assert said[2] == ("✅ Trong ngày: kích hoạt tài khoản đã duyệt 8 (lũy kế 34/68 = 50,00 %).")
    assert said[3] == "⏰ Cấp mức 2: còn 77, cần 2/ngày trong 41 ngày đến 31/12/2024."
    assert said[4] == "⏰ Kích hoạt: còn 34, cần 4/ngày trong 10 ngày đến 30/11/2024."
    assert "1. C 120,00 % (lên 1 bậc)" in said
    assert "2. A 40,00 % (xuống 1 bậc)" in said
    assert "⏳ Chưa báo cáo: B." in said
    assert "⏳ Chưa báo cáo lần nào: D." in said
    assert said[-4:-1] == (
        "📍 Tại trụ sở Công an xã, 7 giờ 30.",
        "📍 Tại chợ, 5 giờ.",
        "📍 Ở nhà văn hóa.",
    )
    assert said[-1] == "☎️ Hỏi đáp về VNeID: 1900 0368."


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("number", [1, 2, 3, 6, 11, 12, 17, 30, 100])
def test_never_more_than_25_lines(number: int, lang: str) -> None:
    """With any number of units; everybody who has a place stands in the ranking."""
    use_language(lang)
    said = brief_of(many(number), OFFICE)
    assert len(said) <= MOST_LINES
    assert not [each for each in said if "\n" in each or len(each) > 1000]
    if number > 1:
        entries = re.findall(r"(?:^|; )\d+\. ", "\n".join(said), re.MULTILINE)
        assert len(entries) == number


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_it_reads_well_without_pictographs(lang: str) -> None:
    """They stand at the start of a line only; what is left begins with a letter or a number."""
    use_language(lang)
    for each in (*brief_of(told(), OFFICE), *brief_of(many(30), OFFICE)):
        plain = without_pictographs(each)
        assert plain[0].isalnum()
        assert each.endswith(plain)
        assert not [c for c in plain if unicodedata.category(c) in ("So", "Cs", "Mn")]


def test_a_place_that_stands_alone_has_no_ranking() -> None:
    """One commune: no first, no last, no silent list."""
    said = " ".join(brief_of(many(1), Office(hotline="")))
    assert "Xếp thứ" not in said
    assert "Dẫn đầu" not in said


def test_the_card_has_both_targets_and_how_places_moved() -> None:
    """A first place won from the second is one up; who never reported stands below, without."""
    card = card_of(told())
    level2, activation = card.figures
    assert (level2.achieved, level2.target, level2.in_period) == (34, 110, 2)
    assert (activation.achieved, activation.target, activation.in_period) == (34, 68, 8)
    assert level2.rate == Fraction(34, 110)
    assert level2.said == "Còn 77, cần 2/ngày trong 41 ngày đến 31/12/2024"
    assert card.ranking == (
        CardLine(1, "C", Fraction(6, 5), 1),
        CardLine(2, "A", Fraction(2, 5), -1),
        CardLine(3, "B", Fraction(4, 25), 0),
        CardLine(None, "D", None, None),
    )


def test_what_was_taken_back_is_not_called_out() -> None:
    """A correction made the day's gain negative: the loudspeaker tells the sum alone."""
    before = [line("A", (100, 40, 30, 10, 40, 30), YESTERDAY)]
    found = day_of(NOW[:1], before, REPORTS, "A")[1]
    said = " ".join(speech_of(found, OFFICE, words=False))
    assert "Trong ngày" not in said
    assert "đã có 20 người được cấp tài khoản mức 2, đạt 40 phần trăm" in said


@pytest.mark.parametrize("words", [False, True])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_loudspeaker_says_what_people_need(lang: str, words: bool) -> None:
    """Where, when, what to bring, that it is free, whom not to believe; in full sentences."""
    use_language(lang)
    said = speech_of(told(), OFFICE, words=words)
    assert all(each.endswith((".", "!")) for each in said)
    whole = " ".join(said)
    needed = {
        "vi": ("thẻ căn cước", "chính chủ", "không mất tiền", "không gọi điện", "OTP", "VNeID"),
        "en": ("identity card", "your own name", "free", "never ask", "OTP", "VNeID"),
    }
    assert all(each in whole for each in needed[lang])
    assert ("1900 0368" in whole) != words
    assert any(c.isdigit() for c in whole) != words
    for short in ("UBND", "CCCD", "TKĐDĐT", "%", "/"):
        assert short not in whole


def test_a_met_target_is_thanked_for_and_none_is_left_out() -> None:
    """Target met; no activation list: no sentence about it, and no division by zero."""
    found = day_of([line("A", (10, 7, 6, 6, 0, 0))], [], {("A", ""): (DAY,)}, "A")[1]
    said = speech_of(found, Office(hotline=""), words=False)
    assert "Như vậy đã hoàn thành chỉ tiêu" in " ".join(said)
    assert not [each for each in said if "đã được duyệt tài khoản từ trước" in each]
    assert "⏰ Kích hoạt: không có chỉ tiêu." in brief_of(found, OFFICE)
    assert card_of(found).figures[1].rate is None


def test_a_tie_is_never_cut() -> None:
    """Targets of 5: who has 5, 4, 3 and 3 is in front; 1, 0 and 0 are behind."""
    issued = {"A": 5, "B": 4, "C": 3, "D": 3, "E": 2, "F": 0, "G": 0, "H": 1}
    now = [line(name, (10, n, n, n, 4, 0)) for name, n in issued.items()]
    told = day_of(now, [], {(name, ""): (DAY,) for name in issued})[1]
    (said,) = (each for each in brief_of(told, OFFICE) if each.startswith("🏆"))
    assert said == (
        "🏆 Dẫn đầu: A 100,00 %, B 80,00 %, C 60,00 %, D 60,00 %."
        " Thấp: H 20,00 %, F 0,00 %, G 0,00 %."
    )
    (led,) = (each for each in speech_of(told, OFFICE, words=False) if "dẫn đầu" in each)
    assert "là: A, B, C, D." in led


def test_who_stands_at_nothing_is_not_in_front() -> None:
    """One has 1 of 5, seven share the second place with nothing."""
    now = [line(name, (10, 0, 0, 0, 4, 0)) for name in "BCDEFGH"]
    told = day_of([line("A", (10, 1, 1, 1, 4, 0)), *now], [], {("A", ""): (DAY,)})[1]
    (said,) = (each for each in brief_of(told, OFFICE) if each.startswith("🏆"))
    assert said.startswith("🏆 Dẫn đầu: A 20,00 %. Thấp: B 0,00 %, C 0,00 %,")
    (led,) = (each for each in speech_of(told, OFFICE, words=False) if "dẫn đầu" in each)
    assert "là: A." in led
