"""Rosters: one small list per shape and trap, with the expected people beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eid_campaign.campaign.errors import InputRefused
from eid_campaign.intake.cells import clean_citizen_id, clean_name, clean_phone
from eid_campaign.intake.identity import is_plain
from eid_campaign.intake.plain_cells import is_plain_name, is_plain_phone
from tests.intake.grids import ASKED, column, kinds, roster, sheet

AN, BINH = "038080000001", "038185000002"  # a man of 1980, a woman of 1985


# --- the table -------------------------------------------------------------------------------


def test_a_plain_list() -> None:
    """Every field of an ordinary list arrives in its column."""
    found = roster("""
        STT | Họ và tên | Ngày sinh | Giới tính | Số ĐDCN | Thôn | Trạng thái | SĐT | Ghi chú | Chủ hộ
        1 | NGUYỄN VĂN AN | 05/03/1980 | Nam | 038080000001 | Thôn 1 | Chưa thu nhận | 0912345678 | đi làm ăn xa | Nguyễn Văn Ba
        2 | Lê Thị Bình | 1985 | Nữ | 038185000002 | T10 | Mức 2 đã kích hoạt | | |
    """)  # noqa: E501
    assert column(found, "full_name") == ["NGUYỄN VĂN AN", "Lê Thị Bình"]
    assert column(found, "birth_date") == ["1980-03-05", "1985"]
    assert column(found, "sex") == ["M", "F"]
    assert column(found, "citizen_id") == [AN, BINH]
    assert column(found, "village") == ["Thôn 1", "Thôn 10"]
    assert column(found, "commune") == ["Cẩm Tân", "Cẩm Tân"]
    assert column(found, "stage") == ["not_collected", "l2_activated"]
    assert column(found, "phone") == ["0912345678", ""]
    assert column(found, "note") == ["đi làm ăn xa", ""]
    assert column(found, "household") == ["Nguyễn Văn Ba", ""]
    assert column(found, "row") == [2, 3]
    assert found.problems == ()


def test_a_page_of_the_field() -> None:
    """Title block, two heading lines, numbers row, sections, repeated heading, sign-off block."""
    found = roster(
        sheet(
            """
            CÔNG AN HUYỆN CẨM THỦY | | | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
            CÔNG AN XÃ CẨM TÂN | | | Độc lập - Tự do - Hạnh phúc |
            DANH SÁCH | | | |
            Công dân chưa thu nhận hồ sơ cấp tài khoản định danh điện tử mức 2 | | | |
            (Tính đến ngày 05/11/2024) | | | |
            .
            STT | Họ và tên | Năm sinh | | Ghi chú
                |           | Nam | Nữ |
            (1) | (2) | (3) | (4) | (5)
            I. THÔN ĐỒNG CHẠ (2 người) | | | |
            1 | Nguyễn Văn An | 1980 | |
            2 | Lê Thị Bình | | 1985 | đi Nhật
            STT | Họ và tên | Năm sinh | | Ghi chú
                |           | Nam | Nữ |
            Cộng: 2 người | | | |
            .
            II. THÔN DO TRUNG | | | |
            1 | Phạm Văn Cường | 1990 | |
            Tổng cộng | | 3 | |
            Danh sách có 3 (ba) người./. | | | |
            | | | Cẩm Tân, ngày 05 tháng 11 năm 2024 |
            NGƯỜI LẬP BIỂU | | | TRƯỞNG CÔNG AN XÃ |
            (Ký, ghi rõ họ tên) | | | |
            | Trần Văn Ký | | Bùi Văn Trưởng |
            """,
            merges=[(6, 0, 7, 0), (6, 1, 7, 1), (6, 2, 6, 3), (6, 4, 7, 4)],
        )
    )
    assert column(found, "full_name") == ["Nguyễn Văn An", "Lê Thị Bình", "Phạm Văn Cường"]
    assert column(found, "sex") == ["M", "F", "M"]
    assert column(found, "birth_date") == ["1980", "1985", "1990"]
    assert column(found, "village") == ["Thôn Đồng Chạ", "Thôn Đồng Chạ", "Thôn Do Trung"]
    assert set(column(found, "stage")) == {"not_collected"}
    assert (found.as_of, found.as_of_source) == (date(2024, 11, 5), "title")
    assert found.sheets[0].heading_rows == (7, 8)
    assert kinds(found) == []


def test_the_table_may_start_in_any_column_with_notes_beside_it() -> None:
    """A legend beyond an empty column is nobody's remark."""
    found = roster("""
        | STT | Họ và tên | Năm sinh | Ghi chú | | Chú thích:
        | 1 | Nguyễn Văn An | 1980 | đi xa | | x: đã làm
        | 2 | Lê Thị Bình | 1985 | | | v: hẹn lại
    """)
    assert column(found, "note") == ["đi xa", ""]


