"""A calendar file is one that a phone takes: RFC 5545, and the same entry stays the same."""

from __future__ import annotations

from datetime import date

import pytest

from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.document import Column, Document, Kind, Row, Table
from eid_campaign.render.formats import render

COLUMNS = (
    Column("date", "Ngày", Kind.DATE),
    Column("summary", "Mục", machine_only=True),
    Column("details", "Chi tiết", machine_only=True),
)
LONG = "Thôn Đồng Chạ: đủ 14 tuổi, từ hôm đó đủ điều kiện; mời đến làm \\ cấp tài khoản mức 2"


def calendar(*rows: Row, as_of: date = date(2024, 11, 19)) -> Document:
    """Return a document with these rows."""
    return Document("calendar", "Lịch", as_of, (Table("calendar", "Lịch", COLUMNS, rows),))


def row(day: date, summary: str, details: str = "") -> Row:
    """Return a row of a calendar."""
    return {"date": day, "summary": summary, "details": details}


def lines(document: Document) -> list[str]:
    """Return the lines of the file, put together again as a calendar program does."""
    return render(document, "ics").decode().replace("\r\n ", "").split("\r\n")


def test_an_entry_lasts_one_whole_day() -> None:
    """From the day to the next, without a time zone; escaped as the format asks."""
    found = lines(calendar(row(date(2024, 12, 31), LONG, "Người: 2\nLê Thị Bình")))
    assert "DTSTART;VALUE=DATE:20241231" in found
    assert "DTEND;VALUE=DATE:20250101" in found
    assert "DTSTAMP:20241119T000000Z" in found
    escaped = LONG.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    assert f"SUMMARY:{escaped}" in found
    assert "DESCRIPTION:Người: 2\\nLê Thị Bình" in found
    assert [found[0], *found[-2:]] == ["BEGIN:VCALENDAR", "END:VCALENDAR", ""]


def test_lines_are_folded_by_octets_and_no_letter_is_cut() -> None:
    """75 octets at most, each line ends in CRLF, and every part is good UTF-8."""
    content = render(calendar(row(date(2024, 12, 31), "ữ" * 200, LONG * 3)), "ics")
    parts = content.split(b"\r\n")
    assert max(map(len, parts)) <= 75
    assert len(parts) > 20
    assert all(part.decode() or part == b"" for part in parts)
    assert b"\n" not in content.replace(b"\r\n", b"")


def uids(document: Document) -> list[str]:
    """Return the identities of the entries."""
    return [line for line in lines(document) if line.startswith("UID:")]


def test_an_entry_keeps_its_identity() -> None:
    """Made again later and with more people in it, it is the same entry; others are not."""
    first = row(date(2024, 12, 31), "Thôn 1: đủ 14 tuổi", "Số người: 1")
    again = row(date(2024, 12, 31), "Thôn 1: đủ 14 tuổi", "Số người: 2")
    other = row(date(2025, 1, 1), "Thôn 1: đủ 14 tuổi")
    before = uids(calendar(first, other))
    assert uids(calendar(again, other, as_of=date(2024, 12, 1))) == before
    assert len({*before, *uids(calendar(first, again))}) == 3


@pytest.mark.parametrize(
    "document",
    [
        Document("targets", "Chỉ tiêu", date(2024, 11, 19), ()),
        Document(
            "t", "Bảng", date(2024, 11, 19), (Table("t", "Bảng", COLUMNS[:1], ({"date": None},)),)
        ),
        calendar(),
    ],
    ids=["no table", "no entry to name", "nothing comes"],
)
def test_an_answer_without_days_is_no_calendar(document: Document) -> None:
    """A file without an entry would look as if it had been read; it is refused instead."""
    with pytest.raises(UsageProblem):
        render(document, "ics")
