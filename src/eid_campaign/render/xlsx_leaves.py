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
    """Return the sheets in order: tables and charts, the first table below what stands before
    the parts of a report, and those parts on a sheet of words at the end.

    A workbook is for its tables: what is for pages alone is left out, and headings with nothing
    below them.
    """
    texts = _kept_texts(document)
    parts = next((at for at, text in enumerate(texts) if text.level == 1), len(texts))
    words = texts[parts:]
    shown = set(map(id, texts if not words else texts[:parts]))
    blocks = [
        block for block in document.blocks if not isinstance(block, Text) or id(block) in shown
    ]
    last = max((place for place, each in enumerate(blocks) if isinstance(each, Table)), default=-1)
    before: list[Text] = []
    for place, block in enumerate(blocks):
        if isinstance(block, Text):
            before.append(block)
        elif isinstance(block, Table):
            after = [each for each in blocks[place:] if isinstance(each, Text)]
            yield Leaf(block, tuple(before), tuple(after) if place == last else ())
            before = []
        elif isinstance(block, Chart):
            yield Leaf(block)
    if words or (last < 0 and (texts or not document.charts)):
        yield Leaf(Table("text", document.title, (), ()), words or texts)


def _kept_texts(document: Document) -> tuple[Text, ...]:
    """Return the texts for a workbook; a heading alone stays where a text of its part does."""
    kept: list[Text] = []
    for text in reversed([block for block in document.blocks if isinstance(block, Text)]):
        if text.pages_only:
            continue
        heads = bool(kept) and kept[-1].level > text.level
        if text.paragraphs or heads:
            kept.append(text)
    return tuple(reversed(kept))


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
