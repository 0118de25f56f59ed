"""What became of one file of an import."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Self

from eid_campaign.campaign.errors import EidcError
from eid_campaign.campaign.import_record import ImportRecord
from eid_campaign.campaign.person import Person
from eid_campaign.campaign.problems import Problem
from eid_campaign.reports.decisions import AnswerSaid


@dataclass(frozen=True, slots=True)
class SheetSaid:
    """How a sheet was understood: heading rows, (their heading, our field), what was ignored."""

    sheet: str
    heading_rows: tuple[int, ...]
    fields: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]
    skipped: str
    rows: int
    by_hand: tuple[tuple[str, str], ...] = ()
    """(their heading, our field) settled by hand, now or for an earlier file."""


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file; counts are of rows."""

    file: str
    kind: str = ""
    import_id: int | None = None
    dry_run: bool = False
    as_of: date | None = None
    as_of_source: str = ""
    places: tuple[tuple[str, str], ...] = ()
    """(commune, village) of its people, or the units of an appendix."""
    rows_read: int = 0
    refused_rows: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    conflict: int = 0
    problems: tuple[Problem, ...] = ()
    sheets: tuple[SheetSaid, ...] = ()
    imported_on: str = ""
    """Set where this very file was imported before: the day, ISO."""
    answers: tuple[AnswerSaid, ...] = ()
    """The rows of a review sheet that were taken over."""
    error: EidcError | None = None
    """Set where nothing of the file was stored."""
    instead_of: int | None = None
    """The import of this very file that it replaces, having been settled otherwise."""
    used: tuple[int, ...] = ()
    """Mappings remembered from earlier files that were used."""
    kept_as: tuple[int, ...] = ()
    """Mappings remembered from now on."""
    sample: tuple[Person, ...] = ()
    """The first people as read, for a dry run."""
    left: int | None = None
    """People no longer on the list, where it names everybody; None for a partial list."""
    villages_known: bool = False
    """Whether the ledger knows a village, by this file or an earlier one: targets have a line for
    each, or else for each commune.
    """

    @classmethod
    def again(cls, file: str, record: ImportRecord) -> Self:
        """Return the outcome of a file that was imported before: 0 changes."""
        return cls(
            file,
            record.kind,
            record.id,
            as_of=record.as_of,
            as_of_source=record.as_of_source,
            rows_read=record.rows_read,
            refused_rows=record.refused,
            same=record.kept,
            imported_on=record.at[:10],
        )

    @classmethod
    def refused(
        cls,
        file: str,
        error: EidcError,
        problems: tuple[Problem, ...] = (),
        rows_read: int = 0,
    ) -> Self:
        """Return the outcome of a file of which nothing was stored."""
        return cls(file, rows_read=rows_read, problems=problems, error=error)

    @property
    def stored(self) -> bool:
        """Whether this command stored the file."""
        return self.error is None and not self.dry_run and not self.imported_on

    @property
    def kept(self) -> int:
        """Rows kept: ``rows_read - refused_rows``."""
        return self.rows_read - self.refused_rows
