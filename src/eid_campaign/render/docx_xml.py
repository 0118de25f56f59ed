"""The words of WordprocessingML: paragraphs, runs and lengths, as strings to be put together.

Strings and not objects, because a list of five thousand people is one table: built cell by cell
through an object model it takes minutes.
"""

from __future__ import annotations

from html import escape
from typing import Final

from docx.oxml.ns import nsdecls

NAMESPACES: Final[str] = nsdecls("w", "r")
"""What a whole part declares."""
NO_BREAK: Final = "\u00a0"


def twips(mm: float) -> int:
    """Return millimetres in twentieths of a point, as Word counts lengths."""
    return round(mm * 1440 / 25.4)


def run(text: str, *, size: float = 0, bold: bool = False, highlight: bool = False) -> str:
    """Return a run of ``text``; what is not asked for is the paragraph style's own."""
    # Word wants them in this order.
    looks = "<w:b/><w:bCs/>" if bold else ""
    if size:
        looks += f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
    if highlight:
        looks += '<w:highlight w:val="yellow"/>'
    looks = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{escape(joined(text))}</w:t></w:r>'


def paragraph(style: str, content: str, properties: str = "") -> str:
    """Return a paragraph of ``content`` (runs), with properties beside those of its style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def field(code: str) -> str:
    """Return a field that Word computes, such as the number of the page."""
    parts = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {code} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(f"<w:r>{part}</w:r>" for part in parts)


def rule(length_mm: float, width_mm: float) -> str:
    """Return a horizontal line ``length_mm`` long in the middle of ``width_mm``.

    A border of a low paragraph: drawn lines move when an officer edits what is above them.
    """
    aside = twips(max(width_mm - length_mm, 0) / 2)
    border = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
    return paragraph("eidcRule", "", f'{border}<w:ind w:left="{aside}" w:right="{aside}"/>')


def joined(text: str) -> str:
    """Return ``text`` with each percent sign held at its number."""
    return text.replace(" %", NO_BREAK + "%")
