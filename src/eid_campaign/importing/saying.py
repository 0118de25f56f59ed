"""What the roads of all kinds of file say alike."""

from __future__ import annotations

from collections.abc import Sequence

from eid_campaign.campaign.errors import InputRefused
from eid_campaign.intake.reading import (
    SheetUnderstanding,
)
from eid_campaign.reports.imported_outcome import SheetSaid


def not_strict(refused: int) -> InputRefused:
    """Return the refusal of a file with refused rows where ``--strict`` was asked for."""
    return InputRefused(
        "{refused} rows cannot be kept, and --strict was asked for: nothing of the file was"
        " stored.",
        "Mend the rows listed under Problems, or leave --strict away to store the others.",
        refused=refused,
    )


def sheets_said(sheets: Sequence[SheetUnderstanding]) -> tuple[SheetSaid, ...]:
    """Return how sheets were understood, for the answer."""
    return tuple(
        SheetSaid(s.sheet, s.heading_rows, s.fields, s.ignored, s.skipped, s.rows, s.by_hand)
        for s in sheets
    )
