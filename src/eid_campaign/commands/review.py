"""``eidc review``: the people to verify, walked through by keys or filled in on a sheet."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from eid_campaign.app import App
from eid_campaign.campaign.decisions import Wanted, code_of
from eid_campaign.campaign.errors import InputRefused, UsageProblem
from eid_campaign.campaign.person import Person
from eid_campaign.campaign.privacy import Audience
from eid_campaign.campaign.review import Heap, queue
from eid_campaign.campaign.standings import Reason
from eid_campaign.commands.answering import audience_option, place_options
from eid_campaign.commands.asking import place_asked, refuse_telling_reason
from eid_campaign.commands.options import SaidCommand, option, output_options, pass_app
from eid_campaign.commands.reviewing import Seat, walk
from eid_campaign.delivering import Output
from eid_campaign.ledger.decisions import decide, seal
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.own_rules import table_on
from eid_campaign.ledger.people import people
from eid_campaign.ledger.purged_days import refuse_without_people
from eid_campaign.reports.people import Wanted as Filter
from eid_campaign.reports.review import review_report
from eid_campaign.wording import N_, _


@click.command(
    "review",
    cls=SaidCommand,
    help=N_(
        "Walk through the people to verify, by reason and village: e exempt, v eligible, o off the"
        " list, l later, s one by one, q quit. Or write them to a sheet with a drop-down, -o"
        " can-xac-minh.xlsx, and read it back with eidc import."
    ),
)
@place_options
@option(
    "--reason",
    type=click.Choice([reason.value for reason in Reason if reason]),
    help=N_("Only people with this reason."),
)
@audience_option((Audience.POLICE, Audience.TEAM))
@output_options
@pass_app
def command(
    app: App,
    commune: str | None,
    village: str,
    reason: str | None,
    audience: str,
    output: Output,
) -> None:
    """Walk the queue, or write it."""
    refuse_telling_reason(reason, audience)
    seen_by = Audience(audience)
    with app.read_ledger() as ledger:
        refuse_without_people(ledger, app.today)
        in_commune, in_village = place_asked(ledger, commune, village)
        wanted = Filter(
            commune=in_commune,
            village=in_village,
            reason=reason or "",
        )
        age = app.settings.rules.elderly_age
        found = filter(wanted.takes, people(ledger, app.today, elderly_age=age))
        heaps = queue(found, seen_by, table_on(ledger, app.today))
        if output.files or output.format:
            _write(app, ledger, heaps, seen_by, output)
            return
        if heaps and not (sys.stdin.isatty() and sys.stdout.isatty()):
            raise UsageProblem(
                "The queue is walked through by keys, and this is no terminal.",
                "Write it to a sheet: eidc review -o can-xac-minh.xlsx; or list it: --format csv",
            )
        _walk(app, ledger, heaps, seen_by)


def _walk(app: App, ledger: Ledger, heaps: Sequence[Heap], audience: Audience) -> None:
    if not heaps:
        app.screen.write(_("Nobody is to be verified."))
        return

    def store(found: Sequence[Person], wanted: Wanted) -> None:
        decide(ledger, [(person.number, wanted) for person in found], app.author())

    settled = walk(heaps, Seat(_Terminal(), store, app.today, audience))
    left = sum(len(heap.people) for heap in heaps) - settled
    app.screen.write(_("Settled: {settled}. Still to verify: {left}.", settled=settled, left=left))


def _write(
    app: App, ledger: Ledger, heaps: Sequence[Heap], audience: Audience, output: Output
) -> None:
    for path in output.files:
        _spared(path)
    sealed = seal(ledger)
    document = review_report(
        heaps,
        app.today,
        audience,
        lambda person: code_of(sealed, person.number),
        form=bool(output.files),
    )
    app.deliver(document, output)


def _spared(path: Path) -> None:
    """Refuse to write over a file: it may be a sheet with answers in it."""
    if path.exists():
        raise InputRefused(
            "{file} is there already; answers in it would be lost.",
            "Take its answers in first (eidc import {file}), then name another file or remove it.",
            file=path.name,
        )


class _Terminal:
    """The keyboard and the screen."""

    def say(self, line: str) -> None:
        click.echo(line)

    def key(self) -> str:
        key = click.getchar()
        click.echo(key if key.isprintable() else "")
        return key

    def line(self, question: str) -> str:
        answer: str = click.prompt(question, default="", show_default=False)
        return answer
