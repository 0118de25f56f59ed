"""A Word file: an official report in the form of Nghị định 30/2020/NĐ-CP, or a plain page.

A report has a letterhead, a subject, a signature; a list or an answer without a letter has a title,
its tables and the number of each page. The office's own file, if one is given, is filled instead.
"""

from __future__ import annotations

from eid_campaign.document import Document, Letter
from eid_campaign.render.annexes import parted
from eid_campaign.render.docx_annexes import annexed
from eid_campaign.render.docx_body import ended, flowed, pieces
from eid_campaign.render.docx_file import fill, new, saved
from eid_campaign.render.docx_letter import heading as letter_heading
from eid_campaign.render.docx_letter import letterhead, said, signature
from eid_campaign.render.docx_page import letter_pages, plain_pages
from eid_campaign.render.docx_template import filled
from eid_campaign.render.formats import Looks
from eid_campaign.render.values import heading


def render(document: Document, looks: Looks) -> bytes:
    """Return ``document`` as a Word file; the same document gives the same bytes.

    Raises UsageProblem or InputRefused for a template that cannot be filled.
    """
    if looks.template is not None:
        return filled(document, looks.template)
    return _official(document, document.letter) if document.letter else _plain(document)


def _official(document: Document, letter: Letter) -> bytes:
    word = new()
    pages = letter_pages(word)
    blocks, annexes = parted(document)
    body, opened = flowed(ended(pieces(document, word, pages.rooms, blocks)), pages)
    room = pages.rooms.across if opened.across else pages.rooms.upright
    behind, opened = annexed(document, annexes, word, pages, opened)
    content = (
        letterhead(letter)
        + letter_heading(letter, heading(document)[1:])
        + body
        + signature(letter, room)
        + behind
        + pages.section(**opened._asdict())
    )
    fill(word, content)
    return saved(word, title=document.title, as_of=document.as_of)


def _plain(document: Document) -> bytes:
    word = new()
    pages = plain_pages(word)
    found = pieces(document, word, pages.rooms, parted(document)[0])
    # One wide table lays the whole answer down: it is turned once, not from page to page.
    across = any(piece.across for piece in found)
    title, *others = heading(document)
    content = (
        said("eidcTitle", title)
        + "".join(said("eidcPeriod", line) for line in others)
        + "".join(piece.xml for piece in found)
        + pages.section(across=across, begins=True)
    )
    fill(word, content)
    return saved(word, title=document.title, as_of=document.as_of)
