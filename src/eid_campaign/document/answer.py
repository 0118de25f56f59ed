"""One answer: what a command says, on the screen or in a file, whatever the format."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from eid_campaign.document.tables import Table, Text

if TYPE_CHECKING:  # charts and letters are for pages: a screen is quicker without them
    from eid_campaign.document.charts import Chart, Tiles
    from eid_campaign.document.letter import Card, Letter

Block: TypeAlias = "Table | Text | Chart | Tiles"


@dataclass(frozen=True, slots=True)
class Document:
    """One answer: what a command says, on the screen or in a file."""

    id: str
    title: str
    as_of: date
    blocks: tuple[Block, ...]
    subtitle: str = ""
    notes: tuple[str, ...] = ()
    source: str = ""
    """Where the figures come from, for the foot of a printed page."""
    next_steps: tuple[str, ...] = field(default=())
    """What the reader may do now; shown on a terminal only."""
    audience: str = ""
    """For whom people in it were masked; blank where nobody is in it. The log tells it."""
    letter: Letter | None = None
    """The form it has on paper when it leaves the office; None for what stays inside."""
    card: Card | None = None
    """What fits a picture for a chat; never a person."""
    brief: tuple[str, ...] = ()
    """Lines to be pasted into a chat: at most 25, never a person or a reason."""
    speech: tuple[str, ...] = ()
    """Full sentences to be read on a loudspeaker: never a person or a reason."""

    @property
    def shown_blocks(self) -> tuple[Table | Text, ...]:
        """The blocks for a screen or plain text, in order: no charts, nothing for files or pages
        only.
        """
        return tuple(block for block in self.read_blocks if not block.pages_only)

    @property
    def read_blocks(self) -> tuple[Table | Text, ...]:
        """The blocks for a page without pictures, in order: no charts, no tables for files only."""
        return tuple(
            block
            for block in self.blocks
            if isinstance(block, Text) or (isinstance(block, Table) and not block.files_only)
        )

    @property
    def page_blocks(self) -> tuple[Block, ...]:
        """The blocks for a page that can show pictures, in order."""
        return tuple(
            block for block in self.blocks if not (isinstance(block, Table) and block.files_only)
        )

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The charts, in order."""
        return tuple(
            block for block in self.blocks if not isinstance(block, Table | Text) and block.is_chart
        )
