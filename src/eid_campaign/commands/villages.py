"""``eidc villages``: the villages, their spellings, and a spelling tied to its village once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

import click

from eid_campaign.app import App
from eid_campaign.campaign.errors import UnknownPlace, UsageProblem
from eid_campaign.campaign.places import find_commune, village_order
from eid_campaign.campaign.spelling import plain
from eid_campaign.commands.options import (
    SaidCommand,
    commune_option,
    option,
    output_options,
    pass_app,
)
from eid_campaign.delivering import Output
from eid_campaign.document import Document
from eid_campaign.intake.villages import settle_village, spelling_key
from eid_campaign.ledger import plans, settled, tallies
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.reports.villages import (
    Untold,
    VillageSeen,
    tied_report,
    untied_report,
    villages_report,
)
from eid_campaign.wording import N_


@click.command(
    "villages",
    cls=SaidCommand,
    help=N_(
        "The villages by commune, with their spellings, people and last roster. A spelling that"
        " fits no village is tied to one once, and remembered."
    ),
)
@option(
    "--tie",
    nargs=2,
    metavar="SPELLING VILLAGE",
    help=N_('From now on this spelling is this village: --tie "T. Chạ" "Thôn Đồng Chạ"'),
)
@option("--untie", metavar="SPELLING", help=N_("Take the tie of this spelling back."))
@commune_option
@output_options
@pass_app
def command(
    app: App,
    tie: tuple[str, str] | None,
    untie: str | None,
    commune: str | None,
    output: Output,
) -> None:
    """List villages, tie a spelling, or take a tie back."""
    if tie and untie:
        raise UsageProblem(
            "--tie and --untie cannot be given together.", "Give one after the other."
        )
    with app.read_ledger() as ledger:
        only = find_commune(commune, _communes(app, ledger)) if commune else ""
        if tie:
            report = _tied(app, ledger, *tie, only)
        elif untie:
            report = _untied(app, ledger, untie, only)
        else:
            report = _listed(app, ledger, only)
    app.deliver(report, output)


def _listed(app: App, ledger: Ledger, only: str) -> Document:
    people: Counter[tuple[str, str]] = Counter()
    for group, count in tallies.tally(ledger, app.today, app.settings.rules).counts.items():
        people[group.commune, group.village] += count
    days = {place: found[-1] for place, found in ledger.report_days().items()}
    spellings: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    tied: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    untold = []
    holding = {(t.commune, spelling_key(t.spelling)): t for t in settled.ties(ledger)}
    for tie in holding.values():
        tied[tie.commune, tie.village].append(tie.spelling)
    for seen in settled.spellings_seen(ledger):
        tie_now = holding.get((seen.commune, spelling_key(seen.spelling)))
        if not seen.village:
            to = tie_now.village if tie_now else ""
            untold.append(Untold(seen.commune, seen.spelling, seen.people, to))
        elif plain(seen.spelling) != plain(seen.village):
            spellings[seen.commune, seen.village].append(seen.spelling)
    places = {place for place in (*people, *days, *tied) if place[1]}
    villages = [
        VillageSeen(
            *place,
            people=people[place],
            spellings=tuple(spellings[place]),
            tied=tuple(tied[place]),
            last_roster=days.get(place),
        )
        for place in sorted(places, key=_place_order)
        if only in ("", place[0])
    ]
    return villages_report(
        villages, [one for one in untold if only in ("", one.commune)], app.today
    )


def _tied(app: App, ledger: Ledger, spelling: str, village: str, only: str) -> Document:
    known = ledger.villages()
    commune = only or _commune_of(app, ledger, spelling, village)
    names = known.get(commune, ())
    name = _canonical(village, names)
    if any(plain(other) == plain(spelling) for other in names):
        raise UsageProblem(
            "“{spelling}” is itself the name of a village of {commune}: it is not tied.",
            "If two names mean one village, use one of them in the rosters.",
            spelling=spelling,
            commune=commune,
        )
    before = _find_tie(ledger, spelling, commune)
    if before is None or before.village != name:
        over = before.number if before else 0
        settled.tie(ledger, commune, spelling.strip(), name, app.author(), over=over)
    return tied_report(commune, spelling, name, app.today, is_new=name not in names)


def _untied(app: App, ledger: Ledger, spelling: str, only: str) -> Document:
    found = [tie for tie in settled.ties(ledger) if _same(tie.spelling, spelling)]
    found = [tie for tie in found if only in ("", tie.commune)]
    if len(found) != 1:
        known = ", ".join(f"“{tie.spelling}” ({tie.commune})" for tie in settled.ties(ledger))
        raise UnknownPlace(
            "No single spelling “{spelling}” is tied to a village.",
            "The spellings tied are: {known}. Where communes share one, name it with --commune.",
            spelling=spelling,
            known=known or "–",
        )
    settled.untie(ledger, found[0], app.author())
    return untied_report(found[0].commune, found[0].spelling, found[0].village, app.today)


def _find_tie(ledger: Ledger, spelling: str, commune: str) -> settled.Tie | None:
    fitting = (t for t in settled.ties(ledger) if t.commune == commune)
    return next((tie for tie in fitting if _same(tie.spelling, spelling)), None)


def _same(one: str, other: str) -> bool:
    return spelling_key(one) == spelling_key(other)


def _canonical(village: str, names: Iterable[str]) -> str:
    """Return the village meant; a new one must be written with its kind, in full."""
    found = settle_village(village, names)
    if found.name and (found.name in names or plain(found.name) == plain(village)):
        return found.name
    raise UnknownPlace(
        "There is no village named “{written}” in this campaign.",
        "The villages known are: {known}. A new one is written in full: Thôn Đồng Chạ.",
        written=village,
        known=", ".join(found.near or names) or "–",
    )


def _commune_of(app: App, ledger: Ledger, spelling: str, village: str) -> str:
    """Return the commune meant where none is named: the only one that can be."""
    known = ledger.villages()
    seen = {s.commune for s in settled.spellings_seen(ledger) if _same(s.spelling, spelling)}
    holding = {c for c, names in known.items() if settle_village(village, names).name in names}
    for communes in (holding & seen, holding, seen, set(known), {app.settings.commune} - {""}):
        if len(communes) == 1:
            return communes.pop()
    raise UnknownPlace(
        "More than one commune may be meant: {known}.",
        "Name it with --commune.",
        known=", ".join(sorted(holding or seen or known)),
    )


def _communes(app: App, ledger: Ledger) -> tuple[str, ...]:
    appendix = plans.appendix(ledger)
    units = tuple(unit.unit for unit in appendix.units) if appendix else ()
    own = (app.settings.commune,) if app.settings.commune else ()
    return tuple(dict.fromkeys((*units, *ledger.villages(), *own)))


def _place_order(place: tuple[str, str]) -> tuple[str, tuple[tuple[int, str], ...]]:
    return place[0], village_order(place[1])
