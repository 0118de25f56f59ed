"""Who may see what. A number on a screen is masked unless the audience is the police.

Sources: Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15; Nghị định 356/2025/NĐ-CP Điều 3-4.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from eid_campaign.campaign.standings import SENSITIVE, Reason

_NUMBER = re.compile(r"\d{9,}|(?<!\d)\d{3,4}(?:[ .\u00a0]\d{3,4}){2,3}(?!\d)")
"""A run of digits too long for a day, or written in groups: 0912 345 678, 038.090.000.001."""

LEAST_SHOWN = 3
"""A smaller count of people may tell who they are; it is shown together with others."""


class Audience(StrEnum):
    """The four audiences, from the one who sees all to the one who sees counts only."""

    POLICE = "police"
    TEAM = "team"
    PUBLIC = "public"
    FIGURES = "figures"


def masked_number(number: str) -> str:
    """Return ``038******345``: digits 4-6 tell sex and year of birth, so they are hidden."""
    if not number:
        return ""
    return f"{number[:3]}{'*' * (len(number) - 6)}{number[-3:]}"


def masked_phone(phone: str) -> str:
    """Return the last three digits only."""
    return f"{'*' * (len(phone) - 3)}{phone[-3:]}" if phone else ""


def shown_reason(reason: Reason, audience: Audience) -> str:
    """Return the reason's id as ``audience`` may see it: sensitive ones become ``other``."""
    if audience is Audience.POLICE:
        return reason.value
    if audience is Audience.TEAM:
        return "other" if reason in SENSITIVE else reason.value
    return ""


def without_numbers(text: str) -> str:
    """Return ``text`` with every citizen number or phone in it masked but for its last three."""
    return _NUMBER.sub(lambda found: f"{'*' * (len(found[0]) - 3)}{found[0][-3:]}", text)


def safe_reason_counts(counts: Mapping[Reason, int], audience: Audience) -> dict[str, int]:
    """Return counts by reason id with sensitive ones merged into ``other`` for all but the police.

    Counts under 3 stand with them, and the next smallest where they are under 3 together
    (Nghị định 356/2025/NĐ-CP, Điều 4: crime and health data).
    """
    if audience is Audience.POLICE:
        return {reason.value: count for reason, count in counts.items()}
    other = sum(count for reason, count in counts.items() if reason in SENSITIVE)
    merged = {reason for reason in counts if reason in SENSITIVE}
    for reason, count in sorted(counts.items(), key=lambda item: item[1]):
        if reason not in merged and (count < LEAST_SHOWN or 0 < other < LEAST_SHOWN):
            merged.add(reason)
            other += count
    shown = {reason.value: count for reason, count in counts.items() if reason not in merged}
    return shown | ({"other": other} if other else {})
