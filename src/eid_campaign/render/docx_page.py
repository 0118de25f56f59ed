"""The paper of a Word file: A4, its margins, which way it lies, where the page number stands."""

from __future__ import annotations

from typing import Final, NamedTuple

from docx.document import Document as DocxDocument
from docx.oxml.parser import parse_xml
from docx.section import Section
from docx.section import _BaseHeaderFooter as Margin
from lxml import etree

from eid_campaign.render.docx_xml import NAMESPACES, field, paragraph, run, twips
from eid_campaign.wording import _

# Nghị định 30/2020/NĐ-CP, Phụ lục I: top and bottom 20-25, left 30-35, right 15-20 mm.
_TOP: Final = 20
_BOTTOM: Final = 20
_LEFT: Final = 30
_RIGHT: Final = 15
_EDGE: Final = 10
"""From the edge of the paper to the page number."""
_SHORT_SIDE: Final = 210
_LONG_SIDE: Final = 297
_NOT_TAKEN_ON: Final = frozenset(
    ("type", "pgSz", "titlePg", "textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings")
)
"""Properties of a section that a later one has of its own, or need not have."""


class Rooms(NamedTuple):
    """Millimetres between the margins of a page that stands, and of one that lies down."""

    upright: float = float(_SHORT_SIDE - _LEFT - _RIGHT)
    across: float = float(_LONG_SIDE - _LEFT - _RIGHT)
    smallest_upright: float = 9
    """Points of the letters below which a table had better lie down."""
    largest: float = 12
    """Points of the largest letters of a table."""


class Pages(NamedTuple):
    """How the sections of one file are written: the properties of a page of each kind."""

    upright: str
    across: str
    references: str = ""
    """What stands above and below, told once: later sections take it on."""
    has_own_first: bool = False
    """Whether the first page of all has no number."""
    rooms: Rooms = Rooms()

    def section(self, *, across: bool, begins: bool, restarts: bool = False) -> str:
        """Return the properties of a section that ``begins`` the file, or goes on in it.

        ``restarts`` counts its pages from 1 again, and the first has no number (NĐ 30).
        """
        own_first = (begins or restarts) and self.has_own_first
        page = self.across if across else self.upright
        if restarts and "<w:pgNumType" not in page:
            # Word wants it before the columns that a file of the office's own may have.
            margins, columns, others = page.partition("<w:cols")
            page = f'{margins}<w:pgNumType w:start="1"/>{columns}{others}'
        return (
            f"<w:sectPr>{self.references if begins else ''}{page}"
            f"{'<w:titlePg/>' if own_first else ''}</w:sectPr>"
        )


def letter_pages(document: DocxDocument) -> Pages:
    """Number the pages in the middle of the top margin, from the second on (NĐ 30)."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    _fill(section.header, paragraph("eidcPage", field("PAGE")))
    _fill(section.first_page_header, paragraph("eidcPage", ""))
    return _our_pages(section)._replace(rooms=Rooms(largest=11))


def plain_pages(document: DocxDocument) -> Pages:
    """Number the pages at the foot, with how many there are."""
    section = document.sections[0]
    said = _("Page {page} of {pages}", page="\0", pages="\0")
    before, between, after = said.split("\0")
    content = run(before) + field("PAGE") + run(between) + field("NUMPAGES") + run(after)
    _fill(section.footer, paragraph("eidcFoot", content))
    return _our_pages(section)._replace(rooms=Rooms(smallest_upright=11))


def pages_of(document: DocxDocument) -> Pages:
    """Return the pages of a file of the office's own, as its last section has them."""
    section = document.sections[-1]
    others = "".join(
        etree.tostring(each, encoding="unicode")
        for each in section._sectPr
        if _name(each) not in _NOT_TAKEN_ON and not _name(each).endswith("Reference")
    )
    wide = section.page_width.mm if section.page_width else _SHORT_SIDE
    high = section.page_height.mm if section.page_height else _LONG_SIDE
    left = section.left_margin.mm if section.left_margin else 0
    right = section.right_margin.mm if section.right_margin else 0
    return Pages(
        _page(wide, high, others),
        _page(high, wide, others),
        _references(section),
        section.different_first_page_header_footer,
        Rooms(round(wide - left - right, 1), round(high - left - right, 1), largest=11),
    )


def _our_pages(section: Section) -> Pages:
    margins = (
        f'<w:pgMar w:top="{twips(_TOP)}" w:right="{twips(_RIGHT)}" w:bottom="{twips(_BOTTOM)}"'
        f' w:left="{twips(_LEFT)}" w:header="{twips(_EDGE)}" w:footer="{twips(_EDGE)}"'
        ' w:gutter="0"/>'
    )
    return Pages(
        _page(_SHORT_SIDE, _LONG_SIDE, margins),
        _page(_LONG_SIDE, _SHORT_SIDE, margins),
        _references(section),
        section.different_first_page_header_footer,
    )


def _page(wide: float, high: float, others: str) -> str:
    lies = ' w:orient="landscape"' if wide > high else ""
    size = f'<w:pgSz w:w="{twips(wide)}" w:h="{twips(high)}"{lies}/>'
    return f'<w:type w:val="nextPage"/>{size}{others}'


def _references(section: Section) -> str:
    return "".join(
        etree.tostring(each, encoding="unicode")
        for each in section._sectPr
        if _name(each).endswith("Reference")
    )


def _name(element: etree._Element) -> str:
    return str(etree.QName(element).localname)


def _fill(margin: Margin, content: str) -> None:
    """Put ``content`` above or below each page."""
    margin.is_linked_to_previous = False
    element = margin._element
    for old in list(element):
        element.remove(old)
    for new in list(parse_xml(f"<w:hdr {NAMESPACES}>{content}</w:hdr>")):
        element.append(new)
