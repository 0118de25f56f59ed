"""Every problem on a line of its own, for a workbook that goes back to the village."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from eid_campaign.campaign.problems import Problem, Severity
from eid_campaign.document import Column, Kind, Row, Table
from eid_campaign.reports.problem_words import SEVERITIES, field_said, problem_said
from eid_campaign.wording import N_, _

_TABLE = Path(__file__).with_name("remedies.tsv")
_OTHERWISE = {
    Severity.REFUSED: N_("Mend the row in the roster and import it again."),
    Severity.DOUBT: N_("Check it with the person's papers; mend the roster if it is wrong."),
    Severity.REPAIR: N_("Nothing, if the value is right now."),
    Severity.INFO: N_("Nothing."),
}


def problem_rows(problems: Sequence[Problem]) -> Table:
    """Return the table of all problems, the gravest first, then as they stand in the files."""
    order = {severity: place for place, severity in enumerate(Severity)}
    sheets = {
        place: at for at, place in enumerate(dict.fromkeys((p.file, p.sheet) for p in problems))
    }
    sentences: dict[tuple[str, str], str] = {}
    rows: list[Row] = []
    for problem in sorted(
        problems, key=lambda p: (order[p.severity], sheets[p.file, p.sheet], p.row)
    ):
        key = (problem.kind, repr(problem.values))
        if key not in sentences:
            sentences[key] = problem_said(problem)
        rows.append(
            {
                "file": problem.file,
                "sheet": problem.sheet,
                "row": problem.row or None,
                "field": problem.field,
                "field_said": field_said(problem.field) if problem.field else "",
                "severity": problem.severity.value,
                "severity_said": _(SEVERITIES[problem.severity]),
                "problem": problem.kind,
                "said": sentences[key],
                "remedy": remedy_said(problem),
            }
        )
    columns = (
        Column("severity", _("Severity"), machine_only=True),
        Column("severity_said", _("Severity"), people_only=True),
        Column("file", _("File")),
        Column("sheet", _("Sheet")),
        Column("row", _("Row"), Kind.COUNT),
        Column("field", _("Field"), machine_only=True),
        Column("field_said", _("Field"), people_only=True),
        Column("problem", _("Problem"), machine_only=True),
        Column("said", _("Problem")),
        Column("remedy", _("What to do")),
    )
    return Table("problem_rows", _("All problems"), columns, tuple(rows), files_only=True)


def remedy_said(problem: Problem) -> str:
    """Return what to do about a problem, for whoever keeps the roster."""
    return _(_remedies().get(problem.kind, _OTHERWISE[problem.severity]))


@cache
def _remedies() -> dict[str, str]:
    """Return the message id of what to do, by kind; those left out go by their severity."""
    lines = _TABLE.read_text(encoding="utf-8").splitlines()[1:]
    return {kind: words for kind, _tab, words in (line.partition("\t") for line in lines)}
