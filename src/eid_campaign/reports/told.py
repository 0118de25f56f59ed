"""What a report tells in few words, whatever leaves the office: chat, loudspeaker, picture.

Made once from a day's, a week's or the campaign's lines: the text for a chat, the one for the
loudspeaker and the card cannot differ in a figure.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from eid_campaign.campaign.day import DayLine, Gains, gained_since
from eid_campaign.campaign.progress import WEEK, Progress
from eid_campaign.campaign.ranking import ranked
from eid_campaign.campaign.situation import Known, by_commune
from eid_campaign.campaign.week import Place, WeekLine, place_of
from eid_campaign.document import Row
from eid_campaign.reports import targets
from eid_campaign.reports.period_rows import name_of
from eid_campaign.reports.words import Campaign
from eid_campaign.wording import _, count, day

NAMED = 3
"""So many are named as the first, and as the last; a tie is never cut."""


class ToldLine(NamedTuple):
    """One unit's or village's place."""

    name: str
    rate: Fraction | None
    """Of the level-2 target; None where nothing is known, or nothing asked for."""
    rank: int | None
    moved: int | None
    """Places gained since the report before, negative for lost; None where not known."""
    reported: bool
    """Whether a report of the period is there."""
    is_known: bool
    """Whether anything was ever reported."""


class Told(NamedTuple):
    """A report's figures without its tables."""

    campaign: Campaign
    as_of: date
    when: str
    """What the report is of: "19/11/2024", "13/11/2024 – 19/11/2024"."""
    in_period: str
    """What the gains are of, with a capital: "In the day"; blank where none are told."""
    whole: Row
    """All together, by the column ids of ``targets``."""
    gains: Gains | None
    """Gained in the period by all together; None where nobody reported, or it is not told."""
    lines: tuple[ToldLine, ...]
    """Empty where one line stands alone."""
    compare: str
    """Which of collected, issued and activated is held against the target."""

    @property
    def ranking(self) -> tuple[ToldLine, ...]:
        """The lines that have a place, the first first; none while all stand at nothing."""
        placed = [line for line in self.lines if line.rank is not None]
        if not any(line.rate for line in placed):
            return ()
        return tuple(sorted(placed, key=lambda line: line.rank or 0))

    @property
    def first(self) -> tuple[ToldLine, ...]:
        """The first three and who shares the third place; nobody who stands at nothing."""
        return tuple(line for line in self.ranking if (line.rank or 0) <= NAMED and line.rate)

    @property
    def last(self) -> tuple[ToldLine, ...]:
        """The last three and who shares the place of the first of them; none of ``first``."""
        cut = self.ranking[-NAMED:]
        behind = [line for line in self.ranking if cut and (line.rank or 0) >= (cut[0].rank or 0)]
        return tuple(line for line in behind if line not in self.first)

    @property
    def silent(self) -> tuple[str, ...]:
        """Who has not reported in the period."""
        return tuple(line.name for line in self.lines if line.is_known and not line.reported)

    @property
    def never(self) -> tuple[str, ...]:
        """Who has never reported."""
        return tuple(line.name for line in self.lines if not line.is_known)


def told_of_day(known: Known, lines: Sequence[DayLine], campaign: Campaign) -> Told:
    """Return what a daily report tells."""
    since = gained_since(lines)
    return Told(
        campaign=campaign,
        as_of=known.as_of,
        when=day(known.as_of),
        in_period=_("Since {day}", day=day(since)) if since else _("In the day"),
        whole=whole_row(known, [line.now for line in lines]),
        gains=_summed([line.gains for line in lines]),
        lines=_lines(
            [_line(line.now, line.rank, line.rank_before, reported=line.reported) for line in lines]
        ),
        compare=known.rules.compare,
    )


