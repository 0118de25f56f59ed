"""What is kept of an import: which file, of which day, and what became of its rows."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class ImportRecord(NamedTuple):
    """One import, as the log and the ledger keep it; counts are of rows."""

    id: int
    kind: str
    """``roster`` or ``appendix``."""
    file: str
    """The file's name without its folder."""
    sha256: str
    as_of: date
    as_of_source: str
    at: str
    """When it was recorded, UTC, ISO form."""
    who: str
    rows_read: int
    refused: int
    new: int
    changed: int
    same: int
    conflict: int
    repairs: int
    undone_by: int | None

    @property
    def kept(self) -> int:
        """Rows stored: ``new + changed + same + conflict``."""
        return self.rows_read - self.refused
