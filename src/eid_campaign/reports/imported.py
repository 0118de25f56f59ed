"""What ``eidc import`` says: what became of each file, and what is wrong in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from eid_campaign.document import Document, Table, Text
from eid_campaign.reports.decisions import answers_table
from eid_campaign.reports.imported_files import files_table
from eid_campaign.reports.imported_notes import next_steps, notes
from eid_campaign.reports.imported_outcome import FileOutcome
from eid_campaign.reports.imported_problems import problems_table
from eid_campaign.reports.imported_understood import sample_table, understood_table
from eid_campaign.reports.problem_rows import problem_rows
from eid_campaign.wording import _, day, said


def import_report(
    outcomes: Sequence[FileOutcome], as_of: date, *, aside: int = 0, every_problem: bool = False
) -> Document:
    """Return what became of each file; ``aside`` counts files that are no spreadsheets.

    ``every_problem`` adds the problems one by one, for json and workbooks. A dry run says first
    how each file was understood.
    """
    dry = any(outcome.dry_run for outcome in outcomes)
    blocks: list[Table | Text] = []
    refusals = [_refusal_said(outcome) for outcome in outcomes if outcome.error]
    if refusals:
        blocks.append(Text(_("Nothing stored of these files"), tuple(refusals)))
    again = [_again_said(outcome) for outcome in outcomes if outcome.imported_on]
    if again:
        blocks.append(Text(_("Imported before"), tuple(again)))
    if dry:
        for outcome in outcomes:
            blocks += [understood_table(outcome)] if outcome.sheets else []
            blocks += [sample_table(outcome)] if outcome.sample else []
    blocks.append(files_table(outcomes))
    answers = [answer for outcome in outcomes for answer in outcome.answers]
    if answers:
        blocks.append(answers_table(answers))
    said_of = [problem for outcome in outcomes for problem in outcome.problems]
    problems = problems_table(said_of)
    if problems.rows:
        blocks.append(problems)
    if every_problem and said_of:
        blocks.append(problem_rows(said_of))
    return Document(
        "import",
        _("Import, nothing stored (dry run)") if dry else _("Import"),
        as_of,
        tuple(blocks),
        notes=notes(outcomes, aside),
        next_steps=next_steps(outcomes),
    )


def _refusal_said(outcome: FileOutcome) -> str:
    assert outcome.error is not None
    happened, hint = said(outcome.error)
    return f"{outcome.file}: {happened} {hint}"


def _again_said(outcome: FileOutcome) -> str:
    return _(
        "{file}: already imported on {day} (import {number}), 0 changes.",
        file=outcome.file,
        day=day(date.fromisoformat(outcome.imported_on)),
        number=outcome.import_id,
    )
