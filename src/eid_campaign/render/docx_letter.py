"""What stands above and below the body of an official report (NĐ 30/2020, Phụ lục I).

The words of the form are those of the decree, in Vietnamese whatever the language in use.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from eid_campaign.document import Letter
from eid_campaign.render.docx_measure import width
from eid_campaign.render.docx_xml import paragraph, rule, run, twips
from eid_campaign.render.values import one_line

_LEFT: Final = 70.0
_RIGHT: Final = 95.0
"""Millimetres of the two columns of the letterhead, together the page between its margins."""
STATE: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
TO_FILL_IN: Final = "…………………"
"""Stands where the campaign file names nothing."""
NUMBER: Final = "Số:      /"
"""The number is given by the office's own register."""


def letterhead(letter: Letter) -> str:
    """Return who writes and where, in two columns, then what it is and what about."""
    agency = one_line(letter.agency).upper() or TO_FILL_IN
    left = (
        said("eidcParent", letter.parent_agency.upper() or TO_FILL_IN),
        said("eidcAgency", agency),
        rule(_part_of(agency, 12, _LEFT), _LEFT),
    )
    right = (
        said("eidcState", STATE),
        said("eidcMotto", MOTTO),
        rule(width(MOTTO, 13, bold=True), _RIGHT),
    )
    place = f"{one_line(letter.place) or TO_FILL_IN}, {date_said(letter.day)}"
    # LibreOffice puts an empty line above a table that begins a text with remarks.
    return paragraph("eidcBreak", "") + two_columns(
        (left, right),
        (
            (said("eidcNumber", NUMBER + one_line(letter.symbol)),),
            (said("eidcPlace", place),),
        ),
        widths=(_LEFT, _RIGHT),
    )


def heading(letter: Letter, others: Iterable[str]) -> str:
    """Return what kind of text it is, what about (trích yếu), and ``others``: its period."""
    subject = one_line(letter.subject)
    room = _LEFT + _RIGHT
    return (
        said("eidcKind", letter.kind.upper())
        + said("eidcSubject", subject)
        + "".join(said("eidcPeriod", f"({line})") for line in others)
        + rule(min(_part_of(subject, 14, room), room / 3), room)
        + addressed(letter.addressees)
    )


def addressed(addressees: Iterable[str]) -> str:
    """Return to whom it goes: on one line, or a line each with the dashes under the colon."""
    found = [one_line(each) for each in addressees]
    if len(found) < 2:
        return "".join(said("eidcTo", f"Kính gửi: {each}") for each in found)
    return said("eidcToMany", "Kính gửi:") + "".join(
        said("eidcToLine", line) for line in listed(found)
    )


def signature(letter: Letter, room: float = _LEFT + _RIGHT) -> str:
    """Return who gets a copy, on the left, and who signs, on the right; never on two pages."""
    left = [said("eidcRecipients", "Nơi nhận:")] if letter.recipients else [said("eidcBody", "")]
    left += [said("eidcRecipient", line) for line in listed(letter.recipients)]
    right = [said("eidcSignTitle", line.upper()) for line in letter.signer_title or (TO_FILL_IN,)]
    right.append(said("eidcSigner", letter.signer))
    half = room / 2
    space = paragraph("eidcRule", "", '<w:keepNext/><w:spacing w:before="240"/>')
    # A text cannot end in a table.
    end = paragraph("eidcBreak", "")
    return space + two_columns((left, right), widths=(half, half)) + end


def listed(lines: Iterable[str]) -> list[str]:
    """Return ``lines`` with a dash before each, a semicolon behind, a full stop at the end."""
    found = [one_line(line).rstrip(" .;") for line in lines]
    return [f"- {line}{';' if place < len(found) else '.'}" for place, line in enumerate(found, 1)]


def date_said(day: date) -> str:
    """Return the day as the decree writes it: a 0 before days under 10 and the months 1 and 2."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def said(style: str, text: str) -> str:
    """Return a paragraph of plain text."""
    return paragraph(style, run(one_spaced(text)) if text else "")


def one_spaced(text: str) -> str:
    """Return ``text`` on one line; the blanks of the number's place stay."""
    return text if text.startswith(NUMBER) else one_line(text)


def two_columns(*rows: tuple[Iterable[str], Iterable[str]], widths: tuple[float, float]) -> str:
    """Return a table without a frame; each row is two stacks of paragraphs."""
    none = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
    grid = "".join(f'<w:gridCol w:w="{twips(each)}"/>' for each in widths)
    content = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{twips(each)}" w:type="dxa"/></w:tcPr>'
            f"{''.join(cell)}</w:tc>"
            for cell, each in zip(row, widths, strict=True)
        )
        + "</w:tr>"
        for row in rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{none}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{content}</w:tbl>"
    )


def _part_of(text: str, size: float, room: float) -> float:
    """Return two fifths of the line that ``text`` fills: between a third and a half of it."""
    return min(width(text, size, bold=True), room) * 0.4
