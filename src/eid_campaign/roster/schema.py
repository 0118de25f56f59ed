"""The one shape in which people travel: a frame with a row a person and these columns.

Text columns are ``object`` holding ``str``, blank as ``""`` and never NaN or None; ``stage`` is
an ``int8`` with -1 for "not stated"; ``row`` is the 1-based row of the sheet as Excel shows it.
After intake nobody cleans, checks or strips again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
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


def frame_of(columns: Mapping[str, Sequence[object]]) -> pd.DataFrame:
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
    return as_frame(made)


def as_frame(columns: Mapping[str, NDArray[np.generic]]) -> pd.DataFrame:
    """Return a frame of ready columns without a copy.

    Text stays ``object``: pandas would make its own string columns of it, and every look at
    them would copy them back.
    """
    return pd.DataFrame(
        {
            name: pd.Series(values, dtype=values.dtype, copy=False)
            for name, values in columns.items()
        },
        copy=False,
    )


def empty() -> pd.DataFrame:
    """Return a frame in the schema without a row."""
    return frame_of({})
