"""Names, sexes and phones: the display form stays, what is no part of the value goes aside."""

from __future__ import annotations

import re

from eid_campaign.campaign.problems import Severity
from eid_campaign.campaign.spelling import folded
from eid_campaign.intake.cells_text import (
    Cell,
    Cleaned,
    clean_text,
    is_absent,
    one_line,
    table_rows,
)
from eid_campaign.intake.legacy_text import decode_legacy, titled_like_the_rest
from eid_campaign.intake.mixed_text import decode_mixed

LONGEST_NAME = 100

_NUMBERING = re.compile(
    r"^\(?\d{1,4}(?:\s*[.)/:\-–]\s*|\s+)(?=[^\W\d_]|[-–•*+]\s)|^[-–•*+]\s+(?=\S)"
)
_TITLE = re.compile(
    r"^(?:(?:ông|bà|ong|ba|anh|chị|cụ|cháu|đ/c|đồng chí)(?:\s*/\s*(?:ông|bà|anh|chị))?)"
    r"\s*[:.]?\s+(?=\S)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]?\s*$")
_SURNAMES = frozenset(row[0] for row in table_rows("surnames.tsv"))
_LETTER = re.compile(r"[^\W\d_]")


def clean_name(cell: Cell) -> Cleaned:
    """Return a person's name as displayed: capitals stay, numbering and titles go.

    ``= + - @`` at its start are kept: a name is text, whatever it starts with. Without letters
    the value is ``""`` and the kind ``name_missing`` or ``name_not_text``: the row is refused.
    A remark in brackets after the name comes back as ``rest``. Words of an old font among Unicode
    ones are decoded, and it is said.
    """
    if not isinstance(cell, str):
        return Cleaned("", "name_not_text", Severity.REFUSED)
    unmixed = decode_mixed(cell)
    if unmixed is None:
        return _from_text(cell, clean_text(cell))
    text = one_line(unmixed)
    name = _from_text(cell, decode_mixed(text) or text)  # what was invisible may have hidden words
    if not name.value or unmixed == decode_legacy(cell):
        return name
    # Right as far as one can tell, but nobody writes so on purpose.
    return Cleaned(name.value, "name_fonts_mixed", Severity.DOUBT, name.rest)


def _from_text(cell: str, text: str) -> Cleaned:
    if cell == text and _is_plainly_a_name(text):
        return Cleaned(text)
    if is_absent(text) and text != "Na":  # a girl's name
        return Cleaned("", "name_missing", Severity.REFUSED)
    name, rest, title = _without_surroundings(text)
    if len(_LETTER.findall(name)) < 2:
        return Cleaned("", "name_not_text", Severity.REFUSED)
    if len(name) > LONGEST_NAME:
        return Cleaned("", "name_too_long", Severity.REFUSED)
    if not cell.isascii() and decode_legacy(cell) != cell:
        name = titled_like_the_rest(name)
    return Cleaned(name, *_doubt_about(name, rest, title), rest)


def _is_plainly_a_name(text: str) -> bool:
    """Whether a text is a known surname and more words: most cells, so looked at first."""
    words = text.split(" ")
    alone = len(words) < 2 or len(text) > LONGEST_NAME
    return not alone and folded(words[0]) in _SURNAMES and "".join(words).isalpha()


def _without_surroundings(text: str) -> tuple[str, str, bool]:
    rest: list[str] = []
    titled = False
    while True:
        before = text
        text = _NUMBERING.sub("", text).strip(" ,;:")
        aside = _ASIDE.search(text)
        if aside and aside.start():
            text = clean_text(text[: aside.start()])  # what is left may be of an old font
            rest.insert(0, aside[1].strip())
        bare = _TITLE.sub("", text)
        if bare != text and bare.count(" ") and folded(bare.split()[0]) in _SURNAMES:
            text, titled = bare, True
        if len(text) > 3 and text[-1] == "." and text[-3] != " ":
            text = text[:-1]
        if text == before:
            return text, "; ".join(filter(None, rest)), titled


def _doubt_about(name: str, rest: str, titled: bool) -> tuple[str, Severity]:
    if "\ufffd" in name or re.search(r"\w\?|\?\w", name):
        return "name_letters_lost", Severity.DOUBT
    if any(letter.isdigit() for letter in name):
        return "name_has_digits", Severity.DOUBT
    if " " not in name:
        return "name_one_word", Severity.DOUBT
    if rest:
        return "name_remark_split", Severity.INFO
    return ("name_title_dropped", Severity.INFO) if titled else ("", Severity.INFO)


# --- sex ------------------------------------------------------------------------------------

_SEXES = {row[0]: row[1] for row in table_rows("sex_words.tsv")}


def clean_sex(cell: Cell) -> Cleaned:
    """Return ``M`` or ``F``; a code that can be read both ways (N, 0, 1) is ``""`` and said."""
    if type(cell) is str and cell in _SEXES:
        return Cleaned(_SEXES[cell])
    text = folded(clean_text(cell)).strip(" .,:;()'’")
    if not text:
        return Cleaned("")
    if text in _SEXES:
        return Cleaned(_SEXES[text])
    if text.isdecimal() or text == "n":
        return Cleaned("", "sex_ambiguous", Severity.DOUBT)
    if is_absent(text):
        return Cleaned("", "sex_not_given", Severity.INFO)
    return Cleaned("", "sex_unreadable", Severity.DOUBT)