def test_remarks_in_an_unnamed_column_after_the_last() -> None:
    """Two Ghi chú, a Lý do and an unnamed column beside them are one note."""
    found = roster("""
        Họ và tên | Năm sinh | Lý do | Ghi chú |
        Nguyễn Văn An | 1980 | đi Nhật | từ 2022 | chưa về
        Lê Thị Bình | 1985 | | |
    """)
    assert column(found, "note") == ["đi Nhật; từ 2022; chưa về", ""]


def test_several_sheets() -> None:
    """Each sheet is read, or named with the reason why not."""
    village = """
        STT | Họ và tên | Năm sinh
        1 | Nguyễn Văn An | 1980
    """
    found = roster(
        sheet(village, "Thôn 1"),
        sheet(village.replace("An", "Bảo"), "T2"),
        sheet(village, "Tuần trước", hidden=True),
        sheet("Thôn | Số người\nThôn 1 | 1", "TH"),
        sheet("STT | Họ và tên | Năm sinh", "Mẫu"),
        sheet([], "Sheet3"),
    )
    assert column(found, "village") == ["Thôn 1", "Thôn 2"]
    assert {one.sheet: one.skipped for one in found.sheets} == {
        "Thôn 1": "",
        "T2": "",
        "Tuần trước": "sheet_hidden",
        "TH": "sheet_summary",
        "Mẫu": "sheet_template",
        "Sheet3": "sheet_empty",
    }


def test_a_summary_sheet_that_repeats_the_people_is_left_out() -> None:
    """Nobody is counted twice because a sheet Tổng hợp lists all villages again."""
    first = "STT | Họ và tên | Năm sinh\n1 | Nguyễn Văn An | 1980"
    both = first + "\n2 | Lê Thị Bình | 1985"
    found = roster(
        sheet(both, "Tổng hợp"), sheet(first, "Thôn 1"), sheet(
            "STT | Họ và tên | Năm sinh\n1 | Lê Thị Bình | 1985", "Thôn 2"
        )
    )  # fmt: skip
    assert column(found, "village") == ["Thôn 1", "Thôn 2"]
    assert found.sheets[0].skipped == "sheet_copy"


def test_hidden_rows_are_people_and_it_is_said() -> None:
    """A filter left on hides nobody from the count."""
    found = roster(
        sheet(
            "Họ và tên | Năm sinh | Thôn\nNguyễn Văn An | 1980 | 1\nLê Thị Bình | 1985 | 1",
            hidden_rows=frozenset({2}),
        )
    )
    assert len(found.people) == 2
    assert [p.values["count"] for p in found.problems if p.kind == "rows_hidden"] == [1]


def test_a_second_table_of_another_shape_below() -> None:
    """Two lists in one sheet are both read, each by its own heading."""
    found = roster("""
        STT | Họ và tên | Năm sinh | Thôn
        1 | Nguyễn Văn An | 1980 | Thôn 1
        .
        STT | Số ĐDCN | Họ và tên | Ngày sinh | Thôn
        1 | 038185000002 | Lê Thị Bình | 05/06/1985 | Thôn 2
    """)
    assert column(found, "full_name") == ["Nguyễn Văn An", "Lê Thị Bình"]
    assert column(found, "citizen_id") == ["", BINH]


def test_an_announced_count_that_differs_is_said() -> None:
    """A line “Danh sách có 45 người” over two rows is a doubt, not a refusal."""
    found = roster("""
        STT | Họ và tên | Năm sinh | Thôn
        1 | Nguyễn Văn An | 1980 | Thôn 1
        2 | Lê Thị Bình | 1985 | Thôn 1
        Danh sách có 45 người
    """)
    (problem,) = found.problems
    assert (problem.kind, dict(problem.values)) == (
        "announced_count_differs",
        {"announced": 45, "read": 2},
    )


