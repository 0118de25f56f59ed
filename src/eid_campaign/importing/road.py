"""From opened books to stored facts; a dry run is the same road less the last step."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from eid_campaign.app import App
from eid_campaign.campaign.errors import (
    EidcError,
    InputRefused,
    LedgerBroken,
    LedgerInUse,
    LedgerUncertain,
)
from eid_campaign.importing.appendix import store_appendix
from eid_campaign.importing.asking import request_of
from eid_campaign.importing.review import store_review
from eid_campaign.importing.roster import KnownNow, remembered, settled_by_hand, store_roster
from eid_campaign.importing.saying import not_strict
from eid_campaign.importing.unit_table import store_unit_table
from eid_campaign.intake.reading import (
    AppendixReading,
    Request,
    RosterReading,
)
from eid_campaign.intake.recognise import read_book
from eid_campaign.intake.review_sheet import ReviewReading, find_review
from eid_campaign.intake.sheets import Book
from eid_campaign.intake.unit_table import UnitTableReading, find_unit_table
from eid_campaign.knowing import has_villages
from eid_campaign.ledger import settled, tallies
from eid_campaign.ledger.known import Known, known_people
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.reports.imported_outcome import FileOutcome
from eid_campaign.wish import Wish


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was read, or why it was not."""

    file: str
    reading: RosterReading | AppendixReading | None = None
    error: EidcError | None = None
    review: ReviewReading | None = None
    table: UnitTableReading | None = None


Keep = Callable[[Book, RosterReading | AppendixReading, Request], None]
"""Takes a book that was read, how it was read, and what was known then."""


def take_in(
    app: App,
    ledger: Ledger,
    books: Iterable[tuple[Path, Book | InputRefused]],
    wish: Wish,
    keep: Keep | None = None,
) -> list[FileOutcome]:
    """Import files as they are opened, appendices first, and return what became of each.

    Rosters are stored by day, so that history is written in its order. Each file is one
    transaction; one that is refused keeps no other back. ``keep`` is given each file that was
    read, before it is stored.
    """
    request = request_of(app, ledger, wish)
    known = known_people(ledger)  # read while the first file is being parsed
    taken = []
    # A million cells live while nothing is thrown away: the collector would walk through all of
    # them again and again.
    with _collector_at_rest():
        for path, book in books:
            one = read_one(path, book, request)
            taken.append(one)
            if keep is not None and isinstance(book, Book) and one.reading is not None:
                keep(book, one.reading, request)
            if isinstance(one.reading, AppendixReading):
                units = (unit.unit for unit in one.reading.units)
                communes = tuple(dict.fromkeys((*request.communes, *units)))
                request = replace(request, communes=communes)
        road = _Road(app, ledger, wish, known)
        taken.sort(key=_day_order)
        outcomes = road.store_all(taken)
    outcomes = [
        remembered(app, ledger, wish, one.reading, outcome)
        for one, outcome in zip(taken, outcomes, strict=True)
    ]
    stored = [outcome.as_of for outcome in outcomes if outcome.stored and outcome.as_of]
    if stored:
        for day in {app.today, max(stored)}:
            tallies.count_ahead(ledger, day, app.settings.rules)
        known_now = has_villages(ledger, app.today)
        outcomes = [replace(outcome, villages_known=known_now) for outcome in outcomes]
    return outcomes


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.freeze()  # nor has the last collection to walk through what is about to go
            gc.enable()


def read_one(path: Path, book: Book | InputRefused, request: Request) -> Taken:
    """Read one opened file; what refuses it is kept with it."""
    if isinstance(book, InputRefused):
        return Taken(path.name, error=book)
    review = find_review(book)
    if review is not None:
        return Taken(path.name, review=review)
    try:
        table = find_unit_table(book, request)
        if table is not None:
            return Taken(path.name, table=table)
        return Taken(path.name, read_book(book, request))
    except EidcError as error:
        return Taken(path.name, error=error)


class _Road:
    """The end of the road for one command: each file read is stored, one transaction each."""

    def __init__(self, app: App, ledger: Ledger, wish: Wish, known: Known | None) -> None:
        self._app, self._ledger, self._wish = app, ledger, wish
        self._known: KnownNow = lambda: known

    def store_all(self, files: Sequence[Taken]) -> list[FileOutcome]:
        """Store what each file says; once some are stored, the others' errors are said beside."""
        outcomes: list[FileOutcome] = []
        for taken in files:
            try:
                outcomes.append(self.store(taken))
                if outcomes[-1].stored:
                    self._ledger.stored_files.append(taken.file)
            except (LedgerInUse, LedgerBroken) as error:
                # That a file may have been stored cannot stand among those that were not.
                if isinstance(error, LedgerUncertain) or not any(each.stored for each in outcomes):
                    raise
                outcomes.append(FileOutcome.refused(taken.file, error))
        return outcomes

    def store(self, taken: Taken) -> FileOutcome:
        """Store what one file says, unless it was refused or this is a dry run."""
        reading = taken.reading
        if taken.review is not None:
            return store_review(self._app, self._ledger, taken.review, self._wish)
        if taken.table is not None:
            return store_unit_table(self._app, self._ledger, taken.table, self._wish)
        if reading is None:
            assert taken.error is not None
            return FileOutcome.refused(taken.file, taken.error)
        if isinstance(reading, AppendixReading):
            return store_appendix(self._app, self._ledger, reading, self._wish)
        # The same bytes on another day tell nothing of that day, unless they or the user say so.
        day = None if reading.as_of_source == "today" else reading.as_of
        same = self._ledger.active_import(reading.sha256, day)
        by_hand = settled_by_hand(self._wish, reading)
        known_so = same is not None and settled.settled_of(self._ledger, same.id) == by_hand
        if same is not None and known_so and not self._wish.dry_run:
            return FileOutcome.again(taken.file, same)
        if self._wish.strict and reading.rows_refused:
            return FileOutcome.refused(
                taken.file,
                not_strict(reading.rows_refused),
                reading.problems,
                reading.rows_read,
            )
        before = None if self._wish.dry_run else same
        outcome, self._known = store_roster(
            self._app, self._ledger, reading, self._wish, known=self._known(), before=before
        )
        return outcome


def _day_order(taken: Taken) -> tuple[int, date]:
    if isinstance(taken.reading, RosterReading):
        return 1, taken.reading.as_of
    # The people a review sheet is about may come with the rosters beside it.
    return (2 if taken.review is not None else 0), date.min
