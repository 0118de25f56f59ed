"""Headings: every spelling of the alias table is recognised, alone and under its group."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from eid_campaign.campaign.spelling import without_marks
from eid_campaign.intake.headings import appendix_field, field_of, meaning_of

_LINES = (Path(__file__).with_name("header_aliases.tsv")).read_text(encoding="utf-8").splitlines()
ALIASES = [tuple(line.split("\t")) for line in _LINES[1:]]

OURS = {
    "stt": {"ordinal"},
    "ho_ten": {"full_name"},
    "ho_dem": {"family_name"},
    "ten": {"full_name"},  # the name, unless a column of Họ đệm stands beside it
    "ngay_sinh": {"birth_date"},
    "nam_sinh": {"birth_year", "birth_date", "birth_of_male", "birth_of_female"},
    "nam_sinh_nam": {"birth_of_male"},
    "nam_sinh_nu": {"birth_of_female"},
    "gioi_tinh": {"sex", "male", "female"},
    "so_dinh_danh": {"citizen_id"},
    "so_cmnd": {"old_id"},
    "thuong_tru": {"address"},
    "noi_o": {"address_now"},
    "tam_tru": {"address_temporary"},
    "thon": {"village"},
    "xa": {"commune"},
    "chu_ho": {"head"},
    "quan_he": {"relation"},
    "so_ho": {"household_number"},
    "dien_thoai": {"phone"},
    "muc_tk": {"level"},
    "trang_thai": {"state", "stage_tick"},
    "ngay_thu_nhan": {"collected_on"},
    "ngay_phe_duyet": {"approved_on"},
    "ngay_kich_hoat": {"activated_on"},
    "ngay_cap_the": {"card_on"},
    "doi_tuong": {"group"},
    "ly_do": {"reason"},
    "du_dk": {"eligibility"},
    "phu_trach": {"officer"},
    "ghi_chu": {"note"},
    "dan_toc": {"ethnicity"},
    "ton_giao": {"religion"},
    "que_quan": {"origin"},
    "quoc_tich": {"nationality"},
    "ap_don_vi": {"unit"},
    "ap_chua_thu_nhan": {"not_collected"},
    "ap_m1_da": {"l1_activated"},
    "ap_m1_chua": {"l1_approved"},
    "ap_m2_da": {"l2_activated"},
    "ap_m2_chua": {"l2_approved"},
    "ap_ct_cap": {"target_level2"},
    "ap_ct_kich_hoat": {"target_activation"},
}


def _path(heading: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in heading.split(">"))


def test_the_table_is_whole() -> None:
    """All 272 spellings of the field are tried."""
    assert len(ALIASES) == 272


@pytest.mark.parametrize(("table", "field", "heading"), ALIASES)
def test_every_known_heading_is_recognised(table: str, field: str, heading: str) -> None:
    """A heading of the table means its field."""
    path = _path(heading)
    found = appendix_field(path) if table == "appendix" else meaning_of(path).field
    assert found in OURS[field]


@pytest.mark.parametrize(("table", "field", "heading"), ALIASES)
def test_a_heading_is_recognised_however_it_is_typed(table: str, field: str, heading: str) -> None:
    """Capitals, decomposed letters, line breaks and a colon do not matter."""
    path = _path(heading)
    for typed in (
        tuple(part.upper() for part in path),
        tuple(unicodedata.normalize("NFD", part) for part in path),
        tuple("\n".join(part.split(" ")) + ":" for part in path),
    ):
        found = appendix_field(typed) if table == "appendix" else meaning_of(typed).field
        assert found in OURS[field], typed


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Ho va ten cong dan", "full_name"),
        ("HO TEN", "full_name"),
        ("Hovaten", "full_name"),
        ("Ngay sinh", "birth_date"),
        ("So dinh danh ca nhan", "citizen_id"),
        ("Số định danh cá nhân (12 số)", "citizen_id"),
        ("Số CCCD (ghi đủ 12 số)", "citizen_id"),
        ("Ghi chú (lý do)", "note"),
        ("Họ và tên chủ hộ", "head"),
        ("Số CCCD chủ hộ", "other_person"),
        ("Họ tên cha", "other_person"),
        ("Quan hệ với chủ hộ", "relation"),
        ("Thôn 3", ""),
        ("Nguyễn Văn An", ""),
        ("Công dân chưa thu nhận hồ sơ cấp tài khoản", ""),
    ],
)
def test_near_headings(heading: str, field: str) -> None:
    """Words added to a heading leave it what it is; a person's or village's name is none."""
    assert field_of(heading) == field


def test_marks_part_telephone_from_ethnicity() -> None:
    """ĐT is a telephone, DT is dân tộc: the marks decide where they are written."""
    assert (field_of("ĐT"), field_of("DT")) == ("phone", "ethnicity")


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (("Năm sinh", "Nam"), "birth_of_male"),
        (("Ngày, tháng, năm sinh", "Nữ"), "birth_of_female"),
        (("Ngày sinh", "Tháng"), "birth_month"),
        (("Ngày sinh", "Năm"), "birth_year"),
        (("Giới tính", "Nữ"), "female"),
        (("Thông tin công dân", "Họ và tên"), "full_name"),
        (("Chủ hộ", "Họ và tên"), "head"),
        (("Chủ hộ", "Số ĐDCN"), "other_person"),
        (("Cán bộ phụ trách", "Họ tên"), "other_person"),
        (("Nơi thường trú", "Thôn"), "village"),
        (("Trạng thái", "Đã kích hoạt"), "stage_tick"),
        (("Đã phê duyệt TK", "Mức 1", "Chưa kích hoạt"), "stage_tick"),
        (("Lý do", "Chưa kích hoạt"), "reason"),
    ],
)
def test_a_group_tells_what_its_leaf_means(path: tuple[str, ...], field: str) -> None:
    """The same leaf means different things under different groups."""
    assert meaning_of(path).field == field


def test_without_marks_the_long_headings_stay() -> None:
    """A roster typed without any mark is recognised by its longer headings."""
    for heading in ("Họ và tên", "Số điện thoại", "Trạng thái tài khoản", "Đối tượng"):
        assert field_of(without_marks(heading)) == field_of(heading)