def test_blank_numbered_lines_are_nobody() -> None:
    """A form printed with more lines than people ends with the last person."""
    found = roster("""
        STT | Họ và tên | Năm sinh | Thôn
        1 | Nguyễn Văn An | 1980 | Thôn 1
        2 | | |
        3 | | |
    """)
    assert (found.rows_read, len(found.people)) == (1, 1)


def test_a_row_with_a_number_and_no_name_is_refused() -> None:
    """A person without a name cannot be kept, and the row is said."""
    found = roster("""
        STT | Họ và tên | Số ĐDCN | Thôn
        1 | Nguyễn Văn An | 038080000001 | Thôn 1
        2 | | 038185000002 | Thôn 1
    """)
    assert (found.rows_read, found.rows_refused) == (2, 1)
    assert [(p.kind, p.row) for p in found.problems] == [("name_missing", 3)]


# --- whose columns ---------------------------------------------------------------------------


def test_the_household_heads_columns_are_not_the_persons() -> None:
    """Chủ hộ's name and number, the officer and the card's date belong to others."""
    found = roster(
        sheet(
            """
            STT | Họ và tên | Số CCCD | Ngày cấp | Chủ hộ | | Cán bộ phụ trách
            | | | | Họ và tên | Số CCCD |
            1 | Lê Thị Bình | 038185000002 | 01/01/2022 | Nguyễn Văn An | 038080000001 | Hà Cán
            """,
            merges=[(0, 4, 0, 5)],
        )
    )
    assert column(found, "full_name") == ["Lê Thị Bình"]
    assert column(found, "citizen_id") == [BINH]
    assert column(found, "household") == ["Nguyễn Văn An"]
    assert column(found, "birth_date") == [""]


def test_the_old_number_stands_apart() -> None:
    """Of two number columns the one with twelve digits is the person's."""
    found = roster("""
        Họ và tên | Số CMND cũ | Số định danh | Thôn
        Nguyễn Văn An | 172345678 | 038080000001 | 1
        Lê Thị Bình | 172345679 | | 1
    """)
    assert column(found, "citizen_id") == [AN, ""]
    assert column(found, "old_id") == ["172345678", "172345679"]


def test_religion_and_ethnicity_are_not_read() -> None:
    """What is not needed does not travel."""
    found = roster("""
        Họ và tên | Năm sinh | Dân tộc | Tôn giáo | Thôn
        Nguyễn Văn An | 1980 | Mường | Không | 1
    """)
    assert "Mường" not in str(found.people.records())
    assert found.sheets[0].ignored == ("Dân tộc", "Tôn giáo")


@pytest.mark.parametrize(
    ("heading", "values", "field", "expected"),
    [
        ("ĐT", ("0912345678", ""), "phone", ["0912345678", ""]),
        ("ĐT", ("Đảng viên", ""), "group", ["Đảng viên", ""]),
        ("DT", ("0912345678", ""), "phone", ["0912345678", ""]),
        ("DT", ("Mường", "Kinh"), "phone", ["", ""]),
        ("GT", ("Nam", "Nữ"), "sex", ["M", "F"]),
        ("GT", ("038080000001", ""), "citizen_id", [AN, ""]),
        ("TT", ("Thôn 1, xã Cẩm Tân", "Thôn 2, xã Cẩm Tân"), "village", ["Thôn 1", "Thôn 2"]),
        ("Đảng viên", ("x", ""), "group", ["Đảng viên", ""]),
        ("SĐT", ("không dùng", ""), "note", ["không dùng điện thoại", ""]),
    ],
)
def test_danger_words_are_settled_by_their_values(
    heading: str, values: tuple[str, str], field: str, expected: list[str]
) -> None:
    """The same abbreviation heads different things; what stands below it decides."""
    found = roster(f"""
        Họ và tên | Năm sinh | {heading}
        Nguyễn Văn An | 1980 | {values[0]}
        Lê Thị Bình | 1985 | {values[1]}
    """)
    assert column(found, field) == expected


