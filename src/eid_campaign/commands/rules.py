"""``eidc rules``: the rules for remarks, and the commune's own words tried, adopted, dropped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from eid_campaign.app import App
from eid_campaign.campaign.errors import InputRefused, UsageProblem
from eid_campaign.campaign.note_rules import checked_own, tables
from eid_campaign.campaign.own_rules import FILE_NAME, categories, own_lines
from eid_campaign.campaign.own_trial import moved, reread
from eid_campaign.campaign.privacy import Audience
from eid_campaign.commands.days import DAY
from eid_campaign.commands.options import (
    SaidCommand,
    SaidGroup,
    as_of_option,
    option,
    output_options,
    pass_app,
)
from eid_campaign.commands.own_table import example_table, read_table
from eid_campaign.delivering import Output, write_whole
from eid_campaign.ledger import own_rules
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.people import people
from eid_campaign.ledger.purged_days import refuse_without_people
from eid_campaign.reports.rules import (
    Holding,
    adopted_report,
    dropped_report,
    rules_report,
    started_report,
)
from eid_campaign.reports.rules_trial import Trial, trial_report
from eid_campaign.wording import N_, day

_STARTED = "quy-tac-moi.tsv"
_file = click.Path(path_type=Path, dir_okay=False, exists=True)
_from_option = option(
    "--from",
    "from_day",
    type=DAY,
    help=N_("The first day on which it holds; today when left out."),
)


@click.group(
    "rules",
    cls=SaidGroup,
    invoke_without_command=True,
    help=N_(
        "The rules for remarks: category, decision, what each matches, an example, its source."
        " The commune's own words are tried with test, taken over with adopt, left with drop."
    ),
)
@option(
    "--category",
    type=click.Choice(categories()),
    metavar="LOẠI",
    help=N_("Only the rules of this category."),
)
@as_of_option
@output_options
@pass_app
def command(
    app: App,
    category: str | None,
    as_of: date | None,
    output: Output,
) -> None:
    """List the rules."""
    if click.get_current_context().invoked_subcommand is not None:
        return
    asked = as_of or app.today
    held: Sequence[own_rules.Adopted] = ()
    text = ""
    if app.settings.ledger.exists():
        with app.read_history() as ledger:
            held, text = own_rules.adopted(ledger), own_rules.table_on(ledger, asked)
    rules = [
        rule
        for rule in tables(text).all_rules
        if not category or category in (rule.reason.value, rule.topic)
    ]
    mine = own_lines(text) if text else ()
    kept = _own_file(app)
    edited = kept if kept.exists() and held and read_table(kept) != held[-1].text else None
    app.deliver(
        rules_report(rules, () if category and not mine else mine, _holdings(held), asked,
                     edited=edited),
        output,
    )  # fmt: skip


@command.command(
    "test",
    cls=SaidCommand,
    help=N_("Try a table of own words on the ledger: who would move, and why. Stores nothing."),
)
@click.argument("file", type=_file)
@option(
    "--audience",
    type=click.Choice([audience.value for audience in Audience]),
    default=Audience.TEAM.value,
    show_default=True,
    help=N_("Who will see the list: it decides what is masked."),
)
@as_of_option
@output_options
@pass_app
def test(app: App, file: Path, audience: str, as_of: date | None, output: Output) -> None:
    """Show who would move."""
    text = read_table(file)
    lines = checked_own(text, file.name)
    asked = app.day(as_of)
    age = app.settings.rules.elderly_age
    with app.read_ledger() as ledger:
        refuse_without_people(ledger, asked)
        before = own_rules.table_on(ledger, asked)
        now = tuple(people(ledger, asked, elderly_age=age))
        tried = people(ledger, asked, elderly_age=age, own=text)
        trial = Trial(
            file=file,
            own=text,
            rules=len(lines),
            people=len(now),
            moved=moved(now, tried),
            reread=reread(text, before),
            audience=Audience(audience),
        )
    app.deliver(trial_report(trial, asked), output)


@command.command(
    "adopt",
    cls=SaidCommand,
    help=N_(
        "Let a table of own words hold from a day on; it is copied into the campaign folder as"
        " quy-tac.tsv. Reports of earlier days stay as they are."
    ),
)
@click.argument("file", type=_file)
@_from_option
@pass_app
def adopt(app: App, file: Path, from_day: date | None) -> None:
    """Adopt a table."""
    text = read_table(file)
    lines = checked_own(text, file.name)
    first = _not_past(app, from_day)
    for each in reread(text, ""):
        if each.is_wrong:
            raise InputRefused(
                "{file} would exempt by a remark that does not: “{remark}”.",
                "Mend the table; eidc rules test {file} shows what it would change.",
                file=file.name,
                remark=each.remark,
            )
    with app.open_ledger() as ledger:
        new = _latest(ledger, first) != text
        if new:
            own_rules.adopt(
                ledger,
                text,
                file=file.name,
                rules=len(lines),
                from_day=first,
                author=app.author(),
            )
    kept = _own_file(app)
    if not kept.exists() or read_table(kept) != text:
        write_whole(kept, text.encode("utf-8"))
    app.deliver(adopted_report(file, kept, len(lines), first, app.today, new=new), Output())


@command.command(
    "drop",
    cls=SaidCommand,
    help=N_(
        "Let no own words hold from a day on. Reports of earlier days stay as they are, and so"
        " does the file quy-tac.tsv."
    ),
)
@_from_option
@pass_app
def drop(app: App, from_day: date | None) -> None:
    """Drop the own table."""
    first = _not_past(app, from_day)
    with app.read_history() as ledger:
        new = bool(_latest(ledger, first))
        if new:
            own_rules.drop(ledger, first, app.author())
    app.deliver(dropped_report(first, app.today, new=new), Output())


@command.command(
    "start",
    cls=SaidCommand,
    help=N_("Write a table of own words to fill in, with examples."),
)
@click.argument(
    "file", required=False, default=Path(_STARTED), type=click.Path(path_type=Path, dir_okay=False)
)
@pass_app
def start(app: App, file: Path) -> None:
    """Write a table to fill in."""
    if file.exists():
        raise UsageProblem(
            "The file {path} is there already.",
            "Name another file.",
            path=file,
        )
    # The mark at the front lets Excel know that the letters are Unicode.
    write_whole(file, ("\ufeff" + example_table()).encode("utf-8"))
    app.deliver(started_report(file, app.today), Output())


def _not_past(app: App, from_day: date | None) -> date:
    first = from_day or app.today
    if first < app.today:
        raise UsageProblem(
            "{day} is past: a changed rule never rewrites past reports.",
            "Give today or a day to come: --from {today}",
            day=day(first),
            today=app.today.isoformat(),
        )
    return first


def _latest(ledger: Ledger, first: date) -> str:
    """Return the text that would hold from ``first`` on for good; blank for none."""
    held = own_rules.adopted(ledger)
    if held and held[-1].from_day <= first:
        return held[-1].text
    return "\0" if held else ""


def _own_file(app: App) -> Path:
    folder = app.settings.campaign_file or app.settings.ledger
    return folder.with_name(FILE_NAME)


def _holdings(held: Sequence[own_rules.Adopted]) -> tuple[Holding, ...]:
    return tuple(
        Holding(
            from_day=each.from_day,
            file=each.file,
            rules=len(own_lines(each.text)) if each.text else 0,
            who=each.who,
            said_on=date.fromisoformat(each.at[:10]),
            superseded=any(later.from_day <= each.from_day for later in held[place + 1 :]),
        )
        for place, each in enumerate(held)
    )
