"""``eidc decide``: what an officer settles of a person, against every rule and remark."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date

import click

from eid_campaign.app import App
from eid_campaign.campaign.decisions import OFF_LIST_REASONS, Wanted, find_fault
from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.campaign.person import Person
from eid_campaign.campaign.standings import EXEMPTING, Reason, Standing
from eid_campaign.commands.days import DAY
from eid_campaign.commands.one_person import number_or_name, one_person
from eid_campaign.commands.options import SaidCommand, option, output_options, pass_app
from eid_campaign.delivering import Output
from eid_campaign.ledger import decisions
from eid_campaign.ledger.finding import household_of
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.people import people
from eid_campaign.reports.decisions import Touched, decided_report, preview, taken_back_report
from eid_campaign.wording import N_, _, day

NEEDS_GROUND = (Standing.EXEMPT, Standing.OFF_LIST)
"""Standings that hide a person from the campaign: nobody is hidden without a ground."""


@click.command(
    "decide",
    cls=SaidCommand,
    help=N_(
        "Settle the standing of a person: NUMBER exempt REASON, NUMBER eligible, NUMBER to_verify"
        " REASON, NUMBER off_list REASON. A decision beats every rule and remark, in later files"
        " too, until its last day or until it is taken back."
    ),
)
@click.argument("words", nargs=-1, metavar="NUMBER|NAME STANDING [REASON]")
@option("--name", default="", help=N_("The person's full name instead of the number."))
@option("--village", default="", help=N_("The village of the person named."))
@option("--until", type=DAY, help=N_("The last day it holds; for good when left out."))
@option("--as-of", type=DAY, help=N_("The first day it holds; today when left out."))
@option("--because", default="", help=N_("The ground: a paper, a visit, who said it."))
@option("--household", is_flag=True, help=N_("Everybody of the person's household in the village."))
@option("--yes", is_flag=True, help=N_("Do not ask before a household is decided."))
@option("--force", is_flag=True, help=N_("Decide even on somebody who is off the list."))
@option("--take-back", is_flag=True, help=N_("Take back the last decision on the person."))
@output_options
@pass_app
def command(
    app: App,
    words: tuple[str, ...],
    name: str,
    village: str,
    until: date | None,
    as_of: date | None,
    because: str,
    household: bool,
    yes: bool,
    force: bool,
    take_back: bool,
    output: Output,
) -> None:
    """Decide, or take a decision back."""
    number, name, rest = _whom(words, name)
    wanted = None if take_back else _wanted(app, rest, as_of, until, because)
    with app.read_ledger() as ledger:
        person = one_person(app, ledger, number, name, village)
        found = _touched(app, ledger, person, household=household)
        if wanted is None:
            _take_back(app, ledger, found, output)
            return
        listed = [each for each in found if each.verdict.standing is not Standing.OFF_LIST or force]
        if person not in listed:
            raise _off_list()
        if household:
            _agreed(listed, len(found) - len(listed), yes=yes)
        before = {each.number: each for each in listed}
        asked = [(each.number, wanted) for each in listed]
        written = {each.person for each in decisions.decide(ledger, asked, app.author())}
        touched = [
            Touched(before[each.number], each, each.number in written)
            for each in _again(app, ledger, before)
        ]
    app.deliver(decided_report(touched, wanted, app.today, aside=len(found) - len(listed)), output)


def _whom(words: Sequence[str], name: str) -> tuple[str, str, Sequence[str]]:
    """Return the number or code given, or else the name, and the words from the standing on."""
    if name:  # then no word is the person's
        return "", name, words
    standings = {standing.id for standing in Standing}
    at = next((at for at, word in enumerate(words) if _plain(word) in standings), len(words))
    if words and any(map(str.isdigit, words[0])):
        at = 1
    return *number_or_name(words[:at], name), words[at:]


def _plain(word: str) -> str:
    return word.lower().replace("-", "_")


def _wanted(
    app: App, words: Sequence[str], as_of: date | None, until: date | None, because: str
) -> Wanted:
    standings = {standing.id: standing for standing in Standing}
    told = [_plain(word) for word in words]
    if not told or told[0] not in standings or len(told) > 2:
        raise UsageProblem(
            "It is not said what to decide: {written}.",
            "Give one of: exempt REASON, eligible, to_verify REASON, off_list REASON.",
            written=" ".join(words) or "–",
        )
    reasons = {reason.value: reason for reason in Reason}
    written = told[1] if len(told) > 1 else ""
    if written not in reasons:
        raise UsageProblem(
            "“{written}” is no reason.",
            "Give one of: {reasons}.",
            written=words[1],
            reasons=_reasons(standings[told[0]]),
        )
    wanted = Wanted(
        standings[told[0]], reasons[written], app.day(as_of), until, " ".join(because.split())
    )
    fault = find_fault(wanted, app.today)
    if fault:
        raise refusal(fault, wanted, app.today)
    if wanted.standing in NEEDS_GROUND and not wanted.because:
        raise UsageProblem(
            "The decision {standing} needs its ground.",
            'Say on what it rests: --because "…"',
            standing=wanted.standing.id,
        )
    return wanted


def refusal(fault: str, wanted: Wanted, today: date) -> UsageProblem:
    """Return the error of a fault that ``campaign.decisions.find_fault`` names."""
    standing, reasons = wanted.standing.id, _reasons(wanted.standing)
    if fault == "reason_missing":
        return UsageProblem(
            "The decision {standing} needs its reason.",
            "Give one of: {reasons}.",
            standing=standing,
            reasons=reasons,
        )
    if fault == "reason_unfit" and wanted.standing is Standing.ELIGIBLE:
        return UsageProblem(
            "Who is eligible needs no reason.",
            'Leave the reason away and say why with --because "…".',
        )
    if fault == "reason_unfit":
        return UsageProblem(
            "The reason {reason} does not make anybody {standing}.",
            "Give one of: {reasons}; or decide to_verify or eligible.",
            reason=wanted.reason.value,
            standing=standing,
            reasons=reasons,
        )
    if fault == "until_off_list":
        return UsageProblem(
            "Who is off the list is so for good: no last day can be given.",
            "Leave --until away; a decision can be taken back with --take-back.",
        )
    if fault == "child_without_until":
        return UsageProblem(
            "Childhood ends on a birthday, and the decision names no last day.",
            "Give the day before the 14th birthday: --until YYYY-MM-DD",
        )
    return UsageProblem(
        "The last day, {until}, is past, or before the first one.",
        "Give a day from {today} on, or leave --until away.",
        until=day(wanted.until or today),
        today=day(max(today, wanted.as_of)),
    )


def _reasons(standing: Standing) -> str:
    known: Sequence[Reason] = tuple(Reason)[1:]
    if standing is Standing.EXEMPT:
        known = EXEMPTING
    elif standing is Standing.OFF_LIST:
        known = OFF_LIST_REASONS
    return ", ".join(reason.value for reason in known)


def _off_list() -> UsageProblem:
    return UsageProblem(
        "This person is off the list (deceased, or listed twice).",
        "If a decision put them there: --take-back. If the list is wrong, give --force too, and"
        " have the national database corrected.",
    )


def _touched(app: App, ledger: Ledger, person: Person, *, household: bool) -> tuple[Person, ...]:
    if not household:
        return (person,)
    found = household_of(ledger, person, app.today, elderly_age=app.settings.rules.elderly_age)
    if len(found) == 1:
        raise UsageProblem(
            "The lists name nobody else of this person's household.",
            "Leave --household away, or decide on the others one by one.",
        )
    return found


def _agreed(found: Sequence[Person], aside: int, *, yes: bool) -> None:
    """Say whom it touches and ask; on no terminal the user says ``--yes`` beforehand."""
    for line in preview(found, aside):
        click.echo(line, err=True)
    if yes:
        return
    if not sys.stdin.isatty():
        raise UsageProblem(
            "The decision would touch {count} people; nothing was stored.",
            "Look whether all of them are meant, then give the command again with --yes.",
            count=len(found),
        )
    if not click.confirm(_("Decide on all of them?"), err=True):
        raise click.Abort


def _again(app: App, ledger: Ledger, persons: dict[int, Person]) -> tuple[Person, ...]:
    age = app.settings.rules.elderly_age
    return tuple(people(ledger, app.today, elderly_age=age, persons=persons))


def _take_back(app: App, ledger: Ledger, found: Sequence[Person], output: Output) -> None:
    before = {
        each.number: each
        for each in found
        if decisions.take_back(ledger, each.number, app.author()) is not None
    }
    if not before:
        raise UsageProblem(
            "There is no decision on this person to take back.",
            "See what is known of the person: eidc people --village …",
        )
    touched = [Touched(before[each.number], each) for each in _again(app, ledger, before)]
    app.deliver(taken_back_report(touched, app.today), output)