# --- names, sexes, dates ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("drawn", "merges"),
    [
        ("STT | Họ đệm | Tên | Năm sinh\n1 | Nguyễn Văn | An | 1980", ()),
        ("STT | Họ và tên | | Năm sinh\n1 | Nguyễn Văn | An | 1980", ((0, 1, 0, 2),)),
        ("STT | Họ và tên | | Năm sinh\n1 | Nguyễn Văn | An | 1980", ()),
        ("STT | Họ và tên | | NS\n| Họ đệm | Tên |\n1 | Nguyễn Văn | An | 1980", ((0, 1, 0, 2),)),
        ("STT | Tên | Năm sinh\n1 | Nguyễn Văn An | 1980", ()),
    ],
)
def test_the_name_in_one_or_two_columns(
    drawn: str, merges: tuple[tuple[int, int, int, int], ...]
) -> None:
    """Họ đệm and Tên make one name, whichever way they are headed."""
    assert column(roster(sheet(drawn, merges=merges)), "full_name") == ["Nguyễn Văn An"]


@pytest.mark.parametrize(
    ("heading", "an", "binh"),
    [
        ("Giới tính |", "Nam |", "Nữ |"),
        ("Nam | Nữ", "x |", "| x"),
        ("Nam/Nữ |", "Nam |", "Nữ |"),
        ("Nữ |", "|", "x |"),
    ],
)
def test_the_sex(heading: str, an: str, binh: str) -> None:
    """In a column, or in ticks; a tick column of women alone says nothing of men."""
    found = roster(f"""
        Họ và tên | Năm sinh | {heading} | Thôn
        Nguyễn Văn An | 1980 | {an} | 1
        Lê Thị Bình | 1985 | {binh} | 1
    """)
    assert column(found, "sex") == ["" if heading == "Nữ |" else "M", "F"]


@pytest.mark.parametrize(
    ("drawn", "merges"),
    [
        ("Họ và tên | Năm sinh |\n| Nam | Nữ\nLê Thị Bình | | 1985", ((0, 1, 0, 2),)),
        ("Họ và tên | Nam | Nữ\nLê Thị Bình | | 1985", ()),
        ("Họ và tên | Năm sinh (Nam) | Năm sinh (Nữ)\nLê Thị Bình | | 1985", ()),
    ],
)
def test_the_sex_by_the_column_of_the_year(
    drawn: str, merges: tuple[tuple[int, int, int, int], ...]
) -> None:
    """A birth year under Nữ is a woman's."""
    found = roster(sheet(drawn, merges=merges))
    assert (column(found, "sex"), column(found, "birth_date")) == (["F"], ["1985"])


def test_the_date_in_three_columns() -> None:
    """Ngày, Tháng and Năm under one heading are a date; a blank day leaves the month."""
    found = roster(
        sheet(
            """
            STT | Họ và tên | Ngày sinh | | | Thôn
            | | Ngày | Tháng | Năm |
            1 | Nguyễn Văn An | 5 | 3 | 1980 | 1
            2 | Lê Thị Bình | | 6 | 1985 | 1
            """,
            merges=[(0, 2, 0, 4)],
        )
    )
    assert column(found, "birth_date") == ["1980-03-05", "1985-06"]


def test_real_dates_and_numbers_of_a_workbook() -> None:
    """Dates as dates, numbers that lost their zero, years as floats."""
    found = roster(
        sheet(
            [
                ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số ĐDCN", "Thôn"],
                [1.0, "Nguyễn Văn An", date(1980, 3, 5), "Nam", 38080000001.0, 3.0],
                [2.0, "Lê Thị Bình", 1985.0, "Nữ", "038185000002", "Thôn 3"],
            ]
        )
    )
    assert column(found, "citizen_id") == [AN, BINH]
    assert column(found, "birth_date") == ["1980-03-05", "1985"]
    assert column(found, "village") == ["Thôn 3", "Thôn 3"]
    assert kinds(found) == ["leading_zeros_restored"]


def test_a_date_to_come_leaves_the_person() -> None:
    """An impossible date is left out and said with its row; the person stays."""
    found = roster("""
        Họ và tên | Ngày sinh | Thôn
        Nguyễn Văn An | 05/03/2030 | 1
    """)
    assert column(found, "birth_date") == [""]
    assert [(p.field, p.row) for p in found.problems] == [("birth_date", 2)]


