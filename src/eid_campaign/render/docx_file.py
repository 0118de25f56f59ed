"""A Word file from its first to its last byte: new with nothing of a library's, the same twice."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from typing import Final

import docx
from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.parser import parse_xml

from eid_campaign.render.docx_styles import use_our_styles
from eid_campaign.render.docx_xml import NAMESPACES
from eid_campaign.render.values import one_line

AUTHOR: Final = "eidc report"
"""Tells an import that this is a report and no roster."""
_LONGEST: Final = 255
"""Characters of a property."""
_FOREIGN: Final = (RELATIONSHIP_TYPE.THUMBNAIL, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
_FOREIGN_WITHIN: Final = (
    RELATIONSHIP_TYPE.CUSTOM_XML,
    RELATIONSHIP_TYPE.NUMBERING,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest a zip file knows."""


def new() -> DocxDocument:
    """Return an empty file with our styles, and nothing else of the library's sample file."""
    word = docx.Document()
    for relations, foreign in (
        (word.part.package.rels, _FOREIGN),
        (word.part.rels, _FOREIGN_WITHIN),
    ):
        for name in [name for name, each in relations.items() if each.reltype in foreign]:
            del relations[name]
    use_our_styles(word)
    return word


def fill(word: DocxDocument, content: str) -> None:
    """Put ``content``, which ends with the properties of its last section, into the body."""
    # The whole part at once: moving a long list from one tree into another takes minutes.
    whole = f"<w:document {NAMESPACES}><w:body>{content}</w:body></w:document>"
    word.part._element = parse_xml(whole)


def saved(word: DocxDocument, *, title: str, as_of: date) -> bytes:
    """Return the bytes of ``word``, dated by its document and not by the clock."""
    properties = word.core_properties
    properties.title = one_line(title)[:_LONGEST]
    properties.author = AUTHOR
    properties.comments = ""
    properties.created = properties.modified = datetime.combine(as_of, time())
    out = io.BytesIO()
    word.save(out)
    return _without_clock(out.getvalue())


def _without_clock(content: bytes) -> bytes:
    """Return a zip file with the same members, whenever and wherever it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as made, zipfile.ZipFile(out, "w") as kept:
        for member in made.infolist():
            entry = zipfile.ZipInfo(member.filename, _MOMENT)
            entry.create_system = 0  # Else it tells Windows from Linux.
            kept.writestr(entry, made.read(member), zipfile.ZIP_DEFLATED)
    return out.getvalue()
