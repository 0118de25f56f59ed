"""What a report says, without how it looks.

Charts and letters are for pages: they are loaded when one is named, so that a screen is quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from eid_campaign.document.answer import Block, Document
from eid_campaign.document.tables import Column, Kind, Row, Table, Text, Value

if TYPE_CHECKING:
    from eid_campaign.document.charts import Chart, ChartKind, Panel, Role, Series, Tile, Tiles
    from eid_campaign.document.letter import Card, CardFigure, CardLine, Letter

__all__ = [
    "Block",
    "Card",
    "CardFigure",
    "CardLine",
    "Chart",
    "ChartKind",
    "Column",
    "Document",
    "Kind",
    "Letter",
    "Panel",
    "Role",
    "Row",
    "Series",
    "Table",
    "Text",
    "Tile",
    "Tiles",
    "Value",
]


def __getattr__(name: str) -> Any:
    """Return what is for pages, the first time it is named."""
    for module in ("charts", "letter"):
        found = getattr(import_module(f"eid_campaign.document.{module}"), name, None)
        if found is not None and name in __all__:
            return found
    raise AttributeError(name)
