"""Keeping a report as it is sent, and printing one again as it was sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import click

from eid_campaign.app import App
from eid_campaign.campaign.corrections import figures_of
from eid_campaign.campaign.errors import NothingKnown, UsageProblem
from eid_campaign.campaign.known_on import KnownOn
from eid_campaign.campaign.places import find_commune
from eid_campaign.campaign.progress import Progress
from eid_campaign.delivering import Output
from eid_campaign.document import Document
from eid_campaign.ledger.frozen import freeze, frozen_reports, last_sent
from eid_campaign.reports.kept import packed, unpacked
from eid_campaign.reports.recorded import as_recorded
from eid_campaign.reports.sent import sent_report
from eid_campaign.wording import N_, _, day, language, use_language

CORRECTED = ("daily", "weekly")
"""The reports that come again and again: the next one states what became of the last."""


def refuse_both(known_on: KnownOn | None, *, final: bool, sent: bool) -> None:
    """Refuse to keep as sent what is not today's knowledge; UsageProblem."""
    if final and sent:
        raise UsageProblem(
            "--final keeps a report as sent, --sent prints one that was sent: only one can be"
            " meant.",
            "Give one of the two.",
        )
    if final and known_on is not None:
        raise UsageProblem(
            "A report of what was known earlier cannot be kept as sent.",
            "Leave --known-on away, or print the report that was sent with --sent.",
        )


def keep_as_sent(
    app: App,
    document: Document,
    lines: Sequence[Progress],
    *,
    commune: str,
    asked: Mapping[str, str],
    revision: int,
) -> None:
    """Keep ``document``, which was just delivered, as sent, and say under which number."""
    kind = document.id.removeprefix("report_")
    content = {
        "asked": dict(asked),
        "language": language(),
        "lines": [
            {"unit": line.target.unit, "village": line.village, **figures_of(line)}
            for line in lines
        ],
        "document": packed(document),
    }
    report = (kind, commune, document.as_of)
    with app.open_ledger() as ledger:
        number, before = freeze(ledger, report, content, revision=revision, author=app.author())
    said = [
        _(
            "Kept as sent under number {number}; the next report states what was corrected"
            " since. Not sent after all: eidc undo {number}",
            number=number,
        )
        if kind in CORRECTED
        else _(
            "Kept as sent under number {number}; --sent prints it again. Not sent after all:"
            " eidc undo {number}",
            number=number,
        )
    ]
    if before is not None:
        said.append(
            _(
                "Number {before}, kept of the same day before, stays; from now on number"
                " {number} is the one compared with.",
                before=before,
                number=number,
            )
        )
    click.echo("\n".join(said), err=True)


def printed_again(
    app: App,
    kind: str,
    output: Output,
    *,
    commune: str | None,
    as_of: date | None,
    known_on: KnownOn | None,
    asked: Mapping[str, str],
) -> None:
    """Deliver the report of ``kind`` as it was sent, in its own language; NothingKnown where
    none was.
    """
    with app.read_history(known_on) as ledger:
        communes = sorted({each.commune for each in frozen_reports(ledger) if each.commune})
        place = find_commune(commune, communes) if commune else None
        sent = last_sent(ledger, kind, place, as_of=as_of, asked=asked)
    if sent is None:
        raise NothingKnown(
            N_("No such report of {day} was kept as sent.")
            if as_of
            else N_("No such report was kept as sent yet."),
            "See which were: eidc report sent; keep one when you send it: --final",
            day=day(as_of) if as_of else "",
        )
    use_language(sent.language)
    app.deliver(unpacked(sent.document), output)


def listed(app: App, known_on: KnownOn | None, output: Output) -> None:
    """Deliver the list of the reports kept as sent."""
    with app.read_history(known_on) as ledger:
        found = frozen_reports(ledger)
    app.deliver(as_recorded(sent_report(found, app.today), known_on), output)
