"""Text of old fonts and wrong encodings made Unicode: TCVN3, VNI, cp1258 and UTF-8 read as cp1252.

A cell is touched only when it is not Vietnamese as it stands and every marked word of it is a
Vietnamese syllable after decoding, so that text already right, and foreign names, stay.
Sources: TCVN 5712:1993 (``tcvn3.tsv``), VNI for Windows (``vni.tsv``).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from eid_campaign.intake.syllables import is_syllable

_HERE = Path(__file__).parent


class DecodedColumn(NamedTuple):
    """A column decoded as a whole."""

    values: list[str]
    encoding: str
    """``tcvn3``, ``vni``, ``cp1258``, ``utf8`` where the column's cells showed it, or empty."""
    changed: int
    """How many cells are written differently now."""


def decode_legacy(text: str) -> str:
    """Return ``text`` in Unicode NFC, judged by itself alone."""
    return decode_known(text)[0]


def decode_known(text: str) -> tuple[str, str]:
    """Return ``text`` in Unicode and the encoding it was found to be in, empty if none."""
    if text.isascii():
        return text, ""
    if _BEYOND_LATIN1.search(text):
        return _composed(text), ""
    if _LEAD_AND_TRAIL.search(text) and (mended := _from_utf8(text)) is not None:
        return mended, "utf8"
    words = _marked_words(text)
    right_before = sum(map(is_syllable, words))
    if right_before == len(words) and not _SENSELESS.search(text.lower()):
        return text, ""
    for encoding, decode in _DECODERS.items():
        decoded = decode(text)
        if decoded is not None and decoded != text and _is_vietnamese(decoded, text, encoding):
            return decoded, encoding
    return text, ""


def decode_column(values: Sequence[str]) -> DecodedColumn:
    """Return a column's cells in Unicode, letting the clear cells decide the short ones.

    ``Tó`` alone may be Unicode or the TCVN3 writing of Tú; among ``CÈm T©n`` and ``CÈm V©n`` it
    is the latter. Cells already in Unicode elsewhere in the column forbid that conclusion.
    """
    decoded = [decode_known(value) for value in values]
    found = Counter(encoding for _, encoding in decoded if encoding)
    in_unicode = any(_BEYOND_LATIN1.search(value) for value in values)
    encoding = found.most_common(1)[0][0] if found else ""
    made = [text for text, _ in decoded]
    if encoding in _OF_ONE_BYTE and not in_unicode:
        decode = _DECODERS[encoding]
        for place, (value, (_, known)) in enumerate(zip(values, decoded, strict=True)):
            if not known:
                made[place] = _by_the_column(value, decode)
    return DecodedColumn(made, encoding, sum(a != b for a, b in zip(made, values, strict=True)))


def titled_like_the_rest(name: str) -> str:
    """Capitalise a lower-case word among titled ones: the old fonts had no capital Á, Ý …"""
    words = name.split(" ")
    lower = [word for word in words if word.islower()]
    if not lower or any(word.isascii() for word in lower) or len(lower) * 2 > len(words):
        return name
    return " ".join(word[:1].upper() + word[1:] if word.islower() else word for word in words)


def by_every_font(text: str) -> tuple[str, ...]:
    """Return what ``text`` would be in each old font, whether it is likely or not."""
    made = (decode(text) for decode in _DECODERS.values())
    return tuple(decoded for decoded in made if decoded is not None and decoded != text)


def _by_the_column(text: str, decode: Callable[[str], str | None]) -> str:
    decoded = decode(text)
    if decoded is None or not all(map(is_syllable, _LETTERS.findall(decoded))):
        return text
    return decoded


# Letters no one-byte encoding read as cp1252 can show, and combining marks: it is Unicode.
_BEYOND_LATIN1 = re.compile("[\u0102-\u0103\u0110-\u0111\u0128-\u0129\u0168-\u0169\u01a0-\u01b0"
                            "\u0300-\u0341\u1ea0-\u1ef9]")  # fmt: skip
