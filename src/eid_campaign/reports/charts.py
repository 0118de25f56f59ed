"""The charts of a report, from figures alone: what is drawn is drawn elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from eid_campaign.campaign.outlook import Outlook, Point
from eid_campaign.campaign.progress import Against
from eid_campaign.campaign.series import Outlooks, Series
from eid_campaign.campaign.stages import Stage
from eid_campaign.campaign.standings import Reason
from eid_campaign.campaign.tally import Tally
from eid_campaign.campaign.week import Place, WeekLine, place_of
from eid_campaign.document import Chart, ChartKind, Kind, Panel, Role, Tile, Tiles
from eid_campaign.document import Series as Line
from eid_campaign.reports.outlook_said import level2_said, outlook_said
from eid_campaign.reports.period_rows import name_of
from eid_campaign.reports.words import STAGES
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
    lines = [Line("achieved", _("Achieved"), tuple((p.day, p.achieved) for p in points))]
    start = _start(points)
    if start and against.deadline and start < against.deadline:
        even = ((start, 0), (against.deadline, against.target))
        lines.append(Line("target", _("Target, evenly"), even, Role.TARGET))
    return (*lines, *_ahead(against, found, lambda achieved: achieved))


def _falling(points: Sequence[Point], against: Against, found: Outlook | None) -> tuple[Line, ...]:
    def left(achieved: int | None) -> int | None:
        return None if achieved is None else max(0, against.target - achieved)

    lines = [Line("remaining", _("Remaining"), tuple((p.day, left(p.achieved)) for p in points))]
    start = _start(points)
    if start and against.deadline and start < against.deadline:
        even = ((start, against.target), (against.deadline, 0))
        lines.append(Line("target", _("Target, evenly"), even, Role.TARGET))
    return (*lines, *_ahead(against, found, left))


def _ahead(against: Against, found: Outlook | None, value) -> list[Line]:  # type: ignore[no-untyped-def]
    """Return the outlook from today to the deadline: its middle and its edges."""
    if found is None or found.middle is None or against.deadline is None:
        return []
    parts = (
        ("outlook", _("Outlook"), found.middle, Role.OUTLOOK),
        ("outlook_low", _("Outlook, slowest week"), found.low, Role.LOW),
        ("outlook_high", _("Outlook, fastest week"), found.high, Role.HIGH),
    )
    now = value(against.achieved)
    return [
        Line(name, title, ((against.as_of, now), (against.deadline, value(end))), role)
        for name, title, end, role in parts
    ]


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


def stages_chart(
    lines: Sequence[WeekLine], tally: Tally, tables: Mapping[str, object]
) -> Chart | None:
    """Return how many people stand at each stage, a bar for each line whose people are known."""
    parts: dict[Place, dict[Stage, int]] = {}
    villages = bool(lines and lines[0].now.village)
    for group, people in tally.counts.items():
        if group.stage is None or group.reason is Reason.CHILD:
            continue
        place = (group.commune, group.village if villages else "")
        found = parts.setdefault(place, dict.fromkeys(Stage, 0))
        found[group.stage] += people
    shown = [
        line for line in lines if place_of(line.now) in parts and line.now.target.unit not in tables
    ]
    if not shown:
        return None
    total = {stage: sum(parts[place_of(line.now)][stage] for line in shown) for stage in Stage}
    return Chart(
        "stages",
        _("How far the accounts are"),
        ChartKind.STACKED,
        (
            Panel(
                "",
                tuple(
                    Line(
                        stage.id,
                        _(STAGES[stage]),
                        tuple(
                            (name_of(line.now), parts[place_of(line.now)][stage]) for line in shown
                        ),
                    )
                    for stage in Stage
                ),
            ),
        ),
        "; ".join(f"{_(STAGES[stage])}: {count(total[stage])}" for stage in Stage),
    )


def ranking_chart(lines: Sequence[WeekLine]) -> Chart | None:
    """Return the rates of the level-2 target, highest first; None where there are less than two."""
    placed = sorted((line for line in lines if line.rank), key=lambda line: line.rank or 0)
    if len(placed) < 2:
        return None
    points = tuple((name_of(line.now), line.now.level2.rate) for line in placed)
    first, last = placed[0], placed[-1]
    return Chart(
        "ranking",
        _("Rate of the level-2 target"),
        ChartKind.BARS,
        (Panel("", (Line("rate", _("% of target"), points),)),),
        _(
            "First {first} with {high}, last {last} with {low}.",
            first=name_of(first.now),
            high=rate(first.now.level2.rate or Fraction(0)),
            last=name_of(last.now),
            low=rate(last.now.level2.rate or Fraction(0)),
        ),
        values=Kind.RATE,
    )


def tiles_of(lines: Sequence[WeekLine]) -> Tiles | None:
    """Return the places side by side, each as full as its rate; None for a single one."""
    if len(lines) < 2:
        return None
    return Tiles(
        "tiles",
        _("The places side by side"),
        tuple(
            Tile(
                name_of(line.now),
                line.now.level2.rate if line.now.counts else None,
                f"{count(line.now.level2.achieved)}/{count(line.now.level2.target)}"
                if line.now.counts
                else _("not reported"),
            )
            for line in lines
        ),
        _("Each tile is as full as the rate of the level-2 target; achieved of target below."),
    )
