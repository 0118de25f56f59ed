"""The user's language: English message ids in, Vietnamese or English sentences out."""

from __future__ import annotations

import gettext
import os
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


def _(message: str, **values: object) -> str:
    """Return ``message`` in the language in use, filled with ``values``."""
    if not message:
        return ""
    said = _catalogue.gettext(message)
    return said.format(**values) if values else said


def said(error: EidcError) -> tuple[str, str]:
    """Return what happened and what to do next, in the language in use."""
    return _(error.message, **error.values), _(error.hint, **error.values)
