"""The form in which a report leaves the office: its letterhead, and its picture for a chat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Letter:
    """An administrative report on paper (Nghị định 30/2020/NĐ-CP, Phụ lục I).

    What is blank is left for the officer to fill in, as its number always is.
    """

    agency: str
    parent_agency: str
    symbol: str
    """What stands behind the number: "BC-CAX"."""
    place: str
    """Where it is written: "Cẩm Tân"."""
    day: date
    kind: str
    """What it is, in capitals: "BÁO CÁO"."""
    subject: str
    """What it is about (trích yếu), in one sentence without a full stop."""
    addressees: tuple[str, ...] = ()
    """To whom (Kính gửi)."""
    recipients: tuple[str, ...] = ()
    """Who gets a copy (Nơi nhận), without dashes and semicolons."""
    signer_title: tuple[str, ...] = ()
    """The signer's office in capitals, a line each: ("KT. TRƯỞNG CÔNG AN XÃ", "PHÓ TRƯỞNG …")."""
    signer: str = ""


@dataclass(frozen=True, slots=True)
class CardFigure:
    """One target on the card: how far it is, in large figures."""

    title: str
    achieved: int | None
    target: int
    rate: Fraction | None
    in_period: int | None
    """Gained in the period of the report."""
    said: str
    """What remains and by when, in one short line."""


@dataclass(frozen=True, slots=True)
class CardLine:
    """One unit's place in the ranking on the card."""

    rank: int | None
    name: str
    rate: Fraction | None
    moved: int | None = None
    """Places gained since the last report, negative for lost; None where not known."""


@dataclass(frozen=True, slots=True)
class Card:
    """A picture of 1080 pixels for a chat: figures and places, never a person or a reason."""

    title: str
    period: str
    figures: tuple[CardFigure, ...]
    ranking_title: str
    ranking: tuple[CardLine, ...]
    foot: str
    """Whose figures, of which day."""
