"""What ``undo`` and ``redo`` share: to say first what would change, to ask, then to do it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import click

from eid_campaign import knowing
from eid_campaign.app import App
from eid_campaign.campaign.counted import Counted
from eid_campaign.campaign.situation import by_commune
from eid_campaign.delivering import Output
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.log import Author
from eid_campaign.ledger.undo import TakenBack
from eid_campaign.reports.taken_back import Figures, Turned, turned_report
from eid_campaign.wording import _


class Turn(Protocol):
    """``undo`` or ``redo`` of the ledger."""

    def __call__(
        self,
        ledger: Ledger,
        number: int | None,
        author: Author,
        *,
        dry_run: bool = False,
        look: Callable[[], None] | None = None,
    ) -> TakenBack:
        """Turn an entry."""


def turn(
    app: App,
    do: Turn,
    number: int | None,
    output: Output,
    *,
    again: bool,
    dry_run: bool,
    yes: bool,
) -> None:
    """Undo or redo an entry; where somebody watches, only after what would change was agreed to."""
    with app.read_history() as ledger:
        before = _counted(app, ledger)

        def turned(*, only_try: bool) -> Turned:
            seen: list[Figures] = []
            found = do(
                ledger,
                number,
                app.author(),
                dry_run=only_try,
                look=lambda: seen.append(_counted(app, ledger)),
            )
            return Turned(
                again=again,
                target=found.target,
                kind=found.kind,
                file=found.file,
                gone=found.gone,
                come=found.come,
                changed=found.changed,
                before=before,
                after=seen[0],
                entry=found.entry,
                in_place=found.in_place,
            )

        if app.screen.interactive and not (yes or dry_run):
            app.deliver(turned_report(turned(only_try=True), app.today), Output())
            if not click.confirm(_("Do it?"), err=True):
                raise click.Abort
        done = turned(only_try=dry_run)
    app.deliver(turned_report(done, app.today), output)


def _counted(app: App, ledger: Ledger) -> Figures:
    known = knowing.counts(app, ledger, app.today)
    return Figures.of(Counted.of(known.tally), by_commune(known))
