"""Which sheets a workbook has, in which order, and what they are called."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from eid_campaign.document import Chart, Document, Table, Text
from eid_campaign.render.values import one_line

_NAME_LENGTH: Final = 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


@dataclass(frozen=True, slots=True)
class Leaf:
    """A sheet to be: a table with the texts around it, or a chart."""

    block: Table | Chart
    above: tuple[Text, ...] = ()
    below: tuple[Text, ...] = ()

    @property
    def title(self) -> str:
        """After what the sheet is called."""
        return self.block.title or self.block.id


def leaves(document: Document) -> Iterator[Leaf]:
    """Return the sheets in order.

    A workbook is for its tables: the parts of a letter, and headings alone, are for pages.
    """
    blocks = tuple(
        block
        for block in document.blocks
        if not isinstance(block, Text) or (block.paragraphs and not block.pages_only)
    )
    texts = tuple(block for block in blocks if isinstance(block, Text))
    words = Table("text", document.title, (), ())
    if any(text.level == 1 for text in texts) or not document.tables:
        if texts or not (document.tables or document.charts):
            yield Leaf(words, texts)
        texts = ()
    last = max((place for place, each in enumerate(blocks) if isinstance(each, Table)), default=-1)
    before: list[Text] = []
    for place, block in enumerate(blocks):
        if isinstance(block, Text) and texts:
            before.append(block)
        elif isinstance(block, Table):
            after = [each for each in blocks[place:] if isinstance(each, Text) and texts]
            yield Leaf(block, tuple(before), tuple(after) if place == last else ())
            before = []
        elif isinstance(block, Chart):
            yield Leaf(block)


def sheet_names(titles: Sequence[str]) -> tuple[str, ...]:
    """Return a legal and unique sheet name for each of ``titles``, cut at a word if too long."""
    names: list[str] = []
    for title in titles:
        wanted = " ".join(one_line(title).translate(_NOT_IN_NAMES).split()).strip("' ") or "1"
        if wanted.casefold() == "history":  # Excel keeps this name for itself.
            wanted += " 1"
        name, number = shortened(wanted, _NAME_LENGTH), 1
        while name.casefold() in {taken.casefold() for taken in names}:
            number += 1
            name = shortened(wanted, _NAME_LENGTH - len(f" ({number})")) + f" ({number})"
        names.append(name)
    return tuple(names)


def shortened(text: str, length: int) -> str:
    """Return ``text`` cut at a word to at most ``length`` signs."""
    if len(text) <= length:
        return text
    whole, blank, _rest = text[: length + 1].rpartition(" ")
    return (whole if blank else text[:length]).rstrip("' ,;–-(")
