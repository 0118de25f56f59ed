"""``eidc people``: the list itself, masked unless the audience is the police."""

from __future__ import annotations

from datetime import date

import click

from eid_campaign.app import App
from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.campaign.known_on import KnownOn
from eid_campaign.campaign.privacy import Audience
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import Reason, Standing
from eid_campaign.commands.answering import answer_options, audience_option, place_options
from eid_campaign.commands.asking import place_asked, refuse_telling_reason
from eid_campaign.commands.options import SaidCommand, option
from eid_campaign.delivering import Output
from eid_campaign.ledger.conflicts import conflicts
from eid_campaign.ledger.left import left
from eid_campaign.ledger.own_rules import table_on
from eid_campaign.ledger.people import people
from eid_campaign.ledger.purged_days import refuse_without_people
from eid_campaign.reports.people import Wanted, people_report
from eid_campaign.reports.recorded import as_recorded
from eid_campaign.wording import N_


@click.command(
    "people",
    cls=SaidCommand,
    help=N_("The list of people. Numbers and phones are masked unless --audience police is given."),
)
@place_options
@option(
    "--stage",
    type=click.Choice([stage.id for stage in Stage]),
    help=N_("Only people at this stage."),
)
@option(
    "--standing",
    type=click.Choice([standing.id for standing in Standing]),
    help=N_("Only people of this standing."),
)
@option(
    "--reason",
    type=click.Choice([reason.value for reason in Reason if reason]),
    help=N_("Only people with this reason."),
)
@option(
    "--conflicts",
    "only_conflicts",
    is_flag=True,
    help=N_(
        "Only people of whom remark, birth date, stage and decision contradict each other, with"
        " what to do."
    ),
)
@audience_option()
@answer_options
def command(
    app: App,
    commune: str | None,
    village: str,
    stage: str | None,
    standing: str | None,
    reason: str | None,
    only_conflicts: bool,
    audience: str,
    as_of: date | None,
    known_on: KnownOn | None,
    output: Output,
) -> None:
    """List people."""
    refuse_telling_reason(reason, audience)
    if only_conflicts and audience == Audience.PUBLIC:
        raise UsageProblem(
            "What contradicts itself is for officers to settle, not for the public.",
            "Leave --conflicts or --audience public away.",
        )
    day = app.day(as_of)
    age = app.settings.rules.elderly_age
    with app.read_ledger(known_on) as ledger:
        refuse_without_people(ledger, day)
        in_commune, in_village = place_asked(ledger, commune, village)
        wanted = Wanted(
            commune=in_commune,
            village=in_village,
            stage=stage or "",
            standing=standing or "",
            reason=reason or "",
        )
        kinds = (
            {each.number: each.kind for each in conflicts(ledger, day, elderly_age=age)}
            if only_conflicts
            else {}
        )
        asked = kinds if only_conflicts else None
        found = tuple(
            person
            for person in people(ledger, day, elderly_age=age, persons=asked)
            if wanted.takes(person)
        )
        own = table_on(ledger, day)
        gone = {each.person: each.day for each in left(ledger, day)}
    report = people_report(found, day, Audience(audience), conflicts=kinds, own=own, left=gone)
    app.deliver(as_recorded(report, known_on), output)
