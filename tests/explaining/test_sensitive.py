"""What tells crime or health is known as such, over or not, and ordinary remarks are not."""

from __future__ import annotations

import pytest

from eid_campaign.campaign.sensitive import tells_sensitive


@pytest.mark.parametrize(
    "text",
    [
        "mới ra tù",
        "moi ra tu",
        "mãn hạn về địa phương",
        "được đặc xá 2/9",
        "đang hưởng án treo",
        "uống Methadone tại trạm",
        "đã cai nghiện xong",
        "con trai đang ở trại giam",
        "BỊ TÂM THẦN",
        "tai hoa nhap",
    ],
)
def test_crime_and_health_are_recognised(text: str) -> None:
    """Also when it is over, of somebody else, in capitals or without marks."""
    assert tells_sensitive(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "đi làm ăn xa",
        "di lam tu 2020",
        "lao động tự do",
        "tu hành",
        "công an xã đã hẹn",
        "Đề án 06",
        "trang trại gà",
        "con trai đi Nhật",
        "đang ở Hàn Quốc đến tháng 3/2025",
        "đã về nước",
        "mất điện thoại",
        "Thôn Thanh Tâm",
    ],
)
def test_ordinary_remarks_are_shown(text: str) -> None:
    """A team needs them: từ, tự do, công an, đề án, trang trại are nothing of the kind."""
    assert not tells_sensitive(text)
