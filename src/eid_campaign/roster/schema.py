"""The one shape in which people travel: a frame with a row a person and these columns.

Text columns are ``object`` holding ``str``, blank as ``""`` and never None; ``stage`` is an
``int8`` with -1 for "not stated"; ``row`` is the 1-based row of the sheet as Excel shows it.
After intake nobody cleans, checks or strips again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

TEXT_COLUMNS = (
    "citizen_id",  # 12 digits (campaign.citizen_id.CitizenId) or ""
    "old_id",  # 9 digits (CMND) or ""
    "full_name",  # NFC, display form; never ""
    "birth_date",  # ISO, as precise as known, or ""
    "sex",  # "M", "F" or ""
    "commune",  # canonical name without "xã", e.g. "Cẩm Tân"
    "village",  # canonical name, e.g. "Thôn 3"
    "note",  # remarks and reasons, joined by "; "
    "household",  # head of household's name or household number
    "phone",  # digits or ""
    "group",  # priority group (đối tượng), as written
    "sheet",  # source sheet name
)
STAGE_UNKNOWN = -1
COLUMNS = (*TEXT_COLUMNS, "stage", "row")

Rows = NDArray[np.int64] | NDArray[np.bool_] | slice
"""Which rows of a frame: their positions, a mask, or a stretch."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """Equally long columns by name; nobody changes an array that is in a frame."""

    columns: Mapping[str, NDArray[Any]]

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), ()))

    def __getitem__(self, name: str) -> NDArray[Any]:
        return self.columns[name]

    def taken(self, rows: Rows) -> Self:
        """Return the frame of some rows."""
        return type(self)({name: values[rows] for name, values in self.columns.items()})

    def followed_by(self, other: Self) -> Self:
        """Return the rows of this frame, then those of another."""
        if not len(other):
            return self
        return type(self)(
            {name: np.append(values, other[name]) for name, values in self.columns.items()}
        )

    def records(self) -> list[dict[str, Any]]:
        """Return what each row says, by column."""
        lists = (values.tolist() for values in self.columns.values())
        return [dict(zip(self.columns, row, strict=True)) for row in zip(*lists, strict=True)]


def frame_of(columns: Mapping[str, Sequence[object]]) -> Frame:
    """Return a frame in the schema from equally long columns; a missing text column is blank.

    Raises ValueError for a column the schema does not know.
    """
    unknown = set(columns) - set(COLUMNS)
    if unknown:
        raise ValueError(f"not in the schema: {sorted(unknown)}")
    length = len(next(iter(columns.values()), ()))
    made: dict[str, NDArray[np.generic]] = {}
    for name in TEXT_COLUMNS:
        values = np.empty(length, dtype=object)
        values[:] = columns.get(name, "")
        made[name] = values
    made["stage"] = np.asarray(columns.get("stage", [STAGE_UNKNOWN] * length), dtype=np.int8)
    made["row"] = np.asarray(columns.get("row", range(length)), dtype=np.int32)
    return Frame(made)


def empty() -> Frame:
    """Return a frame in the schema without a row."""
    return frame_of({})
