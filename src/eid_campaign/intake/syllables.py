"""Whether a word can be a Vietnamese syllable: the evidence on which old fonts are told apart."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ONSETS = "ngh ng nh gh gi kh ph th tr ch b c d đ g h k l m n p r s t v x".split()
_RIMES = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu "
    "i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu "
    "o oa oac oach oai oam oan oang oanh oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om "
    "on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ua uân uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut "
    "uy uya uych uyên uyêt uynh uyt uyu ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu "
    "y yêm yên yêng yêt yêu"
).split()
_AFTER_GI = "êng êt êp".split()  # giếng, giết: the i is written once
_AFTER_QU = "y yên yêt ynh yt ych".split()

_SYLLABLE = re.compile(
    rf"(?:qu(?:{'|'.join(_RIMES + _AFTER_QU)})|gi(?:{'|'.join(_AFTER_GI)})"
    rf"|(?!c[eêiy](?!h))(?:{'|'.join(_ONSETS)})?(?:{'|'.join(_RIMES)}))"
)
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_SHARP_OR_HEAVY = ("\u0301", "\u0323")
_TONE_MARKS = frozenset("\u0300\u0301\u0303\u0309\u0323")
# A tone on the glide that closes a rime (leõ, taí) is nobody's spelling; in giò and già the i
# belongs to the onset.
_GLIDING = frozenset("ai ao au ay âu ây eo êu ia iu oi ôi ơi ui ua ưa ưi ưu".split())
_AFTER_GI_OPEN = frozenset("gia giu".split())


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether ``word`` is spelt as a Vietnamese syllable: one onset, one rime, at most one tone.

    Syllables ending in c, ch, p or t carry the sharp or the heavy tone and no other. The case
    must be a person's: ``cẩm``, ``Cẩm``, ``CẨM``, not ``CẨm``.
    """
    if not (word[1:].islower() or word.isupper() or (len(word) == 1 and word.isalpha())):
        return False
    decomposed = unicodedata.normalize("NFD", word.lower())
    bare = decomposed.translate(_TONES)
    if len(decomposed) - len(bare) > 1:
        return False
    rime = unicodedata.normalize("NFC", bare)
    if not _SYLLABLE.fullmatch(rime):
        return False
    if rime.endswith(("c", "ch", "p", "t")):
        return any(tone in decomposed for tone in _SHARP_OR_HEAVY)
    return not _has_tone_on_glide(decomposed, rime)


def _has_tone_on_glide(decomposed: str, bare: str) -> bool:
    if decomposed[-1:] not in _TONE_MARKS or bare[:2] == "qu":
        return False
    start = bare[:3] if bare[:3] in _AFTER_GI_OPEN and len(bare) == 3 else ""
    return not start and bare[-2:] in _GLIDING
