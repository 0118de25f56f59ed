"""Who left the list, put together for an audience: facts, clues and a guess."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from eid_campaign.app import App
from eid_campaign.campaign.decisions import code_of
from eid_campaign.campaign.left import Candidate, Left, Missing, guess
from eid_campaign.campaign.likeness import pair_code
from eid_campaign.campaign.notes import Finding, read_note
from eid_campaign.campaign.person import Person
from eid_campaign.campaign.privacy import Audience
from eid_campaign.campaign.shown_note import shown_note
from eid_campaign.ledger.decisions import seal
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.left import left
from eid_campaign.ledger.left_clues import Clues, clues
from eid_campaign.ledger.own_rules import table_on
from eid_campaign.ledger.people import people
from eid_campaign.reports.left import Gone


def leaving(
    app: App,
    ledger: Ledger,
    as_of: date,
    audience: Audience,
    *,
    commune: str = "",
    village: str = "",
) -> tuple[Gone, ...]:
    """Return who had left the list by ``as_of``, of one commune or village where named.

    Each is guessed from what ``audience`` may see: a hidden remark tells nothing through a guess.
    """
    found = [
        each
        for each in left(ledger, as_of)
        if (not commune or each.commune == commune) and (not village or each.village == village)
    ]
    around = clues(ledger, as_of, found)
    own, sealed = table_on(ledger, as_of), seal(ledger)
    age = app.settings.rules.elderly_age
    known = _by_number(
        people(ledger, as_of, elderly_age=age, persons=[each.person for each in found], own=own)
    )
    return tuple(
        _gone(each, known[each.person], around[each.person], audience, own, sealed)
        for each in found
    )


def _by_number(found: Iterable[Person]) -> dict[int, Person]:
    return {person.number: person for person in found}


def _gone(
    each: Left, person: Person, around: Clues, audience: Audience, own: str, sealed: str
) -> Gone:
    missing = Missing(
        citizen_id=person.citizen_id,
        full_name=person.full_name,
        birth_date=person.birth_date,
        commune=person.commune,
        village=person.village,
        finding=_seen_finding(person, audience, own),
        day=each.day,
        one_stage=each.one_stage,
        staying=around.staying,
        leaving=around.leaving,
    )
    candidates: tuple[Candidate, ...] = around.candidates
    guessed = guess(missing, candidates)
    code = code_of(sealed, each.person)
    if guessed.other is None:
        return Gone(person, each, guessed, code)
    pair = pair_code(sealed, each.person, guessed.other) if guessed.sole else ""
    return Gone(person, each, guessed, code, code_of(sealed, guessed.other), pair)


def _seen_finding(person: Person, audience: Audience, own: str) -> Finding:
    """Return what the remark says to whoever may read it: nothing where it is hidden."""
    # Figures are shown with the guesses counted, so they are made as for a team.
    reader = Audience.TEAM if audience is Audience.FIGURES else audience
    shown = shown_note(person.note, person.verdict.reason, reader, own)
    return read_note(shown, own) if shown == person.note else Finding()
