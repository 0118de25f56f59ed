"""How each village writes its roster: headings, stages, dates, numbers, and its bad habits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from eid_campaign.campaign.stages import Stage
from eid_campaign.sample.stage_words import EXPORTED, PLAIN, SHORT, VARIED, Words


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading from top to bottom, and which writer of ``cells.py`` fills it."""

    heading: tuple[str, ...]
    cell: str
    width: int = 12


@dataclass(frozen=True, slots=True)
class Template:
    """A village's own form. Texts may name ``{day}``, ``{village}``, ``{stage}``, ``{rows}``."""

    file_name: str
    columns: tuple[Column, ...]
    words: Words = field(default_factory=dict)
    """What the stage columns say; of several, a person keeps one."""
    sheet: str = "Sheet1"
    title: tuple[str, ...] = ()
    section: str = ""
    """A row above the people that alone names the village."""
    numbered: str = ""
    """A row of column numbers under the headings, such as ``({})``."""
    page: int = 0
    """Headings are repeated after this many people, as printed; 0 for never."""
    footer: tuple[str, ...] = ()
    by_stage: bool = False
    """One sheet for each stage, told by the sheet's title alone."""
    hidden: Stage | None = None
    """A filter was left on: rows of this stage are hidden."""
    decomposed: bool = False
    """Written in NFD, as on a Mac or some telephones."""
    summary: bool = False
    """A second sheet with sums stands beside the list."""
    capitals_in: tuple[int, ...] = ()
    """In these weeks (0 the baseline) the list is a new export with names in capitals."""


def _c(heading: str, cell: str, width: int = 12) -> Column:
    return Column(tuple(heading.split(" > ")), cell, width)


