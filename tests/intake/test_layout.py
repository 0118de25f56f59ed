"""Where a table stands: title blocks, heading lines, merges, numbering, notes beside it."""

from __future__ import annotations

import pytest

from eid_campaign.intake.layout import find_roster, is_numbering, nearest_heading
from eid_campaign.intake.sheets import Sheet
from tests.intake.grids import sheet


def paths(of: Sheet) -> list[str]:
    """Return the headings of the first table, lines joined by " > "."""
    table = find_roster(of)
    assert table is not None
    return [" > ".join(column.path) for column in table.columns]


def test_a_title_block_stands_above() -> None:
    """The heading is the first row that knows a name and enough other fields."""
    found = find_roster(
        sheet("""
            CÔNG AN XÃ CẨM TÂN | | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
            .
            DANH SÁCH
            Công dân chưa thu nhận hồ sơ
            STT | Họ và tên | Ngày sinh
            1 | NGUYỄN VĂN AN | 01/02/1980
        """)
    )
    assert found is not None
    assert (found.heading_first, found.heading_last, found.body) == (4, 4, 5)


def test_the_table_starts_in_any_column() -> None:
    """Blank columns before the table belong to nobody."""
    found = find_roster(sheet("| | STT | Họ và tên | Ngày sinh \n | | 1 | Lê An | 1980"))
    assert found is not None
    assert [column.index for column in found.columns] == [2, 3, 4]


def test_merged_groups_reach_as_far_as_their_merge() -> None:
    """Ghi chú stands beside the group and not under it."""
    drawn = sheet(
        """
        STT | Họ và tên | Năm sinh |    | Đã phê duyệt TK |       |        |      | Ghi chú
            |           | Nam      | Nữ | Mức 1           |       | Mức 2  |      |
            |           |          |    | Đã KH | Chưa KH | Đã KH | Chưa KH |
        1   | Lê Văn An | 1980     |    | x     |         |       |         | đi xa
        """,
        merges=[
            (0, 0, 2, 0),
            (0, 1, 2, 1),
            (0, 2, 0, 3),
            (0, 4, 0, 7),
            (1, 4, 1, 5),
            (1, 6, 1, 7),
            (0, 8, 2, 8),
        ],
    )
    assert paths(drawn) == [
        "STT",
        "Họ và tên",
        "Năm sinh > Nam",
        "Năm sinh > Nữ",
        "Đã phê duyệt TK > Mức 1 > Đã KH",
        "Đã phê duyệt TK > Mức 1 > Chưa KH",
        "Đã phê duyệt TK > Mức 2 > Đã KH",
        "Đã phê duyệt TK > Mức 2 > Chưa KH",
        "Ghi chú",
    ]


def test_without_declared_merges_a_group_goes_on_over_blanks() -> None:
    """In pasted text a group ends at the next heading of its row."""
    drawn = sheet("""
        STT | Họ và tên | Năm sinh |    | Trạng thái |         | Ghi chú
            |           | Nam      | Nữ | Đã KH      | Chưa KH |
        1   | Lê Văn An | 1980     |    | x          |         |
    """)
    assert paths(drawn) == [
        "STT",
        "Họ và tên",
        "Năm sinh > Nam",
        "Năm sinh > Nữ",
        "Trạng thái > Đã KH",
        "Trạng thái > Chưa KH",
        "Ghi chú",
    ]


def test_a_group_line_above_the_main_line() -> None:
    """The names of the columns may stand in the lower line, the groups above them."""
    drawn = sheet(
        """
            |           | Nơi thường trú |      |
        STT | Họ và tên | Thôn           | Xã   | Ghi chú
        1   | Lê Văn An | Thôn 1         | Cẩm Tân |
        """,
        merges=[(0, 2, 0, 3)],
    )
    assert paths(drawn)[2:4] == ["Nơi thường trú > Thôn", "Nơi thường trú > Xã"]


@pytest.mark.parametrize(
    "numbering",
    [
        "(1) | (2) | (3) | (4)",
        "1 | 2 | 3 | 4",
        "A | B | C | D",
        "A | B | 1 | 2",
        "[1] | [2] | [3] |",
    ],
)
def test_the_numbers_row_is_nobody(numbering: str) -> None:
    """(1)(2)(3), 1 2 3 or A B C below the heading begin no list."""
    found = find_roster(
        sheet(f"""
            STT | Họ và tên | Ngày sinh | Thôn
            {numbering}
            1 | Lê Văn An | 1980 | Thôn 1
        """)
    )
    assert found is not None
    assert found.body == 2


@pytest.mark.parametrize(
    ("texts", "numbers"),
    [
        (["1", "2", "3"], True),
        (["(1)", "(2)", "(3) = (1)+(2)"], True),
        (["1", "Lê Văn An", "1980"], False),
        (["1", "", ""], False),
        (["3", "2", "1"], False),
    ],
)
def test_numbering(texts: list[str], numbers: bool) -> None:
    """A numbers row grows and holds nothing else."""
    assert is_numbering(texts) is numbers


def test_what_is_nearest_is_told_where_there_is_no_heading() -> None:
    """The row that knows most headings is named to the user."""
    near = nearest_heading(sheet("Danh sách\nSTT | Ngày sinh | Số ĐDCN\n1 | 1980 | 038080000001"))
    assert near is not None
    assert (near.row, near.headings) == (1, ("STT", "Ngày sinh", "Số ĐDCN"))


def test_a_data_row_is_no_second_heading_line() -> None:
    """The words Nam and Chưa thu nhận in the first person's row are values."""
    found = find_roster(
        sheet("""
            Họ và tên | Giới tính | Trạng thái
            Lê Văn An | Nam | Chưa thu nhận
        """)
    )
    assert found is not None
    assert found.body == 1
