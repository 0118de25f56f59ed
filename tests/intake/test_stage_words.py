"""The stage of an account in the words of lists, columns and titles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eid_campaign.campaign.spelling import without_marks
from eid_campaign.campaign.stages import Stage
from eid_campaign.intake.cells import Cell
from eid_campaign.intake.stage_words import (
    completed,
    read_stage,
    read_stage_text,
    read_title_stage,
)

N, C = Stage.NOT_COLLECTED, Stage.COLLECTED
A1, K1, A2, K2 = Stage.L1_APPROVED, Stage.L1_ACTIVATED, Stage.L2_APPROVED, Stage.L2_ACTIVATED

WORDINGS = {
    N: "Chưa thu nhận|Chưa thu nhận hồ sơ|Chưa TN|chưa làm|Chưa cấp|chưa có|Chưa có tài khoản|"
    "chưa đăng ký|chưa định danh|Chưa có TKĐDĐT mức 2|chưa được cấp mức 2|Chưa làm M2|"
    "Chưa thu nhận hồ sơ ĐDDT|chưa thu nhận, kích hoạt|thu nhận không thành công",
    C: "Đã thu nhận|đã thu nhận chờ duyệt|Chờ phê duyệt|Đang chờ duyệt|chưa duyệt|Đã TN|"
    "chưa được phê duyệt|đã thu nhận chưa phê duyệt|Đã nộp hồ sơ|Đã thu nhận hồ sơ cấp TK mức 2",
    A1: "M1 chưa KH|Đã phê duyệt M1 chưa KH|mức 1 chưa kích hoạt|"
    "chưa kích hoạt, đã phê duyệt mức 1",
    K1: "M1 đã KH|đã kích hoạt mức 1|Đã kích hoạt (mức 1)|M1 đã KH, M2 chưa thu nhận|"
    "đã KH M1, chưa làm M2|mới kích hoạt mức 1",
    A2: "M2 chưa KH|Đã đăng ký mức 2 chưa kích hoạt|Mức 2: đã phê duyệt nhưng chưa kích hoạt|"
    "Đã cấp TKĐDDĐT mức 2 chưa KH|M1 đã KH, M2 chưa KH|Đã KH mức 1 chưa KH mức 2|"
    "ĐÃ PHÊ DUYỆT MỨC II - CHƯA KÍCH HOẠT|kích hoạt chưa thành công mức 2|chờ KH mức 2|"
    "không kích hoạt được mức 2|cha kÝch ho¹t M2|Kích hoạt mức 2: chưa",
    K2: "M2 đã KH|Đã kích hoạt mức 2|Mức 2 - đã kích hoạt|Kích hoạt mức 2|Mức2 đã kh|"
    "Đã kích hoạt VNeID mức 2|Đã kích hoạt VNelD mức 2|tài khoản mức 2 đã được kích hoạt|"
    "Đã KH ngày 05/11/2024 mức 2|M1+M2 đã KH|mức 1, 2 đã kích hoạt|§· kÝch ho¹t møc 2|"
    "Đã kích hoạt thành công mức 2|Đã kích hoạt mức độ 2",
}
READ = [(text, stage) for stage, texts in WORDINGS.items() for text in texts.split("|")]


@pytest.mark.parametrize(("text", "stage"), READ)
def test_a_wording_is_read(text: str, stage: Stage) -> None:
    """Dozens of wordings, with and without abbreviations, mean one of six stages."""
    assert (read_stage_text(text).stage, read_stage_text(text).kind) == (stage, "")


MARKED = [(text, stage) for text, stage in READ if "¹" not in text]


@pytest.mark.parametrize(("text", "stage"), MARKED)
def test_marks_and_case_do_not_matter(text: str, stage: Stage) -> None:
    """The same in capitals; without marks it is the same stage or none, never another."""
    assert read_stage_text(text.upper()).stage == stage
    assert read_stage_text(without_marks(text)).stage in (stage, None)


@pytest.mark.parametrize("text", ["chua thu nhan", "CHUA LAM", "chua cap"])
def test_common_words_without_marks_are_read(text: str) -> None:
    """'chua' is chưa."""
    assert read_stage_text(text).stage is N


@pytest.mark.parametrize(
    ("text", "kind", "level", "activated"),
    [
        ("Đã phê duyệt, chưa kích hoạt", "stage_without_level", 0, False),
        ("chưa KH", "stage_without_level", 0, False),
        ("Đã kích hoạt", "stage_without_level", 0, True),
        ("M1/M2 chưa KH", "stage_without_level", 0, False),
        ("đã có mức 1", "stage_without_activation", 1, None),
        ("M2", "stage_without_activation", 2, None),
        ("Đã duyệt M2", "stage_without_activation", 2, None),
        ("đã làm mức 2", "stage_unclear", 2, None),
        ("M2 chưa", "stage_unclear", 2, None),
        ("Chưa", "stage_unclear", 0, None),
        ("đã thu nhận mức 2, chưa kích hoạt", "stage_unclear", 2, None),
        ("chưa thu nhận, đã kích hoạt", "stage_contradictory", 0, None),
        ("bị khóa", "stage_locked", 0, None),
        ("đi làm ăn xa", "stage_unknown", 0, None),
        ("con đã kích hoạt mức 2", "stage_unknown", 0, None),
        ("sắp kích hoạt mức 2", "stage_unknown", 0, None),
        ("chưa cấp CCCD", "stage_unknown", 0, None),
        ("x", "stage_unknown", 0, None),
        ("", "", 0, None),
        ("-", "", 0, None),
    ],
)
def test_a_missing_part_is_asked_for(
    text: str, kind: str, level: int, activated: bool | None
) -> None:
    """No level, no activation, unknown words: no stage, and what is known is kept."""
    read = read_stage_text(text)
    assert (read.stage, read.kind, read.level, read.activated) == (None, kind, level, activated)


def test_a_returned_dossier_is_to_be_collected_again() -> None:
    """Hồ sơ bị trả lại: not collected, and it is said."""
    for text in ("hồ sơ bị trả lại", "Bị từ chối", "không được duyệt"):
        read = read_stage_text(text)
        assert (read.stage, read.kind) == (N, "stage_rejected")


@pytest.mark.parametrize(
    ("title", "stage", "kind"),
    [
        ("DANH SÁCH CÔNG DÂN CHƯA THU NHẬN HỒ SƠ CẤP TKĐDĐT MỨC 2", N, ""),
        ("Công dân chưa thu nhận hồ sơ cấp tài khoản định danh điện tử mức 2", N, ""),
        ("Danh sách công dân từ đủ 14 tuổi trở lên chưa được cấp TKĐDĐT mức 2", N, ""),
        ("Danh sách công dân chưa làm định danh", N, ""),
        ("THON DONG CHA - chua TN (sua lan 2)", N, ""),
        ("DANH SÁCH CÔNG DÂN ĐÃ THU NHẬN HỒ SƠ CHỜ PHÊ DUYỆT", C, ""),
        ("Danh sách đã phê duyệt mức 1 chưa kích hoạt", A1, ""),
        ("Danh sách công dân đã kích hoạt mức 2", K2, ""),
        ("Danh sách công dân đã phê duyệt nhưng chưa kích hoạt", None, "stage_without_level"),
        ("DANH SÁCH ĐÃ PHÊ DUYỆT M1, M2 CHƯA KÍCH HOẠT", None, "stage_without_level"),
        ("DS chưa KH", None, "stage_without_level"),
        ("DS chua kich hoat thon 1.xlsx", None, "stage_without_level"),
        ("DANH SÁCH CHƯA THU NHẬN HỒ SƠ, CHƯA KÍCH HOẠT", None, "stage_title_mixed"),
        ("Rà soát công dân không đủ điều kiện cấp TK ĐDĐT", None, ""),
        ("KẾ HOẠCH THU NHẬN HỒ SƠ, KÍCH HOẠT TÀI KHOẢN", None, ""),
        ("DANH SÁCH", None, ""),
    ],
)
def test_a_title_tells_the_stage_of_its_list(title: str, stage: Stage | None, kind: str) -> None:
    """Only a verb under its own chưa or đã counts; two groups in a title are none."""
    read = read_title_stage(title)
    assert (read.stage, read.kind) == (stage, kind)


@pytest.mark.parametrize(
    ("level", "state", "heading", "stage", "kind"),
    [
        ("Mức 1", "Đã kích hoạt", "", K1, ""),
        (1, "Chưa kích hoạt", "", A1, ""),
        (2.0, "Đã kích hoạt", "", K2, ""),
        ("II", "Chưa kích hoạt", "", A2, ""),
        ("M2", "Chờ duyệt", "", C, ""),
        ("2", "Chưa thu nhận", "", N, ""),
        ("", "Chưa thu nhận", "", N, ""),
        ("M2 đã KH", "", "", K2, ""),
        ("2", "x", "Đã kích hoạt", K2, ""),
        ("2", "x", "Chưa kích hoạt", A2, ""),
        ("2", "rồi", "Kích hoạt", K2, ""),
        ("2", "chưa", "Kích hoạt", A2, ""),
        ("2", "x", "", None, "stage_unknown"),
        ("2", "", "", None, "stage_without_activation"),
        ("", "Đã kích hoạt", "", None, "stage_without_level"),
        ("", "", "", None, ""),
    ],
)
def test_two_columns_tell_level_and_state(
    level: Cell, state: Cell, heading: str, stage: Stage | None, kind: str
) -> None:
    """A tick answers the heading of its column; without the heading it says nothing."""
    read = read_stage(level, state, state_heading=heading)
    assert (read.stage, read.kind) == (stage, kind)


def test_a_title_completes_its_rows() -> None:
    """A row with a level under a title that tells the activation has a stage; a full row wins."""
    title = read_title_stage("Danh sách đã phê duyệt nhưng chưa kích hoạt")
    assert completed(read_stage_text("M2"), title).stage is A2
    assert completed(read_stage_text("M2 đã KH"), title).stage is K2
    assert completed(read_stage_text(""), read_title_stage("DS chưa thu nhận")).stage is N


@given(st.one_of(st.text(), st.lists(st.sampled_from(
    "chưa đã không kích hoạt thu nhận duyệt mức 1 2 m1 m2 , - + / có bị khóa trả lại chờ".split()
)).map(" ".join)))  # fmt: skip
def test_any_text_gives_a_stage_or_a_reason(text: str) -> None:
    """The reader never raises; a text with letters has a stage or a kind, in a title or a row."""
    read = read_stage_text(text)
    assert read.stage is not None or read.kind or not any(map(str.isalnum, text))
    assert read_title_stage(text).level in (0, 1, 2)
    assert read_stage(text, text, state_heading=text).level in (0, 1, 2)
