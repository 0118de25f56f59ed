"""Markdown with GitHub's tables: numbers aligned right, nothing in a cell taken for markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from eid_campaign.document import Column, Document, Table, Text
from eid_campaign.render.values import (
    NUMERIC,
    block_title,
    heading,
    noted,
    one_line,
    people_columns,
    shown_row,
)
from eid_campaign.wording import _

_MARKUP = re.compile(r"([\\`*_|<>\[\]])")


def render(document: Document) -> bytes:
    """Return ``document`` as UTF-8; a heading's group stands before it, "Level 1: activated"."""
    title, *others = (_escaped(line) for line in heading(document))
    parts = [f"# {title}", *others]
    for block in document.read_blocks:
        name = block_title(document, block)
        if name:
            parts.append(f"## {_escaped(name)}")
        if isinstance(block, Text):
            parts.extend(_escaped(one_line(line)) for line in block.paragraphs)
        else:
            parts.append("\n".join(_table(block)))
            if not block.rows:
                parts.append(_("No rows."))
            parts.extend(_notes(block.notes))
    parts.extend(_notes(document.notes))
    if document.source:
        parts.append(_escaped(_("Source: {source}", source=one_line(document.source))))
    return ("\n\n".join(parts) + "\n").encode()


def _table(table: Table) -> Iterator[str]:
    columns = people_columns(table)
    yield _line([_title(column) for column in columns])
    yield "|" + "|".join("---:" if column.kind in NUMERIC else "---" for column in columns) + "|"
    for row in table.rows:
        yield _line([_escaped(cell) for cell in shown_row(columns, row)])
    if table.total is not None:
        cells = shown_row(columns, table.total, total=True)
        yield _line([f"**{_escaped(cell)}**" if cell else "" for cell in cells])


def _title(column: Column) -> str:
    title = one_line(column.title)
    return _escaped(f"{one_line(column.group)}: {title}" if column.group else title)


def _notes(notes: tuple[str, ...]) -> tuple[str, ...]:
    lines = tuple(_escaped(line) for line in noted(notes))
    # A numbered list needs no blank lines between its items, only one before the first.
    return (*lines[:1], "\n".join(lines[1:])) if len(lines) > 1 else lines


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