def test_a_number_that_disagrees_is_said() -> None:
    """The number of a man beside a woman's name is kept and shown."""
    found = roster("""
        Họ và tên | Năm sinh | Giới tính | Số ĐDCN | Thôn
        Lê Thị Bình | 1980 | Nữ | 038080000001 | 1
    """)
    assert column(found, "citizen_id") == [AN]
    assert kinds(found) == ["citizen_id_sex_differs"]


@given(
    st.text("0123456789", min_size=12, max_size=12)
    | st.from_regex(r"038[0-3]\d{8}", fullmatch=True)
)
@settings(deadline=None, max_examples=200)
def test_the_quick_look_agrees_with_the_cleaner(text: str) -> None:
    """A number taken without cleaning is what cleaning gives, whatever its digits."""
    cleaned = clean_citizen_id(text)
    assert is_plain(text) == (cleaned.citizen_id == text and not cleaned.kind)


@given(st.from_regex(r"0[0-9]{8,10}", fullmatch=True) | st.just("0900000000"))
@settings(deadline=None, max_examples=200)
def test_the_quick_look_at_phones_agrees_with_the_cleaner(text: str) -> None:
    """A phone taken without cleaning is what cleaning gives."""
    if is_plain_phone(text):
        assert clean_phone(text).value == text
        assert clean_phone(text).kind == ""


@given(
    st.sampled_from(["Nguyễn", "Trần", "ĐẶNG", "Đỗ", "Lê", "Cao", "Ông"]),
    st.lists(
        st.sampled_from("Văn Thị Hoà Thuỷ Quý An ÁNH Vaên A Không Nữ Có x 1 (con) –".split()),
        min_size=1,
        max_size=5,
    ),
)
@settings(deadline=None, max_examples=200)
def test_the_quick_look_at_names_agrees_with_the_cleaner(surname: str, rest: list[str]) -> None:
    """A name taken without cleaning is what cleaning gives."""
    name = " ".join([surname, *rest])
    if is_plain_name(name):
        cleaned = clean_name(name)
        assert (cleaned.value, cleaned.kind, cleaned.rest) == (name, "", "")


# --- where they live -------------------------------------------------------------------------

ONE = "STT | Họ và tên | Năm sinh\n1 | Nguyễn Văn An | 1980"


@pytest.mark.parametrize(
    ("drawn", "name", "file"),
    [
        ("Họ và tên | Năm sinh | Thôn\nNguyễn Văn An | 1980 | Đồng Chạ", "Sheet1", "ds"),
        ("STT | Họ và tên | Năm sinh\nTHÔN ĐỒNG CHẠ | |\n1 | Nguyễn Văn An | 1980", "Sheet1", "ds"),
        (ONE, "Thôn Đồng Chạ", "ds"),
        (ONE, "Đồng Chạ (2)", "ds"),
        ("Thôn: Đồng Chạ\n.\n" + ONE, "Sheet1", "ds"),
        ("DANH SÁCH CÔNG DÂN THÔN ĐỒNG CHẠ CHƯA KÍCH HOẠT\n.\n" + ONE, "Sheet1", "ds"),
        ("DANH SÁCH\nThôn Đồng Chạ - xã Cẩm Tân\n" + ONE, "Sheet1", "ds"),
        (ONE, "Sheet1", "DS công dân thôn Đồng Chạ - chưa TN (sửa lần 2)"),
        (
            "Họ và tên | Năm sinh | Nơi thường trú\n"
            "Nguyễn Văn An | 1980 | Thôn Đồng Chạ, Xã Cẩm Tân, Huyện Cẩm Thủy, Tỉnh Thanh Hóa",
            "Sheet1",
            "ds",
        ),
        (
            "Họ và tên | Năm sinh | Địa chỉ\nNguyễn Văn An | 1980 | Đồng Chạ, Cẩm Tân, Cẩm Thủy",
            "Sheet1",
            "ds",
        ),
    ],
)
def test_where_the_village_can_stand(drawn: str, name: str, file: str) -> None:
    """Column, section, sheet's name, title, file's name, address."""
    found = roster(sheet(drawn, name), file=f"{file}.xlsx")
    assert column(found, "village") == ["Thôn Đồng Chạ"]
    assert column(found, "commune") == ["Cẩm Tân"]


