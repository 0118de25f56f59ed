"""All that a final report is made of: counts alone, asked from the ledger once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from eid_campaign.campaign.course import Week
from eid_campaign.campaign.exempting import Feasibility
from eid_campaign.campaign.office import RankingRules
from eid_campaign.campaign.outlook import Outlook
from eid_campaign.campaign.privacy import Audience
from eid_campaign.campaign.progress import Progress
from eid_campaign.campaign.ranking import Named, named
from eid_campaign.campaign.situation import Known
from eid_campaign.campaign.week import Place, place_of
from eid_campaign.document import Row
from eid_campaign.reports.told import Told


class FinalLine(NamedTuple):
    """One unit's or village's campaign."""

    now: Progress
    rank: int | None
    rank_activation: int | None
    missed: tuple[date, ...]
    """The last days of the weeks in which it did not report."""


class FinalFacts(NamedTuple):
    """The campaign up to ``known.as_of``."""

    known: Known
    lines: Sequence[FinalLine]
    by: str
    """``village`` or ``commune``: what a line is of."""
    told: Told
    audience: Audience
    rules: RankingRules
    weeks: Sequence[Week]
    on_deadline: Row | None
    """All together on the day of the level-2 deadline, where that is past; else None."""
    outlooks: Mapping[str, Outlook | None]
    """By target, ``level2`` and ``activation``; nothing once its deadline has come."""
    last_report: date | None
    """The day of the last report of any of them up to the day asked about; None for none."""
    feasible: Feasibility | None
    """Whether enough people can have an account; None where no people are known."""

    @property
    def deadline(self) -> date | None:
        """The day of the level-2 target, with which the campaign ends."""
        return self.known.rules.deadline_level2

    @property
    def is_preliminary(self) -> bool:
        """Whether the campaign still runs: figures may grow until its last day."""
        return self.deadline is None or self.known.as_of < self.deadline

    @property
    def reporting(self) -> tuple[FinalLine, ...]:
        """Who has reported in a week of the campaign; on its first day, whoever is known."""
        return tuple(
            line
            for line in self.lines
            if line.now.counts is not None and (not self.weeks or self.weeks_reported(line))
        )

    @property
    def silent(self) -> tuple[FinalLine, ...]:
        """Who has reported in no week."""
        return tuple(line for line in self.lines if line not in self.reporting)

    @property
    def in_part(self) -> tuple[FinalLine, ...]:
        """Who has reported in some weeks only."""
        return tuple(line for line in self.reporting if line.missed)

    def weeks_reported(self, line: FinalLine) -> int:
        """Return in how many weeks a line's place reported."""
        return len(self.weeks) - len(line.missed)

    def named(self, target: str) -> Named[Place]:
        """Return who is put forward and who is reminded for ``level2`` or ``activation``.

        Among several only: one alone is neither first nor last.
        """
        if len(self.reporting) < 2:
            return Named((), ())
        results = {place_of(line.now): getattr(line.now, target) for line in self.reporting}
        return named(results, self.rules)
