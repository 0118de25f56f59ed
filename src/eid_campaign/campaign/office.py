"""Who writes a report and who signs it, and what a commune has settled about its rankings.

From the section ``[report]`` of the campaign file; what is blank is left blank on paper, for the
officer to fill in.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple


class Office(NamedTuple):
    """The letterhead's lines, and who signs."""

    agency: str = ""
    parent_agency: str = ""
    symbol: str = ""
    """Behind the number of a report: "BC-CAX"."""
    place: str = ""
    """Where it is written; the commune where blank."""
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signer_title: tuple[str, ...] = ()
    signer: str = ""
    hotline: str = "1900 0368"
    """Whom citizens ask about VNeID."""
    meetings: tuple[str, ...] = ()
    """When and where people are helped, a sentence each, for the loudspeaker and the chat."""


class RankingRules(NamedTuple):
    """Who is put forward for commendation and who is reminded."""

    commend_first: int = 3
    """So many first places."""
    commend_from: Fraction = Fraction(1, 2)
    """But only from this rate of the target on."""
    remind_last: int = 3
    """So many last places."""
    remind_below: Fraction = Fraction(1, 2)
    """But only below this rate of the target."""
    small_below: int = 30
    """A unit with a smaller base is marked small: one person moves its rate by several points."""
