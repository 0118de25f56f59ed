"""The citizen number of a cell: twelve digits at once, or what is left of them.

A number is taken only as it stands. Zeros that a spreadsheet dropped make a *candidate*, which
becomes the person's number when the row's own birth year and sex agree with it
(:func:`settle_citizen_id`); digits that are gone are never guessed.
Sources: Thông tư 07/2016/TT-BCA (codes); Luật Căn cước 2023 Điều 12 (12 digits), Điều 46 (the
9-digit number until 31/12/2024).
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from eid_campaign.campaign.citizen_id import LENGTH, CitizenId
from eid_campaign.campaign.problems import Severity
from eid_campaign.intake.cells_text import Cell, clean_text, is_absent

OLD_LENGTH = 9


class NumberCell(NamedTuple):
    """A number cell as read, before the row is looked at."""

    citizen_id: str = ""
    candidate: str = ""
    """Twelve digits with their lost zeros put back; not yet the person's number."""
    old_id: str = ""
    """The 9-digit number (CMND), kept apart."""
    kind: str = ""
    severity: Severity = Severity.INFO

    @property
    def year(self) -> int | None:
        """The birth year a full number tells, for resolving a two-digit year beside it."""
        return CitizenId(self.citizen_id).birth_year if self.citizen_id else None


class SettledNumber(NamedTuple):
    """The person's number, or ``""``, and what is to be said about it."""

    citizen_id: str
    kind: str = ""
    severity: Severity = Severity.INFO


def clean_citizen_id(cell: Cell) -> NumberCell:
    """Return what a cell of the number column says; never raises, never guesses a digit."""
    if (
        type(cell) is str
        and len(cell) == LENGTH
        and CitizenId.parse(cell)
        and cell[4:] not in _DULL
    ):
        return NumberCell(cell)
    if cell == "" and not isinstance(cell, bool):
        return _NOTHING
    if isinstance(cell, bool) or not isinstance(cell, (str, int, float)):
        return _doubt("citizen_id_not_a_number")
    if isinstance(cell, str):
        return _from_text(unicodedata.normalize("NFKC", clean_text(cell)))
    if abs(cell) >= 1e15:  # Excel keeps 15 digits and writes zeros for the others
        return _doubt("citizen_id_digits_lost")
    return _from_text(clean_text(cell))


def settle_citizen_id(number: NumberCell, *, sex: str, birth_year: int | None) -> SettledNumber:
    """Return the person's number in the light of the row's sex (M, F, "") and birth year.

    Lost zeros come back only when the birth year agrees and the sex does not disagree; two lost
    zeros (a 10-digit cell may be a phone) need both. ``birth_year`` must not itself have been
    resolved from this number. A full number that disagrees is kept, and it is said; one that had
    letters among its digits is not.
    """
    if number.citizen_id:
        return _settle_full(number, CitizenId(number.citizen_id), sex, birth_year)
    if not number.candidate:
        return SettledNumber("", number.kind, number.severity)
    candidate = CitizenId(number.candidate)
    if birth_year is not None and candidate.birth_year != birth_year:
        return SettledNumber("", "citizen_id_zeros_disagree", Severity.DOUBT)
    if sex and candidate.sex != sex:
        return SettledNumber("", "citizen_id_zeros_disagree", Severity.DOUBT)
    if birth_year is None or (not sex and candidate.startswith("00")):
        return SettledNumber("", "citizen_id_zeros_unproved", Severity.DOUBT)
    return SettledNumber(str(candidate), "leading_zeros_restored", Severity.REPAIR)


def _settle_full(
    number: NumberCell, full: CitizenId, sex: str, birth_year: int | None
) -> SettledNumber:
    sex_differs = bool(sex) and full.sex != sex
    year_differs = birth_year is not None and full.birth_year != birth_year
    if not sex_differs and not year_differs:
        return SettledNumber(number.citizen_id, number.kind, number.severity)
    if number.kind == "citizen_id_letters_mended":
        return SettledNumber("", "citizen_id_letters_unproved", Severity.DOUBT)
    if sex_differs and year_differs:
        kind = "citizen_id_sex_and_year_differ"
    else:
        kind = "citizen_id_sex_differs" if sex_differs else "citizen_id_year_differs"
    return SettledNumber(number.citizen_id, kind, Severity.DOUBT)


_NOTHING = NumberCell()
_NOT_GIVEN = NumberCell(kind="citizen_id_not_given")


def _doubt(kind: str, old_id: str = "") -> NumberCell:
    return NumberCell(old_id=old_id, kind=kind, severity=Severity.DOUBT)


_DULL = frozenset(digit * 8 for digit in "0123456789")

