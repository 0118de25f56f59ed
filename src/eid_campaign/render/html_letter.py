"""The letterhead on the page: modest on a screen, in the form of a letter on paper.

The official form is the Word document's; here the number, the addressees and the signer stand on
paper only, where somebody may sign.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from eid_campaign.document import Letter
from eid_campaign.render.values import one_line
from eid_campaign.wording import _

_BLANK = "……"
"""What is left for a pen."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The lines of a letter, each in words; blank ones are left out of the page."""

    parent_agency: str
    agency: str
    number: str
    place_and_day: str
    kind: str
    subject: str
    addressees: tuple[str, ...]
    recipients: tuple[str, ...]
    signer_title: tuple[str, ...]
    signer: str


def letterhead(letter: Letter) -> Letterhead:
    """Return ``letter`` in words of the language in use."""
    return Letterhead(
        parent_agency=one_line(letter.parent_agency),
        agency=one_line(letter.agency),
        number=_("No.: {number}/{symbol}", number=_BLANK, symbol=one_line(letter.symbol) or _BLANK),
        place_and_day=_placed(one_line(letter.place) or _BLANK, letter.day),
        kind=one_line(letter.kind),
        subject=one_line(letter.subject),
        addressees=_lines(letter.addressees),
        recipients=_lines(letter.recipients),
        signer_title=_lines(letter.signer_title),
        signer=one_line(letter.signer),
    )


def _placed(place: str, when: date) -> str:
    """Return place and day as the decree writes them: days below 10 and months 1, 2 with a 0."""
    month = f"{when.month:02d}" if when.month <= 2 else str(when.month)
    return _(
        "{place}, {year}-{month}-{day}",
        place=place,
        year=when.year,
        month=month,
        day=f"{when.day:02d}",
    )


def _lines(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, map(one_line, lines)))
