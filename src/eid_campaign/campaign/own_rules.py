"""The commune's own words: a table that adds to the tables of remarks, checked line by line.

A line says either that its phrases are as good as words known already (column 4), or what they
mean by themselves (columns 1 and 2). What ships stays as it is; every guard (another person, over,
not yet, denied) holds for own words too, and own words stand before the built-in ones of their
category, so that the order of categories stays. What no rule may decide alone (old age without a
phone, childhood) no own rule may decide either.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from eid_campaign.campaign.errors import InputRefused
from eid_campaign.campaign.note_model import lines_of
from eid_campaign.campaign.spelling import folded
from eid_campaign.campaign.standings import EXEMPTING, Reason

COLUMNS = ("loại", "kết luận", "cụm từ", "như", "giải thích")
FILE_NAME = "quy-tac.tsv"
PREFIX = "own_"
"""Own rules are called ``own_<line>``."""

_NAMES = Path(__file__).with_name("own_rule_names.tsv")
_BY_AGE = {
    Reason.ELDERLY_WITHOUT_PHONE: ("NO_PHONE", "USES_PHONE", "OLD"),
    Reason.CHILD: ("CHILD",),
}


class OwnLine(NamedTuple):
    """A line of the commune's own table."""

    line: int
    phrases: tuple[str, ...]
    like: str = ""
    """Known words which the phrases are as good as; blank where the line decides itself."""
    reason: Reason = Reason.NONE
    topic: str = ""
    decision: str = ""
    comment: str = ""

    @property
    def rule(self) -> str:
        """The name of its rule, and of its kind of words."""
        return f"{PREFIX}{self.line}"


def own_lines(text: str, file: str = FILE_NAME) -> tuple[OwnLine, ...]:
    """Return the lines of an own table; InputRefused names the file and the line that is wrong.

    Five columns parted by tabs: category, decision, phrases (parted by ``|``), known words they
    are as good as, comment. Categories and decisions are ids or their Vietnamese names; a
    heading, blank lines and lines that begin with ``#`` are left aside.
    """
    found = []
    for number, cells in enumerate(_cells(text), start=1):
        if not any(cells) or cells[0].startswith("#") or _is_heading(cells):
            continue
        if len(cells) < 3:
            raise InputRefused(
                "{file}, line {line}: there are {count} columns; at least three are needed.",
                "Part the columns by tabs: category, decision, phrases, as known words, comment.",
                file=file,
                line=number,
                count=len(cells),
            )
        found.append(_line(number, (*cells, "", "")[:5], file))
    if not found:
        raise InputRefused(
            "{file}: there is no rule in it.",
            "Begin with an example: eidc rules start",
            file=file,
        )
    return tuple(found)


def _cells(text: str) -> list[list[str]]:
    lines = text.removeprefix("\ufeff").splitlines()
    csv = import_module("csv")
    # Excel puts a cell with quotes or commas between quotes; a lone quote stays as it is.
    return [
        [cell.strip() for cell in next(csv.reader([line], delimiter="\t"), [])] for line in lines
    ]


def _is_heading(cells: list[str]) -> bool:
    return folded(cells[0]) in ("loai", "category")


def _line(number: int, cells: tuple[str, ...], file: str) -> OwnLine:
    category, decision, words, like, comment = cells
    phrases = tuple(phrase.strip() for phrase in words.split("|"))
    if not all(phrases):
        raise InputRefused(
            "{file}, line {line}: a phrase is missing.",
            "Write the words of the remark in the third column, several parted by | .",
            file=file,
            line=number,
        )
    if like:
        if category or decision:
            raise InputRefused(
                "{file}, line {line}: it says both what the words mean and what they are like.",
                "Leave the first two columns blank, or the fourth.",
                file=file,
                line=number,
            )
        return OwnLine(number, phrases, like=like, comment=comment)
    sort, name = _category(number, category, file)
    if sort == "topic":
        allowed: tuple[str, ...] = ("ELIGIBLE",)
    else:
        allowed = _allowed(Reason(name))
    decided = _decision(number, decision, file) if decision else ""
    if decided not in allowed and not (sort == "topic" and not decision):
        raise InputRefused(
            "{file}, line {line}: “{category}” cannot be decided as “{decision}”.",
            "For this category write one of: {allowed}.",
            file=file,
            line=number,
            category=category,
            decision=decision,
            allowed=", ".join(f"{each} ({_written('decision', each)})" for each in allowed),
        )
    if sort == "topic":
        return OwnLine(number, phrases, topic=name, decision="ELIGIBLE", comment=comment)
    return OwnLine(number, phrases, reason=Reason(name), decision=decided, comment=comment)


def _allowed(reason: Reason) -> tuple[str, ...]:
    """Return what a remark alone may decide of a reason; the surest first."""
    if reason in _BY_AGE:
        return _BY_AGE[reason]
    if reason in (Reason.DECEASED, Reason.DUPLICATE):
        return ("OFF_LIST", "TO_VERIFY")
    return ("EXEMPT", "TO_VERIFY") if reason in EXEMPTING else ("TO_VERIFY",)


def _category(number: int, written: str, file: str) -> tuple[str, str]:
    for sort in ("reason", "topic"):
        if name := _names().get((sort, folded(written))):
            return sort, name
    raise InputRefused(
        "{file}, line {line}: the category “{category}” is not known.",
        "Write one of: {known}.",
        file=file,
        line=number,
        category=written,
        known=", ".join(categories()),
    )


def _decision(number: int, written: str, file: str) -> str:
    if name := _names().get(("decision", folded(written))):
        return name
    raise InputRefused(
        "{file}, line {line}: the decision “{decision}” is not known.",
        "Write one of: {known}.",
        file=file,
        line=number,
        decision=written,
        known=", ".join(name for sort, name in dict.fromkeys(_ids()) if sort == "decision"),
    )


def categories() -> tuple[str, ...]:
    """Return the ids of the categories: reasons, then what an eligible person's remark is about."""
    return tuple(name for sort, name in dict.fromkeys(_ids()) if sort != "decision")


@lru_cache(maxsize=1)
def _names() -> dict[tuple[str, str], str]:
    names = {}
    for _, (sort, name, written) in lines_of(_NAMES, 3):
        for each in (name, *written.split(" | ")):
            names[sort, folded(each)] = name
    return names


def _ids() -> list[tuple[str, str]]:
    return [(sort, name) for _, (sort, name, _written) in lines_of(_NAMES, 3)]


def _written(sort: str, name: str) -> str:
    """Return the Vietnamese name of an id, for an error message."""
    for _, (each, found, written) in lines_of(_NAMES, 3):
        if (each, found) == (sort, name):
            return written.split(" | ")[0]
    return name
