"""Part II of ``eidc report final``: how it went, where it goes, what explains it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from eid_campaign.campaign.course import Week
from eid_campaign.campaign.outlook import MOST_WEEKS, Outlook
from eid_campaign.campaign.privacy import Audience, safe_reason_counts
from eid_campaign.campaign.progress import WEEK, reasons
from eid_campaign.campaign.standings import Reason, Standing
from eid_campaign.document import Block, Row, Text
from eid_campaign.reports.final_facts import FinalFacts
from eid_campaign.reports.final_table import weeks_table
from eid_campaign.reports.period_rows import share
from eid_campaign.reports.told import number_of
from eid_campaign.reports.words import reason_said
from eid_campaign.wording import _, count, day, rounded


def assessment(found: FinalFacts) -> tuple[Block, ...]:
    """Return part II: how it went, what it leads to, what explains it; the weeks in a table."""
    said = [
        *_met(found),
        *_best_week(found.weeks),
        *_outlooks(found),
        *_standings(found),
        *_feasible(found),
    ]
    blocks: list[Block] = [Text(_("II. Assessment"), tuple(said), level=1)]
    if found.weeks:
        blocks.append(weeks_table(found))
    return tuple(blocks)


def _met(found: FinalFacts) -> list[str]:
    if len(found.lines) < 2:
        return []
    level2 = [line.now.level2 for line in found.lines if line.now.counts]
    activation = [line.now.activation for line in found.lines if line.now.counts]
    return [
        _(
            "Units that have met the level-2 target: {level2} of {units}; the activation target:"
            " {activation} of {units}.",
            level2=sum(bool(each.target) and not each.remaining for each in level2),
            activation=sum(bool(each.target) and not each.remaining for each in activation),
            units=len(found.lines),
        )
    ]


def _best_week(weeks: Sequence[Week]) -> list[str]:
    """The week that brought most, and the one that brought least, of whole weeks."""
    whole = [
        (week, week.gains.issued)
        for week in weeks
        if week.gains is not None and (week.last - week.first).days == WEEK.days - 1
    ]
    if len(whole) < 2:
        return []
    best, worst = max(whole, key=lambda item: item[1]), min(whole, key=lambda item: item[1])
    return [
        _(
            "Most level-2 accounts were issued in the week up to {best} ({most}), fewest in that"
            " up to {worst} ({least}).",
            best=day(best[0].last),
            most=count(best[1]),
            worst=day(worst[0].last),
            least=count(worst[1]),
        )
    ]


def _outlooks(found: FinalFacts) -> list[str]:
    recent = found.weeks[-MOST_WEEKS:]
    if found.is_preliminary and recent and not any(week.reported for week in recent):
        return [
            _(
                "Nobody reported in the last {weeks} weeks: where it goes cannot be told.",
                weeks=len(recent),
            )
        ]
    titles = {
        "level2": _("Level-2 accounts"),
        "activation": _("Activation of approved accounts"),
    }
    return [
        _outlook_said(titles[target], found.told.whole, target, outlook)
        for target, outlook in found.outlooks.items()
        if outlook is not None and outlook.middle is not None and not outlook.is_met
    ]


def _outlook_said(title: str, whole: Row, target: str, outlook: Outlook) -> str:
    """A week's pace, since people count in weeks; the range is of the slowest and the fastest."""
    wanted = number_of(whole, f"target_{target}") or 0
    deadline = whole[f"deadline_{target}"]
    people = number_of(whole, f"base_{target}")

    def most(achieved: int | None) -> str:
        """No more people than there are, at whatever pace."""
        return count(min(achieved or 0, people or achieved or 0))

    least, greatest = most(outlook.low), most(outlook.high)
    values = {
        "title": title,
        "low": count(rounded(outlook.per_day_low * 7, 0)),
        "high": count(rounded(outlook.per_day_high * 7, 0)),
        "day": day(deadline) if isinstance(deadline, date) else "–",
        "range": least if least == greatest else f"{least}–{greatest}",
        "middle": most(outlook.middle),
        "target": count(wanted),
    }
    if outlook.short:
        return _(
            "{title}: at the pace of the last weeks ({low} to {high} a week) {range} of"
            " {target} by {day}, {middle} at the mean: {short} would be missing.",
            short=count(outlook.short),
            **values,
        )
    return _(
        "{title}: at the pace of the last weeks ({low} to {high} a week) {range} of"
        " {target} by {day}, {middle} at the mean: the target would be met.",
        **values,
    )


def _standings(found: FinalFacts) -> list[str]:
    tally = found.known.tally.within(found.told.campaign.commune)
    said = []
    for standing, words in (
        (Standing.EXEMPT, _("Exempt")),
        (Standing.TO_VERIFY, _("To verify")),
    ):
        by_reason = reasons(tally, standing)
        shown = safe_reason_counts(by_reason, found.audience)
        if shown and found.audience is Audience.PUBLIC:
            said.append(
                _(
                    "{standing}: {people} people.",
                    standing=words,
                    people=count(sum(shown.values())),
                )
            )
        elif shown:
            said.append(
                _(
                    "{standing}: {people} people ({reasons}).",
                    standing=words,
                    people=count(sum(shown.values())),
                    reasons="; ".join(
                        f"{_reason(reason)} {count(people)}" for reason, people in shown.items()
                    ),
                )
            )
    return said


def _reason(reason: str) -> str:
    if reason == "other":
        return _("other reasons")
    return reason_said(Reason(reason)) or _("no reason given")


def _feasible(found: FinalFacts) -> list[str]:
    feasible, whole = found.feasible, found.told.whole
    eligible, issued = number_of(whole, "base_eligible"), number_of(whole, "issued")
    said = []
    if eligible and issued is not None:
        said.append(
            _(
                "Second rate: {issued} level-2 accounts of {eligible} people who are eligible or"
                " to verify ({rate}).",
                issued=count(issued),
                eligible=count(eligible),
                rate=share({"rate": Fraction(issued, eligible)}, "rate"),
            )
        )
    if feasible is not None and feasible.missing:
        said.append(
            _(
                "The target of {target} could not be met: only {able} people can have an account.",
                target=count(feasible.target),
                able=count(feasible.able),
            )
        )
    return said