def told_of_week(known: Known, lines: Sequence[WeekLine], campaign: Campaign) -> Told:
    """Return what a weekly report tells."""
    first = known.as_of - WEEK + timedelta(days=1)
    return Told(
        campaign=campaign,
        as_of=known.as_of,
        when=_("{first} – {last}", first=day(first), last=day(known.as_of)),
        in_period=_("In the week"),
        whole=whole_row(known, [line.now for line in lines]),
        gains=_summed([_week_gains(line) for line in lines]),
        lines=_lines(
            [_line(line.now, line.rank, line.rank_before, reported=line.reported) for line in lines]
        ),
        compare=known.rules.compare,
    )


def told_of_campaign(
    known: Known,
    now: Sequence[Progress],
    week_before: Sequence[Progress],
    *,
    reported: Collection[Place],
    campaign: Campaign,
) -> Told:
    """Return what a final report tells: no gains, since the whole campaign is the period."""
    many = len(now) > 1
    ranks = ranked({place_of(line): line.level2 for line in now if line.counts}) if many else {}
    ago = ranked({place_of(line): line.level2 for line in week_before if line.counts})
    return Told(
        campaign=campaign,
        as_of=known.as_of,
        when=_("up to {day}", day=day(known.as_of)),
        in_period="",
        whole=whole_row(known, now),
        gains=None,
        lines=_lines(
            [
                _line(line, ranks.get(place), ago.get(place), reported=place in reported)
                for line in now
                for place in (place_of(line),)
            ]
        ),
        compare=known.rules.compare,
    )


def whole_row(known: Known, lines: Sequence[Progress]) -> Row:
    """Return all ``lines`` together; villages of one commune are the commune itself.

    Its own target counts, though not all villages have handed in rosters yet and theirs sum to
    less: what is reported upward is held against what was set.
    """
    units = {line.target.unit for line in lines}
    if len(units) != 1 or not lines[0].village:
        return targets.total_row(lines)
    communes = by_commune(known, units.pop())
    if not communes:  # its villages are named, and nobody of them is on a list yet
        return targets.total_row(lines)
    return {**targets.row(communes[0]), "unit": _("Total"), "village": _("Total")}


def number_of(row: Row, name: str) -> int | None:
    """Return a count of ``row``; None where it is not known."""
    value = row.get(name)
    return value if isinstance(value, int) else None


def ahead_said(whole: Row, target: str) -> str:
    """Return what remains of a target (``level2`` or ``activation``), by when, how many a day."""
    wanted, left = number_of(whole, f"target_{target}"), number_of(whole, f"remaining_{target}")
    deadline, per_day = (
        whole.get(f"deadline_{target}"),
        number_of(whole, f"needed_per_day_{target}"),
    )
    days = number_of(whole, f"days_left_{target}")
    if not wanted:
        return _("there is no target")
    if not left:
        return _("the target is met")
    if not isinstance(deadline, date):
        return _("{left} remaining", left=count(left))
    if per_day is None or not days:
        return _("{left} remaining, the deadline was {day}", left=count(left), day=day(deadline))
    return _(
        "{left} remaining, {per_day} a day needed in the {days} days until {day}",
        left=count(left),
        days=days,
        day=day(deadline),
        per_day=count(per_day),
    )


def listed(names: Sequence[str], most: int) -> str:
    """Return ``names`` in one line, no more than ``most`` of them."""
    shown = ", ".join(names[:most])
    if len(names) <= most:
        return shown
    return _("{names} and {count} other places", names=shown, count=len(names) - most)


def _line(now: Progress, rank: int | None, before: int | None, *, reported: bool) -> ToldLine:
    moved = before - rank if rank is not None and before is not None else None
    is_known = now.counts is not None
    rate = now.level2.rate if is_known else None
    return ToldLine(name_of(now), rate, rank, moved, reported, is_known)


def _lines(lines: Sequence[ToldLine]) -> tuple[ToldLine, ...]:
    return tuple(lines) if len(lines) > 1 else ()


def _week_gains(line: WeekLine) -> Gains | None:
    if line.collected is None or line.issued is None or line.activated is None:
        return None
    return Gains(line.collected, line.issued, line.activated, line.achieved_activation or 0)


def _summed(gains: Sequence[Gains | None]) -> Gains | None:
    known = [each for each in gains if each is not None]
    return sum(known, Gains()) if known else None
