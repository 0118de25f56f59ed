"""Shapes of rosters that were read wrong once: what each taught the reader."""

from __future__ import annotations

import pytest

from eid_campaign.campaign.errors import InputRefused
from eid_campaign.intake.syllables import is_syllable
from tests.intake.grids import column, kinds, roster, sheet


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("leõ", False),
        ("taí", False),
        ("maù", False),
        ("miá", False),
        ("lẽo", True),
        ("già", True),
        ("giá", True),
        ("quý", True),
        ("thuý", True),
        ("thúy", True),
        ("hoà", True),
        ("hòa", True),
        ("mía", True),
        ("giàu", True),
    ],
)
def test_a_tone_stands_on_no_closing_glide(word: str, right: bool) -> None:
    """Where the tone stands tells TCVN3 from VNI: Leâ is Lê and not Leõ."""
    assert is_syllable(word) is right


def test_a_vni_column_is_decoded_as_a_whole() -> None:
    """``Hoàng`` alone is right; in a column of VNI it is how Hồng is written."""
    found = roster("""
        STT | Hoï vaø teân        | Naêm sinh | Soá CCCD
        1   | Leâ Hoàng Nhung     | 1990      | 038190000011
        2   | Nguyeãn Vaên Ñöùc   | 1991      | 038091000012
        3   | Hoàng Thu           | 1992      | 038192000013
        4   | Traàn Thò Höôøng    | 1993      | 038193000014
    """)
    assert column(found, "full_name") == [
        "Lê Hồng Nhung",
        "Nguyễn Văn Đức",
        "Hồng Thu",
        "Trần Thị Hường",
    ]
    assert column(found, "citizen_id")[0] == "038190000011"


def test_a_tcvn3_given_name_gets_its_capital() -> None:
    """The old fonts had no capital Á or Ú, and a column of given names shows none."""
    found = roster("""
        STT | Hä ®Öm     | Tªn    | N¨m sinh
        1   | NguyÔn ThÞ | ót     | 1990
        2   | TrÇn V¨n   | B×nh   | 1991
        3   | Lª ThÞ     | H­êng  | 1992
    """)
    assert column(found, "full_name") == ["Nguyễn Thị Út", "Trần Văn Bình", "Lê Thị Hường"]


def test_unicode_names_are_not_taken_for_an_old_font() -> None:
    """A Unicode column with one cell of an old font keeps its Hoàng."""
    found = roster("""
        STT | Họ và tên       | Năm sinh
        1   | Hoàng Thu       | 1990
        2   | Nguyễn Văn Bình | 1991
        3   | Traàn Thò Mai   | 1992
    """)
    assert column(found, "full_name") == ["Hoàng Thu", "Nguyễn Văn Bình", "Trần Thị Mai"]


BESIDE = """
    STT | Họ và tên      | Năm sinh |  | STT | Họ và tên     | Năm sinh
    1   | Nguyễn Văn An  | 1990     |  | 3   | Lê Thị Chi    | 1992
    2   | Trần Thị Bích  | 1991     |  |     |               |
"""


@pytest.mark.parametrize(
    ("title", "villages"),
    [
        ("DANH SÁCH THÔN 3 | | | | | |", ["Thôn 3", "Thôn 3", "Thôn 3"]),
        ("THÔN 1 | | | | THÔN 2 | |", ["Thôn 1", "Thôn 1", "Thôn 2"]),
    ],
)
def test_two_lists_side_by_side_are_both_read(title: str, villages: list[str]) -> None:
    """A title over both is of both; one over each is of its own."""
    found = roster(title + BESIDE)
    assert column(found, "full_name") == ["Nguyễn Văn An", "Trần Thị Bích", "Lê Thị Chi"]
    assert column(found, "village") == villages


def test_columns_may_be_parted_by_blank_ones() -> None:
    """A name without number or birth date beside it is no whole table."""
    found = roster("""
        STT |  | Họ và tên     |  | Năm sinh |  | Số CCCD      |  | Thôn
        1   |  | Nguyễn Văn An |  | 1990     |  | 038090000011 |  | Thôn 3
    """)
    assert column(found, "citizen_id") == ["038090000011"]
    assert column(found, "village") == ["Thôn 3"]


def test_a_summary_beside_the_list_stays_out() -> None:
    """What stands beyond a gap from a whole table is not its village."""
    found = roster("""
        STT | Họ và tên     | Năm sinh |  | Thôn   | Số người
        1   | Nguyễn Văn An | 1990     |  | Thôn 1 | 2
        2   | Trần Thị Bích | 1991     |  | Thôn 2 | 5
    """)
    assert column(found, "village") == ["", ""]


def test_a_second_table_has_its_own_title() -> None:
    """What stands between two tables tells the stage of the lower one."""
    found = roster("""
        A. CHƯA THU NHẬN HỒ SƠ
        STT | Họ và tên     | Năm sinh | Thôn
        1   | Nguyễn Văn An | 1990     | Thôn 1
        .
        B. ĐÃ PHÊ DUYỆT MỨC 2 CHƯA KÍCH HOẠT
        STT | Họ và tên     | Số CCCD      | Năm sinh | Thôn
        1   | Trần Thị Bích | 038191000012 | 1991     | Thôn 1
    """)
    assert column(found, "stage") == ["not_collected", "l2_approved"]


