"""The birth date and the citizen number of each row, each checked against the other.

Most rows agree, which is seen for all of them at once; the others are looked at one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eid_campaign.campaign.citizen_id import ABROAD_CODES, LENGTH, PROVINCE_CODES
from eid_campaign.campaign.problems import Problem, Severity
from eid_campaign.intake.cells import DateCell, NumberCell, clean_citizen_id, settle_citizen_id
from eid_campaign.intake.sheets import Cell

_CODES = PROVINCE_CODES | {str(code) for code in ABROAD_CODES}
_IS_CODE = np.array([f"{code:03}" in _CODES for code in range(1000)])
_NO_NUMBER = "x" * LENGTH
_SEXES = {"M": 0, "F": 1, "": -1}

CleanDate = Callable[[Hashable, int | None], DateCell]
Say = Callable[[str, Severity, int, str], Problem]


@dataclass(slots=True)
class Identities:
    """Equally long columns, and what is to be said."""

    citizen_ids: list[str]
    old_ids: list[str]
    births: list[str]
    problems: list[Problem]


class BirthCells:
    """A column of birth dates as they are written, each distinct cell read once."""

    def __init__(
        self,
        cells: Sequence[Hashable],
        distinct: Iterable[Hashable],
        plain: Mapping[Hashable, str],
        clean: CleanDate,
    ) -> None:
        """``plain`` are the ISO texts known without ``clean``, which also takes a number's year."""
        self.cells = cells
        self.clean = clean
        self._odd = {cell: clean(cell, None) for cell in distinct if cell not in plain}
        self._isos = {**plain, **{cell: read.iso for cell, read in self._odd.items()}}

    def isos(self) -> list[str]:
        """Return the ISO text of each row."""
        return list(map(self._isos.__getitem__, self.cells))

    def years(self) -> NDArray[np.int16]:
        """Return the year of each row; 0 where none is known, -1 where a date is to be said."""
        years = {cell: int(iso[:4] or 0) for cell, iso in self._isos.items()}
        years.update((cell, -1) for cell, read in self._odd.items() if read.kind)
        return np.fromiter(map(years.__getitem__, self.cells), np.int16, len(self.cells))

    def read(self, place: int) -> DateCell:
        """Return what the cell of a row says."""
        cell = self.cells[place]
        return self._odd.get(cell) or DateCell(self._isos[cell])


def settle_identities(
    numbers: list[Cell], births: BirthCells, sexes: Sequence[str], say: Say
) -> Identities:
    """Return number, 9-digit number and birth date of each row.

    ``say`` makes a problem of a kind, a severity, a row's place and a field.
    """
    years = births.years()
    plain, agreed = _look_at_all(numbers, years, sexes)
    odd_places = np.flatnonzero(~plain).tolist()
    odd = {cell: clean_citizen_id(cell) for cell in {numbers[place] for place in odd_places}}
    ids: list[str] = [str(cell) for cell in numbers] if odd else numbers[:]  # type: ignore[assignment]
    made = Identities(ids, _old_ids(numbers, odd), births.isos(), [])
    for place in np.flatnonzero(~agreed).tolist():
        number = odd.get(numbers[place]) or NumberCell(made.citizen_ids[place])
        if years[place] >= 0 and not (number.citizen_id or number.kind):
            made.citizen_ids[place] = ""  # a blank beside a good date
            continue
        _settle_one(place, number, births, sexes[place], say, made)
    return made


def _look_at_all(
    numbers: Sequence[Cell], years: NDArray[np.int16], sexes: Sequence[str]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return of each row whether its number is plain, and whether nothing at all is to be said."""
    digits = _digits(numbers)
    plain = (digits <= 9).all(axis=1) & (digits[:, 3] <= 3)
    code = digits[:, 0].astype(np.int16) * 100 + digits[:, 1] * np.int16(10) + digits[:, 2]
    plain &= _IS_CODE[code % 1000]
    plain &= (digits[:, 4:] != digits[:, 4:5]).any(axis=1)
    told_year = 1900 + 100 * (digits[:, 3] // 2).astype(np.int16) + digits[:, 4] * 10 + digits[:, 5]
    sex = np.fromiter(map(_SEXES.__getitem__, sexes), np.int8, len(sexes))
    agreed = plain & ((years == 0) | (years == told_year))
    agreed &= (sex < 0) | (sex == digits[:, 3] % 2)
    return plain, agreed


def _digits(numbers: Sequence[Cell]) -> NDArray[np.uint8]:
    """Return the twelve digits of each number, none of them 0-9 where it has not twelve."""
    raw = b""
    with suppress(TypeError, UnicodeEncodeError):  # something else than a number among them
        raw = ("\n".join(numbers) + "\n").encode("ascii")  # type: ignore[arg-type]
    width = LENGTH + 1
    if len(raw) == width * len(numbers):
        codes = np.frombuffer(raw, np.uint8).reshape(-1, width)
        if (codes[:, LENGTH] == ord("\n")).all() and raw.count(b"\n") == len(numbers):
            return codes[:, :LENGTH] - np.uint8(ord("0"))
    texts = [
        cell if isinstance(cell, str) and len(cell) == LENGTH and cell.isascii() else _NO_NUMBER
        for cell in numbers
    ]
    codes = np.frombuffer("".join(texts).encode("ascii"), np.uint8).reshape(-1, LENGTH)
    return codes - np.uint8(ord("0"))


def is_plain(cell: Cell) -> bool:
    """Whether a cell is a good number as it stands, so that cleaning it changes nothing."""
    return (
        isinstance(cell, str)
        and len(cell) == LENGTH
        and cell.isascii()
        and cell.isdigit()
        and cell[:3] in _CODES
        and cell[3] in "0123"
        and cell[4:] != cell[4] * 8
    )


def _old_ids(numbers: Sequence[Cell], odd: dict[Cell, NumberCell]) -> list[str]:
    olds = {cell: number.old_id for cell, number in odd.items() if number.old_id}
    return [olds.get(cell, "") for cell in numbers] if olds else [""] * len(numbers)


def _settle_one(
    place: int, number: NumberCell, births: BirthCells, sex: str, say: Say, made: Identities
) -> None:
    """Settle a row in which something is odd: a date by the number's year, then the number."""
    read = births.read(place)
    year_of_number = number.year
    resolved = False
    if year_of_number is not None and (read.iso or read.kind):
        again = births.clean(births.cells[place], year_of_number)
        # A year that the number itself settled proves nothing about the number.
        resolved = again.iso != read.iso
        read = again
        made.births[place] = read.iso
    if read.kind and read.severity is not Severity.INFO:
        made.problems.append(say(read.kind, read.severity, place, "birth_date"))
    year = read.year if not resolved else None
    settled = settle_citizen_id(number, sex=sex, birth_year=year)
    made.citizen_ids[place] = settled.citizen_id
    if settled.kind and settled.severity is not Severity.INFO:
        made.problems.append(say(settled.kind, settled.severity, place, "citizen_id"))
