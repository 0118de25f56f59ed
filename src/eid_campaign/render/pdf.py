"""PDF: an official report in the form of Nghị định 30/2020/NĐ-CP, or a plain page of A4.

typst sets it in the serif letters it brings along, so that the bytes are the same on every
machine. The words reach it as JSON and are never read as its markup.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import typst

from eid_campaign.document import Block, Chart, Column, Document, Kind, Letter, Table, Text
from eid_campaign.render.annexes import Annex, parted, tied_to
from eid_campaign.render.charts import chart_svg
from eid_campaign.render.values import (
    NUMERIC,
    block_title,
    heading,
    noted,
    one_line,
    people_columns,
    shown_row,
)
from eid_campaign.wording import _, day, language

_Piece = dict[str, Any]

_PAGE: Final = Path(__file__).with_name("pdf.typ")
_ROOM: Final = 165.0
"""Millimetres between the margins of A4."""
_MEASURED: Final = 6
"""So many of the longest cells tell how wide a column is."""
_END: Final = "./."
"""Stands behind the last word of an official text."""
_TO_FILL_IN: Final = "…………………"
# The words of the form are those of the decree, whatever the language in use.
_STATE: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
_NUMBER: Final = "Số:\u2003\u2003\u2003/"


def render(document: Document) -> bytes:
    """Return ``document`` as PDF, dated by its own day."""
    data = json.dumps(_content(document), ensure_ascii=False)
    return typst.compile(
        _PAGE, format="pdf", ignore_system_fonts=True, sys_inputs={"document": data}
    )


def _content(document: Document) -> dict[str, object]:
    title, *others = heading(document)
    blocks, annexes = parted(document)
    pieces = list(_pieces(document, blocks))
    if document.letter is not None:
        pieces = _ended(pieces)
    return {
        "language": language(),
        "title": title,
        "others": others,
        "as_of": [document.as_of.year, document.as_of.month, document.as_of.day],
        "letter": document.letter and _letter(document.letter, others),
        "pieces": pieces,
        "annexes": [_annex(document, annex) for annex in annexes],
        "draft": _("(draft from the figures, to be read and edited)"),
        "pages": _("Page {page} of {pages}", page="{page}", pages="{pages}"),
        "foot": _foot(document),
    }


def _foot(document: Document) -> str:
    source, when = one_line(document.source), day(document.as_of)
    return source if when in source else " · ".join(filter(None, [source, when]))


def _annex(document: Document, annex: Annex) -> dict[str, object]:
    return {
        "name": annex.name,
        "title": annex.title.upper(),
        "tied": tied_to(document.letter) if document.letter else "",
        "pieces": [piece for block in annex.blocks for piece in _piece(document, block)],
    }


def _pieces(document: Document, blocks: Sequence[Block | Annex]) -> Iterator[_Piece]:
    """Return ``blocks`` in order, the notes of the document under the last table."""
    tables = [place for place, block in enumerate(blocks) if isinstance(block, Table)]
    last = tables[-1] if tables else len(blocks) - 1
    for place, block in enumerate(blocks):
        yield from _piece(document, block)
        if place == last:
            yield from _notes(document)
    if not blocks:
        yield from _notes(document)


def _piece(document: Document, block: Block | Annex) -> Iterator[_Piece]:
    if isinstance(block, Annex):
        yield {"is": "text", "title": "", "is_draft": False, "paragraphs": [block.reference]}
    elif isinstance(block, Text):
        yield {
            "is": "text",
            "title": block_title(document, block),
            "level": block.level,
            "is_draft": block.is_draft,
            "paragraphs": [_glued(line) for line in block.paragraphs],
        }
    elif isinstance(block, Table):
        yield _table(document, block)
    elif isinstance(block, Chart):
        yield {
            "is": "chart",
            "title": one_line(block.title),
            "svg": chart_svg(block, width_mm=_ROOM),
            "caption": _glued(block.caption),
        }


def _notes(document: Document) -> Iterator[_Piece]:
    lines = [_glued(line) for line in noted(document.notes)]
    if document.source:
        lines.append(_glued(_("Source: {source}", source=one_line(document.source))))
    if lines:
        yield {"is": "notes", "lines": lines}


def _table(document: Document, table: Table) -> _Piece:
    columns = people_columns(table)
    rows = [[_glued(cell) for cell in shown_row(columns, row)] for row in table.rows]
    total = table.total and [_glued(c) for c in shown_row(columns, table.total, total=True)]
    title = block_title(document, table)
    naming = next(
        (place + 1 for place, column in enumerate(columns[:2]) if column.kind is Kind.TEXT), 1
    )
    return {
        "is": "table",
        "title": title,
        "continued": _("{title} (continued)", title=title) if title else "",
        "columns": [
            _column(column, [row[place] for row in [*rows, *([total] if total else [])]])
            for place, column in enumerate(columns)
        ],
        "naming": naming,
        "runs": _runs(columns, naming),
        "rows": rows,
        "total": total or None,
        "nothing": _("No rows."),
        "notes": [_glued(line) for line in noted(table.notes)],
    }


def _column(column: Column, cells: list[str]) -> dict[str, object]:
    numeric = column.kind in NUMERIC and column.kind is not Kind.RANK
    return {
        "title": one_line(column.title),
        "group": one_line(column.group),
        "align": "right" if numeric else "left" if column.kind is Kind.TEXT else "center",
        "fixed": column.kind is not Kind.TEXT,
        "longest": sorted(set(cells), key=len)[-_MEASURED:],
    }


def _runs(columns: tuple[Column, ...], naming: int) -> list[list[int]]:
    """Return the places of the columns behind the naming ones, those of a group together."""
    places = range(naming, len(columns))
    runs = []
    for group, members in groupby(places, lambda place: columns[place].group):
        run = list(members)
        runs += [run] if group else [[place] for place in run]
    return runs


def _letter(letter: Letter, others: list[str]) -> dict[str, object]:
    month = f"{letter.day.month:02d}" if letter.day.month <= 2 else str(letter.day.month)
    when = f"ngày {letter.day.day:02d} tháng {month} năm {letter.day.year}"
    return {
        "parent_agency": one_line(letter.parent_agency) or _TO_FILL_IN,
        "agency": one_line(letter.agency) or _TO_FILL_IN,
        "state": _STATE,
        "motto": _MOTTO,
        "number": _NUMBER + one_line(letter.symbol),
        "place_and_day": f"{one_line(letter.place) or _TO_FILL_IN}, {when}",
        "kind": one_line(letter.kind),
        "subject": one_line(letter.subject),
        "others": others,
        "to_said": "Kính gửi:",
        "to": _listed(letter.addressees) if len(letter.addressees) > 1 else letter.addressees,
        "recipients_said": "Nơi nhận:",
        "recipients": _listed(letter.recipients),
        "signer_title": [one_line(line) for line in letter.signer_title] or [_TO_FILL_IN],
        "signer": one_line(letter.signer),
    }


def _listed(lines: tuple[str, ...]) -> list[str]:
    """Return ``lines`` with a dash before each, a semicolon behind, a full stop at the end."""
    found = [one_line(line).rstrip(" .;") for line in lines]
    return [f"- {line}{';' if place < len(found) else '.'}" for place, line in enumerate(found, 1)]


def _ended(pieces: list[_Piece]) -> list[_Piece]:
    """Return the pieces of an official report with "./." behind their last word."""
    last = pieces[-1] if pieces else {}
    for name in ("lines", "notes", "paragraphs"):
        if last.get(name):
            *others, line = last[name]
            return [*pieces[:-1], last | {name: [*others, line.rstrip(" .;/") + _END]}]
    if last.get("caption"):
        return [*pieces[:-1], last | {"caption": last["caption"].rstrip(" .;/") + _END}]
    return [*pieces, {"is": "end", "words": _END}]


def _glued(text: str) -> str:
    """Return ``text`` with its percent signs kept on the line of their number."""
    return one_line(text).replace(" %", "\u00a0%")
