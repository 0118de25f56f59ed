"""The user's language: English message ids in, Vietnamese or English sentences out."""

from __future__ import annotations

import gettext
import os
from datetime import date
from fractions import Fraction
from pathlib import Path

from eid_campaign.campaign.errors import EidcError

LANGUAGES = ("vi", "en")
DOMAIN = "eidc"
_FOLDER = str(Path(__file__).parent / "locale")

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def use_language(language: str) -> None:
    """Say everything in ``language`` (``vi`` or ``en``) from now on, click's own words too."""
    global _catalogue, _language
    _language = language
    _catalogue = gettext.translation(DOMAIN, _FOLDER, [language], fallback=True)
    # click asks the process-wide domain for its own messages ("Usage:", "No such option").
    gettext.bindtextdomain(DOMAIN, _FOLDER)
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language


def language() -> str:
    """Return the language in use."""
    return _language


def N_(message: str) -> str:
    """Mark ``message`` for the catalogue; it is translated where it is said."""
    return message


def _(message: str, /, **values: object) -> str:
    """Return ``message`` in the language in use, filled with ``values``."""
    if not message:
        return ""
    said = _catalogue.gettext(message)
    return said.format(**values) if values else said


def said(error: EidcError) -> tuple[str, str]:
    """Return what happened and what to do next, in the language in use."""
    return _(error.message, **error.values), _(error.hint, **error.values)


MINUS = "−"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def count(number: int) -> str:
    """Return ``number`` with its thousands marked: 1.037 in Vietnamese."""
    said = f"{abs(number):,}"
    return _sign(number) + (said if language() == "en" else said.replace(",", "."))


def rate(share: Fraction) -> str:
    """Return ``share`` in percent with two decimals, half up, never clipped: 115,34 %."""
    hundredths = rounded(share, 4)
    whole, rest = divmod(abs(hundredths), 100)
    point = "." if language() == "en" else ","
    return f"{_sign(hundredths)}{count(whole)}{point}{rest:02d} %"


def tenths(number: Fraction) -> str:
    """Return ``number`` with one decimal, half up: 16,6 people a day."""
    whole, rest = divmod(abs(found := rounded(number, 1)), 10)
    return f"{_sign(found)}{count(whole)}{'.' if language() == 'en' else ','}{rest}"


def points(shares: Fraction) -> str:
    """Return a difference of two rates in percentage points with two decimals: 5,08."""
    return rate(shares).removesuffix(" %")


def rounded(share: Fraction, places: int) -> int:
    """Return ``share`` in units of ``10**-places``, a half away from zero, in whole numbers."""
    scale: int = 10**places
    doubled = 2 * abs(share.numerator) * scale + share.denominator
    whole = doubled // (2 * share.denominator)
    return -whole if share < 0 else whole


def day(when: date) -> str:
    """Return a date as it is written: 05/11/2024, or 5 Nov 2024."""
    if language() == "en":
        return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"
    return f"{when.day:02d}/{when.month:02d}/{when.year}"


def _sign(number: int) -> str:
    return MINUS if number < 0 else ""
