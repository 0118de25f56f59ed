"""The two rankings, each place explained in a sentence, and who is singled out; for any report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from eid_campaign.campaign.office import RankingRules
from eid_campaign.campaign.ranking import Effort, Named, is_small, named, ranked_by_effort
from eid_campaign.campaign.week import Place, WeekLine, place_of
from eid_campaign.reports.period_rows import name_of
from eid_campaign.reports.words import COMPARED
from eid_campaign.wording import N_, _, count, points, rate, rounded


def rule_said() -> str:
    """Return the rule of the first ranking."""
    return _(
        "Rank: by rate of the target, then by fewer remaining; equal ones share a place;"
        " a target of 0 is not ranked."
    )


def effort_rule_said() -> str:
    """Return the rule of the second ranking."""
    return _(
        "Rank of the week: gained in the week, of the people who were eligible or to verify and"
        " without an account when it began; so who started ahead has no advantage. Equal ones"
        " share a place; who had nobody open, or has not reported, is not ranked."
    )


def rules_said(rules: RankingRules) -> str:
    """Return by which rules units are singled out, and which are small."""
    return _(
        "Commended: the first {first}, from {commend} of the target on. Reminded: the last {last},"
        " below {remind}; only who has reported this week. Small: a base under {small}, where one"
        " person moves the rate by several points.",
        first=rules.commend_first,
        commend=rate(rules.commend_from),
        last=rules.remind_last,
        remind=rate(rules.remind_below),
        small=rules.small_below,
    )


def singled_out(lines: Sequence[WeekLine], rules: RankingRules) -> Named[Place]:
    """Return whom ``rules`` name among the lines that have reported in the period."""
    return named(
        {
            place_of(line.now): line.now.level2
            for line in lines
            if line.reported and line.now.counts
        },
        rules,
    )


def ranks_by_effort(lines: Sequence[WeekLine]) -> dict[Place, int | None]:
    """Return each line's place by what the period won of who was open."""
    return ranked_by_effort({place_of(line.now): line.effort for line in lines if line.effort})


def in_order(lines: Sequence[WeekLine], ranks: Mapping[Place, int | None]) -> list[WeekLine]:
    """Return the lines that have a place, the first place first."""
    placed = [line for line in lines if ranks.get(place_of(line.now)) is not None]
    return sorted(placed, key=lambda line: ranks[place_of(line.now)] or 0)


def explained(lines: Sequence[WeekLine], compare: str, rules: RankingRules) -> dict[Place, str]:
    """Return why each line has its place by rate: its figures, and how far the next one is."""
    ranks = {place_of(line.now): line.rank for line in lines}
    order = in_order(lines, ranks)
    said = {}
    for line in order:
        result = line.now.level2
        parts = [
            _(
                "{name}, place {rank}: {what} {achieved} of {target} ({rate}), {remaining}"
                " remaining",
                name=name_of(line.now),
                rank=line.rank,
                what=_(COMPARED[compare]),
                achieved=count(result.achieved),
                target=count(result.target),
                rate=rate(result.rate or Fraction(0)),
                remaining=count(result.remaining),
            ),
            *_beside(line, order),
        ]
        if is_small(line.now.target.base_level2, rules):
            parts.append(_("small unit"))
        if not line.reported:
            parts.append(_("figures of its last report"))
        said[place_of(line.now)] = "; ".join(parts) + "."
    return said


def _beside(line: WeekLine, order: Sequence[WeekLine]) -> list[str]:
    """Return who shares the place, and how far the place before is; the first looks back."""
    rank = line.rank or 0
    said = []
    equals = [name_of(other.now) for other in order if other.rank == rank and other is not line]
    if equals:
        said.append(_("shares the place with {names}", names=", ".join(equals)))
    ahead = [other for other in order if (other.rank or 0) < rank]
    behind = [other for other in order if (other.rank or 0) > rank]
    if ahead:
        said.append(_distance(line, ahead[-1], _BEHIND))
    elif behind:
        said.append(_distance(line, behind[0], _AHEAD))
    return said


_BEHIND = (
    N_("{gap} points behind {name}"),
    N_("less than 0.01 points behind {name}"),
    N_("the same rate as {name}, but {more} more remaining"),
)
_AHEAD = (
    N_("{gap} points ahead of {name}"),
    N_("less than 0.01 points ahead of {name}"),
    N_("the same rate as {name}, but {more} fewer remaining"),
)


def _distance(line: WeekLine, other: WeekLine, words: tuple[str, str, str]) -> str:
    own, its = line.now.level2, other.now.level2
    mine, theirs = own.rate or Fraction(0), its.rate or Fraction(0)
    more = count(abs(own.remaining - its.remaining))
    if mine == theirs:
        return _(words[2], name=name_of(other.now), more=more)
    # Of the rates as they are printed, so that a reader who subtracts them finds the same.
    gap = Fraction(abs(rounded(mine, 4) - rounded(theirs, 4)), 10**4)
    said = words[0] if gap else words[1]
    return _(said, name=name_of(other.now), gap=points(gap))


def effort_explained(lines: Sequence[WeekLine]) -> dict[Place, str]:
    """Return why each line has its place by effort."""
    ranks = ranks_by_effort(lines)
    said = {}
    for line in in_order(lines, ranks):
        place = place_of(line.now)
        effort = line.effort or Effort(0, 0)
        others = [
            name_of(other.now)
            for other in lines
            if other is not line and ranks.get(place_of(other.now)) == ranks[place]
        ]
        sentence = _(
            "{name}, place {rank} of the week: won {gained} of the {open} people open when the"
            " week began ({share})",
            name=name_of(line.now),
            rank=ranks[place],
            gained=count(effort.gained),
            open=count(effort.open),
            share=rate(effort.share or Fraction(0)),
        )
        shared = _("shares the place with {names}", names=", ".join(others)) if others else ""
        said[place] = "; ".join(filter(None, (sentence, shared))) + "."
    return said


def named_with_rate(lines: Sequence[WeekLine]) -> str:
    """Return names with their rates: "Thôn 1 (62,37 %), Thôn 9 (57,02 %)"."""
    return ", ".join(
        f"{name_of(line.now)} ({rate(line.now.level2.rate or Fraction(0))})" for line in lines
    )


def moved_said(moved: int | None) -> str:
    """Return places gained or lost, with an arrow and in words."""
    if moved is None:
        return "–"
    if not moved:
        return _("same place")
    words = N_("↑ up {places}") if moved > 0 else N_("↓ down {places}")
    return _(words, places=abs(moved))
