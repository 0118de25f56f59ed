"""Names of communes and villages, found however they are typed, never confused.

Communes of one district differ by one letter (Cẩm Tâm, Cẩm Tân, Cẩm Tú, Cẩm Vân): a name is
matched exactly, after forgetting case, marks and the word "xã"; never by likeness. Likeness
only chooses which names an error message offers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import import_module

from eid_campaign.campaign.errors import UnknownPlace
from eid_campaign.campaign.spelling import folded, plain

_COMMUNE_WORD = re.compile(r"^(?:(?:xa|x|phuong|p|thi tran|tt)\b[ .:]*)+(?=\S)")


def commune_key(name: str) -> str:
    """Return what two spellings of one commune share: ``"xã Cẩm Tân"`` gives ``"cam tan"``."""
    return _COMMUNE_WORD.sub("", folded(name).strip(" .,:;"))


def match_commune(written: str, known: Iterable[str]) -> str | None:
    """Return the one known commune that ``written`` names, or None when none or several fit.

    The usual first word of a district's names may be left out: "Tân" is Cẩm Tân.
    """
    names = tuple(known)
    with_marks = [name for name in names if plain(name) == plain(written)]
    if len(with_marks) == 1:
        return with_marks[0]
    key = commune_key(written)
    if not key:
        return None
    exact = [name for name in names if commune_key(name) == key]
    if exact:
        return exact[0] if len(exact) == 1 else None
    tails = [name for name in names if commune_key(name).partition(" ")[2] == key]
    return tails[0] if len(tails) == 1 else None


def find_commune(written: str, known: Iterable[str]) -> str:
    """Return the one known commune that ``written`` names.

    Raises UnknownPlace, naming the near ones, when none fits or more than one does.
    """
    names = tuple(known)
    found = match_commune(written, names)
    if found is not None:
        return found
    key = commune_key(written)
    fitting = [name for name in names if key and key in commune_key(name)]
    if len(fitting) > 1:
        raise UnknownPlace(
            "More than one commune fits “{written}”: {near}.",
            'Type the whole name, for example: --commune "{first}"',
            written=written,
            near=", ".join(fitting),
            first=fitting[0],
        )
    near = fitting or near_names(written, names)
    if not near:
        raise UnknownPlace(
            "There is no commune named “{written}” in this campaign.",
            "The communes known are: {known}.",
            written=written,
            known=", ".join(names) or "–",
        )
    raise UnknownPlace(
        "There is no commune named “{written}” in this campaign.",
        "Did you mean: {near}?",
        written=written,
        near=", ".join(near),
    )


def village_key(name: str) -> str:
    """Return what spellings of one village share: Thôn 3, thon 03 and T3 give ``"thon 3"``."""
    key = re.sub(r"\bt\.?(?=\d)", "thon ", folded(name).strip(" .,:;"))
    return re.sub(r"\b0+(?=\d)", "", re.sub(r"(?<=[a-z])(?=\d)", " ", key))


def find_village(written: str, known: Iterable[str]) -> str:
    """Return the one known village that ``written`` names; a bare number is a Thôn.

    Raises UnknownPlace, naming the known ones, when none fits or more than one does.
    """
    names = sorted(set(known), key=village_order)
    key = village_key(written)
    found = [name for name in names if village_key(name) in (key, f"thon {key}")]
    if len(found) != 1:
        raise UnknownPlace(
            "There is no village named “{written}” in this campaign.",
            "The villages known are: {known}.",
            written=written,
            known=", ".join(names) or "–",
        )
    return found[0]


def near_names(written: str, known: Iterable[str]) -> list[str]:
    """Return up to four known names that look like ``written``, for an error message only."""
    by_key = {commune_key(name): name for name in known}
    difflib = import_module("difflib")
    keys = difflib.get_close_matches(commune_key(written), by_key, n=4, cutoff=0.6)
    return [by_key[key] for key in keys]


_NUMBER = re.compile(r"(\d+)")


def village_order(name: str) -> tuple[tuple[int, str], ...]:
    """Return a sort key that puts Thôn 2 before Thôn 10."""
    parts = _NUMBER.split(folded(name))
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in parts if part)
