"""``eidc report quality``: how good the villages' lists are, and what to mend first."""

from __future__ import annotations

from datetime import date

import click

from eid_campaign import knowing
from eid_campaign.app import App
from eid_campaign.campaign.known_on import KnownOn
from eid_campaign.campaign.quality import first_to_mend
from eid_campaign.commands.answering import answer_options, place_options
from eid_campaign.commands.asking import place_asked
from eid_campaign.commands.options import SaidCommand
from eid_campaign.delivering import Output
from eid_campaign.ledger.purged_days import refuse_without_people
from eid_campaign.ledger.quality import quality
from eid_campaign.reports.quality import quality_report
from eid_campaign.reports.recorded import as_recorded
from eid_campaign.reports.words import Campaign
from eid_campaign.wording import N_


@click.command(
    "quality",
    cls=SaidCommand,
    help=N_(
        "How good each village's lists are: complete, right, consistent, on time, each as X of Y;"
        " and what to mend first."
    ),
)
@place_options
@answer_options
def command(
    app: App,
    commune: str | None,
    village: str,
    as_of: date | None,
    known_on: KnownOn | None,
    output: Output,
) -> None:
    """Show or write the quality of the lists."""
    day = app.day(as_of)
    rules = app.settings.rules
    with app.read_ledger(known_on) as ledger:
        refuse_without_people(ledger, day)
        knowing.refuse_no_list(ledger, day)
        in_commune, in_village = place_asked(ledger, commune, village)
        found = quality(ledger, day, baseline=rules.baseline, elderly_age=rules.elderly_age)

    def is_asked(unit: str, name: str) -> bool:
        return (not in_commune or unit == in_commune) and (not in_village or name == in_village)

    report = quality_report(
        [line for line in found.lines if is_asked(line.unit, line.village)],
        first_to_mend(fault for fault in found.faults if is_asked(*fault[2:])),
        day,
        campaign=Campaign(
            commune=in_commune or app.settings.commune,
            district=app.settings.district,
            is_default=app.settings.campaign_file is None,
        ),
    )
    app.deliver(as_recorded(report, known_on), output)