_MARKED = re.compile("[\u00a1-\u00ff]")
_WORD = re.compile(r"(?<!\d)[A-Za-z\u00a1-\u00ff]+")
_LETTERS = re.compile(r"[^\W\d_]+")
# A sign left over beside letters shows that the font was another one.
_LETTERS_OR_SIGNS = re.compile(
    "[^\\W\\d_]+|(?<=\\S)[\u00a1-\u00bf\u00d7\u00f7]|[\u00a1-\u00bf\u00d7\u00f7](?=\\S)"
)
_TONE_BEFORE_HAT = re.compile("([\u0300\u0301\u0303\u0309])([\u0302\u0306])")
_COMBINING = re.compile("[\u0300-\u0341]")


def _marked_words(text: str) -> list[str]:
    """Return the words with more than ASCII letters; a sign alone (« ® ×) is no word."""
    words = (word for word in _WORD.findall(text) if not word.isascii())
    return [word for word in words if len(word) > 1 or word.isalpha()]


def _is_vietnamese(decoded: str, text: str, encoding: str) -> bool:
    words = _marked_words(text)
    made = [word for word in _LETTERS_OR_SIGNS.findall(decoded) if not word.isascii()]
    if not any(len(word) > 1 for word in words):  # 3 × 4, 5 ¼
        return False
    right = sum(map(is_syllable, made))
    if encoding == "vni" and len(words) == 1 and set(_MARKED.findall(text)) == {"ï"}:
        return False  # Loïc
    if right == len(made):
        return right > 0
    return right > sum(map(is_syllable, words)) and right >= 3 and right * 4 >= len(made) * 3


def _composed(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    if _COMBINING.search(text):  # a tone typed before its circumflex or breve
        swapped = _TONE_BEFORE_HAT.sub(r"\2\1", unicodedata.normalize("NFD", text))
        text = unicodedata.normalize("NFC", swapped)
    return text


def _pairs(name: str, key: int, value: int) -> dict[str, str]:
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines if line)
    return {row[key]: row[value] for row in rows}


# Words that are spelt right and mean nothing: chó is a dog, "ghi chó" is the font.
_SENSELESS = re.compile(rf"\b(?:{'|'.join(_pairs('legacy_words.tsv', 0, 1))})\b")

SENSELESS_WORDS = frozenset(" ".join(_pairs("legacy_words.tsv", 0, 1)).split())
"""The single words of them."""

# --- TCVN3 ---------------------------------------------------------------------------------

_TCVN3 = str.maketrans(
    {chr(int(code[2:], 16)): letter for code, letter in _pairs("tcvn3.tsv", 1, 2).items()}
)
_SOFT_HYPHEN = "\u00ad"
_HYPHEN_FOR_U = re.compile("(?<=[A-Za-z])-(?=[A-Za-z\u00a1-\u00ff])")
_LOST_WORDS = _pairs("lost_u_horn.tsv", 0, 1)
_LOST_CONTEXT = {
    word: frozenset(following.split())
    for word, following in _pairs("lost_u_horn.tsv", 0, 2).items()
}
_HORNED = re.compile("([ơờớởỡợ])(?=(?:c|ng|u)$)")
_NO_VOWEL = re.compile(r"(ngh|ng|nh|kh|ph|th|tr|ch|[bcdđghklmnprstvx])(ng|c|t|u)")


def _from_tcvn3(text: str) -> str | None:
    """Decode TCVN3; capitals are carried by the ASCII letters, for both fonts share the bytes."""
    if _SOFT_HYPHEN not in text and _HYPHEN_FOR_U.search(text):
        hyphened = _from_tcvn3(_HYPHEN_FOR_U.sub(_SOFT_HYPHEN, text))
        if hyphened and all(map(is_syllable, _LETTERS.findall(hyphened))):
            return hyphened
    plain_ascii = [letter for letter in text if letter.isascii() and letter.isalpha()]
    shouted = not any(letter.islower() for letter in plain_ascii) and any(
        sum(letter.isascii() for letter in word) > 1 for word in _WORD.findall(text)
    )

    def decoded_word(found: re.Match[str]) -> str:
        word = found[0]
        made = word.translate(_TCVN3)
        capitals = [letter for letter in word if letter.isascii()]
        loud = shouted or (len(capitals) > 1 and all(map(str.isupper, capitals)))
        return made.upper() if loud else made

    decoded = _WORD.sub(decoded_word, text)
    return decoded if _SOFT_HYPHEN in text else _with_lost_u_horn(decoded)


