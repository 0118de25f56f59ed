"""The blocks of a document as the page's template draws them, each with its anchor."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from markupsafe import Markup

from eid_campaign.document import Block, Chart, Document, Table, Text, Tiles
from eid_campaign.render.annexes import Annex, parted, tied_to
from eid_campaign.render.charts import chart_svg
from eid_campaign.render.html_table import TableView, table_view
from eid_campaign.render.values import block_title, one_line
from eid_campaign.wording import rounded

_DRAWINGS: Final = (("broad", 165.0), ("narrow", 67.0))
"""Each chart is drawn for a desk and paper, and again for a phone, narrower than its screen so that
letters are enlarged: 7 points are 12 pixels there."""
_TAG = re.compile(r"<[^>]*>")
_METADATA = re.compile(r"<metadata>.*?</metadata>", re.DOTALL)
_ID = re.compile(r"""(\bid="|\burl\(#|\bhref="#|\baria-(?:labelledby|describedby)=")""")


@dataclass(frozen=True, slots=True)
class TextView:
    """A heading with paragraphs."""

    anchor: str
    title: str
    tag: str
    paragraphs: tuple[str, ...]
    is_draft: bool
    wide: bool = False
    """Whether it stands on the sheet of the wide table it only heads."""
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart with its drawings, each with the class that shows or hides it."""

    anchor: str
    title: str
    caption: str
    drawings: tuple[tuple[str, Markup], ...]
    kind: str = "chart"


@dataclass(frozen=True, slots=True)
class TileView:
    """A tile with how high it is filled, in percent; None where nothing was reported."""

    name: str
    said: str
    level: str | None
    above: bool


@dataclass(frozen=True, slots=True)
class TilesView:
    """The map of tiles."""

    anchor: str
    title: str
    caption: str
    tiles: tuple[TileView, ...]
    kind: str = "tiles"


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """The sentence that says in which annex something is."""

    anchor: str
    said: str
    to: str
    """The anchor of the annex."""
    title: str = ""
    kind: str = "reference"


View = TextView | TableView | ChartView | TilesView | ReferenceView


@dataclass(frozen=True, slots=True)
class AnnexView:
    """An annex behind the signature, with its heading."""

    anchor: str
    name: str
    title: str
    tied: str
    blocks: tuple[View, ...]
    tag: str = "h2"

    @property
    def wide(self) -> bool:
        """Whether it begins on a sheet on its side."""
        first = self.blocks[0] if self.blocks else None
        return isinstance(first, TextView | TableView) and first.wide


def viewed(document: Document) -> tuple[tuple[View, ...], tuple[AnnexView, ...]]:
    """Return the blocks of ``document`` that a page shows, in order, and its annexes."""
    body, annexes = parted(document)
    places = {annex.name: f"annex{number}" for number, annex in enumerate(annexes, 1)}
    said = tied_to(document.letter) if document.letter else ""
    return _views(document, body, "b", places), tuple(
        AnnexView(
            places[annex.name],
            annex.name,
            annex.title,
            said,
            _views(document, annex.blocks, f"{places[annex.name]}-", {}),
        )
        for annex in annexes
    )


def _views(
    document: Document, shown: Sequence[Block | Annex], prefix: str, places: Mapping[str, str]
) -> tuple[View, ...]:
    """Return the views of ``shown``; ``places`` are the anchors of annexes, for the body alone."""
    levels = (block.level for block in document.page_blocks if isinstance(block, Text))
    top = min(levels, default=1)
    views: list[View] = []
    # From the last one on, because a heading alone goes where the block below it goes.
    for number, block in reversed(list(enumerate(shown, 1))):
        anchor = f"{prefix}{number}"
        if isinstance(block, Annex):
            views.append(ReferenceView(anchor, block.reference, places[block.name]))
            continue
        below = views[-1] if views else None
        in_body = document.letter is not None and prefix == "b"
        views.append(_view(document, block, anchor, top, below, in_body=in_body))
    return tuple(reversed(views))


def _view(
    document: Document, block: Block, anchor: str, top: int, below: View | None, *, in_body: bool
) -> View:
    if isinstance(block, Text):
        return TextView(
            anchor,
            block_title(document, block),
            f"h{min(block.level - top + 2, 6)}",
            tuple(filter(None, map(one_line, block.paragraphs))),
            block.is_draft,
            wide=not block.paragraphs and isinstance(below, TextView | TableView) and below.wide,
        )
    if isinstance(block, Table):
        title = block_title(document, block)
        caption = title or one_line(document.title)
        return table_view(block, anchor, title, caption, in_body=in_body)
    title, caption = one_line(block.title), one_line(block.caption)
    if isinstance(block, Chart):
        return ChartView(anchor, title, caption, _drawings(block, anchor))
    return TilesView(anchor, title, caption, _tiles(block))


def _tiles(block: Tiles) -> tuple[TileView, ...]:
    return tuple(
        TileView(
            one_line(tile.name),
            one_line(tile.said),
            None if tile.rate is None else _level(tile.rate),
            tile.rate is not None and tile.rate > 1,
        )
        for tile in block.tiles
    )


def _level(rate: Fraction) -> str:
    """Return how high a tile is filled: never above its edge, whatever the rate."""
    return f"{rounded(min(max(rate, Fraction(0)), Fraction(1)), 3) / 10:g}%"


def _drawings(chart: Chart, anchor: str) -> tuple[tuple[str, Markup], ...]:
    return tuple(
        (name, _inlined(chart_svg(chart, width_mm=width), f"{anchor}-{name}-"))
        for name, width in _DRAWINGS
    )


def _inlined(svg: str, prefix: str) -> Markup:
    """Return the drawing without what is for other programs, its ids unlike those of the others."""
    drawing = _METADATA.sub("", svg[svg.index("<svg") :])
    return Markup(_TAG.sub(lambda tag: _ID.sub(lambda found: found[1] + prefix, tag[0]), drawing))