def test_a_village_column_may_be_headed_by_a_question() -> None:
    """An online form heads its answers with its questions."""
    found = roster("""
        Họ và tên     | Năm sinh | Bạn ở thôn nào?
        Nguyễn Văn An | 1990     | Thôn 3
        Trần Thị Bích | 1991     | T4
    """)
    assert column(found, "village") == ["Thôn 3", "Thôn 4"]


def test_a_name_in_three_columns_is_whole() -> None:
    """Họ, Tên đệm and Tên are one name; a blank middle leaves no double blank."""
    found = roster("""
        STT | Họ     | Tên đệm | Tên | Năm sinh
        1   | Nguyễn | Văn     | An  | 1990
        2   | Trần   |         | Mai | 1991
    """)
    assert column(found, "full_name") == ["Nguyễn Văn An", "Trần Mai"]


def _lines(*texts: str) -> object:
    return sheet([[text] for text in texts], name="")


def test_a_list_typed_into_a_chat_is_read() -> None:
    """Each part is what its shape says; the rows are those of the file."""
    found = roster(
        _lines(  # type: ignore[arg-type]
            "Danh sách gửi anh:",
            "1. Nguyễn Văn An, 1990, thôn 3, chưa làm",
            "2) Trần Thị Bích - 05/03/1991 - 038191000012 - T4 - m2 chưa kích hoạt",
            "+ Lê Văn Cường sn 1992 cccd 038092000013, đi làm xa",
        ),
        file="zalo.txt",
    )
    assert column(found, "full_name") == ["Nguyễn Văn An", "Trần Thị Bích", "Lê Văn Cường"]
    assert column(found, "birth_date") == ["1990", "1991-03-05", "1992"]
    assert column(found, "citizen_id") == ["", "038191000012", "038092000013"]
    assert column(found, "village") == ["Thôn 3", "Thôn 4", ""]
    assert column(found, "stage") == ["not_collected", "l2_approved", ""]
    assert column(found, "note")[2] == "đi làm xa"
    assert list(found.people["row"]) == [2, 3, 4]


def test_prose_with_numbered_lines_is_no_list_of_people() -> None:
    """Where nobody could be told apart the file is refused as before."""
    with pytest.raises(InputRefused):
        roster(
            _lines("1. Họp thôn lúc tám giờ", "2. Báo cáo kết quả", "3. Nghỉ"),  # type: ignore[arg-type]
            file="hop.txt",
        )


def test_a_name_of_two_fonts_says_so() -> None:
    """The letters are not lost: they were written in an old font."""
    found = roster("""
        STT | Họ và tên       | Năm sinh
        1   | Hoàng Vaên Bình | 1990
    """)
    assert column(found, "full_name") == ["Hoàng Văn Bình"]
    assert "name_fonts_mixed" in kinds(found)


def test_a_former_state_beside_the_present_one_is_not_read() -> None:
    """Two state columns of two weeks: the present one tells the stage."""
    found = roster("""
        Họ và tên     | Năm sinh | Tình trạng tuần trước | Tình trạng tuần này
        Nguyễn Văn An | 1990     | Chưa thu nhận         | M2 đã KH
    """)
    assert column(found, "stage") == ["l2_activated"]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("Tình trạng 05/11", "Tình trạng 12/11"),
        ("Trạng thái tuần 1", "Trạng thái tuần 2"),
    ],
)
def test_of_a_row_of_reports_the_last_one_counts(first: str, last: str) -> None:
    """A column a week: what stands in the last is what is known, not what stood in the first."""
    found = roster(f"""
        STT | Họ và tên     | Năm sinh | {first}    | {last}
        1   | Bùi Thị Mận   | 1990     | Chưa thu nhận | Mức 2 đã kích hoạt
        2   | Quách Văn Lê  | 1991     | Chưa thu nhận | Chưa thu nhận
    """)
    assert column(found, "stage") == ["l2_activated", "not_collected"]


def test_a_month_first_column_is_said() -> None:
    """5/3/1990 beside 4/16/1995 and 7/28/1981 may be the third of May: read, and said."""
    found = roster("""
        Họ và tên       | Ngày sinh | Giới tính
        Nguyễn Văn An   | 5/3/1990  | Nam
        Trần Thị Bích   | 4/16/1995 | Nữ
        Lê Văn Cường    | 7/28/1981 | Nam
    """)
    assert column(found, "birth_date") == ["1990-03-05", "", ""]
    assert "birth_days_month_first" in kinds(found)


def test_an_address_in_another_village_than_the_title_is_said() -> None:
    """The title's village is taken, and the person is named for a look."""
    found = roster("""
        DANH SÁCH THÔN 3 | |
        Họ và tên     | Năm sinh | Nơi thường trú
        Nguyễn Văn An | 1990     | Thôn 3, xã Cẩm Tân
        Trần Thị Bích | 1991     | Thôn 5, xã Cẩm Tân
    """)
    assert column(found, "village") == ["Thôn 3", "Thôn 3"]
    assert [p.row for p in found.problems if p.kind == "village_differs"] == [4]