@pytest.mark.parametrize(
    ("file", "village"),
    [
        ("DS chua kich hoat thon 1", "Thôn 1"),
        ("thon_10_05-11-2024", "Thôn 10"),
        ("THON DONG CHA - chua TN (sua lan 2)", "Thôn Đồng Chạ"),
        ("DS T3 moi nhat", "Thôn 3"),
    ],
)
def test_the_village_in_a_files_name(file: str, village: str) -> None:
    """A file's name has no marks; a known village gives it them back."""
    known = replace(ASKED, villages={"Cẩm Tân": ("Thôn Đồng Chạ",)})
    assert column(roster(ONE, file=f"{file}.xlsx", asked=known), "village") == [village]


def test_the_village_in_the_first_row_of_its_group() -> None:
    """A village written once is its whole group's, merged or not; a section ends it."""
    drawn = """
        STT | Thôn | Họ và tên | Năm sinh
        1 | Thôn 1 | Nguyễn Văn An | 1980
        2 | | Lê Thị Bình | 1985
        3 | | Trần Thị Chi | 1990
        4 | Thôn 2 | Phạm Văn Dũng | 1975
        5 | | Bùi Văn Em | 1970
    """
    expected = ["Thôn 1"] * 3 + ["Thôn 2"] * 2
    assert column(roster(drawn), "village") == expected
    merged = sheet(drawn, merges=[(1, 1, 3, 1), (4, 1, 5, 1)])
    assert column(roster(merged), "village") == expected


def test_a_gap_in_a_village_column_is_not_filled() -> None:
    """One blank among filled cells is a village nobody wrote: it is said, not guessed."""
    found = roster("""
        Họ và tên | Năm sinh | Thôn
        Nguyễn Văn An | 1980 | Thôn 1
        Lê Thị Bình | 1985 |
        Trần Thị Chi | 1990 | Thôn 1
    """)
    assert column(found, "village") == ["Thôn 1", "", "Thôn 1"]
    assert kinds(found) == ["village_missing"]


def test_a_household_list() -> None:
    """The address stands in the head's row only; the members live there too."""
    found = roster(
        sheet(
            """
            Số hộ | Họ và tên | Quan hệ với chủ hộ | Năm sinh | Địa chỉ
            H1 | Nguyễn Văn An | Chủ hộ | 1980 | Thôn 1, xã Cẩm Tân
            | Lê Thị Bình | Vợ | 1985 |
            | Nguyễn Văn Chung | Con | 2008 |
            H2 | Phạm Văn Dũng | Chủ hộ | 1975 | Thôn 1, xã Cẩm Tân
            | Bùi Thị Em | Vợ | 1978 |
            """,
            merges=[(1, 0, 3, 0), (4, 0, 5, 0)],
        )
    )
    assert column(found, "village") == ["Thôn 1"] * 5
    assert column(found, "household") == ["H1", "H1", "H1", "H2", "H2"]


def test_spellings_of_one_village_in_one_file() -> None:
    """The fullest spelling names them all."""
    found = roster("""
        Họ và tên | Năm sinh | Thôn
        Nguyễn Văn An | 1980 | dong cha
        Lê Thị Bình | 1985 | ĐỒNG CHẠ
        Trần Thị Chi | 1990 | Thôn Đồng Chạ
        Phạm Văn Dũng | 1975 | Đ. Chạ
    """)
    assert set(column(found, "village")) == {"Thôn Đồng Chạ"}


def test_an_abbreviation_that_fits_two_villages_is_asked_for() -> None:
    """Đồng Chạ or Đồng Chiêng: ĐC stays open, and its row is said."""
    known = replace(ASKED, villages={"Cẩm Tân": ("Thôn Đồng Chạ", "Thôn Đồng Chiêng")})
    found = roster("Họ và tên | Năm sinh | Thôn\nNguyễn Văn An | 1980 | ĐC", asked=known)
    assert column(found, "village") == [""]
    assert [(p.kind, p.row) for p in found.problems] == [("village_ambiguous", 2)]


