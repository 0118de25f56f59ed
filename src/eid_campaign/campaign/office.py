"""Who writes a report and who signs it, and what a commune has settled about its rankings.

From the section ``[report]`` of the campaign file; what is blank is left blank on paper, for the
officer to fill in.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from eid_campaign.campaign.places import commune_key


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
    commune: str = ""
    """The commune whose office it is; blank for a district's."""
    addressees_of: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """To whom single reports go, by kind (``daily``), where not to ``addressees``."""

    def of(self, report: str) -> Office:
        """Return the office as it writes the report of this kind: to its own addressees, else to
        those of all reports (plan of Cẩm Tân: daily to the district, weekly to the commune).
        """
        return self._replace(addressees=self.addressees_of.get(report, self.addressees))

    def writing_of(self, commune: str) -> Office:
        """Return the office as it writes of ``commune``, blank for several.

        What is another commune's is left blank: no report leaves under a name that did not
        write it.
        """
        if not self.commune or commune_key(self.commune) == commune_key(commune):
            return self
        if commune:
            return self._replace(agency="", place="", signer="")
        return Office(hotline=self.hotline, meetings=self.meetings)


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
