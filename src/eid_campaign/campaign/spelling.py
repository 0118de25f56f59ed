"""Vietnamese spelling made comparable: NFC, tone placement, folding away marks.

``plain`` keeps the marks and forgets case and blanks; ``folded`` forgets the marks too. Folding
loses meaning (tù/tu, già/gia): compare folded text for names of places and headings only, and
never decide from it about a person.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_BLANKS = re.compile(r"[\s\u00a0\u2000-\u200b\u202f\u2060\ufeff]+")
_LOOKALIKE_D = str.maketrans({"\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ", "\u0256": "đ"})
_D = str.maketrans({"đ": "d", "Đ": "D"})

# Two schools write the tone of oa, oe, uy on different letters (hoà/hòa). One is chosen for
# comparing; after q the u belongs to the consonant, so quý, quỳ … stay.
_TONE_STYLE = dict(
    zip(
        "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ".split(),
        "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy".split(),
        strict=True,
    )
)
_TONE = re.compile(r"(?<![qQ])(" + "|".join(_TONE_STYLE) + r")(?!\w)")


def composed(text: str) -> str:
    """Return ``text`` in NFC, with the look-alikes of Đ made Đ and every blank run one space."""
    text = unicodedata.normalize("NFC", text).translate(_LOOKALIKE_D)
    return _BLANKS.sub(" ", text).strip()


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Return ``text`` for comparing with its marks: NFC, lower case, one style of tone."""
    lowered = composed(text).lower()
    return _TONE.sub(lambda found: _TONE_STYLE[found[1]], lowered)


def without_marks(text: str) -> str:
    """Return ``text`` without tone and vowel marks, Đ as D; case and blanks stay."""
    decomposed = unicodedata.normalize("NFD", text.translate(_LOOKALIKE_D).translate(_D))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Return ``text`` for comparing without marks: lower case ASCII letters, single spaces."""
    return without_marks(composed(text)).lower()
