"""``eidc person``: one person with sources, standing, decisions and every change over time."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING

import click

from eid_campaign.app import App
from eid_campaign.campaign.birth_date import BirthDate
from eid_campaign.campaign.decisions import code_of
from eid_campaign.campaign.explaining import explained
from eid_campaign.campaign.known_on import KnownOn
from eid_campaign.campaign.person import Person
from eid_campaign.campaign.privacy import Audience
from eid_campaign.commands.answering import WHO_SEES_IT, answer_options, audience_option
from eid_campaign.commands.one_person import number_or_name, one_person
from eid_campaign.commands.options import SaidCommand, option
from eid_campaign.delivering import Output
from eid_campaign.ledger import decisions
from eid_campaign.ledger.conflicts import conflicts
from eid_campaign.ledger.history import versions
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.own_rules import table_on
from eid_campaign.ledger.purged_days import refuse_without_people
from eid_campaign.ledger.sightings import any_complete
from eid_campaign.reports.person import Known, person_report
from eid_campaign.reports.recorded import as_recorded
from eid_campaign.wording import N_

if TYPE_CHECKING:
    from eid_campaign.campaign.left import Left

SEEN_BY = (Audience.POLICE, Audience.TEAM, Audience.PUBLIC)
"""Who may be shown a person; figures are counts."""


@click.command(
    "person",
    cls=SaidCommand,
    help=N_(
        "One person, by citizen number or name: what is known and from which file and row, why"
        " the standing is what it is, officers' decisions, and every change over time."
    ),
)
@click.argument("words", nargs=-1, metavar="NUMBER|NAME")
@option("--name", default="", help=N_("The person's full name instead of the number."))
@option("--village", default="", help=N_("The village of the person named."))
@audience_option(SEEN_BY, said=WHO_SEES_IT)
@answer_options
def command(
    app: App,
    words: tuple[str, ...],
    name: str,
    village: str,
    audience: str,
    as_of: date | None,
    known_on: KnownOn | None,
    output: Output,
) -> None:
    """Show one person."""
    day = app.day(as_of)
    number, name = number_or_name(words, name)
    with app.read_ledger(known_on) as ledger:
        refuse_without_people(ledger, day)
        person = one_person(app._replace(asked_day=day), ledger, number, name, village)
        known = _known(app, ledger, person, day)
    report = person_report(known, Audience(audience))
    app.deliver(as_recorded(report, known_on), output)


def _known(app: App, ledger: Ledger, person: Person, day: date) -> Known:
    """Return all that is known of ``person`` on ``day``."""
    own = table_on(ledger, day)
    explanation = explained(
        person.note,
        birth=BirthDate.from_iso(person.birth_date) if person.birth_date else None,
        stage=person.stage,
        as_of=day,
        elderly_age=app.settings.rules.elderly_age,
        decision=person.decision,
        own=own,
    )
    age = app.settings.rules.elderly_age
    found = conflicts(ledger, day, elderly_age=age, persons=(person.number,))
    return Known(
        person=person,
        versions=versions(ledger, person.number, day),
        explanation=explanation,
        decisions=decisions.history(ledger, person.number),
        code=code_of(decisions.seal(ledger), person.number),
        conflict=next((each.kind for each in found), ""),
        own=own,
        left=_left(ledger, person, day),
    )


def _left(ledger: Ledger, person: Person, day: date) -> Left | None:
    """Return how ``person`` left the list; without a complete list nobody has."""
    if not any_complete(ledger, day):
        return None
    left = import_module("eid_campaign.ledger.left").left
    return next((each for each in left(ledger, day) if each.person == person.number), None)
