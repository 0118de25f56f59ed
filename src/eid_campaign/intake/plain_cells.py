"""Proofs that cells are good as they stand: a whole column is looked at in one stroke.

Most cells of a clean list need no cleaning. Asking each cell costs more than the answer, so the
cells are joined to lines, and one pattern walks through a thousand of them; only where it stops
are they asked one by one. A cell that is plain is what its cleaner would make of it.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from eid_campaign.intake.cells import Cell
from eid_campaign.intake.date_checks import OLDEST
from eid_campaign.intake.mixed_text import is_right_word

_BLOCK = 1024
# Precomposed letters only: NFC leaves them as they are. Ð and ð, which look like Đ, are not here.
_LETTERS = "A-Za-zÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ"
# Letters that no old font's text holds: a cell with one of them is Unicode.
_SURELY_UNICODE = "ĂăĐđĨĩŨũƠơƯưẠ-ỹ"
_HAS_UNICODE = rf"(?=[^\n{_SURELY_UNICODE}]*+[{_SURELY_UNICODE}])"
_SURNAMES = (
    "Nguyễn Trần Phạm Huỳnh Vũ Đặng Đỗ Hồ Dương Đinh Trương Đào Đoàn Lưu Lương Lê Hoàng Bùi Hà Cao"
    " Quách Phùng Mai Ngô Tống Phan Võ Lý Lâm Tô Hứa Vương Trịnh Đàm Tạ Lại Lò"
).split()


class Plain:
    """A pattern of plain cells, asked for one cell or for many."""

    def __init__(self, pattern: str) -> None:
        self._one = re.compile(pattern)
        self._many = re.compile(rf"(?:(?:{pattern})\n)*+")

    def __call__(self, cell: Cell) -> bool:
        """Whether ``cell`` is good as it stands."""
        return isinstance(cell, str) and self._one.fullmatch(cell) is not None

    def odd(self, cells: Iterable[Cell]) -> set[Cell]:
        """Return the distinct cells that are not plain."""
        odd: set[Cell] = set()
        remaining = iter(cells)
        while block := list(islice(remaining, _BLOCK)):
            lines = _as_lines(block)
            if lines:
                odd.update(self._odd_lines(lines))
            else:
                odd.update(cell for cell in block if not self(cell))
        return odd

    def _odd_lines(self, lines: str) -> Iterator[str]:
        """Yield the lines at which the pattern stops."""
        end = 0
        while end < len(lines):
            plain = self._many.match(lines, end)
            stop = plain.end() if plain else end
            end = lines.find("\n", stop) + 1 or stop
            if end > stop:
                yield lines[stop : end - 1]


def _as_lines(cells: Sequence[Cell]) -> str:
    """Return each cell as a line; nothing where one is no text of one line."""
    try:
        lines = "\n".join(cells) + "\n"  # type: ignore[arg-type]
    except TypeError:  # a number or a day among them
        return ""
    # A cell of two lines must not pass for two plain cells.
    return lines if lines.count("\n") == len(cells) else ""


_PLAIN_PHONE = Plain(r"(?:0[35789](?!0{8})[0-9]{8})?")
_PLAIN_TEXT = Plain(
    r"(?:[!-~]++(?: [!-~]++)*+)?+"
    rf"|{_HAS_UNICODE}[{_LETTERS}0-9.,/()\-]++(?: [{_LETTERS}0-9.,/()\-]++)*+"
)
_NAME_SHAPE = Plain(
    rf"(?:{'|'.join([*_SURNAMES, *map(str.upper, _SURNAMES)])})"
    rf"(?: [{_LETTERS}]{{1,7}}+){{1,4}}+"
)
_PLAIN_DAY = Plain("(?:0[1-9]|1[0-9]|2[0-8])/(?:0[1-9]|1[0-2])/(?:19|20)[0-9]{2}")


def odd_days(cells: Iterable[Cell]) -> set[Cell]:
    """Return the distinct cells that are not plainly a day, written day first."""
    return _PLAIN_DAY.odd(cells)


def odd_phones(cells: Iterable[Cell]) -> set[Cell]:
    """Return the distinct cells that are neither blank nor a good phone."""
    return _PLAIN_PHONE.odd(cells)


def odd_texts(cells: Iterable[Cell]) -> set[Cell]:
    """Return the distinct cells that :func:`clean_text` may change."""
    return _PLAIN_TEXT.odd(cells)


def odd_names(cells: set[Cell]) -> set[Cell]:
    """Return the cells that are not plainly the name of a person.

    A plain one begins with a surname, is spelt right in each of its words, and is no heading.
    """
    odd = _NAME_SHAPE.odd(cells)
    plain = cells - odd if odd else cells
    words = set("\n".join(plain).split())  # type: ignore[arg-type]
    wrong = {word for word in words if not is_right_word(word)}
    if wrong:
        odd.update(cell for cell in plain if not wrong.isdisjoint(str(cell).split()))
    return odd


def is_plain_phone(cell: Cell) -> bool:
    """Whether a cell is blank or a good phone as it stands."""
    return _PLAIN_PHONE(cell)


def is_plain_name(cell: Cell) -> bool:
    """Whether a cell is a good name as it stands, so that cleaning it changes nothing."""
    return not odd_names({cell})


def plain_days(cells: set[Cell], odd: set[Cell], latest: date) -> dict[Hashable, str]:
    """Return the ISO text of the cells that are plainly a birth date written day first.

    ``odd`` are those that :func:`odd_days` found. Plain are days that every month has, of a year
    that a living person can have been born in.
    """
    first, end = str(latest.year - OLDEST), str(latest.year)
    return {
        cell: f"{cell[6:]}-{cell[3:5]}-{cell[:2]}"
        for cell in (cells - odd if odd else cells)
        if isinstance(cell, str) and first <= cell[6:] < end
    }
