"""The cell formats of a workbook: Times New Roman, thin borders, Vietnamese notation.

Thousands and decimals are marked by the reader's own Excel: ``#,##0`` shows 1.037 where Windows
is set to Vietnamese.
"""

from __future__ import annotations

from typing import Final

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from eid_campaign.document import Kind

FONT: Final[dict[str, object]] = {"font_name": "Times New Roman", "font_size": 12}
"""The font of the workbook; a column's width counts its digits."""
_NUMBER_FORMATS: Final = {
    Kind.TEXT: "@",
    Kind.COUNT: "#,##0",
    Kind.CHANGE: '"▲ "#,##0;"▼ "#,##0;"= "0',
    Kind.RATE: "0.00%",
    Kind.DATE: "dd/mm/yyyy",
    Kind.RANK: "0",
}
_ALIGNMENT: Final = {Kind.TEXT: "left", Kind.DATE: "center", Kind.RANK: "center"}


def number_format(kind: Kind) -> str:
    """Return how Excel writes a value of ``kind``."""
    return _NUMBER_FORMATS[kind]


class Styles:
    """The formats of one workbook; a format belongs to the workbook it was made in."""

    def __init__(self, book: Workbook) -> None:
        def made(**properties: object) -> Format:
            return book.add_format({**FONT, "valign": "vcenter", **properties})

        self.title = made(font_size=13, bold=True, align="center", text_wrap=True)
        self.subtitle = made(italic=True, align="center", text_wrap=True)
        self.block_title = made(font_size=13, bold=True, text_wrap=True)
        self.part = made(font_size=14, bold=True, text_wrap=True)
        self.paragraph = made(align="justify", valign="top", text_wrap=True)
        self.note = made(italic=True, valign="top", text_wrap=True)
        self.heading = made(bold=True, align="center", text_wrap=True, border=1, bg_color="#E7EEF7")
        self._cells = {kind: made(**_cell(kind)) for kind in Kind}
        self._totals = {kind: made(**_cell(kind), bold=True, top=2) for kind in Kind}

    def cell(self, kind: Kind, *, total: bool = False) -> Format:
        """Return the format of a cell of ``kind``, in a row or in the total."""
        return (self._totals if total else self._cells)[kind]


def _cell(kind: Kind) -> dict[str, object]:
    return {
        "num_format": _NUMBER_FORMATS[kind],
        "align": _ALIGNMENT.get(kind, "right"),
        "text_wrap": kind is Kind.TEXT,
        "border": 1,
    }