def _with_lost_u_horn(text: str) -> str:
    """Put back the ư that vanished: its TCVN3 byte is the soft hyphen, which programs drop."""
    words = _LETTERS.findall(text)
    following = iter([*(word.lower() for word in words[1:]), ""])
    return _LETTERS.sub(lambda found: _mended_word(found[0], next(following)), text)


def _mended_word(word: str, following: str) -> str:
    lowered = word.lower()
    known = _LOST_WORDS.get(lowered)
    if known:
        context = _LOST_CONTEXT[lowered]
        mended = known if not context or following in context else lowered
    elif is_syllable(lowered):
        return word
    else:
        mended = _HORNED.sub(r"ư\1", lowered)
        bare = _NO_VOWEL.fullmatch(lowered)
        if bare and not word.isupper():  # NG, TH in capitals are abbreviations
            mended = f"{bare[1]}ư{bare[2]}"
    if mended == lowered or not is_syllable(mended):
        return word
    if word.isupper() and len(word) > 1:
        return mended.upper()
    return mended.capitalize() if word[:1].isupper() else mended


# --- VNI, cp1258, UTF-8 ---------------------------------------------------------------------

_VNI = _pairs("vni.tsv", 0, 1)
_VNI_GROUP = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_CP1252 = {bytes([code]).decode("cp1252", "ignore"): code for code in range(0x80, 0xA0)}
# A UTF-8 lead byte and a trailing one, as cp1252 shows them: strictly decoded, no accident.
_LEAD_AND_TRAIL = re.compile("[\u00c2-\u00ef](?:[\u0080-\u00bf ]|[^\u0000-\u00ff])")
_CUT_SHORT = re.compile("Ã (?=[ \\w]|$)")


def vni_leaves(text: str) -> str:
    """Return ``text`` without what VNI would read otherwise: letters that VNI does not write."""
    return _VNI_GROUP.sub("", text)


def is_beyond_latin1(text: str) -> bool:
    """Whether a letter of ``text`` can only be Unicode: no old font read as cp1252 shows it."""
    return _BEYOND_LATIN1.search(text) is not None


def _from_vni(text: str) -> str | None:
    return _VNI_GROUP.sub(lambda found: _VNI[found[0]], text)


def _as_bytes(text: str) -> bytes | None:
    """Return the bytes that, read as cp1252, show ``text``; None for text that was not."""
    codes = [code if (code := ord(letter)) < 256 else _CP1252.get(letter, 256) for letter in text]
    return None if 256 in codes else bytes(codes)


def _from_cp1258(text: str) -> str | None:
    raw = _as_bytes(text)
    if raw is None:
        return None
    return unicodedata.normalize("NFC", raw.decode("cp1258", "replace"))


def _from_utf8(text: str) -> str | None:
    # à is C3 A0, and A0 is the no-break space that some programs make a plain one.
    for seen in (text, _CUT_SHORT.sub("Ã\u00a0", text)):
        raw = _as_bytes(seen)
        if raw is None:
            return None
        try:
            decoded = raw.decode("utf-8")
        except UnicodeDecodeError:
            continue
        return _composed(_from_utf8(decoded) or decoded) if not decoded.isascii() else None
    return None


_DECODERS: dict[str, Callable[[str], str | None]] = {
    "tcvn3": _from_tcvn3,
    "vni": _from_vni,
    "cp1258": _from_cp1258,
}
_OF_ONE_BYTE = ("tcvn3", "vni", "cp1258")
