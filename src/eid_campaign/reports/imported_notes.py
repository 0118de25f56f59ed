"""What is said under an import: what was settled or taken as given, what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from eid_campaign.reports.imported_outcome import FileOutcome
from eid_campaign.wording import N_, _, count, day

SOURCES = {
    "option": N_("by option"),
    "title": N_("from its title"),
    "file_name": N_("from the file name"),
    "today": N_("today, no day was found"),
    "baseline": N_("the campaign's baseline"),
}


def _settled_notes(outcome: FileOutcome) -> list[str]:
    """What is said of headings, sheets and villages settled by hand."""
    notes = []
    numbers = ", ".join(map(str, outcome.used))
    if outcome.used:
        notes.append(
            _(
                "{file} was read as settled for an earlier file of its make (mapping {numbers})."
                " To forget it: eidc mappings --forget {first}",
                file=outcome.file,
                numbers=numbers,
                first=outcome.used[0],
            )
        )
    if outcome.kept_as:
        notes.append(
            _(
                "{file}: what was settled is remembered for files of its make (mapping {numbers});"
                " see it with: eidc mappings",
                file=outcome.file,
                numbers=", ".join(map(str, outcome.kept_as)),
            )
        )
    if outcome.instead_of is not None:
        notes.append(
            _(
                "{file} was imported before and is read otherwise now: import {number} was taken"
                " back, this one is in its place; with this one undone, that one counts again.",
                file=outcome.file,
                number=outcome.instead_of,
            )
        )
    return notes


def _left_said(outcome: FileOutcome) -> str:
    """Return that a list names everybody, and how many it misses."""
    if not outcome.left:
        return _("{file} names everybody of its villages: nobody is missing.", file=outcome.file)
    return _(
        "{file} names everybody of its villages: {count} people are no longer on the list. They"
        " count as before: eidc left. If it names only some, import it again with --partial.",
        file=outcome.file,
        count=count(outcome.left),
    )


def notes(outcomes: Sequence[FileOutcome], aside: int) -> tuple[str, ...]:
    """Return the notes; ``aside`` counts files that are no spreadsheets."""
    said = [note for outcome in outcomes for note in _settled_notes(outcome)]
    said += [_left_said(outcome) for outcome in outcomes if outcome.left is not None]
    for outcome in outcomes:
        if outcome.kind == "roster" and outcome.as_of_source == "today":
            said.append(
                _(
                    "{file} names no day: today, {day}, was taken. Another day: --as-of",
                    file=outcome.file,
                    day=day(outcome.as_of) if outcome.as_of else "",
                )
            )
    sources = {o.as_of_source for o in outcomes if o.as_of_source not in ("", "today")}
    if sources:
        said.append(
            _("Days were taken: {how}.", how=", ".join(_(SOURCES[s]) for s in sorted(sources)))
        )
    if aside:
        said.append(_("Files left aside, being no spreadsheets: {count}", count=aside))
    return tuple(said)


_UNTOLD_VILLAGE = frozenset({"village_ambiguous", "village_unknown"})


def next_steps(outcomes: Sequence[FileOutcome]) -> tuple[str, ...]:
    """Return what to do next."""
    untold = any(p.kind in _UNTOLD_VILLAGE for outcome in outcomes for p in outcome.problems)
    tie = (_("See the spellings that fit no village, and tie them: eidc villages"),)
    return (tie if untold else ()) + _steps(outcomes)


def _steps(outcomes: Sequence[FileOutcome]) -> tuple[str, ...]:
    if any(outcome.dry_run for outcome in outcomes):
        return (_("To store it, give the same command without --dry-run."),)
    stored = [outcome for outcome in outcomes if outcome.stored]
    if not stored:
        return ()
    if all(outcome.kind == "review" for outcome in stored):
        return (
            _("See who is still to be verified: eidc review"),
            _("Take a decision back: eidc decide NUMBER --take-back"),
        )
    return (
        _("See where every village stands: eidc targets --by village")
        if any(outcome.villages_known for outcome in stored)
        else _("See where every commune stands: eidc targets --by commune"),
        _("Print the weekly report: eidc report weekly"),
        _take_back(outcomes),
    )


def _take_back(outcomes: Sequence[FileOutcome]) -> str:
    """Return how to take the last import back; where headings settled by option are remembered,
    their entry is the last of the log, and the import's own is named.
    """
    numbers = [outcome.import_id for outcome in outcomes if outcome.import_id is not None]
    if numbers and any(outcome.kept_as for outcome in outcomes):
        return _("Take this import back: eidc undo {number}", number=max(numbers))
    return _("Take this import back: eidc undo")
