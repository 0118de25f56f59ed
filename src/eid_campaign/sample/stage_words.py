"""How rosters say a stage: one wording, several, or two columns."""

from __future__ import annotations

from collections.abc import Mapping

from eid_campaign.campaign.stages import Stage

NC, CO, A1, K1, A2, K2 = Stage
"""Not collected, collected, level 1 approved, level 1 activated, level 2 approved, activated."""

Words = Mapping[Stage, tuple[str, ...]]


PLAIN: Words = {
    NC: ("Chưa thu nhận hồ sơ",),
    CO: ("Đã thu nhận hồ sơ, chờ phê duyệt",),
    A1: ("Đã phê duyệt mức 1, chưa kích hoạt",),
    K1: ("Đã kích hoạt mức 1",),
    A2: ("Đã phê duyệt mức 2, chưa kích hoạt",),
    K2: ("Đã kích hoạt mức 2",),
}
LEVELS: Words = {NC: ("",), CO: ("",), A1: ("1",), K1: ("1",), A2: ("2",), K2: ("2",)}
STATES: Words = {
    NC: ("Chưa thu nhận",),
    CO: ("Đã thu nhận, chờ duyệt",),
    A1: ("Chưa kích hoạt",),
    K1: ("Đã kích hoạt",),
    A2: ("Chưa kích hoạt",),
    K2: ("Đã kích hoạt",),
}
EXPORTED: Words = {
    NC: ("CHƯA THU NHẬN",),
    CO: ("ĐÃ THU NHẬN - CHỜ PHÊ DUYỆT",),
    A1: ("MỨC 1 - CHƯA KÍCH HOẠT",),
    K1: ("MỨC 1 - ĐÃ KÍCH HOẠT",),
    A2: ("MỨC 2 - CHƯA KÍCH HOẠT",),
    K2: ("MỨC 2 - ĐÃ KÍCH HOẠT",),
}
VARIED: Words = {
    NC: ("Chưa thu nhận", "chưa thu nhận", "Chưa đăng ký", "Chưa làm", "chưa thu nhận hồ sơ"),
    CO: ("Đã thu nhận", "Chờ duyệt", "đã thu nhận, chờ duyệt", "Chờ phê duyệt"),
    A1: ("Mức 1 chưa kích hoạt", "M1 chưa kích hoạt", "Mức 1 (chưa KH)"),
    K1: ("Mức 1 đã kích hoạt", "M1 đã kích hoạt", "Đã kích hoạt mức 1"),
    A2: ("Mức 2 chưa kích hoạt", "M2 chưa kích hoạt", "đã phê duyệt mức 2 chưa kích hoạt"),
    K2: ("Mức 2 đã kích hoạt", "M2 đã kích hoạt", "Đã kích hoạt mức 2", "mức 2 đã kích hoạt"),
}
SHORT: Words = {
    NC: ("Chưa TN",),
    CO: ("Đã TN, chờ duyệt",),
    A1: ("M1 chưa KH",),
    K1: ("M1 đã KH",),
    A2: ("M2 chưa KH",),
    K2: ("M2 đã KH",),
}
STAGE_TITLES: Mapping[Stage, str] = {
    NC: "CHƯA THU NHẬN HỒ SƠ",
    CO: "ĐÃ THU NHẬN HỒ SƠ, CHỜ PHÊ DUYỆT",
    A1: "ĐÃ PHÊ DUYỆT TÀI KHOẢN MỨC 1, CHƯA KÍCH HOẠT",
    K1: "ĐÃ KÍCH HOẠT TÀI KHOẢN MỨC 1",
    A2: "ĐÃ PHÊ DUYỆT TÀI KHOẢN MỨC 2, CHƯA KÍCH HOẠT",
    K2: "ĐÃ KÍCH HOẠT TÀI KHOẢN MỨC 2",
}
