"""What officers decided: written with its entry in the log, never deleted, only taken back.

The log names a person by the ledger's own number alone; the ground an officer gives stands in
the table of decisions.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from eid_campaign.campaign.decisions import Decision, Wanted, last_of
from eid_campaign.campaign.standings import Reason, Standing
from eid_campaign.ledger import log
from eid_campaign.ledger.identities import roots_now
from eid_campaign.ledger.ledger import Ledger


def decisions(ledger: Ledger) -> tuple[Decision, ...]:
    """Return the decisions that were not taken back, in the order they were written down."""
    rows = ledger.connection.execute(
        "SELECT d.id, person, as_of, until, standing, reason, because, who, at FROM decision d"
        " JOIN operation o ON o.id = d.id WHERE taken_back_by IS NULL ORDER BY d.id"
    )
    return _followed(ledger, tuple(map(_decision, rows)))


def decisions_on(ledger: Ledger, as_of: date) -> dict[int, Decision]:
    """Return by person the last decision begun by ``as_of``, whether it still holds or not."""
    return last_of(decisions(ledger), as_of)


def history(ledger: Ledger, person: int) -> tuple[tuple[Decision, bool], ...]:
    """Return all decisions of a person in their order, and whether each was taken back."""
    return histories(ledger).get(person, ())


def histories(ledger: Ledger) -> dict[int, tuple[tuple[Decision, bool], ...]]:
    """Return the history of every person on whom anything was decided."""
    rows = ledger.connection.execute(
        "SELECT d.id, person, as_of, until, standing, reason, because, who, at,"
        " taken_back_by IS NOT NULL FROM decision d JOIN operation o ON o.id = d.id ORDER BY d.id"
    ).fetchall()
    found: dict[int, tuple[tuple[Decision, bool], ...]] = {}
    followed = _followed(ledger, tuple(_decision(row[:-1]) for row in rows))
    for decision, row in zip(followed, rows, strict=True):
        found[decision.person] = (*found.get(decision.person, ()), (decision, bool(row[-1])))
    return found


def decide(
    ledger: Ledger, wanted: Sequence[tuple[int, Wanted]], author: log.Author, *, sheet: str = ""
) -> tuple[Decision, ...]:
    """Write down what is wanted of each (person, …) in one transaction; return what was written.

    What is decided so already, word for word and from that day, is not written again. ``sheet``
    is the SHA-256 of the review sheet that said so.
    """
    with ledger.transaction():
        known = last_of(decisions(ledger), date.max)
        news = [
            (person, each)
            for person, each in wanted
            if person not in known or not _says_the_same(known[person].wanted, each)
        ]
        if news and sheet:
            told = {"sha256": sheet, "decisions": len(news)}
            log.append(ledger.connection, "review", author, told)
        return tuple(_written(ledger, person, each, author) for person, each in news)


def take_back(ledger: Ledger, person: int, author: log.Author) -> Decision | None:
    """Take back the last decision of ``person`` and return it, None where there is none.

    The one before it holds again.
    """
    with ledger.transaction():
        of_person = [each for each in decisions(ledger) if each.person == person]
        if not of_person:
            return None
        last = of_person[-1]
        told = {"decision": last.number, "person": person}
        entry = log.append(ledger.connection, "take_back", author, told)
        ledger.connection.execute(
            "UPDATE decision SET taken_back_by = ? WHERE id = ?", (entry, last.number)
        )
        ledger.connection.execute(
            "INSERT INTO taken_back VALUES (?, ?, NULL)", (entry, last.number)
        )
    return last


def seal(ledger: Ledger) -> str:
    """Return what makes the codes of this ledger its own: the hash of its first entry."""
    found = ledger.connection.execute("SELECT hash FROM operation WHERE id = 1").fetchone()
    return str(found[0]) if found else ""


def _says_the_same(before: Wanted, now: Wanted) -> bool:
    return before.as_of <= now.as_of and before._replace(as_of=now.as_of) == now


def _written(ledger: Ledger, person: int, wanted: Wanted, author: log.Author) -> Decision:
    told = {"person": person, "as_of": wanted.as_of.isoformat(), "standing": wanted.standing.id}
    number = log.append(ledger.connection, "decide", author, told)
    ledger.connection.execute(
        "INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?, ?, NULL)",
        (
            number,
            person,
            wanted.as_of.toordinal(),
            wanted.until.toordinal() if wanted.until is not None else None,
            int(wanted.standing),
            wanted.reason.value,
            wanted.because,
        ),
    )
    return Decision(number, person, wanted, author.who, author.at)


def _decision(row: tuple[int, int, int, int | None, int, str, str, str, str]) -> Decision:
    number, person, as_of, until, standing, reason, because, who, at = row
    wanted = Wanted(
        Standing(standing),
        Reason(reason),
        date.fromordinal(as_of),
        date.fromordinal(until) if until is not None else None,
        because,
    )
    return Decision(number, person, wanted, who, at)


def _followed(ledger: Ledger, found: tuple[Decision, ...]) -> tuple[Decision, ...]:
    """Return ``found`` on the people who bear them now: one on a person who was made one with
    another is on both.

    People who come in again mostly keep their number; for the others see :func:`heirs`.
    """
    bearers = bearers_of(ledger, {each.person for each in found})
    if not bearers:
        return found
    return tuple(
        Decision(each.number, bearers.get(each.person, each.person), each.wanted, each.who, each.at)
        for each in found
    )


def bearers_of(ledger: Ledger, persons: Collection[int]) -> dict[int, int]:
    """Return for those of ``persons`` who are somebody else now whom decisions on them are on."""
    if not persons:
        return {}
    roots = roots_now(ledger)
    whose = {person: roots.get(person, person) for person in persons}
    later = heirs(ledger, set(whose.values()))
    bearers = {person: later.get(root, root) for person, root in whose.items()}
    return {person: bearer for person, bearer in bearers.items() if bearer != person}


def heirs(ledger: Ledger, persons: Iterable[int]) -> dict[int, int]:
    """Return for those of ``persons`` of whom no import counts any more the one person who is the
    same: the decisions on them are on that one now.
    """
    likely = likely_heirs(ledger, persons)
    return {before: min(people) for before, people in likely.items() if len(people) == 1}


def _gone(ledger: Ledger, persons: Iterable[int]) -> list[int]:
    if not persons:
        return []
    rows = ledger.connection.execute(
        "SELECT value FROM json_each(?) WHERE NOT EXISTS (SELECT 1 FROM version"
        " WHERE person = value)",
        (json.dumps(sorted(persons)),),
    )
    return [int(person) for (person,) in rows]


def likely_heirs(ledger: Ledger, persons: Iterable[int]) -> dict[int, set[int]]:
    """Return for those of ``persons`` of whom no import counts any more who may be the same.

    A list read anew may name who has no number in another village; before facts had two days, an
    import made again numbered all its people afresh. The decisions on them follow the citizen
    number, or where there is none the name, birth date and commune if one person fits.
    """
    gone = _gone(ledger, persons)
    if not gone:
        return {}
    numbers: defaultdict[str, set[int]] = defaultdict(set)
    births: defaultdict[tuple[str, str, int], set[int]] = defaultdict(set)
    for person, citizen_id, name, birth, commune in ledger.connection.execute(
        "SELECT person, citizen_id, full_name, birth_date, commune FROM record"
        " WHERE person IN (SELECT value FROM json_each(?)) ORDER BY person, as_of, import_id",
        (json.dumps(gone),),
    ):
        if citizen_id:
            numbers[citizen_id].add(person)
        elif birth:
            births[name, birth, commune].add(person)
    fitting: defaultdict[int, set[int]] = defaultdict(set)
    for person, citizen_id, name, birth, commune in ledger.connection.execute(
        "SELECT DISTINCT person, citizen_id, full_name, birth_date, commune FROM version"
    ):
        before = numbers.get(citizen_id, set()) if citizen_id else set()
        for one in before or births.get((name, birth, commune), set()):
            fitting[one].add(person)
    return dict(fitting)
