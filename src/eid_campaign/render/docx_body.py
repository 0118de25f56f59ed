"""The body of a Word file: parts, tables, pictures; wide tables on pages that lie down."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import Final, NamedTuple

from docx.document import Document as DocxDocument
from docx.shared import Mm

from eid_campaign.document import Block, Chart, Document, Table, Text
from eid_campaign.render.annexes import Annex
from eid_campaign.render.charts import chart_png
from eid_campaign.render.docx_page import Pages, Rooms
from eid_campaign.render.docx_table import drawn, laid_out
from eid_campaign.render.docx_xml import paragraph, run
from eid_campaign.render.values import block_title, noted, one_line
from eid_campaign.wording import _

END: Final = "./."
"""Stands behind the last sentence of an official text (NĐ 30)."""
_HIGHEST: Final = Mm(200)
"""A picture higher than this is made smaller, to stand on a page with its title."""
_HEADINGS: Final = {1: "eidcPart", 2: "eidcPoint"}
_SENTENCES: Final = ("eidcBody", "eidcNote", "eidcCaption")


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands together on one kind of page: a paragraph, or ready-made XML."""

    style: str = ""
    text: str = ""
    made: str = ""
    across: bool | None = False
    """Whether the page lies down; None for a heading, which goes with what follows."""
    draft: bool = False
    before: str = ""
    after: str = ""
    """What a remark is tied to: XML around the text."""

    @property
    def xml(self) -> str:
        """The piece as it stands in the file."""
        if self.made:
            return self.made
        text = run(self.text, highlight=self.draft) if self.text else ""
        return paragraph(self.style, self.before + text + self.after)


class Opened(NamedTuple):
    """The section that is being written: its pages, not yet ended."""

    across: bool = False
    begins: bool = True
    """Whether it is the first of the file."""
    restarts: bool = False
    """Whether its pages are counted from 1 again."""


def pieces(
    document: Document, word: DocxDocument, rooms: Rooms, blocks: Sequence[Block | Annex]
) -> list[Piece]:
    """Return ``blocks`` in order, the notes and the source of ``document`` under the last table.

    Pictures and remarks are put into ``word``, which the pieces are then for.
    """
    tables = [place for place, block in enumerate(blocks) if isinstance(block, Table)]
    last = tables[-1] if tables else len(blocks) - 1
    found: list[Piece] = []
    for place, block in enumerate(blocks):
        found += drawn_block(document, block, word, rooms)
        if place == last:
            found += _foot(document, across=bool(found and found[-1].across))
    if not blocks:
        found += _foot(document, across=False)
    return found


def ended(found: list[Piece]) -> list[Piece]:
    """Return the pieces of an official report with "./." where they end."""
    if not found or found[-1].style not in _SENTENCES:
        return [*found, Piece("eidcBody", END)]
    last = found[-1]
    text = last.text if last.text.endswith(END) else last.text.rstrip(" .;/") + END
    return [*found[:-1], replace(last, text=text)]


def flowed(
    found: Sequence[Piece], pages: Pages, opened: Opened | None = None
) -> tuple[str, Opened]:
    """Return the pieces with a break wherever the page turns, and the section left open.

    They begin in the section ``opened``: the first of the file, if none is given.
    """
    opened = opened or Opened()
    parts: list[str] = []
    for place, piece in enumerate(found):
        wanted = first_lies(found[place:], opened.across)
        if wanted != opened.across:
            parts.append(turned(pages, opened))
            opened = Opened(wanted, begins=False)
        parts.append(piece.xml)
    return "".join(parts), opened


def first_lies(found: Sequence[Piece], otherwise: bool) -> bool:
    """Return whether the first of ``found`` that has a will of its own lies down."""
    return next((each.across for each in found if each.across is not None), otherwise)


def turned(pages: Pages, opened: Opened) -> str:
    """Return the end of the section ``opened``."""
    section = pages.section(**opened._asdict())
    # A low paragraph, because a section ends in one, and after a table there is none.
    return paragraph("eidcBreak", "", f'<w:spacing w:line="20" w:lineRule="exact"/>{section}')


def drawn_block(
    document: Document, block: Block | Annex, word: DocxDocument, rooms: Rooms
) -> Iterator[Piece]:
    """Return the pieces of one block; of an annex, the sentence that refers to it."""
    if isinstance(block, Annex):
        yield Piece("eidcBody", block.reference)
    elif isinstance(block, Text):
        yield from _text(document, block, word)
    elif isinstance(block, Table):
        yield from _table(document, block, rooms)
    elif isinstance(block, Chart):
        yield from _chart(block, word, rooms.upright)


def _text(document: Document, text: Text, word: DocxDocument) -> Iterator[Piece]:
    title = block_title(document, text)
    style = _HEADINGS.get(text.level, "eidcPoint")
    made = [Piece(style, title, across=None if not text.paragraphs else False)] if title else []
    made += [Piece("eidcBody", one_line(line)) for line in text.paragraphs]
    if text.is_draft and made:
        made = _remarked([replace(piece, draft=True) for piece in made], document, word)
    yield from made


def _remarked(made: list[Piece], document: Document, word: DocxDocument) -> list[Piece]:
    """Tie a remark to all of ``made``: it is seen at once, and taken away at once."""
    remark = word.part.comments.add_comment(
        _(
            "A draft made from the figures: correct it to what is so on the ground, then delete"
            " this remark and the yellow (select, Text Highlight Colour, No Colour)."
        ),
        author="eidc",
        initials="eidc",
    )
    # The library takes the clock; the same document is to give the same bytes.
    remark._comment_elm.date = datetime.combine(document.as_of, time(), UTC)
    number = remark.comment_id
    start = f'<w:commentRangeStart w:id="{number}"/>'
    end = f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'
    made[0] = replace(made[0], before=start)
    made[-1] = replace(made[-1], after=end)
    return made


def _table(document: Document, table: Table, rooms: Rooms) -> Iterator[Piece]:
    title = block_title(document, table)
    found = laid_out(table, rooms)
    across = any(layout.across for layout in found)
    for layout in found:
        said = _("{title} (continued)", title=title) if layout.first and title else title
        # Word makes one table of two that follow each other without a line between.
        yield Piece("eidcTableTitle" if said else "eidcBreak", said, across=across)
        yield Piece(made=drawn(layout, has_total=table.total is not None), across=across)
    yield from _notes(table.notes, across=across)


def _foot(document: Document, *, across: bool) -> Iterator[Piece]:
    yield from _notes(document.notes, across=across)
    if document.source:
        said = _("Source: {source}", source=one_line(document.source))
        yield Piece("eidcNote", said, across=across)


def _notes(notes: Iterable[str], *, across: bool) -> Iterator[Piece]:
    for line in noted(notes):
        yield Piece("eidcNote", line, across=across)


def _chart(chart: Chart, word: DocxDocument, room: float) -> Iterator[Piece]:
    if chart.title:
        yield Piece("eidcTableTitle", one_line(chart.title))
    yield Piece(made=_picture(chart, word, room))
    yield Piece("eidcCaption", one_line(chart.caption))


def _picture(chart: Chart, word: DocxDocument, room: float) -> str:
    drawing = io.BytesIO(chart_png(chart, width_mm=room))
    inline = word.part.new_pic_inline(drawing, width=Mm(room))
    if inline.extent.cy > _HIGHEST:
        drawing.seek(0)
        inline = word.part.new_pic_inline(drawing, height=_HIGHEST)
    inline.docPr.set("descr", one_line(chart.caption))
    return paragraph("eidcPicture", f"<w:r><w:drawing>{inline.xml}</w:drawing></w:r>")
