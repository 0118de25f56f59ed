"""Where the people counted in a figure were read: file, sheet and row of each; no name leaves."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from eid_campaign.campaign.birth_date import CHILD_AGE, AgeClasses
from eid_campaign.campaign.corrections import counts_in
from eid_campaign.campaign.plan import Rules
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.tally import Group
from eid_campaign.ledger.counting import baseline_days, first_roster, stage_of
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.people import people

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
    """Return the stage at which targets start for each person, None for who was under 14 or not
    on a list then; as ``tallies`` counts them.
    """
    stages: dict[int, Stage | None] = {}
    for person, stage, adult in _first_stages(ledger, as_of, rules):
        stages[person] = stage_of(stage) if adult else None
    return stages


def _first_stages(ledger: Ledger, as_of: date, rules: Rules) -> Iterator[tuple[int, int, bool]]:
    baseline = rules.baseline or first_roster(ledger)
    words = dict(ledger.connection.execute("SELECT id, text FROM word"))
    limits = baseline_days(ledger, baseline, words)
    adults = AgeClasses((baseline,), (CHILD_AGE,))
    before, at_baseline, is_adult = 0, -1, False
    for person, day, commune, village, stage, adult in ledger.connection.execute(
        f"SELECT person, as_of, commune, village, stage, {adults.reached_sql('birth_date')}"
        " FROM version WHERE as_of <= ? ORDER BY person, as_of, import_id",
        (as_of.toordinal(),),
    ):
        if person != before:
            if before:
                yield before, at_baseline, is_adult
            before, at_baseline = person, -1
        if day <= limits[commune, village]:
            at_baseline = stage
        is_adult = bool(adult)
    if before:
        yield before, at_baseline, is_adult
