"""The answers of a review sheet become decisions, all in one transaction or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from eid_campaign.campaign.decisions import Decision, Wanted, find_coded, find_fault
from eid_campaign.campaign.person import Person
from eid_campaign.campaign.problems import Problem, Severity
from eid_campaign.campaign.review import Answer
from eid_campaign.campaign.standings import Standing
from eid_campaign.ledger import log
from eid_campaign.ledger.decisions import decide, histories, seal
from eid_campaign.ledger.identities import roots_now
from eid_campaign.ledger.ledger import Ledger
from eid_campaign.ledger.people import people

_FIELDS = {"reason_missing": "conclusion", "reason_unfit": "conclusion"}


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of the answers of a sheet."""

    new: tuple[Answer, ...]
    """Of people on whom nothing was decided before."""
    changed: tuple[Answer, ...]
    same: int
    """Answers that were taken over earlier."""
    problems: tuple[Problem, ...]


def settle_review(
    ledger: Ledger,
    answers: Sequence[Answer],
    *,
    file: str,
    sha256: str,
    as_of: date,
    today: date,
    elderly_age: int,
    author: log.Author,
    dry_run: bool = False,
) -> Settled:
    """Decide what ``answers`` say, from ``as_of`` on; a row that cannot be taken is refused.

    An answer that was taken over once is never taken over again, so that an old sheet does not
    beat what was decided, or taken back, since.
    """
    sealed = seal(ledger)
    roots = roots_now(ledger)
    coded = {answer: find_coded(sealed, answer.code) for answer in answers}
    persons = {
        answer: None if person is None else roots.get(person, person)
        for answer, person in coded.items()
    }
    asked = [person for person in persons.values() if person is not None]
    known = {
        each.number: each for each in people(ledger, today, elderly_age=elderly_age, persons=asked)
    }
    earlier = histories(ledger)
    new: list[Answer] = []
    changed: list[Answer] = []
    problems: list[Problem] = []
    wanted: dict[int, Wanted] = {}
    same = 0
    for answer, number in persons.items():
        person = known.get(number) if number is not None else None
        each = _grounded(answer.wanted(as_of), file)
        kind, severity, field = _judged(person, each, earlier, wanted, today)
        if severity is not Severity.INFO:
            problems.append(Problem(kind, severity, file, answer.sheet, answer.row, field))
        if kind in ("decided_since", "decided_same"):
            same += 1
        elif not kind and person is not None:
            (changed if person.decision is not None else new).append(answer)
            wanted[person.number] = each
    if not dry_run:
        decide(ledger, tuple(wanted.items()), author, sheet=sha256)
    return Settled(tuple(new), tuple(changed), same, tuple(problems))


def _judged(
    person: Person | None,
    wanted: Wanted,
    earlier: Mapping[int, Sequence[tuple[Decision, bool]]],
    taken: dict[int, Wanted],
    today: date,
) -> tuple[str, Severity, str]:
    """Return what speaks against an answer: kind, severity, field; a blank kind for nothing."""
    if person is None:
        return "review_code_unknown", Severity.REFUSED, "code"
    if person.number in taken:
        return "review_code_twice", Severity.REFUSED, "code"
    if any(_alike(decision, wanted) for decision, _back in earlier.get(person.number, ())):
        last = person.decision
        if last is not None and _alike(last, wanted):
            return "decided_same", Severity.INFO, ""
        return "decided_since", Severity.DOUBT, "conclusion"
    fault = find_fault(wanted, today)
    if fault:
        return f"review_{fault}", Severity.REFUSED, _FIELDS.get(fault, "until")
    if person.verdict.standing is Standing.OFF_LIST:
        return "review_off_list", Severity.REFUSED, "code"
    return "", Severity.INFO, ""


def _alike(decision: Decision, wanted: Wanted) -> bool:
    return decision.wanted._replace(as_of=wanted.as_of) == wanted


def _grounded(wanted: Wanted, file: str) -> Wanted:
    """Return ``wanted`` with the sheet for its ground where the row gives none."""
    return wanted if wanted.because else wanted._replace(because=file)
