"""Part III of ``eidc report final``: who is put forward, who is to catch up, who did not report.

"… đề nghị khen thưởng; phê bình đối với những tập thể … không báo cáo kết quả hoặc báo cáo không
đúng thực tế, thực hiện không hiệu quả" (plan of Cẩm Tân, Công an xã). Each with its figures, so
that who is named can check them. Units only: people are proposed by the units themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from eid_campaign.campaign.progress import Against
from eid_campaign.campaign.ranking import is_small
from eid_campaign.campaign.week import Place, place_of
from eid_campaign.document import Block, Text
from eid_campaign.reports.final_facts import FinalFacts, FinalLine
from eid_campaign.reports.period_rows import name_of
from eid_campaign.reports.words import COMPARED
from eid_campaign.wording import _, count, day, rate


def commended_and_reminded(found: FinalFacts) -> tuple[Block, ...]:
    """Return part III."""
    first = Text(_("III. Commendation and criticism"), (_rules(found),), level=1)
    if len(found.lines) < 2:
        alone = (
            _("There is one village alone: nothing is compared.")
            if found.by == "village"
            else _("One line stands alone here: by village (--by village) units are compared.")
        )
        return (Text(first.title, (alone,), level=1), *_not_reporting(found))
    level2, activation = found.named("level2"), found.named("activation")
    nobody = _("Nobody by these rules.")
    return (
        first,
        Text(
            _("Proposed for commendation"),
            (
                *_entries(found, level2.commended, "level2"),
                *_entries(found, activation.commended, "activation"),
            )
            or (nobody,),
        ),
        Text(
            _("Proposed to concentrate on catching up"),
            (
                *_entries(found, level2.reminded, "level2"),
                *_entries(found, activation.reminded, "activation"),
            )
            or (nobody,),
        ),
        *_not_reporting(found),
    )


def _rules(found: FinalFacts) -> str:
    rules = found.rules
    return _(
        "By the rules of the campaign file: commended are the first {first}, from {commend} of the"
        " target on; to catch up are the last {last}, below {remind}; among those that reported.",
        first=rules.commend_first,
        commend=rate(rules.commend_from),
        last=rules.remind_last,
        remind=rate(rules.remind_below),
    )


def _entries(found: FinalFacts, places: Sequence[Place], target: str) -> list[str]:
    lines = {place_of(line.now): line for line in found.lines}
    return [_evidence(found, lines[place], target) for place in places]


def _evidence(found: FinalFacts, line: FinalLine, target: str) -> str:
    """A unit with the figures for which it is named."""
    is_level2 = target == "level2"
    result: Against = line.now.level2 if is_level2 else line.now.activation
    parts = [
        _(
            "{name}, {what}: place {rank}, {achieved} of {target} ({rate}), {left} remaining",
            name=name_of(line.now),
            what=_(COMPARED[found.known.rules.compare])
            if is_level2
            else _("approved accounts activated"),
            rank=line.rank if is_level2 else line.rank_activation,
            achieved=count(result.achieved),
            target=count(result.target),
            rate=rate(result.rate) if result.rate is not None else "–",
            left=count(result.remaining),
        )
    ]
    if found.weeks:
        parts.append(
            _(
                "reported in {reported} of {weeks} weeks",
                reported=found.weeks_reported(line),
                weeks=len(found.weeks),
            )
        )
    base = line.now.target.base_level2 if is_level2 else line.now.target.base_activation
    if is_small(base, found.rules):
        parts.append(_("a small unit: {base} people", base=count(base)))
    return "; ".join(parts) + "."


def _not_reporting(found: FinalFacts) -> tuple[Block, ...]:
    """Who did not report; those with the same weeks together."""
    alike: dict[tuple[bool, tuple[date, ...]], list[str]] = {}
    for line in (*found.silent, *found.in_part):
        alike.setdefault((line.now.counts is None, line.missed), []).append(name_of(line.now))
    said = [
        _missing(found, ", ".join(names), days, never=never)
        for (never, days), names in alike.items()
    ]
    everybody = _("Every unit reported in every week.")
    return (Text(_("Not reported, or not every week"), tuple(said) or (everybody,)),)


def _missing(found: FinalFacts, names: str, days: Sequence[date], *, never: bool) -> str:
    if never:
        return _("{names}: never reported; what was achieved is not known.", names=names)
    if len(days) == len(found.weeks):
        return _("{names}: reported in none of the {weeks} weeks.", names=names, weeks=len(days))
    return _(
        "{names}: did not report in {missed} of {weeks} weeks (the weeks up to {days}).",
        names=names,
        missed=len(days),
        weeks=len(found.weeks),
        days=", ".join(day(each) for each in days),
    )