@pytest.mark.parametrize(
    ("line", "commune"),
    [
        ("CÔNG AN XÃ CẨM VÂN", "Cẩm Vân"),
        ("UBND xã Cẩm Tâm", "Cẩm Tâm"),
        ("CONG AN XA CAM TU", "Cẩm Tú"),
        ("DANH SÁCH CÔNG DÂN XÃ CẨM TÂN CHƯA KÍCH HOẠT", "Cẩm Tân"),
        ("CÔNG AN TT PHONG SƠN", "TT Phong Sơn"),
        ("CÔNG AN HUYỆN CẨM THỦY", "Cẩm Tân"),
    ],
)
def test_the_commune_of_the_title(line: str, commune: str) -> None:
    """One letter parts four communes; the district's name is none of them."""
    assert column(roster(f"{line}\n.\n{ONE}"), "commune") == [commune]


def test_the_commune_column() -> None:
    """Each row may be of another commune; a strange one is refused with its row."""
    found = roster("""
        Họ và tên | Năm sinh | Xã | Thôn
        Nguyễn Văn An | 1980 | xã Cẩm Vân | 1
        Lê Thị Bình | 1985 | Tân | 1
        Trần Thị Chi | 1990 | Cẩm Lạ | 1
    """)
    assert column(found, "commune") == ["Cẩm Vân", "Cẩm Tân"]
    assert [(p.kind, p.row) for p in found.problems] == [("commune_unknown", 4)]


# --- stages ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "cells", "stages"),
    [
        ("Trạng thái", ("Chưa thu nhận", "M2 đã KH"), ["not_collected", "l2_activated"]),
        (
            "Mức | Trạng thái",
            ("Mức 1 | Chưa kích hoạt", "2 | Đã kích hoạt"),
            ["l1_approved", "l2_activated"],
        ),
        (
            "Chưa thu nhận | M1 đã KH | M1 chưa KH | M2 đã KH | M2 chưa KH",
            ("x | | | |", "| | | | x"),
            ["not_collected", "l2_approved"],
        ),
        (
            "M1 đã KH | M1 chưa KH | M2 đã KH | M2 chưa KH",
            ("x | | | x", "| | | |"),
            ["l2_approved", ""],
        ),
        ("Mức 2 đã kích hoạt", ("05/11/2024", "chưa"), ["l2_activated", ""]),
        ("Ghi chú", ("đi xa", ""), ["", ""]),
    ],
)
def test_where_the_stage_can_stand(heading: str, cells: tuple[str, str], stages: list[str]) -> None:
    """One text column, level and state, ticks under headings; a blank leaves it open."""
    found = roster(f"""
        Họ và tên | Năm sinh | Thôn | {heading}
        Nguyễn Văn An | 1980 | 1 | {cells[0]}
        Lê Thị Bình | 1985 | 1 | {cells[1]}
    """)
    assert column(found, "stage") == stages


def test_ticks_under_three_merged_lines() -> None:
    """Đã phê duyệt TK > Mức 1 > Đã kích hoạt: the same leaf twice, told by its groups."""
    found = roster(
        sheet(
            """
            TT | Họ và tên | Chưa thu nhận | Đã phê duyệt TK | | | | Thôn
            | | | Mức 1 | | Mức 2 | |
            | | | Đã kích hoạt | Chưa kích hoạt | Đã kích hoạt | Chưa kích hoạt |
            1 | Nguyễn Văn An | x | | | | | 1
            2 | Lê Thị Bình | | X | | | | 1
            3 | Trần Thị Chi | | | ✓ | | | 1
            4 | Phạm Văn Dũng | | | | 1 | | 1
            5 | Bùi Văn Em | | | | | v | 1
            6 | Hà Văn Giang | | | | x | x | 1
            """,
            merges=[(0, 3, 0, 6), (1, 3, 1, 4), (1, 5, 1, 6), (0, 0, 2, 0), (0, 1, 2, 1)],
        )
    )
    assert column(found, "stage") == [
        "not_collected",
        "l1_activated",
        "l1_approved",
        "l2_activated",
        "l2_approved",
        "",
    ]
    assert [(p.kind, p.row) for p in found.problems] == [("stage_contradictory", 9)]


@pytest.mark.parametrize(
    ("title", "stage"),
    [
        ("DANH SÁCH CÔNG DÂN CHƯA THU NHẬN HỒ SƠ", "not_collected"),
        ("Danh sách công dân đã phê duyệt mức 2 nhưng chưa kích hoạt", "l2_approved"),
        ("DANH SÁCH CÔNG DÂN THÔN 1", ""),
    ],
)
def test_the_stage_of_the_title_alone(title: str, stage: str) -> None:
    """A list of one stage needs no column for it."""
    assert column(roster(f"{title}\n.\n{ONE}"), "stage") == [stage]


