"""A document as JSON and back, so that a report is printed again as it was sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from eid_campaign.document import (
    Block,
    Card,
    CardFigure,
    CardLine,
    Chart,
    ChartKind,
    Column,
    Document,
    Kind,
    Letter,
    Panel,
    Role,
    Row,
    Series,
    Table,
    Text,
    Tile,
    Tiles,
    Value,
)

Packed = dict[str, Any]

_PARTS: dict[str, type] = {
    each.__name__: each
    for each in (Card, CardFigure, CardLine, Chart, Letter, Panel, Series, Tile, Tiles)
}
_WORDS: dict[str, type[StrEnum]] = {each.__name__: each for each in (ChartKind, Kind, Role)}


def packed(document: Document) -> Packed:
    """Return all of ``document`` as values that JSON has."""
    return _plain(document) | {
        "as_of": document.as_of.isoformat(),
        "blocks": [_packed_block(block) for block in document.blocks],
        "letter": _packed_part(document.letter),
        "card": _packed_part(document.card),
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
            "letter": _part(kept.get("letter")),
            "card": _part(kept.get("card")),
        }
    )


def _packed_block(block: Block) -> Packed:
    if not isinstance(block, Table | Text):
        return {"part": _packed_part(block)}
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


def _block(kept: Mapping[str, Any]) -> Block:
    if "part" in kept:
        part: Block = _part(kept["part"])
        return part
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


def _packed_part(part: object) -> Any:
    """Return a chart, a letter or what is in one: each under the name of its kind."""
    if is_dataclass(part):
        packed = {each.name: _packed_part(getattr(part, each.name)) for each in fields(part)}
        return {"is": type(part).__name__} | packed
    if isinstance(part, tuple):
        return [_packed_part(each) for each in part]
    if isinstance(part, StrEnum):
        return {"is": type(part).__name__, "word": part.value}
    assert part is None or isinstance(part, str | int | Fraction | date)
    return _packed_value(part)


def _part(kept: Any) -> Any:
    if isinstance(kept, list):
        return tuple(map(_part, kept))
    if not isinstance(kept, dict) or "is" not in kept:
        return _value(kept)
    if "word" in kept:
        return _WORDS[kept["is"]](kept["word"])
    kind = _PARTS[kept["is"]]
    names = {each.name for each in fields(kind)}
    return kind(**{name: _part(value) for name, value in kept.items() if name in names})


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
