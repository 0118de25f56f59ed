"""``eidc edit``: an officer corrects what is known of one person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import click

from eid_campaign.app import App
from eid_campaign.campaign.decisions import code_of
from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.campaign.person import Person
from eid_campaign.campaign.places import find_commune, find_village
from eid_campaign.campaign.privacy import masked_number
from eid_campaign.campaign.stages import STAGE_OF_ID
from eid_campaign.commands.one_person import number_or_name, one_person
from eid_campaign.commands.options import (
    SaidCommand,
    as_of_option,
    option,
    output_options,
    pass_app,
)
from eid_campaign.delivering import Output
from eid_campaign.intake.cells_date import clean_birth_date
from eid_campaign.intake.cells_name import clean_name, clean_sex
from eid_campaign.intake.cells_number import clean_citizen_id
from eid_campaign.intake.cells_phone import clean_phone
from eid_campaign.intake.cells_text import clean_text
from eid_campaign.ledger.decisions import seal
from eid_campaign.ledger.edits import edit
from eid_campaign.ledger.finding import with_number
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.people import people
from eid_campaign.reports.edited import edited_report
from eid_campaign.reports.field_names import field_named
from eid_campaign.reports.problem_words import field_said
from eid_campaign.wording import N_

FACTS = ("full_name", "citizen_id", "birth_date", "sex", "commune", "village", "stage", "note",
         "phone", "household", "group")  # fmt: skip
NEVER_BLANK = ("full_name", "commune", "stage")


@click.command(
    "edit",
    cls=SaidCommand,
    help=N_(
        "Correct what is known of one person, by citizen number, code or name: --set FIELD=VALUE."
        " It holds from the day on, until a later list tells otherwise; a stage may step back."
        " To take it back: eidc undo."
    ),
)
@click.argument("words", nargs=-1, metavar="NUMBER|CODE|NAME")
@option("--name", default="", help=N_("The person's full name instead of the number."))
@option("--village", default="", help=N_("The village of the person named."))
@option(
    "--set",
    "given",
    multiple=True,
    metavar="FIELD=VALUE",
    help=N_("A fact and what it is: phone=0950000001. May be given several times."),
)
@option("--clear", multiple=True, metavar="FIELD", help=N_("A fact that is wrong and not known."))
@as_of_option
@output_options
@pass_app
def command(
    app: App,
    words: tuple[str, ...],
    name: str,
    village: str,
    given: tuple[str, ...],
    clear: tuple[str, ...],
    as_of: date | None,
    output: Output,
) -> None:
    """Correct one person."""
    day = app.day(as_of)
    if not given and not clear:
        raise UsageProblem(
            "It is not said what to correct.", "Write it like: --set phone=0950000001"
        )
    number, name = number_or_name(words, name)
    with app.read_ledger() as ledger:
        before = one_person(app._replace(asked_day=day), ledger, number, name, village)
        facts = _facts(ledger, before, given, clear, day)
        entry = edit(ledger, before.number, facts, day, app.author())
        age = app.settings.rules.elderly_age
        (after,) = people(ledger, day, elderly_age=age, persons=[before.number])
    app.deliver(edited_report(before, after, tuple(facts), entry, day), output)


def _facts(
    ledger: Ledger,
    person: Person,
    given: tuple[str, ...],
    clear: tuple[str, ...],
    day: date,
) -> dict[str, str]:
    """Return column → value of what is to be corrected, checked as a list's cells are."""
    facts: dict[str, str] = {}
    for pair in given:
        field, sign, value = pair.partition("=")
        if not sign or not value.strip():
            raise UsageProblem(
                "“{pair}” does not say which field is what.",
                "Write it like: --set phone=0950000001; to wipe a wrong value: --clear phone",
                pair=field,
            )
        name = _fact_named(field)
        facts[name] = _checked(ledger, person, name, value.strip(), day)
    for field in clear:
        name = _fact_named(field)
        if name in NEVER_BLANK:
            raise UsageProblem(
                "The field “{field}” cannot be left blank.",
                "Give what is right with --set {name}=…",
                field=field_said(name),
                name=name,
            )
        facts[name] = ""
    return facts


def _fact_named(written: str) -> str:
    name = field_named(written)
    if name not in FACTS:
        raise UsageProblem(
            "The field “{field}” cannot be corrected by hand.",
            "The fields are: {known}.",
            field=field_said(name),
            known=", ".join(f"{each} ({field_said(each)})" for each in FACTS),
        )
    return name


def _checked(ledger: Ledger, person: Person, name: str, value: str, day: date) -> str:
    """Return ``value`` as the ledger keeps it; UsageProblem for what cannot be meant."""
    if name in ("commune", "village"):
        known = ledger.villages()
        if name == "commune":
            return find_commune(value, known)
        return find_village(value, known.get(person.commune, ()))
    if name == "stage":
        if value not in STAGE_OF_ID:
            raise _unusable(name, ", ".join(STAGE_OF_ID))
        return str(int(STAGE_OF_ID[value]))
    clean: dict[str, Callable[[str], str]] = {
        "full_name": lambda text: clean_name(text).value,
        "sex": lambda text: clean_sex(text).value,
        "phone": lambda text: clean_phone(text).value,
        "citizen_id": lambda text: clean_citizen_id(text).citizen_id,
        "birth_date": lambda text: clean_birth_date(text, latest=day).iso,
    }
    found = clean.get(name, clean_text)(value)
    if name == "citizen_id" and found:
        _refuse_anothers(ledger, person, found, day)
    if not found:
        examples = {"citizen_id": "12 chữ số", "birth_date": "03/05/1990", "sex": "Nam, Nữ"}
        raise _unusable(name, examples.get(name, "0950000001" if name == "phone" else "…"))
    return found


def _refuse_anothers(ledger: Ledger, person: Person, number: str, day: date) -> None:
    """Refuse a number that somebody else has: the lists of both would be taken for one."""
    for other in with_number(ledger, number, day, elderly_age=0):
        if other.number != person.number and other.citizen_id == number:
            raise UsageProblem(
                "Another person has the number {number} already: {code}.",
                "If the two are one person, see eidc duplicates; else correct the other first:"
                " eidc edit {code} --set citizen_id=…",
                number=masked_number(number),
                code=code_of(seal(ledger), other.number),
            )


def _unusable(name: str, example: str) -> UsageProblem:
    return UsageProblem(
        "What was given for “{field}” cannot be meant.",
        "Write it like: {example}",
        field=field_said(name),
        example=example,
    )
