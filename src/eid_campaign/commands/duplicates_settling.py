"""Answers to pairs of people: one by its code, or one after another by keys."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import click

from eid_campaign.app import App
from eid_campaign.campaign.citizen_id import CitizenId, fits
from eid_campaign.campaign.errors import UnknownPerson
from eid_campaign.campaign.likeness import find_pair
from eid_campaign.campaign.person import Person
from eid_campaign.campaign.privacy import Audience
from eid_campaign.campaign.spelling import without_marks
from eid_campaign.commands.duplicates import shown
from eid_campaign.commands.reviewing import Talk
from eid_campaign.document import Document
from eid_campaign.ledger.decisions import seal
from eid_campaign.ledger.duplicate_merging import Merged, merge, own_facts, tried
from eid_campaign.ledger.duplicates import Duplicate, pair_of
from eid_campaign.ledger.identities import LATER, SAME, TWO, called_two
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.own_rules import table_on
from eid_campaign.ledger.settling import settle
from eid_campaign.reports.duplicates_pair import merged_said, pair_said
from eid_campaign.reports.duplicates_settled import answered_report
from eid_campaign.wording import N_, _

_ANSWERED = {
    SAME: N_("The two are one person now (entry {number})."),
    TWO: N_("They are two people and will not be asked again (entry {number})."),
    LATER: N_("Put off; the pair is shown last (entry {number})."),
}
_DAMAGED = {"name_unmarked", "name_shortened", "name_middle_dropped"}
_DENIED = N_("Entry {number} says that they are two people: it will count no more.")
_KEYS = {"h": TWO, "s": LATER}


@dataclass(frozen=True, slots=True)
class Desk:
    """Where answers go to, and what is known there."""

    app: App
    ledger: Ledger
    day: date
    audience: Audience

    @property
    def age(self) -> int:
        """From which age somebody is old."""
        return self.app.settings.rules.elderly_age

    def would_be(self, pair: Duplicate, main: int, *, chosen: bool) -> tuple[Merged, list[str]]:
        """Return who the two would be as one, and the lines that say so."""
        kept, other = in_order(pair, main)
        merged = tried(self.ledger, kept, other, self.day, elderly_age=self.age, chosen=chosen)
        own = table_on(self.ledger, self.day)
        lines = merged_said(merged.person, main, merged.rows, self.audience, own)
        denied = called_two(self.ledger, kept.number, other.number)
        return merged, [*lines, *(_(_DENIED, number=number) for number in denied)]

    def store(self, pair: Duplicate, verdict: str, main: int = 1, *, chosen: bool = False) -> int:
        """Write an answer down and return its entry in the log."""
        reason = " ".join(pair.likeness.reasons)
        kept, other = in_order(pair, main)
        author = self.app.author()
        if verdict != SAME:
            return settle(self.ledger, kept.number, other.number, verdict, author, reason=reason)
        facts = own_facts(kept) if chosen else {}
        return merge(self.ledger, kept, other, self.day, author, facts=facts, reason=reason)


def answer(
    app: App,
    ledger: Ledger,
    code: str,
    verdict: str,
    day: date,
    audience: Audience,
    *,
    keep: str | None,
    dry_run: bool,
    yes: bool,
) -> Document:
    """Settle the pair of a code and return what was done.

    Raises UnknownPerson for a code that is not of this ledger or names no two people now.
    """
    desk = Desk(app, ledger, day, audience)
    pair = _pair(desk, code)
    lines = list(pair_said(shown(pair), audience))
    main, chosen = (int(keep), True) if keep else main_of(pair)
    if verdict == SAME:
        lines += desk.would_be(pair, main, chosen=chosen)[1]
        if dry_run:
            return answered_report([*lines, _("Nothing was stored.")], day, None)
        if sys.stdin.isatty() and not yes:
            for line in lines:
                click.echo(line, err=True)
            lines = []
            if not click.confirm(_("Make them one person?"), err=True):
                raise click.Abort
    number = desk.store(pair, verdict, main, chosen=chosen)
    return answered_report([*lines, _(_ANSWERED[verdict], number=number)], day, number)


def walk_at_terminal(
    app: App, ledger: Ledger, found: Sequence[Duplicate], day: date, audience: Audience
) -> None:
    """Ask about each pair at the keyboard."""
    settled = walk(found, Desk(app, ledger, day, audience), _Terminal())
    left = len(found) - settled
    app.screen.write(_("Settled: {settled}. Still open: {left}.", settled=settled, left=left))


def walk(found: Sequence[Duplicate], desk: Desk, talk: Talk) -> int:
    """Ask about each pair until the last, or ``q``; return how many were settled.

    What is answered is stored at once: leaving loses nothing. A pair of whom one was made one
    with somebody before is looked up anew.
    """
    settled = 0
    for at, first in enumerate(found, start=1):
        pair = pair_of(
            desk.ledger,
            desk.day,
            first.one.number,
            first.other.number,
            elderly_age=desk.age,
        )
        if pair is None:
            settled += 1  # an earlier answer has made them one
            continue
        talk.say(f"[{at}/{len(found)}]")
        for line in pair_said(shown(pair), desk.audience):
            talk.say(line)
        verdict = _asked(pair, desk, talk)
        if verdict == "q":
            break
        settled += verdict in (SAME, TWO)
    return settled


def main_of(pair: Duplicate) -> tuple[int, bool]:
    """Return which of two is rather the main person, and whether their facts are to stay.

    Whose number is good against a bad one, whose name is whole against a damaged one: their
    facts stay. Else the later list knows better, as with a number established anew.
    """
    good = [_has_good_number(each) for each in (pair.one, pair.other)]
    if pair.one.citizen_id and pair.other.citizen_id and good[0] != good[1]:
        return (1 if good[0] else 2), True
    if _DAMAGED & set(pair.likeness.reasons):
        whole = [_wholeness(each.full_name) for each in (pair.one, pair.other)]
        return (1 if whole[0] > whole[1] else 2), True
    return 2, False


def in_order(pair: Duplicate, main: int) -> tuple[Person, Person]:
    """Return the main person and the other one."""
    return (pair.one, pair.other) if main == 1 else (pair.other, pair.one)


def _asked(pair: Duplicate, desk: Desk, talk: Talk) -> str:
    while True:
        talk.say(_("g one person · h two people · s later · q quit"))
        key = talk.key().lower()
        if key == "q":
            return key
        if key in _KEYS:
            number = desk.store(pair, _KEYS[key])
            talk.say(_(_ANSWERED[_KEYS[key]], number=number))
            return _KEYS[key]
        if key == "g" and _merged(pair, desk, talk):
            return SAME


def _merged(pair: Duplicate, desk: Desk, talk: Talk) -> bool:
    """Show what merging gives and ask once more; False where it was called off."""
    main, chosen = main_of(pair)
    while True:
        for line in desk.would_be(pair, main, chosen=chosen)[1]:
            talk.say(line)
        talk.say(_("g do so · 1 or 2 keep the facts of that person · any other key: back"))
        key = talk.key().lower()
        if key in ("1", "2"):
            main, chosen = int(key), True
            continue
        if key == "g":
            number = desk.store(pair, SAME, main, chosen=chosen)
            talk.say(_(_ANSWERED[SAME], number=number))
        return key == "g"


def _pair(desk: Desk, code: str) -> Duplicate:
    numbers = find_pair(seal(desk.ledger), code)
    if numbers is None:
        raise UnknownPerson(
            "“{code}” is no code of a pair in this ledger.",
            "Copy the code from the list: eidc duplicates",
            code=code,
        )
    pair = pair_of(desk.ledger, desk.day, *numbers, elderly_age=desk.age)
    if pair is None:
        raise UnknownPerson(
            "The pair {code} is not two people any more: they were made one, or a list was"
            " taken back.",
            "See what was settled: eidc duplicates --settled",
            code=code,
        )
    return pair


def _has_good_number(person: Person) -> bool:
    number = CitizenId.parse(person.citizen_id)
    year = int(person.birth_date[:4]) if person.birth_date else None
    return number is not None and fits(number, person.sex, year) is not False


def _wholeness(name: str) -> tuple[int, int]:
    """Return a name's length and how many marks it has: the greater, the less was left out."""
    bare = without_marks(name)
    return len(name), sum(here != there for here, there in zip(name, bare, strict=False))


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
