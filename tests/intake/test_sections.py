"""Rows that are nobody: sections, totals, repeated headings, the sign-off block."""

from __future__ import annotations

import pytest

from eid_campaign.intake.sections import RowKind, sense_of

HEADINGS = (frozenset({"stt", "họ và tên", "ngày sinh"}),)


def sense(row: str, known: frozenset[str] = frozenset()):  # type: ignore[no-untyped-def]
    """Return the sense of a drawn row."""
    texts = [cell.strip() for cell in row.split("|")]
    return sense_of(texts, headings=HEADINGS, known_villages=known)


@pytest.mark.parametrize(
    ("row", "village", "count"),
    [
        ("Thôn 1", "Thôn 1", None),
        ("I. THÔN ĐỒNG CHẠ | |", "THÔN ĐỒNG CHẠ", None),
        ("I | THÔN ĐỒNG CHẠ |", "THÔN ĐỒNG CHẠ", None),
        ("I. THÔN ĐỒNG CHẠ (45 người)", "THÔN ĐỒNG CHẠ", 45),
        ("II/ Thôn Do Trung", "Thôn Do Trung", None),
        ("1. Thôn Thanh Tâm (45 trường hợp)", "Thôn Thanh Tâm", 45),
        ("* KHU PHỐ 2", "KHU PHỐ 2", None),
        ("TDP Tử Niêm", "TDP Tử Niêm", None),
        ("Bản Ngọc", "Bản Ngọc", None),
        ("Thôn 3:", "Thôn 3", None),
        ("| Thôn 3: 12 người |", "Thôn 3", 12),
        ("Thôn 3 | | 45", "Thôn 3", 45),
        ("T3 | |", "T3", None),
        ("thon 4", "thon 4", None),
    ],
)
def test_a_section_row_names_its_village(row: str, village: str, count: int | None) -> None:
    """A village alone in its row heads the people below it."""
    found = sense(row)
    assert (found.kind, found.village, found.count) == (RowKind.SECTION, village, count)


def test_a_known_village_needs_no_word_for_what_it_is() -> None:
    """A name alone is a section where the village is known, and a riddle where it is not."""
    assert sense("ĐỒNG CHẠ", frozenset({"dong cha"})).kind is RowKind.SECTION
    assert sense("ĐỒNG CHẠ").kind is RowKind.OTHER


@pytest.mark.parametrize(
    ("row", "kind", "count"),
    [
        ("Tổng cộng | | 45", RowKind.TOTAL, 45),
        ("Cộng: 45 người", RowKind.TOTAL, 45),
        ("| Cộng |", RowKind.TOTAL, None),
        ("Tổng số | | 45 | 20", RowKind.TOTAL, None),
        ("Danh sách có 45 (bốn mươi lăm) người./.", RowKind.FOOTER, 45),
        ("Ấn định danh sách gồm 1.045 công dân", RowKind.FOOTER, 1045),
        ("Người lập biểu | | TRƯỞNG THÔN", RowKind.FOOTER, None),
        ("| (Ký, ghi rõ họ tên)", RowKind.FOOTER, None),
        ("Nơi nhận:", RowKind.FOOTER, None),
        ("| | Cẩm Tân, ngày … tháng 11 năm 2024", RowKind.FOOTER, None),
        ("Ghi chú: tô vàng là đã làm", RowKind.FOOTER, None),
        ("STT | Họ và tên | Ngày sinh", RowKind.HEADING, None),
        ("1 | 2 | 3", RowKind.HEADING, None),
        ("| |", RowKind.BLANK, None),
        ("DANH SÁCH CÔNG DÂN CHƯA KÍCH HOẠT", RowKind.TITLE, None),
        ("46 | |", RowKind.OTHER, None),
        ("| Nguyễn Thị Tổng |", RowKind.OTHER, None),
        ("| Tống Văn An |", RowKind.OTHER, None),
        ("| Bàn Văn Thôn |", RowKind.OTHER, None),
    ],
)
def test_other_rows(row: str, kind: RowKind, count: int | None) -> None:
    """Totals tell their count, the sign-off block is told from people."""
    found = sense(row)
    assert (found.kind, found.count) == (kind, count)
