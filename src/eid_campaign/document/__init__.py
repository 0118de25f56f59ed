"""What a report says, without how it looks."""

from eid_campaign.document.answer import Block, Document
from eid_campaign.document.charts import Chart, ChartKind, Panel, Role, Series, Tile, Tiles
from eid_campaign.document.letter import Card, CardFigure, CardLine, Letter
from eid_campaign.document.tables import Column, Kind, Row, Table, Text, Value

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
