"""Part IV of the weekly report: what the superior is asked for, drafted from the figures."""

from __future__ import annotations

from eid_campaign.campaign.ageing import waiting
from eid_campaign.campaign.privacy import Audience, safe_reason_counts
from eid_campaign.campaign.progress import reasons
from eid_campaign.campaign.series import WHOLE
from eid_campaign.campaign.standings import Reason, Standing
from eid_campaign.document import Block, Text
from eid_campaign.reports.outlook_said import level2_said, state_of
from eid_campaign.reports.reported_said import names_said
from eid_campaign.reports.weekly_facts import WeeklyFacts
from eid_campaign.reports.words import unit_said
from eid_campaign.wording import N_, _, count, day, tenths


def proposals(week: WeeklyFacts) -> tuple[Block, ...]:
    """Return part IV; what to say when the figures ask for nothing is left to the officer."""
    said = (*_targets(week), *_pace(week), *_details(week), *_others(week), *_silent(week))
    return (
        Text(
            _("IV. PROPOSALS"),
            said or (_("The figures of the week give no reason for a proposal."),),
            level=1,
            is_draft=True,
        ),
        Text(_("Other proposals"), ("……",), is_draft=True, pages_only=True),
    )


def _targets(week: WeeklyFacts) -> list[str]:
    """Who was given more than there are people who can have an account."""
    return [
        _(
            "The superior is asked to consider the target of {unit}: {target} level-2 accounts are"
            " asked for, {able} people can have one by the review, {missing} fewer.",
            unit=unit_said(unit),
            target=count(found.target),
            able=count(found.able),
            missing=count(found.missing),
        )
        for unit, found in week.feasible.items()
        if found.missing
    ]


_MORE = N_(
    "The People's Committee of {place} is asked for more mobile teams from the unions and the"
    " villages. {name}: {needed} a day are needed by {deadline}, now it is {pace}."
)
_MORE_SAFELY = N_(
    "The People's Committee of {place} is asked for more mobile teams from the unions and the"
    " villages. {name}: {needed} a day are needed by {deadline}, in the slowest of the last weeks"
    " it was {pace}."
)


def _pace(week: WeeklyFacts) -> list[str]:
    """Where the deadline will not be kept at this pace: more hands are asked for."""
    whole = week.outlooks[WHOLE]
    said = []
    for name, against, found in (
        (level2_said(week.known.rules.compare), whole.level2, whole.of_level2),
        (_("Activation of approved accounts"), whole.activation, whole.of_activation),
    ):
        state = state_of(against, found)
        if found and state in ("late", "never", "uncertain"):
            said.append(
                _(
                    _MORE_SAFELY if state == "uncertain" else _MORE,
                    place=week.campaign.place,
                    name=name,
                    needed=count(against.needed_per_day or 0),
                    deadline=day(against.deadline) if against.deadline else "–",
                    pace=tenths(found.per_day_low if state == "uncertain" else found.per_day),
                )
            )
    return said


_OF_REASON = {
    Reason.WRONG_DETAILS: N_(
        "The civil registrar (hộ tịch) is asked to check and correct the details of {people}"
        " people with the commune police."
    ),
    Reason.DECEASED: N_(
        "The civil registrar is asked to check {people} people reported deceased, so that the"
        " national population database is corrected."
    ),
    Reason.DUPLICATE: N_(
        "The superior is asked to help settle {people} people who stand twice in the national"
        " population database."
    ),
}


def _details(week: WeeklyFacts) -> list[str]:
    """What only the registrar or the national database can mend; no reason for the public."""
    if week.audience is Audience.PUBLIC:
        return []
    tally = week.known.tally.within(week.campaign.commune)
    counted: dict[str, int] = {}
    for standing in (Standing.TO_VERIFY, Standing.OFF_LIST):
        counted |= safe_reason_counts(reasons(tally, standing), week.audience)
    return [
        _(words, people=count(counted[reason.value]))
        for reason, words in _OF_REASON.items()
        if counted.get(reason.value)
    ]


_OF_OBSTACLE = {
    "sim": N_(
        "The mobile networks are asked to register SIM cards in their users' own names in the"
        " commune: {people} people wait for that."
    ),
    "technical": N_(
        "The superior is asked to help with {people} technical cases that cannot be solved here."
    ),
    "works_elsewhere": N_(
        "The superior is asked to have the police where they live register {people} people who"
        " work elsewhere in the country (the place of residence does not matter)."
    ),
}


def _others(week: WeeklyFacts) -> list[str]:
    said = []
    if week.audience is not Audience.PUBLIC:
        people = {each.name: each.people for each in week.obstacles}
        said += [
            _(words, people=count(people[name]))
            for name, words in _OF_OBSTACLE.items()
            if people.get(name)
        ]
    longer = waiting(week.ageing).longer
    if longer:
        said.append(
            _(
                "The superior is asked to check {people} accounts approved more than 30 days ago"
                " and never activated (telephone number, message not received).",
                people=count(longer),
            )
        )
    return said


def _silent(week: WeeklyFacts) -> list[str]:
    silent = (*week.never, *week.silent)
    if not silent:
        return []
    return [
        _(
            "The People's Committee of {place} is asked to remind {names}, who have not reported"
            " this week.",
            place=week.campaign.place,
            names=names_said(silent, of=len(week.lines)),
        )
    ]
