"""Who may see what. A number on a screen is masked unless the audience is the police.

Sources: Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15; Nghị định 356/2025/NĐ-CP Điều 3-4.
"""

from __future__ import annotations

from enum import StrEnum

from eid_campaign.campaign.standings import SENSITIVE, Reason


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
