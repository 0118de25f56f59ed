"""What a template of the office's own may ask for: the fields of a report, in words.

Every field is there for every document; what a document does not have is blank or an empty list.
"""

from __future__ import annotations

from eid_campaign.document import Document, Letter, Table, Text
from eid_campaign.render.docx_letter import date_said
from eid_campaign.render.docx_xml import joined
from eid_campaign.render.values import block_title, heading, one_line, people_columns, shown_row

Fields = dict[str, object]


def fields(document: Document) -> Fields:
    """Return the fields of ``document`` but ``body`` and ``annexes``, made for one file."""
    letter = document.letter or Letter("", "", "", "", document.as_of, "", "")
    title, *others = heading(document)
    blocks = document.page_blocks
    return {
        "agency": one_line(letter.agency),
        "parent_agency": one_line(letter.parent_agency),
        "symbol": one_line(letter.symbol),
        "place": one_line(letter.place),
        "date_said": date_said(letter.day),
        "kind": one_line(letter.kind),
        "subject": one_line(letter.subject),
        "addressees": [one_line(each) for each in letter.addressees],
        "recipients": [one_line(each) for each in letter.recipients],
        "signer_title": [one_line(each) for each in letter.signer_title],
        "signer": one_line(letter.signer),
        "title": title,
        "subtitle": " · ".join(others),
        "parts": [_part(document, block) for block in blocks if isinstance(block, Text)],
        "tables": [_table(document, block) for block in blocks if isinstance(block, Table)],
        "notes": [one_line(note) for note in document.notes],
        "source": one_line(document.source),
    }


def _part(document: Document, text: Text) -> Fields:
    return {
        "title": block_title(document, text),
        "level": text.level,
        "paragraphs": [joined(one_line(line)) for line in text.paragraphs],
        "is_draft": text.is_draft,
    }


def _table(document: Document, table: Table) -> Fields:
    columns = people_columns(table)
    total = shown_row(columns, table.total, total=True) if table.total is not None else ()
    return {
        "title": block_title(document, table),
        "columns": [
            f"{one_line(column.group)}: {one_line(column.title)}"
            if column.group
            else one_line(column.title)
            for column in columns
        ],
        "rows": [[joined(cell) for cell in shown_row(columns, row)] for row in table.rows],
        "total": [joined(cell) for cell in total],
        "notes": [one_line(note) for note in table.notes],
    }