_SCIENTIFIC = re.compile(r"[+-]?\d(?:[.,]\d*)?\s*[eE]\s*\+?\s*\d{1,3}")
_FLOAT_TAIL = re.compile(r"(?<=\d{8})[.,]0+$")
_RUN = re.compile(r"\d(?:[ .\-'’`_]?\d)*")
_DAY = re.compile(r"(?<!\d)\d{1,2}\s*([./-])\s*\d{1,2}\s*\1\s*(?:19|20)\d\d(?!\d)")
_WITH_LETTERS = re.compile(r"(?<![^\W_])[0-9OoQDlIi|SsBZz]{12}(?![^\W_])")
_LETTER_DIGITS = str.maketrans("OoQDlIi|SsBZz", "0000111155822")


def _from_text(text: str) -> NumberCell:
    if not text:
        return _NOTHING
    if _SCIENTIFIC.fullmatch(text.strip("'’‘` ")):
        return _doubt("citizen_id_scientific")
    text = _FLOAT_TAIL.sub("", text)
    found = _DAY.sub(" ", text) if len(text) > LENGTH else text
    runs = _numbers_in(found)
    mended = _mended_letters(found)
    if mended and not any(CitizenId.parse(run) for run in runs):
        return mended
    if not runs:
        return _without_digits(text)
    return _from_runs(runs)


def _without_digits(text: str) -> NumberCell:
    if is_absent(text):
        return _NOT_GIVEN
    return _doubt("citizen_id_not_a_number")


def _numbers_in(text: str) -> list[str]:
    """Return the numbers of a text as digits, joined over spaces, dots and hyphens inside them."""
    numbers = []
    for run in _RUN.findall(text):
        pieces = re.findall(r"\d+", run)
        if len(pieces) > 1 and _are_apart(pieces):
            numbers += pieces
        else:
            numbers.append("".join(pieces))
    return numbers


def _are_apart(pieces: list[str]) -> bool:
    """Whether pieces are numbers side by side, not one number written in groups."""
    if min(map(len, pieces)) >= OLD_LENGTH - 1:
        return True
    return list(map(len, pieces)) == [OLD_LENGTH, 3] and pieces[0][0] != "0"


def _mended_letters(text: str) -> NumberCell | None:
    joined = re.sub(r"(?<=\w)[ .\-](?=\w)", "", text)
    for token in (*_WITH_LETTERS.findall(text), *_WITH_LETTERS.findall(joined)):
        digits = token.translate(_LETTER_DIGITS)
        if token.isdigit() or sum(map(str.isdigit, token)) < 8:
            continue
        if CitizenId.parse(digits):
            return NumberCell(digits, kind="citizen_id_letters_mended", severity=Severity.REPAIR)
    return None


def _from_runs(runs: list[str]) -> NumberCell:
    full = list(dict.fromkeys(run for run in runs if _is_good(run)))
    old = next((run for run in runs if len(run) == OLD_LENGTH and not _is_filler(run)), "")
    if len(full) > 1:
        return _doubt("citizen_id_two_numbers", old)
    if full:
        return NumberCell(full[0], old_id=old)
    longest = max(runs, key=len)
    if set(longest) == {"0"} and len(longest) < OLD_LENGTH:
        return _NOT_GIVEN
    if _is_filler(longest):
        return _doubt("citizen_id_placeholder", old)
    lost = [run for run in runs if len(run) in (LENGTH - 1, LENGTH - 2) and run[0] != "0"]
    candidates = {padded for run in lost if _is_good(padded := run.zfill(LENGTH))}
    if len(candidates) == 1 and len(longest) < LENGTH:
        return _doubt("citizen_id_zeros_unproved", old)._replace(candidate=candidates.pop())
    if len(candidates) > 1:
        return _doubt("citizen_id_two_numbers", old)
    kind, severity = _why_not(longest)
    return NumberCell(old_id=old or _old_with_zero(longest), kind=kind, severity=severity)


def _is_good(digits: str) -> bool:
    return CitizenId.parse(digits) is not None and digits[4:] not in _DULL


def _is_filler(digits: str) -> bool:
    return len(digits) >= 6 and (
        len(set(digits)) == 1
        or digits in "01234567890123456789"
        or (len(digits) == LENGTH and digits[4:] in _DULL)
    )


def _old_with_zero(digits: str) -> str:
    # The 9-digit numbers of Hà Nội (01) and TP Hồ Chí Minh (02) lost a zero, too.
    return digits.zfill(OLD_LENGTH) if len(digits) == OLD_LENGTH - 1 and digits[0] in "12" else ""


def _why_not(digits: str) -> tuple[str, Severity]:
    if len(digits) == OLD_LENGTH:
        return "citizen_id_old_number", Severity.INFO
    if _old_with_zero(digits):
        return "old_id_zero_restored", Severity.DOUBT
    if len(digits) == 10 and digits[0] == "0" and digits[1] in "35789":
        return "citizen_id_looks_like_phone", Severity.DOUBT
    if len(digits) == LENGTH:
        good_code = CitizenId.parse(f"{digits[:3]}0{digits[4:]}")
        return "citizen_id_wrong_century" if good_code else "citizen_id_wrong_code", Severity.DOUBT
    return "citizen_id_wrong_length", Severity.DOUBT
