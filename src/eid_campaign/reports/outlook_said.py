"""Where a target leads at the pace of the last weeks, in sentences; for any report."""

from __future__ import annotations

from datetime import date

from eid_campaign.campaign.outlook import Outlook
from eid_campaign.campaign.progress import Against
from eid_campaign.campaign.series import Outlooks
from eid_campaign.reports.words import COMPARED
from eid_campaign.wording import N_, _, count, day, language, tenths

STATES = {
    "met": N_("met"),
    "in_time": N_("in time"),
    "uncertain": N_("in time at the mean pace only"),
    "late": N_("not at this pace"),
    "too_few": N_("more than can have an account"),
    "never": N_("no progress"),
    "past": N_("the deadline has come"),
    "unknown": N_("cannot be told yet"),
}
"""What an outlook comes to, by its id in the machine contract."""


def state_of(against: Against, found: Outlook | None) -> str:
    """Return one of ``STATES``; blank for a target of 0."""
    if not against.target:
        return ""
    if not against.remaining:
        return "met"
    if against.days_left == 0:
        return "past"
    if found is None:
        return "unknown"
    if found.most is not None and found.most < against.target:
        return "too_few"
    if not found.per_day_high:
        return "never"
    if against.deadline is None or (found.low is not None and found.low >= against.target):
        return "in_time"
    return "uncertain" if found.is_in_time else "late"


def outlook_said(name: str, against: Against, found: Outlook | None) -> str:
    """Return where a target leads, in a sentence or two; blank for a target of 0.

    ``name`` is what it is of ("Level-2 accounts"); a deadline and the pace are always named.
    """
    state = state_of(against, found)
    if not state:
        return ""
    if state == "met":
        return _met(name, against)
    values = {
        "name": name,
        "remaining": count(against.remaining),
        "deadline": day(against.deadline) if against.deadline else "–",
    }
    if state == "past":
        return _("{name}: the deadline {deadline} has come, {remaining} are missing.", **values)
    if found is None:
        return _(
            "{name}: an outlook needs lists of two different days in the last four weeks;"
            " {remaining} remain.",
            **values,
        )
    values |= {
        "pace": pace_said(found),
        "mean": tenths(found.per_day),
        "met": met_said(found),
        "needed": count(against.needed_per_day or 0),
        "short": count(found.short),
        "ends": ends_said(found),
        "most": count(found.most or 0),
        "few": count(against.target - (found.most or 0)),
        "gap": count(max(0, against.target - (found.low or 0))),
    }
    return _(_SENTENCES["in_time_open" if against.deadline is None else state], **values)


_SENTENCES = {
    "too_few": N_(
        "{name}: the target is more than the {most} people who can have an account by what is"
        " known; {few} too few, whatever the pace."
    ),
    "never": N_(
        "{name}: no progress in the last weeks; not met at this pace: {short} would be missing by"
        " {deadline}, {needed} a day are needed."
    ),
    "in_time": N_("{name}: at {pace} met about {met}, in time for {deadline}."),
    "in_time_open": N_("{name}: at {pace} met about {met}."),
    "uncertain": N_(
        "{name}: at {pace} met about {met}; at the pace of the slowest week {gap} would be missing"
        " by {deadline}, {needed} a day are needed."
    ),
    "late": N_(
        "{name}: not met at this pace: about {ends} by {deadline}, {short} would be missing;"
        " {needed} a day are needed, now it is {mean}."
    ),
}


def _met(name: str, against: Against) -> str:
    over = against.achieved - against.target
    if over:
        return _(
            "{name}: the target of {target} is met, {over} over.",
            name=name,
            target=count(against.target),
            over=count(over),
        )
    return _("{name}: the target of {target} is met.", name=name, target=count(against.target))


def pace_said(found: Outlook) -> str:
    """Return the pace of the weeks looked at: "27,1–30,3 a day (the last 2 weeks)"."""
    low, high = tenths(found.per_day_low), tenths(found.per_day_high)
    pace = low if low == high else f"{low}–{high}"
    if not found.weeks:
        return _("{pace} a day (since the baseline)", pace=pace)
    if found.weeks == 1:
        return _("{pace} a day (the last week)", pace=pace)
    return _("{pace} a day (the last {weeks} weeks)", pace=pace, weeks=found.weeks)


def met_said(found: Outlook) -> str:
    """Return when the target would be met: "18–22/12/2024", "from 18/12/2024 on", "–"."""
    if found.first is None:
        return "–"
    if found.last is None:
        return _("{day} at the earliest", day=day(found.first))
    return days_said(found.first, found.last)


def ends_said(found: Outlook) -> str:
    """Return what would be achieved at the deadline, with its range: "925 (880 to 970)"."""
    if found.middle is None or found.low is None or found.high is None:
        return "–"
    if found.low == found.high:
        return count(found.middle)
    return _(
        "{middle} ({low} to {high})",
        middle=count(found.middle),
        low=count(found.low),
        high=count(found.high),
    )


def days_said(first: date, last: date) -> str:
    """Return a range of days without repeating what both share: "18–22/12/2024"."""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        if language() == "en":
            return f"{first.day}–{day(last)}"
        return f"{first.day:02d}–{day(last)}"
    if first.year == last.year:
        # The year stands at the end in both languages: 28/11–03/12/2024, 28 Nov–3 Dec 2024.
        return f"{day(first)[:-5]}–{day(last)}"
    return f"{day(first)}–{day(last)}"


def outlooks_said(whole: Outlooks, compare: str, *, never: int = 0) -> tuple[str, ...]:
    """Return the sentences of both targets; ``never`` counts who has never reported, so that no
    outlook of all can be told.
    """
    if never:
        return (no_outlook_said(never),)
    said = (
        outlook_said(level2_said(compare), whole.level2, whole.of_level2),
        outlook_said(_("Activation of approved accounts"), whole.activation, whole.of_activation),
    )
    return tuple(filter(None, said))


def no_outlook_said(never: int) -> str:
    """Return why there is no outlook of all together."""
    return _(
        "No outlook of all together: {count} have never reported; each known one has its own.",
        count=count(never),
    )


def level2_said(compare: str) -> str:
    """Return what is held against target A, as a sentence begins."""
    words = _(COMPARED[compare])
    return words[:1].upper() + words[1:]
