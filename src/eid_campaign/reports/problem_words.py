"""What is wrong with a row, in words a village head understands (``problems.tsv``)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from eid_campaign.campaign.problems import Problem, Severity
from eid_campaign.wording import N_, _, count

SEVERITIES = {
    Severity.REFUSED: N_("row refused"),
    Severity.DOUBT: N_("look at it"),
    Severity.REPAIR: N_("mended"),
    Severity.INFO: N_("for information"),
}
FOLDER = Path(__file__).parent


@cache
def sentences() -> dict[str, str]:
    """Return the message id of each kind of problem."""
    return _table("problems.tsv")


@cache
def fields() -> dict[str, str]:
    """Return the message id of each of our fields."""
    return _table("fields.tsv")


def _table(name: str) -> dict[str, str]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()[1:]
    return {key: words for key, _tab, words in (line.partition("\t") for line in lines)}


def field_said(field: str) -> str:
    """Return what one of our fields is called; a field nobody has worded keeps its id."""
    return _(fields().get(field, field))


def problem_said(problem: Problem) -> str:
    """Return the sentence of a problem; KeyError for a kind nobody has worded."""
    return kind_said(problem.kind, **problem.values)


def kind_said(kind: str, /, **values: object) -> str:
    """Return the sentence of a kind of problem."""
    figures = {name: count(v) if type(v) is int else v for name, v in values.items()}
    return _(sentences()[kind], **figures)
