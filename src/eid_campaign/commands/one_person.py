"""Which person is meant: the one of a number, a code or a name."""

from __future__ import annotations

from collections.abc import Sequence

from eid_campaign.app import App
from eid_campaign.campaign.decisions import code_of
from eid_campaign.campaign.errors import UnknownPerson, UsageProblem
from eid_campaign.campaign.person import Person
from eid_campaign.campaign.privacy import masked_number
from eid_campaign.commands.asking import place_asked
from eid_campaign.ledger.decisions import seal
from eid_campaign.ledger.finding import with_name, with_number
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.reports.people import born_said

NUMBER_LENGTH = 12
MOST_SHOWN = 10


def number_or_name(words: Sequence[str], name: str) -> tuple[str, str]:
    """Return the number or code written, or else the name; ``name`` is that of ``--name``.

    Raises UsageProblem where nobody is named.
    """
    if name.strip():
        return "", name
    written = " ".join(words).strip()
    if not written:
        raise UsageProblem(
            "It is not said who is meant.",
            "Give the citizen number, or the name as the list has it.",
        )
    is_number = any(map(str.isdigit, written))
    return (written, "") if is_number else ("", written)


def one_person(app: App, ledger: Ledger, number: str, name: str, village: str) -> Person:
    """Return the person meant, as known today.

    Raises UnknownPerson when nobody or more than one fits, UsageProblem for half a number.
    """
    age = app.settings.rules.elderly_age
    if name:
        _commune, place = place_asked(ledger, None, village)
        found = with_name(ledger, name, app.today, elderly_age=age, village=place)
        if not found:
            raise UnknownPerson(
                "Nobody known is called so.",
                "Look the name up in the list: eidc people --village …; or give the number.",
            )
    else:
        found = with_number(ledger, number, app.today, elderly_age=age)
        if not found:
            raise _unknown_number(number)
    if len(found) > 1:
        raise UnknownPerson(
            "{count} people fit: {people}.",
            "Give the full citizen number, or the code shown here in its place; or the village"
            " too: --village …",
            count=len(found),
            people=_shown(found, seal(ledger)),
        )
    return found[0]


def _unknown_number(number: str) -> UnknownPerson | UsageProblem:
    digits = "".join(filter(str.isdigit, number))
    if "-" not in number and len(digits) != NUMBER_LENGTH:
        return UsageProblem(
            "A citizen number has 12 digits; {count} were given.",
            'Give all 12 with the zeros in front, or the name: --name "…" --village …',
            count=len(digits),
        )
    return UnknownPerson(
        "Nobody known has the number {number}.",
        'Check the digits; or ask by name: --name "…" --village …',
        number=masked_number(digits) if len(digits) == NUMBER_LENGTH else number,
    )


def _shown(found: Sequence[Person], sealed: str) -> str:
    lines = [
        ", ".join(
            filter(
                None,
                (
                    born_said(each.birth_date),
                    each.village,
                    masked_number(each.citizen_id),
                    code_of(sealed, each.number),
                ),
            )
        )
        for each in found[:MOST_SHOWN]
    ]
    return "; ".join(lines) + (" …" if len(found) > MOST_SHOWN else "")
