"""What has become of the last report that was sent, for the one that follows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from eid_campaign import knowing
from eid_campaign.app import App
from eid_campaign.campaign.corrections import (
    OF_TARGET,
    Cause,
    Changed,
    Correction,
    Figures,
    corrections,
    figures_of,
)
from eid_campaign.campaign.errors import NothingKnown
from eid_campaign.campaign.frozen import Frozen
from eid_campaign.campaign.situation import lines
from eid_campaign.campaign.tally import Group
from eid_campaign.campaign.week import Place, place_of
from eid_campaign.document import Table, Text
from eid_campaign.ledger import plans
from eid_campaign.ledger.causes import Causes
from eid_campaign.ledger.frozen import last_sent
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.past import as_known
from eid_campaign.ledger.recounted import Compared, changed_people
from eid_campaign.ledger.unit_tables import tables_on
from eid_campaign.reports.corrections import corrections_said


def corrected(
    app: App, ledger: Ledger, commune: str, day: date, *, kind: str = "weekly"
) -> tuple[Text | Table, ...]:
    """Return what the report of ``kind`` of ``day`` states of the last one sent before it.

    Nothing where none was sent or all its figures hold. ``ledger`` is asked as it is open: with
    ``--known-on`` it is what was known then.
    """
    sent = last_sent(ledger, kind, commune, before=day)
    if sent is None:
        return ()
    with Ledger.open(ledger.path) as then:
        as_known(then, sent.revision)
        found = _corrections(app, sent, then, ledger)
    return corrections_said(found, sent.as_of, day, by=sent.asked["by"])


def _corrections(app: App, sent: Frozen, then: Ledger, now: Ledger) -> tuple[Correction, ...]:
    known = knowing.known(app, now, sent.as_of)
    before: dict[Place, Figures] = {(line["unit"], line["village"]): line for line in sent.lines}
    try:
        found = lines(known, commune=sent.commune, by=sent.asked["by"], own=app.settings.commune)
    except NothingKnown:  # the rosters that were counted then have been taken back
        found = ()
        before = {place: _without_targets(line) for place, line in before.items()}
    after = {place_of(line): figures_of(line) for line in found}
    if before == {place: {**_named(place), **figures} for place, figures in after.items()}:
        return ()
    counted_alone = {*tables_on(then, sent.as_of), *known.tables}
    causes = Causes(now, sent.as_of, sent.revision)
    compared = Compared(then, now, sent.revision, sent.as_of, app.settings.rules)
    people = _by_people(changed_people(compared, causes), counted_alone)
    plan_changed = plans.appendix(then) != known.appendix
    based = _units_with_other_base(before, after)

    def rest(place: Place, figure: str) -> Cause:
        if figure in OF_TARGET:
            if plan_changed:
                return causes.of_plan()
            return Cause("base") if (place[0], figure) in based else causes.of_the_rest()
        of_table = place[0] in counted_alone or any(
            figures.get(place, {}).get("estimated") for figures in (before, after)
        )
        return causes.of_tables() if of_table else causes.of_the_rest()

    return corrections(before, after, people, rest)


def _named(place: Place) -> dict[str, Any]:
    return {"unit": place[0], "village": place[1]}


def _without_targets(line: Figures) -> Figures:
    """Return a line without its share of the commune's targets: with no village known they are
    not shared out any more, which takes nothing from them.
    """
    return {name: figure for name, figure in line.items() if name not in OF_TARGET}


def _by_people(changed: Iterator[Changed], counted_alone: set[str]) -> Iterator[Changed]:
    """Leave out the people of communes whose figures are those of a table."""

    def counted(group: Group | None) -> Group | None:
        return None if group is None or group.commune in counted_alone else group

    for person in changed:
        before, now = counted(person.before), counted(person.now)
        if (before is None) == (person.before is None) and (now is None) == (person.now is None):
            yield person


def _units_with_other_base(
    before: Mapping[Place, Figures], after: Mapping[Place, Figures]
) -> set[tuple[str, str]]:
    """Return (unit, target figure) where the people the target is of are others than then."""
    bases = dict(zip(OF_TARGET, ("base_level2", "base_activation"), strict=True))
    return {
        (place[0], target)
        for place in {*before, *after}
        for target, base in bases.items()
        if (before.get(place, {}).get(base) or 0) != (after.get(place, {}).get(base) or 0)
    }
