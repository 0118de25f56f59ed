"""The problems of an import: like ones in one line, with their sheets and rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eid_campaign.campaign.problems import Problem, Severity
from eid_campaign.document import Column, Kind, Row, Table
from eid_campaign.reports.problem_words import SEVERITIES, problem_said
from eid_campaign.wording import _, count


def problems_table(problems: Sequence[Problem]) -> Table:
    """Return the problems grouped by file, kind and what is said, with sheet and rows."""
    groups: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        key = (problem.file, problem.kind, repr(sorted(problem.values.items())))
        groups.setdefault(key, []).append(problem)
    order = list(Severity)
    rows: list[Row] = [
        {
            "file": found[0].file,
            "severity": found[0].severity.value,
            "severity_said": _(SEVERITIES[found[0].severity]),
            "problem": found[0].kind,
            "said": problem_said(found[0]),
            "count": len(found),
            "where": _where(found, MOST_ROWS),
            "where_said": ", ".join(part for part in (found[0].file, _shortly(found)) if part),
        }
        for found in sorted(
            groups.values(), key=lambda f: (order.index(f[0].severity), f[0].file, -len(f))
        )
    ]
    columns = (
        Column("severity", _("Severity"), machine_only=True),
        Column("severity_said", _("Severity"), people_only=True),
        Column("problem", _("Problem"), machine_only=True),
        Column("said", _("Problem")),
        Column("count", _("Count"), Kind.COUNT),
        Column("file", _("File"), machine_only=True),
        Column("where", _("Sheet and rows"), machine_only=True),
        Column("where_said", _("File, sheet and rows"), people_only=True),
    )
    return Table("problems", _("Problems"), columns, tuple(rows))


MOST_ROWS = 12
MOST_MENDED = 3
"""Rows named of what was mended beyond doubt: nobody has to look at them."""


def _shortly(problems: Sequence[Problem]) -> str:
    mended = problems[0].severity in (Severity.REPAIR, Severity.INFO)
    return _where(problems, MOST_MENDED if mended else MOST_ROWS, in_words=True)


def _where(problems: Iterable[Problem], most: int, *, in_words: bool = False) -> str:
    """Return "Sheet1: 5, 9, 12 … (+3)" with ``most`` rows a sheet.

    ``in_words`` says what the numbers are where no sheet stands before them.
    """
    sheets: dict[str, list[int]] = {}
    for problem in problems:
        sheets.setdefault(problem.sheet, []).append(problem.row)
    parts = []
    for sheet, rows in sheets.items():
        numbers = [str(row) for row in rows if row]
        text = ", ".join(numbers[:most])
        if len(numbers) > most:
            text += f" … (+{count(len(numbers) - most)})"
        if in_words and text and not sheet:
            text = _("row {rows}", rows=text)
        parts.append(": ".join(part for part in (sheet, text) if part))
    return "; ".join(part for part in parts if part)
