"""``eidc duplicates``: pairs that may be one person, side by side, and their answers."""

from __future__ import annotations

import sys
from datetime import date
from importlib import import_module
from types import ModuleType

import click

from eid_campaign.app import App
from eid_campaign.campaign.decisions import code_of
from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.campaign.known_on import KnownOn
from eid_campaign.campaign.likeness import LEAST
from eid_campaign.campaign.privacy import Audience
from eid_campaign.commands.answering import answer_options, audience_option, place_options
from eid_campaign.commands.asking import place_asked
from eid_campaign.commands.days import Whole
from eid_campaign.commands.options import SaidCommand, option
from eid_campaign.delivering import Output
from eid_campaign.ledger.decisions import seal
from eid_campaign.ledger.duplicates import Duplicate, duplicates
from eid_campaign.ledger.identities import settled_pairs
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.purged_days import refuse_without_people
from eid_campaign.reports.duplicates import duplicates_report
from eid_campaign.reports.duplicates_pair import Pair
from eid_campaign.reports.duplicates_settled import Settled, settled_report
from eid_campaign.reports.recorded import as_recorded
from eid_campaign.wording import N_, _

ON_SCREEN = ("", "table", "text", "md")
"""Formats that are read; the others are worked with, a row a pair."""
SETTLING = "eid_campaign.commands.duplicates_settling"
"""What an answer needs, imported when one is given: it computes people anew, with numpy."""


@click.command(
    "duplicates",
    cls=SaidCommand,
    help=N_(
        "Pairs that may be one person, listed twice: side by side, with points and reasons. Each"
        " pair has a code; settle it with --merge, --two or --later, or go through them by keys"
        " with --ask: g one person, h two people, s later, q quit."
    ),
)
@place_options
@option(
    "--min-score",
    type=Whole(0, 100),
    default=LEAST,
    show_default=True,
    help=N_("Only pairs of at least so many points, of 100."),
)
@option("--merge", metavar="CODE", help=N_("The two are one person: make them one."))
@option("--two", metavar="CODE", help=N_("They are two people: never ask again."))
@option("--later", metavar="CODE", help=N_("Put the pair off: it is shown last."))
@option(
    "--keep",
    type=click.Choice(["1", "2"]),
    help=N_("With --merge: whose number, name, birth date and sex stay, person 1's or 2's."),
)
@option("--dry-run", is_flag=True, help=N_("With --merge: only say what would be."))
@option("--yes", is_flag=True, help=N_("Do not ask back before making two people one."))
@option("--ask", is_flag=True, help=N_("Go through the pairs by keys."))
@option("--settled", is_flag=True, help=N_("What was settled, by whom and when."))
@audience_option((Audience.POLICE, Audience.TEAM))
@answer_options
def command(
    app: App,
    commune: str | None,
    village: str,
    min_score: int,
    merge: str | None,
    two: str | None,
    later: str | None,
    keep: str | None,
    dry_run: bool,
    yes: bool,
    ask: bool,
    settled: bool,
    audience: str,
    as_of: date | None,
    known_on: KnownOn | None,
    output: Output,
) -> None:
    """Show pairs, or settle one."""
    answers = [(verdict, code) for verdict, code in _given(merge, two, later) if code]
    _refuse_what_contradicts(len(answers) + ask + settled, bool(merge), keep, dry_run or yes)
    _refuse_answers_of_then(known_on, bool(answers) or ask)
    day, seen_by = app.day(as_of), Audience(audience)
    with app.read_ledger(known_on) as ledger:
        if not settled:
            refuse_without_people(ledger, day)
        if answers:
            [(verdict, code)] = answers
            report = _settling().answer(
                app, ledger, code, verdict, day, seen_by, keep=keep, dry_run=dry_run, yes=yes
            )
        elif settled:
            report = settled_report(_settled(ledger), day)
        else:
            in_commune, in_village = place_asked(ledger, commune, village)
            found = duplicates(
                ledger,
                day,
                elderly_age=app.settings.rules.elderly_age,
                commune=in_commune,
                village=in_village,
                min_score=min_score,
            )
            if ask:
                _walk(app, ledger, found, day, seen_by)
                return
            report = duplicates_report(
                [shown(each) for each in found],
                day,
                seen_by,
                side_by_side=not output.files and output.format in ON_SCREEN,
            )
    app.deliver(as_recorded(report, known_on), output)


def shown(found: Duplicate) -> Pair:
    """Return a pair for the report."""
    put_off = found.later.at if found.later is not None else ""
    return Pair(found.code, found.one, found.other, found.likeness, put_off)


def _given(
    merge: str | None, two: str | None, later: str | None
) -> tuple[tuple[str, str | None], ...]:
    return ("same", merge), ("two", two), ("later", later)


def _refuse_what_contradicts(wishes: int, merges: bool, keep: str | None, of_merge: bool) -> None:
    if wishes > 1:
        raise UsageProblem(
            "More than one thing is asked at once.",
            "Give one of --merge, --two, --later, --ask and --settled.",
        )
    if (keep or of_merge) and not merges:
        raise UsageProblem(
            "--keep, --dry-run and --yes belong to --merge.",
            "Give the pair that is one person: --merge CODE",
        )


def _refuse_answers_of_then(known_on: KnownOn | None, answers: bool) -> None:
    """Refuse to settle a pair by what was known earlier; UsageProblem."""
    if answers and known_on is not None:
        raise UsageProblem(
            "A pair is settled by what is known now, not by what was known earlier.",
            "Leave --known-on away to settle it; with --known-on the pairs are only listed.",
        )


def _walk(
    app: App, ledger: Ledger, found: tuple[Duplicate, ...], day: date, audience: Audience
) -> None:
    if not found:
        app.screen.write(_("No pair of people is open."))
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageProblem(
            "The pairs are gone through by keys, and this is no terminal.",
            "List them: eidc duplicates; then settle one by its code: --merge CODE",
        )
    _settling().walk_at_terminal(app, ledger, found, day, audience)


def _settled(ledger: Ledger) -> list[Settled]:
    sealed = seal(ledger)
    return [
        Settled(
            each.number,
            code_of(sealed, each.kept),
            code_of(sealed, each.other),
            each.verdict,
            each.reason,
            each.who,
            each.at,
        )
        for each in settled_pairs(ledger)
    ]


def _settling() -> ModuleType:
    return import_module(SETTLING)
