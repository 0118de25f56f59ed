"""What stands behind the signature of a letter (NĐ 30/2020, Phụ lục I): its annexes, numbered.

Blocks for an annex that follow one another are one annex, named by the first of them; a text of
level 1 begins another. The body says in their place where they are. A document without a letter
has no signature to stand behind: there they come last, unnumbered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from eid_campaign.document import Block, Document, Letter, Text
from eid_campaign.render.values import one_line
from eid_campaign.wording import _

_ROMAN: Final = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_OFFICES: Final = ("công an", "ủy ban nhân dân")
_UNITS = re.compile(r"\b(xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Annex:
    """One annex; in the body it stands for the sentence that refers to it."""

    name: str
    """"Phụ lục I"; without a number where there is one only, as the decree has it."""
    title: str
    blocks: tuple[Block, ...]
    """Its blocks, the first without the title that the annex has taken over."""

    @property
    def reference(self) -> str:
        """The sentence of the body that says where it is."""
        return _("{title}: details in {annex}.", title=self.title, annex=self.name)


def parted(document: Document) -> tuple[tuple[Block | Annex, ...], tuple[Annex, ...]]:
    """Return the body of ``document``, an annex in the place of its blocks, and the annexes."""
    blocks = document.page_blocks
    if document.letter is None:
        body = tuple(block for block in blocks if not block.annex)
        return (*body, *(block for block in blocks if block.annex)), ()
    parts: list[Block | list[Block]] = []
    for block in blocks:
        if not block.annex:
            parts.append(block)
            continue
        run = parts[-1] if parts else None
        if isinstance(run, list) and not (isinstance(block, Text) and block.level == 1):
            run.append(block)
        else:
            parts.append([block])
    count = sum(isinstance(part, list) for part in parts)
    annexes: list[Annex] = []
    body_: list[Block | Annex] = []
    for part in parts:
        if isinstance(part, list):
            annexes.append(_annex(document, part, len(annexes) + 1 if count > 1 else 0))
            body_.append(annexes[-1])
        else:
            body_.append(part)
    return tuple(body_), tuple(annexes)


def _annex(document: Document, blocks: list[Block], number: int) -> Annex:
    first, *others = blocks
    title = one_line(first.title) or one_line(document.title)
    name = _("Annex {number}", number=_roman(number)) if number else _("Annex")
    return Annex(name, title, (replace(first, title=""), *others))


def tied_to(letter: Letter) -> str:
    """Return which letter an annex goes with: "Kèm theo Báo cáo số …/BC-CAX ngày … của …"."""
    return _(
        "(Attached to {kind} No. {number} of {year}-{month}-{day} of {agency})",
        kind=one_line(letter.kind).capitalize(),
        number="……/" + (one_line(letter.symbol) or "……"),
        # As the decree has it: a 0 before days under 10 and the months 1 and 2.
        day=f"{letter.day.day:02d}",
        month=f"{letter.day.month:02d}" if letter.day.month <= 2 else str(letter.day.month),
        year=letter.day.year,
        agency=in_sentence(one_line(letter.agency)) or "……",
    )


def in_sentence(agency: str) -> str:
    """Return an agency of a letterhead in small letters: "Công an xã Cẩm Tân".

    Which words of another kind of agency are names cannot be told: it keeps its capitals.
    """
    office = next((each for each in _OFFICES if agency.lower().startswith(each)), "")
    if not agency.isupper() or not office:
        return agency
    place = " ".join(word.capitalize() for word in agency[len(office) :].split())
    return f"{office.capitalize()} {_UNITS.sub(lambda unit: unit[0].lower(), place)}".strip()


def _roman(number: int) -> str:
    said = ""
    for value, letters in _ROMAN:
        said += letters * (number // value)
        number %= value
    return said
