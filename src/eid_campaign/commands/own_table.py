"""The file of own words: one to begin with, and the text of one that was filled in."""

from __future__ import annotations

from pathlib import Path

from eid_campaign.campaign.errors import InputRefused
from eid_campaign.campaign.own_rules import COLUMNS

MOST_BYTES = 1_000_000


def example_table() -> str:
    """Return a table to fill in, with an example of each kind of line."""
    lines = (
        COLUMNS,
        ("# Dòng bắt đầu bằng dấu # không tính. Các cụm từ cách nhau bằng dấu |",),
        ("nước ngoài", "cần xác minh", "đi lò gạch bên kia biên giới", "", "hỏi gia đình"),
        ("làm ăn xa", "", "đi chợ đầu mối | theo xe tải", "", "vẫn đăng ký được"),
        ("", "", "rút khẩu", "cắt khẩu", "cách nói ở thôn"),
    )
    return "".join("\t".join(line) + "\n" for line in lines)


def read_table(file: Path) -> str:
    """Return a table's text: UTF-8, or the Unicode text that Excel writes.

    Raises InputRefused for a workbook, another encoding, or a file too large to be a table.
    """
    content = file.read_bytes() if file.stat().st_size <= MOST_BYTES else b"\0"
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise InputRefused(
            "{file} is no table of text.",
            "In Excel save it as “Unicode Text (*.txt)”, or in Notepad with the encoding UTF-8.",
            file=file.name,
        )
    return text
