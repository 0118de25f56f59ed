"""Columns of an old font made Unicode as a whole: what one cell leaves open, the others tell.

``Hoàng Thu Thao`` is right as it stands; among ``Nguyeãn Vaên An`` and ``Leâ Thò Mô`` it is how
VNI writes Hồng.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from eid_campaign.intake.columns import Columns
from eid_campaign.intake.layout import Table
from eid_campaign.intake.legacy_text import decode_column, decode_known, titled_like_the_rest
from eid_campaign.intake.sheets import Cell, Sheet

_PLACES = ("village", "address", "address_now")
_OLD_FONTS = ("tcvn3", "vni")
_ENOUGH = 3
"""Fewer cells do not settle what a surname beside them is (Hoàng or Hồng): that stays a doubt."""
_SAMPLE = 40
"""Cells with marks that are looked at before a long column is decoded."""


def in_unicode(sheet: Sheet, table: Table, columns: Columns) -> Sheet:
    """Return ``sheet`` with the columns of names and places that are all of an old font decoded.

    A column is so where more than half of the first marked cells can only be of that font.
    """
    rows = sheet.rows
    name = columns.name
    for indexes in (name, *((index,) for index in columns.all_at(*_PLACES))):
        if not _are_of_old_font(rows[table.body : table.body + 20 * _SAMPLE], indexes):
            continue
        rows = list(rows)
        cells = {row[index] for row in rows[table.body :] for index in indexes}
        texts = sorted(cell for cell in cells if isinstance(cell, str))
        decoded: dict[Cell, str] = dict(zip(texts, decode_column(texts).values, strict=True))
        if indexes == name:
            decoded = {text: _titled(d, alone=len(name) > 1) for text, d in decoded.items()}
        for at in range(table.body, len(rows)):
            row = list(rows[at])
            for index in indexes:
                row[index] = decoded.get(row[index], row[index])
            rows[at] = row
    return replace(sheet, rows=rows) if rows is not sheet.rows else sheet


def _titled(name: str, *, alone: bool) -> str:
    """Return a decoded name with its capital; ``alone`` in its column (Tên) it has no others."""
    return name[:1].upper() + name[1:] if alone else titled_like_the_rest(name)


def _are_of_old_font(rows: Sequence[Sequence[Cell]], indexes: Sequence[int]) -> bool:
    found: Counter[str] = Counter()
    for row in rows:
        for index in indexes:
            cell = row[index]
            if isinstance(cell, str) and not cell.isascii():
                found[decode_known(cell)[1]] += 1
        if found.total() >= _SAMPLE:
            break
    return any(found[font] >= _ENOUGH and 2 * found[font] > found.total() for font in _OLD_FONTS)
