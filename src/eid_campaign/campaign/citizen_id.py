"""The citizen number (số định danh cá nhân): twelve digits, always text.

Structure ``PPP C YY NNNNNN``: place where the birth was registered, century and sex, year of
birth, six random digits; there is no check digit. Sources: Nghị định 137/2015/NĐ-CP Điều 13;
Thông tư 07/2016/TT-BCA (codes); Luật Căn cước 2023 Điều 12.
"""

from __future__ import annotations

from typing import Self

PROVINCE_CODES = frozenset(
    "001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 "
    "036 037 038 040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 "
    "074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096".split()
)
"""The 63 codes of provinces; the merger of 2025 renumbered nobody."""

ABROAD_CODES = range(101, 296)
"""Codes of countries, for births registered abroad."""

LENGTH = 12


class CitizenId(str):
    """A well-formed citizen number: if you hold one, it is good."""

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Return the number, or None when ``text`` is not twelve digits of a possible person."""
        if len(text) != LENGTH or not (text.isascii() and text.isdigit()):
            return None
        if text[:3] not in PROVINCE_CODES and int(text[:3]) not in ABROAD_CODES:
            return None
        if text[3] not in "0123":  # the living were born in 1900-2099
            return None
        return cls(text)

    @property
    def birth_year(self) -> int:
        """The year of birth the number tells."""
        return 1900 + 100 * (int(self[3]) // 2) + int(self[4:6])

    @property
    def sex(self) -> str:
        """``M`` or ``F``, as the number tells."""
        return "MF"[int(self[3]) % 2]


def fits(number: CitizenId, sex: str, birth_year: int | None) -> bool | None:
    """Whether the number agrees with sex (``M``, ``F``, ``""``) and year of birth.

    None when neither is known, so that nothing can be said.
    """
    if not sex and birth_year is None:
        return None
    sex_fits = not sex or number.sex == sex
    return sex_fits and (birth_year is None or number.birth_year == birth_year)
