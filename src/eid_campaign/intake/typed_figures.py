"""Figures of the national system as an officer types them: ``thu-nhan=462``, ``kích-hoạt=1.037``.

The names are a table (``figure_names.tsv``), compared without marks, case, hyphens; the English
ids are names too. A name that fits none is an error that tells the near ones.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from functools import cache

from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.campaign.reconciling import FIGURES
from eid_campaign.campaign.spelling import folded
from eid_campaign.intake.cells_count import clean_count
from eid_campaign.intake.cells_text import table_rows
from eid_campaign.wording import N_, language


def is_figure(typed: str) -> bool:
    """Whether ``typed`` is meant as NAME=NUMBER and not as a file."""
    name, sign, _number = typed.partition("=")
    return bool(sign) and "/" not in name and "\\" not in name


def has_long_number(typed: str) -> bool:
    """Whether ``typed`` has as many digits as a phone or citizen number."""
    return sum(sign.isdigit() for sign in typed) >= 9


def read_figures(typed: Sequence[str]) -> dict[str, int]:
    """Return figure → number; UsageProblem for a name or number that cannot be meant."""
    found: dict[str, int] = {}
    for pair in typed:
        name, _sign, number = pair.partition("=")
        figure = _figure(name)
        told = _number(name, number)
        if found.setdefault(figure, told) != told:
            raise UsageProblem(
                "The figure {name} is given twice, with two numbers.",
                "Give each figure once.",
                name=_shown(name),
            )
    return found


def _figure(name: str) -> str:
    key = _key(name)
    names = _names()
    if key in names:
        return names[key]
    near = difflib.get_close_matches(key, names, n=3, cutoff=0.6)
    shown = dict.fromkeys(_typed()[each] for each in near)
    raise UsageProblem(
        "There is no figure called “{name}”.",
        N_("Did you mean: {near}?") if shown else N_("The figures are: {known}."),
        name=_shown(name),
        near=", ".join(shown),
        known=", ".join(FIGURES if language() == "en" else _first_names()),
    )


def _first_names() -> list[str]:
    firsts = dict(reversed(table_rows("figure_names.tsv")))
    return [firsts[figure].replace(" ", "-") for figure in FIGURES]


def _number(name: str, written: str) -> int:
    value = clean_count(written.strip()).value if written.strip() else None
    if value is None or value < 0:
        raise UsageProblem(
            "The figure {name} needs a whole number after the sign =.",
            "For example: {name}=462, or {name}=1.037",
            name=_shown(name),
        )
    return value


def _shown(name: str) -> str:
    """Return a name for a message; one with a row of digits in it may be somebody's."""
    return "…" if has_long_number(name) else name[:40]


def _key(name: str) -> str:
    return " ".join(folded(name).replace("-", " ").replace("_", " ").split())


@cache
def _typed() -> dict[str, str]:
    """Return key → how it is typed: the marks kept, hyphens between words."""
    ids = {_key(figure): figure for figure in FIGURES}
    rows = table_rows("figure_names.tsv")
    return ids | {_key(words): words.replace(" ", "-") for _figure, words in rows}


@cache
def _names() -> dict[str, str]:
    ids = {_key(figure): figure for figure in FIGURES}
    return ids | {_key(words): figure for figure, words in table_rows("figure_names.tsv")}
