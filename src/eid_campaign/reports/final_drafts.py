"""Parts IV and V of ``eidc report final``: lessons and proposals, drafted from the figures.

An officer edits them: figures say what happened, people say why.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from eid_campaign.campaign.week import place_of
from eid_campaign.document import Text
from eid_campaign.reports.final_facts import FinalFacts, FinalLine
from eid_campaign.reports.period_rows import name_of
from eid_campaign.reports.told import ahead_said, listed, number_of
from eid_campaign.wording import _, count, rate

_MOST_NAMES = 8


def lessons(found: FinalFacts) -> Text:
    """Return part IV, a draft."""
    said = [*_by_reporting(found), *_waiting(found)]
    said.append(
        _(
            "(To be completed by the officer: what worked, such as mobile teams, evenings in the"
            " village hall, Zalo groups; what did not.)"
        )
    )
    return Text(_("IV. Lessons"), tuple(said), level=1, is_draft=True)


def _by_reporting(found: FinalFacts) -> list[str]:
    """Whether who reports each week stands better; said only where there are both."""
    part = found.in_part
    every = [line for line in found.reporting if line not in part]
    one, other = _together(every), _together(part)
    if one is None or other is None:
        return []
    values = {
        "every": len(every),
        "one": rate(one),
        "part": len(part),
        "other": rate(other),
    }
    if one > other:
        return [
            _(
                "The {every} units that reported every week stand at {one} of the level-2 target,"
                " the {part} that did not at {other}: counting every week keeps the work going.",
                **values,
            )
        ]
    return [
        _(
            "The {every} units that reported every week stand at {one} of the level-2 target, the"
            " {part} that did not at {other}.",
            **values,
        )
    ]


def _together(lines: Sequence[FinalLine]) -> Fraction | None:
    target = sum(line.now.level2.target for line in lines)
    return Fraction(sum(line.now.level2.achieved for line in lines), target) if target else None


def _waiting(found: FinalFacts) -> list[str]:
    issued = number_of(found.told.whole, "issued")
    activated = number_of(found.told.whole, "activated")
    if issued is None or activated is None or issued <= activated:
        return []
    return [
        _(
            "{people} of {issued} people who were issued a level-2 account have not activated it:"
            " help people to activate on the day of the approval.",
            people=count(issued - activated),
            issued=count(issued),
        )
    ]


def proposals(found: FinalFacts) -> Text:
    """Return part V, a draft."""
    said = [
        *_commend(found),
        *_remaining(found),
        *_verifying(found),
        *_adjusting(found),
        *_reporting(found),
        _(
            "After the campaign to go on collecting dossiers and activating accounts as everyday"
            " work, as the plan says."
        ),
    ]
    return Text(_("V. Proposals"), tuple(said), level=1, is_draft=True)


def _commend(found: FinalFacts) -> list[str]:
    places = [*found.named("level2").commended, *found.named("activation").commended]
    names = [
        name_of(line.now) for line in found.lines if place_of(line.now) in dict.fromkeys(places)
    ]
    if not names:
        return []
    return [
        _(
            "The chairman of the People's Committee is asked to consider commending: {names}.",
            names=listed(names, _MOST_NAMES),
        )
    ]


def _remaining(found: FinalFacts) -> list[str]:
    if not found.told.whole.get("remaining_level2") and not found.told.whole.get(
        "remaining_activation"
    ):
        return []
    return [
        _(
            "To go on with what remains: level-2 accounts, {level2}; activation, {activation}.",
            level2=ahead_said(found.told.whole, "level2"),
            activation=ahead_said(found.told.whole, "activation"),
        )
    ]


def _verifying(found: FinalFacts) -> list[str]:
    people = number_of(found.told.whole, "to_verify")
    if not people:
        return []
    return [_("To settle the {people} people who are still to verify.", people=count(people))]


def _adjusting(found: FinalFacts) -> list[str]:
    feasible = found.feasible
    if feasible is None or not feasible.missing:
        return []
    return [
        _(
            "The superior is asked to consider the target: {able} people can have an account,"
            " {target} were asked for.",
            able=count(feasible.able),
            target=count(feasible.target),
        )
    ]


def _reporting(found: FinalFacts) -> list[str]:
    names = [name_of(line.now) for line in (*found.silent, *found.in_part)]
    if not names:
        return []
    return [
        _(
            "To remind of reporting each week: {names}.",
            names=listed(names, _MOST_NAMES),
        )
    ]
