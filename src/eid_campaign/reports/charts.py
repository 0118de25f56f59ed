"""Charts over days: cumulative, burn-down, place by place; what is drawn is drawn elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction

from eid_campaign.campaign.outlook import Outlook, Point
from eid_campaign.campaign.progress import Against
from eid_campaign.campaign.series import Outlooks, Series
from eid_campaign.campaign.week import Place, WeekLine, place_of
from eid_campaign.document import Chart, ChartKind, Kind, Panel, Role
from eid_campaign.document import Series as Line
from eid_campaign.reports.outlook_said import level2_said, outlook_said
from eid_campaign.reports.period_rows import name_of
from eid_campaign.wording import _, count, rate

MOST_PANELS = 40
"""More small pictures than this are too small to be read."""


def cumulative_chart(whole: Outlooks, points: Series, compare: str) -> Chart:
    """Return what was achieved of the level-2 target, day by day, and where it leads."""
    name = level2_said(compare)
    against, found = whole.level2, whole.of_level2
    return Chart(
        "cumulative",
        _("{name}: cumulative against the target", name=name),
        ChartKind.LINES,
        (Panel("", _climbing(points.level2, against, found)),),
        _caption(name, against, found),
        marks=_marks(whole),
    )


def burn_down_chart(whole: Outlooks, points: Series, compare: str) -> Chart:
    """Return what remains of both targets, each to its deadline."""
    parts = (
        (level2_said(compare), whole.level2, whole.of_level2, points.level2),
        (
            _("Activation of approved accounts"),
            whole.activation,
            whole.of_activation,
            points.activation,
        ),
    )
    return Chart(
        "burn_down",
        _("What remains to the deadlines"),
        ChartKind.LINES,
        tuple(
            Panel(name, _falling(each, against, found))
            for name, against, found, each in parts
            if against.target
        ),
        " ".join(_caption(name, against, found) for name, against, found, _each in parts).strip(),
        marks=_marks(whole),
    )


def _climbing(points: Sequence[Point], against: Against, found: Outlook | None) -> tuple[Line, ...]:
    achieved = tuple((point.day, point.achieved) for point in points)
    lines = [Line("achieved", _("Achieved"), achieved)]
    start = _start(points)
    if start and against.deadline and start < against.deadline:
        even = ((start, 0), (against.deadline, against.target))
        lines.append(Line("target", _("Target, evenly"), even, Role.TARGET))
    top = found.most if found is not None else None
    ahead = _ahead(against, found, against.target * 10 if top is None else top)
    return (*lines, *(Line(id_, title, path, role) for id_, title, path, role in ahead))


def _falling(points: Sequence[Point], against: Against, found: Outlook | None) -> tuple[Line, ...]:
    def left(achieved: int | None) -> int | None:
        return None if achieved is None else max(0, against.target - achieved)

    remaining = tuple((point.day, left(point.achieved)) for point in points)
    lines = [Line("remaining", _("Remaining"), remaining)]
    start = _start(points)
    if start and against.deadline and start < against.deadline:
        even = ((start, against.target), (against.deadline, 0))
        lines.append(Line("target", _("Target, evenly"), even, Role.TARGET))
    ahead = _ahead(against, found, max(against.target, against.achieved))
    return (
        *lines,
        *(
            Line(id_, title, tuple((day, left(value)) for day, value in path), role)
            for id_, title, path, role in ahead
        ),
    )


_Path = tuple[tuple[date, int], ...]


def _ahead(
    against: Against, found: Outlook | None, top: int
) -> tuple[tuple[str, str, _Path, Role], ...]:
    """Return the outlook from today to the deadline: its middle and its edges."""
    if found is None or found.middle is None or against.deadline is None:
        return ()
    return tuple(
        (name, title, _path(against, against.deadline, pace, top), role)
        for name, title, pace, role in (
            ("outlook", _("Outlook"), found.per_day, Role.OUTLOOK),
            ("outlook_low", _("Outlook, slowest week"), found.per_day_low, Role.LOW),
            ("outlook_high", _("Outlook, fastest week"), found.per_day_high, Role.HIGH),
        )
    )


def _path(against: Against, deadline: date, pace: Fraction, top: int) -> _Path:
    """Return where a pace leads by the deadline; level from the day on which ``top`` is reached."""
    now = (against.as_of, against.achieved)
    left = (deadline - against.as_of).days
    gained = pace.numerator * left // pace.denominator
    if against.achieved + gained <= top:
        return now, (deadline, against.achieved + gained)
    reached = against.as_of + timedelta(days=int(-(-(top - against.achieved) // pace)))
    return now, (min(reached, deadline), top), (deadline, top)


def _start(points: Sequence[Point]) -> date | None:
    return next((point.day for point in points if point.achieved is not None), None)


def _marks(whole: Outlooks) -> tuple[tuple[date, str], ...]:
    marks = []
    if whole.activation.deadline and whole.activation.target:
        marks.append((whole.activation.deadline, _("deadline of activation")))
    if whole.level2.deadline and whole.level2.target:
        marks.append((whole.level2.deadline, _("deadline of level-2 accounts")))
    return tuple(marks)


def _caption(name: str, against: Against, found: Outlook | None) -> str:
    if not against.target:
        return ""
    return (
        _(
            "{name}: {achieved} of {target} ({rate}).",
            name=name,
            achieved=count(against.achieved),
            target=count(against.target),
            rate=rate(against.rate or Fraction(0)),
        )
        + " "
        + outlook_said(name, against, found)
    )


def villages_chart(lines: Sequence[WeekLine], points: Mapping[Place, Series]) -> Chart | None:
    """Return each line's rate of the level-2 target day by day; None for too many or too few."""
    shown = [line for line in lines if line.now.level2.target and place_of(line.now) in points]
    if not 2 <= len(shown) <= MOST_PANELS:
        return None
    panels = []
    for line in shown:
        against, found = line.now.level2, points[place_of(line.now)].level2
        rates = tuple(
            (p.day, None if p.achieved is None else Fraction(p.achieved, against.target))
            for p in found
        )
        own = [Line("rate", _("% of target"), rates)]
        start = _start(found)
        if start and against.deadline and start < against.deadline:
            even = ((start, Fraction(0)), (against.deadline, Fraction(1)))
            own.append(Line("target", _("Target, evenly"), even, Role.TARGET))
        panels.append(Panel(name_of(line.now), tuple(own)))
    ahead = [line for line in shown if line.now.level2.remaining == 0]
    return Chart(
        "villages",
        _("Rate of the level-2 target, place by place"),
        ChartKind.LINES,
        tuple(panels),
        _(
            "{done} of {all} have met their target; the straight line is an even pace to the"
            " deadline.",
            done=count(len(ahead)),
            all=count(len(shown)),
        ),
        values=Kind.RATE,
    )
