"""The annexes of a Word file: each on pages of its own behind the signature, counted from 1."""

from __future__ import annotations

from collections.abc import Iterable

from docx.document import Document as DocxDocument

from eid_campaign.document import Document, Letter
from eid_campaign.render.annexes import Annex, tied_to
from eid_campaign.render.docx_body import Opened, Piece, drawn_block, first_lies, flowed, turned
from eid_campaign.render.docx_page import Pages

_SMALLEST_UPRIGHT = 11
"""Points: an annex has pages of its own, so a table had better lie down than shrink."""


def annexed(
    document: Document,
    annexes: Iterable[Annex],
    word: DocxDocument,
    pages: Pages,
    opened: Opened,
) -> tuple[str, Opened]:
    """Return ``annexes`` behind the section ``opened``, and the section left open."""
    parts: list[str] = []
    for annex in annexes:
        found = _pieces(document, annex, word, pages)
        parts.append(turned(pages, opened))
        opened = Opened(first_lies(found, False), begins=False, restarts=True)
        xml, opened = flowed(found, pages, opened)
        parts.append(xml)
    return "".join(parts), opened


def _pieces(document: Document, annex: Annex, word: DocxDocument, pages: Pages) -> list[Piece]:
    rooms = pages.rooms._replace(smallest_upright=_SMALLEST_UPRIGHT)
    found = _heading(annex, document.letter)
    for block in annex.blocks:
        found += drawn_block(document, block, word, rooms)
    return found


def _heading(annex: Annex, letter: Letter | None) -> list[Piece]:
    found = [
        Piece("eidcAnnex", annex.name, across=None),
        Piece("eidcAnnexTitle", annex.title.upper(), across=None),
    ]
    return [*found, Piece("eidcAnnexTied", tied_to(letter), across=None)] if letter else found