def test_the_title_completes_a_level_column() -> None:
    """A list of the not activated with a column Mức tells the whole stage."""
    found = roster("""
        DANH SÁCH ĐÃ PHÊ DUYỆT NHƯNG CHƯA KÍCH HOẠT
        .
        Họ và tên | Năm sinh | Mức
        Nguyễn Văn An | 1980 | Mức 1
        Lê Thị Bình | 1985 | 2
    """)
    assert column(found, "stage") == ["l1_approved", "l2_approved"]


def test_an_unknown_status_word_is_said_with_its_row() -> None:
    """The person stays, the stage stays open."""
    found = roster("""
        Họ và tên | Năm sinh | Thôn | Trạng thái
        Nguyễn Văn An | 1980 | 1 | Chưa thu nhận
        Lê Thị Bình | 1985 | 1 | blabla
    """)
    assert column(found, "stage") == ["not_collected", ""]
    assert [(p.kind, p.row) for p in found.problems] == [("stage_unknown", 3)]


# --- what is refused -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("drawn", "message"),
    [
        ("Kính gửi ông Trưởng thôn\nvề việc họp", "No heading row was found"),
        ("STT | Ngày sinh | Số ĐDCN\n1 | 1980 | 038080000001", "has no name column"),
        ("STT | Ngày sinh\n1 | 1980", "the nearest is row 1 of sheet Sheet1 (STT, Ngày sinh)"),
        ("STT | Họ và tên | Năm sinh", "not a single person"),
        ("(Tính đến ngày 05/11/2030)\n.\n" + ONE, "is of 05/11/2030, a day still to come"),
        ("CÔNG AN XÃ YÊN PHÚ\n.\n" + ONE, "Yên Phú"),
        ("Họ và tên | Năm sinh | Xã\nLê An | 1980 | Yên Phú", "Yên Phú"),
        ("Họ và tên | Năm sinh | Trạng thái\nLê An | 1980 | blabla", "(rows 2)"),
    ],
)
def test_what_cannot_be_taken(drawn: str, message: str) -> None:
    """The refusal says what was found and where."""
    with pytest.raises(InputRefused) as refused:
        roster(drawn)
    assert message in str(refused.value)
    assert refused.value.hint


# --- the day ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "file", "asked", "day", "source"),
    [
        ("", "ds.xlsx", date(2024, 11, 1), date(2024, 11, 1), "option"),
        ("(Tính đến ngày 05/11/2024)", "ds 2024-10-01.xlsx", None, date(2024, 11, 5), "title"),
        ("", "ds 2024-10-01.xlsx", None, date(2024, 10, 1), "file_name"),
        ("", "ds.xlsx", None, date(2024, 11, 30), "today"),
    ],
)
def test_the_day_of_a_roster(
    title: str, file: str, asked: date | None, day: date, source: str
) -> None:
    """The option, else the title, else the file's name, else today; and it is said which."""
    found = roster(f"{title or '.'}\n.\n{ONE}", file=file, asked=replace(ASKED, as_of=asked))
    assert (found.as_of, found.as_of_source) == (day, source)


# --- nothing vanishes ------------------------------------------------------------------------


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Nguyễn Văn An", "Lê Thị Bình", "", "x"]),
            st.sampled_from(["1980", "05/03/1985", "", "31/02/1990"]),
            st.sampled_from([AN, BINH, "", "38080000001"]),
        ),
        min_size=1,
        max_size=30,
    )
)
@settings(deadline=None, max_examples=60)
def test_no_row_vanishes(rows: list[tuple[str, str, str]]) -> None:
    """Read = kept + refused, and every row with a number or a birth date is read."""
    told = [row for row in rows if row[1] or row[2]]
    if not told:
        return
    drawn = [["Họ và tên", "Ngày sinh", "Số ĐDCN"], *map(list, rows)]
    found = roster(sheet(drawn))
    assert found.rows_read >= len(told)
    seen = set(column(found, "row")) | {p.row for p in found.problems}
    assert {at + 2 for at, row in enumerate(rows) if row[1] or row[2]} <= seen
