"""A document as JSON and back, so that a report is printed again as it was sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from fractions import Fraction
from typing import Any

from eid_campaign.document import Column, Document, Kind, Row, Table, Text, Value

Packed = dict[str, Any]


def packed(document: Document) -> Packed:
    """Return all of ``document`` as values that JSON has."""
    return _plain(document) | {
        "as_of": document.as_of.isoformat(),
        "blocks": [_packed_block(block) for block in document.blocks],
    }


def unpacked(kept: Mapping[str, Any]) -> Document:
    """Return the document that ``packed`` was given; what a later eidc adds is left at its
    default.
    """
    return Document(
        **_known(Document, kept)
        | {
            "as_of": date.fromisoformat(kept["as_of"]),
            "blocks": tuple(map(_block, kept["blocks"])),
        }
    )


def _packed_block(block: Table | Text) -> Packed:
    if isinstance(block, Text):
        return {"text": _plain(block)}
    return {
        "table": _plain(block)
        | {
            "columns": [_plain(column) | {"kind": column.kind.value} for column in block.columns],
            "rows": [_packed_row(row) for row in block.rows],
            "total": None if block.total is None else _packed_row(block.total),
        }
    }


def _block(kept: Mapping[str, Any]) -> Table | Text:
    if "text" in kept:
        return Text(**_known(Text, kept["text"]))
    table = kept["table"]
    return Table(
        **_known(Table, table)
        | {
            "columns": tuple(
                Column(**_known(Column, each) | {"kind": Kind(each["kind"])})
                for each in table["columns"]
            ),
            "rows": tuple(map(_row, table["rows"])),
            "total": None if table["total"] is None else _row(table["total"]),
        }
    )


def _plain(part: Document | Table | Text | Column) -> Packed:
    """Return the fields of ``part`` with tuples as lists; the nested ones are packed by others."""
    return {
        each.name: list(value) if isinstance(value, tuple) else value
        for each in fields(part)
        for value in (getattr(part, each.name),)
    }


def _known(kind: type, kept: Mapping[str, Any]) -> Packed:
    """Return what ``kind`` has a field for, with lists as tuples again."""
    names = {each.name for each in fields(kind)}
    return {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in kept.items()
        if name in names
    }


def _packed_row(row: Row) -> Packed:
    return {name: _packed_value(value) for name, value in row.items()}


def _packed_value(value: Value) -> object:
    """JSON has neither fractions nor days, and a float would lose a rate's last digit."""
    if isinstance(value, Fraction):
        return {"rate": f"{value.numerator}/{value.denominator}"}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return value


def _row(kept: Mapping[str, Any]) -> Row:
    return {name: _value(value) for name, value in kept.items()}


def _value(kept: Any) -> Value:
    if isinstance(kept, dict):
        return Fraction(kept["rate"]) if "rate" in kept else date.fromisoformat(kept["day"])
    found: Value = kept
    return found
