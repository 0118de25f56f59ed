"""Where the people counted in a figure were read: file, sheet and row of each; no name leaves."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from eid_campaign.campaign.corrections import counts_in
from eid_campaign.campaign.plan import Rules
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.tally import Group
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.people import people
from eid_campaign.ledger.starting import stage_at_start, steps

Read = tuple[str, str, int]
"""(file, sheet, row) from which a person's last change came."""


def read_from(
    ledger: Ledger,
    as_of: date,
    rules: Rules,
    *,
    commune: str,
    village: str,
    figures: Collection[str],
) -> dict[str, list[Read]]:
    """Return by figure where each person counted in it was read, as known on ``as_of``.

    ``figures`` are those of ``corrections.OF_PEOPLE``; blank places ask for all.
    """
    starts = _baseline_stages(ledger, as_of, rules)
    found: dict[str, list[Read]] = {name: [] for name in figures}
    for person in people(ledger, as_of, elderly_age=rules.elderly_age):
        if (commune and person.commune != commune) or (village and person.village != village):
            continue
        group = Group(
            person.commune,
            person.village,
            starts.get(person.number),
            person.stage,
            person.verdict.standing,
            person.verdict.reason,
        )
        for name in counts_in(group).intersection(found):
            found[name].append((person.source_file, person.source_sheet, person.source_row))
    return found


def _baseline_stages(ledger: Ledger, as_of: date, rules: Rules) -> dict[int, Stage | None]:
    """Return the stage from which each person counts, None for who is in no base."""
    stages = {}
    for person, _day, _commune, _village, _stage, _note, _born, at_start, adult, _ in steps(
        ledger, as_of, rules
    ):
        stages[person] = stage_at_start(at_start, adult)  # the last version has the last word
    return stages
