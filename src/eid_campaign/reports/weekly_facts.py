"""All that a weekly report is made of: counts alone, asked from the ledger once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from eid_campaign.campaign.ageing import Ageing
from eid_campaign.campaign.exempting import Feasibility, Obstacle
from eid_campaign.campaign.office import RankingRules
from eid_campaign.campaign.privacy import Audience
from eid_campaign.campaign.problems import Severity
from eid_campaign.campaign.series import Outlooks
from eid_campaign.campaign.situation import Known
from eid_campaign.campaign.week import Place, WeekLine, place_of
from eid_campaign.document import Chart, Table, Text, Tiles
from eid_campaign.reports.words import Campaign


class Pictures(NamedTuple):
    """The charts of a weekly report, each for its part; none on a screen."""

    results: Sequence[Chart | Tiles] = ()
    ranking: Sequence[Chart | Tiles] = ()


class WeeklyFacts(NamedTuple):
    """The week that ends on ``known.as_of``."""

    known: Known
    lines: Sequence[WeekLine]
    by: str
    """``village`` or ``commune``: what a line is of."""
    campaign: Campaign
    audience: Audience
    rules: RankingRules
    outlooks: Mapping[Place, Outlooks]
    """Of each line that is known, and of ``series.WHOLE``."""
    ageing: Ageing
    obstacles: Sequence[Obstacle]
    feasible: Mapping[str, Feasibility]
    """By commune, where its people are known."""
    problems: Mapping[tuple[str, Severity], int]
    """Rows of the week's lists that were refused or are in doubt, by kind."""
    last_reports: Mapping[Place, date]
    """The last day each place reported, up to the day asked about."""
    corrections: Sequence[Text | Table] = ()
    """What is stated of the last report that was sent."""
    pictures: Pictures = Pictures()

    @property
    def has_villages(self) -> bool:
        """Whether a line is a village."""
        return self.by == "village"

    @property
    def one_unit(self) -> bool:
        """Whether all lines are of one commune."""
        return len({line.now.target.unit for line in self.lines}) == 1

    @property
    def silent(self) -> tuple[WeekLine, ...]:
        """Who has reported before, but not in this week."""
        return tuple(line for line in self.lines if not line.reported and line.now.counts)

    @property
    def never(self) -> tuple[WeekLine, ...]:
        """Who has never reported."""
        return tuple(line for line in self.lines if line.now.counts is None)

    def last_report(self, line: WeekLine) -> date | None:
        """Return the last day a line's place reported; None for never."""
        return self.last_reports.get(place_of(line.now))