_POLICE = ("CÔNG AN XÃ CẨM TÂN|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "|Độc lập - Tự do - Hạnh phúc")
_VILLAGE_HEAD = ("", "|Cẩm Tân, ngày      tháng 11 năm 2024", "NGƯỜI LẬP BIỂU|TRƯỞNG THÔN")
_SIGNED = ("(Ký, ghi rõ họ tên)|(Ký, ghi rõ họ tên)", "", "Bùi Văn Mẫu|Phạm Văn Thử")
_CHIEF = ("", "NGƯỜI LẬP BIỂU|TRƯỞNG CÔNG AN XÃ", "", "Quách Thị Mẫu|Trương Văn Thử")

TEMPLATES: Mapping[str, Template] = {
    "Thôn 1": Template(
        "DS công dân Thôn 1.xlsx",
        (
            _c("STT", "serial", 5),
            _c("Họ và tên", "name", 24),
            _c("Ngày sinh", "birth_text"),
            _c("Giới tính", "sex", 8),
            _c("Số định danh cá nhân", "number_text", 16),
            _c("Nơi thường trú", "address", 34),
            _c("Trạng thái", "stage", 32),
            _c("Số điện thoại", "phone_text"),
            _c("Ghi chú", "remark", 28),
        ),
        PLAIN,
        title=(*_POLICE, "", "DANH SÁCH", "Rà soát công dân theo tình trạng tài khoản định danh "
               "điện tử", "(Tính đến ngày {day})", "Thôn 1, xã Cẩm Tân", ""),
        footer=("Danh sách có {rows} người./.", *_CHIEF),
        summary=True,
        capitals_in=(1,),
    ),
    "Thôn 2": Template(
        "THON 2 - ra soat dinh danh.xlsx",
        (
            _c("TT", "serial", 5),
            _c("Họ và tên", "name", 24),
            _c("Năm sinh > Nam", "year_man", 7),
            _c("Năm sinh > Nữ", "year_woman", 7),
            _c("Số CCCD", "number_number", 16),
            _c("Thôn", "village", 8),
            _c("Mức", "level", 6),
            _c("Trạng thái", "state", 22),
            _c("SĐT", "phone_number"),
            _c("Ghi chú", "remark", 28),
        ),
        sheet="Danh sách",
        title=("UBND XÃ CẨM TÂN", "TỔ CÔNG TÁC ĐỀ ÁN 06", "", "DANH SÁCH CÔNG DÂN TRÊN ĐỊA BÀN "
               "THÔN 2", "(Tính đến ngày {day})"),
        footer=("Tổng cộng|{rows}", *_VILLAGE_HEAD, *_SIGNED),
    ),
    "Thôn 3": Template(
        "Thôn 3 - theo dõi mức 1, mức 2.xlsx",
        (
            _c("TT", "serial", 5),
            _c("Họ, chữ đệm và tên", "name", 24),
            _c("Ngày tháng năm sinh", "birth_mixed"),
            _c("Giới tính", "sex_short", 7),
            _c("Số ĐDCN", "number_mixed", 16),
            _c("Chưa thu nhận hồ sơ", "tick_NC", 9),
            _c("Đã thu nhận, chờ duyệt", "tick_CO", 9),
            _c("Đã phê duyệt tài khoản > Mức 1 > Đã kích hoạt", "tick_K1", 9),
            _c("Đã phê duyệt tài khoản > Mức 1 > Chưa kích hoạt", "tick_A1", 9),
            _c("Đã phê duyệt tài khoản > Mức 2 > Đã kích hoạt", "tick_K2", 9),
            _c("Đã phê duyệt tài khoản > Mức 2 > Chưa kích hoạt", "tick_A2", 9),
            _c("Số điện thoại", "phone_text"),
            _c("Ghi chú", "remark", 28),
        ),
        sheet="Thôn 3",
        title=(*_POLICE, "", "DANH SÁCH THEO DÕI TÀI KHOẢN ĐỊNH DANH ĐIỆN TỬ",
               "Thôn 3 - (Tính đến ngày {day})"),
        numbered="({})",
        footer=("Tổng cộng: {rows} người", *_VILLAGE_HEAD, *_SIGNED),
    ),
    "Thôn 4": Template(
        "Danh sách thôn 4 (tách theo trạng thái).xlsx",
        (
            _c("STT", "serial", 5),
            _c("HỌ VÀ TÊN", "name_capitals", 26),
            _c("NGÀY SINH", "birth_text"),
            _c("GIỚI TÍNH", "sex", 8),
            _c("SỐ ĐỊNH DANH", "number_text", 16),
            _c("ĐỐI TƯỢNG", "group", 16),
            _c("GHI CHÚ", "remark", 28),
        ),
        title=("CÔNG AN XÃ CẨM TÂN", "", "DANH SÁCH CÔNG DÂN {stage}", "(Tính đến ngày {day})",
               "Thôn 4"),
        footer=("Cộng: {rows} người",),
        by_stage=True,
    ),
    "Thôn 5": Template(
        "DanhSachCongDan_Thon5_{day_dots}.xlsx",
        (
            _c("STT", "serial", 5),
            _c("Họ và tên", "name_capitals", 26),
            _c("Ngày sinh", "birth_system"),
            _c("Giới tính", "sex", 8),
            _c("Số định danh cá nhân", "number_text", 16),
            _c("Nơi thường trú", "address", 44),
            _c("Trạng thái tài khoản", "stage", 30),
            _c("Số điện thoại", "phone_text"),
            _c("Chủ hộ", "head_capitals", 26),
            _c("Ghi chú", "remark", 28),
        ),
        EXPORTED,
    ),
    "Thôn 6": Template(
        "thon 6 final moi nhat.xlsx",
        (
            _c("Số TT", "serial", 6),
            _c("Họ đệm", "family_name", 18),
            _c("Tên", "given", 9),
            _c("Ngày, tháng, năm sinh", "birth_dotted"),
            _c("Nam/Nữ", "sex", 7),
            _c("CCCD", "number_number", 16),
            _c("Tình trạng", "stage", 26),
            _c("ĐT", "phone_number"),
            _c("Ghi chú", "remark", 28),
        ),
        VARIED,
        title=("DANH SÁCH NHÂN DÂN THÔN 6 XÃ CẨM TÂN LÀM ĐỊNH DANH ĐIỆN TỬ",
               "Tính đến ngày {day}", ""),
        footer=("Tổng số|{rows}", *_VILLAGE_HEAD, *_SIGNED),
    ),
    "Thôn 7": Template(
        "DS dinh danh thon 7 ngay {day_dashes}.csv",
        (
            _c("STT", "serial"),
            _c("Họ và tên", "name"),
            _c("Ngày sinh", "birth_text"),
            _c("GT", "sex"),
            _c("Số CCCD/ĐDCN", "number_csv"),
            _c("Điện thoại", "phone_number"),
            _c("Tình trạng hồ sơ", "stage"),
            _c("Ghi chú", "remark"),
        ),
        PLAIN,
    ),
    "Thôn 8": Template(
        "Thon 8 - ban gui Zalo.xlsx",
        (
            _c("STT", "serial", 5),
            _c("Họ và tên công dân", "name", 24),
            _c("Ngày sinh", "birth_text"),
            _c("Giới tính", "sex", 8),
            _c("Mã định danh", "number_text", 16),
            _c("Trạng thái", "stage", 30),
            _c("Liên hệ", "phone_text"),
            _c("Ghi chú", "remark", 28),
        ),
        PLAIN,
        sheet="Thôn 8",
        title=("DANH SÁCH ĐỊNH DANH ĐIỆN TỬ", "Thôn 8, xã Cẩm Tân (Tính đến ngày {day})", ""),
        hidden=Stage.L2_ACTIVATED,
        decomposed=True,
    ),
    "Thôn 9": Template(
        "Thôn 9 in ký (sửa lần 2).xlsx",
        (
            _c("STT", "serial", 5),
            _c("Họ tên", "name", 24),
            _c("Ngày sinh", "birth_text"),
            _c("Giới tính", "sex", 8),
            _c("Số định\ndanh cá\nnhân", "number_untidy", 18),
            _c("Tài khoản ĐDĐT > Mức độ", "level_words", 8),
            _c("Tài khoản ĐDĐT > Tình trạng", "state", 22),
            _c("Số ĐT", "phone_number"),
            _c("Ghi chú", "remark", 28),
        ),
        title=(*_POLICE, "", "DANH SÁCH", "Công dân Thôn 9 và tình trạng định danh điện tử",
               "(Tính đến ngày {day})", ""),
        numbered="{}",
        page=38,
        footer=("Danh sách có {rows} người./.", *_CHIEF),
    ),
    "Thôn 10": Template(
        "DS dinh danh Cam Tan - thon 10.xlsx",
        (
            _c("TT", "serial", 5),
            _c("Họ và tên", "name", 24),
            _c("Ngày sinh", "birth_cell"),
            _c("GT", "sex_short", 6),
            _c("Số CCCD", "number_mixed", 16),
            _c("Kết quả", "stage", 18),
            _c("SĐT", "phone_number"),
            _c("Lý do", "remark", 28),
        ),
        SHORT,
        title=("CÔNG AN XÃ CẨM TÂN", "DANH SÁCH THEO DÕI ĐỊNH DANH ĐIỆN TỬ",
               "(Tính đến ngày {day})"),
        section="I. THÔN 10 ({rows} trường hợp)",
        footer=("Cộng|{rows}", *_VILLAGE_HEAD, *_SIGNED),
    ),
    "Thôn 11": Template(
        "so ho thon 11.xlsx",
        (
            _c("Số hộ", "household", 6),
            _c("STT", "serial", 5),
            _c("Họ và tên", "name", 24),
            _c("Quan hệ với chủ hộ", "relation", 10),
            _c("Chủ hộ", "head", 24),
            _c("Ngày sinh", "birth_text"),
            _c("Giới tính", "sex", 8),
            _c("Số định danh cá nhân", "number_text", 16),
            _c("Trạng thái", "stage", 30),
            _c("Số điện thoại", "phone_text"),
            _c("Ghi chú", "remark", 28),
        ),
        PLAIN,
        sheet="Thôn 11",
        title=("SỔ THEO DÕI HỘ GIA ĐÌNH - XÃ CẨM TÂN", "(Tính đến ngày {day})", ""),
        numbered="{}",
    ),
}  # fmt: skip
