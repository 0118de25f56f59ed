"""Unicode and an old font in one text: each word is judged by itself, right ones stay.

``Hoàng`` and ``Ngô`` are right as they stand and are also how VNI writes Hồng and Ngơ. In a text
that shows itself to be Unicode elsewhere they must not be decoded.
"""

from __future__ import annotations

import re
from functools import lru_cache

from eid_campaign.intake.legacy_text import (
    SENSELESS_WORDS,
    decode_known,
    is_beyond_latin1,
    vni_leaves,
)
from eid_campaign.intake.syllables import is_syllable

# Surnames that old fonts can show, too, where they mean no surname: Lờ, Hồng, Ngơ, Tụ …
# Võ is not among them: TCVN3 shows the surname Vừ so.
_SURNAMES = frozenset("Lê Hoàng Bùi Quách Phùng Ngô Lâm Tô".split())
_TITLES = frozenset("ông anh em".split())
_WORD = re.compile("(?:[^\\W\\d_]|[\u00a1-\u00bf\u00d7\u00f7])+")  # TCVN3 needs the signs, too
_LETTERS = re.compile(r"[^\W\d_]+")
_SIGNS_OF_UNICODE = re.compile("[àáâãèéêòóôõùúýÀÁÂÃÈÉÊÒÓÔÕÙÚÝ]")


def decode_mixed(text: str) -> str | None:
    """Return ``text`` with its words of old fonts decoded; None where it is all of one kind.

    Unicode alone comes back as it is.
    """
    if text.isascii() or not _is_partly_unicode(text):
        return None
    if is_beyond_latin1(text):
        text = decode_known(text)[0]
    return _WORD.sub(lambda found: decode_word(found[0]), text)


@lru_cache(maxsize=65536)
def decode_word(word: str) -> str:
    """Return a word beside Unicode ones decoded; as it stands where it is right or unreadable."""
    if word.isascii() or len(word) < 2 or is_beyond_latin1(word) or is_syllable(word):
        return word
    decoded, encoding = decode_known(word)
    return decoded if encoding in ("tcvn3", "vni") and is_syllable(decoded) else word


@lru_cache(maxsize=65536)
def is_right_word(word: str) -> bool:
    """Whether a word is Unicode and spelt right, so that no decoding touches a text of such words.

    ``Ã`` is not: before a blank it may be the half of an à. Neither are words that the old fonts
    show and that mean nothing (``ghi chó``).
    """
    if word.isascii():
        return True
    return is_syllable(word) and "Ã" not in word and word.lower() not in SENSELESS_WORDS


def _is_partly_unicode(text: str) -> bool:
    encoding = decode_known(text)[1]
    if encoding not in ("tcvn3", "vni"):
        return not encoding  # Unicode, or no font explains the whole of it
    words = _LETTERS.findall(text)
    first = next((word for word in words if word.lower() not in _TITLES), "")
    if first.capitalize() in _SURNAMES:
        return True
    return encoding == "vni" and any(
        is_syllable(word) and _SIGNS_OF_UNICODE.search(vni_leaves(word)) for word in words
    )
