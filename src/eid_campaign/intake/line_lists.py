"""A list without a table, as a village head types it into a chat: a line a person.

``1. Nguyễn Văn An, 1990, thôn 3, chưa làm`` says what each part is by its own shape. A part that
says nothing we know is a remark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from eid_campaign.campaign.spelling import folded
from eid_campaign.intake.cells import clean_text
from eid_campaign.intake.reading import RosterReading
from eid_campaign.intake.sheets import Cell, Sheet
from eid_campaign.intake.stage_words import read_stage_text
from eid_campaign.roster.schema import Frame

_HEADINGS: dict[str, str] = {
    "ordinal": "STT",
    "full_name": "Họ và tên",
    "birth_date": "Ngày sinh",
    "sex": "Giới tính",
    "citizen_id": "Số CCCD",
    "phone": "Số điện thoại",
    "village": "Thôn",
    "state": "Tình trạng",
    "note": "Ghi chú",
}
_ITEM = re.compile(r"^\(?(\d{1,3})\s*[.)/:\-–]+\s*(?=\D)(.+)$|^[-–+*•]\s*(?=[^\W\d_])(.+)$")
_PARTS = re.compile(r"\s*[,;|\t]\s*|\s+[-–—]+\s+|\s*/\s+|\s*[()]\s*")
_LABELLED = re.compile(
    r"\s+(?=(?:sn|ns|sinh|cccd|cmnd|đt|sđt|thôn|xóm|bản)\b[\s.:]*(?:năm |số |ngày )?\d)",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(
    r"\s+(?=(?:sn|ns|sinh|cccd|cmnd|đt|sđt|thôn|xóm|bản)\b|\d{2})|\s*:\s*(?=\d)", re.IGNORECASE
)
_NAME = re.compile(r"[^\W\d_]+(?:[ .'][^\W\d_]+)+\.?")
_BIRTH = re.compile(
    r"(?:sinh nam|sinh ngay|nam sinh|ngay sinh|sinh|sn|ns)?[\s.:]*"
    r"(?:(?:\d{1,2}\s*[/.\-]\s*){0,2}(?:19|20)\d\d|(?:\d{1,2}[/.\-]){2}\d\d)"
)
_LABEL = re.compile(r"^(?:so )?(?:cccd|cc|cmnd|ddcn|dinh danh|sdt|dt|dien thoai)[\s.:]*(?=\+?\d)")
_VILLAGE = re.compile(
    r"(?:thon|xom|khu pho|kp|tdp|to dan pho|ban|lang|khu|doi)\b[\s.:]*\S.*|t\s?\d{1,2}"
)


def as_table(sheet: Sheet) -> tuple[Sheet, int] | None:
    """Return a list of lines as a sheet with a heading, and the row the heading was put at.

    None where fewer than two lines begin with a number or a dash and name somebody, or where
    most of those lines tell neither a birth date nor a number: nobody could be told apart.
    """
    lines = [", ".join(text for cell in row if (text := clean_text(cell))) for row in sheet.rows]
    read = {at: item for at, line in enumerate(lines) if (item := _item(line)) is not None}
    telling = sum("birth_date" in item or "citizen_id" in item for item in read.values())
    if len(read) < 2 or 2 * telling < len(read):
        return None
    first = min(read)
    if 2 * len(read) < sum(bool(line) for line in lines[first:]):
        return None
    fields = list(_HEADINGS)
    rows: list[list[Cell]] = []
    for at, line in enumerate(lines):
        item = read.get(at)
        texts = [item.get(name, "") for name in fields] if item else [line, *[""] * 8]
        rows.append([*texts])
    rows.insert(first, [*_HEADINGS.values()])
    return replace(sheet, rows=rows, merges=()), first


def renumbered(reading: RosterReading, heading: int) -> RosterReading:
    """Return a reading with the rows as the file has them, without the heading put in."""

    def own(row: int) -> int:
        return row - 1 if row > heading else row

    rows = reading.people["row"]
    people = Frame({**reading.people.columns, "row": rows - (rows > heading).astype(rows.dtype)})
    problems = tuple(problem._replace(row=own(problem.row)) for problem in reading.problems)
    return replace(reading, people=people, problems=problems)


def _item(line: str) -> dict[str, str] | None:
    found = _ITEM.match(line)
    if found is None:
        return None
    name, *parts = _split(found[2] or found[3])
    if not _NAME.fullmatch(name):
        return None
    item = {"ordinal": found[1] or "", "full_name": name}
    notes = []
    for part in filter(None, parts):
        field, value = _told(part)
        if field == "note" or field in item:
            notes.append(part)
        else:
            item[field] = value
    if notes:
        item["note"] = "; ".join(notes)
    return item


def _split(text: str) -> Sequence[str]:
    first, *others = _PARTS.split(text)
    name, *more = _AFTER_NAME.split(first, maxsplit=1)
    parts = (part for long in (*more, *others) for part in _LABELLED.split(long))
    return [name.strip(), *(part.strip(" .") for part in parts)]


def _told(part: str) -> tuple[str, str]:
    """Return our field that a part of a line is, and its value."""
    letters = folded(part)
    if letters in ("nam", "nu"):
        return "sex", part
    if _BIRTH.fullmatch(letters):
        return "birth_date", part
    label = _LABEL.match(letters)
    value = part[label.end() :] if label else part
    digits = re.sub(r"[ .\-]", "", value)
    if digits.isdecimal() and len(digits) in (9, 11, 12):
        return "citizen_id", digits
    if digits.isdecimal() and len(digits) == 10 and re.match(r"0[35789]", digits):
        return "phone", digits
    if _VILLAGE.fullmatch(letters):
        return "village", part
    said = read_stage_text(part)
    return ("state" if said.stage is not None or said.level else "note"), part
